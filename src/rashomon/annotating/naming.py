"""From tag scores to the names of a document: the best path, without addresses and file names, with one kind for the same words throughout.

The same words are given the kind that their scores favour when added up over the document. Not done here: who or what a name stands for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from rashomon.annotating.encoder import Decoder
from rashomon.annotating.pieces import Words
from rashomon.annotating.tagging import Floats, best_path, spans

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
    return [(a, b, kinds[int(totals[key].argmax())]) for (a, b, _), key in zip(found, keys, strict=True)]
