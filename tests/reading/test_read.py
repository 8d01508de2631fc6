"""The door of the reading stage: which inputs are read, what is recorded, in which order."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import NoInput
from rashomon.reading.read import Reading, read, read_verbatim
from rashomon.settings import ReadingSettings, Settings

BODY = "The ferry ran aground on Monday, the harbour master said. All forty people on board were brought ashore before dark."
OTHER = "A second ferry was sent to tow it off the bank, and divers looked at the hull on Tuesday. Nobody was hurt, police said."
BROKEN = Path(__file__).resolve().parents[1] / "broken"


def texts(reading: Reading) -> set[str]:
    return {article.text for article in reading.articles}


def why(reading: Reading) -> str:
    assert len(reading.skipped) == 1
    return f"{reading.skipped[0].what}: {reading.skipped[0].why}"


def test_files_folders_patterns_mixed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(BODY)
    (tmp_path / "in" / ".hidden.txt").write_text(OTHER)
    (tmp_path / "b.json").write_text(json.dumps({"headline": "Ferry towed", "articleBody": OTHER, "publisher": {"name": "The Kurier"}}))
    reading = read([tmp_path / "in", f"{tmp_path}/*.json"])
    assert texts(reading) == {BODY, OTHER}
    assert not reading.skipped
    assert [article.id for article in reading.articles] == sorted(article.id for article in reading.articles)


def test_order_of_inputs_changes_nothing(tmp_path: Path) -> None:
    for name, text in (("a.txt", BODY), ("b.txt", OTHER), ("c.txt", BODY), ("d.txt", "")):
        (tmp_path / name).write_text(text)
    paths = sorted(map(str, tmp_path.iterdir()))
    assert read(paths).model_dump_json() == read(paths[::-1]).model_dump_json() == read([tmp_path]).model_dump_json()


def test_the_same_article_twice_is_one_article_and_a_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_text(BODY)
    reading = read([tmp_path])
    assert len(reading.articles) == 1
    assert "b.txt" in why(reading)
    assert "a.txt" in why(reading)


def test_a_name_that_names_nothing_raises(tmp_path: Path) -> None:
    for nothing in ("missing.txt", "*.html", "", "\x00"):
        with pytest.raises(NoInput, match=r"Name a text"):
            read([f"{tmp_path}/{nothing}" if nothing.isprintable() and nothing else nothing])
    with pytest.raises(NoInput):
        read([])


def test_an_empty_folder_is_recorded(tmp_path: Path) -> None:
    assert "no file is in the folder" in why(read([tmp_path]))


def test_json_lines_go_on_after_a_bad_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": BODY, "outlet": "Kurier"}),
        "{broken",
        "",
        "[1, 2]",
        json.dumps({"text": OTHER, "url": "https://www.bbc.co.uk/x"}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    reading = read([tmp_path / "a.jsonl"])
    assert texts(reading) == {BODY, OTHER}
    assert {article.path and article.path.rsplit("#")[-1] for article in reading.articles} == {"1", "5"}
    assert {article.outlet for article in reading.articles} == {"Kurier", "BBC"}
    assert {piece.what.rsplit("#")[-1] for piece in reading.skipped} == {"2", "4"}


def test_a_cut_archive_gives_the_lines_before_the_cut(tmp_path: Path) -> None:
    noise = [json.dumps({"text": BODY + " " + os.urandom(400).hex()}) for _ in range(200)]
    whole = gzip.compress("\n".join(noise).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    reading = read([tmp_path / "a.jsonl.gz"])
    assert 20 < len(reading.articles) < 190
    assert any("cut off" in piece.why for piece in reading.skipped)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        import io

        buffer = io.BytesIO(f"<html><body><article><p>{BODY}</p><p>{OTHER}</p></article></body></html>".encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    (article,) = read(["-"]).articles
    assert (article.path, article.text) == ("-", f"{BODY}\n\n{OTHER}")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.pdf", b"%PDF-1.7\n\x00\x01", "PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        ("a.docx", b"PK\x03\x04\x00\x00", "office document"),
        ("a.bin", bytes(range(256)) * 8, "binary file"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"text": "abc', "no valid JSON"),
        ("a.json", b'{"title": "no body"}', "no text"),
        ("a.json", b"[]", "no article"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "no text of an article"),
        ("a.txt", b"Two words", "only 2 words"),
        ("a.jsonl", b"", "empty"),
        ("a.txt", ("Le ministre a déclaré lundi que le pont resterait fermé. " * 6).encode(), "French"),
        ("a.txt", ("Министр заявил в понедельник, что мост останется закрытым. " * 6).encode(), "Russian"),
        ("a.txt", b"\x1f\x8b\x08\x00damaged", "damaged"),
    ],
)
def test_what_is_no_article_gives_one_clear_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(BODY)
    reading = read([tmp_path])
    assert texts(reading) == {BODY}
    line = why(reading)
    assert says in line
    assert name in line
    assert "\n" not in line


def test_too_large_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY * 40)
    small = Settings(reading=ReadingSettings(max_bytes=1_000))
    assert "larger than 0.001 MB" in why(read([tmp_path], small))
    short = Settings(reading=ReadingSettings(max_characters=1_000))
    assert "too many for one article" in why(read([tmp_path], short))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.txt").chmod(0)
    assert "permission" in why(read([tmp_path]))


def test_links_in_circles_and_dangling_links(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    reading = read([tmp_path])
    assert texts(reading) == {BODY}
    assert "gone.txt" in why(reading)


def test_program_text_in_a_folder_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import os\n" * 30)
    assert "program text" in why(read([tmp_path]))


def test_verbatim_keeps_every_character(tmp_path: Path) -> None:
    raw = "Headline\r\n\r\n  By Ann Bee \u200b\r\n\r\n" + BODY + "\n\nShare\n"
    (tmp_path / "a.txt").write_bytes(raw.encode())
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": " a  b\tc \ud800", "outlet": "X", "title": "T", "published": "2020-01-05"}))
    found = {article.outlet: article for article in read_verbatim([tmp_path]).articles}
    assert found[None].text == raw
    assert found["X"].text == " a  b\tc \ufffd"
    assert found["X"].published is not None
    assert found["X"].published.date == "2020-01-05"
    assert not found[None].furniture


@pytest.mark.parametrize("name", sorted(path.name for path in BROKEN.iterdir() if path.suffix != ".md"))
def test_broken_articles_are_read_whole(name: str) -> None:
    """Each file of `tests/broken` holds the same two sentences in a damaged wrapping."""
    reading = read([BROKEN / name])
    assert len(reading.articles) == 1, reading.skipped
    text = reading.articles[0].text
    assert "The mayor’s café “stayed open” on Monday, she said." in text
    assert "It cost £20 to mend the window." in text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".html", ".json", ".jsonl", ".jsonl.gz", ".gz", ".x"]))
def test_no_bytes_ever_raise(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    for reading in (read([path]), read_verbatim([path])):
        assert reading.articles or reading.skipped
        assert Reading.model_validate_json(reading.model_dump_json()) == reading


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), title=st.text(max_size=30), date=st.text(max_size=20))
def test_no_record_ever_raises(tmp_path: Path, text: str, title: str, date: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "title": title, "published": date, "byline": [title]}))
    reading = read([path])
    assert reading.articles or reading.skipped
    for article in reading.articles:
        assert article.text == "\n\n".join(article.text.split("\n\n"))


@pytest.mark.parametrize("address", ["https://news.example/a", "HTTP://news.example", "ftp://x/*", "file:///etc/passwd"])
def test_an_address_is_told_from_a_file(address: str) -> None:
    with pytest.raises(NoInput, match="it is a web address"):
        read([address])


def test_words_beside_the_authors_are_no_authors(tmp_path: Path) -> None:
    authors = ["Ann Bee", "Min Read", "5 min read", "Reporter", "Carl Reporter"]
    (tmp_path / "a.json").write_text(json.dumps({"title": "Ferry aground", "authors": authors, "text": BODY}))
    (article,) = read([tmp_path / "a.json"]).articles
    assert article.byline == ("Ann Bee", "Carl Reporter")
