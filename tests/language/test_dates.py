import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language.dates import resolve, timexes

FRIDAY = date(2019, 3, 29)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Thursday", "2019-03-28"),
        ("Friday", "2019-03-29"),
        ("last Friday", "2019-03-22"),
        ("next Monday", "2019-04-01"),
        ("Tuesday night", "2019-03-26TNI"),
        ("yesterday", "2019-03-28"),
        ("last night", "2019-03-28TNI"),
        ("last month", "2019-02"),
        ("earlier this week", "2019-W13"),
        ("last year", "2018"),
        ("a year ago", "2018"),
        ("three days ago", "2019-03-26"),
        ("two weeks ago", "2019-W11"),
        ("in January", "2019-01"),
        ("last December", "2018-12"),
        ("Dec. 10, 2018", "2018-12-10"),
        ("28 March", "2019-03-28"),
        ("early October 2018", "2018-10"),
        ("the 1990s", "199"),
        ("the nineteenth century", "18"),
        ("the first quarter of 2003", "2003-Q1"),
        ("the summer of 2017", "2017-SU"),
        ("499 BC", "BC0499"),
        ("three days", "P3D"),
        ("several months", "PXM"),
        ("five hours", "PT5H"),
        ("every Monday", "XXXX-WXX-1"),
        ("daily", "XXXX-XX-XX"),
        ("6:30 a.m.", "2019-03-29T06:30"),
        ("6.10am on Wednesday", "2019-03-27T06:10"),
        ("New Year's Eve", "2018-12-31"),
        ("27/03/2019", "2019-03-27"),
    ],
)
def test_values_on_a_day(words: str, value: str) -> None:
    assert resolve(words, FRIDAY) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("Thursday", "XXXX-WXX-4"), ("28 March", "XXXX-03-28"), ("in January", "XXXX-01"), ("last month", "XXXX-XX"), ("2018", "2018")],
)
def test_without_a_day_of_writing_digits_stay_unknown(words: str, value: str) -> None:
    assert resolve(words, None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The talks will resume on Monday in Oslo.", "2019-04-01"),
        ("The talks resumed on Monday in Oslo.", "2019-03-25"),
        ("The minister said Monday it will close the port.", "2019-03-25"),
    ],
)
def test_the_tense_of_the_clause_gives_the_direction(text: str, value: str) -> None:
    assert [t.value for t in timexes(text, FRIDAY)] == [value]


def test_a_date_in_brackets_says_which_weekday_it_was() -> None:
    assert [t.value for t in timexes("He said on Thursday (21 March) it was over.", FRIDAY)] == ["2019-03-21", "2019-03-21"]


def test_a_narrative_goes_by_the_year_it_mentioned_last() -> None:
    text = "War came in 1701. In 1702 and 1703 it spread. By 1704 and 1705 it stalled. In 1706 it turned. In May the siege ended."
    assert timexes(text, FRIDAY)[-1].value == "1706-05"


@pytest.mark.parametrize(
    "text", ["He may march on. A second attack began.", "2000 people came", "31 February", "at $2018", "section 1999a"]
)
def test_what_is_no_time(text: str) -> None:
    assert timexes(text, FRIDAY) == []


@given(st.text(max_size=300), st.one_of(st.none(), st.dates()))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_an_error_and_with_true_offsets(text: str, anchor: date | None) -> None:
    last = 0
    for found in timexes(text, anchor):
        assert last <= found.start < found.end <= len(text)
        last = found.end


WORDS = [
    "Monday",
    "May",
    "31",
    "2019",
    "0000",
    "9999",
    "-",
    "last",
    "next",
    "week",
    "century",
    "ago",
    "later",
    "than",
    "24:00",
    "99/99/1999",
    "Q4",
    "the",
    "of",
    "early",
    "BC",
    "half",
    "night",
    "1,000",
    "decades",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), st.sampled_from([None, date.min, date.max, FRIDAY]))
