"""What the library hands out besides articles and dossiers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rashomon.model.annotated import Statement
from rashomon.model.dossier import Dossier
from rashomon.model.noun import Noun
from rashomon.model.span import Span

CorrectionKind = Literal["merge", "split", "rename", "move", "reject", "confirm", "note"]


class Added(Noun):
    """What became of added articles: ids of those that are new, of those that were there already, and of the stories that changed."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()


class StoryRow(Noun):
    """One story in a list. `origins` is None until it has been compared; `stale`: something changed since. Times are ISO, UTC."""

    id: str
    title: str
    first: str | None
    last: str | None
    articles: int
    outlets: tuple[str, ...]
    origins: int | None
    updated: str
    stale: bool = False


class ArticleLine(Noun):
    """One article in a list: who published what, when; in which story; when it was added (ISO 8601, UTC)."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    story: str | None
    added: str


class Hit(Noun):
    """An article that a search found, with the words that it found there; none where only the headline has them."""

    article: ArticleLine
    spans: tuple[Span, ...]


class Change(Noun):
    """One difference between two versions of an article: the words before and after, None where there are none."""

    kind: Literal["insert", "delete", "replace"]
    before: Span | None
    after: Span | None


class Version(Noun):
    """One version of what stood at an address, and what changed since the version before."""

    article: ArticleLine
    changes: tuple[Change, ...] = ()


class Utterance(Noun):
    """Something somebody said, in one account of one story. `actor` is the speaker's id in that story's dossier, `name` their name."""

    story: str
    actor: str | None
    name: str
    article: ArticleLine
    statement: Statement


class Correction(Noun):
    """What a person said of the machine's findings: kept apart from them, applied again at every comparison. `at` is ISO 8601, UTC."""

    id: int
    story: str
    kind: CorrectionKind
    payload: dict[str, str]
    who: str
    at: str
    undone: bool = False


class StoredStory(Noun):
    """A story with its findings. `dossier` has people's corrections in it and what they rejected left out; `machine` has the rejected
    findings too. `rejected`, `confirmed` and the keys of `notes` are finding keys (`findings.finding_key`); "" is the story itself."""

    row: StoryRow
    dossier: Dossier
    machine: Dossier
    corrections: tuple[Correction, ...] = ()
    rejected: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    notes: dict[str, tuple[Correction, ...]] = Field(default_factory=dict)
