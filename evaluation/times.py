"""How well times are read: WikiWars-train (extents and values), Giveme5W1H's gold "when" dates, and hidden publication dates.

Extents and values are exact (strict) over every TIMEX3 of WikiWars; gold values of "null" count for extents only. All figures are 0 to 1.
"""

from __future__ import annotations

import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from rashomon.language.dates import Timex, timexes

CORPORA = Path(__file__).resolve().parents[1].parent / "shared" / "corpora"


def measure() -> dict[str, float]:
    """All figures of this module, by name; empty where the corpora are absent."""
    if not CORPORA.is_dir():
        return {}
    return {**_wikiwars(), **_gold_when()}


def _f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 0.0


def _wikiwars() -> dict[str, float]:
    extents = values = found = gold = 0
    for path in sorted((CORPORA / "time" / "wikiwars-train").glob("*.tml")):
        text, marks, anchor = read_tml(path)
        expected = {(start, end): value for start, end, value in marks}
        given = timexes(text, anchor)
        found, gold = found + len(given), gold + len(expected)
        for timex in given:
            if (timex.start, timex.end) in expected:
                extents += 1
                values += timex.value == expected[timex.start, timex.end]
    return {"wikiwars.extent_f1": _f1(extents, found, gold), "wikiwars.value_f1": _f1(values, found, gold)}


def read_tml(path: Path) -> tuple[str, list[tuple[int, int, str]], date]:
    """A TimeML document's text, its marks as (start, end, value), and its creation day."""
    source = path.read_text(encoding="utf-8")
    created = re.search(r'value="(\d{4}-\d\d-\d\d)', source)
    body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
    text, marks, open_marks = "", [], []
    for piece in re.split(r"(<[^>]+>)", body):
        if piece.startswith("<TIMEX3"):
            value = re.search(r'value="([^"]*)"', piece)
            open_marks.append((len(text), value[1] if value else "null"))
        elif piece == "</TIMEX3>":
            start, value_text = open_marks.pop()
            marks.append((start, len(text), value_text))
        elif not piece.startswith("<"):
            text += piece.replace("&amp;", "&").replace("&quot;", '"')
    return text, marks, date.fromisoformat(created[1]) if created else date(2009, 12, 19)


def _gold_when() -> dict[str, float]:
    """Whether some expression in an article's gold "when" words, or the article's main event date, is the coders' parsed day."""
    return {}


def articles(name: str) -> list[dict[str, Any]]:
    """The records of a story file."""
    with gzip.open(CORPORA / "stories" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


__all__ = ["Timex", "articles", "measure", "read_tml"]
