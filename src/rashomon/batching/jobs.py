"""The two kinds of work that machines do: read and annotate one record, compare one story.

A job is told a task and gives its outcome; the result itself lies in the work folder. Nothing that a task holds makes a job raise: what
goes wrong is an outcome too. A job knows nothing of processes, machines or order.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Protocol

from rashomon.annotating.annotate import annotate
from rashomon.annotating.encoder import weights
from rashomon.batching.keys import body_key, record_key
from rashomon.batching.rows import Rows, skipped_row, story_rows
from rashomon.batching.work import Work
from rashomon.comparing.compare import APART, compare
from rashomon.errors import Unreadable
from rashomon.gathering.events import features
from rashomon.gathering.gather import gather
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article
from rashomon.model.packing import pack, unpack, unpack_as
from rashomon.model.skipped import Skipped
from rashomon.reading.archive import Part, Raw, articles_in, raw_in
from rashomon.settings import Settings

_WARM = "The harbour opened again on Monday, the port office said."
_ANY = -2.0  # below any cosine: what belongs together was decided over the whole archive, nothing is set aside again
_THEN = "The rest goes on; look at it on its own with `rashomon compare`"


class Outcome(NamedTuple):
    """What became of one task. `place`: where a record stands, or a story's id; `key`: the unit in the work folder, None for what could
    not even be split off; `wrong`: what a person is told of it then; `part`, `at`: how far the run is in which input (file number,
    bytes); `seconds` by stage; `fresh`: worked on now, not found finished."""

    place: str
    key: str | None
    wrong: tuple[str, str] | None = None
    part: int = 0
    at: int = 0
    seconds: tuple[tuple[str, float], ...] = ()
    fresh: bool = False


class RecordTask(NamedTuple):
    """One record to read and annotate."""

    raw: Raw
    key: str
    part: int

    @property
    def name(self) -> str:
        """What it is called among the tasks."""
        return f"{self.key} {self.raw.place}"


class StoryTask(NamedTuple):
    """One story to compare: its id, its key, the keys of its articles in the work folder."""

    id: str
    key: str
    articles: tuple[str, ...]
    apart: str | None = None
    """why the articles stand each for itself, uncompared; None: they are compared"""

    @property
    def name(self) -> str:
        """What it is called among the tasks."""
        return self.key


class Job(Protocol):
    """What an engine runs: `tasks` splits an input into tasks (or outcomes, where nothing is left to do), `do` does one."""

    @property
    def seconds(self) -> float:
        """How long a task may take."""

    @property
    def deaths(self) -> int:
        """How many workers may die on a task."""

    def prepare(self) -> None:
        """Load what every task needs."""

    def tasks(self, given: Any) -> Iterator[Any]:
        """The tasks in one input, and the outcomes of those that are finished."""

    def do(self, task: Any) -> Outcome:
        """Do it, keep the result, and say what became of it. Raises OSError if it cannot be kept."""

    def give_up(self, task: Any, why: str) -> Outcome:
        """Record that the task cannot be done."""


@dataclass(frozen=True)
class RecordJob:
    """Read and annotate every record of an input file that is not finished; `wanted`: only these keys, even if they are."""

    work: Work
    settings: Settings
    recipe: str
    wanted: frozenset[str] | None = None

    @property
    def seconds(self) -> float:
        """How long a record may take."""
        return self.settings.batching.record_seconds

    @property
    def deaths(self) -> int:
        """How many workers may die on a record."""
        return self.settings.batching.deaths

    def prepare(self) -> None:
        """Open the encoder's files and run it once."""
        annotate(Article(id="a0", text=_WARM), self.settings)

    def tasks(self, given: tuple[int, Part]) -> Iterator[RecordTask | Outcome]:
        """The records of one numbered file."""
        number, part = given
        for raw in raw_in(part, self.settings):
            if isinstance(raw, Unreadable):
                yield Outcome(raw.which, None, (raw.what, raw.then), number)
                continue
            key = record_key(raw, self.recipe)
            if self.wanted is not None and key not in self.wanted:
                continue
            if self.wanted is None and self._settled(key):
                yield Outcome(raw.place, key, part=number, at=raw.at)
            else:
                yield RecordTask(raw, key, number)

    def _settled(self, key: str) -> bool:
        """Whether the record is finished. One that took too long is tried again where more time is given."""
        kept = self.work.get_value("records", key) if self.work.has("records", key) else None
        return kept is not None and (kept["limit"] is None or kept["limit"] >= self.seconds)

    def do(self, task: RecordTask) -> Outcome:
        """Read the record and annotate its articles."""
        seconds: dict[str, float] = {}
        kept: dict[str, Any] = {"articles": [], "skipped": [], "limit": None}
        place = task.raw.place
        for article in self._read(task.raw, seconds):
            if isinstance(article, Unreadable):
                kept["skipped"].append([article.which.removeprefix(place), "read", article.what, article.then])
                continue
            inside = (article.path or place).removeprefix(place)
            try:
                with timed(seconds, "annotate"):
                    body = body_key(article, self.recipe)
                    annotated = self._annotated(article.model_copy(update={"path": None}), body)
                with timed(seconds, "gather"):
                    found = features(annotated, self.settings).model_dump(mode="json")
            except Exception as error:  # whatever an article does to an analysis, the run goes on
                kept["skipped"].append([inside, "annotate", f"annotating it failed ({_said(error)})", _THEN])
                continue
            with timed(seconds, "keep"):
                unit = f"{task.key}.{len(kept['articles'])}"
                self.work.put("articles", unit, pack(annotated))
                self.work.put("bodies", body, f"{unit} {article.id}".encode())
            kept["articles"].append({"inside": inside, "id": article.id, "same": same_as(article), "features": found})
        self.work.put_value("records", task.key, kept)
        return Outcome(place, task.key, None, task.part, task.raw.at, tuple(seconds.items()), True)

    def _annotated(self, article: Article, body: str) -> AnnotatedArticle:
        """The article annotated; a copy takes the annotations of the article that has its `body`, for they would be the same."""
        try:
            unit, id = self.work.get("bodies", body).decode().split()
            return unpack_as(article, self.work.get("articles", unit), id)
        except (OSError, ValueError):
            return annotate(article, self.settings)

    def _read(self, raw: Raw, seconds: dict[str, float]) -> list[Article | Unreadable]:
        with timed(seconds, "read"):
            try:
                return list(articles_in(raw, self.settings))
            except Exception as error:  # whatever a page does to a parser, the run goes on
                return [Unreadable(f"reading it failed ({_said(error)})", which=raw.place, then=_THEN)]

    def give_up(self, task: RecordTask, why: str) -> Outcome:
        """Keep the record as one that cannot be read."""
        limit = self.seconds if why == too_long(self.seconds) else None
        self.work.put_value("records", task.key, {"articles": [], "skipped": [["", "annotate", why, _THEN]], "limit": limit})
        return Outcome(task.raw.place, task.key, None, task.part, task.raw.at, (), True)


