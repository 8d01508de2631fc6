from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.cli.main import main
from rashomon.reporting.exports.formats import FORMATS, export
from tests.reporting import sample


@pytest.fixture
def dossier(tmp_path: Path) -> str:
    path = tmp_path / "d.json"
    path.write_text(sample.dossier().to_json(), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_dossier_is_written_in_every_format(format: str, dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["export", dossier, "--format", format, "--out", str(out)]) == 0
    made = export(sample.dossier(), format)
    if FORMATS[format].many:
        assert {path.name: path.read_bytes() for path in out.iterdir()} == made
    else:
        assert [out.read_bytes()] == list(made.values())
    assert capsys.readouterr() == ("", f"wrote {out}\n")


def test_a_dash_is_standard_output(dossier: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", dossier, "--format", "graphml", "--out", "-"]) == 0
    assert capfdbinary.readouterr() == (export(sample.dossier(), "graphml")["dossier.graphml"], b"")


def test_several_files_need_a_folder(dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", dossier, "--format", "parquet", "--out", "-"]) == 2
    assert "name a folder" in capsys.readouterr().err
    (tmp_path / "taken").write_text("x")
    assert main(["export", dossier, "--format", "csv", "--out", str(tmp_path / "taken")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_dossier_that_lies_is_not_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = json.loads(sample.dossier().to_json())
    content["brief"][0]["spans"][0]["text"] = "about 12"
    (tmp_path / "d.json").write_text(json.dumps(content))
    assert main(["export", str(tmp_path / "d.json"), "--format", "json", "--out", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    assert "does not hold" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["nowhere.json", "--format", "json", "--out", "x"], ["x", "--format", "bogus", "--out", "x"], ["x"]])
def test_wrong_usage_is_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err
