"""Windows of random length out of documents, and padded batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from rashomon.annotating.features import FEATURES, features
from rashomon.annotating.pieces import Pieces
from training.augment import augment
from training.corpora import DRAWS, IGNORE, Document

WINDOW = 256
BATCH_PIECES = 2048


@dataclass
class Example:
    """One window with labels; arrays per word but for the first three, which are per piece."""

    ids: np.ndarray
    feats: np.ndarray
    sentence: np.ndarray
    """Number of each piece's sentence in the window, -1: none, or cut."""
    first: np.ndarray
    vectors: list[int]
    """Teacher rows, one a whole sentence."""
    starts: np.ndarray
    roles: np.ndarray | None
    names: np.ndarray | None
    upos: np.ndarray | None
    heads: np.ndarray | None
    relations: np.ndarray | None
    taught_roles: np.ndarray | None
    """Tags drawn from the teacher's distribution, (words, `DRAWS`); `taught_names` likewise."""
    taught_names: np.ndarray | None


def _cuts(doc: Document, cost: list[int], rng: random.Random) -> Iterator[tuple[int, int]]:
    """Word ranges cut at sentence starts, of random size; some sentences once more by themselves."""
    n = len(doc.words)
    begins = [i for i, s in enumerate(doc.starts) if s]
    if not begins or begins[0] != 0:
        begins.insert(0, 0)
    ends = [*begins[1:], n]
    room = WINDOW - 2
    limit = rng.choice((room, room, room, rng.randint(60, room)))
    first, used = 0, 0
    for a, b in zip(begins, ends, strict=True):
        size = sum(cost[a:b])
        if used and used + size > limit:
            yield first, a
            first, used = a, 0
            limit = rng.choice((room, room, room, rng.randint(60, room)))
        while size > room:
            k, s = a, 0
            while s + cost[k] <= room:
                s += cost[k]
                k += 1
            yield first, k
            first, size, a, used = k, size - s, k, 0
        used += size
        if rng.random() < 0.08 and b - a >= 4 and size < room:
            yield a, b
    if first < n:
        yield first, n


def examples(doc: Document, pieces: Pieces, rng: random.Random, people: list[str]) -> Iterator[Example]:
    """The windows of one (perhaps altered) document."""
    original = doc
    doc, same = augment(doc, rng, people)
    split = pieces.split(doc.words)
    feats = features(doc.words, doc.spaced, doc.breaks)
    number = np.cumsum(np.array([s or i == 0 for i, s in enumerate(original.starts)])) - 1
    last_of = np.append(number[1:] != number[:-1], True)
    for first, last in _cuts(doc, [len(p) + int(b) for p, b in zip(split, doc.breaks, strict=True)], rng):
        w = pieces.window(split, doc.breaks, first, last)
        local = number[first:last]
        whole, vectors, rows = {}, [], doc.vectors
        if rows and same:
            for s in range(local[0], local[-1] + 1):
                begins_here = s != local[0] or first == 0 or number[first - 1] != s
                ends_here = s != local[-1] or last_of[last - 1]
                if begins_here and ends_here and rows[s] >= 0:
                    whole[s] = len(vectors)
                    vectors.append(rows[s])
        slot_sentence = np.array([whole.get(int(s), -1) for s in local] + [-1])
        f = np.full(len(w.ids), FEATURES, np.int64)
        f[w.slots >= 0] = feats[first + w.slots[w.slots >= 0]]
        starts = np.array(doc.starts[first:last]) if doc.score_starts else np.full(last - first, IGNORE)
        starts[0] = IGNORE

        def part(values: Sequence[int] | np.ndarray | None, a: int = first, b: int = last) -> np.ndarray | None:
            return None if values is None else np.array(values[a:b], np.int64)

        heads = part(doc.heads)
        if heads is not None:
            heads = heads - first
            heads[(heads < 0) | (heads >= last - first)] = IGNORE
        yield Example(
            w.ids,
            f,
            slot_sentence[w.slots],
            w.heads,
            vectors,
            starts,
            part(doc.roles),
            part(doc.names),
            part(doc.upos),
            heads,
            part(doc.relations),
            part(None if doc.taught_roles is None else doc.taught_roles.T),
            part(None if doc.taught_names is None else doc.taught_names.T),
        )


