"""Where two sequences of words run together: equal runs (seeds) are chained over small edits and grown at both ends.

A greedy local alignment after passim (Smith, Cordell, Mullen 2015) and seed-chain-extend of sequence search: no full matrix, so the work
grows with the number of seeds. What this is not: an optimal alignment; a passage whose words were reordered gives several.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_LOOK = 4
"""words skipped at most on both sides together when a passage is grown past its last seed"""

_OPEN = 32
"""chains that a block may still join: text that repeats one word would keep thousands open"""


class Block(NamedTuple):
    """Equal words: `length` of them from `left` and from `right`."""

    left: int
    right: int
    length: int


Pairs = list[tuple[int, int]]
"""Places of equal words, rising on both sides."""


def alignments(left: Sequence[int], right: Sequence[int], seeds: Iterable[tuple[int, int]], seed: int, gap: int) -> list[Pairs]:
    """The runs of matching words that the seeds (`seed` equal words from both places on) grow into.

    `gap`: words that a passage may skip on either side. Passages come in the order of `left`; each is a list of matched places.
    """
    found: list[Pairs] = []
    taken: set[int] = set()
    for chain in sorted(_chains(_blocks(seeds, seed), gap), key=lambda chain: -sum(block.length for block in chain)):
        if all(place in taken for block in chain for place in (block.right, block.right + block.length - 1)):
            continue
        pairs: Pairs = []
        for block in chain:
            if pairs:
                pairs += _between(left, right, pairs[-1], (block.left, block.right))
            pairs += [(block.left + n, block.right + n) for n in range(block.length)]
        before = _grow(left, right, pairs[0], -1, taken)
        found.append([*reversed(before), *pairs, *_grow(left, right, pairs[-1], 1, taken)])
        taken.update(j for _, j in found[-1])
    return sorted(found)


def runs(pairs: Pairs, gap: int) -> list[Pairs]:
    """The pairs cut wherever either side skips more than `gap` words or falls back; in the order of the left side."""
    found: list[Pairs] = []
    for pair in sorted(pairs):
        if found:
            left, right = pair[0] - found[-1][-1][0], pair[1] - found[-1][-1][1]
            if 0 < left <= gap + 1 and 0 < right <= gap + 1:
                found[-1].append(pair)
                continue
        found.append([pair])
    return found


def _blocks(seeds: Iterable[tuple[int, int]], seed: int) -> list[Block]:
    blocks: list[Block] = []
    for left, right in sorted(seeds, key=lambda place: (place[0] - place[1], place[0])):
        last = blocks[-1] if blocks else None
        if last and left - right == last.left - last.right and left <= last.left + last.length:
            blocks[-1] = last._replace(length=left + seed - last.left)
        else:
            blocks.append(Block(left, right, seed))
    return sorted(blocks)


def _chains(blocks: list[Block], gap: int) -> list[list[Block]]:
    chains: list[list[Block]] = []
    open_chains: list[list[Block]] = []
    for block in blocks:
        open_chains = [chain for chain in open_chains[-_OPEN:] if chain[-1].left + chain[-1].length + gap >= block.left]
        best: tuple[int, list[Block], Block] | None = None
        for chain in open_chains:
            last = chain[-1]
            skip_left, skip_right = block.left - last.left - last.length, block.right - last.right - last.length
            overlap = max(0, -skip_left, -skip_right)
            trimmed = Block(block.left + overlap, block.right + overlap, block.length - overlap)
            far = max(skip_left, skip_right) + overlap
            if trimmed.length > 0 and far <= gap and (best is None or far < best[0]):
                best = (far, chain, trimmed)
        if best:
            best[1].append(best[2])
        else:
            chain = [block]
            chains.append(chain)
            open_chains.append(chain)
    return chains


def _between(left: Sequence[int], right: Sequence[int], last: tuple[int, int], following: tuple[int, int]) -> Pairs:
    """Equal words in the gap between two blocks, in order: the longest common subsequence (a gap is a few words)."""
    a, b = range(last[0] + 1, following[0]), range(last[1] + 1, following[1])
    if not a or not b:
        return []
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            same = left[a[i]] == right[b[j]]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    pairs: Pairs = []
    i = j = 0
    while i < len(a) and j < len(b):
        if left[a[i]] == right[b[j]]:
            pairs.append((a[i], b[j]))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _grow(left: Sequence[int], right: Sequence[int], edge: tuple[int, int], step: int, taken: set[int]) -> Pairs:
    """Matching words beyond the edge, nearest first: over edits of a few words as long as two equal words follow, up to
    words of `right` that another passage has taken."""
    pairs: Pairs = []
    i, j = edge[0] + step, edge[1] + step
    while 0 <= i < len(left) and 0 <= j < len(right) and j not in taken:
        if left[i] != right[j]:
            skipped = _skip(left, right, (i, j), step)
            if skipped is None:
                break
            i, j = skipped
        pairs.append((i, j))
        i, j = i + step, j + step
    return pairs


def _skip(left: Sequence[int], right: Sequence[int], at: tuple[int, int], step: int) -> tuple[int, int] | None:
    for total in range(1, _LOOK + 1):
        for skip in sorted(range(total + 1), key=lambda s: abs(2 * s - total)):
            i, j = at[0] + step * skip, at[1] + step * (total - skip)
            k, m = i + step, j + step
            inside = min(i, j, k, m) >= 0 and max(i, k) < len(left) and max(j, m) < len(right)
            if inside and left[i] == right[j] and left[k] == right[m]:
                return i, j
    return None
