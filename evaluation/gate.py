"""Holds measured figures above their floors.

`floors.json`: `weights` (sha256 of the shipped encoder), `data` (sha256 of every file a scorer reads) and `floors`, by `scorer.figure`:
`what`, `data`, `floor`, `measured`. The gate fails where a figure is below its floor or where the data is another than the floors were set
on. A scorer whose data is not at hand is skipped, with the reason. `write` raises floors to what was measured less the scorer's `slack`; it
lowers none unless told.
"""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any

from evaluation.table import CORPORA, TABLE, YARDSTICK, Scorer
from rashomon.annotating.encoder import weights

FLOORS = Path(__file__).with_name("floors.json")
Json = dict[str, Any]


def hashes(scorer: Scorer) -> dict[str, str]:
    """sha256 of each file the scorer reads; a folder's is over its files in order."""
    files = {f: CORPORA / f for f in scorer.files} | ({"tools/score_attribution.py": YARDSTICK} if scorer.name == "statements" else {})
    return {name: _sha256(path) for name, path in files.items() if path.exists()}


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def judge(name: str, figures: dict[str, float], floors: Json) -> list[str]:
    """What is wrong with the figures of one scorer, a sentence each."""
    wrong = []
    for key, entry in floors.items():
        scorer, figure = key.split(".", 1)
        if scorer != name:
            continue
        if figure not in figures:
            wrong.append(f"{key}: no longer measured")
        elif figures[figure] < entry["floor"]:
            wrong.append(f"{key}: {figures[figure]} is below its floor {entry['floor']}")
    return wrong


def raised(scorer: Scorer, figures: dict[str, float], floors: Json, *, lower: bool) -> Json:
    """The floors with this scorer's figures in; a floor goes down only if `lower`."""
    out = dict(floors)
    for figure, value in figures.items():
        if figure.split(".")[-1] == "n":
            continue
        key = f"{scorer.name}.{figure}"
        floor = round(value - scorer.slack, 1) if value > 1 else round(value * 0.98, 3)
        before = out.get(key)
        if before is not None and before["floor"] > floor and not lower:
            floor = before["floor"]
        out[key] = {"what": figure, "data": scorer.on, "floor": floor, "measured": value}
    return dict(sorted(out.items()))


def gate(names: list[str], *, write: bool = False, lower: bool = False) -> int:
    """Measures the scorers of `names` (none: all), prints the figures, gives the number of faults."""
    state: Json = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"weights": {}, "data": {}, "floors": {}}
    shipped = weights()
    if state["weights"].get("sha256") not in (None, shipped.sha256):
        print(f"note: the floors were set with other weights ({state['weights']['sha256'][:12]}, now {shipped.sha256[:12]})")
    faults: list[str] = []
    for scorer in TABLE:
        if names and scorer.name not in names:
            continue
        reason = scorer.absent()
        if reason:
            print(f"{scorer.name}: skipped, {reason}")
            continue
        began = time.perf_counter()
        figures = scorer.measure()
        print(f"{scorer.name} ({scorer.on}; {time.perf_counter() - began:.0f} s)")
        for figure, value in figures.items():
            entry = state["floors"].get(f"{scorer.name}.{figure}")
            print(f"  {figure:28s} {value:8.2f}" + (f"   floor {entry['floor']}" if entry else ""))
        if not scorer.gated:
            continue
        found = hashes(scorer)
        if write:
            state["floors"] = raised(scorer, figures, state["floors"], lower=lower)
            state["data"][scorer.name] = found
            state["weights"] = {"name": shipped.name, "version": shipped.version, "sha256": shipped.sha256}
        else:
            known = state["data"].get(scorer.name, {})
            faults += [f"{scorer.name}: {f} is not the file the floors were set on" for f, h in found.items() if known.get(f, h) != h]
        faults += judge(scorer.name, figures, state["floors"])
    if write:
        FLOORS.write_text(json.dumps(state, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for fault in faults:
        print(f"BELOW: {fault}")
    return len(faults)
