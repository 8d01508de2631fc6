"""The verb that words of an account hang on: what is told of an amount or a day.

What it does not do: find the verb of a sentence whose predicate is a noun or an adjective ("12 were ill"), where it says None.
"""

from __future__ import annotations

from bisect import bisect_right

from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.span import Span


def governor(annotated: AnnotatedArticle, span: Span) -> str | None:
    """The nearest verb above the first word of `span`, folded, or None."""
    tokens = annotated.tokens
    at = bisect_right(tokens, span.start, key=lambda token: token.end)
    if at == len(tokens):
        return None
    for _ in range(len(tokens)):
        if tokens[at].head == at:
            break
        at = tokens[at].head
        if tokens[at].pos == "VERB":
            break
    return fold(tokens[at].lemma) if tokens[at].pos == "VERB" else None
