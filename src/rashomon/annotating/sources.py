"""What kind of source speaks: a named person, a body, an unnamed person, a document, another medium, social media, a collective."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from rashomon.language.lexicon import lexicon
from rashomon.language.names import country, demonym, fold
from rashomon.language.outlets import outlet_named
from rashomon.model.annotated import Chain, Name, SourceType, Token
from rashomon.model.span import Span

_PLURAL = frozenset({"they", "we", "them", "many", "some", "others", "most", "few", "all"})
_KINDS: tuple[SourceType, ...] = ("social", "media", "document", "organization", "collective", "unnamed")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?$")
_HEADS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
_LEAVES = ("det", "case", "punct", "amod", "compound")


def source_type(spans: Sequence[Span], tokens: Sequence[Token], names: Sequence[Name], chains: Sequence[Chain]) -> SourceType:
    """The kind of a source from its names, its head noun, and, for "he" or "the ministry", from whom it refers to."""
    head = _head(tokens)
    inside = _inside(spans, names)
    document = _by_noun(head) == "document"
    if not document and any(name.kind == "person" and _stands_alone(name, spans, tokens) for name in inside):
        return "named"
    if _medium(head, inside):
        return "media"
    if not document and _joined(spans, tokens):
        return "collective"
    for name in inside:
        if head and name.span.start <= head.start < name.span.end and (told := _by_name(name)) and told != "named":
            return told
    by_noun, referred = _by_noun(head), _referred(head, chains)
    if referred and referred.kind == "person" and by_noun in (None, "unnamed"):
        return "named"
    if by_noun:
        return by_noun
    if referred and referred.kind in ("organization", "place"):
        return "media" if outlet_named(referred.name) else "organization"
    for name in inside:
        if (told := _by_name(name)) and told != "media" and (told != "named" or name.kind == "person"):
            return told
    if head and any(name.kind == "other" and name.span.start <= head.start < name.span.end and _plural(name.text) for name in inside):
        return "collective"
    if head and head.pos == "PROPN":
        return "organization" if any(_ACRONYM.search(span.text) for span in spans) else "named"
    words = {fold(word) for span in spans for word in span.text.split()}
    return "collective" if words & _PLURAL else "unnamed"


def _inside(spans: Sequence[Span], names: Sequence[Name]) -> list[Name]:
    """The names (in text order) that lie in one of the spans."""
    found = {}
    for span in spans:
        for i in range(bisect_left(names, span.start, key=_start), bisect_left(names, span.end, key=_start)):
            if span.contains(names[i].span):
                found[i] = names[i]
    return [found[i] for i in sorted(found)]


def _start(name: Name) -> int:
    return name.span.start


def _head(tokens: Sequence[Token]) -> Token | None:
    """The word of the source on which the others hang: the noun whose head lies outside the source."""
    nouns = [t for t in tokens if t.pos in _HEADS and t.dep not in _LEAVES]
    subjects = [t for t in nouns if t.dep.startswith(("nsubj", "csubj", "obl", "root"))]
    return next(iter(subjects or nouns or list(tokens)), None)


def _medium(head: Token | None, inside: Sequence[Name]) -> bool:
    """Whether the source is a news medium: an outlet of the table, or "the Post" and its like."""
    if head is None:
        return False
    lemma, kinds = head.lemma.lower(), lexicon("sources")["newspapers"]
    if head.pos == "PROPN" and lemma in kinds["names"]:
        return True
    outlets = [name for name in inside if outlet_named(name.text)]
    return any(name.span.start <= head.start < name.span.end for name in outlets) or bool(outlets and lemma in kinds["nouns"])


def _joined(spans: Sequence[Span], tokens: Sequence[Token]) -> bool:
    """Whether several are joined into one voice: "Norway and more than ten other countries"."""
    if not any(" and " in span.text for span in spans):
        return False
    nouns = [token for token in tokens if token.pos == "NOUN"]
    return bool(nouns) and nouns[-1].lemma.lower() in lexicon("sources")["heads"]["collective"]


def _by_name(name: Name) -> SourceType | None:
    if outlet_named(name.text):
        return "media"
    if name.kind == "person":
        return "named"
    if name.kind == "organization" or country(name.text):
        return "organization"
    if name.kind == "place":
        return "organization"
    if name.kind == "group" and demonym(name.text) and fold(name.text).endswith("s"):
        return "collective"
    return None


def _plural(name: str) -> bool:
    """Whether a name is of many by its form ("Democrats")."""
    return name[-1:] == "s" and name[-2:] not in ("ss", "us", "is") and " " not in name


def _by_noun(head: Token | None) -> SourceType | None:
    if head is None or head.pos not in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
        return None
    lemma = head.lemma.lower()
    one_person = len(lemma) == head.end - head.start and lemma in lexicon("people")["roles"]
    for kind in _KINDS:
        if lemma in lexicon("sources")["heads"][kind]:
            return "unnamed" if kind == "collective" and one_person else kind
    if lemma in lexicon("people")["roles"]:
        return "unnamed"
    return None


def _stands_alone(person: Name, spans: Sequence[Span], tokens: Sequence[Token]) -> bool:
    """Whether the person speaks, not somebody of theirs: no preposition in front ("lawyer for X"), no noun behind ("X's lawyer")."""
    for span in spans:
        if span.contains(person.span) and span.text[person.span.end - span.start :].startswith(("'s", "’s", "' ", "’ ")):
            return False
    before = [token for token in tokens if token.end <= person.span.start]
    behind = [token for token in tokens if token.start >= person.span.end]
    if before and before[-1].pos == "ADP" and before[-1].lemma.lower() != "to":
        return False
    return not behind or behind[0].pos in ("PUNCT", "CCONJ", "ADP", "PRON", "VERB", "AUX", "DET", "ADV", "SCONJ")


def _referred(head: Token | None, chains: Sequence[Chain]) -> Chain | None:
    """Whom the head of the source refers to."""
    if head is None:
        return None
    return next((chain for chain in chains if any(m.span.start <= head.start < m.span.end for m in chain.mentions)), None)
