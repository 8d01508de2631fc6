"""Findings for sharing: each with its kind in words, the words that carry it, and a citation to paste."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.model.article import Article
from rashomon.model.dossier import BriefLine, Claim, Copy, Dossier, FigureRow, Quote, TimelineEntry, Wording
from rashomon.model.noun import Noun
from rashomon.model.span import Span
from rashomon.reporting.phrases import day, one_line
from rashomon.storing.findings import keyed

NOUNS = {
    "quote": "Quotation", "claim": "Claim", "figure": "Figure", "time": "Timeline entry", "copy": "Shared passage", "wording": "Wording",
    "brief": "Line of the brief",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Exact words in one account. `link` is set only for http and https."""

    article: str
    outlet: str
    title: str
    date: str
    link: str | None
    span: Span

    @property
    def address(self) -> str:
        """The article's page in the room, opened at these words."""
        return address(self.span)

    @property
    def citation(self) -> str:
        """Outlet, headline, date, words and address on one line."""
        head = ", ".join(part for part in (self.outlet, f"“{self.title}”" if self.title else "", self.date) if part)
        return f"{head}: “{one_line(self.span.text)}”" + (f" {self.link}" if self.link else "")


@dataclass(frozen=True)
class Finding:
    """One finding. `row` is its id on the dossier's page, empty where it does not stand there."""

    key: str
    kind: str
    title: str
    row: str
    places: tuple[Place, ...]


def findings(dossier: Dossier, rows: Mapping[str, str]) -> dict[str, Finding]:
    """All findings by key, in the dossier's order; `rows` are their ids on the page, by key."""
    articles = {article.id: article for article in dossier.articles}
    return {
        key: Finding(key, NOUNS[kind], _title(found), rows.get(key, ""), tuple(_places(found, articles)))
        for key, (kind, found) in keyed(dossier).items()
    }


def address(span: Span) -> str:
    """The page of the span's article, opened at its words."""
    return f"/articles/{span.article}?words={span.start}-{span.end}#words"


def place(article: Article, span: Span) -> Place:
    """The words with what a citation needs of their article."""
    link = article.url if article.url and article.url.lower().startswith(("http://", "https://")) else None
    date = day(article.published.date[:10]) if article.published else "undated"
    return Place(article.id, one_line(article.name), one_line(article.title or ""), date, link, span)


def _title(found: Noun) -> str:
    match found:
        case Claim() | BriefLine():
            return one_line(found.text)
        case Quote():
            return one_line(max((version.span.text for version in found.versions), key=len))
        case FigureRow():
            return f"{one_line(found.what)}: {', '.join(dict.fromkeys(one_line(value.text) for value in found.values))}"
        case TimelineEntry():
            return f"{day(found.date)}: {one_line(found.text)}"
        case Wording():
            return f"{one_line(found.referent)}: {', '.join(one_line(label.label) for label in found.labels)}"
        case Copy():
            return one_line(found.passages[0].text) if found.passages else found.basis
    return type(found).__name__


def _places(found: Noun, articles: dict[str, Article]) -> Iterator[Place]:
    seen = set()
    for span in _spans(found):
        if span.key not in seen and span.article in articles:
            seen.add(span.key)
            yield place(articles[span.article], span)


def _spans(found: Noun) -> tuple[Span, ...]:
    match found:
        case Claim() | Quote():
            return tuple(version.span for version in found.versions)
        case FigureRow():
            return tuple(value.span for value in found.values)
        case Wording():
            return tuple(span for label in found.labels for span in label.spans)
        case Copy():
            return found.passages
        case TimelineEntry() | BriefLine():
            return found.spans
    return ()
