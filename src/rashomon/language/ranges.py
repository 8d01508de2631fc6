"""Whether a place lies in one of many stretches of a text, in the logarithm of their number."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence


def within(ranges: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies in one of the half-open `ranges`, which are in order and do not overlap."""
    found = bisect_right(ranges, (at, sys.maxsize)) - 1
    return found >= 0 and at < ranges[found][1]
