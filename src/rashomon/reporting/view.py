"""The view: a dossier as rows for a reader, from which the terminal, Markdown and the page are made.

Everything is resolved and in order: outlets by name, actors by name, days in words, every citation tied to its mark in the reader.
Only shapes here; `rashomon.reporting.build` fills them. Nothing is escaped: that belongs to each medium.
"""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.reporting.marks import Cite, Paragraph


@dataclass(frozen=True)
class Furniture:
    """Text that was left out of the body, and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class Credit:
    """Another medium that an account rests on; `how` in words."""

    name: str
    how: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Account:
    """One article. `outlet` is what it is called, unique in the dossier, and `named` whether that is its outlet's name; `link` is set only
    for http and https; `dated` says on what the date rests, empty where it is simply given; `origin` numbers the origin it belongs to."""

    id: str
    key: str
    outlet: str
    named: bool
    title: str
    byline: str
    date: str
    dated: str
    date_cites: tuple[Cite, ...]
    link: str | None
    path: str
    language: str
    words: int
    origin: str
    credits: tuple[Credit, ...]
    furniture: tuple[Furniture, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class BriefRow:
    """One line of the brief."""

    id: str
    kind: str
    text: str
    claims: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Value:
    """One value and the outlets that carry it."""

    text: str
    outlets: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class AspectRow:
    """How a claim compares in one aspect; `verdict` is the dossier's word."""

    aspect: str
    verdict: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Cell:
    """What one account has of a claim. Without cites it is `silent` where nothing in the account comes near the claim, else not matched.
    `attributed` names on whose word it stands there, empty where the outlet says it in its own voice."""

    account: str
    outlet: str
    cites: tuple[Cite, ...]
    attributed: str
    silent: bool


@dataclass(frozen=True)
class ClaimRow:
    """A claim with one cell an account. `standing` is disputed, agreed, single or unmatched; `said_by` names who says it where the claim
    is somebody's words and not the outlets' own; `support` counts outlets and origins in words."""

    id: str
    text: str
    said_by: str
    standing: str
    support: str
    outlets: int
    origins: int
    cells: tuple[Cell, ...]
    aspects: tuple[AspectRow, ...]

    @property
    def carried(self) -> tuple[Cell, ...]:
        """The cells of the accounts that carry it."""
        return tuple(cell for cell in self.cells if cell.cites)

    @property
    def first(self) -> str:
        """The id of the first account that carries it, or nothing."""
        return next((cell.account for cell in self.cells if cell.cites), "")

    @property
    def silent(self) -> tuple[str, ...]:
        """The accounts in which nothing comes near it."""
        return tuple(cell.outlet for cell in self.cells if cell.silent and not cell.cites)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """The accounts that neither carry it nor are silent: something similar may stand there."""
        return tuple(cell.outlet for cell in self.cells if not cell.silent and not cell.cites)


@dataclass(frozen=True)
class Piece:
    """A run of words of a rendering: `same` as in the fullest one, `differs`, or a `gap` where `text` names what is left out."""

    text: str
    kind: str


