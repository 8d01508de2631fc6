"""The accounts themselves, with their bodies cut at the marks: made last, when every finding has cited."""

from __future__ import annotations

from urllib.parse import urlsplit

from rashomon.model.article import Article, Published
from rashomon.reporting.marks import Cite
from rashomon.reporting.phrases import day, one_line, plain
from rashomon.reporting.rows.context import Context
from rashomon.reporting.view import Account, Credit, Furniture

_CREDITS = {"agency": "agency", "contributed": "contributed", "reported": "cited"}
_GIVEN = ("metadata", "date line")
"""bases that need no word to a reader: the date simply stands on the page"""


def accounts(context: Context) -> tuple[Account, ...]:
    """One row an account, in the dossier's order."""
    articles = context.dossier.articles
    cited = [(_dated(context, article), _credits(context, article)) for article in articles]
    origins = {article: str(number) for number, origin in enumerate(context.dossier.origins, 1) for article in origin.articles}
    return tuple(
        Account(
            id=article.id,
            key=f"account-{place}",
            outlet=context.outlet(article.id),
            named=bool(article.outlet),
            title=one_line(article.title or ""),
            byline=", ".join(one_line(name) for name in article.byline),
            date=day(article.published.date) if article.published else "undated",
            dated=_basis(article.published),
            date_cites=date_cites,
            link=_web(article.url),
            path=plain(article.path or ""),
            language=article.language,
            words=len(article.text.split()),
            origin=origins.get(article.id, ""),
            credits=credits,
            furniture=tuple(Furniture(plain(piece.text).strip(), one_line(piece.reason)) for piece in article.furniture),
            paragraphs=context.marks.paragraphs(article),
        )
        for place, (article, (date_cites, credits)) in enumerate(zip(articles, cited, strict=True), 1)
    )


def _dated(context: Context, article: Article) -> tuple[Cite, ...]:
    return context.marks.cite(f"date-{context.order[article.id] + 1}", article.published.evidence) if article.published else ()


def _credits(context: Context, article: Article) -> tuple[Credit, ...]:
    finding = f"account-{context.order[article.id] + 1}"
    return tuple(
        Credit(one_line(credit.name), _CREDITS[credit.kind], context.marks.cite(finding, credit.evidence)) for credit in article.credits
    )


def _basis(published: Published | None) -> str:
    if published is None:
        return "no date on the page or in its words"
    return "" if published.basis in _GIVEN else f"from {one_line(published.basis)}"


def _web(url: str | None) -> str | None:
    """`url` if a browser may be sent there: http or https only, so that no page can plant a script behind a link."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None
