"""The teacher's labels, kept with the code: tag sequences by words' numbers, without a word of an article.

A document is known by the sha256 of its words. `PATH` is an xz-compressed `.npz`: `documents` (32 bytes each), `lengths`, and `roles` and
`names`, (`DRAWS`, all words), tags as numbers. With it at hand the small network can be trained without training the teacher again.
"""

from __future__ import annotations

import hashlib
import io
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.corpora import DRAWS, Document

PATH = Path(__file__).with_name("labels.npz.xz")
Scores = npt.NDArray[np.float32]


def drawn(
    scores: npt.NDArray[np.float32], transitions: npt.NDArray[np.float32], first: npt.NDArray[np.float32], seed: int
) -> npt.NDArray[np.uint8]:
    """`DRAWS` tag sequences from a chain's distribution, (`DRAWS`, words), by backward filtering and forward sampling.

    `scores` (words, tags), `transitions` (from, to), `first` (tags,).
    """
    emissions, into, opening = (x.astype(np.float64) for x in (scores, transitions, first))
    noise = np.random.default_rng(seed)
    n, tags = emissions.shape
    ahead = np.zeros_like(emissions)
    for i in range(n - 2, -1, -1):
        ahead[i] = np.logaddexp.reduce(into + (emissions[i + 1] + ahead[i + 1])[None, :], axis=1)
    out = np.zeros((DRAWS, n), np.uint8)
    likely = np.broadcast_to(opening + emissions[0] + ahead[0], (DRAWS, tags))
    for i in range(n):
        if i:
            likely = into[out[:, i - 1]] + (emissions[i] + ahead[i])[None, :]
        out[:, i] = (likely + noise.gumbel(size=likely.shape)).argmax(1)
    return out


def write(documents: Sequence[Document], found: Mapping[str, npt.NDArray[np.uint8]]) -> None:
    """Writes `PATH`; `found` has `roles-N` and `names-N` of the Nth document for those that were labelled."""
    numbers = [n for n in range(len(documents)) if f"roles-{n}" in found]
    whole = io.BytesIO()
    np.savez(
        whole,
        documents=np.frombuffer(b"".join(_digest(documents[n]) for n in numbers), np.uint8).reshape(-1, 32),
        lengths=np.array([len(documents[n].words) for n in numbers], np.int64),
        roles=np.concatenate([found[f"roles-{n}"] for n in numbers], axis=1),
        names=np.concatenate([found[f"names-{n}"] for n in numbers], axis=1),
    )
    PATH.write_bytes(lzma.compress(whole.getvalue(), preset=9))


def taught(documents: Sequence[Document]) -> int:
    """Fills `taught_roles` of the documents that `PATH` knows, and `taught_names` where no person labelled the names; gives how many."""
    with np.load(io.BytesIO(lzma.decompress(PATH.read_bytes()))) as file:
        known = {bytes(row): n for n, row in enumerate(file["documents"])}
        ends = np.cumsum(file["lengths"])
        roles, names = file["roles"], file["names"]
    count = 0
    for doc in documents:
        number = known.get(_digest(doc))
        if number is not None:
            at = slice(int(ends[number]) - len(doc.words), int(ends[number]))
            doc.taught_roles, doc.taught_names = roles[:, at], None if doc.names is not None else names[:, at]
            count += 1
    return count


def _digest(doc: Document) -> bytes:
    return hashlib.sha256("\n".join(doc.words).encode("utf8", "surrogatepass")).digest()
