"""Which of a few articles are one story: average link, with a bar that rises where both sides hang together closely.

Two accounts of one event are about as like to each other as either is to its other accounts. Accounts of two look-alike events (the same
kind of event in another place or year) are not: they may be like enough for a fixed bar and still be far apart for how close each side
is. So the mean likeness between two groups counts in relation to the mean likeness inside them (the relative closeness of Chameleon,
Karypis, Han, Kumar 1999). What this is not: a search for the articles (`shelf.py`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rashomon.settings import EventSettings

Floats = NDArray[np.float64]
_NEVER = -1.0


def linked(likeness: Floats, limits: EventSettings) -> list[list[int]]:
    """Groups of row numbers of a symmetric matrix of likenesses, best pair of groups first joined; each sorted, sorted by first member."""
    size = len(likeness)
    between = likeness.astype(np.float64)
    np.fill_diagonal(between, _NEVER)
    counts, inside, close = np.ones(size), np.zeros(size), np.full(size, limits.loose)
    members = [[number] for number in range(size)]
    score = np.stack([_score(between[row], close[row], close, limits) for row in range(size)]) if size else between
    while size > 1:
        one, other = divmod(int(score.argmax()), size)
        if score[one, other] < limits.join:
            break
        one, other = min(one, other), max(one, other)
        inside[one] += inside[other] + between[one, other] * counts[one] * counts[other]
        row = (between[one] * counts[one] + between[other] * counts[other]) / (counts[one] + counts[other])
        row[[one, other]] = _NEVER
        row[counts == 0] = _NEVER
        counts[one] += counts[other]
        counts[other] = 0
        members[one] += members[other]
        members[other] = []
        pairs = counts[one] * (counts[one] - 1) / 2
        close[one] = (inside[one] + limits.loose_pairs * limits.loose) / (pairs + limits.loose_pairs)
        between[one] = between[:, one] = row
        score[one] = score[:, one] = _score(row, close[one], close, limits)
        between[other] = between[:, other] = score[other] = score[:, other] = _NEVER
    return sorted(sorted(group) for group in members if group)


def _score(row: Floats, own: float, close: Floats, limits: EventSettings) -> Floats:
    """Mean likeness to each other group, for how closely the two hang together; negative where there is no such group."""
    return np.where(row < 0, _NEVER, row / ((own + close) / 2 / limits.loose) ** limits.tightness)
