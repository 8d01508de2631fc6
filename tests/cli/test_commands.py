from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from rashomon.cli.main import main
from rashomon.errors import NoInput, NothingToCompare
from tests.reporting import sample

Compare = Callable[..., object]


@pytest.fixture
def flow(monkeypatch: pytest.MonkeyPatch) -> Callable[[Compare], None]:
    """Puts another comparison in the place of the real one."""

    def put(compare: Compare) -> None:
        monkeypatch.setitem(sys.modules, "rashomon.flow", SimpleNamespace(compare=compare))

    put(lambda paths, progress: sample.dossier())
    return put


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "rashomon", *arguments]
    return subprocess.run(command, capture_output=True, env=os.environ | more, check=False)


def test_compare_prints_the_summary(flow: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "x"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Crack in Orsk Valley dam empties villages\n")
    assert err == ""
    assert "\x1b" not in out, "no colour where nobody watches"


def test_compare_writes_everything_asked_for(flow: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outs = {"--html": "d.html", "--json": "d.json", "--markdown": "d.md", "--tables": "tables"}
    arguments = [part for option, name in outs.items() for part in (option, str(tmp_path / name))]
    assert main(["compare", "x", *arguments]) == 0
    assert (tmp_path / "d.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "d.json").read_text(encoding="utf-8") == sample.dossier().to_json()
    assert (tmp_path / "d.md").read_text(encoding="utf-8").startswith("# Crack")
    assert (tmp_path / "tables" / "claims.csv").exists()
    assert capsys.readouterr().err.count("wrote ") == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.html", "d.json", "d.md", "tables"], "nothing half-written stays"


@pytest.mark.parametrize(("option", "start"), [("--html", "<!DOCTYPE"), ("--json", "{"), ("--markdown", "# Crack")])
def test_a_dash_is_standard_output_and_nothing_else_is_there(
    flow: object, option: str, start: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["compare", "x", option, "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(start.encode())
    assert b"IN BRIEF" not in out
    assert err == b""


def test_two_outputs_cannot_share_standard_output(flow: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "x", "--html", "-", "--json", "-"]) == 2
    assert "only one output" in capsys.readouterr().err


def test_quiet_says_nothing(flow: object, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["compare", "x", "--quiet", "--json", str(tmp_path / "d.json")]) == 0
    assert capsys.readouterr() == ("", "")


def test_an_output_that_cannot_be_written_is_said_before_the_work(
    flow: Callable[[Compare], None], capsys: pytest.CaptureFixture[str]
) -> None:
    flow(lambda paths, progress: pytest.fail("compared in vain"))
    assert main(["compare", "x", "--html", "/nowhere/at/all/d.html"]) == 2
    assert capsys.readouterr().err == (
        "rashomon: /nowhere/at/all/d.html: its folder does not exist. Name a file in a folder that exists and that you may write to.\n"
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NothingToCompare("no article could be read", which="x", then="Look"), 1),
        (NoInput("there is no such file", which="x", then="Look"), 2),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("a\nbug"), 1),
    ],
)
def test_errors_are_one_line_and_an_exit_code(
    flow: Callable[[Compare], None], error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(paths: list[str], progress: object) -> None:
        raise error

    flow(fail)
    assert main(["compare", "x"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("rashomon: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["compare"], ["bogus"], ["compare", "x", "--bogus"], ["check"]])
def test_wrong_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Error: " in capsys.readouterr().err


def test_check_says_ok_with_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.json"
    path.write_text(sample.dossier().to_json(), encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out.startswith("ok: 80 spans in 5 articles hold")


def test_check_finds_the_lie_and_exits_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = json.loads(sample.dossier().to_json())
    content["brief"][0]["spans"][0]["text"] = "about 12"
    path = tmp_path / "d.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert main(["check", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "brief[0].spans[0]" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["missing.json", ".", "bad\0name"])
def test_check_of_what_cannot_be_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from rashomon.cli.main import main; main(['--help'])\n"
        "heavy = 'spacy numpy pydantic onnxruntime jinja2 trafilatura rich httpx feedparser mcp sqlalchemy'.split()\n"
        "print(sorted(set(heavy) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
    for command in ("compare", "read", "check", "annotate", "export", "watch", "mcp"):
        assert f"  {command} " in done.stdout


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_text(sample.dossier().to_json(), encoding="utf-8")
    script = f"{sys.executable} -m rashomon check {path} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_locale_prints_something(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "dossier-é.json"
    path.write_text("{", encoding="utf-8")
    done = run("check", str(path), LC_ALL="C", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"it is no JSON" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_version() -> None:
    assert run("--version").stdout.startswith(b"rashomon 0.")
