"""The state of a story: from what its dossier is made. Another state, another comparison."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from rashomon.storing.records import Correction


def state_of(version: str, articles: Iterable[str], corrections: Iterable[Correction]) -> str:
    """A key of the analyses' version, the articles and the corrections of actors that stand."""
    said = [(c.id, c.kind, sorted(c.payload.items())) for c in corrections if not c.undone]
    return hashlib.sha256(json.dumps([version, sorted(articles), said]).encode()).hexdigest()
