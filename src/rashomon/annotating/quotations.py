"""The safety net under the tagger: quotations that it passed over although somebody visibly says them.

A stretch of at least `WORDS` words in double quotation marks becomes a relation when no tagged span touches it and a reporting verb with
a subject stands right beside it. Titles, nicknames and scare quotes have no such verb and stay out; so does anything in single quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from rashomon.language.cues import reporting

Range = tuple[int, int]
Parts = tuple[list[Range], list[Range], list[Range]]

WORDS = 4
"""words; a shorter stretch in quotation marks is most often a title or a term"""
_OPEN, _CLOSE, _EITHER = frozenset("“„"), frozenset("”"), frozenset(('"', "«", "»", "``", "''"))


def quoted(doc: Doc) -> Iterator[Range]:
    """Token ranges in double quotation marks, marks included. A mark that is never closed opens nothing; paragraphs are apart."""
    start = -1
    for token in doc:
        text = token.text
        if token.is_space and "\n" in text:
            start = -1
        elif start < 0 and (text in _OPEN or text in _EITHER):
            start = token.i
        elif start >= 0 and (text in _CLOSE or text in _EITHER or (text == "“" and doc[start].text == "„")):
            yield start, token.i + 1
            start = -1


def missed(doc: Doc, covered: Sequence[Range]) -> Iterator[Parts]:
    """Source, cue and content of every quotation that `covered` (token ranges) does not touch and that has a reporting verb beside it."""
    taken = {i for a, b in covered for i in range(a, b)}
    for start, end in quoted(doc):
        if sum(t.is_alpha for t in doc[start:end]) < WORDS or any(i in taken for i in range(start, end)):
            continue
        verb = _verb(doc, start, end)
        if verb is None or verb.i in taken:
            continue
        source = _subject(verb)
        if source is None or any(i in taken for i in range(*source)) or start <= source[0] < end:
            continue
        yield [source], [(verb.i, verb.i + 1)], [(start, end)]


def _verb(doc: Doc, start: int, end: int) -> Token | None:
    """The reporting verb next to the quotation, at most five words off and in its sentence."""
    if not doc.has_annotation("DEP"):
        return None
    near = [*range(end, min(end + 6, len(doc))), *range(start - 1, max(start - 7, -1), -1)]
    for i in near:
        token: Token = doc[i]
        if token.is_space and "\n" in token.text:
            continue
        if token.pos_ == "VERB" and token.lemma_.lower() in reporting() and _same_paragraph(doc, i, start, end):
            return token
    return None


def _same_paragraph(doc: Doc, i: int, start: int, end: int) -> bool:
    low, high = (i, start) if i < start else (end, i)
    return not any(t.is_space and "\n" in t.text for t in doc[low:high])


def _subject(verb: Token) -> Range | None:
    subject = next((t for t in verb.children if t.dep_.startswith("nsubj")), None)
    if subject is None:
        return None
    return phrase(subject, verb)


def phrase(head: Token, verb: Token) -> Range:
    """The words of `head`'s phrase in one piece, on its side of `verb`, without relative clauses and marks at the edges, with the person's
    name behind a role that the parse cuts off from it ("Secretary of State Ann Bee told")."""
    doc = head.doc
    start = end = head.i
    inside = {t.i for t in head.subtree if not t.is_space}
    while start - 1 in inside and start - 1 != verb.i:
        start -= 1
    while end + 1 in inside and end + 1 != verb.i:
        end += 1
    while end > head.i and doc[end].is_punct:
        end -= 1
    while start < head.i and doc[start].is_punct:
        start += 1
    return start, _with_name(doc, end + 1, verb.i)


def _with_name(doc: Doc, end: int, verb: int) -> int:
    """Where a phrase that stops at `end` stops with the name that follows at once, or behind "of" and a name, before the verb."""
    last = end
    while last < verb and (doc[last].pos_ == "PROPN" or (doc[last].lower_ == "of" and last == end)):
        last += 1
    person = end < last and doc[last - 1].ent_type_ == "PERSON" and (last == len(doc) or doc[last].ent_iob_ != "I")
    return last if person and doc[end - 1].pos_ in ("NOUN", "PROPN") else end
