"""The same tables from Ray Data with two actors, one of which is killed on the way, and a record that is stuck costs only itself.

In a process of its own, as a person runs it: Ray's own warnings are not ours.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rashomon.batching.batch import Summary
from tests.batching.invented import tables
from tests.batching.test_resuming import units

pytest.importorskip("ray", reason="Ray is not installed: pip install 'rashomon[ray]'")

_STUCK = """
import pathlib, pickle, sys
from rashomon.batching import cluster
from rashomon.batching.jobs import Outcome
from tests.batching.test_worker import Deed, Deeds

if __name__ == "__main__":
    job = Deeds(pathlib.Path(sys.argv[1]))
    given = [[Deed("a", "well"), Deed("b", "stuck"), Deed("c", "die"), Deed("d", "well")]]
    print(sorted((outcome.place, outcome.key) for outcome in cluster.run(job, given, 1)))
"""


@pytest.mark.timeout(300)
def test_two_actors_give_the_same_tables_though_one_is_killed(news: Path, done: tuple[Path, Summary], tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = [sys.executable, "-m", "rashomon", "batch", str(news), "--out", str(out), "--engine", "ray", "--workers", "2", "--quiet"]
    process = subprocess.Popen(run, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    killed = 0
    while process.poll() is None:
        if not killed and units(out):
            for actor in actors_under(process.pid)[:1]:
                os.kill(actor, signal.SIGKILL)
                killed += 1
        time.sleep(0.02)
    assert process.returncode == 0
    assert killed == 1
    assert tables(out) == tables(done[0])


@pytest.mark.timeout(300)
def test_a_stuck_task_costs_only_itself(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    run = [sys.executable, "-c", _STUCK, str(tmp_path)]
    found = subprocess.run(run, cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    assert found.stdout.strip().splitlines()[-1] == (
        "[('a', 'done'), ('b', 'it took longer than 1 seconds'), ('c', 'the worker broke down on it 3 times'), ('d', 'done')]"
    )


def actors_under(driver: int) -> list[int]:
    """The processes of Ray's actors that descend from the driver."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError, ValueError):
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    left, found = [driver], []
    while left:
        for process in parents.get(left.pop(), []):
            left.append(process)
            try:
                command = Path(f"/proc/{process}/cmdline").read_bytes()
            except OSError:
                continue
            if command.startswith(b"ray::") and b"Actor" in command:
                found.append(process)
    return sorted(found)