@settings(max_examples=200, deadline=None)
def test_any_jumble_of_time_words_is_read_at_the_ends_of_the_calendar_too(text: str, anchor: date | None) -> None:
    for found in timexes(text, anchor):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("piece", ["the ", "early late ", "1999-", "Monday ", "two ", "12:", " \n", "March 1 "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    short, long = (seconds(piece * (n // len(piece))) for n in (5_000, 40_000))
    assert long < 20 * short + 0.5


def seconds(text: str) -> float:
    """Processor seconds, so that other programs do not count."""
    started = time.process_time()
    timexes(text, FRIDAY)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She said an inquiry would begin on Monday and would be public.", "2019-04-01"),
        ("He said he would resign when they met on Monday.", "2019-03-25"),
        ("The minister told reporters Monday it would close.", "2019-03-25"),
        ("The owners must hand over their papers by Monday.", "2019-04-01"),
        ("A court has told the owners to hand over their papers by Monday.", "2019-04-01"),
        ("They had left the valley by Monday.", "2019-03-25"),
        ("By Monday night there were boats in every street.", "2019-03-25TNI"),
        ("By Monday, nine had left.", "2019-03-25"),
        ("The union has called a strike for Monday.", "2019-04-01"),
        ("The leaders met ahead of Monday's vote.", "2019-04-01"),
        ("Ahead of the vote, he said Monday, nothing was sure.", "2019-03-25"),
        ("Nobody was punished for Monday's fire.", "2019-03-25"),
        ("The concert will be held on Monday.", "2019-04-01"),
        ("The concert was held on Monday.", "2019-03-25"),
        ("He would have left on Monday.", "2019-03-25"),
    ],
)
def test_what_is_ahead_falls_on_the_next_such_day(text: str, value: str) -> None:
    assert [t.value for t in timexes(text, FRIDAY)] == [value]


def test_a_time_of_day_goes_by_the_last_day_that_is_past() -> None:
    text = (
        "The barn burned on Tuesday and must be rebuilt by Sunday. The roof fell in shortly after noon. The guard had left an hour earlier."
    )
    assert [t.value[:10] for t in timexes(text, FRIDAY)] == ["2019-03-26", "2019-03-31", "2019-03-26", "2019-03-26"]


def test_a_time_of_day_ahead_goes_by_the_day_ahead() -> None:
    text = "The barn burned on Tuesday. The talks are due on Sunday and will begin at 10 a.m. in Oslo."
    assert [t.value for t in timexes(text, FRIDAY)] == ["2019-03-26", "2019-03-31", "2019-03-31T10:00"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The talks of April 6-7 ended.", [("April 6", "2018-04-06"), ("7", "2018-04-07")]),
        ("Between March 5-9, 1918, they met.", [("March 5", "1918-03-05"), ("9, 1918", "1918-03-09")]),
        ("The Spring Offensive of 1918 failed.", [("Spring", "1918-SP"), ("1918", "1918")]),
        ("Eleven boats sank per month.", [("per month", "XXXX-XX")]),
        ("He wrote three books in that period and two later.", [("that period", "PRESENT_REF")]),
        ("It was small at the time and grew.", [("the time", "PRESENT_REF")]),
        ("The rainy season was long.", [("rainy season", "XXXX")]),
    ],
)
def test_ranges_of_days_seasons_of_war_rates_and_periods(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[t.start : t.end], t.value) for t in timexes(text, FRIDAY)] == found


def test_nothing_is_later_than_the_beginning_of_something_that_lasts() -> None:
    text = "In May 1973 they rose against the junta, in power since 1967. It fell a year later."
    assert [timex.value for timex in timexes(text, date(2008, 12, 13))] == ["1973-05", "1967", "1974"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Theresa May spoke. The plan proposed by May was cut.", []),
        ("Theresa May spoke. The plan was cut in May.", [("May", "2018-05")]),
        ("The Long March 9 rocket stands.", []),
        ("The galaxy RXJ1131-1231 was seen.", []),
        ("They spent six months on Paris Island.", [("six months", "P6M")]),
        (
            "The plan comes as Berg is expected to press once again for a broad overhaul of the harbour rules in his speech Tuesday.",
            [("Tuesday", "2019-04-02")],
        ),
        ("It costs a year on the road.", [("a year", "P1Y")]),
        ("He left the Christmas market.", []),
        (
            "The New Year's Eve riots two years ago shook us.",
            [("New Year's Eve", "2016-12-31"), ("two years ago", "2017")],
        ),
    ],
)
def test_names_durations_and_holidays_of_another_year(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[t.start : t.end], t.value) for t in timexes(text, FRIDAY)] == found


def test_a_report_that_counts_from_its_own_day_is_no_narrative() -> None:
    years = " ".join(f"A probe flew in {year}." for year in range(2005, 2015))
    report = f"{years} Last month the agency spoke. In January it signed the order, and this year it will fly."
    history = f"{years} In January it signed the order."
    values = [[t.value for t in timexes(text, FRIDAY) if t.value.endswith("-01")] for text in (report, history)]
    assert values == [["2019-01"], ["2014-01"]]
