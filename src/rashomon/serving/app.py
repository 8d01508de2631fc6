"""The reading room as an ASGI application: pages for people, /api for programs, one guard before both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from rashomon import __version__
from rashomon.errors import RashomonError
from rashomon.serving.api import api
from rashomon.serving.changing import changing
from rashomon.serving.guard import Guard
from rashomon.serving.pages import pages
from rashomon.serving.room import Room

_STATIC = {
    "dossier.css": ("rashomon.reporting", "text/css"),
    "dossier.js": ("rashomon.reporting", "text/javascript"),
    "room.css": ("rashomon.serving", "text/css"),
    "room.js": ("rashomon.serving", "text/javascript"),
}
"""the only files that are served, by name; a request's path is never a path on disk"""


def create_app(room: Room) -> FastAPI:
    """The application over an open library. It closes its queue of work when it stops, not the library."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        room.jobs.close()

    app = FastAPI(title="Rashomon", version=__version__, openapi_url="/api/openapi.json", docs_url=None, redoc_url=None, lifespan=lifespan)
    contents = {name: ((files(package) / "static" / name).read_bytes(), kind) for name, (package, kind) in _STATIC.items()}

    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        if name not in contents:
            raise HTTPException(404)
        content, kind = contents[name]
        return Response(content, media_type=f"{kind}; charset=utf-8", headers={"cache-control": "no-cache"})

    app.include_router(api(room))
    app.include_router(pages(room))
    app.include_router(changing(room))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
        return room.page(
            "error.html", request, error.status_code, title=str(error.detail), what="The list of stories is a good place to start."
        )

    @app.exception_handler(RequestValidationError)
    async def wrong(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        told = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": told}, 422)
        return room.page("error.html", request, 422, title="The room cannot read this address", what=told)

    @app.exception_handler(RashomonError)
    async def told(request: Request, error: RashomonError) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"detail": str(error)}, 409)
        return room.page("error.html", request, 409, title="This cannot be done", what=str(error))

    @app.exception_handler(500)
    async def broken(request: Request, error: Exception) -> Response:
        return room.page(
            "error.html", request, 500, title="Something went wrong here", what="The terminal in which the room was started says what."
        )

    app.add_middleware(Guard, door=room.door)
    return app
