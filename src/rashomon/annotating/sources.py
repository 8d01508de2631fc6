"""What kind of source speaks: a named person, a body, an unnamed person, a document, another medium, social media, a collective."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.language.lexicon import lexicon
from rashomon.language.names import country, demonym, fold
from rashomon.language.outlets import outlet_named
from rashomon.model.annotated import Chain, Name, SourceType, Token
from rashomon.model.span import Span

_PLURAL = frozenset({"they", "we", "them", "many", "some", "others", "most", "few", "all"})
_KINDS: tuple[SourceType, ...] = ("social", "media", "document", "organization", "collective", "unnamed")
_HEADS = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
_LEAVES = ("det", "case", "punct", "amod", "compound")


def source_type(spans: Sequence[Span], tokens: Sequence[Token], names: Sequence[Name], chains: Sequence[Chain]) -> SourceType:
    """The kind of a source from its names, its head noun, and, for "he" or "the ministry", from whom it refers to."""
    head = _head(tokens)
    inside = [name for name in names if any(span.contains(name.span) for span in spans)]
    if any(name.kind == "person" and _stands_alone(name, tokens) for name in inside):
        return "named"
    at_head = [name for name in inside if head and name.span.start <= head.start < name.span.end]
    for name in at_head or ([n for n in inside if n.kind == "person"] if _only_names(spans, inside) else []):
        told = _by_name(name)
        if told:
            return told
    by_noun = _by_noun(head, spans)
    referred = _referred(spans, chains)
    if referred and referred.kind == "person" and by_noun in (None, "unnamed"):
        return "named"
    if by_noun:
        return by_noun
    if referred and referred.kind in ("organization", "place"):
        return "organization"
    for name in inside:
        told = _by_name(name)
        if told:
            return told
    if head and head.pos == "PROPN":
        return "named"
    words = {fold(word) for span in spans for word in span.text.split()}
    return "collective" if words & _PLURAL else "unnamed"


def _head(tokens: Sequence[Token]) -> Token | None:
    """The word of the source on which the others hang: the noun whose head lies outside the source."""
    nouns = [t for t in tokens if t.pos in _HEADS and t.dep not in _LEAVES]
    subjects = [t for t in nouns if t.dep.startswith(("nsubj", "csubj", "obl", "root"))]
    return next(iter(subjects or nouns or list(tokens)), None)


def _only_names(spans: Sequence[Span], names: Sequence[Name]) -> bool:
    return bool(names) and sum(len(s.text) for s in spans) - sum(len(n.text) for n in names) <= 4


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


def _by_noun(head: Token | None, spans: Sequence[Span]) -> SourceType | None:
    if head is None or head.pos not in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
        return None
    lemma = head.lemma.lower()
    for kind in _KINDS:
        if lemma in lexicon("sources")["heads"][kind]:
            return kind
    if lemma in lexicon("people")["roles"]:
        return "unnamed"
    return None


def _stands_alone(person: Name, tokens: Sequence[Token]) -> bool:
    """Whether the person speaks, not somebody of theirs: no preposition in front ("lawyer for X"), no noun behind ("X's lawyer")."""
    before = [token for token in tokens if token.end <= person.span.start]
    behind = [token for token in tokens if token.start >= person.span.end]
    if before and before[-1].pos == "ADP" and before[-1].lemma.lower() != "to":
        return False
    return not behind or behind[0].pos in ("PUNCT", "CCONJ", "ADP", "PRON", "VERB", "AUX", "DET", "ADV", "SCONJ")


def _referred(spans: Sequence[Span], chains: Sequence[Chain]) -> Chain | None:
    return next((chain for chain in chains if any(m.span.overlaps(s) for m in chain.mentions for s in spans)), None)
