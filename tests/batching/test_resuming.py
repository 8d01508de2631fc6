"""SIGKILL of a worker or of the driver at any moment: the same command again gives the same bytes, and redoes nothing that was finished."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rashomon.batching.batch import Batch, Summary, batch
from tests.batching.invented import tables
from tests.batching.test_worker import children

_WITH_DEATH = """
import os, signal, sys
from rashomon.batching import tables, work
from rashomon.cli.main import main

left, moment = int(sys.argv[1]), sys.argv[2]
whole = work.write_whole

def write(beside, target, data):
    global left
    left -= 1
    if left == 0 and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    if left == 0 and moment == "amid":
        (beside / f"{target.name}.{os.getpid()}").write_bytes(data[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    whole(beside, target, data)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

tables.write_whole = write
sys.exit(main(sys.argv[3:]))
"""


_PATIENT = """
import sys
from pathlib import Path
from rashomon.batching.batch import Batch, batch
from rashomon.settings import BatchingSettings, Settings

batch([sys.argv[1]], Batch(Path(sys.argv[2]), Settings(batching=BatchingSettings(deaths=100)), workers=2))
"""
# so that chance does not kill the workers of one record so often that it is left out, which is another test's matter


def command(news: Path, out: Path) -> list[str]:
    return ["batch", str(news), "--out", str(out), "--workers", "2", "--quiet"]


def start(news: Path, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "rashomon", *command(news, out)], stdin=subprocess.DEVNULL)


def units(out: Path) -> dict[str, int]:
    """The finished units and when each was written."""
    return {str(path): path.stat().st_mtime_ns for kind in ("records", "stories") for path in (out / "_work" / kind).glob("*/*")}


@pytest.mark.timeout(300)
def test_the_driver_is_killed_again_and_again(news: Path, done: tuple[Path, Summary], tmp_path: Path) -> None:
    chance, out = random.Random(7), tmp_path / "out"
    killed = 0
    for _ in range(7):
        before = units(out)
        process = start(news, out)
        wanted = len(before) + chance.randint(1, 2)
        while process.poll() is None and len(units(out)) < wanted:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        after = units(out)
        assert {unit: when for unit, when in after.items() if unit in before} == before, "a finished unit was worked on again"
        assert len(after) >= len(before)
    assert killed >= 3
    batch([news], Batch(out, workers=2))
    assert tables(out) == tables(done[0])


@pytest.mark.timeout(300)
def test_workers_are_killed_again_and_again(news: Path, done: tuple[Path, Summary], tmp_path: Path) -> None:
    chance, out = random.Random(11), tmp_path / "out"
    run = [sys.executable, "-c", _PATIENT, str(news), str(out)]
    process, killed, seen = subprocess.Popen(run, stdin=subprocess.DEVNULL), 0, 0
    while process.poll() is None:
        finished = len(units(out))
        victims = children(process.pid)
        if finished > seen and victims:
            seen = finished
            os.kill(chance.choice(victims), signal.SIGKILL)
            killed += 1
        time.sleep(0.01)
    assert process.returncode == 0
    assert killed >= 3
    assert tables(out) == tables(done[0])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("moment", ["before", "amid", "after"])
def test_the_driver_is_killed_while_it_writes_the_tables(news: Path, done: tuple[Path, Summary], tmp_path: Path, moment: str) -> None:
    out = tmp_path / "out"
    shutil.copytree(done[0] / "_work", out / "_work")
    for number in (1, 4, 9):
        run = [sys.executable, "-c", _WITH_DEATH, str(number), moment, *command(news, out)]
        assert subprocess.run(run, stdin=subprocess.DEVNULL, check=False).returncode == -signal.SIGKILL
    finished = units(out)
    assert batch([news], Batch(out, workers=2)).fresh == 0
    assert units(out) == finished
    assert tables(out) == tables(done[0])
