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

from rashomon.reporting.phrases import count, listed, plain, shorten
from rashomon.reporting.rows.speech import RENDERINGS_NOTE, UNSURE_NOTE
from rashomon.reporting.view import Account, ClaimRow, FigureRow, QuoteGroup, Rendering, SourceGroup, StatementRow, View, WordingRow

_ROWS = 6
"""rows of a section before it is cut: what fits half a screen"""
_ACCOUNTS = 12
"""accounts listed under the story line"""
_STATEMENTS = 2
"""statements of one source"""
_VOICES = 10
"""speakers quoted, and then sources"""
_FEW = 5
"""names in one enumeration"""
_LINE = 330
"""characters of a line of the brief"""
_WORDS = 220
"""characters of one quotation: about two lines"""
_LABEL = 11
_RENDERING = 18
"""characters of the label before a line, and before a rendering"""
_STYLES = {"agreed": "green", "disputed": "red", "single": "yellow", "agree": "green", "conflict": "red", "compatible": "green"}


def show(view: View, console: Console) -> None:
    """Print `view` on `console`."""
    with console.capture() as captured:
        _print(view, console)
    for line in captured.get().splitlines():
        console.file.write(line.rstrip() + "\n")


def story_line(view: View) -> str:
    """The story in one line: accounts, outlets, independent origins, days."""
    origins = count(view.origins_count, "independent origin")
    return f"{count(view.articles, 'account')} · {count(view.outlets, 'outlet')} · {origins} · {view.period}"


def _print(view: View, console: Console) -> None:
    console.print(Text(view.title or "Untitled story", style="bold"))
    console.print(Text(story_line(view)))
    console.print(_indented(_accounts(view.accounts)))
    for heading, rows in _sections(view):
        console.print()
        console.print(Text(heading.upper(), style="bold"))
        for row in rows:
            console.print(_indented(row))


def _sections(view: View) -> Iterable[tuple[str, Iterable[RenderableType]]]:
    yield (
        "In brief",
        _cut([_labelled(row.kind, Text(shorten(row.text, _LINE)), _names(c.outlet for c in row.cites)) for row in view.brief], 20),
    )
    yield "Agreed", _cut([_claim(row) for row in view.claims_of("agreed")])
    yield "Disputed", _cut([*map(_claim, view.claims_of("disputed")), *map(_figure, view.figures_apart)])
    yield "One outlet alone", [*_cut([_alone(row) for row in view.claims_of("single")]), *_unmatched(view)]
    notes = [Text(RENDERINGS_NOTE, style="dim")] if view.quotes else []
    shown = view.sources[: max(0, _VOICES - len(view.quotes))]
    if any(row.unsure for group in shown for row in group.statements[:_STATEMENTS]):
        notes.append(Text(UNSURE_NOTE, style="dim"))
    yield "Who said what", [*notes, *_cut([*map(_quotes, view.quotes), *map(_source, view.sources)], _VOICES)]
    yield "Figures", _cut([_figure(row) for row in view.figures if row.outlets > 1] or [_figure(row) for row in view.figures])
    yield (
        "Timeline",
        _cut([_labelled(day.short, Text(shorten(entry.text, 150)), entry.label) for day in view.timeline for entry in day.entries], 12),
    )
    yield "Wording", _cut([_wording(row) for row in view.wording], 6)
    yield "Copying and origins", _cut([*_origins(view), *_copies(view)])
    skipped = _cut([Text.assemble(row.what, ("  " + row.why, "dim")) for row in view.skipped], 12) if view.skipped else []
    yield "Left out", [*skipped, *_furniture(view)] or _cut([])


def _accounts(accounts: Sequence[Account]) -> RenderableType:
    rows = [(account.outlet, _dated(account), account.title) for account in accounts[:_ACCOUNTS]]
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for place, most in ((0, 40), (1, 32)):
        table.add_column(
            no_wrap=place > 0, overflow="ellipsis" if place else "fold", width=min(max((len(row[place]) for row in rows), default=0), most)
        )
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    for outlet, date, title in rows:
        table.add_row(Text(outlet), Text(date, style="dim"), Text(title))
    return Group(table, _more(len(accounts) - _ACCOUNTS)) if len(accounts) > _ACCOUNTS else table


def _dated(account: Account) -> str:
    return f"{account.date} ({account.dated})" if account.dated and account.date != "undated" else account.date


def _claim(row: ClaimRow) -> RenderableType:
    lines: list[RenderableType] = [_words(row)]
    lines.append(Text(f"{row.support}: {_names(cell.outlet for cell in row.carried)}", style="dim"))
    for aspect in row.aspects:
        if aspect.verdict == "conflict":
            values = " | ".join(f"{value.text} ({_names(value.outlets)})" for value in aspect.values)
            lines.append(Text(f"{aspect.aspect} differs: {values}", style="red"))
    if row.silent:
        few = len(row.silent) <= _FEW
        lines.append(Text(f"silent: {_names(row.silent) if few else f'{len(row.silent)} of {len(row.cells)}'}", style="dim"))
    return _bullet(Group(*lines))


