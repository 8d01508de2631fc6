"""From annotated articles to one story: what is plainly about something else is set aside, dates are found, actors are joined.

`gather` takes its articles to be accounts of one event, as a person gives them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rashomon.gathering.actors import actors, places, with_actors
from rashomon.gathering.dating import date_articles
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.skipped import Skipped
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, Settings

VERSION = "gather.v1"


def gather(annotated: Sequence[AnnotatedArticle], settings: Settings = DEFAULT) -> Story:
    """The story of these accounts; `skipped` names the articles set aside. The order given does not matter."""
    ordered = sorted(annotated, key=lambda a: a.article.id)
    kept, skipped = _on_topic(ordered, settings.gathering.same_event)
    dated = [a.model_copy(update={"statements": tuple(s.dated(a.times) for s in a.statements)}) for a in date_articles(kept, settings)]
    dated.sort(key=lambda a: (a.article.published is None, a.article.published.date if a.article.published else "", a.article.id))
    found = actors(dated)
    index = places(found)
    return Story(
        articles=tuple(a.model_copy(update={"statements": tuple(with_actors(s, index) for s in a.statements)}) for a in dated),
        actors=found,
        skipped=tuple(skipped),
    )


def _on_topic(annotated: Sequence[AnnotatedArticle], threshold: float) -> tuple[list[AnnotatedArticle], list[Skipped]]:
    """Articles of the largest group that is held together by likeness, and a record of each of the others.

    Two articles alone cannot tell which of them is the odd one, so both stay.
    """
    if len(annotated) < 3:
        return list(annotated), []
    likeness = _likeness(annotated)
    groups = _components(likeness >= threshold)
    largest = max(groups, key=lambda group: (len(group), float(likeness[np.ix_(group, group)].sum()), -group[0]))
    if len(largest) < 2:
        return list(annotated), []
    skipped = [
        Skipped(
            what=a.article.path or a.article.name,
            stage="gather",
            why=f"about something else than the other {len(largest)} articles; compare it with accounts of its own event",
        )
        for i, a in enumerate(annotated)
        if i not in largest
    ]
    return [annotated[i] for i in largest], skipped


def _likeness(annotated: Sequence[AnnotatedArticle]) -> np.ndarray:
    """Cosine of the articles' mean sentence vectors, n × n."""
    means = np.stack([a.vectors.mean(axis=0) if len(a.vectors) else np.zeros(a.vectors.shape[1]) for a in annotated])
    norms = np.linalg.norm(means, axis=1, keepdims=True)
    unit = means / np.where(norms == 0, 1, norms)
    return unit @ unit.T


def _components(linked: np.ndarray) -> list[list[int]]:
    """Connected groups of indices, each sorted."""
    left, groups = set(range(len(linked))), []
    while left:
        stack, group = [min(left)], set()
        while stack:
            i = stack.pop()
            if i in group:
                continue
            group.add(i)
            stack.extend(j for j in left if linked[i, j] and j not in group)
        left -= group
        groups.append(sorted(group))
    return groups
