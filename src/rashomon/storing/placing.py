"""Which story a new article belongs to, among the stories the library has.

The articles published around the same days are gone through once more in the order in which they came (`gathering.events.Stream`), the new
ones last. A group then takes the story that most of its articles are in; an article that a person moved stays where it was put.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.gathering.events import Features, Stream
from rashomon.settings import Settings


def placed(
    new: Sequence[Features], around: Iterable[Features], stories: Mapping[str, str], fixed: frozenset[str], settings: Settings
) -> dict[str, str]:
    """Article → story for the `new` articles, and for those `around` that must change theirs.

    `around`: earlier articles in the order they came, none of which is forgotten; `stories`: where they are; `fixed`: those that stay.
    """
    events = replace(settings.gathering.events, window=0)
    stream = Stream(replace(settings, gathering=replace(settings.gathering, events=events)))
    for one in around:
        stream.add(one)
    fresh = set()
    for one in new:
        stream.add(one)
        fresh.add(one.id)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for group in sorted(stream.stories().values(), key=lambda group: (-len(group), group)):
        if fresh.isdisjoint(group):
            continue
        votes = Counter(stories[id] for id in group if id in stories)
        free = [story for story in sorted(votes, key=lambda story: (-votes[story], story)) if story not in taken]
        story = free[0] if free else new_story(next(id for id in group if id in fresh))
        taken.add(story)
        found |= {id: story for id in group if stories.get(id) != story and id not in fixed}
    return found


def new_story(article: str) -> str:
    """The id of a story that begins with this article: `s` and ten hex digits."""
    return "s" + hashlib.sha256(article.encode()).hexdigest()[:10]
