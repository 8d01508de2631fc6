"""Pages and feeds from a local server into a library: added once, followed, stopped with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.cli.main import main
from rashomon.settings import DEFAULT
from rashomon.storing.library import open_library
from tests.reading.website import Answer, Asked, Website, rss, story, website


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        yield running


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'news.db'}"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between two requests."""
    monkeypatch.setattr("rashomon.reading.web.time.sleep", lambda seconds: None)


def item(name: str) -> str:
    return f"<title>{name}</title><link>/{name}</link>"


def test_a_page_a_feed_and_a_file_are_added_once(site: Website, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.routes.update({"/one": story("one"), "/two": story("two"), "/feed": rss(item("two"), item("gone"))})
    (tmp_path / "three.txt").write_text("A third ferry came in the evening, the harbour master said. It took the forty people home.")
    inputs = [f"{site.home}/one", f"{site.home}/feed", str(tmp_path / "three.txt")]
    assert main(["add", *inputs, "--allow-private", "--library", address]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("added 3 articles to ")
    assert f"left out: {site.home}/gone: there is no page" in err
    assert main(["add", *inputs, "--allow-private", "--library", address]) == 0
    assert "3 known" in capsys.readouterr().out


def test_without_the_flag_this_machine_is_not_asked(site: Website, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", f"{site.home}/one", "--library", address]) == 1
    assert "`--allow-private` allows it" in capsys.readouterr().err
    assert site.asked == []


def test_a_path_that_names_nothing_is_said_before_anything_is_fetched(
    site: Website, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", f"{site.home}/one", str(tmp_path / "nowhere"), "--allow-private", "--library", address]) == 2
    assert site.asked == []


def test_a_feed_is_followed_also_after_a_restart(site: Website, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    def feed(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == '"1"':
            return Answer(304)
        made = rss(item("one"), item("gone"))
        return made._replace(headers={**made.headers, "ETag": '"1"'})

    site.routes.update({"/feed": feed, "/one": story("one")})
    command = ["watch", f"{site.home}/feed", "--once", "--allow-private", "--library", address]
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert "1 new article in 1 story" in out
    assert "/gone" in err
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert "0 new articles" in out
    assert err == ""
    assert site.paths() == ["/feed", "/one", "/gone", "/feed"]
    with open_library(address) as library:
        assert library.count_stories() == 1


def test_it_goes_round_and_does_not_repeat_itself(
    site: Website, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        site.routes.update({"/feed": rss(item("one")), "/one": story("one")})
        if len(waits) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("rashomon.cli.watch.time.sleep", wait)
    command = ["watch", f"{site.home}/feed", f"{site.home}/away", "--interval", "2", "--allow-private", "--library", address]
    assert main(command) == 130
    out, err = capsys.readouterr()
    assert [line[18:] for line in out.splitlines()] == [
        "0 new articles in 0 stories",
        "1 new article in 1 story",
        "0 new articles in 0 stories",
    ]
    assert err.count("/feed") == 1
    assert err.count("/away") == 1
    assert err.endswith("rashomon: stopped\n")
    assert [seconds for seconds in waits if seconds > DEFAULT.fetching.longest_wait] == [120, 120, 120]


def test_ctrl_c_ends_it_in_a_line(site: Website, address: str) -> None:
    site.routes["/feed"] = rss()
    heed = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from rashomon.cli.main import main; sys.exit(main())"
    )
    command = [sys.executable, "-c", heed, "watch", f"{site.home}/feed", "--allow-private", "--library", address]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    try:
        assert running.stdout is not None
        assert "0 new articles" in running.stdout.readline()
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 130
    assert err.splitlines()[-1] == "rashomon: stopped"
    assert "Traceback" not in err


@pytest.mark.parametrize("more", [["--interval", "0"], ["--bogus"], []])
def test_wrong_usage_is_two(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", *more] if not more else ["watch", "http://x.example/", *more]) == 2


def test_a_story_of_the_library_is_exported(site: Website, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.routes["/one"] = story("one")
    assert main(["add", f"{site.home}/one", "--allow-private", "--library", address]) == 0
    with open_library(address) as library:
        (row,) = library.stories()
    out = tmp_path / "story.graphml"
    assert main(["export", row.id, "--library", address, "--format", "graphml", "--out", str(out)]) == 0
    assert b"harbour master" in out.read_bytes()
    capsys.readouterr()
    assert main(["export", "nowhere", "--library", address, "--format", "json", "--out", str(tmp_path / "x")]) == 2
    assert "no such story" in capsys.readouterr().err
