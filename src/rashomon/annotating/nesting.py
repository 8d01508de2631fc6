"""Statements within statements, which flat tags cannot hold: "the ministry said *Orlov had complained of 'attempts…'*".

Inside a content, a reporting verb with its own subject and a clause (or a quotation) as its complement. From syntax alone, and only where
it is plain: the subject is a name or a noun (or a third person's pronoun), the complement has three words or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from rashomon.annotating.quotations import phrase
from rashomon.language.cues import reporting
from rashomon.language.lexicon import lexicon

Range = tuple[int, int]
Parts = tuple[list[Range], list[Range], list[Range]]

LEAST = 3
"""words of a nested content"""
_INNER = frozenset(
    (
        "believe",
        "think",
        "hope",
        "show",
        "find",
        "suggest",
        "indicate",
        "call",
        "describe",
        "decide",
        "agree",
        "mention",
        "cite",
        "quote",
        "expect",
    )
)
"""reporting verbs that inside a statement are most often part of what is stated, not a second voice"""
_SHOWING = frozenset(("show", "find", "suggest", "indicate"))
_SPEAKERS = frozenset(("he", "she", "they"))


@cache
def _verbs() -> frozenset[str]:
    return reporting() - _INNER


def nested(doc: Doc, content: Sequence[Range]) -> Iterator[Parts]:
    """Source, cue and content of each statement inside `content` (token ranges)."""
    for low, high in content:
        for verb in doc[low:high]:
            if verb.pos_ == "VERB" and (verb.lemma_.lower() in _verbs() or _calls_on(verb) or _document_shows(verb)):
                found = _statement(verb, low, high)
                if found is not None:
                    yield found


def _calls_on(verb: Token) -> bool:
    """ "called on Norway to …" """
    return verb.lemma_.lower() == "call" and any(
        t.dep_ == "obl" and any(c.lower_ in ("on", "upon") for c in t.lefts) for t in verb.children
    )


def _document_shows(verb: Token) -> bool:
    """ "the estimates suggest …": a document is a voice of its own."""
    documents = lexicon("sources")["heads"]["document"]
    return verb.lemma_.lower() in _SHOWING and any(t.dep_ == "nsubj" and t.lemma_.lower() in documents for t in verb.children)


def _statement(verb: Token, low: int, high: int) -> Parts | None:
    children = list(verb.children)
    subject = next((t for t in children if t.dep_ == "nsubj" and low <= t.i < verb.i), None) or _named_before(verb, low)
    if subject is None or not (subject.pos_ in ("PROPN", "NOUN") or subject.lower_ in _SPEAKERS):
        return None
    if any(t.dep_ == "advmod" and t.lower_ in ("how", "why", "when") for t in children) or verb.dep_ == "acl:relcl":
        return None
    clause = next((t for t in children if t.dep_ in ("ccomp", "parataxis") and low <= t.i < high and t.i > verb.i), None)
    if clause is None and (verb.lemma_.lower() in lexicon("cues")["verbs"]["addressing"]):
        clause = next((t for t in children if t.dep_ in ("xcomp", "advcl") and low <= t.i < high and t.i > verb.i), None)
    if clause is None:
        clause = next((t for t in children if t.dep_ in ("obj", "obl") and t.i > verb.i and any(x.is_quote for x in t.subtree)), None)
    if clause is None:
        return None
    inside = sorted(t.i for t in clause.subtree if low <= t.i < high and t.i > verb.i and not t.is_space)
    that = [i for i in inside if verb.doc[i].lower_ == "that" and verb.doc[i].dep_ == "mark" and verb.doc[i].head.i == clause.i]
    inside = [i for i in inside if not that or i >= that[0]]
    if not inside:
        return None
    start, end = inside[0], inside[-1]
    while end > start and doc_mark(verb.doc[end]):
        end -= 1
    while start < end and verb.doc[start].text in (",", ":", "-", "—", "–"):
        start += 1
    source = phrase(subject, verb)
    if verb.doc[source[1] - 1].lower_ in ("'s", "’s"):
        return None
    cue_start = verb.i
    while (
        cue_start - 1 >= max(low, source[1])
        and verb.doc[cue_start - 1].dep_ in ("aux", "aux:pass", "advmod")
        and verb.doc[cue_start - 1].head.i == verb.i
    ):
        cue_start -= 1
    words = sum(t.is_alpha for t in verb.doc[start : end + 1])
    if words < LEAST or source[0] < low or source[1] > high or (source[1] > cue_start and source[0] < verb.i):
        return None
    return [source], [(cue_start, verb.i + 1)], [(start, end + 1)]


def _named_before(verb: Token, low: int) -> Token | None:
    """The head of a name that stands directly in front of the verb, where the parse gives the verb no subject."""
    doc, start = verb.doc, verb.i - 1
    if start < low or doc[start].ent_type_ not in ("PERSON", "ORG") or doc[verb.i].ent_iob_ == "I":
        return None
    while start >= low and doc[start].ent_iob_ == "I":
        start -= 1
    return None if start < low else doc[start : verb.i].root


def doc_mark(token: Token) -> bool:
    """A mark that ends a clause but not a quotation."""
    return token.text in (".", ",", ";", ":", "-", "—", "–")
