from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from rashomon.cli.main import main
from rashomon.serving.app import create_app
from rashomon.serving.guard import POLICY, Door
from rashomon.serving.room import Room
from rashomon.storing.library import Library

TOKEN = "a-token-of-the-tests-1"


@pytest.mark.parametrize("path", ["/stories", "/nothing", "/api/stories", "/static/room.css", "/stories/nothing"])
def test_every_answer_forbids_what_is_not_the_rooms(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_no_page_has_script_or_style_that_the_policy_would_stop(client: TestClient, stories: dict[int, str]) -> None:
    story = stories[7]
    for path in (
        "/stories",
        f"/stories/{story}",
        f"/stories/{story}/findings",
        f"/stories/{story}/corrections",
        "/add",
        "/search?words=ferry",
    ):
        html = client.get(path).text
        assert "<style" not in html
        assert " style=" not in html
        assert html.count("<script") == html.count("<script src=") + html.count('<script type="application/json"')


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1", "", "localhost.evil.example:80"])
def test_a_name_that_is_made_to_point_here_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/stories", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_a_change_from_another_page_is_refused(client: TestClient, stories: dict[int, str], headers: dict[str, str]) -> None:
    said = {"kind": "note", "payload": {"finding": "", "text": "x"}}
    assert client.post(f"/api/stories/{stories[7]}/corrections", json=said, headers=headers).status_code == 403
    assert client.post("/add", data={"text": "x"}, headers=headers).status_code == 403


def test_a_form_without_the_rooms_secret_is_refused(client: TestClient, stories: dict[int, str], library: Library) -> None:
    before = library.corrections(stories[7])
    form = {"kind": "note", "finding": "", "text": "x"}
    assert client.post(f"/stories/{stories[7]}/corrections", data=form).status_code == 403
    assert client.post(f"/stories/{stories[7]}/corrections", data=form | {"secret": "wrong"}).status_code == 403
    assert client.post("/add", data={"text": "words"}).status_code == 403
    assert client.post("/corrections/1/undo", data={"story": stories[7]}).status_code == 403
    assert library.corrections(stories[7]) == before


def test_a_body_that_is_too_large_is_refused(library: Library) -> None:
    with TestClient(create_app(Room(library, Door(hosts=frozenset({"testserver"}), largest=1000)))) as client:
        assert client.post("/api/articles", json={"text": "x" * 2000}).status_code == 413

        def endless() -> Iterator[bytes]:
            for _ in range(50):
                yield b"x" * 100

        answer = client.post("/api/articles", content=endless(), headers={"content-type": "application/json"})
        assert answer.status_code == 413


def test_strangers_need_the_token(library: Library) -> None:
    with TestClient(create_app(Room(library, Door(token=TOKEN))), follow_redirects=False) as client:
        assert client.get("/stories").status_code == 401
        assert client.get("/stories?token=wrong").status_code == 401
        assert client.get("/api/stories", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        came = client.get(f"/stories?token={TOKEN}")
        assert came.status_code == 303
        assert "token" not in came.headers["location"]
        assert "HttpOnly" in came.headers["set-cookie"]
        assert client.get("/stories").status_code == 200


def test_another_address_demands_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert "--token" in capsys.readouterr().err
    assert main(["serve", "--host", "192.0.2.1", "--token", "short"]) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "//etc/passwd",
        "/static//etc/passwd",
        "/stories/..%2f..%2fx",
    ],
)
def test_no_path_reaches_the_file_system(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 421)
