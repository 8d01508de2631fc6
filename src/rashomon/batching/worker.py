"""One worker: a process of its own that does one task after another, and the supervision that makes its end harmless.

A task that takes too long ends the process: the kernel's alarm does it, so that code that is stuck inside a library is stopped too, even
where nobody is left to watch. Whoever gave the task sees the process gone and starts another one.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from rashomon.batching.jobs import Job, Outcome, died, too_long
from rashomon.errors import RashomonError
from rashomon.threads import one_thread

_STARTS = 5  # times a worker may end before it is ready; then something is wrong with the machine, not with a task

_GARBAGE = 20_000
"""objects made, less those freed, before the newest are looked through for garbage"""


class Worker:
    """A process that does tasks of one job, and is replaced when it ends. Not for several threads."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.task: Any = None
        self._ready = False
        self._starts = 0
        self._start()

    def _start(self) -> None:
        self._starts += 1
        if self._starts > _STARTS:
            what = "its worker processes end before they are ready"
            raise RashomonError(what, which="the run", then="Is there enough memory? Try fewer workers")
        one_thread()
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(far, self.job), daemon=True, name="rashomon-worker")
        self.process.start()
        far.close()
        self._ready = False

    @property
    def idle(self) -> bool:
        """Whether it waits for a task."""
        return self._ready and self.task is None

    def give(self, task: Any) -> None:
        """Let it do `task`; it must be idle. A process that has ended in the meantime is noticed by `hear`."""
        self.task = task
        with suppress(OSError):  # if it has ended, that is read from the same pipe
            self.pipe.send(task)

    def hear(self) -> Outcome | str | None:
        """What it has to say, waited for: the outcome of its task, None when it became ready, or why its process ended. A new process is
        then started and the task is the caller's again. Raises RashomonError if no worker can work."""
        try:
            kind, said = self.pipe.recv()
        except (EOFError, OSError):
            return self._ended()
        if kind == "ready":
            self._ready, self._starts = True, 0
            return None
        if kind == "error":
            raise RashomonError(said[0], which=said[1], then=said[2])
        self.task = None
        outcome: Outcome = said
        return outcome

    def _ended(self) -> str:
        self.process.join()
        self.pipe.close()
        why = too_long(self.job.seconds) if self.process.exitcode == -signal.SIGALRM else "ended"
        self.task = None
        self._start()
        return why

    def close(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Ends:
    """How often workers ended on each task, and what follows from it."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.times: dict[str, int] = {}

    def settle(self, task: Any, why: str) -> Outcome | None:
        """The outcome of a task on which a worker ended for the reason `why`; None if it is to be tried again."""
        if why == too_long(self.job.seconds):
            return self.job.give_up(task, why)
        self.times[task.name] = self.times.get(task.name, 0) + 1
        return self.job.give_up(task, died(self.times[task.name])) if self.times[task.name] >= self.job.deaths else None


def _do(job: Job, task: Any) -> Outcome:
    """The task's outcome, even if doing it fails in a way that nobody thought of."""
    try:
        return job.do(task)
    except (OSError, RashomonError):
        raise
    except Exception as error:
        return job.give_up(task, f"it failed ({type(error).__name__})")


def ready(job: Job) -> None:
    """Prepare this process for the job's tasks. What is loaded by then stays: from here on garbage is looked for among the new alone, and
    more rarely, for a task makes many objects that live until its end."""
    job.prepare()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def _serve(pipe: Connection, job: Job) -> None:
    """The process: tasks in, outcomes out, until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    try:
        ready(job)
        pipe.send(("ready", None))
        while True:
            task = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, job.seconds)
            outcome = _do(job, task)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(("done", outcome))
    except (EOFError, BrokenPipeError):
        return
    except RashomonError as error:
        pipe.send(("error", (error.what, error.which, error.then)))
    except OSError as error:
        which = str(error.filename or "the work folder")
        pipe.send(("error", (error.strerror or str(error), which, "Make room, then run the command again")))
