"""The pages that change something: adding, correcting, undoing; the progress of long work; files to take away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Annotated, cast

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from rashomon.errors import RashomonError, WrongCorrection
from rashomon.reading.read import Reading
from rashomon.reporting.exports.formats import FORMATS, export
from rashomon.serving.entrance import read_address, read_text, read_upload
from rashomon.serving.jobs import Job
from rashomon.serving.pages import missing
from rashomon.serving.room import Room
from rashomon.storing.analysing import Progress
from rashomon.storing.editing import FIELDS
from rashomon.storing.records import CorrectionKind, StoredStory

SEE_OTHER = 303
_ZIPPED = (1980, 1, 1, 0, 0, 0)
"""the time in zip files, so that the same findings give the same bytes"""
_OFFERED = 60
"""stories offered by name to move an account to"""


def changing(room: Room) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    library = room.library

    @router.get("/add")
    def add_page(request: Request) -> Response:
        return room.page("add.html", request, error="")

    @router.post("/add")
    def add(
        request: Request,
        secret: Annotated[str, Form()] = "",
        text: Annotated[str, Form()] = "",
        address: Annotated[str, Form(max_length=2000)] = "",
        file: Annotated[UploadFile | None, File()] = None,
    ) -> Response:
        if not room.door.own(secret):
            return _not_ours(room, request)
        name, data = (file.filename or "", file.file.read()) if file is not None else ("", b"")
        if data:
            read: Callable[[], Reading] = partial(read_upload, name, data)
        elif address.strip():
            read = partial(read_address, address, allow_private=room.allow_private)
        elif text.strip():
            read = partial(read_text, text)
        else:
            return room.page("add.html", request, 422, error="Paste a text, give an address, or choose a file.")
        job = start_adding(room, read)
        if job is None:
            return room.page("add.html", request, 503, error="Too much is waiting to be added. Try again in a minute.")
        return RedirectResponse(f"/jobs/{job.id}", SEE_OTHER)

    @router.get("/jobs/{id}")
    def one_job(request: Request, id: str) -> Response:
        job = room.jobs.get(id)
        return missing(room, request, "job") if job is None else room.page("job.html", request, job=job, back=job.target)

    @router.get("/stories/{story}/corrections")
    def corrections(request: Request, story: str) -> Response:
        found = library.story(story)
        if found is None:
            return missing(room, request, "story")
        return _correcting(room, request, found)

    @router.post("/stories/{story}/corrections")
    async def correct(request: Request, story: str) -> Response:
        form = {key: value for key, value in (await request.form(max_files=0, max_fields=20)).items() if isinstance(value, str)}
        if not room.door.own(form.pop("secret", "")):
            return _not_ours(room, request)
        kind, back = form.pop("kind", ""), form.pop("back", "")
        payload = {key: value for key, value in form.items() if key in FIELDS.get(cast(CorrectionKind, kind), ())}
        try:
            await run_in_threadpool(library.correct, story, cast(CorrectionKind, kind), payload)
        except WrongCorrection as error:
            found = await run_in_threadpool(library.story, story)
            if found is None:
                return missing(room, request, "story")
            return await run_in_threadpool(_correcting, room, request, found, 422, str(error))
        own = f"/stories/{story}/"
        return RedirectResponse(back if back.startswith(own) and "\\" not in back else f"{own}corrections", SEE_OTHER)

    @router.post("/corrections/{number}/undo")
    def undo(request: Request, number: int, story: Annotated[str, Form()] = "", secret: Annotated[str, Form()] = "") -> Response:
        if not room.door.own(secret):
            return _not_ours(room, request)
        if not library.undo(number):
            return missing(room, request, "correction")
        known = story if library.articles(story) else ""
        return RedirectResponse(f"/stories/{known}/corrections" if known else "/stories", SEE_OTHER)

    @router.get("/stories/{story}/exports/{format}")
    def take(request: Request, story: str, format: str) -> Response:
        found = library.story(story) if format in FORMATS else None
        if found is None:
            return missing(room, request, "export")
        try:
            files = export(found.dossier, format)
        except RashomonError as error:
            return room.page("error.html", request, 501, title="This format is not installed", what=str(error))
        return _file(files, format, story)

    return router


def start_adding(room: Room, read: Callable[[], Reading]) -> Job | None:
    """A job that reads, adds and compares. None if too many wait."""

    def work(job: Job, tell: Progress) -> None:
        tell("reading", 0, 1)
        reading = read()
        job.notes = tuple(f"Left out: {piece.what}: {piece.why}" for piece in reading.skipped)
        added = room.library.add(reading.articles, progress=tell)
        job.notes += (f"{len(added.new)} new, {len(added.known)} known",)
        for done, story in enumerate(added.stories):
            tell("comparing", done, len(added.stories))
            room.library.refresh(story)
        if len(added.stories) == 1:
            job.target = f"/stories/{added.stories[0]}"
        elif reading.articles:
            lone = reading.articles[0].id
            job.target = "/stories" if added.stories or len(reading.articles) > 1 else f"/articles/{lone}"

    return room.jobs.start("Adding articles", work)


def _file(files: dict[str, bytes], format: str, story: str) -> Response:
    kind = FORMATS[format]
    if not kind.many:
        [content] = files.values()
        return Response(content, media_type=kind.media_type, headers=_as(f"{story}{kind.suffix}"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _ZIPPED), content)
    return Response(out.getvalue(), media_type="application/zip", headers=_as(f"{story}-{format}.zip"))


def _as(name: str) -> dict[str, str]:
    safe = "".join(c for c in name if c.isalnum() or c in ".-")
    return {"content-disposition": f'attachment; filename="{safe}"'}


def _correcting(room: Room, request: Request, found: StoredStory, status: int = 200, error: str = "") -> Response:
    """The form for corrections of one story, and the stories that changed last, to move an account to."""
    held = room.library.articles(found.row.id)
    others = [row for row in room.library.stories(limit=_OFFERED) if row.id != found.row.id]
    return room.page("corrections.html", request, status, found=found, articles=held, others=others, error=error)


def _not_ours(room: Room, request: Request) -> Response:
    return room.page(
        "error.html",
        request,
        403,
        title="This page is too old",
        what="The room was started anew since it was opened. Reload it and try again.",
    )
