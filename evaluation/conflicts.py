"""Is `conflict` said where one outlet's claim weakens another's, and not elsewhere? ClaimDiff as a probe.

Each pair of claims (two outlets, one event) is compared as two accounts of a sentence each, with every stretch aligned that can be: the
aspects are asked for their verdict on the two whole sentences. `weaken` is the share of pairs judged to weaken in which an aspect
conflicts, `quiet` the share of the others (they strengthen, or do neither) in which none does. A claim weakens another mostly by tone,
emphasis or a counter-argument, which no aspect sees; so `weaken` is a probe and no aim: it must be above 100 less `quiet`. Per cent. Data:
ClaimDiff (Ko et al. 2022), training parts.

    python -m evaluation conflicts
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rashomon.annotating.annotate import annotate
from rashomon.comparing.aspects import aspects
from rashomon.comparing.mentions import Mentions
from rashomon.comparing.propositions import propositions
from rashomon.gathering.gather import gather
from rashomon.model.article import Article, Published
from rashomon.settings import DEFAULT

FILES = {kind: f"claims/claimdiff-{kind}-train.json" for kind in ("weaken", "strengthen")}


def measure(corpora: Path) -> dict[str, float]:
    """`weaken`, `quiet` and `n`, the pairs."""
    weaken: list[bool] = []
    other: dict[tuple[str, str], bool] = {}
    for kind, file in FILES.items():
        for pair in json.loads((corpora / file).read_text(encoding="utf-8"))["data"]:
            key = (pair["claim_a"], pair["claim_b"])
            if kind == "weaken" and pair["relation"] == 1:
                weaken.append(_conflict(pair))
            elif (kind == "weaken" or pair["relation"] == 1) and key not in other:
                other[key] = _conflict(pair)
    return {
        "weaken": 100 * sum(weaken) / len(weaken),
        "quiet": 100 - 100 * sum(other.values()) / len(other),
        "n": float(len(weaken) + len(other)),
    }


def _conflict(pair: dict[str, Any]) -> bool:
    day = Published(date=pair["date"], precision="day", basis="given")
    sides = [
        annotate(Article(id=f"a{number}", outlet=f"Outlet {number}", title=title, text=text, published=day), DEFAULT)
        for number, (title, text) in enumerate(((pair["article_a"], pair["claim_a"]), (pair["article_b"], pair["claim_b"])), start=1)
    ]
    story = gather(sides, DEFAULT)
    whole = {one.article: one for one in propositions(story, DEFAULT) if one.whole}
    return len(whole) == 2 and any(aspect.verdict == "conflict" for aspect in aspects(list(whole.values()), story, Mentions(story.actors)))
