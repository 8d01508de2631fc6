"""From articles to stories: which articles tell of one event. The door to gathering for archives, feeds and the library.

`features` takes down what is needed of an annotated article; `group` makes stories of all at once; `Stream` takes one article at a time.
What this is not: the gathering of one story's accounts (`gather.py`), which takes them to be of one event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rashomon.gathering.stream import Stream
from rashomon.gathering.traits import Features, features
from rashomon.settings import DEFAULT, Settings

__all__ = ["VERSION", "Features", "Stream", "features", "group"]

VERSION = "events.v1"


def group(articles: Iterable[Features], settings: Settings = DEFAULT) -> list[tuple[str, ...]]:
    """The ids of each story's articles, sorted; stories sorted by their first id. The order of the input does not matter.

    Nothing is forgotten, whatever `EventSettings.window` says. An article alone is a story of one.
    """
    ordered = sorted(articles, key=lambda one: (one.day is not None, one.day or 0, one.id))
    stream = Stream(replace(settings, gathering=replace(settings.gathering, events=replace(settings.gathering.events, window=0))))
    stream.shelf.count(ordered)
    for one in ordered:
        stream.add(one)
    return sorted(stream.stories().values())
