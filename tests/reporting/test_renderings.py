from __future__ import annotations

from rashomon.reporting.renderings import pieces, spoken
from rashomon.reporting.view import Piece

FULL = "We saw water where water must never be, and we did not wait"


def test_a_changed_word_is_marked_and_nothing_else() -> None:
    found = pieces("We saw water where water must never be, and we could not wait", FULL)
    assert [piece.text for piece in found if piece.kind == "differs"] == ["could"]
    assert not [piece for piece in found if piece.kind == "gap"]


def test_words_left_out_are_a_gap_that_names_them() -> None:
    assert Piece("and we did not wait", "gap") in pieces("We saw water where water must never be", FULL)


def test_the_words_of_the_outlet_stay_whole() -> None:
    rendering = "“we saw water,” — and, we did: not wait!"
    assert "".join(piece.text for piece in pieces(rendering, FULL) if piece.kind != "gap") == rendering


def test_case_and_curly_apostrophes_are_no_difference() -> None:
    assert {piece.kind for piece in pieces("it’s LATE", "it's late")} == {"same"}


def test_a_very_long_rendering_is_left_unmarked() -> None:
    long = "word " * 5000
    assert pieces(long, long + "more") == (Piece(long, "same"),)


def test_the_narrators_words_inside_a_rendering_are_left_out() -> None:
    assert spoken("We wait,” Berg told the harbour board. “We stay") == "We wait […] We stay"
    assert spoken('pay your taxes," Berg told the board. "But if you stay') == "pay your taxes […] But if you stay"
    assert spoken("We call it “the wall” and mean it") == "We call it “the wall” and mean it"
    assert spoken('the so-called "experts" and their "plans" fail') == 'the so-called "experts" and their "plans" fail'
