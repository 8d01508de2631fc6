"""An article with what was found in it: sentences, names, statements, figures, times, and what comparing needs of the syntax."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, Field

from rashomon.model.article import Article, Precision
from rashomon.model.noun import Noun
from rashomon.model.span import Span

NameKind = Literal["person", "organization", "place", "group", "other"]
SourceType = Literal["named", "organization", "unnamed", "document", "media", "social", "collective"]
StatementKind = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "neutral", "claims", "confirms", "denies", "warns", "accuses", "demands", "promises", "predicts", "doubts", "asks", "declines"
]
FigureKind = Literal["count", "money", "percent", "measure", "age", "ordinal"]
MentionForm = Literal["name", "nominal", "pronoun"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


SURE = 0.7
"""confidence from which a statement is shown without a word on how sure it is"""
_POINT = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|T)")


class Token(NamedTuple):
    """One word with its syntax (Universal Dependencies). Offsets are code points in the body; `head` is a token index (itself for a root);
    `sentence` indexes `AnnotatedArticle.sentences`."""

    start: int
    end: int
    lemma: str
    pos: str
    dep: str
    head: int
    sentence: int


class Name(Noun):
    """A named person, body, place or group as it stands in the text."""

    text: str
    kind: NameKind
    span: Span


class Source(Noun):
    """Who a statement is ascribed to. `actor` is set when a story is gathered; `text` and `spans` are empty where nobody is named."""

    actor: str | None = None
    text: str | None = None
    spans: tuple[Span, ...] = ()
    type: SourceType = "unnamed"


class Cue(Noun):
    """The words that make the ascription ("said", "according to") and the stance they take towards the content."""

    text: str
    spans: tuple[Span, ...] = ()
    stance: Stance = "neutral"


class Content(Noun):
    """What is ascribed, in one or more pieces; `text` joins the pieces with " … "."""

    text: str
    spans: tuple[Span, ...]


class Addressee(Noun):
    """Whom it was said to."""

    actor: str | None = None
    text: str | None = None
    spans: tuple[Span, ...] = ()


class Time(Noun):
    """A temporal expression with its TIMEX3 value. Relative words that no publication date resolves keep an underspecified value
    (`XXXX-WXX-4` for a bare "Thursday")."""

    text: str
    value: str
    type: TimexType
    span: Span

    def point(self) -> tuple[str, Precision] | None:
        """The day, month or year of the value, cut to its precision; None for durations, sets, decades and unresolved values."""
        match = _POINT.match(self.value)
        if match is None or self.type not in ("DATE", "TIME"):
            return None
        date = match.group(0)
        return date, ("year", "month", "day")[date.count("-")]


class Said(Noun):
    """When it was said, cut to its precision, with the words that say so."""

    date: str
    precision: Precision
    evidence: tuple[Span, ...] = ()

    @classmethod
    def at(cls, time: Time) -> Said | None:
        """From the temporal expression that dates the saying; None while its value is unresolved."""
        point = time.point()
        return cls(date=point[0], precision=point[1], evidence=(time.span,)) if point else None


class Statement(Noun):
    """An attribution relation (Pareti 2012; PolNeAR, Newell et al. 2018): source, cue, content.

    `chain` runs from the outlet's own source inwards: its first link is on whose word the outlet rests, its last the innermost voice (the
    statement's `source`, or whom that source cites); with one source it has one link. `id` is `{article}.s{n}`, n from 1 in text order.
    `confidence`, 0 to 1, is the share of statements like this one that are read rightly (`annotating/certainty.py`).
    """

    id: str
    article: str
    kind: StatementKind
    source: Source
    cue: Cue
    content: Content
    chain: tuple[Source, ...] = ()
    addressee: Addressee | None = None
    medium: str | None = None
    said: Said | None = None
    confidence: float = 1.0
    said_at: Span | None = Field(default=None, exclude=True, repr=False)
    """the temporal expression that dates the saying; `said` follows from its value once the article is dated"""

    @property
    def unsure(self) -> bool:
        """Whether so many statements like this one are misread that a reader must be told, and that it gives no line of the brief."""
        return self.confidence < SURE

    def dated(self, times: Sequence[Time]) -> Statement:
        """The same statement with `said` taken from the value of its temporal expression among `times`, which are in text order."""
        if self.said_at is None:
            return self
        at = bisect_left(times, self.said_at.start, key=lambda time: time.span.start)
        found = times[at] if at < len(times) and times[at].span == self.said_at else None
        return self.model_copy(update={"said": Said.at(found) if found else None})


class Figure(Noun):
    """An amount in the text as an interval. `low`/`high` are None where open; `approximate` for "about", "nearly", vague words.

    `what` is the lemma of what is counted ("person", "troop"), `subset` its restricting words ("dead", "wounded"), `unit` the unit of a
    measure or a currency code. `statement` is the id of the statement whose content holds it. `again` (not in the JSON):
    the amount is given for the thing counted just before it ("25 people were held. Lawyers put the figure at 60").
    """

    text: str
    span: Span
    kind: FigureKind
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    what: str | None = None
    subset: str | None = None
    statement: str | None = None
    again: bool = Field(default=False, exclude=True, repr=False)


class Mention(Noun):
    """One place where an article speaks of somebody, by name, by a noun ("the spokeswoman") or by a pronoun."""

    span: Span
    form: MentionForm


class Chain(Noun):
    """All places in one article that speak of one person, body, place or group (coreference), in text order; `roles` are the words that
    say what it is ("foreign minister"), `name` the fullest form used, `home` the country it belongs to where the words say so."""

    name: str
    kind: NameKind
    home: str | None = None
    mentions: tuple[Mention, ...]
    roles: tuple[Span, ...] = ()


class AnnotatedArticle(Noun):
    """The article and all that one pass over it found.

    `tokens`, `chains`, `vectors` (float32, one unit-length row a sentence, 384 columns) and `word_vectors` (float16, one row a token; the
    rows of a clause, added up and made unit length, are the clause's vector) serve comparing and are left out of the JSON.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    article: Article
    sentences: tuple[Span, ...] = ()
    names: tuple[Name, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    tokens: tuple[Token, ...] = Field(default=(), exclude=True, repr=False)
    chains: tuple[Chain, ...] = Field(default=(), exclude=True, repr=False)
    vectors: NDArray[np.float32] = Field(default_factory=lambda: np.zeros((0, 384), dtype=np.float32), exclude=True, repr=False)
    word_vectors: NDArray[np.float16] = Field(default_factory=lambda: np.zeros((0, 384), dtype=np.float16), exclude=True, repr=False)
