"""The chain of voices from the outlet's own source inwards: a medium credited in the sentence, the statements around one, its source, whom
the source cites.

Two links that are one voice by two words ("the union said it …") are one. What it does not do: find the statements around one
(`nesting`, `relations`), type the links (`sources`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rashomon.annotating.relations import Relation
from rashomon.language.outlets import outlet_named
from rashomon.model.annotated import Chain, Source, Statement
from rashomon.model.article import Article
from rashomon.model.span import Span


def chained(
    article: Article,
    statement: Statement,
    relation: Relation,
    relations: Sequence[Relation],
    built: Sequence[Statement],
    governing: tuple[Source | None, Sequence[Chain]],
) -> Statement:
    """The chain from the outlet's own source inwards: a medium credited in the sentence, the statements around this one, its source,
    whom the source cites."""
    links, own = list(statement.chain), len(statement.chain)
    above, chains = governing
    parent, seen = relation.parent, set()
    while parent is not None and parent not in seen:
        seen.add(parent)
        if built[parent].source.spans:
            links.insert(0, built[parent].source)
        parent = relations[parent].parent
    if above and not any(span.overlaps(other) for span in above.spans for link in links for other in link.spans):
        links.insert(len(links) - own, above)
    outer = _credited(article, statement, links)
    return statement.model_copy(update={"chain": (*outer, *_voices(links, chains))})


def _voices(links: Sequence[Source], chains: Sequence[Chain]) -> list[Source]:
    """The links without one whose next is the same voice by another word ("the union said it …")."""

    def who(link: Source) -> int | None:
        found = (
            n for n, c in enumerate(chains) for m in c.mentions for span in link.spans if span.contains(m.span) and _heads(span, m.span)
        )
        return next(found, None)

    kept = [link for link, after in pairwise(links) if who(link) is None or who(link) != who(after)]
    return [*kept, *links[-1:]]


def _heads(phrase: Span, mention: Span) -> bool:
    """Whether a mention can be the head of the phrase: no possessive ending and no preposition makes it a part of it."""
    behind = phrase.text[mention.end - phrase.start :]
    before = phrase.text[: mention.start - phrase.start].split()
    return not behind.startswith(("'s", "’s")) and not any(word in ("of", "for", "to", "from", "in", "with", "at") for word in before)


def _credited(article: Article, statement: Statement, links: Sequence[Source]) -> list[Source]:
    """A medium that the same sentence names as reporting this, and that is not a link already."""
    if not statement.content.spans:
        return []
    pieces = [*statement.content.spans, *statement.cue.spans]
    first, last = min(s.start for s in pieces), max(s.end for s in pieces)
    end = article.text.find("\n", last)
    paragraph_end = end if end >= 0 else len(article.text)
    stop = re.search(r"[.!?][”\"’)]*\s", article.text[last:paragraph_end])
    reach = last + stop.end() if stop else paragraph_end
    found = []
    for credit in article.credits:
        for evidence in credit.evidence:
            inside = first <= evidence.end and evidence.start < reach
            addressed = statement.addressee.spans if statement.addressee else ()
            linked = any(evidence.overlaps(span) for spans in (addressed, *(link.spans for link in links)) for span in spans)
            linked = linked or article.text[evidence.end : evidence.end + 10] == " interview"
            in_content = any(evidence.overlaps(span) for span in statement.content.spans)
            if credit.kind == "reported" and inside and not linked and not in_content:
                named = _medium_words(article, credit.name, evidence)
                found.append(Source(text=named.text, spans=(named,), type="media"))
    return found[:1]


def _medium_words(article: Article, name: str, evidence: Span) -> Span:
    """The words in the evidence of a credit that name the medium, or all of it."""
    known = outlet_named(name)
    forms = (*known.names, *known.short) if known else (name.removeprefix("The "),)
    for form in sorted(forms, key=len, reverse=True):
        at = evidence.text.find(form)
        if at >= 0:
            return article.span(evidence.start + at, evidence.start + at + len(form))
    return evidence
