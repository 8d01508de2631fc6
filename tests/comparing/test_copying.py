"""Copied narration is found whole, quotations are not copies, and the direction is told only where something says it."""

from __future__ import annotations

import time

import pytest
from evaluation.copying import CLUSTERS, clusters, made, own, score

from rashomon.comparing.copying import copies
from rashomon.model.dossier import Copy
from rashomon.settings import DEFAULT
from tests.comparing.build import account, story

WIRE = (
    "The ferry ran onto a sandbank shortly before midnight with more than two hundred passengers on board. "
    "Two tugs pulled the ship free at high tide and brought it to the harbour, where ambulances waited on the quay."
)
EDITED = (
    "The ferry ran onto a sandbank just before midnight with over two hundred passengers on board. "
    "Two tugs later pulled the ship free at high tide and brought it to harbour, where ambulances waited on the quay."
)
OTHER = "Residents have asked the council for a second light at the entrance of the sound since last winter."
LEAD = "Divers went down at first light on Wednesday to look at the hull of the stranded vessel."


def texts(copy: Copy) -> list[str]:
    return [passage.text for passage in copy.passages]


def test_an_edited_passage_is_one_copy_with_its_whole_sentences() -> None:
    found = copies(story(account(f"{LEAD}\n\n{WIRE}", outlet="Post"), account(f"{EDITED}\n\n{OTHER}", outlet="Echo")), DEFAULT)
    assert [copy.kind for copy in found] == ["copied"]
    assert sorted(texts(found[0])) == sorted([WIRE, EDITED])
    assert found[0].origin is None
    assert found[0].basis == "direction unknown"


def test_one_copy_names_all_accounts_that_share_the_passage() -> None:
    found = copies(story(*[account(f"{WIRE}\n\n{end}", outlet=end[:6]) for end in (LEAD, OTHER, "Nobody was hurt.")]), DEFAULT)
    assert [len(copy.passages) for copy in found] == [3]


def test_a_shared_quotation_is_no_copy() -> None:
    quote = (
        "“We had no time to drop the anchor, because the steering failed for less than a minute and then the rudder did not answer at all,”"
    )
    one, other = account(f"{quote} the captain said on the quay.", outlet="Post"), account(f"{quote} she told us.", outlet="Echo")
    assert copies(story(one, other), DEFAULT) == []


def test_narration_around_a_quotation_is_a_copy() -> None:
    text = "The captain, who has sailed the route for nineteen years, told reporters that “the steering failed” before she was led away."
    found = copies(story(account(text, outlet="Post"), account(f"{LEAD} {text}", outlet="Echo")), DEFAULT)
    assert [texts(copy) for copy in found] == [[text, text]]


def test_a_passage_that_stands_twice_in_one_account_is_repeated() -> None:
    found = copies(story(account(f"{WIRE}\n\n{OTHER}\n\n{WIRE}", outlet="Post")), DEFAULT)
    assert [(copy.kind, len(copy.passages)) for copy in found] == [("repeated", 2)]
    assert found[0].basis == "stands 2 times in one account"


def test_a_repetition_does_not_break_a_copy() -> None:
    first, second = WIRE.split(". ", 1)
    source = account(f"{second}\n\n{OTHER}\n\n{first}. {second}", outlet="Post")
    found = [copy for copy in copies(story(source, account(f"{LEAD}\n\n{WIRE}", outlet="Echo")), DEFAULT) if copy.kind == "copied"]
    assert WIRE in [text for copy in found for text in texts(copy)]


def test_reordered_passages_come_singly() -> None:
    first, second = WIRE.split(". ", 1)
    found = copies(story(account(WIRE, outlet="Post"), account(f"{second}\n\n{OTHER}\n\n{first}.", outlet="Echo")), DEFAULT)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("one", "other", "basis"),
    [
        ({"credits": [("Reuters", "agency")]}, {"credits": [("Reuters", "agency")]}, "credited to Reuters in both"),
        ({"credits": [("Reuters", "agency")]}, {}, "credited to Reuters in Post"),
        ({"published": "2024-05-01T09:00"}, {"published": "2024-05-01T12:10"}, "published 3 hours earlier"),
        ({"published": "2024-05-01T09:00"}, {"published": "2024-05-03"}, "published 2 days earlier"),
        ({"published": "2024-05-01T09:00"}, {"published": "2024-05-01"}, "direction unknown"),
        ({"published": "2024-05"}, {"published": "2024-05-03"}, "direction unknown"),
        ({"credits": [("Associated Press", "contributed")]}, {}, "direction unknown"),
    ],
)
def test_direction(one: dict[str, object], other: dict[str, object], basis: str) -> None:
    first = account(WIRE, outlet="Post", **one)  # type: ignore[arg-type]
    second = account(f"{WIRE} {OTHER}", outlet="Echo", **other)  # type: ignore[arg-type]
    (found,) = copies(story(first, second), DEFAULT)
    assert found.basis == basis
    assert (found.origin is None) == (basis == "direction unknown")
    if basis.startswith("published"):
        assert found.origin == first.article.id


def test_the_account_of_the_credited_agency_is_the_origin() -> None:
    wire = account(WIRE, outlet="Reuters", published="2024-05-02")
    paper = account(f"{WIRE} {OTHER}", outlet="Post", published="2024-05-01", credits=[("Reuters", "agency")])
    (found,) = copies(story(wire, paper), DEFAULT)
    assert (found.origin, found.basis) == (wire.article.id, "Post credits Reuters")


def test_constructed_passages_are_found() -> None:
    figures = score(made(own()))
    assert figures["passages.f1"] >= 0.95
    assert figures["words.f1"] >= 0.95


@pytest.mark.shared
@pytest.mark.skipif(not CLUSTERS.is_file(), reason="the development corpora are not beside the checkout")
def test_constructed_passages_of_real_texts_are_found() -> None:
    assert score(made(clusters()[::12]))["passages.f1"] >= 0.93


def test_text_that_repeats_one_word_costs_no_more_than_its_length() -> None:
    start = time.process_time()
    copies(story(account("no " * 3000, outlet="Post"), account("no " * 3000 + "yes", outlet="Echo")), DEFAULT)
    assert time.process_time() - start < 10
