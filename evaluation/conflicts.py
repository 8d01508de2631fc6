"""Is `conflict` said where one outlet's claim weakens another's, and not elsewhere? ClaimDiff as a probe.

Each pair of claims (two outlets, one event) is compared as two accounts of a sentence each, with every stretch aligned that can be: the
aspects are asked for their verdict on the two whole sentences. `weaken` is the share of pairs judged to weaken in which an aspect
conflicts, `strengthen` and `unrelated` the same among those judged to strengthen and those judged to do neither. A claim weakens another
mostly by tone, emphasis or a counter-argument, which no aspect sees; so this is a probe and no aim: a conflict must be rare everywhere, and
least rare where the claims weaken. Per cent. Data: ClaimDiff (Ko et al. 2022), training parts.

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
    """Conflicts in per cent of the pairs that `weaken`, that `strengthen` and that do neither (`unrelated`), and `n`, the pairs."""
    found: dict[str, list[bool]] = {"weaken": [], "strengthen": [], "unrelated": []}
    seen = dict[tuple[str, str], bool]()
    for kind, file in FILES.items():
        path = corpora / file
        for pair in json.loads(path.read_text(encoding="utf-8"))["data"] if path.exists() else []:
            key = (pair["claim_a"], pair["claim_b"])
            if key not in seen:
                seen[key] = _conflict(pair)
            if pair["relation"] == 1:
                found[kind].append(seen[key])
            elif kind == "weaken":
                found["unrelated"].append(seen[key])
    return {kind: 100 * sum(hits) / len(hits) for kind, hits in found.items() if hits} | {"n": float(sum(map(len, found.values())))}


def _conflict(pair: dict[str, Any]) -> bool:
    day = Published(date=pair["date"], precision="day", basis="given")
    sides = [
        annotate(Article(id=f"a{number}", outlet=f"Outlet {number}", title=title, text=text, published=day), DEFAULT)
        for number, (title, text) in enumerate(((pair["article_a"], pair["claim_a"]), (pair["article_b"], pair["claim_b"])), start=1)
    ]
    story = gather(sides, DEFAULT)
    whole = {one.article: one for one in propositions(story, DEFAULT) if one.whole}
    return len(whole) == 2 and any(aspect.verdict == "conflict" for aspect in aspects(list(whole.values()), story, Mentions(story)))
