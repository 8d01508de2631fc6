"""The dossier as Parquet, one file a kind of finding, with the names and the nesting of its JSON.

The columns are made from the dossier's own types, so a kind without findings still has them. Counts by article are an Arrow map. Words
are not changed: Parquet is data, and no program runs a cell of it.
"""

from __future__ import annotations

import io
import types
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from rashomon.errors import MissingExtra
from rashomon.model.dossier import Dossier

if TYPE_CHECKING:
    import pyarrow as pa

_KINDS = (
    "articles",
    "actors",
    "statements",
    "quotes",
    "claims",
    "figures",
    "timeline",
    "copies",
    "origins",
    "wording",
    "brief",
    "skipped",
)


def parquet(dossier: Dossier) -> dict[str, bytes]:
    """File name to Parquet file, in the order of the dossier; `story.parquet`, first, has one row with the story, its generator and schema.

    Raises `MissingExtra` without pyarrow.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise MissingExtra("pyarrow", which="Parquet", extra="exports") from None
    story = {"schema": dossier.schema_, **dossier.story.model_dump(), "generator": dossier.generator.model_dump()}
    head = [("schema", pa.string()), *_struct(type(dossier.story)), ("generator", pa.struct(_struct(type(dossier.generator))))]
    made = {"story.parquet": _file([story], pa.schema(head))}
    for kind in _KINDS:
        (noun, _) = get_args(Dossier.model_fields[kind].annotation)
        made[f"{kind}.parquet"] = _file([one.model_dump() for one in getattr(dossier, kind)], pa.schema(_struct(noun)))
    return made


def _file(rows: list[dict[str, Any]], schema: pa.Schema) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as files

    out = io.BytesIO()
    files.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()


def _struct(noun: type[BaseModel]) -> list[tuple[str, Any]]:
    """The columns of a noun: those fields that its JSON has."""
    return [(name, _arrow(field.annotation)) for name, field in noun.model_fields.items() if not field.exclude]


def _arrow(kind: Any) -> Any:
    import pyarrow as pa

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if kind in plain:
        return plain[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        (one,) = (part for part in inner if part is not type(None))
        return _arrow(one)
    if origin is tuple:
        return pa.list_(_arrow(inner[0]))
    if origin is dict:
        return pa.map_(_arrow(inner[0]), _arrow(inner[1]))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return pa.struct(_struct(kind))
    raise TypeError(f"no Parquet column for {kind}")
