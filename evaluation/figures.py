"""Do two sentences whose numbers differ say the same? MRPC's 718 such pairs, decided by their amounts.

Amounts of one sort (kind and unit) are matched, those that fit first. `no_conflict` takes a pair for the same where nothing is left over
that does not fit. `accuracy` adds unmatched amounts, shared words and dates in a logistic regression, fitted on the pairs with even
numbers and measured on those with odd ones. Saying "different" always gives 55.6. The labels often let amounts differ ("2.5 million jobs"
and "2.7 million jobs" are judged the same), so amounts alone cannot reach far. Per cent. Data: MRPC (Dolan and Brockett 2005).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.comparing.amounts import relate
from rashomon.language.dates import timexes
from rashomon.language.numbers import amounts
from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import Figure
from rashomon.model.span import Span
from rashomon.settings import DEFAULT

PAIRS = "claims/mrpc-train.txt"
Floats = NDArray[np.float64]

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")


def measure(corpora: Path) -> dict[str, float]:
    """`accuracy` on the held-out half, `no_conflict` on all pairs, and `n`, the pairs."""
    pairs = _pairs(corpora)
    features = np.array([_features(one, other) for one, other, _ in pairs], dtype=np.float64)
    same = np.array([verdict for *_, verdict in pairs])
    even = np.arange(len(pairs)) % 2 == 0
    odds = _fitted(features[even], same[even], features[~even])
    return {
        "accuracy": 100 * float(((odds > 0) == same[~even]).mean()),
        "no_conflict": 100 * float(((features[:, 0] == 0) == same).mean()),
        "n": float(len(pairs)),
    }


def _pairs(corpora: Path) -> list[tuple[str, str, bool]]:
    """The pairs in which both sides have digits and not the same ones."""
    rows = [line.split("\t") for line in (corpora / PAIRS).read_text(encoding="utf-8-sig").split("\n")[1:] if line.strip()]
    numbers = [(set(_DIGITS.findall(row[3])), set(_DIGITS.findall(row[4]))) for row in rows]
    return [(row[3], row[4], row[0] == "1") for row, (one, other) in zip(rows, numbers, strict=True) if one and other and one != other]


def _features(one: str, other: str) -> list[float]:
    """Amounts that do not fit, that fit, that have no partner; shared words; dates on one side only."""
    left, unmatched = _figures(other), 0
    fitting, over = 0, []
    for figure in _figures(one):
        partner = next((f for f in left if _sort(f) == _sort(figure) and _relation(figure, f) != "conflict"), None)
        if partner:
            left.remove(partner)
            fitting += 1
        else:
            over.append(figure)
    conflicts = sum((Counter(map(_sort, over)) & Counter(map(_sort, left))).values())
    unmatched = len(over) + len(left) - 2 * conflicts
    words, others = _words(one), _words(other)
    shared = len(words & others)
    days = {t.value for t in timexes(one, None)} ^ {t.value for t in timexes(other, None)}
    return [conflicts, fitting, unmatched, shared / max(1, len(words | others)), shared / max(1, min(len(words), len(others))), len(days)]


def _figures(text: str) -> list[Figure]:
    return [
        Figure(
            text=text[a.start : a.end],
            span=Span(article="", start=a.start, end=a.end, text=text[a.start : a.end]),
            kind=a.kind,
            low=a.low,
            high=a.high,
            approximate=a.approximate,
            unit=a.unit,
        )
        for a in amounts(text)
        if a.kind != "ordinal"
    ]


def _sort(figure: Figure) -> tuple[str, str]:
    return figure.kind, figure.unit or ""


def _relation(one: Figure, other: Figure) -> str:
    return relate(one, other, DEFAULT.comparing.figure_rounding)


def _words(text: str) -> set[str]:
    return {fold(word) for word in re.findall(r"[^\W\d_]{2,40}", text) if not light(word)}


def _fitted(features: Floats, same: NDArray[np.bool_], asked: Floats) -> Floats:
    """Log odds of `asked` by a logistic regression on `features` (Newton's method, ridge 1 on standardised features)."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    x = np.c_[np.ones(len(features)), (features - mean) / spread]
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.eye(len(w)), x.T @ (p - same) + np.r_[0.0, w[1:]])
    odds: Floats = np.c_[np.ones(len(asked)), (asked - mean) / spread] @ w
    return odds
