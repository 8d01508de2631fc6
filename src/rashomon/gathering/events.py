"""From articles to stories: which articles tell of one event. The door to gathering for archives, feeds and the library.

`features` takes down what is needed of an annotated article, `group` makes stories of all at once, `Stream` takes one article at a
time, and `saved` and `restored` carry a stream from one run to the next. What this is not: the gathering of one story's accounts
(`gather.py`), which takes them to be of one event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rashomon.gathering.saving import restored, saved
from rashomon.gathering.stream import Stream
from rashomon.gathering.traits import Features, features
from rashomon.settings import DEFAULT, Settings

__all__ = ["VERSION", "Features", "Stream", "features", "group", "restored", "saved"]

VERSION = "events.v1"


def group(articles: Iterable[Features], settings: Settings = DEFAULT) -> list[tuple[str, ...]]:
    """The ids of each story's articles, sorted; stories sorted by their first id. The order of the input does not matter, and an article
    that stands in it twice counts once.

    Nothing is forgotten. An article alone is a story of one.
    """
    once = {one.id: one for one in articles}
    ordered = sorted(once.values(), key=lambda one: (one.day is not None, one.day or 0, one.id))
    stream = Stream(replace(settings, gathering=replace(settings.gathering, events=replace(settings.gathering.events, remembered=None))))
    stream.shelf.count(ordered)
    for one in ordered:
        stream.add(one)
    return sorted(stream.stories().values())
