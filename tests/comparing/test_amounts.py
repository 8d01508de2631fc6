import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.comparing.amounts import relate
from rashomon.language.numbers import amounts
from rashomon.model.annotated import Figure
from rashomon.model.span import Span


def read(text: str) -> Figure:
    (a,) = amounts(text)
    span = Span(article="a1", start=a.start, end=a.end, text=text[a.start : a.end])
    return Figure(text=span.text, span=span, kind=a.kind, low=a.low, high=a.high, approximate=a.approximate, unit=a.unit)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("about 100 people", "nearly 100 people", "agree"),
        ("about 100 people", "100 people", "agree"),
        ("seven people", "7 people", "agree"),
        ("dozens of people", "more than 50 people", "compatible"),
        ("at least 59 people", "61 people", "compatible"),
        ("about 40 people", "43 people", "compatible"),
        ("12 people", "40 people", "conflict"),
        ("about 40 people", "60 people", "conflict"),
        ("fewer than 10 people", "dozens of people", "conflict"),
        ("$2.5 billion", "$2.47 billion", "compatible"),
        ("$2.5 billion", "$3.1 billion", "conflict"),
        ("six kilometres", "6,000 metres", "agree"),
        ("330 feet", "101 metres", "agree"),
        ("330 feet", "150 metres", "conflict"),
        ("35 tons", "tons of flour", "compatible"),
    ],
)
def test_how_amounts_compare(one: str, other: str, verdict: str) -> None:
    assert relate(read(one), read(other), 0.05) == verdict
    assert relate(read(other), read(one), 0.05) == verdict


@given(st.integers(0, 10**7), st.integers(0, 10**7))
@settings(deadline=None)
def test_open_amounts_conflict_only_where_a_gap_lies_between_them(one: int, other: int) -> None:
    verdict = relate(read(f"at most {one:,} people"), read(f"at least {other:,} people"), 0.05)
    assert verdict != "conflict" or other > one


def test_two_rough_amounts_agree_only_where_they_mostly_overlap() -> None:
    def rough(low: float, high: float) -> Figure:
        return Figure(text="x", span=Span(article="a1", start=0, end=1, text="x"), kind="count", low=low, high=high, approximate=True)

    assert relate(rough(90, 110), rough(90, 100), 0.05) == "agree"
    assert relate(rough(900, 1000), rough(765, 935), 0.05) == "compatible"
