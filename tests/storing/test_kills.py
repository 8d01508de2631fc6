"""Processes that are killed while they write, and two that write at once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.model.article import Article, identity
from rashomon.storing.library import open_library

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from pathlib import Path
from rashomon.model.article import Article
from rashomon.storing import entering
from rashomon.storing.library import open_library
entering.BATCH = 1
address, first, step = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
articles = [Article.model_validate_json(line) for line in Path(sys.argv[4]).read_text("utf-8").splitlines()]
with open_library(address) as library:
    print("ready", flush=True)
    for article in articles[first::step]:
        library.add([article])
        print(article.id, flush=True)
print("done", flush=True)
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty short accounts of one thing, one a line."""
    lines = []
    for n in range(40):
        text = f"A crane fell onto the quay in Marrow on Monday. The harbour master, Lena Vogt, said {n + 2} people were hurt."
        id = identity(f"Paper {n}", "Crane falls", None, text)
        lines.append(Article(id=id, outlet=f"Paper {n}", title="Crane falls", text=text).model_dump_json())
    file = tmp_path_factory.mktemp("many") / "articles.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def started(address: str, many: Path, first: int = 0, step: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, address, str(first), str(step), str(many)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def whole(address: str, saved: set[str]) -> int:
    """Checks that all that was said to be saved is there and nothing is half there; how many articles there are."""
    with open_library(address) as library:
        held: list[str] = []
        for row in library.stories(limit=1000):
            lines = library.articles(row.id)
            assert row.articles == len(lines) > 0
            held += [line.id for line in lines]
        assert len(held) == len(set(held))
        assert saved <= set(held)
        found = {hit.article.id for hit in library.search("crane", limit=1000)}
        assert found == set(held)
        assert all(library.article(id) is not None for id in held)
        return len(held)


def test_what_was_said_to_be_saved_survives_a_kill(address: str, many: Path) -> None:
    saved: set[str] = set()
    for after in (1, 2, 4, 7, 3):
        process = started(address, many)
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("a"):
                saved.add(line.strip())
            if line.startswith("a") and len(saved) % 8 >= after:
                break
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
        saved |= {line for line in rest.split() if line.startswith("a") and len(line) == 11}
        process.stdout.close()
        process.wait()
        assert whole(address, saved) >= len(saved)
    process = started(address, many)
    assert process.stdout is not None
    assert process.stdout.read().endswith("done\n")
    process.stdout.close()
    assert process.wait() == 0
    assert whole(address, saved) == 40


def test_two_processes_add_at_once(address: str, many: Path) -> None:
    both = [started(address, many, 0, 2), started(address, many, 1, 2), started(address, many, 0, 3)]
    saved: set[str] = set()
    for process in both:
        assert process.stdout is not None
        told = process.stdout.read().split()
        process.stdout.close()
        assert process.wait() == 0
        assert told[-1] == "done"
        saved |= set(told[1:-1])
    assert whole(address, saved) == 40
    with open_library(address) as library:
        [row] = library.stories()
        assert row.articles == 40
