"""A fingerprint by which copies of one text find each other without being compared word by word: MinHash over word runs.

The share of equal places in two fingerprints estimates the share of word runs that the texts have in common (Broder 1997); bands of places
bring the pairs up for comparison (Leskovec, Rajaraman, Ullman 2014, chapter 3). What this is not: a finding about copying, which names
the passages (`comparing/copying.py`).
"""

from __future__ import annotations

import re
import zlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

PLACES = 64
"""numbers in a fingerprint; the estimate's standard error is at most 1/16"""
ROWS = 4
"""places a band; with 16 bands, texts that share half their runs meet in one with probability 0.64, those that share 0.8 with 0.9998"""
_RUN = 4
"""words in a run: long enough to be rare, short enough that an edit spoils few"""
_LEAST = 12
"""runs; a shorter text is a headline or a line of boilerplate and has no fingerprint"""
_WORD = re.compile(r"\w+")

Hashes = NDArray[np.uint64]


def fingerprint(text: str) -> bytes:
    """`PLACES` 32-bit numbers, little endian; empty for a text of a few words."""
    words = np.array([zlib.crc32(word.casefold().encode("utf-8", "surrogatepass")) for word in _WORD.findall(text)], dtype=np.uint64)
    if len(words) < _LEAST + _RUN - 1:
        return b""
    runs = np.zeros(len(words) - _RUN + 1, dtype=np.uint64)
    for place in range(_RUN):
        runs = _mixed(runs + words[place : len(words) - _RUN + 1 + place])
    runs = np.unique(runs)
    factors, offsets = _functions()
    least: Hashes = np.min(runs[None, :] * factors[:, None] + offsets[:, None] >> np.uint64(32), axis=1)
    return least.astype("<u4").tobytes()


def bands(mark: bytes) -> list[int]:
    """The bands of a fingerprint, each with its place in it, as one number; two texts that share one may be copies."""
    size = 4 * ROWS
    return [int.from_bytes(mark[start : start + size], "little") << 8 | start // size for start in range(0, len(mark), size)]


def resemblance(one: bytes, other: bytes) -> float:
    """Estimated share, 0 to 1, of the word runs of both texts that stand in both; 0 where one has no fingerprint."""
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")))


@cache
def _functions() -> tuple[Hashes, Hashes]:
    """The hash functions, multiply-shift (Dietzfelbinger et al. 1997); fixed, so that fingerprints of different days agree."""
    chance = np.random.Generator(np.random.PCG64(20190327))
    factors = chance.integers(0, 2**63, PLACES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return factors, chance.integers(0, 2**63, PLACES, dtype=np.uint64)


def _mixed(values: Hashes) -> Hashes:
    """A bijection that spreads the bits (the finaliser of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
