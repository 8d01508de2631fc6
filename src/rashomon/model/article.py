"""An article as it was read: who published what, when, in which words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePath
from textwrap import shorten
from typing import Literal

from rashomon.model.noun import Noun
from rashomon.model.span import Span

Precision = Literal["year", "month", "day", "minute"]
_DAY = 10
"""characters of an ISO date that names a day"""
_NAME_WIDTH = 36
"""characters of a headline that names an account"""
CreditKind = Literal["agency", "contributed", "reported"]


class Published(Noun):
    """When an article was published. `date` is ISO 8601 cut to its precision (`2019`, `2019-03`, `2019-03-27`, `2019-03-27T06:31`).

    `basis` says in a few words where the date comes from ("metadata", "date line", "address", "copyright line", "own words",
    "siblings"); `evidence` are the words in the body that carry it, empty where the basis is not in the body (the line then stands in
    `furniture`).
    """

    date: str
    precision: Precision
    basis: str
    evidence: tuple[Span, ...] = ()


class Furniture(Noun):
    """Text that stood on the page and was left out of the body, with the reason in a few words ("copyright line", "caption", …)."""

    text: str
    reason: str


class Credit(Noun):
    """Another medium on which the article says it rests.

    `agency`: named in byline, dateline or copyright line; `contributed`: a note that it contributed; `reported`: cited in running text
    ("Reuters reported", "according to the Washington Post"). `name` is the outlet's usual name.
    """

    name: str
    kind: CreditKind
    evidence: tuple[Span, ...] = ()


class Article(Noun):
    """One account. `text` is the body and is never altered after reading; paragraphs are separated by blank lines (`\\n\\n`).

    `id` is made from the content alone (`identity`), so the order and place of the inputs do not change it. `path` is the input as the
    person named it (`FILE` or `FILE#record`). `origin` is set when a dossier is made.
    """

    id: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: Published | None = None
    language: str = "en"
    text: str
    furniture: tuple[Furniture, ...] = ()
    credits: tuple[Credit, ...] = ()
    origin: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The words at `[start, end)` as a Span. Raises ValueError if the offsets lie outside the text or are empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span [{start}, {end}) in a text of {len(self.text)} code points")
        return Span(article=self.id, start=start, end=end, text=self.text[start:end])

    @property
    def name(self) -> str:
        """What a reader calls this account, short: its outlet, or its author, or its headline in quotation marks, or its file's name."""
        if self.outlet or self.byline:
            return self.outlet or self.byline[0]
        if self.title:
            return f"“{shorten(self.title, width=_NAME_WIDTH, placeholder=' …')}”"
        return PurePath(self.path).name if self.path else self.id


def first_and_last(dates: Iterable[str]) -> tuple[str | None, str | None]:
    """The first and the last of these ISO dates, cut to the day; None where there are none. A month or a year without a day counts only
    where it lies outside the range of the days."""
    cut = {date[:_DAY] for date in dates}
    days = sorted(date for date in cut if len(date) == _DAY)
    wide = [date for date in cut if len(date) < _DAY and not (days and days[0][: len(date)] <= date <= days[-1][: len(date)])]
    ordered = sorted([*days, *wide])
    return (ordered[0], ordered[-1]) if ordered else (None, None)


def identity(outlet: str | None, title: str | None, url: str | None, text: str) -> str:
    """An article's id: `a` and 10 hex digits of a SHA-256 of its outlet, headline, address and body."""
    parts = "\x1f".join([outlet or "", title or "", url or "", text])
    return "a" + hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:10]
