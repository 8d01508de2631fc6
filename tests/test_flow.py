"""The whole analysis: order, repetition and odd inputs do not change what is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import rashomon
from rashomon.errors import NoInput, NothingToCompare
from rashomon.flow import stories

EXAMPLES = Path(__file__).parents[1] / "examples"
STRAIT = sorted((EXAMPLES / "strait").iterdir())


@pytest.fixture(scope="module")
def dossier() -> rashomon.Dossier:
    return rashomon.compare(STRAIT)


def test_the_order_of_the_inputs_does_not_change_a_byte(dossier: rashomon.Dossier) -> None:
    assert rashomon.compare(STRAIT[::-1]).to_json() == dossier.to_json()


def test_a_dossier_reads_back_as_itself(dossier: rashomon.Dossier) -> None:
    assert rashomon.Dossier.model_validate_json(dossier.to_json()) == dossier


def test_the_same_article_twice_counts_once(dossier: rashomon.Dossier, tmp_path: Path) -> None:
    again = tmp_path / f"again{STRAIT[0].suffix}"
    shutil.copy(STRAIT[0], again)
    twice = rashomon.compare([*STRAIT, again])
    assert len(twice.articles) == len(dossier.articles)
    assert any(str(again) in f"{s.what} {s.why}" for s in twice.skipped)


def test_an_article_about_something_else_is_set_aside_and_said(dossier: rashomon.Dossier, tmp_path: Path) -> None:
    other = tmp_path / "recipe.txt"
    other.write_text(
        "A winter soup for two\n\nPeel the carrots and the onion and cut them small. Melt the butter in a heavy pan.\n\n"
        "Add the vegetables and let them soften for ten minutes without browning. Pour in the stock and simmer until tender.\n\n"
        "Season with pepper and nutmeg, stir in the cream and serve with toasted bread.\n",
        encoding="utf-8",
    )
    mixed = rashomon.compare([*STRAIT, other])
    assert [a.id for a in mixed.articles] == [a.id for a in dossier.articles]
    (record,) = [s for s in mixed.skipped if s.stage == "gather"]
    assert record.what == str(other)
    assert mixed.claims == dossier.claims


def test_one_account_alone_is_no_conflict() -> None:
    alone = rashomon.compare([STRAIT[0]])
    assert alone.articles
    assert not any(row.verdict == "conflict" for row in alone.figures)
    assert not any(aspect.verdict == "conflict" for claim in alone.claims for aspect in claim.aspects)
    assert not alone.quotes


def test_nothing_given_and_nothing_readable_are_said(tmp_path: Path) -> None:
    with pytest.raises(NoInput):
        rashomon.compare([tmp_path / "absent.txt"])
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(NothingToCompare):
        rashomon.compare([empty])


def test_a_mixed_pile_becomes_stories(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    mixed = stories([EXAMPLES / "port", tmp_path / "empty.txt", *STRAIT])
    apart = [rashomon.compare([EXAMPLES / "port"]), rashomon.compare(STRAIT)]
    assert sorted(sorted(a.article.id for a in story.articles) for story in mixed) == sorted(
        sorted(a.id for a in dossier.articles) for dossier in apart
    )
    assert [len(story.articles) for story in mixed] == sorted((len(dossier.articles) for dossier in apart), reverse=True)
    for story in mixed:
        assert story.actors
        assert [s.what for s in story.skipped] == [str(tmp_path / "empty.txt")]


def test_a_pile_without_an_article_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NothingToCompare):
        stories([tmp_path / "empty.txt"])
