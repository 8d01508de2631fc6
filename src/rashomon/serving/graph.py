"""Who told whom: the sourcing chains of a story as one drawing (SVG), made here so that no script and no library is needed to see it.

Outlets stand on the left, those on whose word they rest to the right of them, in layers by how far they are from the outlet. A line is as
thick as the statements that go along it are many. The same chains stand as a list beside the drawing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from rashomon.reporting.phrases import shorten
from rashomon.reporting.rows.context import UNNAMED
from rashomon.reporting.view import StatementRow

ROW, COLUMN, TEXT, MARGIN = 26, 300, 190, 16
_MOST = 24
"""nodes in a layer; the rest is in the list alone"""


@dataclass(frozen=True)
class Node:
    """One voice in one layer."""

    name: str
    kind: str
    layer: int


def drawing(rows: Sequence[StatementRow]) -> Markup:
    """The chains of these statements, each from its outlet inwards; empty where there is none."""
    weights: Counter[Node] = Counter()
    lines: Counter[tuple[Node, Node]] = Counter()
    for row in rows:
        voices = [Node(link.name, link.type, min(layer, 3)) for layer, link in enumerate(row.chain, 1) if link.name != UNNAMED]
        chain = [Node(row.outlet, "outlet", 0), *voices]
        weights.update(dict.fromkeys(chain, 1))
        lines.update({(a, b): 1 for a, b in pairwise(chain) if a.layer < b.layer})
    if not lines:
        return Markup("")
    layers: list[list[Node]] = [[] for _ in range(4)]
    for node in sorted(weights, key=lambda node: (-weights[node], node.name)):
        if len(layers[node.layer]) < _MOST:
            layers[node.layer].append(node)
    place = {node: (MARGIN + x * COLUMN, MARGIN + 14 + y * ROW) for x, layer in enumerate(layers) for y, node in enumerate(layer)}
    height = MARGIN * 2 + ROW * max(len(layer) for layer in layers)
    width = MARGIN * 2 + COLUMN * (max(x for x, layer in enumerate(layers) if layer)) + TEXT
    parts = [
        Markup('<svg class="chains" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}">').format(
            width, height, f"Sourcing chains: {sum(lines.values())} links from outlets to those on whose word they rest"
        )
    ]
    for (a, b), many in sorted(lines.items(), key=lambda item: (item[0][0].name, item[0][1].name)):
        if a in place and b in place:
            (x1, y1), (x2, y2) = place[a], place[b]
            x1, x2 = x1 + TEXT, x2 - 8
            middle = (x1 + x2) // 2
            parts.append(
                Markup('<path d="M{} {} C{} {} {} {} {} {}" stroke-width="{}"><title>{}</title></path>').format(
                    x1, y1 - 4, middle, y1 - 4, middle, y2 - 4, x2, y2 - 4, min(1 + many, 7), f"{a.name} ← {b.name}: {many}"
                )
            )
    for node, (x, y) in place.items():
        parts.append(
            Markup('<text x="{}" y="{}" class="{}">{}<title>{}</title></text>').format(
                x, y, escape(node.kind), shorten(node.name, 28), f"{node.name} ({node.kind})"
            )
        )
    return Markup("").join([*parts, Markup("</svg>")])
