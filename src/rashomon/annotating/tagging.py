"""Decoding of tag scores: the best path through a chain, and spans out of BIO tags. Numpy only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ROLES = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
"""Tags of attribution spans, in the order of the network's scores."""
NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
"""Tags of names. MISC: nationalities, events, works, other names."""

Floats = npt.NDArray[np.float32]


def best_path(scores: Floats, transitions: Floats, first: Floats, cuts: Sequence[bool] = ()) -> npt.NDArray[np.int64]:
    """The best tag sequence (Viterbi). `scores` (n, tags), `transitions` (from, to), `first` (tags): scores of opening with a tag.

    Where `cuts` is true a paragraph begins: the sequence begins anew there, so that no span crosses.
    """
    n, tags = scores.shape
    if n == 0:
        return np.zeros(0, np.int64)
    into = np.ascontiguousarray(transitions.T)
    back = np.zeros((n, tags), np.int8)
    alpha = first + scores[0]
    rows = np.arange(tags)
    for i in range(1, n):
        if cuts and cuts[i]:
            best = int(alpha.argmax())
            back[i] = best
            alpha = alpha[best] + first + scores[i]
            continue
        table = into + alpha
        choice = table.argmax(1)
        back[i] = choice
        alpha = table[rows, choice] + scores[i]
    path = np.zeros(n, np.int64)
    path[-1] = int(alpha.argmax())
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


def spans(path: npt.NDArray[np.int64], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Half-open word ranges and labels, in order. An I- without its B- opens a span."""
    out: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i, number in enumerate(path.tolist()):
        tag = tags[number]
        if label and not (tag.startswith("I-") and tag[2:] == label):
            out.append((start, i, label))
            label = ""
        if tag != "O" and not label:
            start, label = i, tag[2:]
    if label:
        out.append((start, len(path), label))
    return out
