"""The analyses as the library asks for them: annotations kept in memory for a while, comparing, and keys that say by what it was done."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from threading import Lock

from rashomon.annotating.annotate import VERSION as ANNOTATE
from rashomon.annotating.annotate import annotate
from rashomon.annotating.encoder import weights
from rashomon.comparing.compare import ANALYSES
from rashomon.comparing.compare import compare as compare_story
from rashomon.gathering.events import VERSION as EVENTS
from rashomon.gathering.events import Features, features
from rashomon.gathering.gather import VERSION as GATHER
from rashomon.gathering.gather import gather
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article
from rashomon.model.dossier import Dossier
from rashomon.settings import Settings
from rashomon.storing.correcting import corrected
from rashomon.storing.records import Correction

Progress = Callable[[str, int, int], None]
"""Told the stage, how many pieces are done and how many there are."""

_KEPT = 200
"""annotated articles kept in memory: a megabyte each, and a story being worked on has fewer"""


_ANY = -2.0
"""below any cosine: what belongs to a story was decided when it came in, or by a person; comparing sets nothing aside again"""


def silent(stage: str, done: int, total: int) -> None:
    """The progress that tells nobody."""


@dataclass
class Analyst:
    """Annotates and compares, one at a time."""

    settings: Settings
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def annotating(self) -> str:
        """The version of everything that makes an article's features, for keys."""
        return _digest(ANNOTATE, EVENTS, weights().sha256, repr(self.settings.annotating), repr(self.settings.gathering))

    @cached_property
    def comparing(self) -> str:
        """The version of everything that makes a dossier out of articles, for keys."""
        return _digest(self.annotating, GATHER, repr(sorted(ANALYSES.items())), repr(self.settings))

    def features(self, article: Article) -> Features:
        """What gathering needs of the article."""
        return features(_annotated(article, self.settings), self.settings)

    def compare(self, found: Sequence[Article], corrections: Sequence[Correction], progress: Progress) -> Dossier:
        """The dossier of these articles, with people's corrections of actors in it. The same input gives the same dossier."""
        with self._lock:
            annotated = []
            for done, article in enumerate(found):
                progress("annotating", done, len(found))
                annotated.append(_annotated(article, self.settings))
            progress("comparing", 0, 1)
            together = replace(self.settings, gathering=replace(self.settings.gathering, same_event=_ANY))
            return compare_story(corrected(gather(annotated, together), corrections), self.settings, model=weights())


@lru_cache(maxsize=_KEPT)
def _annotated(article: Article, settings: Settings) -> AnnotatedArticle:
    return annotate(article, settings)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
