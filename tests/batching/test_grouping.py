"""Grouping as batching uses it: the order of the articles does not matter, features survive JSON, every article is in one story."""

from __future__ import annotations

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotating.annotate import annotate
from rashomon.batching import grouping
from rashomon.model.article import Article, Published
from rashomon.settings import DEFAULT
from tests.batching.invented import records


def found() -> list[grouping.Features]:
    return [
        grouping.features(
            annotate(
                Article(
                    id=f"a{number}",
                    text=record["text"],
                    published=Published(date=record["published"], precision="day", basis="metadata") if number % 5 else None,
                )
            )
        )
        for number, record in enumerate(records())
    ]


FOUND = found()


@given(st.integers(0, 1000))
def test_the_order_does_not_matter_and_every_article_is_in_one_story(seed: int) -> None:
    shuffled = random.Random(seed).sample(FOUND, len(FOUND))
    groups = grouping.group(shuffled, DEFAULT)
    assert groups == grouping.group(FOUND, DEFAULT)
    assert sorted(id for ids in groups for id in ids) == sorted(one.id for one in FOUND)
    assert ("a0", "a1", "a2", "a3") in groups


def test_features_survive_json() -> None:
    for one in FOUND:
        assert grouping.load(json.loads(json.dumps(grouping.dump(one)))) == one


def test_nothing_gives_no_story() -> None:
    assert grouping.group([], DEFAULT) == []
