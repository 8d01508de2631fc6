"""Rows → Parquet tables in folders by day, as Hive lays them out: `articles/day=2019-03-28/part-0.parquet`.

DuckDB, pandas, Spark and Arrow read a table's folder as one and give `day` as a column; what is not known to the day lies under
`day=unknown` (Hive's own name for null is not read by pandas). The same rows give the same bytes. A table without rows still has one file
that says its columns.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.batching.rows import Row
from rashomon.batching.work import write_whole

if TYPE_CHECKING:
    import pyarrow

UNKNOWN = "unknown"
"""the day of what is not known to the day"""
TABLES = ("articles", "statements", "figures", "stories", "claims", "skipped")
ORDER = {"articles": ("id",), "stories": ("id",), "claims": ("story", "id"), "skipped": ("place", "stage", "why")}
"""what the rows of a day are sorted by; the others stand in the order of their articles' text"""
_FILE = "part-0.parquet"
_PLACE = {"start": "int32", "end": "int32"}
_COLUMNS: dict[str, dict[str, Any]] = {
    "articles": {
        "id": "string", "story": "string", "outlet": "string", "title": "string", "byline": ["string"], "published": "string",
        "dated_by": "string", "url": "string", "path": "string", "language": "string", "words": "int32", "credits": ["string"],
        "origin": "string", "text": "string",
    },
    "statements": {
        "id": "string", "article": "string", "story": "string", "outlet": "string", "kind": "string", "source": "string",
        "source_type": "string", "speaker": "string", "cue": "string", "stance": "string", "content": "string", "content_spans": [_PLACE],
        "source_spans": [_PLACE], "chain": ["string"], "addressee": "string", "medium": "string", "said": "string", "confidence": "double",
    },
    "figures": {
        "article": "string", "story": "string", "outlet": "string", "kind": "string", "what": "string", "subset": "string",
        "unit": "string", "low": "double", "high": "double", "approximate": "bool", "text": "string", **_PLACE, "statement": "string",
        "compared_as": "string", "row": "string", "verdict": "string",
    },
    "stories": {
        "id": "string", "title": "string", "articles": "int32", "outlets": "int32", "origins": "int32", "claims": "int32",
        "first": "string", "last": "string", "members": ["string"],
    },
    "claims": {
        "id": "string", "story": "string", "text": "string", "outlets": "int32", "origins": "int32",
        "versions": [{"article": "string", **_PLACE, "text": "string", "statement": "string"}],
        "aspects": [{"aspect": "string", "verdict": "string", "values": [{"value": "string", "articles": ["string"]}]}],
        "silent": ["string"],
    },
    "skipped": {"place": "string", "stage": "string", "reason": "string", "why": "string"},
}  # fmt: skip


def write_day(out: Path, beside: Path, table: str, day: str | None, rows: Iterable[Row]) -> Path:
    """Write the rows of one day of a table, sorted, in one step by way of the folder `beside`, and give the file. Raises OSError."""
    import pyarrow
    import pyarrow.parquet

    ordered = sorted(rows, key=lambda row: tuple(str(row[name]) for name in ORDER.get(table, ("article",))))
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ordered, schema=schema(table)), buffer, compression="zstd")
    target = out / table / f"day={day or UNKNOWN}" / _FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(beside, target, buffer.getvalue())
    return target


def schema(table: str) -> pyarrow.Schema:
    """The columns of a table, without `day`."""
    import pyarrow

    return pyarrow.schema([(name, _type(kind)) for name, kind in _COLUMNS[table].items()])


def remove_others(out: Path, table: str, written: set[Path]) -> None:
    """Remove the days of a table that an earlier run wrote and this one did not."""
    for folder in sorted((out / table).glob("day=*")):
        if folder / _FILE not in written:
            shutil.rmtree(folder)


def _type(kind: Any) -> Any:
    import pyarrow

    if isinstance(kind, list):
        return pyarrow.list_(_type(kind[0]))
    if isinstance(kind, dict):
        return pyarrow.struct([(name, _type(inner)) for name, inner in kind.items()])
    return pyarrow.type_for_alias(kind)
