"""The pages for reading: stories, a story, its findings and actors, an article, searching."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from rashomon.model.article import Article
from rashomon.model.span import Span
from rashomon.reporting.exports.formats import FORMATS
from rashomon.serving.anchors import speakers
from rashomon.serving.citing import address, place
from rashomon.serving.graph import drawing
from rashomon.serving.room import WAIT, Room
from rashomon.storing.records import StoredStory

PAGE = 40
"""stories or hits on one page"""
SEEN = "rashomon_seen"
_YEAR = 365 * 24 * 3600
_CONTEXT = 90
"""characters shown around words that were found"""

Words = Annotated[str, Query(max_length=500)]
Marked = Annotated[str, Query(pattern=r"^(\d{1,9}-\d{1,9})?$")]
Number = Annotated[int, Query(ge=1, le=100_000)]


def pages(room: Room) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    library = room.library

    @router.get("/")
    def front() -> Response:
        return RedirectResponse("/stories")

    @router.get("/stories")
    def stories(request: Request, words: Words = "", outlet: Words = "", since: Words = "", page: Number = 1) -> Response:
        wanted = {"words": words.strip() or None, "outlet": outlet or None, "since": since or None}
        rows = library.stories(**wanted, limit=PAGE, offset=(page - 1) * PAGE)
        total = library.count_stories(**wanted)
        seen = request.cookies.get(SEEN, "")
        answer = room.page(
            "stories.html", request, rows=rows, total=total, page=page, pages=-(-total // PAGE), seen=seen, outlets=library.outlets(),
            wanted={key: value or "" for key, value in wanted.items()},
        )  # fmt: skip
        if not any(wanted.values()) and page == 1:
            answer.set_cookie(SEEN, datetime.now(UTC).isoformat(), max_age=_YEAR, httponly=True, samesite="strict")
        return answer

    def opened(request: Request, story: str, show: Callable[[StoredStory], Response]) -> Response:
        """What `show` makes of the story; its comparison's progress, if that takes longer than a moment; else that there is none."""
        job = room.comparing(story)
        if job is not None and job.future is not None:
            try:
                job.future.result(timeout=WAIT)
            except TimeoutError:
                return room.page("job.html", request, 202, job=job, back=request.url.path)
            if job.error:
                return room.page("error.html", request, 500, title="The accounts could not be compared", what=job.error)
        found = library.story(story)
        return missing(room, request, "story") if found is None else show(found)

    @router.get("/stories/{story}")
    def one_story(request: Request, story: str) -> Response:
        def show(found: StoredStory) -> Response:
            shown = room.shown(found)
            keys = {one.row: one.key for one in shown.findings.values() if one.row and one.key not in found.rejected}
            spoken = speakers(found.dossier)
            data = json.dumps({"story": story, "keys": keys, "actors": spoken, "judged": _judged(found)}).replace("<", "\\u003c")
            return room.page("story.html", request, found=found, body=shown.body, data=Markup(data))

        return opened(request, story, show)

    @router.get("/stories/{story}/sourcing")
    def sourcing(request: Request, story: str) -> Response:
        def show(found: StoredStory) -> Response:
            view = room.shown(found).view
            everything = [row for group in view.sources for row in group.statements]
            return room.page("sourcing.html", request, found=found, drawing=drawing(everything), rows=view.relayed)

        return opened(request, story, show)

    @router.get("/stories/{story}/findings")
    def all_findings(request: Request, story: str) -> Response:
        def show(found: StoredStory) -> Response:
            listed = list(room.shown(found).findings.values())
            groups = [(kind, list(group)) for kind, group in groupby(listed, key=lambda one: one.kind)]
            return room.page("findings.html", request, found=found, groups=groups, judged=_judged(found))

        return opened(request, story, show)

    @router.get("/stories/{story}/findings/{key}")
    def one_finding(request: Request, story: str, key: str) -> Response:
        def show(found: StoredStory) -> Response:
            finding = room.shown(found).findings.get(key)
            if finding is None:
                return missing(room, request, "finding")
            contexts = [(one, _around(library.article(one.article), one.span)) for one in finding.places]
            return room.page(
                "finding.html", request, found=found, finding=finding, places=contexts, judged=_judged(found).get(key, ""),
                notes=found.notes.get(key, ()),
            )  # fmt: skip

        return opened(request, story, show)

    @router.get("/stories/{story}/actors/{actor}")
    def one_actor(request: Request, story: str, actor: str) -> Response:
        def show(found: StoredStory) -> Response:
            known = next((one for one in found.dossier.actors if one.id == actor), None)
            if known is None:
                return missing(room, request, "actor")
            articles = {article.id: article for article in found.dossier.articles}
            said = [
                (place(articles[s.article], span), s)
                for s in found.dossier.statements
                if s.source.actor == actor
                for span in s.content.spans[:1]
            ]
            said.sort(
                key=lambda pair: (pair[1].said.date if pair[1].said else "", list(articles).index(pair[1].article), pair[0].span.start)
            )
            return room.page("actor.html", request, found=found, actor=known, said=said)

        return opened(request, story, show)

    @router.get("/articles/{article}")
    def one_article(request: Request, article: str, words: Marked = "") -> Response:
        found = library.article(article)
        if found is None:
            return missing(room, request, "article")
        versions = library.versions(article)
        shown = next((version for version in versions if version.article.id == article), None)
        link = place(found, found.span(0, 1)).link if found.text else None
        story = library.title(shown.article.story) if shown and shown.article.story else None
        paragraphs = _marked(found.text, *(int(place) for place in words.split("-") if place))
        return room.page(
            "article.html", request, article=found, versions=versions, shown=shown, link=link, story=story, paragraphs=paragraphs
        )

    @router.get("/search")
    def search(request: Request, words: Words = "", speaker: Words = "", page: Number = 1) -> Response:
        start = (page - 1) * PAGE
        if speaker.strip():
            said = library.utterances(speaker, words, limit=PAGE, offset=start)
            return room.page("search.html", request, words=words, speaker=speaker, said=said, hits=[], page=page)
        hits = library.search(words, limit=PAGE, offset=start) if words.strip() else []
        shown = [(hit, [(_around(library.article(hit.article.id), span), address(span)) for span in hit.spans[:2]]) for hit in hits]
        return room.page("search.html", request, words=words, speaker="", said=[], hits=shown, page=page)

    @router.get("/stories/{story}/exports")
    def exports(request: Request, story: str) -> Response:
        return opened(request, story, lambda found: room.page("exports.html", request, found=found, formats=FORMATS))

    return router


def missing(room: Room, request: Request, what: str) -> Response:
    """The page that says there is no such thing."""
    return room.page("error.html", request, 404, title=f"There is no such {what}", what="It may have been removed, or its key has changed.")


def _judged(found: StoredStory) -> dict[str, str]:
    return dict.fromkeys(found.confirmed, "confirmed") | dict.fromkeys(found.rejected, "rejected")


def _marked(text: str, start: int = 0, end: int = 0) -> list[tuple[str, str, str]]:
    """The paragraphs, each in three pieces: what stands before the characters from `start` to `end`, these, and what stands behind."""
    found, at = [], 0
    for paragraph in text.split("\n\n"):
        first, last = (min(max(place - at, 0), len(paragraph)) for place in (start, end))
        found.append((paragraph[:first], paragraph[first:last], paragraph[max(first, last) :]))
        at += len(paragraph) + 2
    return found


def _around(article: Article | None, span: Span) -> tuple[str, str, str]:
    """Some words before the span, its words, some words after it, on one paragraph."""
    if article is None:
        return "", span.text, ""
    before = article.text[max(0, span.start - _CONTEXT) : span.start].rpartition("\n")[2]
    after = article.text[span.end : span.end + _CONTEXT].partition("\n")[0]
    return before, span.text, after
