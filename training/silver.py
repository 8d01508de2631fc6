"""Labels for articles that nobody annotated, by weights made before: self-training over other outlets, years and subjects.

A word gets a label where the chain's marginal probability of it is at least `SURE`; other words stay unknown, and the loss sums over what
they may be (`Chain.partial`). After Yarowsky (1995) and "noisy student" training (Xie et al. 2020): the student reads augmented text.
Articles whose statements were annotated here for scoring (`evaluation/gold`) are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon.annotating.encoder import Encoder
from rashomon.annotating.pieces import Words
from training.corpora import IGNORE, Document

SURE = 0.9
"""marginal probability from which a label is believed"""
GOLD = Path("evaluation/gold")

Floats = npt.NDArray[np.float64]


def marginals(scores: npt.NDArray[np.float32], transitions: npt.NDArray[np.float32], first: npt.NDArray[np.float32]) -> Floats:
    """Probability of each tag at each word under the chain, (n, tags)."""
    emissions, into, opening = (x.astype(np.float64) for x in (scores, transitions, first))
    n = len(emissions)
    forward, backward = np.zeros_like(emissions), np.zeros_like(emissions)
    forward[0] = opening + emissions[0]
    for i in range(1, n):
        forward[i] = np.logaddexp.reduce(forward[i - 1][:, None] + into, axis=0) + emissions[i]
    for i in range(n - 2, -1, -1):
        backward[i] = np.logaddexp.reduce(into + (emissions[i + 1] + backward[i + 1])[None, :], axis=1)
    both = forward + backward
    probabilities: Floats = np.exp(both - np.logaddexp.reduce(both, axis=1)[:, None])
    return probabilities


def label(documents: Iterable[Document], weights: Path) -> None:
    """Fills `roles` of `documents` with what the annotator in the folder `weights` is sure of. Names get no such labels: an imperfect
    teacher's cost them a point."""
    encoder = Encoder(weights)
    decoder = encoder.decoder
    for doc in documents:
        roles = []
        words = Words(doc.words, list(range(len(doc.words))), doc.spaced, doc.breaks)
        for scores in encoder.encode(words):
            roles.append(marginals(scores.roles, decoder.role_transitions, decoder.role_first))
        doc.roles = _sure(np.concatenate(roles))


def _sure(probabilities: Floats) -> list[int]:
    best = probabilities.argmax(1)
    return [int(tag) if p >= SURE else IGNORE for tag, p in zip(best, probabilities.max(1), strict=True)]


def scored_articles(gold: Path = GOLD) -> frozenset[str]:
    """The sha256 of each article's text whose statements are scored."""
    return frozenset(
        entry["sha256"] for file in ("other-domains.json", "sourcing.json") for entry in json.loads((gold / file).read_text())["articles"]
    )
