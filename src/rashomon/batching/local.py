"""The engine of one machine: a process a core. The caller's own process splits the inputs, so that no worker waits for reading."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any

from rashomon.batching.jobs import Job, Outcome
from rashomon.batching.worker import Ends, Worker


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(job: Job, inputs: Iterable[Any], workers: int | None = None) -> Iterator[Outcome]:
    """The outcomes of all tasks in `inputs`, as they come, done by `workers` processes (default: one a core)."""
    tasks = (task for given in inputs for task in job.tasks(given))
    limit, ends = workers or cores(), Ends(job)
    pool: list[Worker] = []
    waiting: list[Any] = []
    left = True
    try:
        while True:
            while left and not waiting:
                task = next(tasks, None)
                if isinstance(task, Outcome):
                    yield task
                elif task is None:
                    left = False
                else:
                    waiting.append(task)
            idle = next((worker for worker in pool if worker.idle), None)
            if waiting and idle:
                idle.give(waiting.pop())
            elif waiting and len(pool) < limit:
                pool.append(Worker(job))
            elif not waiting and all(worker.task is None for worker in pool):
                return
            else:
                yield from _heard(pool, ends, waiting)
    finally:
        for worker in pool:
            worker.close()


def _heard(pool: list[Worker], ends: Ends, waiting: list[Any]) -> Iterator[Outcome]:
    """What the busy workers say next; tasks to be tried again go to `waiting`."""
    pipes = wait([worker.pipe for worker in pool if not worker.idle])
    for worker in pool:
        if worker.pipe in pipes:
            task, said = worker.task, worker.hear()
            if isinstance(said, str) and task is not None:
                said = ends.settle(task, said)
                if said is None:
                    waiting.append(task)
            if isinstance(said, Outcome):
                yield said
