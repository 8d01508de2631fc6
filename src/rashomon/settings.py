"""Every threshold: its unit, its default and where the default comes from. Options travel in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class ReadingSettings:
    """How inputs become articles."""

    max_bytes: int = 20_000_000
    """bytes; a larger file of one article is recorded and skipped: no news page is near it, and reading stays in memory. Archives of
    records (`.jsonl`, `.jsonl.gz`) are read line by line and may be larger; the limit then holds for a line"""

    max_characters: int = 300_000
    """characters; a longer body is recorded and skipped: a long news feature has 60,000, a book has more than this"""

    min_words: int = 15
    """words; a shorter body is no account of an event (a page of captions, a video's title) and is recorded and skipped"""

    min_words_for_language: int = 20
    """words; below it the language is taken to be English: identifiers err on shorter texts (Lui and Baldwin 2012)"""

    max_outside: int = 60
    """blocks of a page outside the article that are listed in `furniture`; the rest is counted in one line"""

    max_outside_characters: int = 300
    """characters of each such block that are kept: enough to see what it was"""


@dataclass(frozen=True, kw_only=True)
class AnnotatingSettings:
    """How an article is annotated."""

    pipeline: str | None = None
    """name or path of an installed spaCy pipeline for syntax and names; None: the encoder in this package"""


@dataclass(frozen=True, kw_only=True)
class GatheringSettings:
    """How annotated articles become a story."""


@dataclass(frozen=True, kw_only=True)
class ComparingSettings:
    """How the accounts of a story are compared."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings, one group a stage."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    annotating: AnnotatingSettings = field(default_factory=AnnotatingSettings)
    gathering: GatheringSettings = field(default_factory=GatheringSettings)
    comparing: ComparingSettings = field(default_factory=ComparingSettings)


DEFAULT = Settings()
