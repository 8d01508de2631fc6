"""The findings about one story. Field names are read by other programs: `rashomon.dossier/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from rashomon.model.annotated import Statement
from rashomon.model.article import Article, Precision
from rashomon.model.noun import Noun
from rashomon.model.skipped import Skipped
from rashomon.model.span import Span
from rashomon.model.story import Actor

Verdict = Literal["agree", "conflict", "coarser", "silent"]
Aspect = Literal["figure", "date", "place", "actor", "polarity", "attribution", "detail"]
Rendering = Literal["verbatim", "cut", "altered", "translated"]
FigureVerdict = Literal["agree", "compatible", "conflict"]


class Model(Noun):
    """The annotator's weights."""

    name: str
    version: str
    sha256: str


class Generator(Noun):
    """What made the dossier: program version, the version of each analysis, the weights."""

    version: str
    analyses: dict[str, str]
    model: Model


class StoryLine(Noun):
    """The story in one line: its title and how many articles, outlets and independent origins carry it; first and last day on which they
    appeared, cut to precision; the `day` of the event as most accounts put it, with the words that name it. None where nothing is dated."""

    title: str
    articles: int
    outlets: int
    origins: int
    first: str | None = None
    last: str | None = None
    day: str | None = None
    day_spans: tuple[Span, ...] = ()


class QuoteVersion(Noun):
    """One outlet's rendering of an utterance. `span` covers the quoted words; `rendering` compares them with the fullest version.
    `statement` is None where the words stand between quotation marks that no statement covers."""

    article: str
    statement: str | None
    rendering: Rendering
    span: Span


class Value(Noun):
    """One value and the accounts that carry it."""

    value: str
    articles: tuple[str, ...]
    spans: tuple[Span, ...] = ()


class Difference(Noun):
    """Where the renderings of one utterance part: `kind` is word, cut, insertion or speaker."""

    kind: Literal["word", "cut", "insertion", "speaker"]
    values: tuple[Value, ...]


class Quote(Noun):
    """One utterance across outlets. `speaker` is an actor's id."""

    id: str
    speaker: str | None
    versions: tuple[QuoteVersion, ...]
    differences: tuple[Difference, ...] = ()


class ClaimVersion(Noun):
    """One account's version of a proposition; `statement` is set where it stands inside a statement's content."""

    article: str
    span: Span
    statement: str | None = None


class AspectVerdict(Noun):
    """How the accounts compare in one aspect of a claim."""

    aspect: Aspect
    verdict: Verdict
    values: tuple[Value, ...] = ()


class Claim(Noun):
    """One proposition across the accounts. `text` is the words of its most central version; `outlets` and `origins` count who carries it;
    `silent` are the articles that say nothing of it."""

    id: str
    text: str
    versions: tuple[ClaimVersion, ...]
    outlets: int
    origins: int
    aspects: tuple[AspectVerdict, ...] = ()
    silent: tuple[str, ...] = ()


class FigureValue(Noun):
    """One account's amount, as an interval (None: open)."""

    low: float | None
    high: float | None
    approximate: bool
    text: str
    article: str
    span: Span
    statement: str | None = None


class FigureRow(Noun):
    """One counted thing and every account's amount for it."""

    id: str
    what: str
    unit: str | None
    values: tuple[FigureValue, ...]
    verdict: FigureVerdict


class TimelineEntry(Noun):
    """Something dated: when it happened, was said, or was published."""

    date: str
    precision: Precision
    kind: Literal["happened", "said", "published"]
    text: str
    spans: tuple[Span, ...]
    articles: tuple[str, ...]


class Copy(Noun):
    """A passage shared by articles (`copied`) or standing twice in one (`repeated`). `origin` is the article, or the name of the medium,
    it came from, where something says so; `basis` says what."""

    id: str
    kind: Literal["copied", "repeated"]
    passages: tuple[Span, ...]
    origin: str | None
    basis: str


class Origin(Noun):
    """Articles that rest on one wire or one another and so count once. `because` gives the reasons, in words."""

    id: str
    articles: tuple[str, ...]
    because: tuple[str, ...] = ()


class Label(Noun):
    """One word or phrase for a referent: how often each article uses it, and where."""

    label: str
    articles: dict[str, int]
    spans: tuple[Span, ...]


class Wording(Noun):
    """One referent and the accounts' different words for it."""

    referent: str
    labels: tuple[Label, ...]


class BriefLine(Noun):
    """A line an editor could paste, with the words that carry it."""

    text: str
    kind: Literal["agreed", "disputed", "single", "context"]
    claims: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class Dossier(Noun):
    """All findings about one story."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    schema_: Literal["rashomon.dossier/1"] = Field(default="rashomon.dossier/1", alias="schema")
    generator: Generator
    story: StoryLine
    articles: tuple[Article, ...]
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    copies: tuple[Copy, ...] = ()
    origins: tuple[Origin, ...] = ()
    wording: tuple[Wording, ...] = ()
    brief: tuple[BriefLine, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def to_json(self) -> str:
        """The dossier as JSON, two-space indented, with a newline at the end; the same dossier gives the same bytes."""
        return self.model_dump_json(indent=2) + "\n"
