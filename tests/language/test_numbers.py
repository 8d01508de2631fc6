import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rashomon.language.numbers import Amount, amounts


def one(text: str) -> Amount:
    found = amounts(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "kind", "unit"),
    [
        ("about 100 people", "about 100", 90, 110, "count", None),
        ("nearly 100 troops", "nearly 100", 90, 100, "count", None),
        ("at least 59 dead", "at least 59", 59, None, "count", None),
        ("more than 500 wounded", "more than 500", 500, None, "count", None),
        ("as many as 40 boats", "as many as 40", None, 40, "count", None),
        ("fewer than 50 boats", "fewer than 50", None, 50, "count", None),
        ("dozens of nations", "dozens", 24, 99, "count", None),
        ("tens of thousands of people", "tens of thousands", 10000, 99999, "count", None),
        ("twenty-two men", "twenty-two", 22, 22, "count", None),
        ("a hundred and fifty-two men", "a hundred and fifty-two", 152, 152, "count", None),
        ("two and a half million people", "two and a half million", 2.5e6, 2.5e6, "count", None),
        ("three thousand five hundred men", "three thousand five hundred", 3500, 3500, "count", None),
        ("1,200,000 people", "1,200,000", 1.2e6, 1.2e6, "count", None),
        ("10 to 15 men", "10 to 15", 10, 15, "count", None),
        ("10-15 men", "10-15", 10, 15, "count", None),
        ("between 10 and 15 men", "10 and 15", 10, 15, "count", None),
        ("500 or more", "500 or more", 500, None, "count", None),
        ("$1.2bn", "$1.2bn", 1.2e9, 1.2e9, "money", "USD"),
        ("£3m", "£3m", 3e6, 3e6, "money", "GBP"),
        ("5 million euros", "5 million euros", 5e6, 5e6, "money", "EUR"),
        ("A $ 4.56", "A $ 4.56", 4.56, 4.56, "money", "AUD"),
        ("$50-60 million", "$50-60 million", 50e6, 60e6, "money", "USD"),
        ("4.4 per cent", "4.4 per cent", 4.4, 4.4, "percent", "percent"),
        ("2.5 percentage points", "2.5 percentage points", 2.5, 2.5, "percent", "percentage point"),
        ("35 tons of grain", "35 tons", 35, 35, "measure", "ton"),
        ("6km", "6km", 6, 6, "measure", "kilometre"),
        ("a 2m fence", "2m", 2, 2, "measure", "metre"),
        ("2m Halden users", "2m", 2e6, 2e6, "count", None),
        ("3m jobs", "3m", 3e6, 3e6, "count", None),
        ("180mph", "180mph", 180, 180, "measure", "mile per hour"),
        ("a 32-second apology", "32-second", 32, 32, "measure", "second"),
        ("a magnitude 7.1 quake", "7.1", 7.1, 7.1, "measure", "magnitude"),
        ("a magnitude 6.0 quake", "6.0", 6, 6, "measure", "magnitude"),
        ("a 22-year-old man", "22-year-old", 22, 22, "age", "year"),
        ("Anna Smith, 22, was", "22", 22, 22, "age", "year"),
        ("the 22nd victim", "22nd", 22, 22, "ordinal", None),
        ("bringing tons of flour", "tons", 2, None, "measure", "ton"),
        ("one in five children", "one in five", 19.6, 20.4, "percent", "percent"),
        ("one in every 500 users", "one in every 500", 0.196, 0.204, "percent", "percent"),
        ("more than 1 in 4 homes", "more than 1 in 4", 24.5, None, "percent", "percent"),
        ("nine out of 10 voters", "nine out of 10", 88.2, 91.8, "percent", "percent"),
    ],
)
def test_what_an_amount_says(text: str, words: str, low: float | None, high: float | None, kind: str, unit: str | None) -> None:
    found = one(text)
    assert (text[found.start : found.end], found.low, found.high, found.kind, found.unit) == (words, low, high, kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "on March 27, 2019 at 6:31 AM",
        "the Tu-160 and the A42",
        "a Boeing 737 crashed",
        "Call 555-123-4567.",
        "They won 3-1.",
        "the G20 summit in 2018",
        "no one knew which one it was",
        "Flight 370",
        "Section 702 of the Harbour Act",
        "see http://example.org/2019/44",
        "The console's 5.50 update is out. Of the 5.50 changes few matter.",
        "Version 2.10 is out",
        "a 4K screen",
        "planets with more than one sun",
        "The Falk 9 rocket flew. Crews watched Falk 9 rockets land.",
        "",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12 out of 15 members", [12, 15]),
        ("killed three in four days", [3, 4]),
        ("702 of the 900 men", [702, 900]),
        ("one in two years", [2]),
    ],
)
def test_what_is_counted_is_no_share(text: str, values: list[float]) -> None:
    found = amounts(text)
    assert [amount.low for amount in found] == values
    assert not any(amount.kind == "percent" for amount in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a dispute over two dams", "two"),
        ("moons around one planet", "one"),
        ("over 20 dams", "over 20"),
        ("about five dams", "about five"),
    ],
)
def test_a_preposition_is_no_bound_on_a_few_things(text: str, words: str) -> None:
    (amount,) = amounts(text)
    assert text[amount.start : amount.end] == words


