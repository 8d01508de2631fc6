"""The library: the only door to the database.

Each method is one transaction or several whole ones; what it has returned is kept, whatever happens to the process afterwards. Articles are
annotated and stories compared outside any transaction, so that others can read and write meanwhile.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, select

from rashomon.model.article import Article
from rashomon.settings import DEFAULT, Settings
from rashomon.storing import backups, editing, entering, finding, following, telling
from rashomon.storing.analysing import Analyst, Progress, silent
from rashomon.storing.database import default_address, engine_for
from rashomon.storing.records import Added, ArticleLine, Correction, CorrectionKind, Hit, StoredStory, StoryRow, Utterance, Version
from rashomon.storing.tables import articles, stories

__all__ = ["Library", "default_address", "open_library"]

_NAME = "RASHOMON_NAME"


def open_library(address: str | None = None, *, who: str | None = None, settings: Settings = DEFAULT) -> Library:
    """The library at a database address (`sqlite:///FILE`, `postgresql+psycopg://…`), made and migrated if need be.

    Without an address: the one in RASHOMON_LIBRARY, else a file in the platform's folder for a user's data. `who` signs corrections;
    without it RASHOMON_NAME does, else the user's name in the operating system. Raises NoLibrary.
    """
    address = address or default_address()
    return Library(engine_for(address), address, who or os.environ.get(_NAME) or _user(), settings)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


class Library:
    """Articles, stories, dossiers and corrections. May be used from several threads. Close it, or use it in a `with` statement."""

    def __init__(self, engine: Engine, address: str, who: str, settings: Settings = DEFAULT) -> None:
        self.engine, self.address, self.who, self.settings = engine, address, who, settings
        self._analyst = Analyst(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def add(self, found: Iterable[Article], *, progress: Progress = silent) -> Added:
        """Annotate the articles that are new and put each into a story. Stories are compared when they are asked for.

        Each batch is kept whole when the next one begins: after a kill, adding again goes on where it was cut off.
        """
        return entering.add(self.engine, self._analyst, found, progress)

    def remove(self, article: str) -> bool:
        """Take an article out, with all that was found in it; a story without articles goes too. False if there was none."""
        return entering.remove(self.engine, article)

    def stories(
        self, *, words: str | None = None, outlet: str | None = None, since: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[StoryRow]:
        """Stories, the last changed first: with an article that has the `words`, of the `outlet`, whose last day is not before `since`."""
        with self.engine.connect() as connection:
            return telling.listed(connection, self._analyst, telling.Wanted(words, outlet, since), limit, offset)

    def count_stories(self, *, words: str | None = None, outlet: str | None = None, since: str | None = None) -> int:
        """How many stories `stories` would give without a limit."""
        with self.engine.connect() as connection:
            return telling.count(connection, telling.Wanted(words, outlet, since))

    def outlets(self) -> list[str]:
        """The outlets of all articles, sorted."""
        with self.engine.connect() as connection:
            return telling.outlets(connection)

    def story(self, story: str, *, progress: Progress = silent) -> StoredStory | None:
        """A story with its findings, compared anew only if an article, an analysis or a correction of actors changed. None: no such."""
        return following.story(self.engine, self._analyst, story, progress)

    def title(self, story: str) -> str | None:
        """What the story is called. None: no such."""
        with self.engine.connect() as connection:
            title: str | None = connection.execute(select(stories.c.title).where(stories.c.id == story)).scalar()
            return title

    def refresh(self, story: str, *, progress: Progress = silent) -> bool:
        """Compare a story anew if anything changed. True if it was."""
        return following.refresh(self.engine, self._analyst, story, progress)

    def is_fresh(self, story: str) -> bool:
        """Whether the story's findings are of its present state, so that `story` answers at once. A story that is not there is."""
        return following.is_fresh(self.engine, self._analyst, story)

    def article(self, article: str) -> Article | None:
        """An article as it was read."""
        with self.engine.connect() as connection:
            record = connection.execute(select(articles.c.record).where(articles.c.id == article)).scalar()
        return Article.model_validate_json(record) if record else None

    def articles(self, story: str) -> list[ArticleLine]:
        """The articles of a story, by the day they were published, undated ones last."""
        with self.engine.connect() as connection:
            return telling.articles_of(connection, story)

    def versions(self, article: str) -> list[Version]:
        """All versions of what stood at this article's address, in the order in which they were added, with what changed each time."""
        with self.engine.connect() as connection:
            return telling.versions(connection, article)

    def search(self, words: str, *, limit: int = 50, offset: int = 0) -> list[Hit]:
        """Articles that have all the words, best first; "in quotation marks": as a phrase. Nothing that is typed is an error."""
        with self.engine.connect() as connection:
            return finding.search(connection, words, limit, offset)

    def utterances(self, speaker: str | None = None, words: str | None = None, *, limit: int = 100, offset: int = 0) -> list[Utterance]:
        """Who said a thing, over all stories that have been compared: by part of the speaker's name, by words of what was said."""
        with self.engine.connect() as connection:
            return finding.utterances_of(connection, (speaker, words), limit, offset)

    def correct(self, story: str, kind: CorrectionKind, payload: dict[str, str]) -> Correction:
        """Keep a correction, signed and dated. Raises WrongCorrection if it names something that is not there.

        `merge` {actor, into}, `split` {actor, name}, `rename` {actor, name}: actors by their ids in the story's dossier; `move`
        {article, story}, "" for a new story; `reject`, `confirm` {finding}; `note` {finding, text}, finding "" for the story.
        """
        return editing.correct(self.engine, self._analyst, (story, kind, payload), self.who)

    def undo(self, correction: int) -> bool:
        """Take a correction back; it stays on record. False if there is none, or it was undone before."""
        return editing.undo(self.engine, correction)

    def corrections(self, story: str) -> tuple[Correction, ...]:
        """All corrections of a story in their order, undone ones too."""
        with self.engine.connect() as connection:
            return editing.of(connection, story)

    def backup(self, path: str | Path) -> int:
        """Write all of the library into one file, whole or not at all. The number of records in it."""
        return backups.write(self.engine, Path(path))

    def restore(self, path: str | Path) -> int:
        """Fill this library, which must be empty, from a backup, of whichever database. Raises NoLibrary and changes nothing else."""
        return backups.read(self.engine, Path(path))

    def feed_state(self, url: str) -> str | None:
        """What was kept of a feed."""
        return finding.feed_state(self.engine, url)

    def keep_feed_state(self, url: str, state: str) -> None:
        """Keep what a feed's server said last."""
        finding.keep_feed_state(self.engine, url, state)

    def empty(self) -> bool:
        """Whether there is no article."""
        with self.engine.connect() as connection:
            return connection.execute(select(articles.c.number).limit(1)).first() is None
