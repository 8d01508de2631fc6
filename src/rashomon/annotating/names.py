"""Named people, bodies, places and groups from the entities of a spaCy `Doc`, with the same words given the same kind throughout.

What the tagger calls a person, body, place or other name (OntoNotes, CoNLL and UNER label sets are understood) becomes a `Name`; titles,
possessive endings and quotation marks at the edges go. Dates, numbers and other label kinds are not names and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc

from rashomon.language.bodies import initials, says_body
from rashomon.language.lexicon import lexicon
from rashomon.language.names import body_words, country, demonym, fold, is_company, seat, untitled
from rashomon.model.annotated import Name, NameKind
from rashomon.model.article import Article

_KINDS: dict[str, NameKind] = {
    "PERSON": "person", "PER": "person",
    "ORG": "organization",
    "LOC": "place", "GPE": "place", "FAC": "place",
    "NORP": "group", "MISC": "other", "EVENT": "other", "LAW": "other", "WORK_OF_ART": "other", "PRODUCT": "other",
}  # fmt: skip
_GIVEN = re.compile(r"-[a-z]{1,6}\b")
_EDGE = " \t\n'\"’‘“”«»,.:;()[]-–—"


def names(article: Article, doc: Doc) -> tuple[Name, ...]:
    """The names in text order, never overlapping."""
    found: list[tuple[int, int, NameKind]] = []
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None:
            continue
        start, end = _trimmed(article.text, entity.start_char, entity.end_char)
        if kind == "person":
            end += _hyphened(article.text, start, end)
            start = end - len(_person(article.text[start:end]))
            beside = [doc[i].text if 0 <= i < len(doc) else "" for i in (entity.start - 1, entity.end)]
            kind = "organization" if initials(article.text[start:end], *beside) else kind
        if start < end and any(c.isalnum() for c in article.text[start:end]):
            found.append((start, end, kind))
    voters = _Voters((article.text[start:end], kind) for start, end, kind in found)
    return tuple(Name(text=article.text[s:e], kind=voters.kind(article.text[s:e], kind), span=article.span(s, e)) for s, e, kind in found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE and not (text[end - 1] == "." and text[start:end].count(".") > 1):
        end -= 1
    for ending in ("'s", "’s"):
        if text[start:end].endswith(ending):
            end -= 2
    return start, end


def _hyphened(text: str, start: int, end: int) -> int:
    """How far a Korean or Chinese given name goes on behind a hyphen that the tokens cut at ("Park Min" of "Park Min-seo")."""
    first = fold(text[start:end]).split()[:1]
    behind = _GIVEN.match(text, end)
    return len(behind[0]) if behind and first and first[0] in lexicon("people")["family_first"] else 0


def _person(text: str) -> str:
    """The end of `text` that is the name itself, character for character."""
    words = untitled(text).split()
    at = len(text)
    for word in reversed(words):
        at = text.rindex(word, 0, at)
    return text[at:]


class _Voters:
    """The names of an article with their kinds: the same words are of one kind throughout."""

    def __init__(self, found: Iterable[tuple[str, NameKind]]) -> None:
        self.votes: dict[str, Counter[NameKind]] = {}
        for text, kind in found:
            self.votes.setdefault(fold(text), Counter())[kind] += 1
        self.companies = {body_words(text) for text in self.votes if is_company(text)}
        self.families = {text.split()[-1] for text, counted in self.votes.items() if counted["person"] and len(text.split()) > 1}

    def kind(self, text: str, kind: NameKind) -> NameKind:
        """What kind a name is that the tagger calls `kind` here."""
        if country(text):
            return "place"
        if demonym(text):
            return "group"
        last = fold(text).split()[-1]
        heads = lexicon("sources")
        if " " in text and (last in heads["organization"]["owned"] or (kind == "other" and last in heads["heads"]["organization"])):
            return "organization"
        if says_body(text, place=kind == "place"):
            return "organization"
        if kind == "person" and text.split()[0] in lexicon("sources")["organization"]["prefixes"]:
            return "organization"
        if self.companies and body_words(text) in self.companies:
            return "organization"
        if len(text.split()) == 1 and fold(text) in self.families and not seat(text):
            return "person"
        own = self.votes[fold(text)]
        return max(own, key=lambda k: (own[k], k == kind, k))
