"""`rashomon read PATH…`: what was read of each account, what was left out of it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from rich.console import Console

    from rashomon.model.article import Article
    from rashomon.reading.read import Reading

_LONGEST = 100  # characters of a furniture line shown on the terminal; `--json` has all


def read_command(paths: Sequence[str], *, as_json: bool = False, settings: Settings = DEFAULT) -> int:
    """Print what `paths` hold, for a person or as JSON (`{articles, skipped}`). Gives the exit code: 0 if anything was read, else 1.

    Raises NoInput if a path or pattern names nothing.
    """
    from rashomon.reading.read import read

    reading = read(paths, settings)
    if as_json:
        print(reading.model_dump_json(indent=2))
    else:
        _show(reading)
    return 0 if reading.articles else 1


def _show(reading: Reading) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for article in sorted(reading.articles, key=lambda article: (article.path or "", article.id)):
        _show_article(console, article)
    if reading.skipped:
        console.print(Text("Not read", style="bold"))
        for piece in reading.skipped:
            console.print(Text(f"  {piece.what}: {piece.why}"))
        console.print()
    console.print(Text(f"{_count(len(reading.articles), 'article')} read, {_count(len(reading.skipped), 'input')} left out."))


def _show_article(console: Console, article: Article) -> None:
    from rich.text import Text

    def row(name: str, value: str) -> None:
        console.print(Text.assemble((f"  {name:<10}", "dim"), value))

    console.print(Text.assemble((article.name, "bold"), f"  {article.id}"))
    row("file", article.path or "")
    row("headline", article.title or "not stated")
    row("outlet", article.outlet or "not stated")
    row("byline", ", ".join(article.byline) or "not stated")
    date = article.published
    row("published", f"{date.date} ({date.precision}; by {date.basis})" if date else "not stated")
    if article.url:
        row("address", article.url)
    paragraphs = article.text.split("\n\n")
    row("body", f"{_count(len(paragraphs), 'paragraph')}, {_count(len(article.text.split()), 'word')}")
    for credit in article.credits:
        words = "; ".join(f"“{span.text}”" for span in credit.evidence) or "in the lines around the story"
        row("credit", f"{credit.name} ({credit.kind}): {words}")
    for piece in article.furniture:
        text = piece.text if len(piece.text) <= _LONGEST else piece.text[: _LONGEST - 1] + "…"
        row("left out", f"[{piece.reason}] {text}")
    console.print()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
