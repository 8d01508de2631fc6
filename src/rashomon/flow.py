"""The whole analysis on one page: read → annotate → gather → compare; and, for a mixed pile, read → annotate → group → gather each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from rashomon.annotating.annotate import annotate
from rashomon.annotating.encoder import weights
from rashomon.comparing.compare import compare as compare_story
from rashomon.errors import NothingToCompare
from rashomon.gathering.events import features, group
from rashomon.gathering.gather import gather
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.dossier import Dossier
from rashomon.model.story import Story
from rashomon.reading.read import Reading, read
from rashomon.settings import DEFAULT, Settings

Progress = Callable[[str, int, int], None]
"""Told the stage, how many pieces are done and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """The progress that tells nobody."""


def compare(paths: Iterable[str | Path], *, settings: Settings = DEFAULT, progress: Progress = silent) -> Dossier:
    """Compare the accounts in `paths` (files, folders, globs, "-" for standard input) and give the dossier.

    Inputs that hold no article are recorded in `dossier.skipped`. The order of the paths does not change the result. Raises
    `NoInput` if a path names nothing and `NothingToCompare` if no article is left.
    """
    reading = _reading(paths, settings)
    annotated = _annotated(reading, settings, progress)
    progress("comparing", 0, 1)
    story = gather(annotated, settings)
    return compare_story(story, settings, model=weights(), skipped=reading.skipped)


def stories(paths: Iterable[str | Path], *, settings: Settings = DEFAULT, progress: Progress = silent) -> list[Story]:
    """The stories in a mixed pile of articles: those about one event together, an article alone as a story of one.

    Largest first, ties by the ids of their articles; the order of the paths does not matter. Every story's `skipped` ends with the inputs
    that hold no article, which belong to none of them. Raises `NoInput` if a path names nothing and `NothingToCompare` if no article is
    left.
    """
    reading = _reading(paths, settings)
    annotated = {one.article.id: one for one in _annotated(reading, settings, progress)}
    progress("grouping", 0, 1)
    groups = group((features(one, settings) for one in annotated.values()), settings)
    found = [gather([annotated[id] for id in ids], settings) for ids in sorted(groups, key=lambda ids: (-len(ids), ids))]
    return [story.model_copy(update={"skipped": (*story.skipped, *reading.skipped)}) for story in found]


def _reading(paths: Iterable[str | Path], settings: Settings) -> Reading:
    named = list(paths)
    reading = read(named, settings)
    if not reading.articles:
        raise NothingToCompare(
            "no article could be read", which=", ".join(map(str, named)) or "no input", then="`rashomon read PATH…` says why"
        )
    return reading


def _annotated(reading: Reading, settings: Settings, progress: Progress) -> list[AnnotatedArticle]:
    annotated = []
    for done, article in enumerate(reading.articles):
        progress("annotating", done, len(reading.articles))
        annotated.append(annotate(article, settings))
    return annotated
