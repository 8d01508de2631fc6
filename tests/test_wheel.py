"""What ships: the wheel, in a clean environment without development extras, does the main job."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = [pytest.mark.wheel, pytest.mark.timeout(900)]


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What the command prints; its errors fail the test."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a clean environment with the wheel and its dependencies."""
    place = tmp_path_factory.mktemp("clean")
    venv.create(place, with_pip=True)
    programs = place / "bin"
    run(
        programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q", "-c", ROOT / "requirements.lock", wheel, cwd=place
    )
    return programs


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("encoder.onnx", "weights/LICENSE", "py.typed", "dossier.schema.json", ".toml"):
        assert any(name.endswith(needed) for name in names), needed
    assert all(name.startswith(("rashomon/", "rashomon-")) for name in names), "only the package ships"
    assert wheel.stat().st_size < 100_000_000


def test_the_main_job_in_a_clean_environment(clean: Path, tmp_path: Path) -> None:
    assert not run(clean / "python", "-c", "import importlib.util as u; print(u.find_spec('pytest') or u.find_spec('torch') or '')").strip()
    said = run(clean / "rashomon", "compare", ROOT / "examples" / "strait", "--json", "d.json", "--html", "d.html", cwd=tmp_path)
    assert said.strip()
    dossier = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    assert dossier["schema"] == "rashomon.dossier/1"
    assert dossier["statements"]
    assert dossier["figures"]
    assert "<html" in (tmp_path / "d.html").read_text(encoding="utf-8")
    run(clean / "rashomon", "check", "d.json", cwd=tmp_path)
