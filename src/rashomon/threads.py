"""How many threads numpy's linear algebra takes: one a process.

The matrices here are small. A second thread brings nothing and waits for the next one at full speed: on two cores that took a third of the
time of a whole run. What it does not do: change a process in which numpy is loaded already, or a number that the user set.
"""

from __future__ import annotations

import os

_LIBRARIES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """Asks for one thread, in this process if numpy is not loaded yet, and in those that it starts."""
    for name in _LIBRARIES:
        os.environ.setdefault(name, "1")
