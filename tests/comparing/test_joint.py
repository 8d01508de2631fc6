"""Several people who speak together are none of them alone."""

from __future__ import annotations

import pytest

from rashomon.comparing.joint import joint
from rashomon.comparing.mentions import Mentions
from rashomon.model.annotated import Source
from rashomon.model.story import Actor
from tests.comparing.build import account


def _is_joint(text: str, actor: str = "p1") -> bool:
    told = account(f"{text} said the gate was closed.")
    names = {"p1": "Mara Lind", "p2": "Otto Brandt"}
    actors = []
    for id, name in names.items():
        at = told.article.text.find(name)
        mentions = (told.article.span(at, at + len(name)),) if at >= 0 else ()
        actors.append(Actor(id=id, name=name, kind="person", mentions=mentions))
    source = Source(actor=actor, text=text, type="named", spans=(told.article.span(0, len(text)),))
    return joint(source, next(a for a in actors if a.id == actor), Mentions(actors))


@pytest.mark.parametrize(
    "text", ["Mara Lind and Otto Brandt", "Mara Lind, the mayor, and the engineer Otto Brandt", "The chairmen", "the two officials"]
)
def test_two_names_or_a_plural_noun_for_one(text: str) -> None:
    assert _is_joint(text)


@pytest.mark.parametrize("text", ["Mara Lind", "Mara Lind’s deputy Otto Brandt", "The mayor", "his boss", "the Thomas"])
def test_one_speaker_is_one(text: str) -> None:
    assert not _is_joint(text)
