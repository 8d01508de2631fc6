"""Variants of a document that keep its labels: quotation styles, capitals, British spelling, other names, other figures. Words only; no
text is made up."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from training.corpora import Document
from training.model import NAMES

STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("``", "''"))
_OPEN, _CLOSE = frozenset("“„«"), frozenset("”»")
BRITISH = {
    "color": "colour", "favor": "favour", "labor": "labour", "center": "centre", "defense": "defence",
    "honor": "honour", "neighbor": "neighbour", "theater": "theatre", "program": "programme", "rumor": "rumour",
    "behavior": "behaviour", "traveled": "travelled", "canceled": "cancelled", "offense": "offence", "gray": "grey",
    "percent": "per cent", "toward": "towards", "harbor": "harbour", "license": "licence", "armor": "armour",
}  # fmt: skip
_IZE = re.compile(r"^([a-z]{3,})(iz|yz)(e|ed|es|ing|ation|ations|er|ers)$")
_WORDS = ["million", "billion"]


def augment(doc: Document, rng: random.Random, people: list[str]) -> tuple[Document, bool]:
    """A variant of `doc`, and whether its sentences still mean what the teacher's vectors say. Most documents come back as they are."""
    words, same = doc.words, True
    if doc.roles is None and doc.upos is None and doc.names is None:
        return doc, True
    if rng.random() < 0.25:
        words = _quotes(words, doc.breaks, rng)
    if rng.random() < 0.15:
        words = [BRITISH.get(w, _IZE.sub(lambda m: f"{m[1]}{m[2][0]}s{m[3]}", w)).split(" ")[0] for w in words]
    labels = doc.names if doc.names is not None else doc.silver
    if labels is not None and rng.random() < 0.2:
        words, same = _names(words, labels, rng, people), False
    if rng.random() < 0.1:
        words, same = [_number(w, rng) for w in words], False
    if rng.random() < 0.08:
        words = _capitals(words, doc.starts, rng)
    return (doc if words is doc.words else replace(doc, words=words)), same


def _quotes(words: list[str], breaks: list[bool], rng: random.Random) -> list[str]:
    style = rng.choice(STYLES)
    if style[0] in ("'", "‘") and any(w in "'’‘" for w in words if w) and rng.random() < 0.7:
        style = STYLES[rng.randrange(2)]
    out, opened = [], False
    for w, broken in zip(words, breaks, strict=True):
        if broken:
            opened = False
        if w in _OPEN or (w == '"' and not opened):
            out.append(style[0])
            opened = True
        elif w in _CLOSE or w == '"':
            out.append(style[1])
            opened = False
        else:
            out.append(w)
    return out


def _capitals(words: list[str], starts: list[int], rng: random.Random) -> list[str]:
    """Whole document, or some sentences, in capitals; or the whole document in lower case."""
    kind = rng.random()
    if kind < 0.2:
        return [w.lower() for w in words]
    out, on = [], kind < 0.35
    for w, start in zip(words, starts, strict=True):
        if start and kind >= 0.35:
            on = rng.random() < 0.2
        out.append(w.upper() if on else w)
    return out


def _number(word: str, rng: random.Random) -> str:
    if not word.isdigit() or len(word) == 4:
        return word
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in word[1:])


def _names(words: list[str], labels: list[int], rng: random.Random, people: list[str]) -> list[str]:
    """Each person's name word becomes another, the same one throughout."""
    table: dict[str, str] = {}
    out = list(words)
    for i, label in enumerate(labels):
        if label > 0 and NAMES[label].endswith("PERSON") and words[i][:1].isupper() and len(words[i]) > 2:
            if words[i] not in table:
                table[words[i]] = rng.choice(people)
            out[i] = table[words[i]]
    return out
