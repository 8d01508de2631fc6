"""The house's walls: imports go one way, heavy libraries stay in their room, modules and signatures stay small."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "rashomon"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = [
    {"errors", "threads"},
    {"settings"},
    {"model"},
    {"language"},
    {"reading", "annotating", "gathering", "comparing", "reporting", "checking"},
    {"flow", "storing"},
    {"batching"},
    {"serving"},
    {"cli"},
]
"""From the ground up: a room may import rooms of the layers below it, and itself."""

LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
FACADE = {"__init__", "__main__"}
"""The package's front door (the public names) and `python -m rashomon`; they may import any room."""

ONLY_ANNOTATING = {"spacy", "thinc", "onnxruntime", "tokenizers"}
ONLY_STORING = {"sqlite3", "sqlalchemy", "alembic", "psycopg", "duckdb"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
MAX_LINES = 400
MAX_ARGUMENTS = 6


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Full names of the modules that `path` imports anywhere, late imports too; relative ones made absolute."""
    here = ("rashomon", *path.relative_to(PACKAGE).with_suffix("").parts)
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: -node.level]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            names.add(module)
            if module == "rashomon":
                names.update(f"rashomon.{alias.name}" for alias in node.names if alias.name in LEVEL)
    return names


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("rashomon.")}


def ids(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_go_one_way(path: Path) -> None:
    here = room(path)
    if here in FACADE:
        return
    assert here in LEVEL, f"{here} has no place in the layers; say where it stands in tests/test_architecture.py"
    wrong = {other for other in rooms_imported(path) if other != here and LEVEL.get(other, 99) >= LEVEL[here]}
    assert not wrong, f"{here} may not import {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_heavy_libraries_stay_in_their_room(path: Path) -> None:
    roots = {name.split(".")[0] for name in imported(path)}
    if room(path) != "annotating":
        assert not roots & ONLY_ANNOTATING, "only annotating imports the pipeline and the run time"
    if room(path) != "storing":
        assert not roots & ONLY_STORING, "only storing speaks SQL"
    assert not roots & {"training", "evaluation", "benchmarks", "tests", "torch"}, "what ships imports nothing that does not ship"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_a_module_is_small_and_says_what_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert path.stem not in FORBIDDEN_NAMES, "a module is named after its idea"
    lines = len(source.splitlines())
    assert lines <= MAX_LINES, f"{lines} lines; {MAX_LINES} are the limit"
    assert ast.get_docstring(ast.parse(source)), "no module docstring"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_functions_take_few_arguments(path: Path) -> None:
    too_many = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and room(path) != "cli":
            count = len(node.args.posonlyargs) + len(node.args.args) + len(node.args.kwonlyargs)
            count -= bool(node.args.args and node.args.args[0].arg in {"self", "cls"})
            if count > MAX_ARGUMENTS:
                too_many.append(f"{node.name} ({count})")
    assert not too_many, ", ".join(too_many)


def test_the_nouns_need_no_heavy_library() -> None:
    allowed = sys.stdlib_module_names | {"pydantic", "numpy", "rashomon"}
    for path in sorted((PACKAGE / "model").glob("*.py")):
        roots = {name.split(".")[0] for name in imported(path)}
        assert roots <= allowed, f"{path.name}: {roots - allowed}"


def test_the_layers_are_those_of_the_folders() -> None:
    standing = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert standing <= set(LEVEL), f"rooms without a place in the layers: {standing - set(LEVEL)}"
