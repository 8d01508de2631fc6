"""One file with all of a library, whichever database it is in: gzipped lines of JSON, the first saying what it is, the last how many there
were. A file that was cut short is seen to be.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, LargeBinary, Table, insert, select, text

from rashomon.errors import NoLibrary, NotWritable
from rashomon.model.article import Article
from rashomon.storing import fulltext
from rashomon.storing.database import HEAD, writing
from rashomon.storing.tables import annotated, articles, corrections, dossiers, feeds, placements, stories, utterances

SCHEMA = "rashomon.library/1"
TABLES: tuple[Table, ...] = (articles, annotated, stories, placements, dossiers, utterances, corrections, feeds)
"""in the order in which they can be filled"""
_BROKEN = "Take another backup; nothing was changed"


def write(engine: Engine, path: Path) -> int:
    """Write the backup beside `path` and put it there when it is whole. The number of records."""
    part, count = path.with_name(f".{path.name}.{os.getpid()}.part"), 0
    try:
        with part.open("wb") as file:
            with gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as out, engine.connect() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
                out.write(_line({"schema": SCHEMA, "migration": HEAD}))
                for table in TABLES:
                    keys = list(table.primary_key.columns)
                    for row in connection.execution_options(yield_per=500).execute(select(table).order_by(*keys)):
                        out.write(_line({"table": table.name, "row": _plain(dict(row._mapping))}))
                        count += 1
                out.write(_line({"records": count}))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotWritable(error.strerror or str(error), which=str(path), then="Name a file in a folder that you may write to") from None
    return count


def read(engine: Engine, path: Path) -> int:
    """Fill an empty library, all or nothing."""
    with writing(engine) as connection:
        if connection.execute(select(articles.c.number).limit(1)).first() is not None:
            raise NoLibrary(
                "a backup can only be restored into an empty library", which=str(engine.url), then="Name a new one with --library"
            )
        tables, count, whole = {table.name: table for table in TABLES}, 0, False
        try:
            for number, record in _records(path):
                if number == 0:
                    if record.get("schema") != SCHEMA or record.get("migration") != HEAD:
                        raise NoLibrary(
                            "it is no backup that this version can read", which=str(path), then="Restore it with the version that made it"
                        )
                elif "records" in record:
                    whole = record["records"] == count
                else:
                    _enter(connection, tables[record["table"]], record["row"])
                    count += 1
        except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, zlib.error) as error:
            raise NoLibrary(f"it is no backup of a library ({error})", which=str(path), then=_BROKEN) from None
        if not whole:
            raise NoLibrary("it is not whole", which=str(path), then=_BROKEN)
        _count_on(connection)
        return count


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield number, json.loads(line)


def _enter(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    for column in table.columns:
        if isinstance(column.type, LargeBinary):
            row[column.name] = base64.b64decode(row[column.name])
    connection.execute(insert(table).values(row))
    if table is articles:
        fulltext.enter(connection, Article.model_validate_json(row["record"]))


def _count_on(connection: Connection) -> None:
    """PostgreSQL's own counters do not notice rows that bring their numbers."""
    if connection.dialect.name == "postgresql":
        for table, column in (("articles", "number"), ("corrections", "id")):
            sequence = f"pg_get_serial_sequence('{table}', '{column}')"
            connection.execute(text(f"SELECT setval({sequence}, (SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {k: base64.b64encode(v).decode() if isinstance(v, bytes) else v for k, v in row.items()}


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
