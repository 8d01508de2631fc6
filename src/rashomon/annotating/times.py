"""The temporal expressions of an article, resolved against the day it was published.

What it does not do: find that day where it is missing (`gathering.dating`), order events. Source of the values: TIMEX3 (`language.dates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rashomon.language.dates import timexes
from rashomon.model.annotated import Time
from rashomon.model.article import Article
from rashomon.model.span import Span


def times(article: Article, sentences: Sequence[Span]) -> tuple[Time, ...]:
    """The times of the article in text order, none of them running over the end of a sentence."""
    published = article.published
    anchor = date.fromisoformat(published.date[:10]) if published and published.precision in ("day", "minute") else None
    ends = {sentence.end for sentence in sentences}
    return tuple(
        Time(text=article.text[t.start : t.end], value=t.value, type=t.type, span=article.span(t.start, t.end))
        for t in timexes(article.text, anchor)
        if not any(end in ends for end in range(t.start + 1, t.end))
    )
