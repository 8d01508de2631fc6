"""The library through a real session of the Model Context Protocol: the SDK's client, a subprocess, standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from rashomon.cli.main import main
from rashomon.errors import MissingExtra
from rashomon.storing.library import open_library

anyio = pytest.importorskip("anyio", reason="the SDK of the Model Context Protocol is not installed")
mcp = pytest.importorskip("mcp", reason="the SDK of the Model Context Protocol is not installed")

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library with one example story."""
    made = f"sqlite:///{tmp_path_factory.mktemp('library') / 'news.db'}"
    assert main(["add", str(EXAMPLES / "port"), "--library", made, "--quiet"]) == 0
    return made


def session(address: str, use: Callable[[Any], Awaitable[Any]], mode: str = "auto") -> Any:
    """What `use` gives of a client that started `rashomon mcp` and shook hands with it."""
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "rashomon", "mcp", "--library", address], env={"PATH": os.environ["PATH"]}
    )

    async def run() -> Any:
        async with mcp.Client(command, mode=mode) as client:
            return await use(client)

    return anyio.run(run)


def call(address: str, tool: str, **arguments: Any) -> Any:
    async def use(client: Any) -> Any:
        return await client.call_tool(tool, arguments)

    return session(address, use)


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"article", "start", "end", "text"} <= value.keys() else []
        return own + [span for inner in value.values() for span in spans(inner)]
    return [span for inner in value for span in spans(inner)] if isinstance(value, list) else []


def assert_exact(address: str, found: Any) -> None:
    """Every span of an answer is the words of the library's article at that place."""
    places = spans(found)
    assert places
    with open_library(address) as library:
        for span in places:
            article = library.article(span["article"])
            assert article is not None
            assert article.text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_say_what_they_do_and_only_read(address: str, mode: str) -> None:
    async def use(client: Any) -> Any:
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in session(address, use, mode)}
    assert set(tools) == {"list_stories", "get_dossier", "who_said"}
    for tool in tools.values():
        assert tool.description
        assert tool.annotations.read_only_hint
        assert tool.output_schema


def test_a_story_is_listed_and_its_dossier_given(address: str) -> None:
    async def use(client: Any) -> tuple[Any, Any, Any]:
        listed = (await client.call_tool("list_stories", {"words": "port"})).structured_content
        story = listed["stories"][0]["id"]
        whole = (await client.call_tool("get_dossier", {"story": story, "with_text": True})).structured_content
        part = (await client.call_tool("get_dossier", {"story": story, "parts": ["brief", "articles"]})).structured_content
        return listed, whole, part

    listed, whole, part = session(address, use)
    assert listed["total"] >= 1
    assert_exact(address, listed["hits"])
    assert whole["schema"] == "rashomon.dossier/1"
    assert_exact(address, whole)
    assert all(article["text"] for article in whole["articles"])
    assert part["brief"] == whole["brief"]
    assert set(part) == {"schema", "generator", "story", "brief", "articles"}
    assert all("text" not in article for article in part["articles"])


def test_who_said_a_thing_comes_with_the_words(address: str) -> None:
    async def use(client: Any) -> tuple[Any, Any]:
        story = (await client.call_tool("list_stories", {})).structured_content["stories"][0]["id"]
        dossier = (await client.call_tool("get_dossier", {"story": story})).structured_content
        statement = next(one for one in dossier["statements"] if one["source"]["actor"] and len(one["content"]["text"].split()) > 4)
        speaker = next(actor["name"] for actor in dossier["actors"] if actor["id"] == statement["source"]["actor"])
        words = statement["content"]["spans"][0]["text"].split()[1]
        return statement, (await client.call_tool("who_said", {"words": words, "speaker": speaker})).structured_content

    statement, found = session(address, use)
    assert statement["id"] in [row["statement"]["id"] for row in found["utterances"]]
    assert_exact(address, found)


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("get_dossier", {"story": "nowhere"}, "There is no story 'nowhere'"),
        ("who_said", {}, "Give words"),
        ("list_stories", {"limit": 100_000}, "limit"),
        ("get_dossier", {"story": "x", "parts": ["passwords"]}, "parts"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_line(address: str, tool: str, arguments: dict[str, Any], said: str) -> None:
    result = call(address, tool, **arguments)
    assert result.is_error
    assert said in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_it_ends_with_its_input_and_prints_nothing_of_its_own(address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rashomon", "mcp", "--library", address], input=b"", capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_without_the_sdk_the_pip_command_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from rashomon.serving.assistants import server

    monkeypatch.setitem(sys.modules, "mcp.server", None)
    with open_library(f"sqlite:///{tmp_path / 'x.db'}") as library, pytest.raises(MissingExtra, match=r"pip install 'rashomon\[mcp\]'"):
        server(library)


def test_answers_are_json_that_others_can_read(address: str) -> None:
    result = call(address, "list_stories")
    assert json.loads(result.content[0].text) == result.structured_content
