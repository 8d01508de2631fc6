"""The whole flow over an archive on one page: split → read and annotate → group → compare → tables.

Each step's results lie in the work folder before the next step begins, so that a run that was killed is taken up where it stood, and a run
over more inputs redoes only what is new. What the tables hold depends on the inputs, the versions and the settings alone: not on the
engine, the number of workers, their order, or how often the run was broken off.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rashomon.batching import cluster, local
from rashomon.batching.inventory import Inventory, take_stock
from rashomon.batching.jobs import Job, Outcome, RecordJob, StoryJob, StoryTask, timed
from rashomon.batching.keys import recipe, story_id, story_key
from rashomon.batching.rows import Row, skipped_row
from rashomon.batching.tables import TABLES, UNKNOWN, remove_others, write_day
from rashomon.batching.work import Work
from rashomon.errors import NotWritable, RashomonError
from rashomon.gathering.events import group
from rashomon.reading.archive import Part, parts_of
from rashomon.reading.sources import suffix_of
from rashomon.reading.warc import WARC
from rashomon.settings import DEFAULT, Settings

Engine = Literal["local", "ray"]
Progress = Callable[[str, int, float], None]
"""Told the stage, how many records or stories are done, and which part, 0 to 1, of all that there is."""
_ROUNDS = 3  # times that annotations are made again which are gone when their story is compared


def silent(stage: str, done: int, part: float) -> None:
    """The progress that tells nobody."""


@dataclass
class Summary:
    """What a run did. `seconds` by stage, over all workers; `fresh`: records and stories worked on now, the others were finished."""

    records: int = 0
    articles: int = 0
    stories: int = 0
    compared: int = 0
    fresh: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    wall: float = 0.0


@dataclass(frozen=True)
class Batch:
    """One run: where to, by what settings, on which engine, with how many workers (None: as many as there is room for)."""

    out: Path
    settings: Settings = DEFAULT
    engine: Engine = "local"
    workers: int | None = None
    progress: Progress = silent


def batch(inputs: Iterable[str | Path], run: Batch) -> Summary:
    """Work through every article in `inputs` (files, folders, patterns) and write the tables into `run.out`.

    Nothing in an input stops the run; it is in the table `skipped`. Raises `NoInput` if a path names nothing, `NotWritable` if the folder
    cannot be written to or another run is writing to it, and RashomonError if a library is not installed or no worker can start.
    """
    began = time.perf_counter()
    parts = [part for part in parts_of(inputs) if not _within(part, run.out)]
    _expect_libraries(parts, run.engine)
    work, summary = Work(run.out), Summary()
    with work.open():
        try:
            made_by = recipe(run.settings)
            records = RecordJob(work, run.settings, made_by)
            stock = take_stock(_records(records, parts, run, summary), work)
            stories = _stories(stock, made_by, run.settings, summary)
            _compare(stories, records, parts, run, summary)
            with timed(summary.seconds, "write tables"):
                _write(stories, stock, work, run, summary)
            for name in ("articles", "bodies", "new"):
                shutil.rmtree(work.folder / name, ignore_errors=True)
        except OSError as error:
            which = str(error.filename or run.out)
            raise NotWritable(error.strerror or str(error), which=which, then="Make room, then run the command again") from None
    summary.wall = time.perf_counter() - began
    return summary


def _within(part: Part, out: Path) -> bool:
    """Whether an input is a table that this program wrote: the output folder may lie inside the input folder."""
    return Path(part.input.name).resolve().is_relative_to(out.resolve())


def _expect_libraries(parts: Sequence[Part], engine: Engine) -> None:
    """Raise for a missing library now and not after a day's work."""
    needed = {"pyarrow": "batch"}
    if any(suffix_of(part.input.name) in WARC for part in parts):
        needed["fastwarc"] = "batch"
    if engine == "ray":
        needed["ray.data"] = "ray"
    for library, extra in needed.items():
        try:
            __import__(library)
        except ImportError:
            what = f"{library.split('.')[0]} is not installed"
            raise RashomonError(what, which="rashomon batch", then=f"Install it with: pip install 'rashomon[{extra}]'") from None


def _outcomes(job: Job, inputs: Sequence[Any], run: Batch, summary: Summary) -> Iterator[Outcome]:
    """The outcomes of an engine's work, with their seconds and numbers taken down."""
    engine = cluster.run if run.engine == "ray" else local.run
    for outcome in engine(job, inputs, run.workers):
        for stage, seconds in outcome.seconds:
            summary.seconds[stage] = summary.seconds.get(stage, 0.0) + seconds
        summary.fresh += outcome.fresh
        yield outcome


