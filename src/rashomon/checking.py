"""Whether a dossier file tells the truth: every span against the text it claims to quote, every id against what it names.

It re-reads the file as a stranger would: first that it is JSON of the right shape, then every `{article, start, end, text}` wherever it
stands, then every reference between findings, then the counts. It does not judge whether a finding is right, only whether its evidence
is there. The first lie ends it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from rashomon.errors import BrokenDossier
from rashomon.model.dossier import Dossier

_THEN = "Make the dossier again with `rashomon compare`"


@dataclass(frozen=True)
class Checked:
    """What held: how many spans, articles and findings were looked at."""

    spans: int
    articles: int
    findings: int


def check(content: str | bytes, *, which: str) -> Checked:
    """Check the dossier in `content`, called `which` in errors. Raises `BrokenDossier` with the first thing that does not hold."""
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BrokenDossier(f"it is no JSON ({error})", which=which, then="Give a file written by `rashomon compare --json`") from None
    try:
        spans = _spans_hold(raw, which)
        dossier = Dossier.model_validate_json(content)
    except ValidationError as error:
        raise BrokenDossier(_first(error), which=which, then="Give a file written by `rashomon compare --json`") from None
    except RecursionError:
        raise BrokenDossier("it is nested too deep to be a dossier", which=which, then=_THEN) from None
    for lie in (*_doubles(dossier), *_strays(dossier), *_miscounts(dossier)):
        raise BrokenDossier(lie, which=which, then=_THEN)
    findings = sum(len(getattr(dossier, name)) for name in _FINDINGS)
    return Checked(spans, len(dossier.articles), findings)


_FINDINGS = ("actors", "statements", "quotes", "claims", "figures", "timeline", "copies", "origins", "wording", "brief", "skipped")


def _spans_hold(raw: Any, which: str) -> int:
    articles = raw.get("articles") if isinstance(raw, Mapping) else None
    texts = {
        article["id"]: article["text"]
        for article in (articles if isinstance(articles, list) else [])
        if isinstance(article, Mapping) and isinstance(article.get("id"), str) and isinstance(article.get("text"), str)
    }
    checked = 0
    for where, span in _walk(raw, ""):
        lie = _lie(span, texts)
        if lie:
            raise BrokenDossier(f"the span at {where.lstrip('.')} does not hold: {lie}", which=which, then=_THEN)
        checked += 1
    return checked


def _walk(value: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        if {"article", "start", "end", "text"} <= value.keys():
            yield where, value
        for name, inner in value.items():
            yield from _walk(inner, f"{where}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _walk(inner, f"{where}[{place}]")


def _lie(span: Mapping[str, Any], texts: Mapping[str, str]) -> str | None:
    article, start, end, words = span["article"], span["start"], span["end"], span["text"]
    if not isinstance(article, str) or article not in texts:
        return f"there is no article {article!r:.40}"
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(texts[article]):
        return f"[{start!r:.20}, {end!r:.20}) is no place in article {article}, which has {len(texts[article])} characters"
    there = texts[article][start:end]
    return None if there == words else f"article {article} has {there!r:.60} at [{start}, {end}), not {words!r:.60}"


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(map(str, problem["loc"])) or "the whole file"
    return f"it is no rashomon.dossier/1: {problem['msg']} at {place}"


def _doubles(dossier: Dossier) -> Iterator[str]:
    for name in ("articles", "actors", "statements", "quotes", "claims", "figures", "copies", "origins"):
        seen: set[str] = set()
        for row in getattr(dossier, name):
            if row.id in seen:
                yield f"{name} has the id {row.id!r:.40} twice"
            seen.add(row.id)


def _strays(dossier: Dossier) -> Iterator[str]:
    known = {
        "article": {article.id for article in dossier.articles},
        "actor": {actor.id for actor in dossier.actors},
        "statement": {statement.id for statement in dossier.statements},
        "claim": {claim.id for claim in dossier.claims},
        "origin": {origin.id for origin in dossier.origins},
    }
    for where, kind, ids in _references(dossier):
        for id in ids:
            if id is not None and id not in known[kind]:
                yield f"{where} names {kind} {id!r:.40}, which is not in the dossier"


def _references(dossier: Dossier) -> Iterator[tuple[str, str, Iterable[str | None]]]:
    for article in dossier.articles:
        yield f"article {article.id}", "origin", [article.origin]
    for statement in dossier.statements:
        yield f"statement {statement.id}", "article", [statement.article]
        people = [statement.source.actor, *(link.actor for link in statement.chain)]
        yield f"statement {statement.id}", "actor", [*people, statement.addressee.actor if statement.addressee else None]
    for quote in dossier.quotes:
        yield f"quote {quote.id}", "actor", [quote.speaker]
        yield f"quote {quote.id}", "article", [version.article for version in quote.versions]
        yield f"quote {quote.id}", "statement", [version.statement for version in quote.versions]
        yield f"quote {quote.id}", "article", [id for row in quote.differences for value in row.values for id in value.articles]
    for claim in dossier.claims:
        yield f"claim {claim.id}", "article", [*(version.article for version in claim.versions), *claim.silent]
        yield f"claim {claim.id}", "statement", [version.statement for version in claim.versions]
        yield f"claim {claim.id}", "article", [id for row in claim.aspects for value in row.values for id in value.articles]
    for figure in dossier.figures:
        yield f"figure {figure.id}", "article", [value.article for value in figure.values]
        yield f"figure {figure.id}", "statement", [value.statement for value in figure.values]
    for place, entry in enumerate(dossier.timeline):
        yield f"timeline[{place}]", "article", entry.articles
    for origin in dossier.origins:
        yield f"origin {origin.id}", "article", origin.articles
    for place, row in enumerate(dossier.wording):
        yield f"wording[{place}]", "article", [id for label in row.labels for id in sorted(label.articles)]
    for place, line in enumerate(dossier.brief):
        yield f"brief[{place}]", "claim", line.claims


def _miscounts(dossier: Dossier) -> Iterator[str]:
    if dossier.story.articles != len(dossier.articles):
        yield f"the story counts {dossier.story.articles} articles, the dossier holds {len(dossier.articles)}"
    for quote in dossier.quotes:
        for rendering in quote.versions:
            if rendering.span.article != rendering.article:
                yield f"quote {quote.id} gives the words of article {rendering.span.article} to article {rendering.article}"
    for claim in dossier.claims:
        for version in claim.versions:
            if version.span.article != version.article:
                yield f"claim {claim.id} gives the words of article {version.span.article} to article {version.article}"
        for silent in claim.silent:
            if any(version.article == silent for version in claim.versions):
                yield f"claim {claim.id} calls article {silent} silent and quotes it"
