"""The base of everything that flows: frozen, checked on construction, JSON-able, no other fields than those named."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """An immutable value. Use `model_copy(update=…)` for a changed copy."""

    model_config = ConfigDict(frozen=True, extra="forbid")
