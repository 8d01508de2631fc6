"""Decoding of tag scores: the best path through a chain, and spans out of BIO tags. Numpy only."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ROLES = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
"""Tags of attribution spans, in the order of the network's scores."""
NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
"""Tags of names. MISC: nationalities, events, works, other names."""

Floats = npt.NDArray[np.float32]


_CELLS = 20_000
"""words, padding included, whose paths are worked out side by side"""


def best_path(scores: Floats, transitions: Floats, first: Floats, cuts: Sequence[bool] = ()) -> npt.NDArray[np.int64]:
    """The best tag sequence (Viterbi). `scores` (n, tags), `transitions` (from, to), `first` (tags): scores of opening with a tag.

    Where `cuts` is true a paragraph begins: the sequence begins anew there, so that no span crosses. Paragraphs are worked out side by
    side, which costs as many steps as the longest has words.
    """
    n = len(scores)
    path = np.zeros(n, np.int64)
    edges = [0, *(i for i in range(1, n) if cuts and cuts[i]), n] if n else []
    runs = sorted(itertools.pairwise(edges), key=lambda run: run[0] - run[1])
    at = 0
    while at < len(runs):
        longest = runs[at][1] - runs[at][0]
        together = runs[at : at + max(1, _CELLS // longest)]
        _paths(scores, transitions, first, together, path)
        at += len(together)
    return path


def _paths(scores: Floats, transitions: Floats, first: Floats, runs: Sequence[tuple[int, int]], path: npt.NDArray[np.int64]) -> None:
    """Fills `path` for the runs, the longest first."""
    starts = np.array([start for start, _ in runs])
    lengths = np.array([end - start for start, end in runs])
    into = np.ascontiguousarray(transitions.T)
    alive = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left").tolist()
    alpha = first + scores[starts]
    back = np.zeros((lengths[0], len(runs), alpha.shape[1]), np.int8)
    for i in range(1, lengths[0]):
        going = alive[i]
        table = into + alpha[:going, None, :]
        back[i, :going] = table.argmax(2)
        alpha[:going] = table.max(2) + scores[starts[:going] + i]
    best, rows = alpha.argmax(1), np.arange(len(runs))
    for i in range(lengths[0] - 1, -1, -1):
        going = alive[i]
        path[starts[:going] + i] = best[:going]
        best[:going] = back[i, rows[:going], best[:going]]


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
