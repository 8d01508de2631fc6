"""Who said what: utterances with their renderings, and every statement under its source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from rashomon.model.annotated import Source, Statement
from rashomon.model.dossier import Quote
from rashomon.model.span import Span
from rashomon.reporting.phrases import day, one_line
from rashomon.reporting.renderings import pieces, spoken
from rashomon.reporting.rows.context import UNNAMED, Context
from rashomon.reporting.view import Difference, Link, QuoteGroup, QuoteRow, Rendering, SourceGroup, SourcingRow, StatementRow, Value

SOURCE_TYPES = {
    "named": "named person",
    "organization": "organisation",
    "unnamed": "unnamed",
    "document": "document",
    "media": "other outlet",
    "social": "social media",
    "collective": "collective",
    "unresolved": "not resolved",
}
"""the types of source in words, in the order of a table"""
RENDERINGS = {"cut": "shorter", "altered": "other words", "translated": "worded differently"}
"""the dossier's renderings in words that accuse nobody: they are relative to the fullest version, which is not the original"""
RENDERINGS_NOTE = "Versions are set beside the fullest one found; which is closest to what was said cannot be known from the accounts."
"""what a reader must know of every row of quotations"""
UNSURE_NOTE = "Statements marked unsure are of a kind of which about half are misread."
"""what a reader must know where there are any; the measure is `python -m evaluation confidence`"""

_MARKS = "\"'“”‘’„«»"


def quotes(context: Context) -> tuple[QuoteGroup, ...]:
    """Utterances by speaker, the speaker whom most outlets quote first."""
    groups: dict[str, list[QuoteRow]] = defaultdict(list)
    for place, quote in enumerate(context.dossier.quotes, 1):
        row = _quote(context, f"quote-{place}", quote)
        groups[row.speaker].append(row)
    found = [QuoteGroup(speaker, tuple(sorted(rows, key=lambda row: -row.outlets))) for speaker, rows in groups.items()]
    return tuple(sorted(found, key=lambda group: (-max(row.outlets for row in group.quotes), -len(group.quotes), group.speaker)))


def sources(context: Context) -> tuple[SourceGroup, ...]:
    """Every statement under its source: the source heard by most outlets first, the one with unsure statements alone last; statements in
    the order of the accounts, the unsure ones last."""
    groups: dict[tuple[str, str], list[tuple[Statement, StatementRow]]] = defaultdict(list)
    for place, statement in enumerate(context.dossier.statements, 1):
        row = _statement(context, f"statement-{place}", statement)
        groups[(statement.source.actor or "", row.source.casefold())].append((statement, row))
    roles = {actor.id: tuple(dict.fromkeys(one_line(role.text) for role in actor.roles)) for actor in context.dossier.actors}
    found = []
    for (actor, _), pairs in groups.items():
        pairs.sort(key=lambda pair: (pair[1].unsure, context.order.get(pair[0].article, 0)))
        outlets = context.named(statement.article for statement, _ in pairs)
        often = Counter(row.type for _, row in pairs).most_common(1)[0][0]
        often = "" if often == SOURCE_TYPES["unresolved"] else often
        found.append(SourceGroup(pairs[0][1].source, often, roles.get(actor, ()), outlets, tuple(row for _, row in pairs)))
    return tuple(
        sorted(
            found,
            key=lambda group: (
                group.source == UNNAMED,
                not group.type,
                all(row.unsure for row in group.statements),
                -len(group.outlets),
                -len(group.statements),
                group.source.casefold(),
            ),
        )
    )


def sourcing(context: Context) -> tuple[SourcingRow, ...]:
    """On whose word each account rests: its statements counted by type of source, in the order of `SOURCE_TYPES`."""
    counts: Counter[tuple[str, str]] = Counter()
    for statement in context.dossier.statements:
        counts[(statement.article, context.source_type(statement.source))] += 1
    return tuple(
        SourcingRow(context.outlet(article.id), tuple(counts[(article.id, type)] for type in SOURCE_TYPES))
        for article in context.dossier.articles
    )


def _quote(context: Context, id: str, quote: Quote) -> QuoteRow:
    speaker = context.actors.get(quote.speaker or "")
    fullest = max((spoken(version.span.text) for version in quote.versions), key=len, default="")
    full = sum(version.rendering == "verbatim" for version in quote.versions)
    shown = {"verbatim": "fullest version" if full == 1 else "same words", **RENDERINGS}
    groups: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for version in quote.versions:
        statement = context.statements.get(version.statement or "")
        ascribed = context.source(statement.source) if statement else UNNAMED
        same = statement is not None and speaker is not None and statement.source.actor == quote.speaker
        other = "" if same or ascribed in (speaker, UNNAMED) else ascribed
        groups[(_alike(spoken(version.span.text)), version.rendering, other)].append(version.span)
    renderings = [
        Rendering(words, context.marks.cite(id, spans), shown.get(rendering, rendering), ascribed, pieces(words, fullest))
        for (_, rendering, ascribed), spans in groups.items()
        for words in [spoken(spans[0].text)]
    ]
    renderings = [rendering for rendering in renderings if rendering.cites]
    renderings.sort(key=lambda row: (-len(row.words), -len(row.cites), context.order[row.cites[0].account]))
    differences = tuple(_difference(row.kind, context.values(id, row.values)) for row in quote.differences)
    outlets = len({cite.account for rendering in renderings for cite in rendering.cites})
    ascribed_first = next((rendering.ascribed for rendering in renderings if rendering.ascribed), UNNAMED)
    if speaker is None:
        renderings = [replace(row, ascribed="" if row.ascribed == ascribed_first else row.ascribed) for row in renderings]
    return QuoteRow(id, speaker or ascribed_first, outlets, tuple(renderings), differences)


def _difference(kind: str, values: tuple[Value, ...]) -> Difference:
    """Where accounts have no words at all, the words are told as "not in" them."""
    return Difference(kind, tuple(value if value.cites or kind == "speaker" else replace(value, text="not in") for value in values))


def _alike(words: str) -> str:
    """Letters and digits, by which two versions are the same words: commas and marks are the desk's."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _statement(context: Context, id: str, statement: Statement) -> StatementRow:
    source = statement.source
    spans = (*source.spans, *statement.cue.spans, *statement.content.spans)
    content = context.marks.cite(id, statement.content.spans)
    context.marks.cite(id, spans)
    return StatementRow(
        id=id,
        outlet=context.outlet(statement.article),
        kind=statement.kind,
        source=context.source(source),
        source_words=one_line(source.text or ""),
        type=SOURCE_TYPES[context.source_type(source)],
        cue=one_line(statement.cue.text),
        stance=statement.cue.stance,
        words=_as_said(statement),
        cites=content,
        chain=tuple(_link(context, link) for link in statement.chain),
        addressee=_addressee(context, statement),
        medium=one_line(statement.medium or ""),
        said=day(statement.said.date) if statement.said else "",
        confidence=statement.confidence,
        unsure=statement.unsure,
    )


def _as_said(statement: Statement) -> str:
    """The content, in quotation marks if it is direct and brings none of its own."""
    words = one_line(statement.content.text)
    bare = statement.kind == "direct" and words[:1] not in _MARKS and words[-1:] not in _MARKS
    return f"“{words}”" if bare else words


def _link(context: Context, link: Source) -> Link:
    return Link(context.source(link), SOURCE_TYPES[context.source_type(link)])


def _addressee(context: Context, statement: Statement) -> str:
    if statement.addressee is None:
        return ""
    return context.actors.get(statement.addressee.actor or "") or one_line(statement.addressee.text or "")
