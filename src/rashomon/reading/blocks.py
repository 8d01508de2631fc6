"""An HTML tree → its blocks of visible text, in the order of the page.

No judgement on what is the article; each block only says what it stands in. The walk keeps its own stack: pages may nest deeply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from rashomon.language.lexicon import lexicon
from rashomon.language.normalise import normalise
from rashomon.reading.draft import LineKind
from rashomon.reading.lines import ENDS_SENTENCE

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"html", "body", "article", "main"})
_DEEPEST = 250  # nesting of block elements: pages in the wild stay below 60
_SHORTEST_PROSE = 3  # words


class Block(NamedTuple):
    """A run of text between block boundaries. `tag` is the element it stands in; `beside`: in a menu, form, footer or the like."""

    text: str
    kind: LineKind
    tag: str
    beside: bool

    @property
    def prose(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(ENDS_SENTENCE.search(self.text)) and len(self.text.split()) >= _SHORTEST_PROSE


class _Place(NamedTuple):
    tag: str
    kind: LineKind
    beside: bool


def blocks_of(tree: Any) -> Iterator[Block]:
    """The blocks of visible text under the element `tree`."""
    pieces: list[str] = []
    places = [_Place("body", "text", False)]
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag in _set("blocks") or tag == "br"
        if is_block:
            yield from _flushed(pieces, places[-1])
        if leaving:
            if is_block:
                places.pop()
            pieces.append(element.tail or (" " if tag in _set("inline") else ""))
        elif not tag or tag in _set("hidden") or _unseen(element) or len(places) > _DEEPEST:
            pieces.append(element.tail or "")
        else:
            if is_block:
                places.append(_placed(element, tag, places[-1]) if tag != "br" else places[-1])
            pieces.append(element.text or "")
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
    yield from _flushed(pieces, places[-1])


def _flushed(pieces: list[str], place: _Place) -> Iterator[Block]:
    text = " ".join(normalise("".join(pieces)).split())
    pieces.clear()
    if text:
        yield Block(text, place.kind, place.tag, place.beside)


def _placed(element: Any, tag: str, around: _Place) -> _Place:
    names = "" if tag in _WHOLE else f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    kind: LineKind = "text"
    if around.kind == "caption" or tag in ("figcaption", "figure", "caption") or _names("caption_names").search(names):
        kind = "caption"
    elif tag in _HEADINGS:
        kind = "heading"
    elif tag == "li" or around.kind == "item":
        kind = "item"
    named = tag != "p" and bool(_names("beside_names").search(names))
    return _Place(tag, kind, around.beside or tag in _set("beside") or named)


def _unseen(element: Any) -> bool:
    style = element.get("style") or ""
    return element.get("hidden") is not None or bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style[:500], re.I))


@cache
def _set(kind: str) -> frozenset[str]:
    return frozenset(lexicon("markup")[kind])


@cache
def _names(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(lexicon('markup')[kind])})(?:[\s_-]|$)", re.I)