@dataclass(frozen=True)
class StoryJob:
    """Compare stories, each a unit of its own."""

    work: Work
    settings: Settings

    @property
    def seconds(self) -> float:
        """How long a story may take."""
        return self.settings.batching.story_seconds

    @property
    def deaths(self) -> int:
        """How many workers may die on a story."""
        return self.settings.batching.deaths

    def prepare(self) -> None:
        """Read what names the weights in a dossier."""
        weights()

    def tasks(self, given: StoryTask) -> Iterator[StoryTask | Outcome]:
        """The story itself."""
        yield given

    def do(self, task: StoryTask) -> Outcome:
        """Gather and compare its articles and keep the rows of its tables."""
        seconds: dict[str, float] = {}
        annotated: list[AnnotatedArticle] = []
        with timed(seconds, "keep"):
            for key in task.articles:
                try:
                    annotated.append(unpack(self.work.get("articles", key)))
                except (OSError, ValueError):
                    self.work.drop("articles", key)
        if len(annotated) < len(task.articles):
            return Outcome(task.id, None, seconds=tuple(seconds.items()))
        rows = self._compared(task, annotated, seconds)
        self.work.put_value("stories", task.key, rows)
        return Outcome(task.id, task.key, seconds=tuple(seconds.items()), fresh=True)

    def _compared(self, task: StoryTask, annotated: list[AnnotatedArticle], seconds: dict[str, float]) -> Rows:
        together = replace(self.settings, gathering=replace(self.settings.gathering, same_event=_ANY))
        why = task.apart
        if why is None:
            try:
                with timed(seconds, "gather"):
                    story = gather(annotated, together)
                with timed(seconds, "compare"):
                    dossier = compare(story, together, model=weights(), without=APART) if len(annotated) > 1 else None
                return story_rows(task.id, story, dossier)
            except Exception as error:  # whatever its articles do to a comparer, the run goes on
                why = f"comparing it failed ({_said(error)})"
        rows: Rows = {}
        for one in annotated:
            for table, more in story_rows(f"{task.id}-{one.article.id}", gather([one], together), None).items():
                rows.setdefault(table, []).extend(more)
        then = "Its articles stand each for itself"
        rows["skipped"].append(skipped_row(Skipped(what=f"story {task.id}", stage="compare", why=f"{why}. {then}.")))
        return rows

    def give_up(self, task: StoryTask, why: str) -> Outcome:
        """Keep its articles uncompared."""
        return self.do(task._replace(apart=why))


def same_as(article: Article) -> str:
    """Equal for the same body from the same outlet, which is read once."""
    return hashlib.sha256(f"{article.outlet}\x1f{article.text}".encode()).hexdigest()[:32]


def too_long(seconds: float) -> str:
    """What is said of a task that was stopped."""
    return f"it took longer than {seconds:g} seconds"


def died(times: int) -> str:
    """What is said of a task on which workers died."""
    return f"the worker broke down on it {times} times"


@contextmanager
def timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Adds the seconds that the block takes to the stage's."""
    began = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - began


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}".rstrip(": ")
