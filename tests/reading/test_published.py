"""Dates with their precision; nothing invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.published import finer, published_at, published_by_copyright, published_in, without_dates


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("March 27, 2019 / 6:31 AM", "2019-03-27T06:31", "minute"),
        ("March 26, 2019 | 5:08pm EDT", "2019-03-26T17:08", "minute"),
        ("12:05 a.m. Sept. 3, 2020", "2020-09-03T00:05", "minute"),
        ("Tuesday 5 March 2024 19.45 GMT", "2024-03-05T19:45", "minute"),
        ("2017-09-15T17:52:00+08:00", "2017-09-15T17:52", "minute"),
        ("2017-09-15T00:00:00", "2017-09-15", "day"),
        ("2017-09", "2017-09", "month"),
        ("28/12/2017", "2017-12-28", "day"),
        ("12/28/2017", "2017-12-28", "day"),
        ("05/05/2017", "2017-05-05", "day"),
        ("03/04/2019", "2019", "year"),
        ("May 2019", "2019-05", "month"),
        ("Fri, 29 Dec 2017 11:03:00 GMT", "2017-12-29T11:03", "minute"),
    ],
)
def test_dates_as_they_are_written(text: str, date: str, precision: str) -> None:
    found = published_in(text, "date line")
    assert found is not None
    assert (found.date, found.precision) == (date, precision)


@pytest.mark.parametrize(
    "text", ["", "Thursday (28 March)", "Updated at 9:50 p.m. ET Thursday", "2019", "2016-02-30", "99/99/2019", "12 people"]
)
def test_half_dates_give_none(text: str) -> None:
    assert published_in(text, "date line") is None


def test_an_ambiguous_date_says_so() -> None:
    found = published_in("03/04/2019", "date line")
    assert found is not None
    assert "both ways" in found.basis


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://kurier.example/2017/12/28/ferry", "2017-12-28"),
        ("https://kurier.example/world/2017-09/15/content_1.htm", "2017-09-15"),
        ("https://kurier.example/world/2018/feb/05/ferry", "2018-02-05"),
        ("https://kurier.example/2019/03/ferry", "2019-03"),
        ("https://kurier.example/ferry-2019", None),
        ("https://kurier.example/article/20191399", None),
    ],
)
def test_dates_in_addresses(url: str, date: str | None) -> None:
    found = published_at(url)
    assert (found.date if found else None) == date


def test_copyright_years_and_the_finer_of_two() -> None:
    year = published_by_copyright("© 2018-2019 Kurier Media")
    assert year is not None
    assert (year.date, year.precision, year.basis) == ("2019", "year", "copyright line")
    day = published_in("2019-03-27", "metadata")
    minute = published_in("March 27, 2019 / 6:31 AM", "date line")
    other = published_in("March 28, 2019", "date line")
    assert finer(day, minute) is minute
    assert finer(day, other) is day
    assert finer(None, other) is other


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    published_in(text, "x")
    published_at(text)
    assert len(without_dates(text)) <= len(text) + 10
