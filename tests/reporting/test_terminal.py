from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from rashomon.model.dossier import Dossier, Generator, Model, StoryLine
from rashomon.reporting.build import build
from rashomon.reporting.rows.speech import UNSURE_NOTE
from rashomon.reporting.terminal import show
from tests.reporting import sample
from tests.reporting.crowd import crowd
from tests.reporting.test_page import hostile


def printed(dossier: Dossier, width: int = 100) -> str:
    out = io.StringIO()
    show(build(dossier), Console(file=out, width=width, highlight=False, markup=False, emoji=False))
    return out.getvalue()


def test_what_a_reader_wants_is_there() -> None:
    text = printed(sample.dossier(), width=200)
    assert "5 accounts · 5 outlets · 3 independent origins · 27 to 28 March 2031" in text
    assert "figure differs: 2 (Halden Wire, Halden Courier, Herald) | 3 (The Ledger)" in text
    assert "silent: Valley Voice" in text
    assert "The Ledger ← the Halden Wire ← Sources" in text
    assert "Halden Wire, Halden Courier and Herald count as one origin" in text
    for heading in ("IN BRIEF", "AGREED", "DISPUTED", "ONE OUTLET ALONE", "WHO SAID WHAT", "FIGURES", "TIMELINE", "LEFT OUT"):
        assert f"\n{heading}\n" in text
    assert "2 pieces of page furniture (Halden Courier 2); `rashomon read` shows them" in text
    assert "which is closest to what was said cannot be known" in text
    for accusing in ("verbatim", "altered", "translated"):
        assert accusing not in text
    assert sample.dossier().articles[0].id not in text, "outlets are called by name"


@pytest.mark.parametrize("width", [40, 60, 80, 132, 200])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    for dossier in (sample.dossier(), crowd(accounts=9)):
        assert max(cell_len(line) for line in printed(dossier, width).splitlines()) <= width


def test_what_may_be_misread_says_so() -> None:
    dossier = sample.dossier()
    assert [one.confidence for one in dossier.statements if one.unsure] == [0.61]
    text = printed(dossier)
    assert text.count(", unsure") == 1
    assert UNSURE_NOTE in " ".join(text.split())
    certain = dossier.model_copy(update={"statements": tuple(one for one in dossier.statements if not one.unsure)})
    assert "unsure" not in printed(certain)


def test_long_lists_are_cut_and_say_so() -> None:
    text = printed(crowd())
    assert "more in the HTML dossier" in text
    assert text.count("\n") < 300


def test_an_analysis_that_finds_nothing_says_so() -> None:
    generator = Generator(version="0", analyses={}, model=Model(name="none", version="0", sha256=""))
    text = printed(Dossier(generator=generator, story=StoryLine(title="", articles=0, outlets=0, origins=0), articles=()))
    assert text.count("nothing found") == 10


def test_words_of_an_account_cannot_steer_the_terminal() -> None:
    text = printed(hostile())
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[31m" in text, "the harmless rest of the words stays"


def test_words_under_another_speaker_say_under_whom() -> None:
    dossier = sample.dossier()
    others = tuple(
        one.model_copy(update={"source": one.source.model_copy(update={"actor": "p2"})})
        if one.id == dossier.quotes[0].versions[1].statement
        else one
        for one in dossier.statements
    )
    assert "ascribed to the ministry" in printed(dossier.model_copy(update={"statements": others}), width=200)
