"""A story → the rows of the archive's tables, as JSON-able values; `tables` says what the columns are.

A story of one article has nothing to be compared with: its article, statements and figures are there, and no claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rashomon.model.annotated import Figure, Statement
from rashomon.model.article import Article
from rashomon.model.dossier import Claim, Dossier, FigureRow
from rashomon.model.skipped import Skipped
from rashomon.model.span import Span
from rashomon.model.story import Story

VERSION = "rows.v1"

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""The rows of each table; each has its `day` (None: not known to the day) beside its columns."""


def story_rows(id: str, story: Story, dossier: Dossier | None) -> Rows:
    """The rows of a gathered story, and of what comparing found in it if it was compared."""
    articles = dossier.articles if dossier else tuple(annotated.article for annotated in story.articles)
    outlet = {article.id: article.outlet for article in articles}
    day = {article.id: day_of(article) for article in articles}
    names = {actor.id: actor.name for actor in story.actors}
    found = _found_in(dossier.figures) if dossier else {}
    first = min((known for known in day.values() if known), default=None)
    rows: Rows = {"articles": [_article(article, id) for article in articles], "statements": [], "figures": [], "claims": []}
    for annotated in story.articles:
        about = {"story": id, "outlet": outlet[annotated.article.id], "day": day[annotated.article.id]}
        rows["statements"] += [about | _statement(statement, names) for statement in annotated.statements]
        rows["figures"] += [about | _figure(figure, found) for figure in annotated.figures]
    if dossier:
        rows["claims"] = [{"story": id, "day": first} | _claim(claim, id) for claim in dossier.claims]
    rows["stories"] = [{"id": id, "day": first} | _story(articles, dossier)]
    rows["skipped"] = [skipped_row(piece) for piece in dossier.skipped] if dossier else []
    return rows


def skipped_row(piece: Skipped) -> Row:
    """The row of something left out: `reason` is its first sentence without what is particular to the place."""
    return {"place": piece.what, "stage": piece.stage, "reason": reason(piece.why), "why": piece.why, "day": None}


def reason(why: str) -> str:
    """Why, in the words that all such cases share: the first sentence, numbers as `n`, nothing in brackets."""
    first = why.split(". ", 1)[0].rstrip(".")
    if first.startswith("it is the same article as "):
        return "it is the same article as another"
    return re.sub(r"[\d,.]*\d", "n", re.sub(r"\s*\([^)]*\)", "", first))


def day_of(article: Article) -> str | None:
    """The day of publication, if it is known to the day."""
    published = article.published
    return published.date[:10] if published is not None and published.precision in ("day", "minute") else None


def _article(article: Article, story: str) -> Row:
    published = article.published
    return {
        "id": article.id,
        "story": story,
        "outlet": article.outlet,
        "title": article.title,
        "byline": list(article.byline),
        "published": published.date if published else None,
        "dated_by": published.basis if published else None,
        "url": article.url,
        "path": article.path,
        "language": article.language,
        "words": len(article.text.split()),
        "credits": [credit.name for credit in article.credits],
        "origin": f"{story}.{article.origin}" if article.origin else None,
        "text": article.text,
        "day": day_of(article),
    }


def _statement(statement: Statement, names: dict[str, str]) -> Row:
    return {
        "id": statement.id,
        "article": statement.article,
        "kind": statement.kind,
        "source": statement.source.text,
        "source_type": statement.source.type,
        "speaker": names.get(statement.source.actor or ""),
        "cue": statement.cue.text,
        "stance": statement.cue.stance,
        "content": statement.content.text,
        "content_spans": [_place(span) for span in statement.content.spans],
        "source_spans": [_place(span) for span in statement.source.spans],
        "chain": [link.text or link.type for link in statement.chain],
        "addressee": statement.addressee.text if statement.addressee else None,
        "medium": statement.medium,
        "said": statement.said.date if statement.said else None,
        "confidence": statement.confidence,
    }


def _figure(figure: Figure, found: dict[tuple[str, int, int], FigureRow]) -> Row:
    row = found.get(figure.span.key)
    return {
        "article": figure.span.article,
        "kind": figure.kind,
        "what": figure.what,
        "subset": figure.subset,
        "unit": figure.unit,
        "low": figure.low,
        "high": figure.high,
        "approximate": figure.approximate,
        "text": figure.text,
        **_place(figure.span),
        "statement": figure.statement,
        "compared_as": row.what if row else None,
        "row": row.id if row else None,
        "verdict": row.verdict if row else None,
    }


def _found_in(figures: Sequence[FigureRow]) -> dict[tuple[str, int, int], FigureRow]:
    """The row in which an amount was compared, by its span."""
    return {value.span.key: row for row in figures for value in row.values}


def _claim(claim: Claim, story: str) -> Row:
    return {
        "id": f"{story}.{claim.id}",
        "text": claim.text,
        "outlets": claim.outlets,
        "origins": claim.origins,
        "versions": [
            {"article": version.article, **_place(version.span), "text": version.span.text, "statement": version.statement}
            for version in claim.versions
        ],
        "aspects": [
            {
                "aspect": aspect.aspect,
                "verdict": aspect.verdict,
                "values": [{"value": value.value, "articles": list(value.articles)} for value in aspect.values],
            }
            for aspect in claim.aspects
        ],
        "silent": list(claim.silent),
    }


def _story(articles: Sequence[Article], dossier: Dossier | None) -> Row:
    line = dossier.story if dossier else None
    days = sorted(article.published.date[:10] for article in articles if article.published)
    return {
        "title": line.title if line else articles[0].title,
        "articles": len(articles),
        "outlets": line.outlets if line else 1,
        "origins": line.origins if line else 1,
        "claims": len(dossier.claims) if dossier else 0,
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "members": [article.id for article in articles],
    }


def _place(span: Span) -> Row:
    return {"start": span.start, "end": span.end}
