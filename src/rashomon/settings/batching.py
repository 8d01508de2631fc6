"""Limits of working through an archive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class BatchingSettings:
    """How an archive is worked through."""

    record_seconds: float = 120.0
    """seconds; a record that takes longer to read and annotate is left out: the longest text that is read needs a third of it"""

    story_seconds: float = 1800.0
    """seconds; a story that takes longer to compare is left uncompared: one of a thousand accounts needs a third of it"""

    deaths: int = 3
    """times; a record or story in whose course so many workers died is left out or left uncompared: it needs more memory than there is, or
    brings a library down"""
