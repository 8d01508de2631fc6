"""`rashomon batch`: the archive."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rashomon.batching.batch import Progress, Summary

_LIVE, _LOGGED = 1.0, 30.0  # seconds between two lines of progress, on a terminal and in a log
_SURE = 0.01  # part done from which the time left can be told


class Engines(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


def batch_command(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders or patterns: pages, texts, JSON Lines, Parquet, WARC.", show_default=False),
    ],
    out: Annotated[str, typer.Option(metavar="DIR", help="The folder of the tables; it is made if it is not there.", show_default=False)],
    engine: Annotated[Engines, typer.Option(help="Processes on this machine, or a Ray cluster.")] = Engines.LOCAL,
    workers: Annotated[int | None, typer.Option(min=1, help="How many at once; default: as many as there is room for.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary and no progress.")] = False,
) -> None:
    """Work through an archive: find the stories in it, compare each, write Parquet tables by day.

    A run that was stopped is taken up where it stood by the same command. What cannot be read is in the table `skipped`.
    """
    from rashomon.batching.batch import Batch, batch

    with _progress(quiet) as tell:
        summary = batch(inputs, Batch(Path(out), engine=engine.value, workers=workers, progress=tell))
    if not quiet:
        _show(summary, out)
    if not summary.articles:
        raise typer.Exit(1)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """A line on standard error with stage, number, rate and time left: redrawn on a terminal, every half minute in a log."""
    if quiet:
        yield lambda stage, done, part: None
        return
    live = sys.stderr.isatty()
    began: dict[str, float] = {}
    last = time.monotonic()

    def tell(stage: str, done: int, part: float) -> None:
        nonlocal last
        now = time.monotonic()
        began.setdefault(stage, now)
        if now - last < (_LIVE if live else _LOGGED):
            return
        last = now
        line = progress_line(stage, done, part, now - began[stage])
        print(f"\r\x1b[K{line}" if live else line, end="" if live else "\n", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def progress_line(stage: str, done: int, part: float, seconds: float) -> str:
    """One line for a person: "annotating: 1,200, 3.4 a second, 12 min left"."""
    rate = f"{done / seconds:,.1f} a second" if seconds > 0 else "just begun"
    left = f", {duration(seconds * (1 - part) / part)} left" if part >= _SURE else ""
    return f"{stage}: {done:,}, {rate}{left}"


def duration(seconds: float) -> str:
    """Seconds, minutes or hours, whichever reads best."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"


def _show(summary: Summary, out: str) -> None:
    from rashomon.reporting.phrases import count, one_line

    taken_up = f", {summary.fresh:,} of these units worked on now" if summary.fresh < summary.records + summary.stories else ""
    typer.echo(f"{count(summary.records, 'record')}, {count(summary.articles, 'article')} in {duration(summary.wall)}{taken_up}")
    typer.echo(f"{count(summary.stories, 'story', 'stories')}, {summary.compared:,} told by more than one article")
    for reason, number in summary.skipped.items():
        typer.echo(f"left out: {number:,}: {one_line(reason)}")
    typer.echo("seconds, over all workers: " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in summary.seconds.items()))
    for table, number in summary.rows.items():
        typer.echo(f"{Path(out) / table}: {count(number, 'row')}")
