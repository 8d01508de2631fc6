"""The dossier on a terminal: the whole comparison in a screen or three, readable without colour, at any width.

Long lists are cut and say so; nothing is decided by colour alone. Words of accounts are printed as they are but for control characters,
which could steer a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.reporting.phrases import count, listed, shorten
from rashomon.reporting.view import Account, ClaimRow, FigureRow, QuoteGroup, Rendering, SourceGroup, View, WordingRow

_ROWS = 8
"""rows of a section before it is cut: what fits half a screen"""
_WORDS = 220
"""characters of one quotation: about two lines"""
_STYLES = {"agreed": "green", "disputed": "red", "single": "yellow", "agree": "green", "conflict": "red", "compatible": "green"}


def show(view: View, console: Console) -> None:
    """Print `view` on `console`."""
    console.print(Text(view.title or "Untitled story", style="bold"))
    console.print(Text(story_line(view)))
    console.print(_indented(_accounts(view.accounts)))
    for heading, rows in _sections(view):
        console.print()
        console.print(Text(heading.upper(), style="bold"))
        for row in rows:
            console.print(_indented(row))


def story_line(view: View) -> str:
    """The story in one line: accounts, outlets, independent origins, days."""
    origins = count(view.origins_count, "independent origin")
    return f"{count(view.articles, 'account')} · {count(view.outlets, 'outlet')} · {origins} · {view.period}"


def _sections(view: View) -> Iterable[tuple[str, Iterable[RenderableType]]]:
    yield "In brief", _cut([_labelled(row.kind, Text(row.text), _names(c.outlet for c in row.cites)) for row in view.brief], 20)
    yield "Agreed", _cut([_claim(row) for row in view.claims_of("agreed")])
    yield "Disputed", _cut([_claim(row) for row in view.claims_of("disputed")])
    yield "One outlet alone", _cut([_alone(row) for row in view.claims_of("single")])
    yield "Who said what", _cut([*map(_quotes, view.quotes), *map(_source, view.sources)], 12)
    yield "Figures", _cut([_figure(row) for row in view.figures if row.outlets > 1] or [_figure(row) for row in view.figures])
    yield "Timeline", _cut([_labelled(day.short, Text(entry.text), entry.kind) for day in view.timeline for entry in day.entries], 14)
    yield "Wording", _cut([_wording(row) for row in view.wording], 6)
    yield "Copying and origins", _cut([*_origins(view), *_copies(view)])
    yield "Left out", _cut([Text.assemble(row.what, ("  " + row.why, "dim")) for row in view.skipped], 12)


def _accounts(accounts: Sequence[Account]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, overflow="ellipsis", max_width=28)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for account in accounts[: _ROWS * 3]:
        dated = f"{account.date} ({account.dated})" if account.dated and account.date != "undated" else account.date
        table.add_row(Text(account.outlet), Text(shorten(dated, 44), style="dim"), Text(shorten(account.title, 90)))
    if len(accounts) > _ROWS * 3:
        return Group(table, _more(len(accounts) - _ROWS * 3))
    return table


def _claim(row: ClaimRow) -> RenderableType:
    lines = [Text(f"• {row.text}", style="")]
    lines.append(Text(f"  {row.support}: {_names(cell.outlet for cell in row.carried)}", style="dim"))
    for aspect in row.aspects:
        if aspect.verdict == "conflict":
            values = "  |  ".join(f"{value.text} ({listed(value.outlets)})" for value in aspect.values)
            lines.append(Text(f"  {aspect.aspect} differs: {values}", style="red"))
    if row.silent:
        lines.append(Text(f"  silent: {_names(row.silent)}", style="dim"))
    return Group(*lines)


def _alone(row: ClaimRow) -> RenderableType:
    return Text.assemble("• ", row.text, ("  " + _names(cell.outlet for cell in row.carried), "dim"))


def _quotes(group: QuoteGroup) -> RenderableType:
    lines: list[RenderableType] = [Text(group.speaker, style="bold")]
    for quote in group.quotes[:3]:
        lines.extend(_labelled(rendering.rendering, _rendering(rendering), rendering.cite.outlet) for rendering in quote.renderings)
    if len(group.quotes) > 3:
        lines.append(_more(len(group.quotes) - 3))
    return Group(*lines)


def _rendering(rendering: Rendering) -> Text:
    words = Text("“")
    for piece in rendering.pieces:
        words.append("[…]" if piece.kind == "gap" else piece.text.replace("\n", " "), style="underline" if piece.kind == "differs" else "")
    words.append("”")
    words.truncate(_WORDS, overflow="ellipsis")
    return words


def _source(group: SourceGroup) -> RenderableType:
    heading = Text.assemble((group.source, "bold"), f", {group.type} – {count(len(group.statements), 'statement')}")
    first = group.statements[0]
    chain = " ← ".join([first.outlet, *(link.name for link in first.chain)]) if len(first.chain) > 1 else first.outlet
    stance = f"{first.cue} " if first.cue else ""
    return Group(heading, _labelled(first.kind, Text(f"{stance}“{shorten(first.words, _WORDS)}”"), chain))


def _figure(row: FigureRow) -> RenderableType:
    amounts = " · ".join(f"{amount.text} ({amount.outlet})" for amount in row.amounts)
    return _labelled(row.verdict if row.outlets > 1 else "one outlet", Text.assemble((row.what, "bold"), f": {amounts}"), "")


def _wording(row: WordingRow) -> RenderableType:
    labels = " · ".join(f"{label.label} ({', '.join(f'{name} {times}' for name, times in label.uses)})" for label in row.labels)
    return Text.assemble((row.referent, "bold"), ": ", labels)


def _origins(view: View) -> Iterable[RenderableType]:
    for row in view.origins:
        if len(row.outlets) > 1:
            yield Text(f"{listed(row.outlets)} count as one origin: {'; '.join(row.because) or 'no reason recorded'}")


def _copies(view: View) -> Iterable[RenderableType]:
    for row in view.copies:
        whom = listed(row.outlets) + (f", from {row.origin}" if row.origin else "")
        yield _labelled(row.kind, Text(f"“{shorten(row.words, _WORDS)}”"), f"{whom}: {row.basis}")


def _labelled(label: str, words: Text, tail: str) -> RenderableType:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=11)
    table.add_column(ratio=1, overflow="fold")
    if tail:
        words = Text.assemble(words, ("  " + tail, "dim"))
    table.add_row(Text(shorten(label, 11), style=_STYLES.get(label, "dim")), words)
    return table


def _cut(rows: Sequence[RenderableType], most: int = _ROWS) -> list[RenderableType]:
    if not rows:
        return [Text("nothing found", style="dim")]
    return [*rows[:most], *([_more(len(rows) - most)] if len(rows) > most else [])]


def _more(number: int) -> Text:
    return Text(f"… {number:,} more in the HTML dossier (--html)", style="dim")


def _names(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(names))
    return ", ".join(unique[:6]) + (f" and {len(unique) - 6} more" if len(unique) > 6 else "")


def _indented(row: RenderableType) -> RenderableType:
    return Padding(row, (0, 0, 0, 2))
