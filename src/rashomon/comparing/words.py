"""The words of a text as comparing reads them: one form for their spellings, and whether they stand between quotation marks.

Quotation marks are matched inside a paragraph (a line that opens with a mark is one, too). A mark that is never closed runs to the
paragraph's end where the next paragraph goes on with one, and otherwise to the end of its sentence.
Straight, curly, low and angle marks count; single marks only as a pair inside one line that apostrophes cannot explain.
The words of an embedded post count as quoted: they are its author's.
What this is not: a tokeniser for syntax (the annotator has one). Reads any text in linear time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rashomon.language.posts import posts
from rashomon.language.wordforms import spelling

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+")
_CONTRACTIONS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_BEFORE_NOT = {"ca": "can", "wo": "will", "sha": "shall"}
_DOUBLE = re.compile(r"[“„«”»\"]|``|''|\n[^\S\n]*(?:\n|(?=[“„«\"]|``|''))")
_OPENING = "“„«"
_STRAIGHT = ('"', "``", "''")
"""marks that open and close alike, or that typists use for either"""
_GOES_ON = re.compile(r"\s*(?:[“„«\"]|``|'')")
_STOP = re.compile(r"[.!?…](?=\s|$)")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[^\s'’])(?:[^“”\"«»\n‘'’]|(?<=\w)['’](?=\w)){1,400}(?<=[\w.,!?…])[’'](?![\w'’])")
"""a bounded stretch, so that an apostrophe that opens nothing costs nothing"""


class Word(NamedTuple):
    """A word at `[start, end)`; `form` is its spelling key; `quoted`: it stands between quotation marks."""

    start: int
    end: int
    form: str
    quoted: bool


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` in order. Contractions are two words ("does", "n't" as "not"); a possessive 's is dropped."""
    found: list[Word] = []
    marks = quotations(text[start:end], start)
    place = 0
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        while place < len(marks) and marks[place][1] <= match.start():
            place += 1
        quoted = place < len(marks) and marks[place][0] <= match.start()
        begin = match.start()
        found.extend(Word(begin + at, begin + at + long, form, quoted) for at, long, form in _pieces(match.group()))
    return found


def quotations(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """Where quoted words stand: the half-open insides of outermost quotation marks, and embedded posts with their signatures, in order,
    each moved by `offset`."""
    double = _merged(_doubles(text), [(post.start, post.end) for post in posts(text)])
    found: list[tuple[int, int]] = []
    place = 0
    for match in _SINGLE.finditer(text):
        while place < len(double) and double[place][1] <= match.start():
            place += 1
        if place == len(double) or double[place][0] >= match.end():
            found.append((match.start() + 1, match.end() - 1))
    return [(start + offset, end + offset) for start, end in sorted(double + found)]


def _merged(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Both lists in order, what overlaps joined."""
    if not other:
        return one
    found: list[tuple[int, int]] = []
    for start, end in sorted(one + other):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _doubles(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: int | None = None
    depth = 0
    straight = False
    for match in _DOUBLE.finditer(text + "\n\n"):
        mark, at = match.group(), match.start()
        if mark.isspace():
            closes, depth = opened is not None, 0
        elif mark in _STRAIGHT and not straight:
            if text[match.end() : match.end() + 1].strip() == "" or (mark == "''" and text[at - 1 : at].isalnum()):
                continue
            closes, straight, depth = False, True, depth + 1
        elif mark in _OPENING:
            closes, depth = False, depth + 1
        else:
            straight = straight and mark not in _STRAIGHT
            depth = max(0, depth - 1)
            closes = opened is not None and depth == 0
        if closes and opened is not None:
            if at > opened:
                found.append((opened, at if not mark.isspace() else _unclosed(text, opened, at)))
            opened, straight = None, False
        elif depth and opened is None:
            opened = match.end()
    return found


def _unclosed(text: str, opened: int, end: int) -> int:
    """Where a quotation ends that its paragraph does not close: at the paragraph's end if the next one goes on, or with its sentence."""
    if _GOES_ON.match(text, end):
        return end
    stop = _STOP.search(text, opened, end)
    return stop.end() if stop else end


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[tuple[int, int, str], ...]:
    """Where in a written word its words begin, how long they are, and their forms."""
    straight = word.replace("’", "'")
    lower = straight.lower()
    if lower.endswith("'s"):
        return ((0, len(word) - 2, spelling(word[:-2])),)
    for ending, meaning in _CONTRACTIONS.items():
        if lower.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            return ((0, len(stem), _BEFORE_NOT.get(stem.lower(), spelling(stem))), (len(stem), len(ending), meaning))
    plain = straight.replace(".", "") if "." in word and not word[0].isdigit() else straight
    return ((0, len(word), spelling(plain)),)
