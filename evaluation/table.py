"""The scorers: one line each. A scorer is a module with `measure() -> figures` or `measure(corpora) -> figures`; figures are named
numbers."""

from __future__ import annotations

import inspect
import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("RASHOMON_CORPORA", ROOT.parent / "shared" / "corpora"))
"""Where the development corpora lie: beside the checkout, or where the variable says."""
YARDSTICK = CORPORA.parent / "tools" / "score_attribution.py"


@dataclass(frozen=True)
class Scorer:
    """One line of the table."""

    name: str
    module: str
    on: str
    """What it is measured on, in words."""
    files: tuple[str, ...] = ()
    """Files or folders below the corpora that it reads; where one is absent the scorer is skipped."""
    gated: bool = True
    """False: shown, never held to a floor."""
    slack: float = 0.3
    """Points below the measured figure at which a floor is set: processors round 8-bit sums differently. More where the data is small."""

    def measure(self) -> dict[str, float]:
        """The figures, rounded to two digits."""
        function = import_module(self.module).measure
        figures: dict[str, float] = function(CORPORA) if inspect.signature(function).parameters else function()
        return {name: round(float(value), 2) for name, value in figures.items()}

    def absent(self) -> str | None:
        """Why it cannot be measured here; None if it can."""
        gone = [f for f in self.files if not (CORPORA / f).exists()]
        return f"{', '.join(gone)} not at hand" if gone else None


TABLE = (
    Scorer("statements", "evaluation.statements", "PolNeAR dev, 84 articles", ("attribution/polnear-dev.jsonl.gz",)),
    Scorer(
        "confidence",
        "evaluation.confidence",
        "PolNeAR dev, own statements in twelve articles that are not politics",
        ("attribution/polnear-dev.jsonl.gz", "stories"),
        slack=1.0,
    ),
    Scorer("names", "evaluation.names", "UNER dev, held-out re3d, GUM test", ("names", "syntax/gum-dep.tar.gz")),
    Scorer("syntax", "evaluation.syntax", "EWT test and GUM test, gold words, own sentences", ("syntax",)),
    Scorer("aligning", "evaluation.aligning", "MRPC pairs, each among 500 others", ("claims/mrpc-train.txt",)),
    Scorer("speed", "evaluation.speed", "PolNeAR dev, one core", ("attribution/polnear-dev.jsonl.gz",), gated=False),
    Scorer(
        "gold_statements",
        "evaluation.gold_statements",
        "own statements in twelve articles that are not politics",
        ("stories",),
        slack=1.0,
    ),
    Scorer("speakers", "evaluation.speakers", "GUM dev coreference", ("syntax/gum-dep.tar.gz",)),
    Scorer("times", "evaluation.times", "WikiWars, own dates", ("time", "stories")),
    Scorer("claims", "evaluation.claims", "MRPC, all 4,045 pairs in ten folds", ("claims/mrpc-train.txt",)),
    Scorer(
        "conflicts",
        "evaluation.conflicts",
        "ClaimDiff, pairs of two outlets' claims",
        ("claims/claimdiff-weaken-train.json", "claims/claimdiff-strengthen-train.json"),
    ),
    Scorer("claim_rows", "evaluation.claim_rows", "rows of twelve stories, read by hand", ("stories",)),
    Scorer("silence", "evaluation.silence", "88 pairs of a claim and an account, read by hand", ("stories",)),
    Scorer("wording", "evaluation.wording", "NewsWCL50 events 0-4, mentions of concepts", ("stories/newswcl50",)),
    Scorer("actors", "evaluation.actors", "NewsWCL50 events 0-4, persons and countries", ("stories/newswcl50",)),
    Scorer("copying", "evaluation.copying", "made passages, own texts"),
    Scorer("copying_news", "evaluation.copying_news", "made passages, news", ("stories/giveme5w1h-clusters.jsonl.gz",)),
    Scorer("copying_natural", "evaluation.copying_natural", "pairs of news read by eye", ("stories/giveme5w1h-clusters.jsonl.gz",)),
    Scorer("quotes", "evaluation.quotes", "own quotations"),
    Scorer("figures", "evaluation.figures", "MRPC, 718 pairs", ("claims/mrpc-train.txt",)),
    Scorer(
        "gathering",
        "evaluation.gathering",
        "stories of Giveme5W1H, Wikinews, ECB+ and BASIL",
        tuple(f"stories/{name}.jsonl.gz" for name in ("giveme5w1h-clusters", "wikinews-medium", "ecbplus-topics-1-35", "basil-2010-2016")),
    ),
)
