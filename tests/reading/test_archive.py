"""Archives of any size → raw records with places; damage costs what it damages and nothing else."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import NoInput, Unreadable
from rashomon.model.article import Article
from rashomon.reading.archive import Raw, articles_in, parts_of, raw_in
from rashomon.settings import ReadingSettings, Settings

BODY = "The ferry Osk ran aground off Tarn on Monday, the coast guard said, and all on board were taken off in boats."
SMALL = Settings(reading=ReadingSettings(max_bytes=20_000))


def answer(number: int, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", filling: int = 0, extra: str = "") -> bytes:
    page = f"<html><head><title>Ferry {number}</title></head><body><article><p>{BODY} It is boat {number}.</p></article></body></html>"
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode()
    return head + page.encode() + b" " * filling


def warc(number: int, block: bytes, kind: str = "response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://harbour.example/{number}\r\nWARC-Date: 2024-05-06T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def zipped(records: Iterable[bytes]) -> list[bytes]:
    return [gzip.compress(record, mtime=0) for record in records]


def raws(path: Path, options: Settings = SMALL) -> list[Raw | Unreadable]:
    return [raw for part in parts_of([path]) for raw in raw_in(part, options)]


def places(found: list[Raw | Unreadable], path: Path) -> list[str]:
    """`#n` of records, `!#n` of what could not be read."""
    shown = (f"!{one.which}" if isinstance(one, Unreadable) else one.place for one in found)
    return [place.replace(str(path), "") for place in shown]


def why(found: list[Raw | Unreadable]) -> list[str]:
    return [one.what for one in found if isinstance(one, Unreadable)]


def article(raw: Raw | Unreadable) -> Article:
    assert isinstance(raw, Raw)
    (one,) = articles_in(raw, SMALL)
    assert isinstance(one, Article)
    return one


def test_a_page_of_an_archive_has_its_address_and_its_place(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(zipped(warc(number, answer(number)) for number in range(1, 4))))
    found = raws(path)
    assert places(found, path) == ["#1", "#2", "#3"]
    one = article(found[1])
    assert (one.url, one.path) == ("http://harbour.example/2", f"{path}#2")
    assert BODY in one.text


def test_what_is_no_page_is_passed_over_or_recorded(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(
        warc(1, b"software: a crawler\r\n", "warcinfo")
        + warc(2, b"GET / HTTP/1.1\r\n\r\n", "request")
        + warc(3, answer(3))
        + warc(4, answer(4, status="404 Not Found"))
        + warc(5, answer(5, kind="image/png"))
        + warc(6, answer(6, filling=50_000))
        + warc(7, answer(7))
    )
    found = raws(path)
    assert places(found, path) == ["#3", "!#4", "!#5", "!#6", "#7"]
    assert why(found) == ["the server answered 404", "it is image/png, no page", "it is larger than 0.02 MB, too large for one article"]


def test_the_charset_of_the_server_counts_where_the_page_is_silent(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    body = answer(1, kind="text/html; charset=windows-1251").replace(b"Osk", "Оск".encode("cp1251"))
    path.write_bytes(warc(1, body))
    assert "The ferry Оск ran" in article(raws(path)[0]).text


def test_a_page_that_was_sent_packed_is_unpacked(tmp_path: Path) -> None:
    head, page = answer(1, extra="Content-Encoding: gzip\r\n").split(b"\r\n\r\n", 1)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(warc(1, head + b"\r\n\r\n" + gzip.compress(page, mtime=0)), mtime=0))
    assert BODY in article(raws(path)[0]).text


def test_a_page_that_unpacks_to_too_much_is_left_out(tmp_path: Path) -> None:
    head, page = answer(1, extra="Content-Encoding: gzip\r\n", filling=3_000_000).split(b"\r\n\r\n", 1)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(warc(1, head + b"\r\n\r\n" + gzip.compress(page, mtime=0)), mtime=0) + zipped([warc(2, answer(2))])[0])
    found = raws(path)
    assert places(found, path) == ["!#1", "#2"]
    assert "too large" in why(found)[0]


@pytest.mark.parametrize("cut", [3, 40, 120, -60, -9])
def test_an_archive_that_is_cut_off_keeps_what_stands_before(tmp_path: Path, cut: int) -> None:
    members = zipped(warc(number, answer(number)) for number in range(1, 4))
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(members[:2]) + members[2][:cut])
    found = raws(path)
    assert places(found, path)[:2] == ["#1", "#2"]
    assert places(found, path)[-1] == "!#3" or places(found, path) == ["#1", "#2", "#3", "!#4"]
    assert len(why(found)) == 1


def test_a_cut_member_in_the_middle_costs_one_record(tmp_path: Path) -> None:
    members = zipped(warc(number, answer(number)) for number in range(1, 5))
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(members[0] + members[1][:150] + members[2] + members[3])
    found = raws(path)
    assert places(found, path) == ["#1", "!#2", "#3", "#4"]
    assert why(found) == ["the record is damaged"]
    assert article(found[3]).url == "http://harbour.example/4"


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_no_damage_stops_the_reading(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    packed = data.draw(st.booleans())
    records = [warc(number, answer(number)) for number in range(1, 6)]
    members = zipped(records) if packed else records
    hit = data.draw(st.integers(0, 4))
    broken = bytearray(members[hit])
    first = data.draw(st.integers(0, len(broken) - 1))
    broken[first : first + data.draw(st.integers(1, 40))] = data.draw(st.binary(max_size=40))
    path = tmp_path_factory.mktemp("broken") / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join([*members[:hit], bytes(broken), *members[hit + 1 :]]))
    found = raws(path)
    urls = [one.url for one in found if isinstance(one, Raw)]
    assert urls[:hit] == [f"http://harbour.example/{number}" for number in range(1, hit + 1)]
    if packed:
        behind = [f"http://harbour.example/{number}" for number in range(hit + 2, 6)]
        assert urls[len(urls) - len(behind) :] == behind


def test_no_archive_is_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "empty.warc.gz"
    path.write_bytes(b"")
    assert why(raws(path)) == ["the archive is empty"]
    path.write_bytes(b"no archive at all" * 100)
    assert why(raws(path)) == ["the record is damaged"]


def test_lines_of_json_are_split_and_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl.gz"
    lines = [json.dumps({"text": BODY, "title": "One"}).encode(), b"{broken", b"", b"x" * 30_000, json.dumps({"text": BODY}).encode()]
    path.write_bytes(gzip.compress(b"\n".join(lines)))
    found = raws(path)
    assert places(found, path) == ["#1", "#2", "!#4", "#5"]
    broken = found[1]
    assert isinstance(broken, Raw)
    assert [type(one) for one in articles_in(broken, SMALL)] == [Unreadable]
    assert article(found[0]).title == "One"


def test_the_rows_of_a_table_are_records(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    rows = [
        {"headline": f"Ferry {n}", "articleBody": f"{BODY} Boat {n}.", "datePublished": "2024-05-06", "embedding": [0.5] * 9}
        for n in range(9)
    ]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=4)
    found = raws(path)
    assert places(found, path) == [f"#{n}" for n in range(1, 10)]
    one = article(found[8])
    assert one.title == "Ferry 8"
    assert one.published is not None
    assert one.published.date == "2024-05-06"
    assert b"embedding" not in found[8].data  # type: ignore[union-attr]


def test_a_damaged_row_group_costs_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    rows = [{"text": f"{BODY} Boat {n}." * 20} for n in range(9)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=3, compression="gzip")
    group = pyarrow.parquet.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    start = group.data_page_offset
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    found = raws(path)
    assert places(found, path) == ["#1", "#2", "#3", "!#4", "#7", "#8", "#9"]


def test_a_broken_table_and_one_without_texts_are_recorded(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(b"PAR1 and nothing else")
    assert why(raws(path)) == ["it is no whole Parquet table"]
    pyarrow.parquet.write_table(pyarrow.table({"price": [1, 2]}), path)
    assert why(raws(path)) == ["no column of the table holds a text"]


def test_files_of_a_folder_are_records(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(BODY)
    (tmp_path / "code.py").write_text("x = 1")
    (tmp_path / "big.html").write_bytes(b"<html>" + b" " * 30_000)
    found = raws(tmp_path)
    assert places(found, tmp_path) == ["!/big.html", "/code.py", "/one.txt"]
    code = found[1]
    assert isinstance(code, Raw)
    assert [str(one) for one in articles_in(code, SMALL) if isinstance(one, Unreadable)]


def test_standard_input_cannot_be_taken_up_again() -> None:
    with pytest.raises(NoInput, match="standard input"):
        parts_of(["-"])
