"""Every rule that finds a time has its reading; what one expression means hangs on the one before it."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.language.lexicon import lexicon
from rashomon.language.timecontext import TimeContext
from rashomon.language.timereading import TimeReader
from rashomon.language.timewords import time_words


@pytest.mark.parametrize("kind", sorted({rule["kind"] for rule in lexicon("timewords")["rule"]}))
def test_every_kind_of_rule_is_read(kind: str) -> None:
    assert callable(getattr(TimeReader, f"_{kind}", None))


def test_the_context_decides_what_that_day_is() -> None:
    text = "that day"
    context = TimeContext(text, date(2015, 6, 11), narrative=False)
    words = time_words(text)[0]
    assert TimeReader(context).read(words, None) == ("2015-06-11", "DATE")
    context.note(0, 0, "2014-03-05", "DATE")
    assert TimeReader(context).read(words, None) == ("2014-03-05", "DATE")
    context.note(0, 0, "P3D", "DURATION")
    assert TimeReader(context).read(words, None) == ("2014-03-05", "DATE")


def test_after_a_year_nobody_knows_what_the_day_is() -> None:
    text = "the end of the day"
    context = TimeContext(text, date(2015, 6, 11), narrative=False)
    context.note(0, 0, "2004", "DATE")
    assert TimeReader(context).read(time_words(text)[0], None) == ("XXXX-XX-XX", "DATE")
    context.note(0, 0, "2004-05-06", "DATE")
    assert TimeReader(context).read(time_words(text)[0], None) == ("2004-05-06", "DATE")


@pytest.mark.parametrize(
    ("text", "year"),
    [("She had campaigned in May's election.", "2015"), ("She had campaigned in May.", "2014"), ("He spoke of December's vote.", "2014")],
)
def test_a_month_that_owns_an_event_is_the_nearest_whatever_the_verb(text: str, year: str) -> None:
    context = TimeContext(text, date(2015, 3, 11), narrative=False)
    found = TimeReader(context).read(next(words for words in time_words(text) if words.kind == "month"), None)
    assert found is not None
    assert found[0][:4] == year
