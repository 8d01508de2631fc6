"""The figures of an article: its amounts, with what is counted and of which part ("at least 59 dead, more than 500 wounded").

What is counted is the noun the number stands before; where it stands before none ("59 dead", "the toll rose to 22", "killing 12"), the
words around it say which people. What it does not do: resolve "the two" or "both", or add amounts up. Amounts: `language.numbers`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from rashomon.language.lexicon import lexicon
from rashomon.language.numbers import Rule, amounts
from rashomon.model.annotated import Figure, Token
from rashomon.model.article import Article
from rashomon.model.span import Span

REACH_NOUN = 8
"""words after a number within which the noun it counts ends"""
REACH_AFTER = 9
"""words after a number in which "were killed" may follow; a clause is seldom longer before its verb"""
REACH_BEFORE = 6
"""words before a number in which "killing" or "toll" may stand"""

CLAUSE_ENDS = frozenset(
    (",", ";", ":", "and", "but", "–", "—", "--", "(", ")", "when", "after", "as", "while", "who", "that", "which", "since", "because")
)
DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"))


def figures(article: Article, sentences: Sequence[Span], tokens: Sequence[Token], *, rule: Rule = "news") -> tuple[Figure, ...]:
    """The figures of the article in text order, without the ids of the statements that hold them."""
    found = amounts(article.text, rule=rule)
    reader = _Reader(article.text, tokens)
    begins = [reader.at(amount.start) for amount in found] + [len(tokens)]
    ends = [-1] + [reader.at(amount.end) - 1 for amount in found]
    made: list[Figure] = []
    for n, amount in enumerate(found):
        figure = Figure(
            text=article.text[amount.start : amount.end],
            span=article.span(amount.start, amount.end),
            kind=amount.kind,
            low=amount.low,
            high=amount.high,
            approximate=amount.approximate,
            unit=amount.unit,
        )
        before, after = begins[n] - 1, reader.at(amount.end)
        what, subset = reader.counted(figure, (ends[n], before), (after, begins[n + 1])) if tokens else (None, None)
        same = reader.same_thing(made, before) if figure.kind == "count" and what is None else None
        if same is not None:
            what, subset = same.what, same.subset
        made.append(figure.model_copy(update={"what": what, "subset": subset, "again": same is not None}))
    return tuple(made)


@cache
def _names_by_word(table: str) -> dict[str, str]:
    return {word: name for name, words in lexicon("figures")[table].items() for word in words}


@cache
def _people() -> frozenset[str]:
    """Nouns that name people."""
    words = lexicon("figures")
    return frozenset((*words["anybody"]["words"], *(noun for kind in words["people"]["kinds"] for noun in words["kinds"][kind])))


class _Reader:
    """Looks around an amount in the article's tokens."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.starts = [token.start for token in tokens]

    def at(self, offset: int) -> int:
        """The first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def word(self, i: int) -> str:
        """The lower-cased word of token `i`, "" outside the text."""
        return self.text[self.tokens[i].start : self.tokens[i].end].lower() if 0 <= i < len(self.tokens) else ""

    def singular(self, i: int) -> str:
        """The noun at `i` in the singular."""
        irregular: dict[str, str] = lexicon("figures")["singular"]
        word, lemma = self.word(i), self.tokens[i].lemma.lower()
        if word in irregular or lemma in irregular:
            return irregular.get(word) or irregular[lemma]
        if lemma == word and word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            return word[:-3] + "y" if word.endswith("ies") else word[:-1]
        return lemma

    def counted(self, figure: Figure, before: tuple[int, int], after: tuple[int, int]) -> tuple[str | None, str | None]:
        """What a figure counts and of which part. `before` are the tokens from the figure before it to its own start, exclusive at the
        first; `after` those from its end to the next figure, exclusive at the last."""
        if figure.kind == "ordinal":
            return None, None
        if figure.kind == "age":
            return self._aged(before[1], after), None
        away = figure.kind == "measure" and self.word(after[0]) in lexicon("figures")["directions"]["words"]
        noun = None if away else self._noun(after)
        what = self.singular(noun) if noun is not None else None
        if figure.kind == "money" and what in DURATIONS:
            what = None
        if figure.kind in ("money", "percent", "measure"):
            links = ("of", "at", "to", "worth", "than", "a") if figure.kind == "money" else ("of",)
            lasts = figure.unit in DURATIONS and self.word(before[1]) not in links
            owner = None if away or lasts else self._noun_before(before, links)
            return (what if figure.kind != "money" else None) or owner or what, None
        events, subsets = _names_by_word("events"), _names_by_word("subsets")
        if what in events:
            return "person", self._degree(noun or 0, events[what])
        partitive = self._part_of(after)
        if partitive:
            return "person", f"among the {partitive}"
        if noun is not None and self.word(noun) in subsets and self.word(noun) not in lexicon("figures")["places"]["words"]:
            return "person", self._degree(noun, subsets[self.word(noun)])
        if what is None:
            subset = self._subset(before, after, None) or self._toll(before)
            return ("person", subset) if subset else (self._antecedent(before[1]), None)
        joined = self._joined(noun or 0, after[1])
        if joined != noun:
            what, after = "person", (joined or 0, after[1])
        return what, self._subset(before, after, noun) or self._phrase(noun or 0, (joined or 0, after[1]), before)

    def same_thing(self, earlier: Sequence[Figure], last: int) -> Figure | None:
        """The count that a bare number gives anew, in this sentence or the one before: "25 held. Lawyers put the figure at 60"."""
        lists = lexicon("figures")["again"]
        word = self.word(last)
        gives = word in lists["verbs"] or (word == "of" and self.word(last - 1) in lists["verbs_of"])
        gives = gives or (word in lists["links"] and self.singular(last - 1) in lists["nouns"]) if last > 0 else gives
        if not gives or not earlier:
            return None
        figure = next((figure for figure in reversed(earlier) if figure.kind == "count"), None)
        if figure is None or figure.what is None:
            return None
        return figure if self._sentence(last) - self._sentence(self.at(figure.span.start)) <= 1 else None

    def _antecedent(self, last: int) -> str | None:
        """The noun that a relative clause counts: "the ships, of which there are 12"."""
        if self.word(last) not in ("are", "were") or self.word(last - 1) != "there":
            return None
        if self.word(last - 2) not in ("whom", "which") or self.word(last - 3) != "of":
            return None
        j = last - 5 if self.word(last - 4) == "," else last - 4
        return self.singular(j) if j >= 0 and self.tokens[j].pos == "NOUN" else None

    def _joined(self, noun: int, end: int) -> int | None:
        """The second of two nouns for people that one number counts ("100 passengers and crew"), or `noun` itself."""
        second = noun + 2
        if second >= end or self.word(noun + 1) != "and" or self._sentence(second) != self._sentence(noun):
            return noun
        both = self.singular(noun) in _people() and self.singular(second) in _people() and self.tokens[second].pos == "NOUN"
        return second if both and self.singular(noun) != self.singular(second) else noun

    def _phrase(self, noun: int, after: tuple[int, int], before: tuple[int, int]) -> str | None:
        """Which part of the people, by phrases that say where they are ("on board", "in cells") or by a verb and its particle ("took 12
        people off the ship")."""
        if self.singular(noun) not in _people():
            return None
        lists = lexicon("figures")
        behind = []
        for j in range(after[0] + 1, min(after[1], after[0] + 1 + REACH_AFTER)):
            if self._sentence(j) != self._sentence(noun) or self.word(j) in CLAUSE_ENDS:
                break
            behind.append(self.word(j))
        words = f" {' '.join(behind)} "
        token = self.tokens[noun]
        if token.dep.startswith("nmod") and before[1] < token.head < noun:
            token = self.tokens[token.head]
        ruled = token.dep.startswith(("obj", "nsubj:pass", "nsubjpass", "dobj")) and self.tokens[token.head].pos == "VERB"
        verb, particles = self.tokens[token.head].lemma.lower(), (self.word(token.head + 1), self.word(after[0] + 1))
        if ruled and any(f"{verb} {particle}" in lists["taken"]["words"] for particle in particles):
            return "rescued"
        for subset, phrases in lists["phrases"].items():
            if any(f" {phrase} " in words for phrase in phrases):
                return str(subset)
        return "aboard" if self.word(before[1]) in lists["carrying"]["words"] else None

    def _sentence(self, i: int) -> int:
        return self.tokens[i].sentence if 0 <= i < len(self.tokens) else -1

    def _noun(self, after: tuple[int, int]) -> int | None:
        """The last noun of the phrase that the number opens: "Russian air force planes", "dozens of the nations", "two-car tram" (car)."""
        found: int | None = None
        first, end = after
        for j in range(first, min(end, first + REACH_NOUN)):
            token, word = self.tokens[j], self.word(j)
            if token.sentence != self._sentence(first):
                break
            if j == first and word == "-" and j + 1 < end:
                return j + 1 if self.tokens[j + 1].pos in ("NOUN", "PROPN") else None
            if token.pos == "NOUN" or (token.pos == "PROPN" and (found is not None or word.endswith("s"))) or word in ("people", "others"):
                found = j
            elif word in ("of", "the", "a", "these", "those", "its", "their", "other", "more", "additional"):
                if found is not None:
                    break
            elif word in ("-", "/") and j + 1 < end:
                continue
            elif token.pos in ("ADJ", "ADV", "NUM", "PROPN") or (token.pos == "VERB" and self._modifies(j)):
                if (
                    found is not None
                    and self.word(j - 1) != "-"
                    and not (self.tokens[found].dep == "compound" and self.tokens[found].head > j)
                ):
                    break
            else:
                break
        return found

    def _modifies(self, i: int) -> bool:
        """Whether a participle belongs to a noun right behind it ("armed men") or to a compound ("tram-related accidents")."""
        return self.word(i).endswith(("ed", "ing", "en")) and i + 1 < len(self.tokens) and self.tokens[i + 1].pos in ("NOUN", "PROPN")

    def _part_of(self, after: tuple[int, int]) -> str | None:
        """The part of which the number counts a part: "three of those trapped", "four of the injured"."""
        i = after[0]
        if self.word(i) != "of" or self.word(i + 1) not in ("those", "the", "these"):
            return None
        return next((name for j in range(i + 2, min(i + 5, after[1])) if (name := _names_by_word("subsets").get(self.word(j)))), None)

    def _subset(self, before: tuple[int, int], after: tuple[int, int], noun: int | None) -> str | None:
        """Which part of the people, by the words behind the number to the end of the clause, then those before it.

        For nouns not known to name people only a verb of which they are subject or object counts."""
        subsets = _names_by_word("subsets")
        if noun is not None and self.singular(noun) not in _people():
            head = self.tokens[noun].head
            ruled = self.tokens[noun].dep.startswith(("nsubj", "obj")) and head != noun and self.tokens[head].pos in ("VERB", "ADJ")
            return subsets.get(self.word(head)) if ruled and self._is_kind(noun) else None
        if noun is not None and self.word(noun + 1) == "who":
            verbs = (j for j in range(noun + 2, min(after[1], noun + 5)) if self.tokens[j].pos == "VERB" and self.word(j) in subsets)
            if (verb := next(verbs, None)) is not None:
                return self._degree(verb, subsets[self.word(verb)])
        for j in range(after[0], min(after[1], after[0] + REACH_AFTER)):
            if self._sentence(j) != self._sentence(after[0]) or self.word(j) in CLAUSE_ENDS:
                break
            if self.word(j) in subsets and not self._belongs_elsewhere(j):
                return self._degree(j, subsets[self.word(j)])
        for j in range(before[1], max(before[0], before[1] - REACH_BEFORE), -1):
            if self._sentence(j) != self._sentence(before[1] + 1) or self.word(j) in CLAUSE_ENDS:
                break
            if self.word(j) in subsets and self.tokens[j].pos in ("VERB", "NOUN", "ADJ") and not self._is_of(j):
                return subsets[self.word(j)]
        if noun is None:
            return None
        verb = self.tokens[noun].head
        passive = self.tokens[noun].dep.startswith(("nsubj:pass", "nsubjpass")) and self._sentence(verb) == self._sentence(noun)
        return subsets.get(self.word(verb)) if passive else None

    def _is_kind(self, noun: int) -> bool:
        """Whether the noun is of no kind of things that the lists know (planes, houses)."""
        kinds, people = lexicon("figures")["kinds"], lexicon("figures")["people"]["kinds"]
        return not any(self.singular(noun) in nouns for kind, nouns in kinds.items() if kind not in people)

    def _belongs_elsewhere(self, i: int) -> bool:
        """Whether a word such as "death" stands before its own noun ("death squads") or "hospital" is a place things happen at."""
        return self.tokens[i].pos == "NOUN" and i + 1 < len(self.tokens) and self.tokens[i + 1].pos == "NOUN"

    def _is_of(self, i: int) -> bool:
        """Whether the word is a noun in a phrase of another: "the scene of the deaths of"."""
        return self.tokens[i].pos == "NOUN" and self.word(i + 1) not in ("of", "to", "at", "toll", "as", "is", "was", "rose", "total")

    def _degree(self, i: int, subset: str) -> str:
        """The part cut down by "seriously", "slightly"."""
        degrees = _names_by_word("degrees")
        for j in range(i - 1, max(-1, i - 6), -1):
            if self.word(j) in degrees:
                return f"{degrees[self.word(j)]} {subset}"
        return subset

    def _toll(self, before: tuple[int, int]) -> str | None:
        """ "the toll rose to 22", "the number of dead has reached 22"."""
        events, subsets = _names_by_word("events"), _names_by_word("subsets")
        for j in range(before[1], max(before[0], before[1] - 9), -1):
            if self.word(j) in (";", ".", ":") or self._sentence(j) != self._sentence(before[1]):
                return None
            if self.tokens[j].pos == "NOUN" and self.singular(j) in events:
                return events[self.singular(j)]
            if self.word(j) in subsets and "number" in (self.word(j - 1), self.word(j - 2), self.word(j - 3)):
                return subsets[self.word(j)]
        return None

    def _aged(self, last: int, after: tuple[int, int]) -> str | None:
        """Whose age: the whole name in front ("Anna Smith, 22"), or the noun behind ("22-year-old man")."""
        j = last
        while j >= 0 and self.word(j) in (",", "(", "aged", "age", "is", "was"):
            j -= 1
        end = j
        while j >= 0 and self.tokens[j].pos == "PROPN" and self._sentence(j) == self._sentence(end):
            j -= 1
        if j < end < last:
            return self.text[self.tokens[j + 1].start : self.tokens[end].end]
        noun = self._noun(after)
        return self.singular(noun) if noun is not None and self.tokens[noun].pos == "NOUN" else None

    def _noun_before(self, before: tuple[int, int], links: tuple[str, ...]) -> str | None:
        """The noun an amount belongs to: "a fine of $5 million", "a speed of 40 mph"."""
        for j in range(before[1], max(before[0], before[1] - 4), -1):
            if self.tokens[j].pos == "NOUN":
                return self.singular(j)
            if self.word(j) not in links:
                return None
        return None
