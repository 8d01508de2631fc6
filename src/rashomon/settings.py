"""Every threshold: its unit, its default and where the default comes from. Options travel in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class ReadingSettings:
    """How inputs become articles."""

    max_bytes: int = 20_000_000
    """bytes; a larger file is recorded and skipped: no news page is near it, and reading stays in memory"""


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
