"""The library for programs, under /api: the nouns and names of the dossier, described by /api/openapi.json."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from rashomon.errors import WrongCorrection
from rashomon.model.article import Article
from rashomon.reading.read import Reading
from rashomon.reporting.exports.formats import FORMATS
from rashomon.serving.changing import start_adding
from rashomon.serving.entrance import read_address, read_text
from rashomon.serving.jobs import Job
from rashomon.serving.room import Room
from rashomon.storing.findings import keyed
from rashomon.storing.records import ArticleLine, Correction, CorrectionKind, Hit, StoryRow, Utterance, Version

_NUL = "\x00"
Id = Annotated[str, Path(min_length=1, max_length=80, pattern=r"^[\w.\-]+$")]
Words = Annotated[str | None, Query(max_length=500)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


class Wrong(BaseModel):
    """Why a request could not be answered."""

    detail: str


class GivenText(BaseModel):
    """A text to add."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=2_000_000, pattern=r"\S")


class GivenAddress(BaseModel):
    """The address of a page or a feed to add."""

    model_config = ConfigDict(extra="forbid")

    address: str = Field(max_length=2000, pattern=r"\S")


class Said(BaseModel):
    """A correction to keep; `payload` as `rashomon correct --help` names it."""

    model_config = ConfigDict(extra="forbid")

    kind: CorrectionKind
    payload: dict[str, str]


class Progress(BaseModel):
    """A piece of long work. `target` is the page of its result."""

    id: str
    what: str
    stage: str
    done: int
    total: int
    over: bool
    target: str
    error: str
    notes: tuple[str, ...]


class Finding(BaseModel):
    """A finding's stable key, its kind, and its id in the present dossier, empty for a line that has none."""

    key: str
    kind: str
    id: str


class Undone(BaseModel):
    """That a correction was taken back."""

    undone: bool


MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Wrong}}


def api(room: Room) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api")
    library = room.library

    @router.get("/stories", tags=["stories"])
    def stories(words: Words = None, outlet: Words = None, since: Words = None, limit: Limit = 50, offset: Offset = 0) -> list[StoryRow]:
        """Stories, the last changed first."""
        return library.stories(words=_clean(words), outlet=_clean(outlet), since=_clean(since), limit=limit, offset=offset)

    @router.get("/stories/{story}", tags=["stories"], responses=MISSING | {200: {"description": "The dossier (rashomon.dossier/1)."}})
    def dossier(story: Id) -> Response:
        """A story's dossier, with people's corrections in it; compared anew if anything changed."""
        found = library.story(story)
        if found is None:
            raise HTTPException(404, "there is no such story")
        return Response(found.dossier.to_json(), media_type="application/json")

    @router.get("/stories/{story}/findings", tags=["stories"], responses=MISSING)
    def findings(story: Id) -> list[Finding]:
        """The stable keys of a story's findings, under which they can be shared, confirmed, rejected and noted."""
        found = library.story(story)
        if found is None:
            raise HTTPException(404, "there is no such story")
        return [Finding(key=key, kind=kind, id=getattr(one, "id", "")) for key, (kind, one) in keyed(found.machine).items()]

    @router.get("/stories/{story}/articles", tags=["articles"])
    def articles_of(story: Id) -> list[ArticleLine]:
        """The articles of a story, by day; none if there is no such story."""
        return library.articles(story)

    @router.get("/articles/{article}", tags=["articles"], responses=MISSING)
    def article(article: Id) -> Article:
        """An article as it was read."""
        found = library.article(article)
        if found is None:
            raise HTTPException(404, "there is no such article")
        return found

    @router.get("/articles/{article}/versions", tags=["articles"])
    def versions(article: Id) -> list[Version]:
        """All versions of what stood at the article's address, with what changed."""
        return library.versions(article)

    @router.post("/articles", tags=["articles"], status_code=202, responses={422: {"model": Wrong}, 503: {"model": Wrong}})
    def add(given: GivenText | GivenAddress) -> Progress:
        """Add a text, or what stands at an address. Answers at once with a job to ask after."""

        def read() -> Reading:
            if isinstance(given, GivenText):
                return read_text(given.text)
            return read_address(given.address, allow_private=room.allow_private)

        job = start_adding(room, read)
        if job is None:
            raise HTTPException(503, "too much is waiting; try again later")
        return _progress(job)

    @router.get("/jobs/{job}", tags=["jobs"], responses=MISSING)
    def job(job: Id) -> Progress:
        """How far a piece of long work is."""
        found = room.jobs.get(job)
        if found is None:
            raise HTTPException(404, "there is no such job")
        return _progress(found)

    @router.get("/search", tags=["search"])
    def search(words: Annotated[str, Query(max_length=500)], limit: Limit = 50, offset: Offset = 0) -> list[Hit]:
        """Articles that have all the words, with the places."""
        return library.search(_clean(words) or "", limit=limit, offset=offset)

    @router.get("/utterances", tags=["search"])
    def utterances(speaker: Words = None, words: Words = None, limit: Limit = 100, offset: Offset = 0) -> list[Utterance]:
        """Who said a thing, over all stories that have been compared."""
        return library.utterances(_clean(speaker), _clean(words), limit=limit, offset=offset)

    @router.get("/outlets", tags=["search"])
    def outlets() -> list[str]:
        """The outlets of all articles."""
        return library.outlets()

    @router.get("/stories/{story}/corrections", tags=["corrections"])
    def corrections(story: Id) -> tuple[Correction, ...]:
        """All corrections of a story, undone ones too."""
        return library.corrections(story)

    @router.post("/stories/{story}/corrections", tags=["corrections"], status_code=201, responses={409: {"model": Wrong}})
    def correct(story: Id, said: Said) -> Correction:
        """Keep a correction, signed with the name the room was started with."""
        try:
            return library.correct(story, said.kind, {key: value.replace(_NUL, "") for key, value in said.payload.items()})
        except WrongCorrection as error:
            raise HTTPException(409, str(error)) from None

    @router.post("/corrections/{number}/undo", tags=["corrections"], responses=MISSING)
    def undo(number: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Undone:
        """Take a correction back; it stays on record."""
        if not library.undo(number):
            raise HTTPException(404, "there is no such correction, or it is undone already")
        return Undone(undone=True)

    @router.get("/formats", tags=["exports"])
    def formats() -> dict[str, str]:
        """The formats that a story can be taken away in, from /stories/STORY/exports/FORMAT."""
        return {name: kind.about for name, kind in FORMATS.items()}

    return router


def _clean(words: str | None) -> str | None:
    return (words or "").replace(_NUL, "").strip() or None


def _progress(job: Job) -> Progress:
    return Progress(
        id=job.id, what=job.what, stage=job.stage, done=job.done, total=job.total, over=job.over, target=job.target, error=job.error,
        notes=job.notes,
    )  # fmt: skip