def _records(job: RecordJob, parts: Sequence[Part], run: Batch, summary: Summary) -> list[Outcome]:
    """Every record of the inputs, read and annotated."""
    whole = sum(part.size for part in parts) or 1
    reached: dict[int, int] = {}
    outcomes, bytes_done = [], 0
    for outcome in _outcomes(job, list(enumerate(parts)), run, summary):
        outcomes.append(outcome)
        further = outcome.at - reached.get(outcome.part, 0)
        if further > 0:
            reached[outcome.part], bytes_done = outcome.at, bytes_done + further
        run.progress("annotating", len(outcomes), min(1.0, bytes_done / whole))
    summary.records = len(outcomes)
    return outcomes


def _stories(stock: Inventory, made_by: str, settings: Settings, summary: Summary) -> list[StoryTask]:
    """The stories among the articles."""
    with timed(summary.seconds, "group"):
        groups = group(stock.features, settings)
    keys = [(ids, tuple(stock.units[id] for id in sorted(ids))) for ids in groups]
    tasks = [StoryTask(story_id(ids), story_key(units, made_by), units) for ids, units in keys]
    summary.articles, summary.stories = len(stock.units), len(tasks)
    summary.compared = sum(1 for task in tasks if len(task.articles) > 1)
    return sorted(tasks)


def _compare(stories: Sequence[StoryTask], records: RecordJob, parts: Sequence[Part], run: Batch, summary: Summary) -> None:
    """Every story compared, the largest first, so that none is left over for one worker at the end."""
    work = records.work
    for _ in range(_ROUNDS):
        left = sorted((s for s in stories if not work.has("stories", s.key)), key=lambda s: (-len(s.articles), s.key))
        if not left:
            return
        gone = frozenset(unit.split(".")[0] for story in left for unit in story.articles if not work.has("articles", unit))
        if gone:
            again = RecordJob(work, run.settings, records.recipe, gone)
            for done, _outcome in enumerate(_outcomes(again, list(enumerate(parts)), run, summary), 1):
                run.progress("annotating again", done, done / len(gone))
        units = {story.id: story.articles for story in left}
        for done, outcome in enumerate(_outcomes(StoryJob(work, run.settings), left, run, summary), 1):
            run.progress("comparing", done, done / len(left))
            if outcome.key is not None:
                for unit in units[outcome.place]:
                    work.drop("articles", unit)
    if any(not work.has("stories", story.key) for story in stories):
        raise RashomonError("the inputs changed while they were read", which="the run", then="Run the command again")


def _write(stories: Sequence[StoryTask], stock: Inventory, work: Work, run: Batch, summary: Summary) -> None:
    """The tables. Rows are first sorted into files by day, so that memory holds one day at a time."""
    beside = work.folder / "new"
    days: dict[tuple[str, str | None], int] = dict.fromkeys(((table, None) for table in TABLES), 0)
    reasons: Counter[str] = Counter()
    for number, story in enumerate(stories, 1):
        rows = work.get_value("stories", story.key)
        if rows is None:
            raise RashomonError("a compared story is damaged", which=str(work.folder), then="Run the command again; it is then redone")
        for article in rows["articles"]:
            article["path"] = stock.paths[article["id"]]
        _spool(rows, beside, days, reasons)
        run.progress("writing", number, number / len(stories))
    _spool({"skipped": [skipped_row(piece) for piece in stock.skipped]}, beside, days, reasons)
    for table in TABLES:
        summary.rows[table] = sum(count for (name, _), count in days.items() if name == table)
        written = set()
        for day in (day for name, day in days if name == table):
            spooled = _spooled(beside, table, day)
            lines = spooled.read_text(encoding="ascii").splitlines() if spooled.exists() else []
            if lines or (day is None and not summary.rows[table]):
                written.add(write_day(run.out, beside, table, day, map(json.loads, lines)))
        remove_others(run.out, table, written)
    summary.skipped = dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))


def _spool(rows: dict[str, list[Row]], beside: Path, days: dict[tuple[str, str | None], int], reasons: Counter[str]) -> None:
    """Append the rows to the files of their tables and days."""
    reasons.update(row["reason"] for row in rows.get("skipped", ()))
    sorted_by: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for table, more in rows.items():
        for row in more:
            sorted_by[table, row.pop("day")].append(json.dumps(row, ensure_ascii=True, separators=(",", ":")))
    for (table, day), lines in sorted_by.items():
        days[table, day] = days.get((table, day), 0) + len(lines)
        with _spooled(beside, table, day).open("a", encoding="ascii") as file:
            file.write("\n".join(lines) + "\n")


def _spooled(beside: Path, table: str, day: str | None) -> Path:
    return beside / f"{table}.{day or UNKNOWN}.jsonl"
