"""The figures of an article: its amounts, with what is counted and of which part ("at least 59 dead, more than 500 wounded").

What is counted is the noun the number stands before; where it stands before none ("59 dead", "the toll rose to 22", "killing 12"), the
words around it say which people. What it does not do: resolve "the two" or "both", or add amounts up. Amounts: `language.numbers`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from rashomon.language.lexicon import lexicon
from rashomon.language.numbers import Amount, Rule, amounts
from rashomon.model.annotated import Figure, Token
from rashomon.model.article import Article
from rashomon.model.span import Span

NOUNS = ("NOUN", "PROPN")
REACH_AFTER = 9
"""words after a number in which "were killed" may follow; a clause is seldom longer before its verb"""
REACH_BEFORE = 5
"""words before a number in which "killing" or "toll" may stand"""


def figures(article: Article, sentences: Sequence[Span], tokens: Sequence[Token], *, rule: Rule = "news") -> tuple[Figure, ...]:
    """The figures of the article in text order, without the ids of the statements that hold them."""
    reader = _Reader(article.text, tokens)
    found = amounts(article.text, rule=rule)
    starts = [reader.first(amount.start) for amount in found]
    out = []
    for n, amount in enumerate(found):
        limits = (starts[n - 1] if n else -1, starts[n + 1] if n + 1 < len(found) else len(tokens))
        what, subset = reader.counted(amount, limits)
        out.append(
            Figure(
                text=article.text[amount.start : amount.end],
                span=article.span(amount.start, amount.end),
                kind=amount.kind,
                low=amount.low,
                high=amount.high,
                approximate=amount.approximate,
                unit=amount.unit,
                what=what,
                subset=subset,
            )
        )
    return tuple(out)


@cache
def _subset_of() -> dict[str, str]:
    return {word: name for name, words in lexicon("figures")["subsets"].items() for word in words}


@cache
def _event_of() -> dict[str, str]:
    return {word: name for name, words in lexicon("figures")["events"].items() for word in words}


class _Reader:
    """Looks around an amount in the article's tokens."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.token_starts = [token.start for token in tokens]

    def first(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_left(self.token_starts, offset)

    def word(self, i: int) -> str:
        """The lower-cased word of token `i`."""
        return self.text[self.tokens[i].start : self.tokens[i].end].lower()

    def lemma(self, i: int) -> str:
        """The singular of token `i`."""
        token, word = self.tokens[i], self.word(i)
        known: str | None = lexicon("figures")["singular"].get(word)
        if known:
            return known
        lemma = token.lemma.lower()
        if lemma == word and token.pos == "NOUN" and word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            return word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return lexicon("figures")["singular"].get(lemma, lemma)

    def counted(self, amount: Amount, limits: tuple[int, int]) -> tuple[str | None, str | None]:
        """What an amount counts and of which part; `limits` are the tokens of the amounts before and after."""
        if amount.kind == "ordinal" or not self.tokens:
            return None, None
        before, after = self.first(amount.start) - 1, self.first(amount.end)
        if amount.kind == "age":
            return self._aged(before, after), None
        if amount.kind == "money":
            return self._noun_before(before), None
        noun = self._noun(after, limits[1])
        what = self.lemma(noun) if noun is not None else None
        if amount.kind == "measure" and amount.unit in ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"):
            return what, None
        if what in _event_of():
            return "person", _event_of()[what]
        subset = self._subset(before, after, noun, limits)
        if amount.kind != "count":
            return what, subset
        if noun is None:
            toll = self._toll(before, limits[0])
            if toll:
                return "person", toll
            return ("person", subset) if subset else (None, None)
        return what, subset

    def _noun(self, i: int, limit: int) -> int | None:
        """The last noun of the phrase that the number opens, looking through "of the"."""
        found: int | None = None
        sentence = self.tokens[i].sentence if i < len(self.tokens) else -1
        for j in range(i, min(limit, i + 8, len(self.tokens))):
            token, word = self.tokens[j], self.word(j)
            if token.sentence != sentence:
                break
            if token.pos in NOUNS or (word in lexicon("figures")["anybody"]["words"]):
                found = j
            elif word in ("of", "the", "a") and found is None:
                continue
            elif found is not None and not (word in ("-", "/") and j + 1 < limit):
                break
            elif token.pos in ("ADJ", "ADV", "NUM", "DET") or word == "-" or (token.pos == "VERB" and self._modifies(j)):
                continue
            else:
                break
        return found

    def _modifies(self, i: int) -> bool:
        """Whether a participle belongs to a noun right behind it ("armed men")."""
        return i + 1 < len(self.tokens) and self.tokens[i + 1].pos in NOUNS and self.word(i).endswith(("ed", "ing", "en"))

    def _subset(self, before: int, after: int, noun: int | None, limits: tuple[int, int]) -> str | None:
        """Which part of the people: by the words behind the number to the end of the clause, those before it, then the noun's verb."""
        subsets = _subset_of()
        for j in self._clause(after, limits[1]):
            if self.word(j) in subsets:
                return subsets[self.word(j)]
        for j in range(before, max(limits[0], before - REACH_BEFORE), -1):
            if self.tokens[j].sentence != self.tokens[min(after, len(self.tokens) - 1)].sentence and after < len(self.tokens):
                break
            if self.word(j) in (",", ";", ":", "and", "but", "."):
                break
            if self.word(j) in subsets and self.tokens[j].pos in ("VERB", "NOUN", "ADJ"):
                return subsets[self.word(j)]
        if noun is not None:
            head = self.tokens[noun].head
            if self.tokens[noun].dep.startswith(("nsubj", "obj")) and head != noun:
                return subsets.get(self.word(head))
        return None

    def _clause(self, i: int, limit: int) -> Iterator[int]:
        if i >= len(self.tokens):
            return
        sentence = self.tokens[i].sentence
        for j in range(i, min(i + REACH_AFTER, limit, len(self.tokens))):
            if self.tokens[j].sentence != sentence or self.word(j) in (
                ",",
                ";",
                ":",
                "and",
                "but",
                "–",
                "—",
                "(",
                "when",
                "after",
                "as",
                "while",
                "who",
                "that",
            ):
                return
            yield j

    def _toll(self, before: int, limit: int) -> str | None:
        """ "the toll rose to 22", "the number of dead has reached 22"."""
        for j in range(before, max(limit, before - 8, -1), -1):
            if self.word(j) in (";", "."):
                return None
            name = _event_of().get(self.lemma(j)) or (_subset_of().get(self.word(j)) if self._is_number_of(j) else None)
            if name:
                return name
        return None

    def _is_number_of(self, i: int) -> bool:
        return any(self.word(j) == "number" for j in range(max(0, i - 3), i))

    def _aged(self, before: int, after: int) -> str | None:
        """Whose age: the name in front ("Anna Smith, 22"), or the noun behind ("22-year-old man")."""
        for j in range(before, max(-1, before - 3), -1):
            if self.tokens[j].pos == "PROPN" or self.text[self.tokens[j].start].isupper():
                return self.text[self.tokens[j].start : self.tokens[j].end]
            if self.word(j) not in (",", "(", "aged", "age"):
                break
        noun = self._noun(after, len(self.tokens))
        return self.lemma(noun) if noun is not None else None

    def _noun_before(self, before: int) -> str | None:
        """The noun a sum belongs to: "a fine of $5 million", "costs of $5 million"."""
        for j in range(before, max(-1, before - 4), -1):
            if self.tokens[j].pos == "NOUN":
                return self.lemma(j)
            if self.word(j) not in ("of", "at", "to", "worth", "by", "for", "than", "the", "a", "an"):
                return None
        return None
