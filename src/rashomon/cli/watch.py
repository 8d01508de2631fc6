"""`rashomon watch`: what feeds bring goes into the library, until it is stopped."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.library import LibraryOption, PrivateOption, QuietOption, show_skipped
from rashomon.cli.watching import progress

if TYPE_CHECKING:
    from rashomon.model.skipped import Skipped
    from rashomon.reading.following import Following
    from rashomon.storing.library import Library


def watch_command(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds.", show_default=False)],
    interval: Annotated[float, typer.Option(metavar="MINUTES", min=1.0, help="How long to wait between two rounds.")] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once and stop.")] = False,
    library: LibraryOption = None,
    allow_private: PrivateOption = False,
    quiet: QuietOption = False,
) -> None:
    """Follow feeds and add what is new to the library, until stopped with Ctrl-C.

    A feed that has not changed is not sent again, and an article that was read is not fetched again, also after a restart.
    """
    from rashomon.reading.following import Following
    from rashomon.reading.web import Web
    from rashomon.storing.library import open_library

    with open_library(library) as home:
        states = {feed: state for feed in feeds if (state := home.feed_state(feed))}
        following = Following(feeds, Web(allow_private=allow_private), states)
        said: set[Skipped] = set()
        while True:
            said = _round(following, home, said, quiet=quiet)
            if once:
                return
            time.sleep(interval * 60)


def _round(following: Following, home: Library, said: set[Skipped], *, quiet: bool) -> set[Skipped]:
    """One round. Gives what was left out, so that the next one does not say the same again."""
    from rashomon.reporting.phrases import count

    with progress(quiet) as tell:
        found = following.round(tell)
        added = home.add(found.articles, progress=tell)
    for feed in following.addresses:
        home.keep_feed_state(feed, following.state(feed))
    show_skipped(piece for piece in found.skipped if piece not in said)
    if not quiet:
        at = datetime.now().astimezone().isoformat(" ", "minutes")[:16]
        typer.echo(f"{at}  {count(len(added.new), 'new article')} in {count(len(added.stories), 'story', 'stories')}")
    return set(found.skipped)
