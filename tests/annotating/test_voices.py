"""Whose voice a statement is, through whom it came and to whom it went; on the shipped weights."""

import pytest

from rashomon.annotating.annotate import annotate
from rashomon.model.annotated import Statement
from rashomon.model.article import Article


def _statements(text: str) -> dict[str, Statement]:
    return {statement.cue.text.split()[-1].lower(): statement for statement in annotate(Article(id="a", text=text)).statements}


def test_a_participle_takes_the_subject_of_its_verb() -> None:
    found = _statements("Norway closed the port on Friday, saying that the quay was no longer safe for ships.")
    assert found["saying"].source.text == "Norway"


@pytest.mark.parametrize(
    ("text", "cue", "whom"),
    [
        ("The minister was asked whether the port would open again.", "asked", "The minister"),
        ("“There is no proof of that,” Berg wrote in an email to the Harbour Post.", "wrote", "the Harbour Post"),
    ],
)
def test_to_whom_it_was_said(text: str, cue: str, whom: str) -> None:
    found = [s.addressee for word, s in _statements(text).items() if cue in word or cue in s.cue.text]
    assert [addressee.text for addressee in found if addressee] == [whom]


def test_to_call_a_thing_names_addresses_nobody() -> None:
    assert all(s.addressee is None for s in _statements("The manager called the lawsuit “frivolous” on Friday.").values())


def test_called_on_is_a_second_voice_with_its_addressee() -> None:
    found = _statements("A spokesman said Berg “called on Norway to cease its work and join other nations.”")
    inner = found["called"]
    assert [link.text for link in inner.chain] == ["A spokesman", "Berg"]
    assert inner.addressee is not None
    assert inner.addressee.text == "Norway"
