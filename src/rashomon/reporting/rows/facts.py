"""Figures, times, words, copies, origins, actors, the brief, and what was left out: one public function for each kind of row."""

from __future__ import annotations

from collections import defaultdict

from rashomon.model.dossier import FigureRow as Figure
from rashomon.model.dossier import FigureValue, TimelineEntry
from rashomon.model.dossier import Wording as Words
from rashomon.model.span import Span
from rashomon.model.story import Actor
from rashomon.reporting.phrases import day, one_line, short_day, shorten
from rashomon.reporting.rows.context import Context
from rashomon.reporting.view import (
    ActorRow,
    Amount,
    BriefRow,
    CopyRow,
    Day,
    Entry,
    FigureRow,
    LabelRow,
    OriginRow,
    SkippedRow,
    Value,
    WordingRow,
)

_VERDICTS = ("conflict", "compatible", "agree")


def brief(context: Context, claims: dict[str, str]) -> tuple[BriefRow, ...]:
    """The brief in the dossier's order; `claims` gives the row id of each claim id."""
    return tuple(
        BriefRow(
            f"brief-{place}",
            line.kind,
            one_line(line.text),
            tuple(claims[id] for id in line.claims if id in claims),
            context.marks.cite(f"brief-{place}", line.spans),
        )
        for place, line in enumerate(context.dossier.brief, 1)
    )


def figures(context: Context) -> tuple[FigureRow, ...]:
    """Figures: conflicts first, then those that most outlets give."""
    rows = [_figure(context, f"figure-{place}", row) for place, row in enumerate(context.dossier.figures, 1)]
    return tuple(sorted(rows, key=lambda row: (_VERDICTS.index(row.verdict) if row.outlets > 1 else 3, -row.outlets)))


def timeline(context: Context) -> tuple[Day, ...]:
    """Entries by date, each text once; a date cut to its month or year stands before that month's days. What happens on a date behind the
    publication of every account that tells it is labelled as expected."""
    groups: dict[tuple[str, str, str], list[TimelineEntry]] = defaultdict(list)
    for entry in context.dossier.timeline:
        groups[(entry.date, entry.kind, one_line(entry.text).casefold())].append(entry)
    days: dict[str, list[Entry]] = defaultdict(list)
    for place, ((date, kind, _), same) in enumerate(groups.items(), 1):
        cites = context.marks.cite(f"time-{place}", (span for entry in same for span in entry.spans))
        outlets = context.named(article for entry in same for article in entry.articles)
        label = "expected" if kind == "happened" and all(_ahead(date, id, context) for entry in same for id in entry.articles) else kind
        days[date[:10]].append(Entry(f"time-{place}", day(date), kind, label, one_line(same[0].text), outlets, cites))
    kinds = ("happened", "said", "published")
    years = {date[:4] for date in context.published.values()}
    return tuple(
        Day(iso, day(iso), short_day(iso, years), tuple(sorted(entries, key=lambda entry: (kinds.index(entry.kind), -len(entry.outlets)))))
        for iso, entries in sorted(days.items())
    )


def _ahead(date: str, article: str, context: Context) -> bool:
    """Whether a date lies behind the publication of an account, by as many digits as both have."""
    published = context.published.get(article, "")
    digits = min(len(date), len(published), 10)
    return published != "" and date[:digits] > published[:digits]


def wording(context: Context) -> tuple[WordingRow, ...]:
    """The accounts' words for one referent, most used first."""
    return tuple(_wording(context, f"wording-{place}", row) for place, row in enumerate(context.dossier.wording, 1))


def copies(context: Context) -> tuple[CopyRow, ...]:
    """Shared passages before repeated ones, the longest first."""
    rows = []
    for place, copy in enumerate(context.dossier.copies, 1):
        cites = context.marks.cite(f"copy-{place}", copy.passages)
        origin = context.outlets.get(copy.origin or "", copy.origin or "")
        outlets = context.named(span.article for span in copy.passages)
        words = one_line(max((span.text for span in copy.passages), key=len, default=""))
        rows.append(CopyRow(f"copy-{place}", copy.kind, outlets, one_line(origin), one_line(copy.basis), words, cites))
    return tuple(sorted(rows, key=lambda row: (row.kind != "copied", -len(row.words))))


