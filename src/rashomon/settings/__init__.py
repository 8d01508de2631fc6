"""Every threshold: its unit, its default and where the default comes from, one module a stage. Options travel in one frozen object."""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.settings.annotating import AnnotatingSettings
from rashomon.settings.batching import BatchingSettings
from rashomon.settings.comparing import ComparingSettings, QuoteLimit
from rashomon.settings.gathering import EventSettings, GatheringSettings
from rashomon.settings.reading import FetchingSettings, ReadingSettings

__all__ = [
    "DEFAULT",
    "AnnotatingSettings",
    "BatchingSettings",
    "ComparingSettings",
    "EventSettings",
    "FetchingSettings",
    "GatheringSettings",
    "QuoteLimit",
    "ReadingSettings",
    "Settings",
]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings, one group a stage."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    fetching: FetchingSettings = field(default_factory=FetchingSettings)
    annotating: AnnotatingSettings = field(default_factory=AnnotatingSettings)
    gathering: GatheringSettings = field(default_factory=GatheringSettings)
    comparing: ComparingSettings = field(default_factory=ComparingSettings)
    batching: BatchingSettings = field(default_factory=BatchingSettings)


DEFAULT = Settings()
