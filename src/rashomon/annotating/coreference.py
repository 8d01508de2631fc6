"""Who is spoken of where, inside one article: names, "the spokeswoman", "he".

One pass in reading order over names, role nouns and pronouns (a sieve after Lee et al. 2013, with the salience weights of Lappin & Leass
1994 for pronouns). A pronoun that stands as the source of a statement never refers to somebody whom that statement only mentions.
Not done: plural pronouns, first and second person, events.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from rashomon.annotating.entities import Cast, Entity, body_head, home_of, no_name, owned_head, role_head, short_title, title_word
from rashomon.language.names import demonym, fold, offices, role_gender, same_person
from rashomon.language.quotationmarks import quoted
from rashomon.language.ranges import within
from rashomon.model.annotated import Chain, Name, Token
from rashomon.model.article import Article
from rashomon.model.span import Span

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_RANKS = frozenset({"vice", "deputy", "assistant", "associate", "under", "former", "ex"})
"""words that make another office of a role"""
_ROLE_WORDS = ("NOUN", "PROPN", "ADJ", "PART")
_REACH = 4
"""sentences back in which a pronoun looks for whom it means; beyond it, referents are near chance (Lappin & Leass 1994). For "he added"
beside a quotation, sentences wholly inside quotation marks do not count"""
_QUOTED = 5.0
"""what a mention inside quotation marks counts less for a pronoun outside them: the speaker goes on, not whom he spoke of"""


class Ascription(NamedTuple):
    """A source with the contents ascribed to it, as half-open code points."""

    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def chains(article: Article, tokens: Sequence[Token], names: Sequence[Name], ascriptions: Iterable[Ascription]) -> tuple[Chain, ...]:
    """The article's coreference chains, by first mention; a name met once gives a chain of one."""
    return _Pass(article, tokens, ascriptions).run(names)


