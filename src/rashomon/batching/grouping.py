"""Which articles of the archive are about one event: the one place where batching asks gathering.

A stand-in until `gathering.events` sorts events: an article joins the story whose mean vector is most like its own, within a window of
days. To swap it, import `Features`, `features` and `group` from there; `dump` and `load` turn features into JSON values and back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from rashomon.model.annotated import AnnotatedArticle
from rashomon.settings import Settings

VERSION = "grouping.v0"


class Features(NamedTuple):
    """What grouping needs of an article: its id, its day (None: undated) and its mean sentence vector of length 1."""

    id: str
    day: str | None
    vector: tuple[float, ...]


def features(annotated: AnnotatedArticle) -> Features:
    """The features of one article."""
    published = annotated.article.published
    day = published.date[:10] if published is not None and published.precision in ("day", "minute") else None
    mean = annotated.vectors.mean(axis=0) if len(annotated.vectors) else np.zeros(annotated.vectors.shape[1])
    unit = mean / (float(np.linalg.norm(mean)) or 1.0)
    return Features(annotated.article.id, day, tuple(round(float(value), 4) for value in unit))


def group(found: Iterable[Features], settings: Settings) -> list[tuple[str, ...]]:
    """The article ids of each story, sorted; the order given does not matter."""
    likeness, window = settings.batching.likeness, settings.batching.window
    ordered = sorted(found, key=lambda one: (one.day is None, one.day or "", one.id))
    members: list[list[str]] = []
    last: list[int] = []
    sums = np.zeros((len(ordered), len(ordered[0].vector) if ordered else 0))
    for one in ordered:
        vector = np.array(one.vector)
        day = date.fromisoformat(one.day).toordinal() if one.day else None
        best, best_cosine = len(members), likeness
        if members:
            totals = sums[: len(members)]
            cosines = totals @ vector / np.maximum(np.linalg.norm(totals, axis=1), 1e-9)
            near = np.array([day is None or abs(day - ordinal) <= window for ordinal in last])
            cosines[~near] = -1.0
            best = int(np.argmax(cosines))
            best_cosine = float(cosines[best])
        if best == len(members) or best_cosine < likeness:
            best = len(members)
            members.append([])
            last.append(day if day is not None else 0)
        members[best].append(one.id)
        sums[best] += vector
        last[best] = day if day is not None else last[best]
    return sorted(tuple(sorted(ids)) for ids in members)


def dump(found: Features) -> Any:
    """The features as a JSON value."""
    return list(found)


def load(value: Any) -> Features:
    """The features from a JSON value. Raises ValueError or TypeError if it holds none."""
    id, day, vector = value
    return Features(id, day, tuple(vector))
