"""What is done to the characters of a text before anything else: line ends, invisible characters, certain mojibake.

No word is changed. Wrongly decoded UTF-8 is mended only where the sequence can mean nothing else ("â€™" for "’"); the idea is ftfy's
(Speer 2019), the table here holds only the punctuation, letters and signs of news.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_INVISIBLE = dict.fromkeys(
    [
        *range(0x00, 0x09),
        0x0B,
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,  # soft hyphen
        0x061C,
        0x180E,
        *range(0x200B, 0x2010),  # zero width, marks of direction
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFD),
        *range(0xD800, 0xE000),  # lone surrogates
        *range(0xE0000, 0xE0080),
    ]
)
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LINE_END = re.compile(r"\r\n?|[\x0c\x85\u2028\u2029]")
_MENDED = "‘’‚“”„–—…•™€£°©®´·½¼¾²³«»¡¿ àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŠšŽžŒœĆćČčĐđŁłŚśŞşĞğİıŃńŘřŐőŰűĀāĒēŌōŪū"


def normalise(text: str) -> str:
    """`text` with `\\n` line ends, without control, zero-width, soft-hyphen and direction characters, with plain spaces, composed letters
    (NFC) and certain mojibake mended."""
    text = _LINE_END.sub("\n", text)
    text = mend_mojibake(text)
    text = text.translate(_INVISIBLE).translate(_SPACES)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def mend_mojibake(text: str) -> str:
    """`text` with UTF-8 that was read as windows-1252 or Latin-1 read rightly, where the sequence is unmistakable."""
    if text.isascii() or not _mojibake_starts().intersection(text):
        return text
    pattern, table = _mojibake()
    return pattern.sub(lambda match: table[match[0]], text)


@cache
def _mojibake() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for character in _MENDED:
        raw = character.encode("utf-8")
        for wrong in ("".join(_as_cp1252(byte) for byte in raw), raw.decode("latin-1")):
            table[wrong] = character
    return re.compile("|".join(re.escape(wrong) for wrong in sorted(table, key=lambda wrong: (-len(wrong), wrong)))), table


@cache
def _mojibake_starts() -> frozenset[str]:
    return frozenset(wrong[0] for wrong in _mojibake()[1])


def _as_cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
