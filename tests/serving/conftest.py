from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from rashomon.model.article import Article, identity
from rashomon.reading.read import read
from rashomon.serving.app import create_app
from rashomon.serving.guard import Door
from rashomon.serving.room import Room
from rashomon.storing.library import Library, open_library

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    '<script>window.hurt = 1</script> The quay fell into the harbour on Monday, <img src=x onerror="window.hurt = 2"> witnesses said.\n\n'
    "“<svg onload=alert(1)> Nobody was hurt,” said Lena Vogt, the harbour master. </textarea></script><style>body{display:none}</style>\n\n"
    "{{ 7 * 7 }} {% raw %} javascript:alert(1) ‮ The crane stood for forty years, Vogt said, and 12 people were near it."
)


def hostile() -> Article:
    title, url = "<b onmouseover=alert(1)>Quay</b> & 'crane' \"falls\"", "javascript:window.hurt=3"
    return Article(id=identity("<i>Paper</i>", title, url, HOSTILE), outlet="<i>Paper</i>", title=title, url=url, text=HOSTILE)


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two stories of the examples, compared, and one of an article that means harm."""
    with open_library(f"sqlite:///{tmp_path_factory.mktemp('room') / 'library.db'}", who="Ada") as opened:
        opened.add([*read([ROOT / "examples/strait"]).articles, *read([ROOT / "examples/port"]).articles, hostile()])
        for row in opened.stories():
            opened.refresh(row.id)
        yield opened


@pytest.fixture(scope="package")
def stories(library: Library) -> dict[int, str]:
    """The stories' ids by how many articles they have: 7 and 1 are looked at."""
    return {row.articles: row.id for row in library.stories()}


@pytest.fixture
def room(library: Library) -> Room:
    return Room(library, Door(hosts=frozenset({"testserver", "127.0.0.1", "localhost"})))


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    with TestClient(create_app(room), follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="package")
def address(library: Library) -> Iterator[str]:
    """The address of a real server."""
    room = Room(library, Door())
    server = uvicorn.Server(uvicorn.Config(create_app(room), log_level="error", access_log=False))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
