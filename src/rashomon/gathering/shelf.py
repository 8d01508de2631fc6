"""The articles that a grouping remembers, how they are looked up, and how like they are to a new one.

Words are kept as numbers (a hash of 22 bits; a clash among the words of two articles is rare and adds next to nothing). The weight of a
word is what the article gives it times its rarity when the article came: over general news and over the articles remembered then. Earlier
articles are found through their weightiest words, a bounded number a word, so that a new article costs the same however many there are.
What this is not: a decision on stories (`stream.py`).
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from rashomon.gathering.fingerprint import bands, resemblance
from rashomon.gathering.postings import Postings
from rashomon.gathering.rarity import documents, known
from rashomon.gathering.traits import Features
from rashomon.settings import EventSettings

_BUCKETS = 1 << 22

Floats = NDArray[np.float32]
Buckets = NDArray[np.int32]


@dataclass(slots=True)
class Card:
    """An article that is remembered. `seen`: day on the clock when it, or the latest copy of it, came. `weights` of `words` have length 1.
    `index`: the weightiest words. `links`: likeness to other cards by number. `resting`: ids of articles that share its lot.

    Many are remembered, so they hold no sets and lists, which the garbage collector would look through again and again."""

    id: str
    day: int | None
    seen: int
    words: Buckets
    weights: Floats
    index: tuple[int, ...]
    vector: NDArray[np.float16]
    persons: tuple[str, ...]
    days: tuple[int, ...]
    fingerprint: bytes
    links: dict[int, float] = field(default_factory=dict)
    resting: tuple[str, ...] = ()


class Shelf:
    """The cards by number; a later card has a higher one."""

    def __init__(self, limits: EventSettings) -> None:
        self.limits = limits
        self.cards: dict[int, Card] = {}
        self.next = 0
        self._counted = False
        self._documents = documents()
        self._counts = _known_counts().copy()
        self._row = np.zeros(_BUCKETS, dtype=np.float32)
        self._index = Postings()
        self._bands = Postings()

    def count(self, features: Iterable[Features]) -> None:
        """Count the words of all articles to come at once; later ones are then not counted as they come."""
        self._counted = True
        for one in features:
            self._documents += 1
            self._counts[_buckets(one.terms)[0]] += 1

    def card(self, features: Features, seen: int) -> Card:
        """A card for the article, not yet on the shelf, its words weighted by how rare they are now."""
        words, weights = _buckets(features.terms)
        new = 0 if self._counted else 1
        rarity = np.log((self._documents + new + 1) / (self._counts[words] + new + 0.5))
        weights = weights * rarity
        weights = weights / (np.linalg.norm(weights) or 1)
        order = np.argsort(-weights, kind="stable")[: self.limits.index_terms]
        return Card(
            id=features.id,
            day=features.day,
            seen=seen,
            words=words,
            weights=weights.astype(np.float32),
            index=tuple(int(word) for word in words[order]),
            vector=features.direction(),
            persons=features.persons,
            days=features.days,
            fingerprint=features.fingerprint,
        )

    def put(self, card: Card, number: int | None = None) -> int:
        """Put a card on the shelf, with a number above those that are there, and give its number."""
        number = self.next if number is None else number
        self.next = max(self.next, number + 1)
        self.cards[number] = card
        self._index.add(card.index, number)
        self._bands.add(bands(card.fingerprint), number)
        if not self._counted:
            self._documents += 1
            self._counts[card.words] += 1
        return number

    def take(self, number: int) -> None:
        """Take a card off, with its links and all that is counted of it."""
        card = self.cards.pop(number)
        for other in card.links:
            self.cards[other].links.pop(number, None)
        self._index.remove(card.index, number)
        self._bands.remove(bands(card.fingerprint), number)
        if not self._counted:
            self._documents -= 1
            self._counts[card.words] -= 1

    def original(self, features: Features) -> int | None:
        """The earliest card of which the article is a copy, by fingerprint; None if there is none."""
        met = {number for band in bands(features.fingerprint) for number in islice(self._bands.get(band), self.limits.index_places)}
        for number in sorted(met):
            card = self.cards[number]
            near = card.day is None or features.day is None or abs(card.day - features.day) <= self.limits.copy_days
            if near and resemblance(card.fingerprint, features.fingerprint) >= self.limits.copy_resemblance:
                return number
        return None

    def alike(self, card: Card) -> list[tuple[int, float]]:
        """The cards most like this one, which is not on the shelf yet, each with its likeness, 0 to about 1."""
        met: Counter[int] = Counter()
        for word in card.index:
            met.update(islice(reversed(self._index.get(word)), self.limits.index_places))
        numbers = sorted(sorted(met, key=lambda number: (-met[number], -number))[: self.limits.candidates])
        if not numbers:
            return []
        return list(zip(numbers, self._likeness(card, [self.cards[number] for number in numbers]).tolist(), strict=True))

    def _likeness(self, card: Card, others: Sequence[Card]) -> NDArray[np.float64]:
        """Cosine of the words, times what vectors, people, days spoken of and days of publication say for and against."""
        limits = self.limits
        self._row[card.words] = card.weights
        ends = np.cumsum([0, *(len(other.words) for other in others[:-1])])
        products = self._row[np.concatenate([other.words for other in others])] * np.concatenate([other.weights for other in others])
        cosines = np.add.reduceat(products, ends).astype(np.float64)
        self._row[card.words] = 0
        near = np.stack([other.vector for other in others]).astype(np.float32) @ card.vector.astype(np.float32)
        return cosines * (1 - limits.vector / 2 + limits.vector * np.clip(near, 0, 1)) * self._factors(card, others)

    def _factors(self, card: Card, others: Sequence[Card]) -> list[float]:
        limits, persons, days, day = self.limits, frozenset(card.persons), frozenset(card.days), card.day
        factors = []
        for other in others:
            factor = 1.0
            if persons and other.persons and persons.isdisjoint(other.persons):
                factor *= limits.strangers
            if not days.isdisjoint(other.days):
                factor *= limits.same_day
            if day is not None and other.day is not None:
                factor *= (1 + abs(day - other.day) / limits.fading_days) ** -limits.fading
            factors.append(factor)
        return factors


def _bucket(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % _BUCKETS


def _buckets(terms: dict[str, float]) -> tuple[Buckets, NDArray[np.float64]]:
    """The words as numbers, each once and in order, with their weights."""
    if not terms:
        return np.zeros(0, dtype=np.int32), np.zeros(0)
    words, where = np.unique(np.array([_bucket(word) for word in terms], dtype=np.int32), return_inverse=True)
    return words, np.bincount(where, weights=list(terms.values())).astype(np.float64)


@cache
def _known_counts() -> NDArray[np.int32]:
    counts = np.zeros(_BUCKETS, dtype=np.int32)
    for word, count in known().items():
        counts[_bucket(word)] += count
    return counts
