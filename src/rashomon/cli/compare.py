"""`rashomon compare`: the main job."""

from __future__ import annotations

from typing import Annotated

import typer

from rashomon.cli.output import expect_writable, write
from rashomon.cli.watching import progress


def compare_command(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders or patterns; - for standard input.", show_default=False)
    ],
    html: Annotated[str | None, typer.Option(metavar="OUT", help="Write the dossier as one self-contained page.")] = None,
    json: Annotated[str | None, typer.Option(metavar="OUT", help="Write it as JSON (rashomon.dossier/1).")] = None,
    markdown: Annotated[str | None, typer.Option(metavar="OUT", help="Write it as Markdown.")] = None,
    tables: Annotated[str | None, typer.Option(metavar="DIR", help="Write one CSV table for each kind of finding.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary and no progress.")] = False,
) -> None:
    """Compare the accounts of one event.

    Prints who reported what, on whose word, where the accounts agree and where they conflict. OUT may be - for standard output;
    the summary is then not printed.
    """
    files = [target for target in (html, json, markdown) if target]
    if files.count("-") > 1:
        raise typer.BadParameter("only one output can be standard output (-)")
    expect_writable(files)
    from rashomon.flow import compare

    with progress(quiet) as tell:
        dossier = compare(paths, progress=tell)
    if json:
        write(json, dossier.to_json())
    from rashomon.reporting.build import build

    view = build(dossier)
    if html:
        from rashomon.reporting.page import page

        write(html, page(view))
    if markdown:
        from rashomon.reporting.markdown import markdown as as_markdown

        write(markdown, as_markdown(view))
    if tables:
        from rashomon.reporting.tables import write_tables

        write_tables(view, tables)
    if not quiet and "-" not in files:
        from rich.console import Console

        from rashomon.reporting.terminal import show

        show(view, Console(highlight=False, markup=False, emoji=False, soft_wrap=False))
    if not quiet:
        for target in (*files, *([tables] if tables else [])):
            if target != "-":
                typer.echo(f"wrote {target}", err=True)