@dataclass
class Batch:
    """Padded tensors; labels are IGNORE where there are none. `*_rows` say which windows carry the task at all."""

    ids: Tensor
    feats: Tensor
    mask: Tensor
    first: Tensor
    lengths: Tensor
    sentence: Tensor
    """(B, T): number of the piece's sentence in the batch, -1: none."""
    vectors: Tensor
    starts: Tensor
    labels: dict[str, Tensor]
    rows: dict[str, Tensor]

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        moved = {k: v.to(device) for k, v in vars(self).items() if isinstance(v, Tensor)}
        return replace(
            self,
            **moved,
            labels={k: v.to(device) for k, v in self.labels.items()},
            rows={k: v.to(device) for k, v in self.rows.items()},
        )


TASKS = ("roles", "names", "upos", "heads", "relations", "taught_roles", "taught_names")


def collate(items: list[Example]) -> Batch:
    """Pads a list of windows."""
    b, t, w = len(items), max(len(e.ids) for e in items), max(len(e.first) for e in items)
    ids, feats, mask = np.zeros((b, t), np.int64), np.full((b, t), FEATURES, np.int64), np.zeros((b, t), bool)
    first, starts = np.zeros((b, w), np.int64), np.full((b, w), IGNORE, np.int64)
    sentence, vectors = np.full((b, t), -1, np.int64), []
    labels = {k: np.full((b, w, DRAWS) if k.startswith("taught") else (b, w), IGNORE, np.int64) for k in TASKS}
    rows: dict[str, list[int]] = {k: [] for k in TASKS}
    for i, e in enumerate(items):
        ids[i, : len(e.ids)], feats[i, : len(e.ids)], mask[i, : len(e.ids)] = e.ids, e.feats, True
        first[i, : len(e.first)], starts[i, : len(e.first)] = e.first, e.starts
        sentence[i, : len(e.ids)] = np.where(e.sentence >= 0, e.sentence + len(vectors), -1)
        vectors += e.vectors
        for k in TASKS:
            values = getattr(e, k)
            if values is not None:
                labels[k][i, : len(values)] = values
                rows[k].append(i)
    as_tensor = torch.from_numpy
    return Batch(
        as_tensor(ids), as_tensor(feats), as_tensor(mask), as_tensor(first), torch.tensor([len(e.first) for e in items]),
        as_tensor(sentence), torch.tensor(vectors, dtype=torch.long), as_tensor(starts), {k: as_tensor(v) for k, v in labels.items()},
        {k: torch.tensor(v, dtype=torch.long) for k, v in rows.items()},
    )  # fmt: skip


def one_pass(documents: list[tuple[Document, float]], pieces: Pieces, seed: int, people: list[str]) -> list[list[Example]]:
    """Batches of one pass. Each document comes with how often it is seen in a pass (a fraction: sometimes)."""
    rng = random.Random(seed)
    found: list[Example] = []
    for doc, often in documents:
        for _ in range(int(often) + (rng.random() < often % 1)):
            found.extend(examples(doc, pieces, rng, people))
    rng.shuffle(found)
    out: list[list[Example]] = []
    for k in range(0, len(found), 128):
        group = sorted(found[k : k + 128], key=lambda e: len(e.ids))
        now: list[Example] = []
        for e in group:
            if now and max(len(e.ids), len(now[-1].ids)) * (len(now) + 1) > BATCH_PIECES:
                out.append(now)
                now = []
            now.append(e)
        out.append(now)
    rng.shuffle(out)
    return out
