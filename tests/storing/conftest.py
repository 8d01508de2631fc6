from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rashomon.model.article import Article
from rashomon.reading.read import read
from rashomon.storing.library import Library, open_library
from tests.storing.postgresql import Server

ROOT = Path(__file__).resolve().parents[2]
Opener = Callable[[], Library]


@pytest.fixture(scope="session")
def accounts() -> tuple[Article, ...]:
    """The seven accounts of the ferry in the strait and four of the landing at the port."""
    return (*read([ROOT / "examples/strait"]).articles, *read([ROOT / "examples/port"]).articles[:4])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server.found()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    with found as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'library.db'}"
    running: Server = request.getfixturevalue("server")
    return running.database()


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    with open_library(address, who="Ada") as opened:
        yield opened
