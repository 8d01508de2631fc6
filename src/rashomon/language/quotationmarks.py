"""Where quotation marks open and close."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "“«„", "”»"


def quoted(text: str) -> list[tuple[int, int]]:
    """The stretches between double quotation marks or guillemets, marks included; a quotation left open ends with its paragraph.

    Single quotation marks do not count here: an apostrophe cannot be told from one safely.
    """
    found, opened = [], None
    for match in re.finditer(r"[“”«»„\"]|''|``|\n\s*\n", text):
        mark = match.group(0)
        if mark.startswith("\n"):
            if opened is not None:
                found.append((opened, match.start()))
            opened = None
        elif opened is None and mark not in _CLOSE:
            opened = match.start()
        elif opened is not None and mark not in _OPEN and mark != "``":
            found.append((opened, match.end()))
            opened = None
    if opened is not None:
        found.append((opened, len(text)))
    return found
