"""How two amounts compare: the same, both possible, or not both possible.

Amounts are intervals (`language.numbers`). Units of one sort are converted; amounts rounded from one another do not conflict. What it does
not do: decide whether two amounts count one thing (`comparing.figures`), or convert money.
"""

from __future__ import annotations

from functools import cache

from rashomon.language.lexicon import lexicon
from rashomon.model.annotated import Figure
from rashomon.model.dossier import FigureVerdict

NARROW = 1.25
"""upper by lower bound of an interval that stands for one rounded amount ("about 100")"""


def relate(one: Figure, other: Figure, rounding: float) -> FigureVerdict:
    """`agree` if both give one amount ("about 100" and "nearly 100"), `conflict` if no amount fits both, else `compatible`.

    `rounding` is the part of an amount (of a thousand and more, or with a unit) by which rounding may move it."""
    low, high = bounds(one)
    other_low, other_high = bounds(other)
    if (low, high) == (other_low, other_high):
        return "agree"
    slack = max(_slack(one, rounding), _slack(other, rounding))
    if one.unit != other.unit:
        slack = max(slack, rounding * max(low, other_low))
    if low - slack > other_high or other_low - slack > high:
        return "conflict"
    if high > NARROW * low or other_high > NARROW * other_low:
        return "compatible"
    shared, least = min(high, other_high) - max(low, other_low), min(high - low, other_high - other_low)
    rough = one.approximate and other.approximate and 2 * shared >= least
    return "agree" if rough or one.unit != other.unit or _made_from(one, other) or _made_from(other, one) else "compatible"


@cache
def base(unit: str | None) -> tuple[str, float]:
    """A unit's base unit and how many of it the unit holds."""
    known = lexicon("amounts")["units"].get(unit or "")
    return (str(known["base"]), float(known["factor"])) if known else (unit or "", 1.0)


def bounds(figure: Figure) -> tuple[float, float]:
    """The interval in base units; what is open below begins at 0, what is open above has no end."""
    factor = base(figure.unit)[1]
    return (
        figure.low * factor if figure.low is not None else 0.0,
        figure.high * factor if figure.high is not None else float("inf"),
    )


def _made_from(rough: Figure, exact: Figure) -> bool:
    """Whether a rough amount is plainly the exact one rounded or left exact: "nearly 100" beside 100."""
    if (
        exact.approximate
        or not rough.approximate
        or exact.low is None
        or exact.low != exact.high
        or rough.low is None
        or rough.high is None
    ):
        return False
    stated = (rough.low, (rough.low + rough.high) / 2, rough.high)
    return min(abs(exact.low - value) for value in stated) <= 0.01 * exact.low


def _slack(figure: Figure, share: float) -> float:
    """How far rounding may have moved an exact amount: half a unit of its last digit, at most `share` of it; nothing for counts under a
    thousand, which are given whole."""
    value = figure.low if figure.low is not None else figure.high
    if value is None or value <= 0 or (figure.kind in ("count", "age") and value < 1000):
        return 0.0
    mantissa, exponent = f"{value:.9e}".split("e")
    places = len(mantissa.rstrip("0").split(".")[1])
    return min(0.5 * 10.0 ** (int(exponent) - places), share * value) * base(figure.unit)[1]
