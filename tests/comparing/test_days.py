import pytest

from rashomon.comparing.days import apart
from rashomon.model.annotated import Time, TimexType
from rashomon.model.article import Published
from rashomon.model.span import Span

KNOWN = Published(date="2024-05-16", precision="day", basis="metadata")
GUESSED = Published(date="2024-05-16", precision="day", basis="siblings")


def when(text: str, value: str, type: TimexType = "DATE") -> Time:
    return Time(text=text, value=value, type=type, span=Span(article="a1", start=0, end=len(text), text=text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (when("noon", "2024-05-14T12:00", "TIME"), when("noon", "2024-05-15T12:00", "TIME")),
        (when("an hour earlier", "2024-05-14"), when("an hour earlier", "2024-05-10")),
        (when("noon", "2024-05-14T12:00", "TIME"), when("Monday", "2024-05-13")),
        (when("Sunday night", "2024-05-12TNI", "TIME"), when("Sunday", "2024-05-05")),
        (when("Sunday", "2024-05-12"), when("5 May", "2024-05-05")),
        (when("Friday", "2024-05-10"), when("Thursday", "2024-02-01")),
        (when("yesterday", "2024-05-15"), when("Tuesday", "2024-05-14")),
        (when("last month", "2024-04"), when("Tuesday", "2024-05-14")),
        (when("Tuesday morning", "2024-05-14TMO", "TIME"), when("14 May", "2024-05-14")),
    ],
)
def test_in_doubt_two_days_are_not_apart(one: Time, other: Time) -> None:
    assert not apart(one, other, (KNOWN, KNOWN))
    assert not apart(other, one, (KNOWN, KNOWN))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (when("Monday", "2024-05-13"), when("Tuesday", "2024-05-14")),
        (when("12 May", "2024-05-12"), when("May 13, 2024", "2024-05-13")),
        (when("Monday evening", "2024-05-13TEV", "TIME"), when("May 14", "2024-05-14")),
        (when("yesterday", "2024-05-15"), when("Sunday", "2024-05-12")),
    ],
)
def test_two_written_days_are_apart(one: Time, other: Time) -> None:
    assert apart(one, other, (KNOWN, KNOWN))


def test_where_the_day_of_publication_is_a_guess_only_written_days_count() -> None:
    monday, yesterday = when("Monday", "2024-05-13"), when("yesterday", "2024-05-15")
    assert not apart(monday, yesterday, (KNOWN, GUESSED))
    assert not apart(monday, yesterday, (None, GUESSED))
    assert apart(when("12 May", "2024-05-12"), when("13 May", "2024-05-13"), (None, GUESSED))
    assert apart(monday, when("Tuesday", "2024-05-14"), (KNOWN, GUESSED))
    assert not apart(monday, when("Monday night", "2024-05-20TNI"), (KNOWN, GUESSED))
