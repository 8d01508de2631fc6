"""`python -m benchmarks.room [LIBRARY]`: how long the reading room takes to answer, page by page, under two readers at once.

Starts `rashomon serve` on a free port over the library at the address LIBRARY (the default one otherwise) and asks for each page over HTTP.
What is measured is the library as it stands: fill it before. Prints the median and the 95th percentile in milliseconds; exits with 1
where a median is over the limit. Not measured: the first opening of a story, which compares it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx
from tests.storing.postgresql import Server

from benchmarks.filling import fill

LIMIT = 150.0
"""milliseconds at the median that a page may take: below it a page feels as if it were there already"""
ASKED = 40
"""requests for each page"""
READERS = 2
PATIENCE = 120.0
"""seconds in which a story must have been compared"""


@contextmanager
def serving(library: str | None) -> Iterator[str]:
    """The address of a room that runs in a process of its own."""
    program = str(Path(sys.executable).with_name("rashomon"))
    command = [program, "serve", "--port", "0", *(["--library", library] if library else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as room:
        try:
            assert room.stdout is not None
            yield next(word for word in room.stdout.readline().split() if word.startswith("http")).rstrip("/")
        finally:
            room.terminate()


def pages(client: httpx.Client) -> dict[str, str]:
    """One address of every kind of page, on the story with the most accounts among the first hundred."""
    rows: list[dict[str, Any]] = client.get("/api/stories", params={"limit": 100}).raise_for_status().json()
    if not rows:
        raise SystemExit("the library is empty: fill it with `rashomon add` first")
    story = max(rows, key=lambda row: (row["articles"], row["id"]))
    home, until = f"/stories/{story['id']}", time.monotonic() + PATIENCE
    while client.get(home).status_code == httpx.codes.ACCEPTED and time.monotonic() < until:
        time.sleep(0.5)
    dossier = client.get(f"/api{home}").raise_for_status().json()
    keys = client.get(f"/api{home}/findings").raise_for_status().json()
    word = story["title"].split()[0]
    found = {
        "stories": "/stories",
        "stories by words": f"/stories?words={word}",
        "story": home,
        "findings": f"{home}/findings",
        "sourcing": f"{home}/sourcing",
        "corrections": f"{home}/corrections",
        "article": f"/articles/{dossier['articles'][0]['id']}",
        "search": f"/search?words={word}",
        "add": "/add",
    }
    if keys:
        found["finding"] = f"{home}/findings/{keys[0]['key']}"
    if dossier["actors"]:
        found["actor"] = f"{home}/actors/{dossier['actors'][0]['id']}"
    return found


def times(client: httpx.Client, path: str) -> list[float]:
    """Milliseconds of each of the requests, with `READERS` at a time."""

    def ask(_: int) -> float:
        start = time.perf_counter()
        client.get(path).raise_for_status()
        return 1000 * (time.perf_counter() - start)

    ask(0)
    with ThreadPoolExecutor(READERS) as readers:
        return list(readers.map(ask, range(ASKED)))


def measure(library: str | None) -> dict[str, list[float]]:
    """Milliseconds of every request, by page."""
    with serving(library) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        return {name: times(client, path) for name, path in pages(client).items()}


def filled() -> str:
    """A table of the pages' medians over a library of 10,000 articles, in SQLite and, where it is installed, in PostgreSQL; Markdown."""
    found: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        found["SQLite"] = _filled(f"sqlite:///{folder}/library.db")
    server = Server.found()
    if server is not None:
        with server as running:
            found["PostgreSQL"] = _filled(running.database())
    rows = [f"| {page} | " + " | ".join(f"{median(taken[page]):.0f}" for taken in found.values()) + " |" for page in found["SQLite"]]
    return "\n".join([f"| page, ms at the median | {' | '.join(found)} |", "|---|" + "---:|" * len(found), *rows]) + "\n"


def _filled(address: str) -> dict[str, list[float]]:
    fill(address)
    return measure(address)


def main() -> int:
    """Measure and print."""
    found = measure(sys.argv[1] if len(sys.argv) > 1 else None)
    print("| page | median, ms | 95 %, ms |\n|---|---|---|")
    for name, taken in found.items():
        print(f"| {name} | {median(taken):.0f} | {quantiles(taken, n=20)[-1]:.0f} |")
    return 1 if any(median(taken) > LIMIT for taken in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
