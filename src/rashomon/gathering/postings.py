"""An inverted index whose keys mostly have few entries: such a key costs no list, and the garbage collector has none to look through.

What this is not: a store; it holds numbers in memory.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

_TWO = 2
_FEW = 12
"""entries that a tuple holds; the collector passes over a tuple of numbers and never over a list"""


class Postings:
    """Numbers under keys, which are numbers too. A key's numbers are added from the lowest to the highest, each once."""

    def __init__(self) -> None:
        self._rows: dict[int, int | tuple[int, ...] | list[int]] = {}

    def get(self, key: int) -> Sequence[int]:
        """The key's numbers, rising; not to be changed."""
        row = self._rows.get(key, ())
        return (row,) if isinstance(row, int) else row

    def add(self, keys: Iterable[int], number: int) -> None:
        """Put a number, the highest so far, under each of the keys, which differ."""
        rows = self._rows
        for key in keys:
            row = rows.get(key)
            if row is None:
                rows[key] = number
            elif isinstance(row, list):
                row.append(number)
            elif isinstance(row, int):
                rows[key] = (row, number)
            else:
                rows[key] = (*row, number) if len(row) < _FEW else [*row, number]

    def remove(self, keys: Iterable[int], number: int) -> None:
        """Take a number that stands under each of the keys away; the first one fastest. Raises KeyError where a key has none."""
        rows = self._rows
        for key in keys:
            row = rows[key]
            if isinstance(row, int):
                del rows[key]
                continue
            at = 0 if row[0] == number else bisect_left(row, number)
            if isinstance(row, list):
                del row[at]
                if len(row) <= _FEW:
                    rows[key] = tuple(row)
            elif len(row) == _TWO:
                rows[key] = row[1 - at]
            else:
                rows[key] = row[:at] + row[at + 1 :]
