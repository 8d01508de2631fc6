"""One input → the texts, pages and records in it, told apart by its name, and by its content where the name does not say.

Archives of records are read line by line, so that they may be large and one bad line loses nothing but itself.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Literal, NamedTuple

from rashomon.errors import Unreadable
from rashomon.reading.decode import GZIP, decode, gunzip
from rashomon.reading.inputs import Input
from rashomon.reading.records import objects, parse
from rashomon.settings import ReadingSettings

_TEXT = frozenset({".txt", ".text", ".md"})
_PAGE = frozenset({".html", ".htm", ".xhtml", ".shtml"})
LINES = frozenset({".jsonl", ".ndjson"})
"""suffixes of archives that hold one record a line"""
_HTML = re.compile(
    r"\s*(?:<!--[^>]{0,2000}-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?"
    r"<(?:!doctype html|html|head|body|article|meta|title|div|section|p|h1)\b[^>]{0,2000}>",
    re.I,
)
_NOT_ARTICLES = {
    suffix: kind
    for kind, suffixes in {
        "program text": ".py .js .ts .sh .sql .c .h .java .go .rs",
        "a style sheet": ".css",
        "XML": ".xml",
        "a feed": ".rss .atom",
        "a table": ".csv .tsv",
        "a settings file": ".toml .yaml .yml .ini .cfg",
        "a log": ".log",
        "a treebank": ".conllu",
        "LaTeX": ".tex",
    }.items()
    for suffix in suffixes.split()
}
_CHUNK = 1 << 20  # bytes read at once from an archive


class Source(NamedTuple):
    """A text, a page's HTML (`value` is a string) or a record (`value` is what JSON held), and where it stands: FILE or FILE#n."""

    kind: Literal["text", "page", "record"]
    path: str
    value: Any


def sources_in(one: Input, settings: ReadingSettings) -> Iterator[Source | Unreadable]:
    """The sources in one input, in order; what cannot be read comes as the error that says why."""
    suffix = suffix_of(one.name)
    try:
        if suffix in LINES:
            with Path(one.name).open("rb") as file:
                for line in lines_in(file, one.name, settings):
                    yield from (line,) if isinstance(line, Unreadable) else in_line(line[1], line[0])
            return
        yield from in_bytes(contents(one, settings), one, suffix, settings)
    except Unreadable as error:
        yield error
    except (OSError, ValueError) as error:
        yield not_opened(one.name, error)


