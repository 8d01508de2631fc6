"""The gate: what fails it, and that a floor does not sink by itself."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from evaluation.gate import FLOORS, judge, raised
from evaluation.table import TABLE, Scorer

FLOOR = {"what": "f1", "data": "some", "floor": 80.0, "measured": 80.5}
SCORER = Scorer("names", "evaluation.names", "some")


def test_a_figure_below_its_floor_is_a_fault() -> None:
    assert judge("names", {"f1": 79.9}, {"names.f1": FLOOR}) == ["names.f1: 79.9 is below its floor 80.0"]
    assert judge("names", {"f1": 80.0}, {"names.f1": FLOOR}) == []
    assert judge("names", {}, {"names.f1": FLOOR}) == ["names.f1: no longer measured"]
    assert judge("other", {}, {"names.f1": FLOOR}) == []


def test_floors_rise_and_sink_only_when_told() -> None:
    floors = {"names.f1": FLOOR}
    assert raised(SCORER, {"f1": 85.0}, floors, lower=False)["names.f1"]["floor"] == 84.7
    assert raised(SCORER, {"f1": 70.0}, floors, lower=False)["names.f1"]["floor"] == 80.0
    assert raised(SCORER, {"f1": 70.0}, floors, lower=True)["names.f1"]["floor"] == 69.7


@pytest.mark.parametrize("scorer", TABLE, ids=lambda s: s.name)
def test_every_line_of_the_table_has_its_module(scorer: Scorer) -> None:
    assert callable(import_module(scorer.module).measure)


def test_absent_data_is_a_reason() -> None:
    assert Scorer("x", "evaluation.names", "some", ("no/such/file",)).absent() == "no/such/file not at hand"


def test_the_floors_are_those_of_scorers_in_the_table() -> None:
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert {key.split(".")[0] for key in kept["floors"]} <= {s.name for s in TABLE if s.gated}
    assert len(kept["weights"]["sha256"]) == 64
