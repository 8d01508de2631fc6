"""What stands between an input and an article: its lines in order, and what the input itself says about it.

`plain`, `page` and `records` make drafts; `assemble` turns a draft into an article.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from rashomon.model.article import Furniture, Published

LineKind = Literal["text", "item", "heading", "caption"]


class Line(NamedTuple):
    """A paragraph, list item, heading or caption of the input, one line long. `after_gap`: a blank line stood before it."""

    text: str
    kind: LineKind = "text"
    after_gap: bool = False


class Draft(NamedTuple):
    """One article on its way. Fields are None or empty where the input does not say; `furniture` is what was already set apart."""

    path: str
    lines: tuple[Line, ...]
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: Published | None = None
    furniture: tuple[Furniture, ...] = ()