@dataclass(frozen=True)
class Rendering:
    """One rendering of an utterance, word by word beside the fullest, and everyone who gives it. `rendering` is the dossier's word
    in words for a reader; `ascribed` names another speaker than the row's, where an account has one."""

    words: str
    cites: tuple[Cite, ...]
    rendering: str
    ascribed: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Difference:
    """Where the renderings part."""

    kind: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class QuoteRow:
    """One utterance and its renderings, the fullest first."""

    id: str
    speaker: str
    outlets: int
    renderings: tuple[Rendering, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class QuoteGroup:
    """All utterances of one speaker that more than one account renders, or that stand twice."""

    speaker: str
    quotes: tuple[QuoteRow, ...]


@dataclass(frozen=True)
class Link:
    """A link of a sourcing chain."""

    name: str
    type: str


@dataclass(frozen=True)
class StatementRow:
    """Who said what. `chain` begins with the outlet and ends with the one who spoke."""

    id: str
    outlet: str
    kind: str
    source: str
    source_words: str
    type: str
    cue: str
    stance: str
    words: str
    cites: tuple[Cite, ...]
    chain: tuple[Link, ...]
    addressee: str
    medium: str
    said: str
    confidence: float
    unsure: bool


@dataclass(frozen=True)
class SourceGroup:
    """All statements of one source across the accounts."""

    source: str
    type: str
    roles: tuple[str, ...]
    outlets: tuple[str, ...]
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True)
class SourcingRow:
    """How many statements of an account rest on each type of source, in the order of `rows.speech.SOURCE_TYPES`."""

    outlet: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Amount:
    """One amount and the accounts that give it in these words. `low`/`high` are None where open."""

    text: str
    interval: str
    low: float | None
    high: float | None
    outlets: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class FigureRow:
    """A counted thing and every account's amount for it."""

    id: str
    what: str
    verdict: str
    outlets: int
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Entry:
    """Something dated: `kind` is happened, said or published; `label` is the kind, or that it was expected when it was told."""

    id: str
    date: str
    kind: str
    label: str
    text: str
    outlets: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Day:
    """The entries of one date (a day, month or year, as `iso` is cut)."""

    iso: str
    label: str
    short: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class LabelRow:
    """One label for a referent: `uses` names outlets with counts."""

    label: str
    count: int
    uses: tuple[tuple[str, int], ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class WordingRow:
    """One referent and the accounts' words for it."""

    id: str
    referent: str
    labels: tuple[LabelRow, ...]


@dataclass(frozen=True)
class CopyRow:
    """A passage that is shared or repeated."""

    id: str
    kind: str
    outlets: tuple[str, ...]
    origin: str
    basis: str
    words: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class OriginRow:
    """Accounts that rest on one wire or one another and count once."""

    id: str
    number: str
    outlets: tuple[str, ...]
    because: tuple[str, ...]

    @property
    def joins(self) -> bool:
        """Whether it makes one of several accounts."""
        return len(self.outlets) > 1


@dataclass(frozen=True)
class ActorRow:
    """One person, body, place or group. `roles` carry their words' citations; `cites` hold the first mention in each account."""

    id: str
    name: str
    kind: str
    names: tuple[tuple[str, int], ...]
    roles: tuple[Value, ...]
    mentions: int
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class SkippedRow:
    """What was left out, where and why."""

    id: str
    what: str
    stage: str
    why: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True)
class Maker:
    """What made the dossier."""

    version: str
    model: str
    sha256: str
    analyses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class View:
    """A whole dossier for readers."""

    title: str
    articles: int
    outlets: int
    origins_count: int
    period: str
    accounts: tuple[Account, ...]
    brief: tuple[BriefRow, ...]
    claims: tuple[ClaimRow, ...]
    quotes: tuple[QuoteGroup, ...]
    sources: tuple[SourceGroup, ...]
    sourcing: tuple[SourcingRow, ...]
    figures: tuple[FigureRow, ...]
    timeline: tuple[Day, ...]
    wording: tuple[WordingRow, ...]
    copies: tuple[CopyRow, ...]
    origins: tuple[OriginRow, ...]
    actors: tuple[ActorRow, ...]
    skipped: tuple[SkippedRow, ...]
    maker: Maker

    @property
    def relayed(self) -> tuple[StatementRow, ...]:
        """The statements that an outlet has on somebody else's word: chains of two links and more."""
        return tuple(row for group in self.sources for row in group.statements if len(row.chain) > 1)

    def claims_of(self, standing: str) -> tuple[ClaimRow, ...]:
        """The claims that are disputed, agreed, single or unmatched."""
        return tuple(row for row in self.claims if row.standing == standing)

    @property
    def figures_apart(self) -> tuple[FigureRow, ...]:
        """The figures on which the accounts differ."""
        return tuple(row for row in self.figures if row.verdict == "conflict")
