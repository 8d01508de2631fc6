"""From tag scores to the names of a document: the best path, without addresses and file names, with one kind for the same words throughout.

The same words are given the kind that their scores favour when added up over the document. Outlets' names of several words are known and
not guessed: a network cuts "People's Daily" apart. Not done here: who or what a name stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from rashomon.annotating.encoder import Decoder
from rashomon.annotating.pieces import Words
from rashomon.annotating.tagging import Floats, best_path, spans
from rashomon.language.bodies import initials, says_body
from rashomon.language.names import is_company
from rashomon.language.outlets import outlets
from rashomon.language.ranges import within

NameSpan = tuple[int, int, str]
_ADDRESS = re.compile(r"@|://|^www\.|\.(com|org|net|gov|edu|co|doc|docx|xls|xlsx|pdf|ppt|zip|html?|jpe?g|gif|png|txt)$", re.IGNORECASE)


def named(words: Words, scores: Floats, decoder: Decoder, tags: Sequence[str]) -> list[NameSpan]:
    """Names as half-open word ranges with their kind, in order, never over a paragraph break."""
    path = best_path(scores, decoder.name_transitions, decoder.name_first, words.breaks)
    found = [s for s in spans(path, tags) if not _ADDRESS.search(words.texts[s[1] - 1]) and any(map(str.isalnum, words.texts[s[0]]))]
    begin = {tag[2:]: i for i, tag in enumerate(tags) if tag.startswith("B-")}
    inside = {tag[2:]: i for i, tag in enumerate(tags) if tag.startswith("I-")}
    kinds = list(begin)
    totals: dict[str, Floats] = defaultdict(lambda: np.zeros(len(kinds), np.float32))
    keys = [" ".join(words.texts[a:b]) for a, b, _ in found]
    for (a, b, _), key in zip(found, keys, strict=True):
        totals[key] += scores[a, [begin[k] for k in kinds]] + scores[a + 1 : b][:, [inside[k] for k in kinds]].sum(0)
    likely = _completed(words, [(a, b, kinds[int(totals[key].argmax())]) for (a, b, _), key in zip(found, keys, strict=True)])
    names = [(a, b, _kind(words, (a, b, kind))) for a, b, kind in likely]
    media = [(a, b) for a, b in _media(words) if not _inside(names, a, b)]
    return sorted([*((a, b, "ORG") for a, b in media), *(n for n in names if not any(within(media, i) for i in range(n[0], n[1])))])


def _completed(words: Words, names: Sequence[NameSpan]) -> list[NameSpan]:
    """The names, a company's with the ending that a comma cuts off ("Tarn Freight, Inc.")."""
    found: list[NameSpan] = []
    for a, b, kind in names:
        ending = b + 1 < len(words.texts) and words.texts[b] == "," and not words.breaks[b + 1] and words.texts[b + 1]
        if ending and ending[0].isupper() and is_company(f"x {ending}"):
            found.append((a, b + 2, "ORG"))
        elif not (found and a < found[-1][1]):
            found.append((a, b, kind))
    return found


def _inside(names: Sequence[NameSpan], a: int, b: int) -> bool:
    """Whether the range is a part of a longer name; `names` are in order and do not overlap."""
    at = bisect_right(names, a, key=lambda name: name[0]) - 1
    return at >= 0 and names[at][1] >= b and names[at][1] - names[at][0] > b - a


def _kind(words: Words, name: NameSpan) -> str:
    """The kind of a name, for a body that its words tell."""
    a, b, kind = name
    text = " ".join(words.texts[a:b])
    before, after = (words.texts[i] if 0 <= i < len(words.texts) else "" for i in (a - 1, b))
    return "ORG" if says_body(text, place=kind == "LOC") or (kind == "PERSON" and initials(text, before, after)) else kind


def _media(words: Words) -> Iterator[tuple[int, int]]:
    """The word ranges of outlets' names of several words, as they are written in the table, never over a paragraph break."""
    known, after = _several(), 0
    for i, text in enumerate(words.texts):
        for name in known.get(text, ()) if i >= after else ():
            end, written = i + 1, text
            while end < len(words.texts) and len(written) < len(name) and not words.breaks[end]:
                written += (" " if words.spaced[end] else "") + words.texts[end].replace("’", "'")
                end += 1
            if written == name:
                yield i, end
                after = end
                break


@cache
def _several() -> dict[str, tuple[str, ...]]:
    """Outlets' names of several words that are no ordinary words, by their first, longer ones first."""
    table: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets():
        for name in outlet.names:
            if " " in name and not outlet.plain:
                table[re.split(r"[^\w]", name, maxsplit=1)[0]].add(name)
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in table.items()}
