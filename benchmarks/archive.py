"""The whole flow over an archive against the bare encoder: how much of the time that the network needs anyway is added by all the rest.

Both run in this one process, on one core, in processor seconds, which a busy machine does not change. Then the same archive with a process
a core, as a person runs it.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.articles import Record, archive
from rashomon.annotating.encoder import shipped
from rashomon.batching import local
from rashomon.batching.batch import Batch, Summary, batch
from rashomon.batching.jobs import Job, Outcome, RecordJob, RecordTask
from rashomon.batching.keys import recipe
from rashomon.batching.work import Work
from rashomon.batching.worker import ready
from rashomon.reading.archive import parts_of
from rashomon.settings import DEFAULT

Rows = list[tuple[str, str]]
_WORKERS = 2
_COPIED = 100


class _Recorder:
    """Stands before the network and keeps what it is fed."""

    def __init__(self, session: Any) -> None:
        self.session, self.fed, self.seconds = session, list[Any](), 0.0

    def get_outputs(self) -> Any:
        return self.session.get_outputs()

    def run(self, *fed: Any) -> Any:
        self.fed.append(fed)
        began = time.process_time()
        found = self.session.run(*fed)
        self.seconds += time.process_time() - began
        return found


def measure(records: list[Record], folder: Path) -> Rows:
    """The figures, as (what, value)."""
    path = archive(records, folder / "news.warc.gz")
    summary, whole, inside = _in_one_process(path, folder / "one")
    bare = _bare(inside.fed)
    many = len(records)
    wall, busy = _as_run(path, folder / "two")
    original, copy = _copied(records[:_COPIED], folder)
    stages = sum(summary.seconds.values())
    return [
        ("articles", f"{many:,}"),
        ("bare encoder, ready-made batches: articles a second of one core", f"{many / bare:.2f}"),
        ("whole flow: articles a second of one core", f"{many / whole:.2f}"),
        ("**whole flow ÷ bare encoder** (aim: at least 0.75)", f"**{bare / whole:.2f}**"),
        ("the network inside the flow", f"{100 * inside.seconds / whole:.0f} %"),
        *((f"stage: {name}", f"{100 * seconds / stages:.1f} %") for name, seconds in summary.seconds.items()),
        ("not in a stage (splitting, keys, imports)", f"{100 * max(0.0, whole - stages) / whole:.1f} %"),
        (f"with {_WORKERS} processes: articles a second, by the clock, start-up included", f"{many / wall:.2f}"),
        ("cores kept busy", f"{busy / wall:.2f} of {_WORKERS}"),
        ("stories, of several articles", f"{summary.stories:,}, {summary.compared:,}"),
        ("reading and annotating a copy ÷ the article that it copies word for word", f"{copy / original:.2f}"),
    ]


def _in_one_process(path: Path, out: Path) -> tuple[Summary, float, _Recorder]:
    """The flow without workers, its processor seconds, and what went through the network."""
    encoder = shipped()
    recorder = _Recorder(encoder._session)

    def inline(job: Job, inputs: Iterable[Any], workers: int | None = None) -> Iterator[Outcome]:
        del workers
        ready(job)
        for given in inputs:
            for task in job.tasks(given):
                yield task if isinstance(task, Outcome) else job.do(task)

    usual = gc.get_threshold()
    try:
        with patch.dict(encoder.__dict__, {"_session": recorder}), patch.object(local, "run", inline):
            began = time.process_time()
            summary = batch([path], Batch(out))
            return summary, time.process_time() - began, recorder
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


def _bare(fed: list[Any]) -> float:
    """Processor seconds of the network alone on the same input."""
    session = shipped()._session
    began = time.process_time()
    for one in fed:
        session.run(*one)
    return time.process_time() - began


def _copied(records: list[Record], folder: Path) -> tuple[float, float]:
    """Processor seconds of reading and annotating these articles, and then the same articles from other outlets."""
    job, took = RecordJob(Work(folder / "copies"), DEFAULT, recipe(DEFAULT)), []
    with job.work.open():
        for name, outlet in (("originals", "{}"), ("copies", "another {}")):
            path = archive([record | {"outlet": outlet.format(record["outlet"])} for record in records], folder / f"{name}.warc.gz")
            tasks = [task for given in enumerate(parts_of([path])) for task in job.tasks(given)]
            began = time.process_time()
            for task in tasks:
                assert isinstance(task, RecordTask)
                job.do(task)
            took.append(time.process_time() - began)
    return took[0], took[1]


def _as_run(path: Path, out: Path) -> tuple[float, float]:
    """Seconds by the clock and processor seconds of the command with its workers."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    program = Path(sys.executable).with_name("rashomon")
    run = [str(program), "batch", str(path), "--out", str(out), "--workers", str(_WORKERS), "--quiet"]
    subprocess.run(run, stdin=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
