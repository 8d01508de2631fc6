from __future__ import annotations

import pytest

from rashomon.reporting.phrases import count, day, listed, one_line, period, short_day, shorten


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2031", "2031"),
        ("2031-03", "March 2031"),
        ("2031-03-07", "7 March 2031"),
        ("2031-03-07T06:31", "7 March 2031, 06:31"),
        ("XXXX-WXX-4", "XXXX-WXX-4"),
        ("2031-13", "2031"),
        ("2031-03-07TMO", "7 March 2031, morning"),
    ],
)
def test_a_day_keeps_its_precision(iso: str, said: str) -> None:
    assert day(iso) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2031-03-26", "2031-03-30", "26 to 30 March 2031"),
        ("2031-03-26", "2031-04-02", "26 March to 2 April 2031"),
        ("2030-12-31", "2031-01-01", "31 December 2030 to 1 January 2031"),
        ("2031-03-26T05:10", "2031-03-26", "26 March 2031"),
        ("2031", "2031-03-26", "2031 to 26 March 2031"),
        (None, "2031-03-26", "26 March 2031"),
        (None, None, "undated"),
    ],
)
def test_periods(first: str | None, last: str | None, said: str) -> None:
    assert period(first, last) == said


def test_short_days_for_an_axis() -> None:
    assert [short_day(iso) for iso in ("2031-03-07", "2031-03", "2031")] == ["7 Mar", "Mar 2031", "2031"]
    assert [short_day("2031-03-07", years) for years in ({"2031"}, {"2030"}, set[str]())] == ["7 Mar", "7 Mar 2031", "7 Mar 2031"]


def test_shorten_ends_at_a_word_and_says_that_it_cut() -> None:
    assert shorten("the spillway gates were opened", 20) == "the spillway gates…"
    assert shorten("short", 20) == "short"
    assert len(shorten("x" * 100, 20)) == 20


def test_no_control_character_reaches_a_line() -> None:
    assert one_line("a\x1b[31mred\x07 \u202eevil\u2069\n\tb\x9b") == "a[31mred evil b"


def test_counts_and_lists() -> None:
    assert (count(1, "outlet"), count(2, "outlet"), count(0, "entry", "entries")) == ("1 outlet", "2 outlets", "0 entries")
    assert (listed([]), listed(["A"]), listed(["A", "B", "C"])) == ("", "A", "A, B and C")
