"""How an article is annotated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class AnnotatingSettings:
    """How an article is annotated."""

    pipeline: str | None = None
    """name or path of an installed spaCy pipeline for syntax and names; None: the encoder in this package"""

    vague_words: Literal["news", "acled"] = "news"
    """the table in `language/data/amounts.toml` by which "dozens" and the like are read: "news", the widest interval a reader would
    accept; "acled", the most conservative number, as the Armed Conflict Location & Event Data project codes (dozens 12, hundreds 100)"""
