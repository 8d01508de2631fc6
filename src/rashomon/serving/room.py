"""What all pages of the room share: the library, the queue of long work, the templates, and who sits at the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from rashomon import __version__
from rashomon.model.dossier import Dossier
from rashomon.reporting.build import build
from rashomon.reporting.phrases import count, day, listed, period, shorten
from rashomon.reporting.view import View
from rashomon.serving.guard import Door
from rashomon.serving.jobs import Job, Jobs
from rashomon.storing.analysing import Progress
from rashomon.storing.library import Library

WAIT = 0.4
"""seconds that a page waits for a comparison before it shows its progress instead"""


@dataclass
class Room:
    """One library, open for reading and correcting."""

    library: Library
    door: Door = field(default_factory=Door)
    allow_private: bool = False
    jobs: Jobs = field(default_factory=Jobs)
    templates: Environment = field(default_factory=lambda: _environment())

    def page(self, name: str, request: Request, status: int = 200, **values: Any) -> HTMLResponse:
        """A template filled. Everything that is no Markup is escaped."""
        shared = {"here": request.url.path, "secret": self.door.secret, "who": self.library.who, "version": __version__}
        return HTMLResponse(self.templates.get_template(name).render(shared | values), status)

    def comparing(self, story: str) -> Job | None:
        """A job that compares the story, if it must be; None if its findings are of its present state."""
        if self.library.is_fresh(story):
            return None

        def work(job: Job, tell: Progress) -> None:
            job.target = f"/stories/{story}"
            self.library.refresh(story, progress=tell)

        return self.jobs.start("Comparing the accounts", work, key=f"story {story}")


@lru_cache(maxsize=16)
def view_of(dossier: Dossier) -> View:
    """The view of a dossier; the last few are kept, since a person goes to and fro between the pages of a story."""
    return build(dossier)


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("rashomon.serving"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(count=count, listed=listed, shorten=shorten, day=day)
    made.globals.update(period=period)
    return made
