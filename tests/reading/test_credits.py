"""What counts as a credit, and what is only a mention."""

from __future__ import annotations

import pytest

from rashomon.language.outlets import outlet_named
from rashomon.model.article import Article
from rashomon.reading.credits import agencies_in, find_credits


def credits(text: str, outlet: str | None = None) -> list[tuple[str, str, str]]:
    article = Article(id="a1", outlet=outlet, text=text)
    found = find_credits(article, ())
    for credit in found:
        for span in credit.evidence:
            assert text[span.start : span.end] == span.text
    return [(credit.name, credit.kind, span.text) for credit in found for span in credit.evidence]


@pytest.mark.parametrize(
    ("text", "name", "kind", "words"),
    [
        ("The ferry had no radar, Washington Post reported.", "Washington Post", "reported", "Washington Post reported"),
        ("Forty were hurt, according to the Washington Post.", "Washington Post", "reported", "according to the Washington Post"),
        ("Norland’s Sputnik state news agency then cited a pilot.", "Sputnik", "reported", "Sputnik state news agency then cited"),
        ("He blamed the fog, Interfax news agency reported.", "Interfax", "reported", "Interfax news agency reported"),
        ("He blamed fog in an interview with the Izvestia newspaper.", "Izvestia", "reported", "interview with the Izvestia newspaper"),
        ("The log was lost, Radio Liberty reported.", "Radio Liberty", "reported", "Radio Liberty reported"),
        ("“It was dark,” he told Sky News on Monday.", "Sky News", "reported", "told Sky News"),
        ("VELLIN (Reuters) - A ferry ran aground.", "Reuters", "agency", "Reuters"),
        (
            "The Associated Press contributed to this report.",
            "Associated Press",
            "contributed",
            "The Associated Press contributed to this report.",
        ),
        ("The ship was sold, the Strandposten newspaper reported.", "Strandposten", "reported", "Strandposten newspaper reported"),
        ("The Harbour Gazette said the ship was sold.", "Harbour Gazette", "reported", "Harbour Gazette said"),
    ],
)
def test_credits(text: str, name: str, kind: str, words: str) -> None:
    assert (name, kind, words) in credits(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister attacked the Washington Post and walked out.",
        "Time said little to them. People said they were afraid.",
        "The Sun rose over the bay, and the nation said a prayer.",
        "The Guardian Council said the vote would be held.",
        "He subscribes to Le Monde.",
        "The South Korean newspaper was closed.",
        "Mayor Michael Bloomberg opened the pier. It was late, Bloomberg said.",
        "Mr. Bloomberg left. Bloomberg reported a loss.",
    ],
)
def test_mentions_are_no_credits(text: str) -> None:
    assert credits(text) == []


def test_the_own_outlet_is_no_credit_and_short_names_follow_the_whole_one() -> None:
    assert credits("Sources told CBS News that the radar was broken.", "CBS News") == []
    text = "The Washington Post reported the sale. The owner was abroad, the Post added."
    assert [words for _, _, words in credits(text)] == ["Washington Post reported", "the Post added"]
    assert credits("The ship was sold, the Post added.") == []


def test_sign_off_lines() -> None:
    assert [outlet.name for outlet in agencies_in("jm/dm (AFP, dpa)")] == ["Agence France-Presse", "dpa"]
    assert [outlet.name for outlet in agencies_in("Reuters - AP")] == ["Reuters", "Associated Press"]
    assert agencies_in("The Reuters building burned.") == ()


def test_a_wire_named_in_the_header_alone_has_no_words_in_the_body() -> None:
    wire = outlet_named("Reuters")
    assert wire is not None
    (credit,) = find_credits(Article(id="a1", outlet="Kurier", text="A ferry ran aground."), (wire,))
    assert (credit.name, credit.kind, credit.evidence) == ("Reuters", "agency", ())
