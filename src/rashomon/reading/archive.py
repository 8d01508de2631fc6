"""Inputs of any size → raw records, one at a time and unparsed, each with its place; and raw records → articles.

Folders and files as for `read`, and in them JSON Lines, Parquet tables and WARC archives (ISO 28500, as Common Crawl's news crawl writes
them). A place is `FILE` or `FILE#n`, n from 1. Splitting is cheap and happens where the input lies; parsing may happen elsewhere. What is
damaged is reported with its place, and reading goes on behind it as far as the format allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rashomon.errors import NoInput, Unreadable
from rashomon.model.article import Article
from rashomon.reading.inputs import Input, find_inputs
from rashomon.reading.read import article_of
from rashomon.reading.records import FIELDS
from rashomon.reading.sources import LINES, Source, contents, in_bytes, in_line, lines_in, not_opened, suffix_of
from rashomon.reading.warc import WARC, pages_in
from rashomon.settings import DEFAULT, Settings

_PARQUET = frozenset({".parquet", ".pq"})
_ROWS = 64  # rows of a Parquet table held in memory at once


class Raw(NamedTuple):
    """One unparsed record. `suffix` says what `data` is (".html", ".jsonl" for one line of JSON, "" where only the content says);
    `url` and `charset` are what the archive says about a page; `at`: bytes of its file that lie before its end."""

    place: str
    data: bytes
    suffix: str
    within: bool = False
    url: str | None = None
    charset: str | None = None
    at: int = 0


class Part(NamedTuple):
    """One input file and its size in bytes."""

    input: Input
    size: int


def parts_of(paths: Iterable[str | Path]) -> list[Part]:
    """The files that `paths` name, in a fixed order. Raises NoInput if a path names nothing, or standard input."""
    named = [str(path) for path in paths]
    if "-" in named:
        raise NoInput("standard input cannot be read again when a run is taken up", which="-", then="Write it to a file and name that")
    return [Part(one, _size(one.name)) for one in find_inputs(named).inputs]


def raw_in(part: Part, settings: Settings = DEFAULT) -> Iterator[Raw | Unreadable]:
    """The records of one file, in order. Raises ImportError where a format's library is not installed."""
    name, suffix = part.input.name, suffix_of(part.input.name)
    try:
        if suffix in LINES:
            with Path(name).open("rb") as file:
                for line in lines_in(file, name, settings.reading):
                    yield line if isinstance(line, Unreadable) else Raw(line[0], line[1], ".jsonl", at=file.tell())
        elif suffix in WARC:
            for one in pages_in(name, settings.reading):
                yield one if isinstance(one, Unreadable) else Raw(one.place, one.data, one.suffix, False, one.url, one.charset, one.at)
        elif suffix in _PARQUET:
            yield from _rows(part)
        else:
            yield Raw(name, contents(part.input, settings.reading), suffix, part.input.within, at=part.size)
    except Unreadable as error:
        yield error
    except (OSError, ValueError) as error:
        yield not_opened(name, error)
    except ImportError:
        raise
    except Exception as error:  # whatever a file does to a library that reads it, the run goes on with the next
        yield Unreadable(f"it cannot be read on ({type(error).__name__})", which=name, then="What stands before is read; check the file")


def articles_in(raw: Raw, settings: Settings = DEFAULT) -> Iterator[Article | Unreadable]:
    """The articles of one record, most often one; what holds none comes as the error that says why."""
    try:
        for source in _sources(raw, settings):
            try:
                yield source if isinstance(source, Unreadable) else article_of(source, settings.reading, url=raw.url)
            except Unreadable as error:
                yield error
    except Unreadable as error:
        yield error


def _sources(raw: Raw, settings: Settings) -> Iterator[Source | Unreadable]:
    if raw.suffix == ".jsonl":
        yield from in_line(raw.data, raw.place)
        return
    text = _by_charset(raw)
    if text is not None:
        yield Source("page", raw.place, text)
    else:
        yield from in_bytes(raw.data, Input(raw.place, raw.within), raw.suffix, settings.reading)


def _by_charset(raw: Raw) -> str | None:
    """The page decoded as its server said, unless the server was wrong or said what is tried first anyway."""
    if not raw.charset or raw.suffix != ".html" or raw.charset.lower() in ("utf-8", "utf8"):
        return None
    try:
        raw.data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return raw.data.decode("cp1252" if raw.charset.lower() in ("iso-8859-1", "latin1") else raw.charset)
        except (UnicodeError, LookupError, ValueError):
            return None
    return None


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0


def _rows(part: Part) -> Iterator[Raw | Unreadable]:
    """The rows of a Parquet table as lines of JSON; a row group that cannot be read is one error."""
    import pyarrow
    import pyarrow.parquet

    name, number = part.input.name, 0
    try:
        table = pyarrow.parquet.ParquetFile(name)
    except (pyarrow.ArrowException, OSError):
        raise Unreadable("it is no whole Parquet table", which=name, then="Check that it was saved whole") from None
    columns = [column for column in table.schema_arrow.names if column in FIELDS]
    with table:
        if not columns:
            raise Unreadable("no column of the table holds a text", which=name, then='Name the column of the bodies "text"')
        for group in range(table.num_row_groups):
            first, length = number, table.metadata.row_group(group).num_rows
            number += length
            try:
                for batch in table.iter_batches(_ROWS, row_groups=[group], columns=columns):
                    for row in batch.to_pylist():
                        first += 1
                        line = json.dumps(row, ensure_ascii=False, default=str, sort_keys=True).encode("utf-8", "replace")
                        yield Raw(f"{name}#{first}", line, ".jsonl", at=part.size * first // max(1, table.metadata.num_rows))
            except (pyarrow.ArrowException, OSError, ValueError):
                what = f"rows {first + 1} to {max(number, first + 1)} are damaged"
                yield Unreadable(what, which=f"{name}#{first + 1}", then="The rows before and behind are read; write the table again")
