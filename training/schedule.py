"""What every training here shares: a plan, the learning rate over a run, checkpoints, and what can be said of names nobody labelled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from training.corpora import IGNORE, TITLES, Document
from training.crf import SOME
from training.model import NAMES


@dataclass(frozen=True)
class Plan:
    """What one run does."""

    work: Path
    steps: int
    seed: int = 1
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm: float = 0.05
    minutes: float | None = None
    """End by the clock after so many minutes, on a shared machine: what is left of the schedule is gone through in that time, whatever
    `steps` says. Not reproducible to the bit."""
    average: float = 0.998
    save_every: int = 100


def rate(progress: float, plan: Plan) -> float:
    """The learning rate's factor after this share of the run: linear up, then linear to zero."""
    return max(0.0, min(max(progress, 1 / plan.steps) / plan.warm, (1 - progress) / (1 - plan.warm)))


def save(path: Path, state: dict[str, Any]) -> None:
    """Writes all or nothing."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def partial_names(doc: Document, proper: int) -> list[int] | None:
    """What can be said of names where nobody labelled them; IGNORE: nothing, SOME: a name of unknown kind.

    PolNeAR: CoreNLP's persons, places and nationalities as they are, its organisations as some name; lower-case words outside its
    entities are none. EWT: a proper noun is in some name (not a month, day or title); a lower-case word that is none is in none.
    """
    if doc.silver is not None:
        kept = ("PERSON", "LOC", "MISC")
        return [
            (x if NAMES[x][2:] in kept else SOME) if x else (0 if w[:1].islower() or not w[:1].isalpha() else IGNORE)
            for w, x in zip(doc.words, doc.silver, strict=True)
        ]
    if doc.upos is not None:
        return [
            (SOME if w[:1].isupper() and w.lower().strip(".") not in _NO_NAMES else IGNORE)
            if u == proper
            else (0 if not w[:1].isupper() else IGNORE)
            for w, u in zip(doc.words, doc.upos, strict=True)
        ]
    return None


_NO_NAMES = TITLES | {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "pm", "am",
}  # fmt: skip
"""Proper nouns that are no names here: titles, months, days."""
