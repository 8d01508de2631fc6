"""`rashomon add / stories / show / search / remove / correct / undo / backup / restore`: the library from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.watching import progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.model.skipped import Skipped

LibraryOption = Annotated[
    str | None,
    typer.Option("--library", metavar="ADDRESS", help="sqlite:///FILE or postgresql+psycopg://…; default: a file of your own."),
]
PrivateOption = Annotated[bool, typer.Option("--allow-private", help="Fetch from this machine and from private networks too.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
StoryArgument = Annotated[str, typer.Argument(metavar="STORY", help="A story's id; `rashomon stories` lists them.", show_default=False)]


def add_command(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|FEED", help="Files, folders, patterns, - for standard input; pages and feeds.", show_default=False
        ),
    ],
    library: LibraryOption = None,
    allow_private: PrivateOption = False,
    quiet: QuietOption = False,
) -> None:
    """Put articles into the library. Each finds its story; adding one twice adds nothing.

    Pages, and the pages that a feed names, are fetched as a guest would: robots.txt is obeyed, a host is asked once a second. What could
    not be read is told, one line each. Exits with 1 if no article was read.
    """
    from rashomon.reading.anywhere import read_anywhere
    from rashomon.reading.web import Web
    from rashomon.storing.library import open_library

    with open_library(library) as shelf, progress(quiet) as tell:
        reading = read_anywhere(paths, Web(allow_private=allow_private), tell)
        show_skipped(reading.skipped)
        added = shelf.add(reading.articles, progress=tell)
    if not quiet:
        new, known = len(added.new), len(added.known)
        typer.echo(
            f"added {new} article{'s' * (new != 1)} to {len(added.stories)} stor{'y' if len(added.stories) == 1 else 'ies'}; {known} known"
        )
    raise typer.Exit(0 if reading.articles else 1)


def show_skipped(skipped: Iterable[Skipped]) -> None:
    """Say on standard error what was left out and why."""
    for piece in skipped:
        typer.echo(f"left out: {_line(piece.what)}: {_line(piece.why)}", err=True)


def stories_command(
    words: Annotated[str | None, typer.Option(metavar="WORDS", help="Only stories with an article that has these words.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only stories that this outlet reports.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only stories whose last article is not older (2024-05-14).")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    library: LibraryOption = None,
) -> None:
    """List the stories of the library, the last changed first: id, days, articles, outlets, origins, headline."""
    from rashomon.storing.library import open_library

    with open_library(library) as shelf:
        rows = shelf.stories(words=words, outlet=outlet, since=since, limit=limit)
        total = shelf.count_stories(words=words, outlet=outlet, since=since)
    for row in rows:
        days = row.first or "undated"
        if row.last and row.last != row.first:
            days += f" to {row.last}"
        origins = "not compared yet" if row.origins is None else f"{row.origins} origins"
        typer.echo(f"{row.id}  {days}  {row.articles} articles, {len(row.outlets)} outlets, {origins}  {_line(row.title)}")
    if total > len(rows):
        typer.echo(f"… and {total - len(rows)} more; --limit shows more")
    if not total:
        typer.echo("no story")


def show_command(
    story: StoryArgument,
    html: Annotated[str | None, typer.Option(metavar="OUT", help="Write the dossier as one self-contained page.")] = None,
    json: Annotated[str | None, typer.Option(metavar="OUT", help="Write it as JSON (rashomon.dossier/1).")] = None,
    library: LibraryOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show a story's findings, compared anew if anything changed, with people's corrections in them."""
    from rashomon.cli.output import expect_writable, write
    from rashomon.errors import NoInput
    from rashomon.reporting.build import build
    from rashomon.storing.library import open_library

    expect_writable([html, json])
    with open_library(library) as shelf, progress(quiet) as tell:
        found = shelf.story(story, progress=tell)
    if found is None:
        raise NoInput("there is no such story", which=story, then="`rashomon stories` lists them")
    if json:
        write(json, found.dossier.to_json())
    view = build(found.dossier)
    if html:
        from rashomon.reporting.page import page

        write(html, page(view))
    if not quiet and "-" not in (html, json):
        from rich.console import Console

        from rashomon.reporting.terminal import show

        show(view, Console(highlight=False, markup=False, emoji=False, soft_wrap=False))
        for correction in found.corrections:
            said = ", ".join(f"{name} {_line(value)}" for name, value in correction.payload.items() if name != "places" and value)
            typer.echo(
                f"[{correction.id}] {correction.kind}: {said} ({correction.who}, {correction.at[:10]}{', undone' * correction.undone})"
            )


