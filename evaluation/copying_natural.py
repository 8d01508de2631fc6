"""Copied passages as newsrooms leave them: eighty pairs of Giveme5W1H's clusters that share a fifth of their sevens of words, read by eye.

`gold/natural-copies.json` has for each pair the two texts' hashes, the copied passages and those that count neither way, as offsets
(protocol: `gold/README.md`). A row of `copies` is right where a passage of it lies half on one of the gold on both sides; a row that lies
in a passage that counts neither way is left out. Per cent.
Data: Giveme5W1H's clusters (Hamborg et al. 2019).

    python -m evaluation copying_natural
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from evaluation.copying import Passage, Tally, alike, annotated
from rashomon.comparing.copying import copies
from rashomon.model.story import Story
from rashomon.settings import DEFAULT

GOLD = Path(__file__).parent / "gold" / "natural-copies.json"
TEXTS = "stories/giveme5w1h-clusters.jsonl.gz"


def measure(corpora: Path) -> dict[str, float]:
    """Precision, recall and F1 of passages."""
    tally = Tally()
    for first, second, entry in pairs(corpora):
        gold = [_passage(place) for place in entry["copied"]]
        neither = [_passage(place) for place in entry["neither"]]
        rows = [row for row in found(first, second) if _alike(row, gold) or not any(_inside(row, place) for place in neither)]
        tally.add(
            right=sum(_alike(row, gold) for row in rows),
            given=len(rows),
            recalled=sum(any(alike(passage, place) for row in rows for passage in row) for place in gold),
            gold=len(gold),
        )
    return {"precision": 100 * tally.precision, "recall": 100 * tally.recall, "f1": 100 * tally.f1}


def pairs(corpora: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The texts of each pair, and what is known of it. Raises KeyError where a text is not the one that was read."""
    texts: dict[str, str] = {}
    with gzip.open(corpora / TEXTS, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = str(json.loads(line)["text"])
            texts[hashlib.sha256(text.encode()).hexdigest()] = text
    for entry in json.loads(GOLD.read_text(encoding="utf-8"))["pairs"]:
        first, second = entry["texts"]
        yield texts[first], texts[second], entry


def found(first: str, second: str) -> list[list[Passage]]:
    """For each row of `copies` on the pair, its passages in the first text with its passages in the second."""
    articles = sorted((annotated(first, "first"), annotated(second, "second")), key=lambda entry: entry.article.id)
    outlet = {entry.article.id: entry.article.outlet for entry in articles}
    rows = []
    for row in copies(Story(articles=tuple(articles)), DEFAULT):
        ones, others = ([(s.start, s.end) for s in row.passages if outlet[s.article] == name] for name in ("first", "second"))
        if row.kind == "copied" and ones and others:
            rows.append([Passage(one, other) for one, other in product(ones, others)])
    return rows


def _passage(place: Sequence[int]) -> Passage:
    return Passage((place[0], place[1]), (place[2], place[3]))


def _alike(row: Sequence[Passage], gold: Sequence[Passage]) -> bool:
    return any(alike(passage, place) for passage in row for place in gold)


def _inside(row: Sequence[Passage], place: Passage) -> bool:
    """Whether half of a passage of the row lies in the place, on both sides."""
    return any(all(2 * (min(a[1], b[1]) - max(a[0], b[0])) >= a[1] - a[0] for a, b in zip(passage, place, strict=True)) for passage in row)
