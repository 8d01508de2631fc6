"""WARC archives → the pages and texts in them, with their addresses (ISO 28500; FastWARC reads the format).

Responses, resources and conversions are pages; requests, metadata and notes of a revisit are none and are passed over. A damaged or cut
record is reported with its place, and reading goes on at the next record that can be found. Pages are held in memory one at a time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from rashomon.errors import Unreadable
from rashomon.reading.decode import GZIP
from rashomon.settings import ReadingSettings

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

WARC = frozenset({".warc", ".wet"})
"""suffixes of WARC archives, without the ".gz" """
_TYPES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "": ""}
_OK = range(200, 300)
_CHUNK = 1 << 20  # bytes looked through at once
_MEMBER, _RECORD = b"\x1f\x8b\x08", b"WARC/1."
_CUT, _DAMAGED = "the record is cut off", "the record is damaged"
_OTHERS = "The others are read; fetch the archive again for this one"
_AGAIN = "The records before are read; fetch it again for the rest"


class Page(NamedTuple):
    """What a server answered: `suffix` by its content type, `charset` as it said, `at`: bytes of the archive before the record."""

    place: str
    data: bytes
    suffix: str
    url: str | None
    charset: str | None
    at: int


def pages_in(name: str, settings: ReadingSettings) -> Iterator[Page | Unreadable]:
    """The pages of the archive `name`, in order; `FILE#n` is its n-th record of any type. Raises OSError if it cannot be opened and
    ImportError where FastWARC is not installed."""
    with Path(name).open("rb") as file:
        begins = file.read(len(_RECORD))
        zipped = begins.startswith(GZIP) or (name.lower().endswith(".gz") and begins != _RECORD)
        number, cut = 0, False
        start: int | None = 0
        while start is not None:
            reached, records = start, _records(file, start)
            while True:
                number += 1
                which = f"{name}#{number}"
                try:
                    record = next(records)
                    reached = record.stream_pos
                    page = _page(record, which, settings)
                except StopIteration:
                    place = _behind(file, _member(file, reached, start)) if zipped else None
                    start = _next(file, place, zipped=True) if place is not None else None
                    if start is None and place is not None and not cut and _begins_member(file, place):
                        yield Unreadable("the archive is cut off", which=which, then=_AGAIN)
                    elif start is None and number == 1:
                        yield Unreadable("the archive is empty", which=name, then="Check that it was saved whole")
                    elif start is not None and not cut:
                        yield Unreadable(_DAMAGED, which=which, then=_OTHERS)
                    number -= int(cut and start is not None)
                    break
                except Unreadable as error:
                    cut = error.what == _CUT
                    yield error
                    continue
                except (OSError, ValueError, EOFError):
                    yield Unreadable(_DAMAGED, which=which, then=_OTHERS)
                    start = _next(file, _behind(file, _member(file, reached, start)) if zipped else reached, zipped=zipped)
                    break
                cut = False
                if page is not None:
                    yield page


def _records(file: BinaryIO, start: int) -> Iterator[WarcRecord]:
    """The records from the offset `start`; their `stream_pos` counts from the file's beginning."""
    from fastwarc.warc import ArchiveIterator

    file.seek(start)
    return iter(ArchiveIterator(file, auto_decode="all"))


def _page(record: WarcRecord, which: str, settings: ReadingSettings) -> Page | None:
    """The page in one record; None for a record that is none by its type. Raises Unreadable if there is no page in it."""
    from fastwarc.warc import WarcRecordType

    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
        return None
    headers = record.http_headers
    status = headers.status_code if headers is not None else None
    if status is not None and status not in _OK:
        raise Unreadable(f"the server answered {status}", which=which, then="There is no page to read")
    kind = record.http_content_type if headers is not None else record.headers.get("Content-Type")
    suffix = _TYPES.get((kind or "").split(";")[0].strip().lower())
    if suffix is None:
        raise Unreadable(f"it is {str(kind)[:60]}, no page", which=which, then="Articles are HTML or plain text")
    expected = record.content_length
    too_large = f"it is larger than {settings.max_bytes / 1e6:g} MB, too large for one article"
    if expected > settings.max_bytes:
        raise Unreadable(too_large, which=which, then="It is left out; the others are read")
    data: bytes = record.reader.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise Unreadable(too_large, which=which, then="It is left out; the others are read")
    if len(data) < expected and not _encoded(headers):
        raise Unreadable(_CUT, which=which, then=_OTHERS)
    charset = record.http_charset if headers is not None else None
    return Page(which, data, suffix, record.headers.get("WARC-Target-URI"), charset, record.stream_pos)


def _encoded(headers: Any) -> bool:
    """Whether the body is shorter or longer than its record says, because it was packed or sent in chunks."""
    return headers is not None and any(headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding"))


def _member(file: BinaryIO, place: int, start: int) -> int:
    """`place` if a gzip member begins there, else `start`: an archive zipped as a whole has no members a record."""
    return place if _begins_member(file, place) else start


def _begins_member(file: BinaryIO, place: int) -> bool:
    """Whether a gzip member begins at `place`."""
    file.seek(place)
    return file.read(len(_MEMBER)) == _MEMBER


def _next(file: BinaryIO, place: int, *, zipped: bool) -> int | None:
    """Where the next record begins behind `place`, where one is damaged; None if there is none."""
    mark = _MEMBER if zipped else _RECORD
    kept, position = b"", place + 1
    file.seek(position)
    while chunk := file.read(_CHUNK):
        base, kept = position - len(kept), kept + chunk
        position += len(chunk)
        found = kept.find(mark)
        while found >= 0:
            if not zipped or _begins(file, base + found):
                return base + found
            found = kept.find(mark, found + 1)
        kept = kept[-len(mark) + 1 :]
        file.seek(position)
    return None


def _behind(file: BinaryIO, member: int) -> int:
    """Where the whole gzip members end that begin with the one at `member`: the file's end, or a member that cannot be unpacked."""
    place = member
    while (end := _end(file, place)) is not None:
        place = end
    return place


def _end(file: BinaryIO, place: int) -> int | None:
    """Where the gzip member at `place` ends; None if it cannot be unpacked or does not end."""
    file.seek(place)
    unpacker, chunk = zlib.decompressobj(wbits=31), file.read(_CHUNK)
    try:
        while chunk:
            unpacker.decompress(chunk, _CHUNK)
            if unpacker.eof:
                return file.tell() - len(unpacker.unused_data)
            chunk = unpacker.unconsumed_tail or file.read(_CHUNK)
    except zlib.error:
        pass
    return None


def _begins(file: BinaryIO, place: int) -> bool:
    """Whether a gzip member that holds a record begins here."""
    file.seek(place)
    try:
        return zlib.decompressobj(wbits=31).decompress(file.read(4096), len(_RECORD)).startswith(_RECORD)
    except zlib.error:
        return False