def search_command(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words that an article has; "in quotation marks": a phrase.')],
    said_by: Annotated[str | None, typer.Option("--said-by", metavar="NAME", help="Statements by this speaker with these words.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 20,
    library: LibraryOption = None,
) -> None:
    """Find articles by their words, or, with --said-by, statements by who made them.

    Exits with 1 if nothing is found.
    """
    from rashomon.storing.library import open_library

    query = " ".join(f'"{word}"' if " " in word else word for word in words)
    with open_library(library) as shelf:
        if said_by is not None:
            said = shelf.utterances(said_by, " ".join(words), limit=limit)
            for one in said:
                typer.echo(f"{one.story}  {one.name}, in {one.article.outlet or one.article.id}: {_line(one.statement.content.text)}")
            raise typer.Exit(0 if said else 1)
        hits = shelf.search(query, limit=limit)
    for hit in hits:
        article = hit.article
        where = f"{article.outlet or 'no outlet'}, {(article.published or 'undated')[:10]}"
        typer.echo(f"{article.story}  {article.id}  {where}  {_line(article.title or '')}")
        for span in hit.spans:
            typer.echo(f"    {span.start}–{span.end}  {_line(span.text)}")
    raise typer.Exit(0 if hits else 1)


def remove_command(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids of articles; `rashomon search` shows them.")],
    library: LibraryOption = None,
) -> None:
    """Take articles out of the library, with all that was found in them."""
    from rashomon.errors import NoInput
    from rashomon.storing.library import open_library

    with open_library(library) as shelf:
        missing = [article for article in articles if not shelf.remove(article)]
    if missing:
        raise NoInput("there is no such article", which=", ".join(missing), then="`rashomon search WORDS` shows ids")


def correct_command(
    story: StoryArgument,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="merge, split, rename, move, reject, confirm or note.", show_default=False)],
    values: Annotated[list[str], typer.Argument(metavar="NAME=VALUE", help="What it says, as in actor=p3 into=p1.", show_default=False)],
    who: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who says so; default: RASHOMON_NAME, or your user name.")] = None,
    library: LibraryOption = None,
) -> None:
    """Correct what the machine found in a story: kept apart, signed, applied at every comparison, and never lost.

    merge actor= into=; split actor= name=; rename actor= name=; move article= story=; reject finding=; confirm finding=;
    note finding= text=
    """
    from rashomon.storing.library import open_library

    pairs = [value.partition("=") for value in values]
    if any(not sign for _, sign, _ in pairs):
        raise typer.BadParameter("each value is NAME=VALUE, as in actor=p3")
    with open_library(library, who=who) as shelf:
        kept = shelf.correct(story, kind, {name: value for name, _, value in pairs})  # type: ignore[arg-type]
    typer.echo(f"kept as correction {kept.id} by {kept.who}; `rashomon undo {kept.id}` takes it back")


def undo_command(
    correction: Annotated[int, typer.Argument(metavar="NUMBER", help="The correction's number; `rashomon show` lists them.")],
    library: LibraryOption = None,
) -> None:
    """Take a correction back. It stays on record as undone."""
    from rashomon.errors import NoInput
    from rashomon.storing.library import open_library

    with open_library(library) as shelf:
        if not shelf.undo(correction):
            raise NoInput(
                "there is no such correction, or it is undone already", which=str(correction), then="`rashomon show STORY` lists them"
            )


def backup_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to write it.", show_default=False)], library: LibraryOption = None
) -> None:
    """Write all of the library into one file, whole or not at all."""
    from rashomon.storing.library import open_library

    with open_library(library) as shelf:
        typer.echo(f"wrote {shelf.backup(file)} records to {file}")


def restore_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup.", show_default=False)], library: LibraryOption = None
) -> None:
    """Fill a new library from a backup, all or nothing; from SQLite into PostgreSQL and back, too."""
    from rashomon.storing.library import open_library

    with open_library(library) as shelf:
        typer.echo(f"restored {shelf.restore(file)} records from {file}")


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
