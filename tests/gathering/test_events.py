"""Articles become stories: together, apart, in any order, all at once or one at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import Unreadable
from rashomon.gathering.events import Features, Stream, features, group, restored, saved
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article
from rashomon.settings import DEFAULT, EventSettings, Settings
from tests.comparing.build import Found, When, account
from tests.gathering.pile import BRIDGE, FIRE_NORTH, FIRE_SOUTH, MARKET, article, pile

ALL = pile(BRIDGE, MARKET, FIRE_NORTH, FIRE_SOUTH)


def limited(events: EventSettings) -> Settings:
    return replace(DEFAULT, gathering=replace(DEFAULT.gathering, events=events))


def streamed(articles: Sequence[Features], stream: Stream) -> dict[str, str]:
    story: dict[str, str] = {}
    for one in articles:
        story[one.id] = stream.add(one)
        story |= stream.moves()
    return story


def parts(story: dict[str, str]) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(id for id in story if story[id] == name)) for name in set(story.values()))


def expected(articles: Sequence[Features], size: int = 3) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(one.id for one in articles[at : at + size])) for at in range(0, len(articles), size))


def test_each_event_is_a_story_and_look_alikes_stay_apart() -> None:
    assert group(ALL) == expected(ALL)


@given(st.permutations(ALL))
def test_the_order_of_a_pile_does_not_matter(mixed: list[Features]) -> None:
    assert group(mixed) == group(ALL)


def test_one_at_a_time_gives_the_same_stories() -> None:
    mixed = sorted(ALL, key=lambda one: (one.day or 0, one.id))
    assert parts(streamed(mixed, Stream())) == group(ALL)


def test_what_a_stream_told_and_moved_is_what_it_holds() -> None:
    stream = Stream()
    told = streamed(sorted(ALL, key=lambda one: one.id), stream)
    assert {id: story for story, ids in stream.stories().items() for id in ids} == told


def test_nothing_gives_nothing_and_one_article_is_a_story_of_one() -> None:
    assert group([]) == []
    assert group(ALL[:1]) == [(ALL[0].id,)]


def test_an_article_without_words_is_like_no_other() -> None:
    empty = [features(AnnotatedArticle(article=Article(id=f"a{n}", text=""))) for n in range(2)]
    assert group([*empty, *ALL[:3]]) == sorted([("a0",), ("a1",), tuple(sorted(one.id for one in ALL[:3]))])


def test_a_copy_takes_its_original_s_story_and_is_not_compared() -> None:
    text = " ".join((*BRIDGE, *MARKET))
    stream = Stream()
    original = article(text, "Coast Wire", "2024-05-02")
    story = stream.add(original)
    for number in range(20):
        assert stream.add(article(text.replace("mayor", "major"), f"Paper {number}", "2024-05-03")) == story
    assert len(stream.shelf.cards) == 1
    assert len(stream.stories()[story]) == 21


def test_an_article_that_comes_again_changes_nothing() -> None:
    stream = Stream()
    told = streamed(ALL, stream)
    before = saved(stream)
    assert streamed(ALL, stream) == told
    assert saved(stream) == before
    assert group([*ALL, *ALL]) == group(ALL)


def test_the_same_text_weeks_later_is_no_copy() -> None:
    text = " ".join((*BRIDGE, *MARKET))
    stream = Stream()
    stream.add(article(text, "Coast Wire", "2024-05-02"))
    stream.add(article(text, "Harbour Post", "2024-06-20"))
    assert len(stream.shelf.cards) == 2


def test_memory_is_bounded_by_the_window() -> None:
    stream = Stream(limited(EventSettings(window=30, remembered=0)))
    for month in range(1, 10):
        for one in pile(BRIDGE, MARKET, first=f"2024-{month:02d}-02"):
            stream.add(one.model_copy(update={"id": f"{one.id}.{month}"}))
    assert len(stream.shelf.cards) <= 2 * 6
    assert sum(map(len, stream.stories().values())) == len(stream.shelf.cards)


def test_a_small_feed_need_not_forget() -> None:
    stream = Stream(limited(EventSettings(window=30, remembered=100)))
    early = stream.add(article(BRIDGE[0], "Coast Wire", "2023-05-02"))
    assert stream.add(article(BRIDGE[1], "Harbour Post", "2024-05-02")) == early


def test_one_wrong_date_empties_no_memory() -> None:
    stream = Stream(limited(EventSettings(remembered=0)))
    first = stream.add(article(BRIDGE[0], "Coast Wire", "2024-05-02"))
    stream.add(article(MARKET[0], "Coast Wire", "2094-05-02"))
    assert stream.add(article(BRIDGE[1], "Harbour Post", "2024-05-03")) == first


def test_a_large_story_is_compared_by_some_of_its_articles() -> None:
    stream = Stream(limited(EventSettings(representatives=4)))
    again = [one for _ in range(5) for one in pile(BRIDGE)]
    many = [one.model_copy(update={"id": f"a{number}", "fingerprint": b""}) for number, one in enumerate(again)]
    story = streamed(many, stream)
    assert len(set(story.values())) == 1
    assert len(stream.shelf.cards) <= 4
    assert sum(map(len, stream.stories().values())) == len(many)


def test_a_stream_saved_and_restored_goes_on_as_if_nothing_had_been() -> None:
    mixed = sorted(ALL, key=lambda one: (one.day or 0, one.id))
    whole, first = Stream(), Stream()
    told = streamed(mixed, whole)
    again = streamed(mixed[:6], first)
    text = saved(first)
    second = restored(text)
    assert saved(second) == text
    assert again | streamed(mixed[6:], second) == told
    assert saved(second) == saved(whole)


@pytest.mark.parametrize("text", ["", "{}", '{"schema_": "rashomon.stream/2"}', "[1]"])
def test_what_is_no_saved_stream_is_said(text: str) -> None:
    with pytest.raises(Unreadable, match="no saved stream"):
        restored(text)


def test_features_survive_json_and_hold_no_sentence() -> None:
    one = ALL[0]
    text = one.model_dump_json()
    assert Features.model_validate_json(text) == one
    assert Features.model_validate(json.loads(text)) == one
    assert not any(" " in word for word in one.terms)


def test_features_are_those_of_the_article() -> None:
    told = Found(names={"Ilse Brandt": "person"}, times=[When("2 May", "2024-05-02", "DATE")])
    text = "Ilse Brandt spoke of the warehouse on 2 May. The warehouse burned."
    one = features(account(text, told, outlet="Coast Wire", published="2024-05-03", title="Warehouse burns"))
    assert (one.outlet, one.day, one.days) == ("Coast Wire", 739009, (739008,))
    assert max(one.terms, key=lambda word: one.terms[word]) == "warehous"
    assert features(account(text, outlet="Coast Wire", published="2024-05")).day is None
