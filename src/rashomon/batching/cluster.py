"""The engine of many machines: Ray Data. Files are split by tasks, wherever there is room, and each actor holds one worker
with one encoder.

All machines need the same inputs and the output folder under the same names (a shared file system), and this package. The outcomes are
small; what was found goes through the output folder, not through Ray. Ray is used where it runs (`RAY_ADDRESS`, or a cluster that the
caller has joined), else started on this machine, for loopback only.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.batching.jobs import Job, Outcome
from rashomon.batching.worker import Ends, Worker
from rashomon.errors import RashomonError

_BATCH = 4  # tasks given to an actor at once: few, so that all end at about the same time

Column = dict[str, NDArray[Any]]


class Actor:
    """One worker of the cluster."""

    def __init__(self, job: bytes) -> None:
        self.job: Job = pickle.loads(job)
        self.worker = Worker(self.job)
        self.ends = Ends(self.job)

    def __call__(self, batch: Column) -> Column:
        """The outcomes of a batch of tasks; outcomes among them pass through."""
        return {"item": _column([self._outcome(pickle.loads(item)) for item in batch["item"]])}

    def _outcome(self, task: Any) -> Outcome:
        while not isinstance(task, Outcome):
            while not self.worker.idle:
                self.worker.hear()
            self.worker.give(task)
            said = self.worker.hear()
            found = self.ends.settle(task, said) if isinstance(said, str) else said
            task = found or task
        return task


def run(job: Job, inputs: Iterable[Any], workers: int | None = None) -> Iterator[Outcome]:
    """The outcomes of all tasks in `inputs`, as they come, done by `workers` actors (default: one a core of the cluster, or one a GPU where
    there are some and ONNX Runtime can use them)."""
    given = [{"item": pickle.dumps(one)} for one in inputs]
    if not given:
        return
    ray = _ray()
    packed, gpus = pickle.dumps(job), _gpus(ray)
    count = workers or int(ray.cluster_resources().get("GPU" if gpus else "CPU", 1))

    def split(row: dict[str, Any]) -> Iterator[dict[str, bytes]]:
        for task in pickle.loads(packed).tasks(pickle.loads(row["item"])):
            yield {"item": pickle.dumps(task)}

    items = ray.data.from_items(given, override_num_blocks=min(len(given), 4 * count))
    tasks = items.flat_map(split, num_cpus=0.25)
    done = tasks.map_batches(
        Actor,
        fn_constructor_args=(packed,),
        batch_size=_BATCH,
        batch_format="numpy",
        compute=ray.data.ActorPoolStrategy(size=count),
        num_cpus=0.5,
        num_gpus=1 if gpus else 0,
    )
    for row in done.iter_rows():
        yield pickle.loads(row["item"])


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    import ray
    import ray.data

    logging.getLogger("ray.data").setLevel(logging.ERROR)

    if not ray.is_initialized():
        local: dict[str, Any] = {} if os.environ.get("RAY_ADDRESS") else {"_node_ip_address": "127.0.0.1", "include_dashboard": False}
        try:
            ray.init(log_to_driver=False, logging_level=logging.ERROR, **local)
        except (OSError, RuntimeError, ValueError, ConnectionError) as error:
            which, then = os.environ.get("RAY_ADDRESS", "Ray"), "Check RAY_ADDRESS and that the cluster runs"
            raise RashomonError(f"no cluster can be reached ({error})", which=which, then=then) from None
    ray.data.DataContext.get_current().enable_progress_bars = False
    return ray


def _gpus(ray: Any) -> bool:
    """Whether the cluster has graphics processors and ONNX Runtime here is the build that uses them."""
    from rashomon.annotating.encoder import providers

    return bool(ray.cluster_resources().get("GPU", 0)) and providers()[0] != "CPUExecutionProvider"


def _column(outcomes: list[Outcome]) -> NDArray[Any]:
    column = np.empty(len(outcomes), dtype=object)
    column[:] = [pickle.dumps(outcome) for outcome in outcomes]
    return column
