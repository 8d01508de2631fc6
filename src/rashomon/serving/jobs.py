"""Long work behind the pages: one at a time, in a thread of its own, told about while it runs.

A job's address stays good while the server runs, so a page may be reloaded or shared. Work that a stopped server leaves undone is not
lost: articles are kept batch by batch, and a story that was not compared is compared when it is next asked for.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from rashomon.errors import RashomonError
from rashomon.storing.analysing import Progress

_REMEMBERED = 500
"""jobs whose end is still told"""
_WAITING = 50
"""jobs that may wait; more are refused"""


@dataclass
class Job:
    """What is told of one piece of work. `target`: the page to go to when it is done; `notes`: what a person should know of its result."""

    id: str
    what: str
    stage: str = "waiting"
    done: int = 0
    total: int = 0
    target: str = ""
    error: str = ""
    notes: tuple[str, ...] = ()
    future: Future[None] | None = field(default=None, repr=False)

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.future is not None and self.future.done()


Work = Callable[[Job, Progress], None]


class Jobs:
    """The queue."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rashomon-job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._by_key: dict[str, Job] = {}
        self._lock = Lock()

    def start(self, what: str, work: Work, *, key: str | None = None) -> Job | None:
        """Queue the work; with a `key`, a job of that key that is not over yet stands for it. None if too many wait."""
        with self._lock:
            running = self._by_key.get(key or "")
            if running is not None and not running.over:
                return running
            if sum(not job.over for job in self._jobs.values()) >= _WAITING:
                return None
            job = Job(secrets.token_hex(8), what)
            self._jobs[job.id] = job
            while len(self._jobs) > _REMEMBERED:
                self._jobs.popitem(last=False)
            if key:
                self._by_key[key] = job
            job.future = self._pool.submit(self._run, job, work)
            return job

    def get(self, id: str) -> Job | None:
        """The job with this id."""
        return self._jobs.get(id)

    def close(self) -> None:
        """Wait for the running job and drop those that wait."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _run(job: Job, work: Work) -> None:
        def tell(stage: str, done: int, total: int) -> None:
            job.stage, job.done, job.total = stage, done, total

        try:
            work(job, tell)
            job.stage = "done"
        except RashomonError as error:
            job.stage, job.error = "failed", str(error)
        except Exception as error:
            job.stage, job.error = "failed", f"unexpected {type(error).__name__}: {error}"
