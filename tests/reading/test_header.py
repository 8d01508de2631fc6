"""Headline, outlet, byline and date in the orders in which people paste them."""

from __future__ import annotations

from itertools import permutations

import pytest

from rashomon.reading.header import read_header
from rashomon.reading.plain import plain

BODY = "The ferry ran aground off Tarn Island on Monday, the harbour master said.\n\nAll forty people on board were brought ashore."
HEADLINE = "Ferry runs aground off Tarn Island"


@pytest.mark.parametrize("order", list(permutations(["CBS News", "By Ann Bee", "March 3, 2020 / 6:31 AM"])))
def test_lines_under_the_headline_in_any_order(order: tuple[str, ...]) -> None:
    header = read_header(plain("\n\n".join([HEADLINE, *order, BODY]), "a.txt"))
    assert (header.title, header.outlet, header.byline) == (HEADLINE, "CBS News", ("Ann Bee",))
    assert header.published is not None
    assert header.published.date == "2020-03-03T06:31"
    assert sorted(header.taken) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("line", "outlet", "byline", "date"),
    [
        ("Ann Bee | March 26, 2020 | 5:08pm EDT", None, ("Ann Bee",), "2020-03-26T17:08"),
        ("CBS News, March 27, 2020 / 6:31 AM", "CBS News", (), "2020-03-27T06:31"),
        ("Xinhua | Updated: 2020-09-15 17:52", "Xinhua", (), "2020-09-15T17:52"),
        ("By Ann Bee and Carl Dee, Reuters", "Reuters", ("Ann Bee", "Carl Dee"), None),
        ("Published on 3 March 2020 at 14:05 GMT", None, (), "2020-03-03T14:05"),
        ("Tuesday 3 March", None, (), None),
    ],
)
def test_combined_lines(line: str, outlet: str | None, byline: tuple[str, ...], date: str | None) -> None:
    header = read_header(plain(f"{HEADLINE}\n\n{line}\n\n{BODY}", "a.txt"))
    assert (header.title, header.outlet, header.byline) == (HEADLINE, outlet, byline)
    assert (header.published.date if header.published else None) == date
    assert sorted(header.taken) == [0, 1]


def test_a_masthead_above_the_headline() -> None:
    header = read_header(plain(f"HARBOUR GAZETTE\n\n{HEADLINE}\n\n{BODY}", "a.txt"))
    assert (header.title, header.outlet) == (HEADLINE, "Harbour Gazette")
    rights = read_header(plain(f"Lumen\n\n{HEADLINE}\n\n{BODY}\n\n© 2020 Lumen Ltd. All rights reserved.", "a.txt"))
    assert (rights.title, rights.outlet) == (HEADLINE, "Lumen")


def test_a_first_paragraph_is_no_headline() -> None:
    for text in (BODY, "VELLIN (Reuters) - " + BODY, "A man was shot dead on Monday, police said.\n\n" + BODY):
        header = read_header(plain(text, "a.txt"))
        assert header.title is None
        assert not header.taken


def test_a_headline_with_a_full_stop_that_the_story_says_again() -> None:
    header = read_header(plain(f"Tarn Island ferry runs aground, forty brought ashore.\n\n{BODY}", "a.txt"))
    assert header.title == "Tarn Island ferry runs aground, forty brought ashore."


def test_a_note_at_the_foot_is_a_date_line_and_a_sentence_with_a_date_is_not() -> None:
    text = f"{HEADLINE}\n\n{BODY}\n\nThe ship was built on March 3, 1998.\n\nFirst published on March 4, 2020 / 7:00 AM"
    header = read_header(plain(text, "a.txt"))
    assert header.published is not None
    assert (header.published.date, header.published.basis) == ("2020-03-04T07:00", "date line")
    assert sorted(header.taken) == [0, 4]
