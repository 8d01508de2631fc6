"""A worker's end is harmless: too long, killed, broken, never ready."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from rashomon.batching import local
from rashomon.batching.jobs import Outcome
from rashomon.errors import RashomonError


class Deed(NamedTuple):
    name: str
    what: str


@dataclass(frozen=True)
class Deeds:
    """A job whose tasks say what is to happen to their worker."""

    folder: Path
    seconds: float = 1.0
    deaths: int = 3
    prepared: str = ""

    def prepare(self) -> None:
        if self.prepared == "end":
            os._exit(1)
        if self.prepared == "refuse":
            raise RashomonError("the weights are not there", which="worker", then="Install them")

    def tasks(self, given: list[Deed]) -> Iterator[Deed | Outcome]:
        for deed in given:
            yield Outcome(deed.name, "finished") if deed.what == "finished" else deed

    def do(self, task: Deed) -> Outcome:
        (self.folder / f"{task.name}.{time.time_ns()}").touch()
        if task.what == "stuck":
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM, signal.SIGINT])
            while True:
                pass
        if task.what == "die" or (task.what == "die once" and len(list(self.folder.glob(f"{task.name}.*"))) == 1):
            os.kill(os.getpid(), signal.SIGKILL)
        if task.what == "break":
            raise AssertionError("nobody thought of it")
        if task.what == "full":
            raise OSError(28, "No space left on device", "work")
        return Outcome(task.name, "done")

    def give_up(self, task: Deed, why: str) -> Outcome:
        return Outcome(task.name, why)


def run(job: Deeds, *deeds: Deed, workers: int = 2) -> dict[str, str | None]:
    return {outcome.place: outcome.key for outcome in local.run(job, [list(deeds)], workers)}


def test_whatever_happens_to_a_worker_every_task_has_its_outcome(tmp_path: Path) -> None:
    deeds = [
        Deed("a", "well"), Deed("b", "stuck"), Deed("c", "finished"), Deed("d", "die"), Deed("e", "die once"), Deed("f", "break"),
        Deed("g", "well"),
    ]  # fmt: skip
    assert run(Deeds(tmp_path), *deeds) == {
        "a": "done",
        "b": "it took longer than 1 seconds",
        "c": "finished",
        "d": "the worker broke down on it 3 times",
        "e": "done",
        "f": "it failed (AssertionError)",
        "g": "done",
    }
    assert len(list(tmp_path.glob("b.*"))) == 1
    assert len(list(tmp_path.glob("d.*"))) == 3


@pytest.mark.parametrize(("prepared", "message"), [("end", "before they are ready"), ("refuse", "weights are not there")])
def test_workers_that_cannot_start_end_the_run_with_one_line(tmp_path: Path, prepared: str, message: str) -> None:
    with pytest.raises(RashomonError, match=message):
        run(Deeds(tmp_path, prepared=prepared), Deed("a", "well"), workers=1)


def test_a_full_disk_ends_the_run_with_one_line(tmp_path: Path) -> None:
    with pytest.raises(RashomonError, match="No space left on device"):
        run(Deeds(tmp_path), Deed("a", "full"), workers=1)


def test_no_tasks_start_no_worker(tmp_path: Path) -> None:
    assert run(Deeds(tmp_path, prepared="end"), Deed("a", "finished")) == {"a": "finished"}
    assert run(Deeds(tmp_path, prepared="end")) == {}


def test_no_worker_is_left_when_the_caller_stops_listening(tmp_path: Path) -> None:
    outcomes = local.run(Deeds(tmp_path), [[Deed("a", "well"), Deed("b", "stuck")]], 2)
    assert next(outcomes).place == "a"
    workers = children(os.getpid())
    assert workers
    outcomes.close()  # type: ignore[attr-defined]
    assert not set(workers) & set(children(os.getpid()))


def children(process: int) -> list[int]:
    """The worker processes of a process."""
    found = []
    for number in Path(f"/proc/{process}/task/{process}/children").read_text().split():
        command = Path(f"/proc/{number}/cmdline")
        if command.exists() and b"spawn_main" in command.read_bytes():
            found.append(int(number))
    return found