def suffix_of(name: str) -> str:
    """What the name says the content is (".html"), lower case, without the ".gz" of a zipped file; "" where it says nothing."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    zipped = suffixes[-1:] == [".gz"]
    return suffixes[-2] if zipped and len(suffixes) > 1 else suffixes[-1] if suffixes and not zipped else ""


def in_bytes(data: bytes, one: Input, suffix: str, settings: ReadingSettings) -> Iterator[Source | Unreadable]:
    """The sources in the unpacked content of one file. Raises Unreadable where it holds none."""
    yield from _by_kind(decode(data, one.name), one, suffix, settings)


def not_opened(name: str, error: OSError | ValueError) -> Unreadable:
    """What to tell a person about a file that cannot be opened."""
    reason = getattr(error, "strerror", None) or "the name is not valid"
    return Unreadable(f"it cannot be opened ({reason.lower()})", which=name, then="Check the file and your permission to read it")


def contents(one: Input, settings: ReadingSettings) -> bytes:
    """The bytes of one file, unpacked if it is gzipped. Raises Unreadable if it is too large, damaged or no ordinary file."""
    limit = settings.max_bytes
    if one.name == "-":
        data = sys.stdin.buffer.read(limit + 1)
    else:
        if not Path(one.name).is_file():
            raise Unreadable("it is no ordinary file", which=one.name, then="Name a file or a folder")
        with Path(one.name).open("rb") as file:
            data = file.read(limit + 1)
    if data.startswith(GZIP):
        data, whole = gunzip(data, limit)
        if not data or (not whole and len(data) < 200):
            raise Unreadable("the archive is damaged or cut off", which=one.name, then="Fetch it again")
    if len(data) > limit:
        then = "Split it into one file an article, or give JSON Lines (.jsonl), which may be larger"
        raise Unreadable(f"it is larger than {limit / 1e6:g} MB, too large for one article", which=one.name, then=then)
    return data


def _by_kind(text: str, one: Input, suffix: str, settings: ReadingSettings) -> Iterator[Source | Unreadable]:
    if suffix in _TEXT:
        yield Source("text", one.name, text)
    elif suffix in _PAGE:
        yield Source("page", one.name, text)
    elif suffix == ".json":
        yield from _json(text, one.name)
    elif suffix in _NOT_ARTICLES and one.within:
        raise Unreadable(f"it is {_NOT_ARTICLES[suffix]}, not an article", which=one.name, then="Articles are .txt, .html, .json, .jsonl")
    elif _HTML.match(text):
        yield Source("page", one.name, text)
    elif re.match(r"\s*[{\[]\s*[\"{\[]", text):
        yield from _json_or_lines(text, one.name)
    else:
        yield Source("text", one.name, text)


def _json(text: str, name: str) -> Iterator[Source | Unreadable]:
    found = list(objects(parse(text, name)))
    if not found:
        raise Unreadable("the JSON holds no article", which=name, then='Give objects with a "text"')
    for number, value in enumerate(found, 1):
        yield Source("record", name if len(found) == 1 else f"{name}#{number}", value)


def _json_or_lines(text: str, name: str) -> Iterator[Source | Unreadable]:
    """JSON without a name that says whether it is one value or one a line."""
    try:
        found = list(_json(text, name))
    except Unreadable:
        lines = [line for line in text.split("\n") if line.strip()]
        if not all(re.match(r"\s*\{", line) for line in lines[:5]):
            yield Source("text", name, text)
            return
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield from in_line(line.encode("utf-8", "replace"), f"{name}#{number}")
        return
    yield from found


def lines_in(file: BinaryIO, name: str, settings: ReadingSettings) -> Iterator[tuple[str, bytes] | Unreadable]:
    """The records of an archive as they stand, unparsed, with their places: `FILE#n` for line n. Empty lines are passed over."""
    any_line = False
    for number, line in enumerate(_split(file, name, settings.max_bytes), 1):
        if isinstance(line, Unreadable):
            any_line = True
            yield line
        elif line is None:
            any_line = True
            then = "Split the archive so that a line holds one article"
            yield Unreadable(f"line {number} is longer than {settings.max_bytes / 1e6:g} MB", which=f"{name}#{number}", then=then)
        elif line.strip():
            any_line = True
            yield f"{name}#{number}", line
    if not any_line:
        yield Unreadable("the archive is empty", which=name, then="Check that it was saved whole")


def in_line(line: bytes, which: str) -> Iterator[Source | Unreadable]:
    """The sources in one line of an archive; what is wrong with it comes as an error."""
    try:
        for value in objects(parse(decode(line, which), which)):
            yield Source("record", which, value)
    except Unreadable as error:
        yield error


def _split(file: BinaryIO, name: str, limit: int) -> Iterator[bytes | Unreadable | None]:
    """The lines of a file, unpacked if it is gzipped; None for a line over the limit, an error last if the archive breaks off."""
    pending = bytearray()
    too_long = False
    for chunk in _chunks(file, name):
        if isinstance(chunk, Unreadable):
            if pending and not too_long:
                pending.clear()
            yield chunk
            return
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            pending += chunk[start:end]
            yield None if too_long or len(pending) > limit else bytes(pending)
            pending.clear()
            too_long, start = False, end + 1
        if not too_long:
            pending += chunk[start:]
            if len(pending) > limit:
                too_long = True
                pending.clear()
    if pending or too_long:
        yield None if too_long else bytes(pending)


def _chunks(file: BinaryIO, name: str) -> Iterator[bytes | Unreadable]:
    first = file.read(_CHUNK)
    if not first.startswith(GZIP):
        while first:
            yield first
            first = file.read(_CHUNK)
        return
    unpacker = zlib.decompressobj(wbits=31)
    chunk = first
    try:
        while chunk:
            piece = unpacker.decompress(chunk, _CHUNK)
            if piece:
                yield piece
            if unpacker.unconsumed_tail:
                chunk = unpacker.unconsumed_tail
            elif unpacker.eof and unpacker.unused_data:
                chunk, unpacker = unpacker.unused_data, zlib.decompressobj(wbits=31)
            else:
                chunk = file.read(_CHUNK)
    except zlib.error:
        yield Unreadable("the archive is damaged from here on", which=name, then="The lines before are read; fetch it again for the rest")
        return
    if not unpacker.eof:
        yield Unreadable("the archive is cut off", which=name, then="The lines before the cut are read; fetch it again for the rest")
