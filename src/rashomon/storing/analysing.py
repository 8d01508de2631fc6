"""The analyses as the library asks for them: annotations kept in memory for a while, comparing, and keys that say by what it was done."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock

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


def silent(stage: str, done: int, total: int) -> None:
    """The progress that tells nobody."""


@dataclass
class Analyst:
    """Annotates and compares, one at a time."""

    settings: Settings
    _kept: OrderedDict[str, AnnotatedArticle] = field(default_factory=OrderedDict)
    _lock: RLock = field(default_factory=RLock)

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
        return features(self._annotated(article), self.settings)

    def compare(self, found: Sequence[Article], corrections: Sequence[Correction], progress: Progress) -> Dossier:
        """The dossier of these articles, with people's corrections of actors in it. The same input gives the same dossier."""
        with self._lock:
            annotated = []
            for done, article in enumerate(found):
                progress("annotating", done, len(found))
                annotated.append(self._annotated(article))
            progress("comparing", 0, 1)
            return compare_story(corrected(gather(annotated, self.settings), corrections), self.settings, model=weights())

    def _annotated(self, article: Article) -> AnnotatedArticle:
        with self._lock:
            known = self._kept.pop(article.id, None) or annotate(article, self.settings)
            self._kept[article.id] = known
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return known


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
