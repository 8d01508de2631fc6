"""Decoding of sentences and syntax: where sentences start, one tree a sentence, a label for each arc. Numpy only.

Sentences are the network's, under rules that hold in news: a paragraph break always ends a sentence; none starts after a title or an
initial, or inside a word. Trees are exact (Chu-Liu-Edmonds with the best root); most sentences need only the greedy step.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right

import numpy as np
import numpy.typing as npt

from rashomon.annotating.encoder import Decoder, Floats, Scores
from rashomon.annotating.pieces import Words

LONGEST_SENTENCE = 400
"""words; a longer run without a boundary is cut, so that a tree's table stays small"""
_TITLES = frozenset(
    [
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "gen.",
        "lt.",
        "col.",
        "sgt.",
        "capt.",
        "cmdr.",
        "maj.",
        "adm.",
        "sen.",
        "rep.",
        "gov.",
        "rev.",
        "hon.",
        "pres.",
        "sec.",
        "st.",
        "jr.",
        "no.",
        "nos.",
        "vs.",
        "v.",
        "e.g.",
        "i.e.",
        "cf.",
        "fig.",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
        "mt.",
        "ft.",
        "brig.",
        "cpl.",
        "pvt.",
        "supt.",
        "insp.",
        "amb.",
        "atty.",
        "messrs.",
        "mme.",
        "mlle.",
        "u.s",
        "u.k",
    ]
) - {"jr.", "no.", "v.", "mar."}
_INITIAL = re.compile(r"^[A-Z]\.$")
_ENDS = frozenset((".", "?", "!", "…", "...", "?!", "!?"))
_CLOSERS = frozenset(("”", '"', "’", "'", ")", "]", "»", "''"))


def starts(words: Words, scores: Scores) -> npt.NDArray[np.bool_]:
    """True where a sentence starts, for the words of `scores`. The first is always one."""
    out = scores.starts > 0
    out[0] = True
    since = 0
    for k in range(1, len(out)):
        i = scores.first + k
        before = words.texts[i - 1]
        if words.breaks[i]:
            out[k] = True
        elif out[k]:
            lower = before.lower()
            stuck = not words.spaced[i] and before not in _ENDS and before not in _CLOSERS
            word = words.texts[i]
            out[k] = not (lower in _TITLES or _INITIAL.match(before) or stuck or word in _CLOSERS - {'"', "'"} or word in _ENDS)
        elif (
            before in _ENDS
            and words.spaced[i]
            and before != "…"
            and before != "..."
            and scores.starts[k] > -2
            and words.texts[i][:1].isupper()
        ):
            out[k] = True
        if not out[k] and k - since >= LONGEST_SENTENCE:
            out[k] = True
        if out[k]:
            since = k
    return out


def trees(scores: Scores, begins: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """The head of each word of `scores` as a word of the document; a root is its own head."""
    n = scores.last - scores.first
    edges = [*np.flatnonzero(begins).tolist(), n]
    heads = np.zeros(n, np.int64)
    windows = [0, *(np.flatnonzero(np.diff(scores.origin)) + 1).tolist(), n]  # where words begin that were read in the next one
    for low, high in itertools.pairwise(edges):
        size = high - low
        table = np.full((size, size), -1e9, np.float32)
        cuts = windows[bisect_right(windows, low) : bisect_left(windows, high)]
        for first, last in itertools.pairwise([low, *cuts, high]):
            a, e = int(scores.origin[first]) - scores.first, int(scores.extent[first])
            left, right = max(a, low), min(a + e, high)
            if left < right:
                table[first - low : last - low, left - low : right - low] = scores.arcs[first:last, left - a : right - a]
        heads[low:high] = tree(table) + low
    return heads + scores.first


def tree(table: Floats) -> npt.NDArray[np.int64]:
    """The best tree with one root. `table[i, j]`: score of word j as head of word i, `table[i, i]`: of i as the root. A root is its own
    head."""
    n = len(table)
    if n == 1:
        return np.zeros(1, np.int64)
    root = int(table.diagonal().argmax())
    work = table.astype(np.float64)
    np.fill_diagonal(work, -1e12)
    work[root] = -1e12
    work[root, root] = 0
    heads: npt.NDArray[np.int64] = work.argmax(1)
    if _cycle(heads, root) is None:
        return heads
    return _edmonds(work, root)


def _cycle(heads: npt.NDArray[np.int64], root: int) -> list[int] | None:
    n = len(heads)
    state = [0] * n
    state[root] = 2
    for i in range(n):
        path, k = [], i
        while state[k] == 0:
            state[k] = 1
            path.append(k)
            k = int(heads[k])
        if state[k] == 1:
            return path[path.index(k) :]
        for j in path:
            state[j] = 2
    return None


def _edmonds(work: npt.NDArray[np.float64], root: int) -> npt.NDArray[np.int64]:
    """Chu-Liu-Edmonds: contracts one cycle after another, then opens them again."""
    heads: npt.NDArray[np.int64] = work.argmax(1)
    heads[root] = root
    found = _cycle(heads, root)
    if found is None:
        return heads
    cycle = np.array(found, np.int64)
    n = len(work)
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    own = work[cycle, heads[cycle]]
    m = len(outside)
    small = np.full((m + 1, m + 1), -1e12)
    small[:m, :m] = work[np.ix_(outside, outside)]
    into = work[np.ix_(cycle, outside)] - own[:, None]
    enter = into.argmax(0)
    small[m, :m] = into.max(0)
    leave = work[np.ix_(outside, cycle)]
    by = leave.argmax(1)
    small[:m, m] = leave.max(1)
    new_root = int(np.flatnonzero(outside == root)[0])
    solved = _edmonds(small, new_root)
    out = heads.copy()
    for k in range(m):
        out[outside[k]] = int(cycle[int(by[k])]) if solved[k] == m else outside[solved[k]]
    source = int(solved[m])
    out[cycle[int(enter[source])]] = outside[source]
    out[root] = root
    return out


def labels(scores: Scores, heads: npt.NDArray[np.int64], decoder: Decoder, root: int) -> npt.NDArray[np.int64]:
    """The number of each word's relation to its head. `root` is the number of the label `root`, which a root alone bears."""
    local = heads - scores.first
    x = scores.dependent + scores.head[local]
    x = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    table = x @ decoder.relation.T + decoder.relation_bias
    table[:, root] = -np.inf
    out: npt.NDArray[np.int64] = table.argmax(1)
    out[local == np.arange(len(local))] = root
    return out
