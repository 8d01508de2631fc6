"""The dossier as Markdown, to be pasted into a note or an issue: words of accounts are escaped, so they format and link nothing.

Citations are the outlet and its paragraph ("Herald ¶3"); the exact places are in the JSON and the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from rashomon.reporting.marks import Cite
from rashomon.reporting.phrases import count, listed, one_line
from rashomon.reporting.rows.speech import RENDERINGS_NOTE, UNSURE_NOTE
from rashomon.reporting.view import Account, ClaimRow, FigureRow, View

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_LEADING = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_BLOCK = re.compile(r"^(?=[-+#=])")
_ADDRESS = re.compile(r"(?<=\w)(?=://|@)|(?<=\bwww)(?=\.)", re.IGNORECASE)

_COARSER = {"attribution": "on whose word", "detail": "in some accounts alone"}
"""how aspects are told that are not equally precise, where "precise" is not the word"""


def markdown(view: View) -> str:
    """The document, ending in a newline."""
    parts = [f"# {_safe(view.title) or 'Untitled story'}", _story(view)]
    for heading, lines in _sections(view):
        found = list(lines)
        parts.append(f"## {heading}\n\n" + ("\n".join(found) if found else "Nothing found."))
    parts.append(f"Made by Rashomon {_safe(view.maker.version)}, model {_safe(view.maker.model)}.")
    return "\n\n".join(parts) + "\n"


def _story(view: View) -> str:
    origins = count(view.origins_count, "independent origin")
    return f"{count(view.articles, 'account')} from {count(view.outlets, 'outlet')}, {origins}, {view.period}."


def _sections(view: View) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Accounts", map(_account, view.accounts)
    yield "In brief", (f"- *{row.kind}:* {_safe(row.text)}{_cites(row.cites)}" for row in view.brief)
    claims = (line for row in view.claims_of("disputed") for line in _claim(row))
    yield "Disputed", chain(claims, map(_figure, view.figures_apart))
    yield "Reported by several", (line for row in view.claims_of("agreed") for line in _claim(row))
    yield (
        "One outlet alone",
        _alone(view),
    )
    yield "Quotations", _quotes(view)
    yield "Figures", _figures(view)
    yield (
        "Timeline",
        (f"- {_safe(day.label)}, {e.label}: {_safe(e.text)}{_cites(e.cites)}" for day in view.timeline for e in day.entries),
    )
    yield (
        "Wording",
        (
            f"- **{_safe(row.referent)}**: " + "; ".join(f"{_safe(label.label)} ({_uses(label.uses)})" for label in row.labels)
            for row in view.wording
        ),
    )
    yield "Copying and origins", _copying(view)
    yield "Who said what", _statements(view)
    yield "Left out", _left(view)


def _account(account: Account) -> str:
    title = f": {_safe(account.title)}" if account.title else ""
    dated = f"{account.date}, {account.dated}" if account.dated else account.date
    return f"- **{_safe(account.outlet)}**{title} ({_safe(dated)})"


def _claim(row: ClaimRow) -> Iterator[str]:
    yield f"- **{_safe(row.text)}**{_said_by(row)} ({row.support})"
    for aspect in row.aspects:
        if aspect.verdict in ("conflict", "coarser"):
            values = "; ".join(f"{_safe(value.text)} ({_safe(listed(value.outlets))})" for value in aspect.values)
            how = (
                f"{aspect.aspect} differs"
                if aspect.verdict == "conflict"
                else _COARSER.get(aspect.aspect, f"{aspect.aspect}, not equally precise")
            )
            yield f"  - {how}{': ' + values if values else ''}"
    for cell in row.carried:
        for cite in cell.cites:
            word_of = f", on the word of {_safe(cell.attributed)}" if cell.attributed else ""
            yield f"  - “{_safe(cite.words)}”{_cites([cite])}{word_of}"
    if row.silent:
        yield f"  - Silent: {_safe(listed(row.silent))}"


def _said_by(row: ClaimRow) -> str:
    return f" — said by {_safe(row.said_by)}" if row.said_by else ""


def _alone(view: View) -> Iterator[str]:
    for row in view.claims_of("single"):
        yield f"- {_safe(row.text)}{_said_by(row)}{_cites(c for cell in row.carried for c in cell.cites)}"
    unmatched = len(view.claims_of("unmatched"))
    if unmatched:
        yield f"- *{count(unmatched, 'more claim')} of one outlet: something similar may stand elsewhere; the page and the JSON have them.*"


def _left(view: View) -> Iterator[str]:
    for row in view.skipped:
        yield f"- {_safe(row.what)}: {_safe(row.why)}"
    for account in view.accounts:
        if account.furniture:
            yield f"- {_safe(account.outlet)}: {count(len(account.furniture), 'piece')} of page furniture (`rashomon read` shows them)"


def _quotes(view: View) -> Iterator[str]:
    if view.quotes:
        yield f"{RENDERINGS_NOTE}\n"
    for group in view.quotes:
        for quote in group.quotes:
            yield f"- **{_safe(group.speaker)}**"
            for rendering in quote.renderings:
                ascribed = f", ascribed to {_safe(rendering.ascribed)}" if rendering.ascribed else ""
                yield f"  - *{rendering.rendering}:* “{_safe(rendering.words)}”{_cites(rendering.cites)}{ascribed}"


def _figures(view: View) -> Iterator[str]:
    return map(_figure, view.figures)


def _figure(row: FigureRow) -> str:
    amounts = "; ".join(f"{_safe(amount.text)}{_cites(amount.cites)}" for amount in row.amounts)
    return f"- **{_safe(row.what)}**{' (' + row.verdict + ')' if row.outlets > 1 else ''}: {amounts}"


def _copying(view: View) -> Iterator[str]:
    for row in view.origins:
        if row.joins:
            yield f"- {_safe(listed(row.outlets))} count as one origin. {_safe('; '.join(row.because))}".rstrip()
    for copy in view.copies:
        origin = f" from {_safe(copy.origin)}" if copy.origin else ""
        yield f"- *{copy.kind}{origin}:* “{_safe(copy.words)}”{_cites(copy.cites)} {_safe(copy.basis)}".rstrip()


def _statements(view: View) -> Iterator[str]:
    if any(row.unsure for group in view.sources for row in group.statements):
        yield f"{UNSURE_NOTE}\n"
    for group in view.sources:
        yield f"- **{_safe(group.source)}**{', ' if group.type else ''}{group.type}"
        for row in group.statements:
            chain = " ← ".join(_safe(name) for name in (row.outlet, *(link.name for link in row.chain)))
            place = f" ¶{row.cites[0].paragraph}" if row.cites else ""
            yield f"  - {_safe(row.cue)} {_safe(row.words)} ({chain}{place}{', unsure' if row.unsure else ''})"


def _uses(uses: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{_safe(outlet)} {times}" for outlet, times in uses)


def _cites(cites: Iterable[Cite]) -> str:
    places = dict.fromkeys(f"{_safe(cite.outlet)} ¶{cite.paragraph}" for cite in cites)
    return f" [{'; '.join(places)}]".replace("[", "\\[").replace("]", "\\]") if places else ""


def _safe(text: str) -> str:
    """`text` on one line, so that no character of it means anything in Markdown or HTML and no address becomes a link."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    return _ADDRESS.sub(r"\\", _BLOCK.sub(r"\\", _LEADING.sub(r"\1\\\2", escaped)))
