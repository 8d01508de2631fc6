"""Plain text as people paste it → the draft of an article.

A line is a paragraph, unless the text is wrapped at a fixed width: then the lines of a paragraph are joined with a space. Nothing is left
out here; what is furniture is decided later, line by line.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rashomon.language.normalise import normalise
from rashomon.reading.draft import Draft, Line

_BULLET = re.compile(r"[•·▪●◦‣∙■–—*>-]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*$")
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40


def plain(text: str, path: str) -> Draft:
    """The draft of the article in `text`, which came from `path`."""
    return Draft(path=path, lines=lines_of(text))


def lines_of(text: str) -> tuple[Line, ...]:
    """The paragraphs of `text` in order, stripped, empty ones left out, wrapped ones joined."""
    raw = [line.strip() for line in normalise(text).split("\n")]
    lines: list[Line] = []
    wrapped, width = _wrapping(raw)
    gap, piece = False, ""
    for text_line in raw:
        if not text_line:
            gap = True
            continue
        if wrapped and lines and not gap and _runs_on(piece, text_line, width):
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text} {text_line}")
        else:
            bullet = _BULLET.match(text_line)
            lines.append(Line(text_line, "item" if bullet else "text", gap))
        piece, gap = text_line, False
    return tuple(lines)


def _wrapping(raw: list[str]) -> tuple[bool, int]:
    """Whether the lines are wrapped at a fixed width, and that width in characters."""
    inner = [(line, following) for line, following in pairwise(raw) if line and following]
    width = max((len(line) for line in raw), default=0)
    if not inner or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False, width
    running = sum(1 for line, following in inner if len(line) > width * 0.6 and (following[0].islower() or not _SENTENCE_END.search(line)))
    return running >= max(2, len(inner) * 0.5), width


def _runs_on(piece: str, following: str, width: int) -> bool:
    """Whether the line after `piece` goes on with its sentence."""
    if _BULLET.match(following):
        return False
    room = len(piece) + 1 + len(following.split(" ", 1)[0])
    return room > width or (len(piece) > width * 0.6 and not _SENTENCE_END.search(piece)) or following[0].islower()
