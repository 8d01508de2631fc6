"""The documentation: generated pages are current, commands run, links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from rashomon.model.dossier import Dossier

ROOT = Path(__file__).resolve().parents[1]
NAMED = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md")
PAGES = [ROOT / name for name in NAMED] + sorted((ROOT / "docs").glob("*.md"))
FENCE = re.compile(r"^```(?P<language>\w+) runnable\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(?:#[^)\s]*)?\)")

PAGE_OF = {
    "statements": "statements.md",
    "quotes": "quotes.md",
    "claims": "claims.md",
    "figures": "figures.md",
    "timeline": "timeline.md",
    "copies": "copying-and-origins.md",
    "origins": "copying-and-origins.md",
    "wording": "wording.md",
    "actors": "actors.md",
    "brief": "brief.md",
}
NO_FINDING = {"schema_", "generator", "story", "articles", "skipped"}


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def runnable() -> list[Path]:
    return [page for page in PAGES if FENCE.search(page.read_text(encoding="utf-8"))]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", runnable(), ids=ids)
def test_what_a_page_tells_to_type_works(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        shell = ["bash", "-euo", "pipefail", "-c"] if fence["language"] in {"sh", "console"} else [sys.executable, "-c"]
        done = subprocess.run(
            [*shell, fence["code"]], cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{fence['code']}\n{done.stderr}"
        assert done.stdout.strip()


def test_generated_pages_are_current() -> None:
    for script in ("schema.py", "docs.py"):
        done = subprocess.run([sys.executable, str(ROOT / "scripts" / script), "--check"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [found["target"] for found in LINK.finditer(page.read_text(encoding="utf-8"))]
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert not missing


def test_every_kind_of_finding_has_a_page_that_says_what_it_misses() -> None:
    assert set(Dossier.model_fields) - NO_FINDING == set(PAGE_OF)
    for name in {*PAGE_OF.values(), "sourcing.md"}:
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        for part in ("## What it finds", "## What it misses", "## Measured", "<!-- score:"):
            assert part in text, f"{name} lacks {part!r}"
        assert f"({name})" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_the_verbs_that_are_named_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8")))
    named |= set(re.findall(r"^make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_the_commands_that_are_named_exist() -> None:
    listed = set(re.findall(r"^## rashomon (\w+)$", (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        named = set(re.findall(r"^rashomon (\w+)", text, re.MULTILINE)) | set(re.findall(r"`rashomon (\w+)", text))
        assert named <= listed, f"{page.name}: {named - listed}"


def test_the_changelog_knows_this_version() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_page_names_a_machine() -> None:
    for page in [*PAGES, ROOT / "requirements.lock", ROOT / "Makefile"]:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/(?:root|home|work)/|--index-url|pypi\.org", text), page.name
