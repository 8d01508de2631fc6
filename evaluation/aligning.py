"""Sentence vectors by what they are for: a sentence's partner in MRPC must be its nearest among 500 other sentences.

The first `PAIRS` pairs that MRPC's judges called the same (Dolan and Brockett 2005); both sides ask. The other sentences are the partner
sides of other pairs, none of which is the sentence itself or shares its partner.

    python -m evaluation aligning
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import spacy

from rashomon.annotating.component import VECTORS, Component, unit
from rashomon.annotating.encoder import Floats, shipped

PAIRS = 560
OTHERS = 500


def measure(corpora: Path) -> dict[str, float]:
    """`first`: percent of sentences whose partner ranks first; `first_five`: among the five nearest."""
    rows = [
        line.split("\t") for line in (corpora / "claims/mrpc-train.txt").read_text(encoding="utf-8-sig").split("\n")[1:] if line.strip()
    ]
    same = [r for r in rows if r[0] == "1"][:PAIRS]
    left, right = vectors([_plain(r[3]) for r in same]), vectors([_plain(r[4]) for r in same])
    ids = np.array([(int(r[1]), int(r[2])) for r in same])
    ranks = [*_ranks(left, right, ids), *_ranks(right, left, ids[:, ::-1])]
    return {"first": 100 * float(np.mean([r == 0 for r in ranks])), "first_five": 100 * float(np.mean([r < 5 for r in ranks]))}


def vectors(texts: list[str]) -> Floats:
    """One unit vector a text: the sum over its sentences, scaled."""
    nlp, encode = spacy.blank("en"), Component(shipped(), names=False)
    return unit(np.stack([encode(nlp.make_doc(t)).user_data[VECTORS].sum(0) for t in texts]))


def _ranks(asking: Floats, answering: Floats, ids: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> list[int]:
    out, n = [], len(ids)
    table = asking @ answering.T
    for i in range(n):
        order = [(i + k) % n for k in range(1, n)]
        others = [j for j in order if not set(ids[j].tolist()) & set(ids[i].tolist())][:OTHERS]
        out.append(int((table[i, others] > table[i, i]).sum()))
    return out


def _plain(text: str) -> str:
    return text.strip('"').replace('""', '"')