class _Pass:
    def __init__(self, article: Article, tokens: Sequence[Token], ascriptions: Iterable[Ascription]) -> None:
        self.article, self.tokens, self.cast = article, tokens, Cast()
        self.words = [article.text[t.start : t.end] for t in tokens]
        self.starts = [token.start for token in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, token in enumerate(tokens):
            if token.head != i:
                self.children[token.head].append(i)
        self.contents: dict[int, tuple[tuple[int, int], ...]] = {}
        for ascription in ascriptions:
            for start, end in ascription.source:
                for i in self._inside(start, end):
                    self.contents.setdefault(i, ascription.content)
        self.speaker: Entity | None = None
        self.taken: set[int] = set()
        self.people: list[Name] = []
        self.quotes = quoted(article.text)
        narrated = {token.sentence for i, token in enumerate(tokens) if token.pos != "PUNCT" and not self._quoted(i)}
        self.clock = list(accumulate(int(n in narrated) for n in range(tokens[-1].sentence + 1))) if tokens else []

    def _inside(self, start: int, end: int) -> list[int]:
        return list(range(bisect_left(self.starts, start), bisect_left(self.starts, end)))

    def run(self, names: Sequence[Name]) -> tuple[Chain, ...]:
        self.people = [name for name in names if name.kind == "person"]
        named = {}
        for name in names:
            inside = self._inside(name.span.start, name.span.end)
            if inside:
                named[inside[0]] = (name, inside)
                self.taken.update(inside)
        for i, token in enumerate(self.tokens):
            entity: Entity | None = None
            if i in named:
                entity = self._name(*named[i])
            elif i in self.taken:
                continue
            elif fold(self.words[i]) in HE | SHE:
                entity = None if self._quoted(i) and i not in self.contents else self._pronoun(i)
            elif token.pos in ("NOUN", "PROPN"):
                entity = self._nominal(i)
            elif fold(self.words[i]) == "it" and i in self.contents:
                entity = self._it(i)
            elif fold(self.words[i]) in ("who", "which") and i in self.contents:
                entity = self._relative(i)
            if entity and i in self.contents:
                self.speaker = entity
        return tuple(
            Chain(
                name=e.name,
                kind=e.kind,
                home=e.country,
                mentions=tuple(e.mentions),
                roles=tuple(sorted(set(e.roles), key=lambda s: s.key)),
            )
            for e in self.cast.entities
        )

    def _head(self, inside: Sequence[int]) -> int:
        for i in inside:
            if self.tokens[i].head not in inside or self.tokens[i].head == i:
                return i
        return inside[-1]

    def _name(self, name: Name, inside: list[int]) -> Entity | None:
        if name.kind in ("group", "other"):
            return None
        if name.kind == "person" and no_name(name.text):
            return self._nominal(inside[-1])
        if demonym(name.text) and self.tokens[inside[-1]].pos == "ADJ":
            return None
        before = self._before(inside[0])
        entity = self.cast.named(name.text, name.kind, before)
        entity.met(name.span, "name", self._head(inside))
        if name.kind == "person":
            for role, head in self._roles(inside):
                entity.roles.append(role)
                entity.heads.update(offices(head))
                entity.gender = entity.gender or role_gender(head.split()[-1])
        return entity

    def _before(self, first: int) -> str:
        """The word in front, or the owner in front of a possessive ending ("Russia" of "Russia 's")."""
        if first >= 2 and self.words[first - 1] in {"'s", "’s"}:
            return self.words[first - 2]
        return self.words[first - 1] if first else ""

    def _roles(self, inside: list[int]) -> list[tuple[Span, str]]:
        """Role phrases that touch a person's name: in front ("foreign ministry spokeswoman X") or behind ("X, the minister of …")."""
        found = []
        first, last, sentence = inside[0], inside[-1], self.tokens[inside[0]].sentence
        j = first - 1
        if j >= 0 and self.words[j] == "," and self.tokens[j].sentence == sentence:
            j -= 1
        if j >= 0 and self._bears_role_in_front(j) and self.tokens[j].sentence == sentence:
            k = self._hyphened(j)
            while k > 0 and self.tokens[k - 1].sentence == sentence and self._role_word(k - 1, k, last):
                k = self._hyphened(k - 1)
            found.append((self._span(k, j), self._office(j)))
        if last + 2 < len(self.tokens) and self.words[last + 1] == "," and self.tokens[last + 2].sentence == sentence:
            k = last + 2
            end = k
            while (
                end < len(self.tokens)
                and end - k < 14
                and self.tokens[end].sentence == sentence
                and self.words[end] not in {",", ".", ";", "—", "–", "(", ")"}
            ):
                end += 1
            heads = [i for i in range(k, min(end, k + 8)) if self._bears_role(i)]
            verbal = any(self.tokens[i].pos in ("VERB", "AUX", "PRON") for i in range(k, end))
            if (
                heads
                and not verbal
                and not self._of_another(k, end)
                and end < len(self.tokens)
                and self.words[end] in {",", ".", ";", "—", "–"}
            ):
                found.append((self._span(k, end - 1), self._office(heads[0])))
        return found

    def _hyphened(self, i: int) -> int:
        """The first of the tokens that hyphens tie to the one at `i`: "editor" of "editor-in-chief"."""
        while i >= 2 and self.words[i - 1] in {"-", "‑"} and self.tokens[i - 2].end + 1 == self.tokens[i].start:
            i -= 2
        return i

    def _office(self, i: int) -> str:
        """The noun at `i` with the word in front that makes another office of it: a vice president is not "the president"."""
        at = i - 2 if self._hyphened(i) < i else i - 1
        before = fold(self.words[at]) if at >= 0 else ""
        return f"{before} {self.tokens[i].lemma.lower()}" if before in _RANKS else self.tokens[i].lemma.lower()

    def _bears_role_in_front(self, i: int) -> bool:
        """Whether the word at `i`, right before a name, says what its bearer is; "to suspect Suci" says what somebody does."""
        infinitive = i > 0 and self.words[i - 1].lower() == "to" and self.tokens[i - 1].pos == "PART"
        return short_title(self.words[i]) or (role_head(self.tokens[i].lemma.lower()) and not infinitive)

    def _bears_role(self, i: int) -> bool:
        """Whether the noun at `i` says what somebody is, and does not own what follows ("the president's adviser")."""
        owns = i + 1 < len(self.tokens) and self.words[i + 1] in {"'s", "’s", "'", "’"}
        return self.tokens[i].pos in ("NOUN", "PROPN") and role_head(self.tokens[i].lemma.lower()) and not owns

    def _of_another(self, first: int, end: int) -> bool:
        """Whether the words behind a name speak of somebody else: they go on a list, or hold a name that no preposition and no possessive
        ending makes a part of the role ("chairman Rick Hall" against "spokesman for Rick Hall")."""
        if self.tokens[first].pos in ("CCONJ", "ADP", "SCONJ"):
            return True
        for name in self.people:
            inside = [i for i in self._inside(name.span.start, name.span.end) if first <= i < end]
            if not inside or no_name(name.text):
                continue
            before = inside[0] - 1
            while before > first and title_word(self.words[before]):
                before -= 1
            owner = inside[-1] + 1 < end and self.words[inside[-1] + 1] in {"'s", "’s"}
            if before < first or (self.tokens[before].pos != "ADP" and not owner):
                return not owner
        return False

    def _role_word(self, i: int, first: int, last: int) -> bool:
        """Whether the word at `i` belongs to the role phrase that begins at `first`: it depends on the phrase or the name behind it."""
        if self.words[i][:1].isupper() and title_word(self.words[i]):
            return True
        if not first <= self.tokens[i].head <= last:
            return False
        fits = self.tokens[i].pos in _ROLE_WORDS or self.words[i] in {"'s", "’s", "-", "of", "for"}
        return fits and self.words[i].lower() != "to"

    def _span(self, first: int, last: int) -> Span:
        while first < last and self.words[first] in {"'s", "’s", "-", "of", "for", "the", "The", "a", "an"}:
            first += 1
        return self.article.span(self.tokens[first].start, self.tokens[last].end)

    def _nominal(self, i: int) -> Entity | None:
        """A definite role or body noun that a named entity bears: "the spokeswoman", "the ministry"."""
        lemma = self.tokens[i].lemma.lower()
        if owned_head(lemma) and (owned := self._owned(i)):
            return owned
        person, body = role_head(lemma), body_head(lemma)
        if not person and not body:
            return None
        left = [j for j in self.children[i] if j < i and self.tokens[j].pos not in ("CCONJ", "PUNCT")]
        definite = any(fold(self.words[j]) in ("the", "this", "that") for j in left)
        if not definite or (i + 1 < len(self.tokens) and (i + 1) in self.taken):
            return None
        for entity in self.cast.recent():
            called = role_gender(lemma) in (None, entity.gender or role_gender(lemma))
            fits = (entity.kind == "person" and person and called and self._office(i) in entity.heads) or (
                entity.kind == "organization" and body and fold(entity.name).split()[-1] == lemma
            )
            if fits and self._modifiers_fit(entity, i, left):
                entity.met(self.article.span(self.tokens[min([*left, i])].start, self.tokens[i].end), "nominal", i)
                return entity
        return None

    def _owned(self, i: int) -> Entity | None:
        """A body named by its owner: "Kenya's foreign ministry", "the Berg administration"; the owner is a country or has a name."""
        first = i
        while (
            first > 0
            and self.tokens[first - 1].pos in ("ADJ", "NOUN", "PROPN")
            and self.tokens[first - 1].sentence == self.tokens[i].sentence
        ):
            first -= 1
        phrase = " ".join(self.words[first : i + 1])
        home = home_of(phrase, self._before(first))
        by_name = first < i and i - 1 in self.taken
        if not home and not by_name:
            return None
        if home and first == i and demonym(self.words[i - 1]) is None and self.words[i - 1] not in {"'s", "’s"}:
            return None
        entity = self.cast.named(phrase, "organization", self._before(first))
        entity.met(self._span(first, i), "nominal", i)
        return entity

    def _modifiers_fit(self, entity: Entity, i: int, left: list[int]) -> bool:
        words = {fold(self.words[j]) for j in left if self.tokens[j].pos in ("NOUN", "PROPN", "ADJ")}
        known = set(fold(entity.name).split()) | {word for role in entity.roles for word in fold(role.text).replace("-", " ").split()}
        return words <= known

    def _pronoun(self, i: int) -> Entity | None:
        wanted = "m" if fold(self.words[i]) in HE else "f"
        spoken_of = self._mentioned(i)
        people = [
            e
            for e in self.cast.entities
            if e.kind == "person" and e.gender in (None, wanted) and not any(same_person(e.name, name) for name in spoken_of)
        ]
        scored = [(self._salience(e, i, wanted), -n, e) for n, e in enumerate(people)]
        scored = [entry for entry in scored if entry[0] > 0]
        if not scored:
            return None
        entity = max(scored, key=lambda entry: entry[:2])[2]
        entity.gender = entity.gender or wanted
        entity.met(self.article.span(self.tokens[i].start, self.tokens[i].end), "pronoun", i)
        return entity

    def _quoted(self, i: int) -> bool:
        """Whether a pronoun stands inside quotation marks: there it is the speaker who points, at people the text need not name."""
        return within(self.quotes, self.tokens[i].start)

    def _mentioned(self, i: int) -> list[str]:
        """People whom the content ascribed to the source at `i` names, and those named beside the pronoun under one verb ("she told
        Hudson"): nobody speaks of himself by name."""
        own, verb = self.contents.get(i, ()), self.tokens[i].head
        beside = (
            {self.tokens[j].start for j in (*self.children[verb], min(verb + 1, len(self.tokens) - 1)) if j != i} if verb > i else set()
        )
        return [
            n.text
            for n in self.people
            if any(start <= n.span.start < end for start, end in own) or any(n.span.start <= at < n.span.end for at in beside)
        ]

    def _salience(self, entity: Entity, i: int, wanted: str) -> float:
        """How likely the pronoun at `i` means this person; 0 or less: not at all. An apposition counts as the noun it stands beside, a noun
        set before its clause ("my brother, he said") as the subject."""
        here, own = self.tokens[i], self.contents.get(i, ())
        sentence = min([here.sentence, *(self.tokens[j].sentence for start, _ in own for j in self._inside(start, start + 1))])
        told = any(within(self.quotes, start) for start, _ in own)
        clock = self.clock.__getitem__ if told else int
        best = 0.0
        for token in reversed(entity.tokens):
            there = self.tokens[token]
            distance = max(0, clock(sentence) - clock(there.sentence))
            if distance > _REACH:
                break
            if any(start <= there.start < end for start, end in own):
                continue
            if there.head == here.head and here.dep in ("obj", "iobj") and there.dep in _SUBJECTS:
                continue
            noun = self.tokens[there.head] if self._beside(token) else there
            dep = "nsubj" if noun.dep in ("dislocated", "dep") and noun.head == here.head else noun.dep
            score = 10.0 - 2.5 * distance
            score += 3.0 if dep in _SUBJECTS else 1.0 if dep in ("obj", "iobj") else 0.0
            score -= 2.0 if dep in ("nmod", "nmod:poss", "compound") else 0.0
            score -= _QUOTED if self._quoted(token) and not self._quoted(i) else 0.0
            best = max(best, score)
        if best <= 0:
            return 0.0
        best += 2.0 if entity is self.speaker and i in self.contents else 1.0 if entity is self.speaker else 0.0
        best += 1.0 if entity.gender == wanted else 0.0
        return best + min(2.0, 0.3 * len(entity.mentions))

    def _beside(self, i: int) -> bool:
        """Whether the noun at `i` renames its head: an apposition, or a noun behind it that no preposition and no ending ties to it
        ("mayor of Tarn Ann Bee")."""
        token = self.tokens[i]
        return token.dep == "appos" or (
            token.dep == "nmod" and token.head < i and all(self.tokens[j].dep != "case" for j in self.children[i])
        )

    def _relative(self, i: int) -> Entity | None:
        """ "who" and "which" stand for the noun that their clause qualifies, or for the person named right before."""
        verb = self.tokens[i].head
        noun = self.tokens[verb].head if self.tokens[verb].head != verb else -1
        beside = self.tokens[max(0, i - 2 if self.words[i - 1] == "," else i - 1)].end
        for entity in self.cast.recent():
            if entity.tokens[-1] == noun or (entity.kind == "person" and entity.mentions[-1].span.end == beside):
                entity.met(self.article.span(self.tokens[i].start, self.tokens[i].end), "pronoun", i)
                return entity
        return None

    def _it(self, i: int) -> Entity | None:
        """`it` as a source: the body or state that spoke last, else the one met last as a subject."""
        here = self.tokens[i]
        own = self.contents.get(i, ())
        if (
            self.speaker
            and self.speaker.kind in ("organization", "place")
            and here.sentence - self.tokens[self.speaker.tokens[-1]].sentence <= 2
        ):
            entity: Entity | None = self.speaker
        else:
            entity = None
            for candidate in self.cast.recent():
                there = self.tokens[candidate.tokens[-1]]
                if candidate.kind not in ("organization", "place") or here.sentence - there.sentence > 2:
                    continue
                if there.dep in _SUBJECTS and not any(start <= there.start < end for start, end in own):
                    entity = candidate
                    break
        if entity:
            entity.met(self.article.span(here.start, here.end), "pronoun", i)
        return entity
