"""Bytes → text, or a plain statement of what the bytes are instead."""

from __future__ import annotations

import codecs
import re
import zlib

from rashomon.errors import Unreadable

_MAGIC = (
    (b"%PDF", "a PDF document", "Save its text as .txt"),
    (b"\x89PNG", "a PNG image", "Give the text of the article instead"),
    (b"\xff\xd8\xff", "a JPEG image", "Give the text of the article instead"),
    (b"GIF8", "a GIF image", "Give the text of the article instead"),
    (b"RIFF", "a sound, film or image file", "Give the text of the article instead"),
    (b"PK\x03\x04", "a zip archive or an office document", "Unpack it, or save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save its text as .txt"),
    (b"{\\rtf", "a rich-text document", "Save its text as .txt"),
    (b"7z\xbc\xaf", "a 7-zip archive", "Unpack it"),
    (b"BZh", "a bzip2 archive", "Unpack it"),
    (b"\xfd7zXZ", "an xz archive", "Unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it"),
    (b"\x7fELF", "a program", "Give the text of the article instead"),
    (b"SQLite format 3", "a database", "Export the articles as JSON Lines"),
    (b"PAR1", "a Parquet table", "Export the articles as JSON Lines"),
    (b"ID3", "a sound file", "Give the text of the article instead"),
    (b"\x00\x00\x00\x18ftyp", "a film", "Give the text of the article instead"),
    (b"\x00\x00\x00\x20ftyp", "a film", "Give the text of the article instead"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_.-]{2,40})""", re.I
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536  # bytes looked at to tell text from binary and to guess an encoding
_MOST_CONTROL = 0.02  # share of control bytes in a text: a few strays in a damaged file, never more
GZIP = b"\x1f\x8b"


def decode(data: bytes, which: str, stated: str | None = None) -> str:
    """The text of `data`: by its byte-order mark, as UTF-8, in the encoding `stated` by who sent it, as it declares itself, else by the
    likeliest encoding.

    Raises Unreadable if it is empty or no text, saying what it is.
    """
    if not data.strip():
        raise Unreadable("the file is empty", which=which, then="Check that it was saved whole")
    for magic, what, then in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"it is {what}, not text", which=which, then=then)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    if len(_BINARY.findall(data[:_SAMPLE])) > _MOST_CONTROL * len(data[:_SAMPLE]) + 2:
        raise Unreadable("it is a binary file, not text", which=which, then="Give the article as text, HTML or JSON")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end == len(data):
            return data.decode("utf-8", "ignore")
    return data.decode((_usable(stated, data) if stated else None) or _declared(data) or _guessed(data), "replace")


def gunzip(data: bytes, limit: int) -> tuple[bytes, bool]:
    """What `data` unpacks to, at most `limit` + 1 bytes, and whether the archive was whole (not cut off, not damaged)."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(data, limit + 1)
        while unpacker.eof and unpacker.unused_data.startswith(GZIP) and len(unpacked) <= limit:
            rest, unpacker = unpacker.unused_data, zlib.decompressobj(wbits=31)
            unpacked += unpacker.decompress(rest, limit + 1 - len(unpacked))
    except zlib.error:
        return _salvaged(data, limit), False
    return unpacked, unpacker.eof or len(unpacked) > limit


def _salvaged(data: bytes, limit: int) -> bytes:
    """What comes out of a damaged archive before the damage."""
    unpacker, unpacked = zlib.decompressobj(wbits=31), bytearray()
    try:
        for start in range(0, len(data), 256):
            unpacked += unpacker.decompress(data[start : start + 256])
            if len(unpacked) > limit:
                break
    except zlib.error:
        pass
    return bytes(unpacked)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[: _SAMPLE // 2 * 2]
    pairs = len(sample) // 2
    if pairs < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * pairs and odd < 0.1 * pairs else None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return _usable((found[1] or found[2]).decode("ascii"), data) if found else None


def _usable(name: str, data: bytes) -> str | None:
    """The codec called `name`; None if there is none, it is no text codec, or `data` was found not to be in it."""
    try:
        known = codecs.lookup(name).name
        data[:_SAMPLE].decode(known, "ignore").encode("utf-8", "ignore")
    except (LookupError, UnicodeError, ValueError, AttributeError, TypeError):
        return None
    return None if known in ("utf-8", "ascii") else "cp1252" if known == "iso8859-1" else known


def _guessed(data: bytes) -> str:
    """The likeliest encoding: windows-1252 where it fits text in English, else what charset-normalizer says."""
    sample = data[:_SAMPLE]
    high = [byte for byte in sample if byte >= 0x80]
    undefined = sum(1 for byte in high if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    if undefined == 0 and len(high) <= 0.05 * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        return "utf-8" if undefined else "cp1252"
    try:
        return codecs.lookup(best.encoding).name
    except LookupError:
        return "cp1252"
