"""The findings as CSV, one table a kind, for a spreadsheet or a statistics program.

UTF-8 with a byte order mark (spreadsheets need it), comma separated, one row a value with its outlet, paragraph and exact words. A cell
that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage return) gets a leading apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from rashomon.errors import NotWritable
from rashomon.reporting.marks import Cite
from rashomon.reporting.phrases import plain
from rashomon.reporting.view import View

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = tuple[str | int | float, ...]


def tables(view: View) -> dict[str, str]:
    """File name to content, in the order of the dossier; a kind without findings still has its head."""
    return {f"{name}.csv": _csv(head, rows) for name, head, rows in _tables(view)}


def write_tables(view: View, folder: str) -> None:
    """Write every table into `folder`, which is made if it is not there. Raises `NotWritable`."""
    try:
        home = Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        for name, content in tables(view).items():
            (home / name).write_bytes(content.encode("utf-8-sig"))
    except OSError as error:
        then = "Name a folder that you may write to"
        raise NotWritable(error.strerror or str(error), which=folder, then=then) from None


_PLACE = ("outlet", "paragraph", "words")


def _tables(view: View) -> Iterator[tuple[str, tuple[str, ...], Iterable[Row]]]:
    head: tuple[str, ...] = ("article", "outlet", "title", "byline", "date", "dated", "url", "path", "words", "origin")
    yield (
        "articles",
        head,
        ((a.id, a.outlet, a.title, a.byline, a.date, a.dated, a.link or "", a.path, a.words, a.origin) for a in view.accounts),
    )
    yield "brief", ("line", "kind", "text", *_PLACE), ((b.id, b.kind, b.text, *place) for b in view.brief for place in _places(b.cites))
    head = ("claim", "standing", "text", "said_by", "outlets", "origins", "account", "on_the_word_of", *_PLACE)
    yield "claims", head, _claims(view)
    head = ("claim", "aspect", "verdict", "value", "outlets")
    yield (
        "aspects",
        head,
        ((c.id, a.aspect, a.verdict, value.text, "; ".join(value.outlets)) for c in view.claims for a in c.aspects for value in a.values),
    )
    yield (
        "quotes",
        ("quote", "speaker", "rendering", "ascribed_to", *_PLACE),
        (
            (q.id, q.speaker, r.rendering, r.ascribed, *_place(cite))
            for group in view.quotes
            for q in group.quotes
            for r in q.renderings
            for cite in r.cites
        ),
    )
    yield (
        "statements",
        ("statement", "source", "type", "kind", "cue", "stance", "chain", "addressee", "medium", "said", "confidence", *_PLACE),
        _statements(view),
    )
    head = ("figure", "what", "verdict", "amount", "low", "high", *_PLACE)
    yield (
        "figures",
        head,
        (
            (f.id, f.what, f.verdict, a.text, _number(a.low), _number(a.high), *_place(cite))
            for f in view.figures
            for a in f.amounts
            for cite in a.cites
        ),
    )
    head = ("entry", "date", "kind", "text", "outlets", *_PLACE)
    yield (
        "timeline",
        head,
        (
            (e.id, day.iso, e.kind, e.text, "; ".join(e.outlets), *place)
            for day in view.timeline
            for e in day.entries
            for place in _places(e.cites)
        ),
    )
    head = ("row", "referent", "label", "count", *_PLACE)
    yield (
        "wording",
        head,
        ((w.id, w.referent, one.label, one.count, *place) for w in view.wording for one in w.labels for place in _places(one.cites)),
    )
    head = ("copy", "kind", "origin", "basis", *_PLACE)
    yield "copies", head, ((c.id, c.kind, c.origin, c.basis, *_place(cite)) for c in view.copies for cite in c.cites)
    yield "origins", ("origin", "outlets", "because"), ((o.number, "; ".join(o.outlets), "; ".join(o.because)) for o in view.origins)
    head = ("actor", "name", "kind", "names", "roles", "mentions")
    yield (
        "actors",
        head,
        (
            (a.id, a.name, a.kind, "; ".join(f"{n} ({k})" for n, k in a.names), "; ".join(r.text for r in a.roles), a.mentions)
            for a in view.actors
        ),
    )
    yield "skipped", ("what", "stage", "why"), ((s.what, s.stage, s.why) for s in view.skipped)


def _claims(view: View) -> Iterator[Row]:
    for claim in view.claims:
        for cell in claim.cells:
            account = "reports" if cell.cites else "silent" if cell.silent else "not matched"
            for place in _places(cell.cites) if cell.cites else [(cell.outlet, "", "")]:
                about = (claim.id, claim.standing, claim.text, claim.said_by, claim.outlets, claim.origins)
                yield (*about, account, cell.attributed, *place)


def _statements(view: View) -> Iterator[Row]:
    for group in view.sources:
        for row in group.statements:
            chain = " <- ".join((row.outlet, *(link.name for link in row.chain)))
            about = (
                row.id,
                row.source,
                row.type,
                row.kind,
                row.cue,
                row.stance,
                chain,
                row.addressee,
                row.medium,
                row.said,
                row.confidence,
            )
            for place in _places(row.cites):
                yield (*about, *place)


def _places(cites: tuple[Cite, ...]) -> list[Row]:
    return [_place(cite) for cite in cites] or [("", "", "")]


def _place(cite: Cite) -> Row:
    return (cite.outlet, cite.paragraph, cite.words)


def _number(value: float | None) -> str | float:
    return "" if value is None else value


def _csv(head: tuple[str, ...], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _harmless(cell: str | int | float) -> str | int | float:
    if not isinstance(cell, str):
        return cell
    text = plain(cell)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
