"""Attribution relations on PolNeAR dev: whole path from text, by the yardstick `score_attribution.py` as it stands beside the corpora.

`{role}.exact`, `{role}.token`: F1 of fragments and tokens; `right_source`: gold contents whose source is right, of all, and
`right_source_of_found`, of those whose content was found. PolNeAR marks no statement within a statement, so relations with a parent are
left out here; `all.{role}.exact` has them in.

    python -m evaluation statements
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import spacy

from evaluation.table import YARDSTICK
from rashomon.annotating.component import Component
from rashomon.annotating.encoder import Encoder, shipped
from rashomon.annotating.relations import Relation, relations

ROLES = ("source", "cue", "content")
Score = Callable[[list[dict[str, Any]], dict[str, Any]], dict[str, Any]]


def measure(corpora: Path, encoder: Encoder | None = None) -> dict[str, float]:
    """Exact and token F1 a role, in percent, and the share of contents with the right source; by the shipped weights unless told."""
    rows = list(articles(corpora / "attribution/polnear-dev.jsonl.gz"))
    nlp, encode = spacy.blank("en"), Component(encoder or shipped())
    found = {row["id"]: relations(encode(nlp.make_doc(row["text"]))) for row in rows}
    score = yardstick(YARDSTICK)
    outer = score(rows, {id: _row([r for r in rels if r.parent is None]) for id, rels in found.items()})
    everything = score(rows, {id: _row(rels) for id, rels in found.items()})
    figures = {f"{role}.{kind}": outer[role][kind]["f"] for role in ROLES for kind in ("exact", "token")}
    figures |= {f"all.{role}.exact": everything[role]["exact"]["f"] for role in ROLES}
    right = outer["right_source"]
    return figures | {"right_source": right["of_all"], "right_source_of_found": right["of_found"]}


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a `.jsonl.gz` file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def yardstick(path: Path) -> Score:
    """The function `score` of the script, loaded from where it lies."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Score = module.score
    return score


def _row(found: list[Relation]) -> dict[str, Any]:
    return {"statements": [{role: {"spans": [list(span) for span in getattr(r, role)]} for role in ROLES} for r in found]}
