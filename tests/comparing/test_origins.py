"""Every account belongs to one origin; copied narration and one wire join, a shared background or a note does not."""

from __future__ import annotations

from rashomon.comparing.origins import origins
from rashomon.settings import DEFAULT
from tests.comparing.build import account, story
from tests.comparing.test_copying import LEAD, OTHER, WIRE

OWN = (
    "Fishermen on the island say the sandbank has moved a long way north since the great storm of two winters ago. "
    "Their cooperative has marked it with empty barrels, because the buoys laid by the harbour office drifted off twice. "
    "The mayor promised in spring to have the channel dredged, but the only firm on the coast that owns a dredger went out of business. "
    "On Tuesday evening a group of them rowed out with lamps when the ferry's horn sounded four times through the fog."
)
BACKGROUND = "The accident is the third on the route since the winter timetable began and the line changed hands."


def members(*accounts: object) -> list[int]:
    return sorted(len(origin.articles) for origin in origins(story(*accounts), DEFAULT))  # type: ignore[arg-type]


def test_every_article_belongs_to_one_origin_in_article_order() -> None:
    built = story(account(WIRE, outlet="A", published="2024-05-01"), account(OWN, outlet="B", published="2024-05-02"))
    found = origins(built, DEFAULT)
    assert [origin.id for origin in found] == ["o1", "o2"]
    assert [origin.articles for origin in found] == [(annotated.article.id,) for annotated in built.articles]
    assert found[0].because == ("shares no passage with another account",)


def test_a_copied_story_is_one_origin_and_says_how_much_is_shared() -> None:
    found = origins(story(account(f"{LEAD} {WIRE}", outlet="Post"), account(f"{WIRE} {OTHER}", outlet="Echo")), DEFAULT)
    assert len(found) == 1
    assert "% of the shorter account's narration" in found[0].because[0]


def test_a_shared_background_paragraph_joins_nothing_but_is_told() -> None:
    found = origins(
        story(account(f"{OWN} {BACKGROUND}", outlet="Post"), account(f"{WIRE} {OTHER} {LEAD} {BACKGROUND}", outlet="Echo")), DEFAULT
    )
    assert len(found) == 2
    assert any("too little to count as one" in reason for origin in found for reason in origin.because)


def test_one_agency_and_a_shared_passage_join() -> None:
    one = account(f"{OWN} {BACKGROUND}", outlet="Post", credits=[("Reuters", "agency")])
    other = account(f"{WIRE} {OTHER} {LEAD} {BACKGROUND}", outlet="Echo", credits=[("Reuters", "agency")])
    assert members(one, other) == [2]


def test_one_agency_without_a_shared_passage_does_not_join() -> None:
    one = account(OWN, outlet="Post", credits=[("Reuters", "agency")])
    assert members(one, account(WIRE, outlet="Echo", credits=[("Reuters", "agency")])) == [1, 1]


def test_a_contribution_is_told_and_joins_nothing() -> None:
    one = account(OWN, outlet="Post", credits=[("Associated Press", "contributed")])
    other = account(WIRE, outlet="Echo", credits=[("Associated Press", "contributed")])
    found = origins(story(one, other), DEFAULT)
    assert len(found) == 2
    assert {reason for origin in found for reason in origin.because} == {
        "Associated Press contributed to Post",
        "Associated Press contributed to Echo",
    }


def test_drawing_on_two_accounts_does_not_make_them_one() -> None:
    one, other = account(OWN, outlet="A", published="2024-05-01"), account(f"{WIRE} {OTHER}", outlet="B", published="2024-05-01")
    both = account(f"{OWN}\n\n{WIRE} {OTHER}", outlet="C", published="2024-05-02")
    assert members(one, other, both) == [1, 2]


def test_a_chain_of_copies_is_one_origin() -> None:
    dates = ["2024-05-01", "2024-05-02", "2024-05-03"]
    accounts = [
        account(f"{WIRE} {end}", outlet=end[:5], published=date) for end, date in zip((LEAD, OTHER, BACKGROUND), dates, strict=True)
    ]
    assert members(*accounts) == [3]


def test_why_accounts_count_as_one_is_told_without_what_would_not_do() -> None:
    told = story(
        account(f"{OWN} {BACKGROUND}", outlet="Post"),
        account(f"{WIRE} {OTHER} {LEAD} {BACKGROUND}", outlet="Echo"),
        account(f"{WIRE} {OTHER} {LEAD} {BACKGROUND}", outlet="Wire"),
    )
    joined = next(origin for origin in origins(told, DEFAULT) if len(origin.articles) == 2)
    assert joined.because
    assert not any("too little" in reason for reason in joined.because)