def origins(context: Context) -> tuple[OriginRow, ...]:
    """All origins, those that join accounts first."""
    rows = [
        OriginRow(f"origin-{number}", str(number), context.named(origin.articles), tuple(one_line(why) for why in origin.because))
        for number, origin in enumerate(context.dossier.origins, 1)
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.outlets), int(row.number))))


def actors(context: Context) -> tuple[ActorRow, ...]:
    """Actors, the most mentioned first."""
    rows = [_actor(context, f"actor-{place}", actor) for place, actor in enumerate(context.dossier.actors, 1)]
    return tuple(sorted(rows, key=lambda row: (-len(row.cites), -row.mentions, row.name.casefold())))


def skipped(context: Context) -> tuple[SkippedRow, ...]:
    """What was left out, in the dossier's order."""
    return tuple(
        SkippedRow(
            f"skipped-{place}",
            one_line(row.what),
            row.stage,
            one_line(row.why),
            context.marks.cite(f"skipped-{place}", [row.span] if row.span else []),
        )
        for place, row in enumerate(context.dossier.skipped, 1)
    )


def _figure(context: Context, id: str, row: Figure) -> FigureRow:
    groups: dict[tuple[str, str], list[FigureValue]] = defaultdict(list)
    for value in sorted(row.values, key=lambda value: (context.order.get(value.article, 0), value.span.start)):
        groups[(one_line(value.text).casefold(), _interval(value))].append(value)
    amounts = []
    for (_, interval), values in groups.items():
        cites = context.marks.cite(id, (value.span for value in values))
        outlets = tuple(dict.fromkeys(cite.outlet for cite in cites))
        amounts.append(Amount(one_line(values[0].text), interval, values[0].low, values[0].high, outlets, cites))
    accounts = {cite.account for amount in amounts for cite in amount.cites}
    what = one_line(row.what) + (f" ({one_line(row.unit)})" if row.unit and row.unit.casefold() not in row.what.casefold() else "")
    return FigureRow(id, what, row.verdict, len(accounts), tuple(amounts))


def _interval(value: FigureValue) -> str:
    low, high = (None if bound is None else f"{bound:,.10g}" for bound in (value.low, value.high))
    if low is None and high is None:
        return "not stated"
    if low is None or high is None:
        return f"{low} or more" if high is None else f"up to {high}"
    return low if low == high else f"{low} to {high}"


def _wording(context: Context, id: str, row: Words) -> WordingRow:
    labels = []
    for label in row.labels:
        articles = sorted(label.articles, key=lambda id: (context.order.get(id, len(context.order)), id))
        uses = tuple((context.outlet(article), label.articles[article]) for article in articles)
        labels.append(LabelRow(one_line(label.label), sum(label.articles.values()), uses, context.marks.cite(id, label.spans)))
    return WordingRow(id, one_line(row.referent), tuple(sorted(labels, key=lambda label: (-label.count, label.label))))


def _actor(context: Context, id: str, actor: Actor) -> ActorRow:
    firsts: dict[str, Span] = {}
    for span in sorted(actor.mentions, key=lambda span: span.key):
        firsts.setdefault(span.article, span)
    roles: dict[str, list[Span]] = defaultdict(list)
    for role in actor.roles:
        roles[one_line(role.text)].extend(role.spans)
    return ActorRow(
        id,
        one_line(actor.name),
        actor.kind,
        tuple((shorten(name.text, 80), name.count) for name in actor.names),
        tuple(Value(text, context.named(span.article for span in spans), context.marks.cite(id, spans)) for text, spans in roles.items()),
        len(actor.mentions),
        context.marks.cite(id, firsts.values()),
    )
