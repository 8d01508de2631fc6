"""`rashomon annotate`: one article at a time, without comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.output import expect_writable, write
from rashomon.cli.watching import progress

if TYPE_CHECKING:
    from rashomon.model.annotated import AnnotatedArticle
    from rashomon.model.skipped import Skipped


def annotate_command(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders or patterns; - for standard input.", show_default=False)
    ],
    verbatim: Annotated[bool, typer.Option("--verbatim", help="Take each file's text as the body; take nothing out.")] = False,
    jsonl: Annotated[str | None, typer.Option(metavar="OUT", help="Write one annotated article a line, as JSON.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no listing and no progress.")] = False,
) -> None:
    """Show who says what in each article, with its figures and times.

    With --jsonl, all that was found is written, one article a line. OUT may be - for standard output.
    """
    expect_writable([jsonl])
    from rashomon.annotating.annotate import annotate
    from rashomon.errors import NothingToCompare
    from rashomon.reading.read import read, read_verbatim

    reading = read_verbatim(paths) if verbatim else read(paths)
    if not reading.articles:
        raise NothingToCompare("no article could be read", which=", ".join(paths), then="`rashomon read PATH…` says why")
    annotated = []
    with progress(quiet) as tell:
        for done, article in enumerate(reading.articles):
            tell("annotating", done, len(reading.articles))
            annotated.append(annotate(article))
    if jsonl:
        write(jsonl, "".join(one.model_dump_json() + "\n" for one in annotated))
    if not quiet and jsonl != "-":
        for one in annotated:
            _show(one)
        _show_skipped(reading.skipped)


def _show(annotated: AnnotatedArticle) -> None:
    from rashomon.reporting.phrases import count, one_line, shorten

    article = annotated.article
    typer.echo(f"{one_line(article.name)}: {shorten(article.title or 'no headline', 80)}")
    parts = [
        count(len(annotated.sentences), "sentence"),
        count(len(annotated.statements), "statement"),
        count(len(annotated.names), "name"),
        count(len(annotated.figures), "figure"),
        count(len(annotated.times), "time"),
    ]
    typer.echo(f"  {', '.join(parts)}")
    for statement in annotated.statements:
        source = shorten(statement.source.text or "no source named", 60)
        typer.echo(f"  {statement.kind:<9} {source} [{shorten(statement.cue.text, 30)}]: {shorten(statement.content.text, 160)}")
    typer.echo("")


def _show_skipped(skipped: tuple[Skipped, ...] | list[Skipped]) -> None:
    from rashomon.reporting.phrases import one_line

    for row in skipped:
        typer.echo(f"left out: {one_line(row.what)}: {one_line(row.why)}", err=True)
