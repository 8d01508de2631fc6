"""What was left out, at which stage, and why: nothing is dropped without one of these."""

from __future__ import annotations

from typing import Literal

from rashomon.model.noun import Noun
from rashomon.model.span import Span

Stage = Literal["read", "annotate", "gather", "compare"]


class Skipped(Noun):
    """`what`: the input, article or piece; `why`: one clear line for a person; `span`: where, if inside an article."""

    what: str
    stage: Stage
    why: str
    span: Span | None = None