def test_the_rule_of_vague_words_can_be_chosen() -> None:
    assert [(a.low, a.high) for a in amounts("dozens of people", rule="acled")] == [(12, 12)]


def test_a_currency_that_opens_the_text_takes_nothing_from_its_end() -> None:
    (amount,) = amounts("£5 was paid, says plan A")
    assert (amount.start, amount.end, amount.unit) == (0, 2, "GBP")


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
@example("£0;A")
@example("0£0")
def test_any_text_is_read_without_an_error_and_with_true_offsets(text: str) -> None:
    last = 0
    for found in amounts(text):
        assert last <= found.start < found.end <= len(text)
        assert found.low is None or found.high is None or found.low <= found.high
        last = found.end


@given(
    st.lists(
        st.sampled_from(
            [
                "two-three",
                "1,2",
                "$",
                "5",
                "%",
                "million",
                "and",
                "a",
                "half",
                "to",
                "dozens",
                "of",
                "at",
                "least",
                "-",
                "/",
                ".",
                "March",
                "2019",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
@settings(max_examples=150, deadline=None)
def test_any_jumble_of_number_words_is_read(text: str) -> None:
    for found in amounts(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("piece", ["1,", "9", "one hundred ", "$", "at least ", "10-", "the early late ", "and a half ", "XXXX "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    short, long = (seconds(piece * (n // len(piece))) for n in (5_000, 40_000))
    assert long < 20 * short + 0.5


def seconds(text: str) -> float:
    """Processor seconds, so that other programs do not count."""
    started = time.process_time()
    amounts(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They came within a quarter of an hour.", [("a quarter of an hour", 0.25, "hour")]),
        ("It took half an hour.", [("half an hour", 0.5, "hour")]),
        ("She ran about half a mile.", [("about half a mile", None, "mile")]),
        ("They were a third of the way down.", []),
        ("That is half the battle.", []),
        ("A third of the crew left.", [("A third", None, "percent")]),
        ("Half of the crew left.", [("Half", None, "percent")]),
    ],
)
def test_a_part_of_a_unit_is_a_measure_and_no_share(text: str, found: list[tuple[str, float | None, str]]) -> None:
    hits = amounts(text)
    assert [(text[hit.start : hit.end], hit.unit) for hit in hits] == [(words, unit) for words, _, unit in found]
    assert all(low is None or hit.low == hit.high == low for hit, (_, low, _) in zip(hits, found, strict=True))


def test_an_over_that_belongs_to_a_verb_is_no_bound() -> None:
    assert [(hit.low, hit.high) for hit in amounts("The guards handed over 21 boxes.")] == [(21, 21)]
    assert [(hit.low, hit.high) for hit in amounts("The guards saw over 21 boxes.")] == [(21, None)]
