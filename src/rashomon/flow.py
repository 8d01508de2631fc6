"""The whole analysis on one page: read → annotate → gather → compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from rashomon.annotating.annotate import annotate
from rashomon.annotating.encoder import weights
from rashomon.comparing.compare import compare as compare_story
from rashomon.errors import NothingToCompare
from rashomon.gathering.gather import gather
from rashomon.model.dossier import Dossier
from rashomon.reading.read import read
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
    reading = read(paths, settings)
    if not reading.articles:
        raise NothingToCompare(
            "no article could be read", which=", ".join(map(str, paths)) or "no input", then="`rashomon read PATH…` says why"
        )
    annotated = []
    for done, article in enumerate(reading.articles):
        progress("annotating", done, len(reading.articles))
        annotated.append(annotate(article, settings))
    progress("comparing", 0, 1)
    story = gather(annotated, settings)
    return compare_story(story, settings, model=weights(), skipped=reading.skipped)
