"""The public names: what they are, where they come from, and that asking for one costs only that one."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import rashomon
from tests.reporting import sample

ROOT = Path(__file__).resolve().parents[1]


def test_the_public_names_are_these() -> None:
    assert rashomon.__all__ == ["Dossier", "RashomonError", "Settings", "__version__", "annotate", "compare", "read"]
    assert dir(rashomon) == sorted(rashomon.__all__)


@pytest.mark.parametrize("name", rashomon.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(rashomon, name)
    assert isinstance(value, str) or value.__doc__


def test_another_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = rashomon.nothing


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert rashomon.__version__ == project["version"]


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import rashomon, sys; print(sorted({'pydantic', 'numpy', 'spacy', 'rich', 'jinja2'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_dossier_shows_itself_in_a_notebook() -> None:
    assert rashomon.Dossier is type(sample.dossier())
    shown = sample.dossier()._repr_html_()  # type: ignore[attr-defined]
    assert shown.startswith("<iframe")
    assert "Crack in Orsk Valley dam" in shown
