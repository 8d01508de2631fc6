"""What a person sees of a run over an archive."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from rashomon.cli import batch as command
from rashomon.cli.batch import duration, progress_line
from rashomon.cli.main import main


def test_progress_has_rate_and_time_left() -> None:
    assert progress_line("annotating", 1200, 0.25, 400.0) == "annotating: 1,200, 3.0 a second, 20 min left"
    assert progress_line("comparing", 3, 0.0, 0.0) == "comparing: 3, just begun"
    assert [duration(seconds) for seconds in (5.2, 600, 7200)] == ["5 s", "10 min", "2.0 h"]


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, 2.0, 40.0, 41.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with command._progress(quiet=False) as tell:
        for done in range(1, 5):
            tell("annotating", done, done / 8)
    assert capsys.readouterr().err == "annotating: 3, 0.1 a second, 65 s left\n"


def test_the_summary_says_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text(
        "The ferry Osk ran aground off Tarn on Monday, the coast guard said, and all were taken off in boats."
    )
    (tmp_path / "two.txt").write_text("Too short.")
    arguments = ["batch", str(tmp_path / "*.txt"), "--out", str(tmp_path / "out"), "--workers", "1"]
    assert main(arguments) == 0
    first = capsys.readouterr().out
    assert first.startswith("2 records, 1 article in ")
    assert "1 story, 0 told by more than one article\nleft out: 1: its text has only n words\n" in first
    assert "seconds, over all workers: read " in first
    assert f"{tmp_path}/out/articles: 1 row\n" in first
    assert main(arguments) == 0
    assert ", 0 of these units worked on now\n" in capsys.readouterr().out
    assert main([*arguments, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_missing_engine_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    (tmp_path / "one.txt").write_text("x")
    assert main(["batch", str(tmp_path / "one.txt"), "--out", str(tmp_path / "out"), "--engine", "ray"]) == 1
    assert "pip install 'rashomon[ray]'" in capsys.readouterr().err
