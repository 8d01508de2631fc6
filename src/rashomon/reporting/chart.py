"""The timeline as a picture: a lane for what happened, is expected, was said and was published over the dates in order, as inline SVG.

Dates stand at even distances, with a broken line where more than a few days lie between, because a story's days and the years it recalls
do not fit one scale. The picture says nothing that the list beneath it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from rashomon.reporting.phrases import count
from rashomon.reporting.view import Day

LANES = ("happened", "expected", "said", "published")
"""from top to bottom; a lane without an entry is not drawn"""
_COLUMN = 78
_LEFT = 84
_LANE = 46
_TOP = 16
_GAP_DAYS = 3
"""days between two dates beyond which the axis is broken"""


def chart(days: Sequence[Day]) -> Markup:
    """The SVG for `days` in order; empty where there is none."""
    if not days:
        return Markup("")
    told = {entry.label for one in days for entry in one.entries}
    lanes = [name for name in LANES if name in told]
    width, axis = _LEFT + _COLUMN * len(days), _TOP + _LANE * len(lanes) + 6
    height = axis + 38
    total = sum(len(one.entries) for one in days)
    listed = f"{count(total, 'entry', 'entries')} on {count(len(days), 'date')}, from {days[0].label} to {days[-1].label}"
    label = escape(f"Timeline: {listed}. Listed below.")
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [f'<svg class="chart" role="group" aria-label="{label}" {box}>']
    for lane, name in enumerate(lanes):
        y = _TOP + _LANE * lane + _LANE // 2
        parts.append(f'<text class="lane" x="0" y="{y + 4}">{name}</text><line class="rule" x1="{_LEFT}" x2="{width}" y1="{y}" y2="{y}"/>')
    before: Day | None = None
    for place, one in enumerate(days):
        x = _LEFT + _COLUMN * place + _COLUMN // 2
        if before:
            kind = "axis broken" if _far(before.iso, one.iso) else "axis"
            parts.append(f'<line class="{kind}" x1="{x - _COLUMN}" x2="{x}" y1="{axis}" y2="{axis}"/>')
        parts.append(f'<circle class="dot" cx="{x}" cy="{axis}" r="2.5"/>')
        parts.append(f'<text class="tick" x="{x}" y="{axis + 22}">{escape(one.short)}</text>')
        parts.extend(_bubbles(one, x, lanes))
        before = one
    return Markup("".join(parts) + "</svg>")


def _bubbles(one: Day, x: int, lanes: Sequence[str]) -> list[str]:
    drawn = []
    for lane, name in enumerate(lanes):
        entries = [entry for entry in one.entries if entry.label == name]
        if not entries:
            continue
        y = _TOP + _LANE * lane + _LANE // 2
        radius = min(6 + 2 * (len(entries) - 1) ** 0.5, 19)
        number = f'<text class="number" x="{x}" y="{y + 4}">{len(entries)}</text>' if len(entries) > 1 else ""
        title = f"{one.label}, {name}: " + "; ".join(entry.text for entry in entries[:5])
        drawn.append(
            f'<a href="#{entries[0].id}" tabindex="-1"><title>{escape(title)}</title>'
            f'<circle class="{name}" cx="{x}" cy="{y}" r="{max(radius, 9 if number else 6):g}"/>{number}</a>'
        )
    return drawn


def _far(first: str, second: str) -> bool:
    try:
        return (date.fromisoformat(second) - date.fromisoformat(first)).days > _GAP_DAYS
    except ValueError:
        return True
