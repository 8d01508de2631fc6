"""Commands state nothing; a relative clause is shown with what it hangs on."""

from __future__ import annotations

import pytest

from rashomon.annotating.annotate import annotate
from rashomon.comparing.clauses import commands, with_antecedent
from rashomon.model.article import Article


@pytest.mark.parametrize(
    ("sentence", "command"),
    [
        ("Please note that the buyer has to take the boat away.", True),
        ("Call the harbour office for more details.", True),
        ("Follow us on our new page for the latest news.", True),
        ("The harbour office called for more details.", False),
        ("Follow the money, the mayor said.", False),
        ("They call the office every day.", False),
        ("Killed in the storm were two sailors.", False),
    ],
)
def test_a_command_is_told_from_a_statement(sentence: str, command: bool) -> None:
    annotated = annotate(Article(id="a1", text=sentence))
    assert commands(annotated, range(len(annotated.tokens))) is command


@pytest.mark.parametrize(
    ("sentence", "clause", "whole"),
    [
        (
            "People stared at the 40-foot whale which washed ashore last week.",
            "which washed ashore last week",
            "the 40-foot whale which washed ashore last week",
        ),
        (
            "The town sold the ferry, which ran aground in May, to a museum.",
            "which ran aground in May",
            "the ferry, which ran aground in May",
        ),
        (
            "An island court charged a teenage girl on Monday who was filmed last month on the quay.",
            "who was filmed last month on the quay",
            "a teenage girl on Monday who was filmed last month on the quay",
        ),
        (
            "The mayor sold the ferry, which ran aground in May and was repaired in Tarn.",
            "was repaired in Tarn",
            "the ferry, which ran aground in May and was repaired in Tarn",
        ),
        ("The mayor said that the ferry ran aground.", "that the ferry ran aground", "that the ferry ran aground"),
        ("The ferry ran aground in May.", "ran aground in May", "ran aground in May"),
    ],
)
def test_a_relative_clause_takes_its_noun_along(sentence: str, clause: str, whole: str) -> None:
    annotated = annotate(Article(id="a1", text=sentence))
    start = sentence.index(clause)
    found = with_antecedent(annotated, annotated.article.span(start, start + len(clause)))
    assert found.text == whole
    assert found.text == sentence[found.start : found.end]
