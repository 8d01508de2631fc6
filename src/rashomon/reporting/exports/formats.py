"""The formats by name, and the one function that exports.

Every format carries the exact words with their places. The same dossier gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rashomon.model.dossier import Dossier


class Format(NamedTuple):
    """`suffix` of its file, or of the files in its folder if it is one of `many`; `media_type` as HTTP names it; `about` for a person."""

    make: Callable[[Dossier], dict[str, bytes]]
    suffix: str
    many: bool
    media_type: str
    about: str


def export(dossier: Dossier, format: str) -> dict[str, bytes]:
    """File name to content: one file called `dossier` with the format's suffix, or one a kind of finding. `format` is a key of `FORMATS`.

    Raises `MissingExtra` where the format's library is not installed.
    """
    return FORMATS[format].make(dossier)


def _json(dossier: Dossier) -> dict[str, bytes]:
    return {"dossier.json": dossier.to_json().encode("utf-8")}


def _markdown(dossier: Dossier) -> dict[str, bytes]:
    from rashomon.reporting.build import build
    from rashomon.reporting.markdown import markdown

    return {"dossier.md": markdown(build(dossier)).encode("utf-8", "replace")}


def _csv(dossier: Dossier) -> dict[str, bytes]:
    from rashomon.reporting.build import build
    from rashomon.reporting.tables import tables

    return {name: content.encode("utf-8-sig") for name, content in tables(build(dossier)).items()}


def _parquet(dossier: Dossier) -> dict[str, bytes]:
    from rashomon.reporting.exports.parquet import parquet

    return parquet(dossier)


def _annotations(dossier: Dossier) -> dict[str, bytes]:
    from rashomon.reporting.exports.annotations import web_annotations

    return {"dossier.jsonld": web_annotations(dossier)}


def _entities(dossier: Dossier) -> dict[str, bytes]:
    from rashomon.reporting.exports.entities import entities

    return {"dossier.ftm.json": entities(dossier)}


def _graph(dossier: Dossier) -> dict[str, bytes]:
    from rashomon.reporting.exports.graph import graph

    return {"dossier.graphml": graph(dossier)}


FORMATS = {
    "json": Format(_json, ".json", False, "application/json", "the dossier itself (rashomon.dossier/1)"),
    "markdown": Format(_markdown, ".md", False, "text/markdown", "text for a note or an issue"),
    "csv": Format(_csv, ".csv", True, "text/csv", "one table a kind of finding, for a spreadsheet"),
    "parquet": Format(_parquet, ".parquet", True, "application/vnd.apache.parquet", "one typed table a kind of finding, spans nested"),
    "annotations": Format(_annotations, ".jsonld", False, "application/ld+json", "W3C Web Annotations"),
    "followthemoney": Format(_entities, ".ftm.json", False, "application/json+ftm", "FollowTheMoney entities, one a line"),
    "graphml": Format(_graph, ".graphml", False, "application/graphml+xml", "the graph of who said what to whom"),
}
