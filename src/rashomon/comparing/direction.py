"""Where a copied passage came from, as far as credits and hours of publication say: with neither, the direction is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rashomon.model.article import Article, Published
from rashomon.model.span import Span
from rashomon.model.story import Story

_MINUTES = {"minute": 16, "day": 10}
"""characters of an ISO date that a precision vouches for"""


def direction(story: Story, passages: Sequence[Span]) -> tuple[str | None, str]:
    """The origin of a passage (an article's id or a medium's name) and what says so, in words; (None, "direction unknown") otherwise."""
    articles = [story.article(id).article for id in dict.fromkeys(span.article for span in passages)]
    for found in (_agency(articles), _cited(articles, passages), _hours(articles)):
        if found:
            return found
    return None, "direction unknown"


def agencies(article: Article) -> list[str]:
    """The agencies that the article's byline, dateline or copyright line names, sorted."""
    return sorted({credit.name for credit in article.credits if credit.kind == "agency"})


def _agency(articles: Sequence[Article]) -> tuple[str, str] | None:
    """An agency that accounts of the passage are credited to; the agency's own account where it is among them."""
    named: dict[str, list[Article]] = {}
    for article in articles:
        for name in agencies(article):
            named.setdefault(name, []).append(article)
    for name, crediting in sorted(named.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        own = [article for article in articles if article.outlet == name]
        others = [article for article in crediting if article not in own]
        if own and others:
            return own[0].id, f"{_list(others)} credits {name}" if len(others) == 1 else f"{_list(others)} credit {name}"
        if len(crediting) == len(articles):
            return name, f"credited to {name} in {'both' if len(articles) == 2 else f'all {len(articles)}'}"
        if others:
            return name, f"credited to {name} in {_list(others)}"
    return None


def _cited(articles: Sequence[Article], passages: Sequence[Span]) -> tuple[str, str] | None:
    """A medium that the passage's own words cite, or one of the accounts that another of them credits."""
    for article in articles:
        for credit in article.credits:
            inside = any(passage.overlaps(words) for passage in passages for words in credit.evidence)
            own = [other for other in articles if other.outlet == credit.name and other.id != article.id]
            if own:
                return own[0].id, f"{article.name} credits {credit.name}"
            if credit.kind == "reported" and inside:
                return credit.name, f"the passage cites {credit.name} in {article.name}"
    return None


def _hours(articles: Sequence[Article]) -> tuple[str, str] | None:
    """The account that was out first, where the dates are precise enough to say so."""
    dated = [article.published for article in articles if article.published and article.published.precision in _MINUTES]
    if len(dated) < len(articles):
        return None
    length = min(_MINUTES[published.precision] for published in dated)
    ordered = sorted(zip((_when(published, length) for published in dated), range(len(articles)), strict=True))
    (first, number), (second, _) = ordered[:2]
    if first == second:
        return None
    return articles[number].id, f"published {_apart(int((second - first).total_seconds()) // 60)} earlier"


def _when(published: Published, length: int) -> datetime:
    return datetime.fromisoformat(published.date[:length])


def _apart(minutes: int) -> str:
    for size, unit in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "moments"


def _list(articles: Sequence[Article]) -> str:
    return ", ".join(article.name for article in articles)
