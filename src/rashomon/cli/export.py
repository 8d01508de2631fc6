"""`rashomon export`: a dossier in the formats of other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.output import expect_writable, write, write_folder
from rashomon.errors import NoInput

if TYPE_CHECKING:
    from rashomon.model.dossier import Dossier


class FormatName(StrEnum):
    """The keys of `rashomon.reporting.exports.formats.FORMATS`, which is not loaded to print a help page."""

    json = "json"
    markdown = "markdown"
    csv = "csv"
    parquet = "parquet"
    annotations = "annotations"
    followthemoney = "followthemoney"
    graphml = "graphml"


def export_command(
    dossier: Annotated[
        str,
        typer.Argument(
            metavar="DOSSIER.json|STORY", help="A dossier written by `compare --json`, - for standard input, or a story of the library."
        ),
    ],
    format: Annotated[FormatName, typer.Option("--format", help="What to write.", show_default=False)],
    out: Annotated[str, typer.Option("--out", metavar="OUT", help="The file, or for csv and parquet the folder.", show_default=False)],
    library: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The library, e.g. sqlite:///news.db.", show_default=False)] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say what was written.")] = False,
) -> None:
    """Write a dossier in the format of another program.

    annotations: W3C Web Annotations (JSON-LD). followthemoney: entities for Aleph, one a line. graphml: who said what to whom. OUT may be -
    for standard output where the format is one file. Every format carries the exact words with their places.
    """
    from rashomon.reporting.exports.formats import FORMATS, export

    if FORMATS[format.value].many and out == "-":
        raise typer.BadParameter(f"{format.value} is several files; name a folder", param_hint="--out")
    expect_writable([] if FORMATS[format.value].many else [out])
    is_file = dossier == "-" or dossier.lower().endswith(".json") or Path(dossier).exists()
    files = export(_from_file(dossier) if is_file else _from_library(dossier, library), format.value)
    if FORMATS[format.value].many:
        write_folder(out, files)
    else:
        (content,) = files.values()
        write(out, content)
    if not quiet and out != "-":
        typer.echo(f"wrote {out}", err=True)


def _from_library(story: str, library: str | None) -> Dossier:
    """A story's dossier, compared anew if anything changed."""
    from rashomon.storing.library import open_library

    with open_library(library) as home:
        found = home.story(story)
    if found is None:
        what = "there is no such file, and no such story in the library"
        raise NoInput(what, which=story, then="`rashomon stories` lists the stories")
    return found.dossier


def _from_file(target: str) -> Dossier:
    """The dossier in a file, every span of it checked."""
    from rashomon.checking import check
    from rashomon.model.dossier import Dossier

    try:
        content = sys.stdin.buffer.read() if target == "-" else Path(target).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NoInput(reason, which=target, then="Give a file written by `rashomon compare --json`") from None
    check(content, which=target)
    return Dossier.model_validate_json(content)