def _alone(row: ClaimRow) -> RenderableType:
    return _bullet(Text.assemble(_words(row), ("  " + _names(cell.outlet for cell in row.carried), "dim")))


def _words(row: ClaimRow) -> Text:
    return Text.assemble(shorten(row.text, _WORDS), f" — said by {row.said_by}" if row.said_by else "")


def _unmatched(view: View) -> Iterable[RenderableType]:
    number = len(view.claims_of("unmatched"))
    if number:
        yield Text(f"{count(number, 'more claim')} of one outlet: something similar may stand elsewhere (folded in --html)", style="dim")


def _furniture(view: View) -> Iterable[RenderableType]:
    pieces = [f"{account.outlet} {len(account.furniture)}" for account in view.accounts if account.furniture]
    if pieces:
        total = count(sum(len(account.furniture) for account in view.accounts), "piece")
        yield Text(f"{total} of page furniture ({_names(pieces)}); `rashomon read` shows them", style="dim")


def _quotes(group: QuoteGroup) -> RenderableType:
    lines: list[RenderableType] = [Text(f"{group.speaker}, as quoted", style="bold")]
    for quote in group.quotes[:3]:
        for rendering in quote.renderings[:_ROWS]:
            outlets = _names(cite.outlet for cite in rendering.cites)
            ascribed = f", ascribed to {rendering.ascribed}" if rendering.ascribed else ""
            lines.append(_labelled(rendering.rendering, _rendering(rendering), outlets + ascribed, _RENDERING))
    if len(group.quotes) > 3:
        lines.append(_more(len(group.quotes) - 3))
    return Group(*lines)


def _rendering(rendering: Rendering) -> Text:
    words = Text("“")
    for piece in rendering.pieces:
        if piece.kind == "gap":
            words.append("[…] " if words.plain.endswith(("“", " ")) else " […]")
            continue
        text = plain(piece.text).replace("\n", " ")
        after_gap = words.plain.endswith("[…]") and not text.startswith((" ", ".", ",", "”"))
        words.append(f" {text}" if after_gap else text, style="underline" if piece.kind == "differs" else "")
    words.rstrip()
    words.truncate(_WORDS, overflow="ellipsis")
    words.append("”")
    return words


def _source(group: SourceGroup) -> RenderableType:
    heading = Text.assemble(
        (group.source, "bold"), f"{', ' if group.type else ''}{group.type}: {count(len(group.statements), 'statement')}"
    )
    rows = [_statement(row) for row in group.statements[:_STATEMENTS]]
    left = len(group.statements) - _STATEMENTS
    return Group(heading, *rows, *([_more(left)] if left > 0 else []))


def _statement(row: StatementRow) -> RenderableType:
    chain = " ← ".join([row.outlet, *(link.name for link in row.chain)]) if len(row.chain) > 1 else row.outlet
    return _labelled(shorten(row.cue, _LABEL), Text(shorten(row.words, _WORDS)), f"{chain}, unsure" if row.unsure else chain)


def _figure(row: FigureRow) -> RenderableType:
    amounts = " · ".join(f"{amount.text} ({_names(amount.outlets)})" for amount in row.amounts)
    return _labelled(row.verdict if row.outlets > 1 else "one outlet", Text.assemble((row.what, "bold"), f": {amounts}"), "")


def _wording(row: WordingRow) -> RenderableType:
    labels = " · ".join(f"{label.label} ({_names(f'{name} {times}' for name, times in label.uses)})" for label in row.labels)
    return _bullet(Text.assemble((row.referent, "bold"), ": ", labels))


def _origins(view: View) -> Iterable[RenderableType]:
    for row in view.origins:
        if row.joins:
            yield _bullet(Text(f"{listed(row.outlets)} count as one origin: {'; '.join(row.because) or 'no reason recorded'}"))


def _copies(view: View) -> Iterable[RenderableType]:
    for row in view.copies:
        whom = _names(row.outlets) + (f", from {row.origin}" if row.origin else "")
        yield _labelled(row.kind, Text(f"“{shorten(row.words, _WORDS)}”"), f"{whom}: {row.basis}")


def _labelled(label: str, words: Text, tail: str, width: int = _LABEL) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=width)
    table.add_column(overflow="fold")
    if tail:
        words = Text.assemble(words, ("  " + tail, "dim"))
    table.add_row(Text(shorten(label, width), style=_STYLES.get(label, "dim")), words)
    return table


def _bullet(row: RenderableType) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_row("•", row)
    return table


def _cut(rows: Sequence[RenderableType], most: int = _ROWS) -> list[RenderableType]:
    if not rows:
        return [Text("nothing found", style="dim")]
    return [*rows[:most], *([_more(len(rows) - most)] if len(rows) > most else [])]


def _more(number: int) -> Text:
    return Text(f"… {number:,} more in the HTML dossier (--html)", style="dim")


def _names(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(names))
    return ", ".join(unique[:_FEW]) + (f" and {len(unique) - _FEW} more" if len(unique) > _FEW else "")


def _indented(row: RenderableType) -> RenderableType:
    return Padding(row, (0, 0, 0, 2))
