from rashomon.annotating.annotate import annotate
from rashomon.comparing.timeline import timeline
from rashomon.model.article import Article
from tests.comparing.build import Found, When, account, story


def test_happened_and_published_are_apart_and_sorted() -> None:
    one = account(
        "The pier of Kelmouth collapsed into the harbour on Tuesday.",
        Found(times=[When("Tuesday", "2024-04-30")]),
        outlet="Harbour Post",
        published="2024-05-02",
    )
    assert [(entry.date, entry.kind, entry.precision) for entry in timeline(story(one))] == [
        ("2024-04-30", "happened", "day"),
        ("2024-05-02", "published", "day"),
    ]


def test_one_event_of_two_accounts_is_one_entry() -> None:
    found = Found(times=[When("Tuesday", "2024-04-30")])
    one = account("The pier of Kelmouth collapsed into the harbour on Tuesday.", found, outlet="Harbour Post")
    two = account("The pier of Kelmouth collapsed on Tuesday.", found, outlet="Coast Wire")
    (entry,) = timeline(story(one, two))
    assert len(entry.articles) == 2
    assert all(span.text for span in entry.spans)


def test_two_events_of_one_day_stay_two() -> None:
    found = Found(times=[When("Tuesday", "2024-04-30")])
    one = account("The pier of Kelmouth collapsed into the harbour on Tuesday.", found, outlet="Harbour Post")
    two = account("Parliament voted for a new budget on Tuesday.", found, outlet="Coast Wire")
    assert len(timeline(story(one, two))) == 2


def test_durations_and_unknown_days_are_no_entries() -> None:
    found = Found(times=[When("Tuesday", "XXXX-WXX-2"), When("three days", "P3D", "DURATION")])
    assert timeline(story(account("On Tuesday the search went on for three days.", found, outlet="Harbour Post"))) == []


def test_a_year_that_names_a_thing_is_no_entry() -> None:
    found = Found(times=[When("2018", "2018")])
    assert timeline(story(account("The 2018 election changed the council.", found, outlet="Harbour Post"))) == []


def test_a_year_before_a_name_and_the_today_of_a_quotation_are_no_entries() -> None:
    found = Found(times=[When("1997", "1997"), When("yesterday", "2019-03-28")])
    text = "He cited a 1997 Mississippi case. “These are leaders of yesterday, not of our time,” he said."
    assert [e for e in timeline(story(account(text, found, outlet="Harbour Post"))) if e.kind != "published"] == []


def test_the_line_of_several_accounts_is_the_one_that_most_bear_out() -> None:
    found = Found(times=[When("Sunday", "2019-03-24")])
    accounts = [
        account("The body was found Sunday by his band mate at home.", found, outlet="Echo"),
        account("The body was found at his own home Sunday evening by officers.", found, outlet="Post"),
        account("Officers found the body at home on Sunday in the evening.", found, outlet="Herald"),
    ]
    (entry,) = timeline(story(*accounts))
    assert len(entry.articles) == 3
    assert "band mate" not in entry.text


def test_a_relative_clause_is_told_with_its_noun() -> None:
    text = "The town cut up the dead whale that washed ashore on its beach on 3 May 2024."
    entries = timeline(story(annotate(Article(id="a1", text=text))))
    assert [entry.text for entry in entries] == ["the dead whale that washed ashore on its beach on 3 May 2024"]
    assert all(span.text == text[span.start : span.end] for entry in entries for span in entry.spans)
