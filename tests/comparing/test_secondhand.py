"""What is second-hand is a line only where the words of the content say by themselves what the account says."""

from __future__ import annotations

import pytest

from rashomon.comparing.secondhand import second_hand
from rashomon.model.annotated import SourceType
from rashomon.model.dossier import Dossier, Generator, Model, StoryLine
from tests.comparing.build import Found, Says, account


def _lines(text: str, source: str, cue: str, content: str, type: SourceType = "unnamed", confidence: float = 1.0) -> list[str]:
    told = account(text, Found(says=[Says(source, cue, content, "indirect", type=type)]), outlet="Echo")
    dossier = Dossier(
        generator=Generator(version="0", analyses={}, model=Model(name="none", version="0", sha256="0")),
        story=StoryLine(title="A story", articles=1, outlets=1, origins=1, first=None, last=None),
        articles=(told.article,),
        statements=tuple(one.model_copy(update={"confidence": confidence}) for one in told.statements),
    )
    return [line.text for line in second_hand(dossier, 2)]


def test_a_medium_an_unnamed_source_and_the_words_they_give() -> None:
    content = "the northern gate was never closed before the storm"
    (line,) = _lines(f"Two harbour officials said {content}.", "Two harbour officials", "said", content)
    assert line == f"Echo has this from an unnamed source (“Two harbour officials”): “{content}”."
    assert _lines(f"Two harbour officials said {content}.", "Two harbour officials", "said", content, confidence=0.6) == []
    (line,) = _lines(f"The Coast Wire said {content}.", "The Coast Wire", "said", content, "media")
    assert "another medium (“The Coast Wire”)" in line


@pytest.mark.parametrize(
    ("before", "content"),
    [
        ("did not say", "the northern gate was closed before the great storm"),
        ("are unaware that", "the northern gate was closed before the great storm"),
        ("asked", "whether the northern gate was closed before the great storm"),
        ("accused", "them of leaving the northern gate open before the storm had passed"),
        ("described", "a long night of fear beside the broken northern harbour gate"),
    ],
)
def test_contents_that_say_another_thing_by_themselves_are_no_lines(before: str, content: str) -> None:
    text = f"Two harbour officials {before} {content}."
    assert _lines(text, "Two harbour officials", before.split()[-1], content) == []


def test_who_holds_an_office_or_was_named_before_is_no_unnamed_source() -> None:
    content = "the northern gate was closed before the great storm"
    for source in ("The official", "Kelmouth’s mayor"):
        assert _lines(f"{source} said {content}.", source, "said", content) == []
