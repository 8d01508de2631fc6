"""What all pages of the room share: the library, the queue of long work, the templates, and who sits at the desk."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon import __version__
from rashomon.model.dossier import Dossier
from rashomon.reporting.build import build
from rashomon.reporting.phrases import count, day, listed, period, shorten
from rashomon.reporting.sections import sections
from rashomon.reporting.view import View
from rashomon.serving.anchors import anchors
from rashomon.serving.citing import Finding, address, findings
from rashomon.serving.guard import Door
from rashomon.serving.jobs import Job, Jobs
from rashomon.storing.analysing import Progress
from rashomon.storing.library import Library
from rashomon.storing.records import StoredStory

WAIT = 0.4
"""seconds that a page waits for a comparison before it shows its progress instead"""
_KEPT = 24
"""stories whose pages are kept ready"""


@dataclass(frozen=True)
class Shown:
    """A dossier made ready for pages: its rows, their HTML, and its findings by key, rejected ones too."""

    machine: Dossier
    rejected: tuple[str, ...]
    view: View
    body: Markup
    findings: dict[str, Finding]


@dataclass
class Room:
    """One library, open for reading and correcting."""

    library: Library
    door: Door = field(default_factory=Door)
    allow_private: bool = False
    jobs: Jobs = field(default_factory=Jobs)
    templates: Environment = field(default_factory=lambda: _environment())
    _shown: OrderedDict[str, Shown] = field(default_factory=OrderedDict)

    def page(self, name: str, request: Request, status: int = 200, **values: Any) -> HTMLResponse:
        """A template filled. Everything that is no Markup is escaped."""
        shared = {"here": request.url.path, "secret": self.door.secret, "who": self.library.who, "version": __version__}
        return HTMLResponse(self.templates.get_template(name).render(shared | values), status)

    def shown(self, found: StoredStory) -> Shown:
        """The story's dossier for pages. The last few are kept, since a person goes to and fro between the pages of a story."""
        known = self._shown.get(found.row.id)
        if known is None or known.machine is not found.machine or known.rejected != found.rejected:
            view = build(found.dossier)
            known = Shown(found.machine, found.rejected, view, sections(view), findings(found.machine, anchors(found.dossier)))
            self._shown[found.row.id] = known
            while len(self._shown) > _KEPT:
                self._shown.popitem(last=False)
        return known

    def comparing(self, story: str) -> Job | None:
        """A job that compares the story, if it must be; None if its findings are of its present state."""
        if self.library.is_fresh(story):
            return None

        def work(job: Job, tell: Progress) -> None:
            job.target = f"/stories/{story}"
            self.library.refresh(story, progress=tell)

        return self.jobs.start("Comparing the accounts", work, key=f"story {story}")


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("rashomon.serving"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(count=count, listed=listed, shorten=shorten, day=day, address=address)
    made.globals.update(period=period)
    return made
