"""Does story gathering cost the same an article among 100,000 as among 1,000? `python -m benchmarks.growth SIZE…` measures these sizes.

The pile is made of the features of development stories (the example stories where the corpora are not at hand) by editing and re-dating,
with a fixed seed: each round of the stories gets other days, other people and other words for two thirds of its own, so that rounds
are look-alikes and not the same event; each article loses some words and gains others. One article in ten is a copy of the one before
it. Nothing is annotated anew. Each size is measured in a process of its own. Not measured here: accuracy (`evaluation/gathering.py`).
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from rashomon.annotating.annotate import annotate
from rashomon.gathering.events import Features, Stream, features
from rashomon.reading.read import read
from rashomon.settings import DEFAULT

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = [ROOT / "examples" / "strait", ROOT / "examples" / "port"]
CLUSTERS = ROOT.parent / "shared" / "corpora" / "stories" / "giveme5w1h-clusters.jsonl.gz"
SIZES = (1_000, 10_000, 100_000)
SEED = 20190327
A_DAY = 50
"""articles a day in the pile"""
STORIES = 20
ACCOUNTS = 5
"""articles a story in a round"""
OTHER_WORDS = 2 / 3
"""part of a round's words that are of this round alone"""
WAYS = ("archive", "feed")
"""an archive, of which nothing is forgotten, as `group` does it; and a feed with its window"""
WARM = 500
LEAST = 20_000
"""articles measured a size, in piles of the size one after another: half a second of one pile of a thousand says little"""
ENDLESS = replace(DEFAULT, gathering=replace(DEFAULT.gathering, events=replace(DEFAULT.gathering.events, remembered=None)))


@dataclass(frozen=True)
class Cost:
    """What one size cost: processor time and memory an article, and the memory that a feed holds in the end."""

    archive_milliseconds: float
    archive_kilobytes: float
    feed_milliseconds: float
    feed_megabytes: float


def base() -> list[Features]:
    """Features of some stories with several accounts each; all accounts of a story follow one another."""
    if not CLUSTERS.exists():
        return [features(annotate(article)) for folder in EXAMPLES for article in read([folder]).articles]
    stories: dict[str, list[str]] = {}
    with gzip.open(CLUSTERS, "rt", encoding="utf-8") as lines:
        for line in lines:
            stories.setdefault(json.loads(line)["story"], []).append(line)
    chosen = [rows[:ACCOUNTS] for _, rows in sorted(stories.items()) if len(rows) >= ACCOUNTS][:STORIES]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pile.jsonl"
        path.write_text("".join(line for rows in chosen for line in rows), encoding="utf-8")
        articles = sorted(read([path]).articles, key=lambda article: int((article.path or "#0").rsplit("#", 1)[1]))
        return [features(annotate(article)) for article in articles]


def pile(stories: list[Features], size: int) -> Iterator[Features]:
    """`size` articles made of these, in order of publication."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    first = 730_000
    before: Features | None = None
    for number in range(size):
        turn, which = divmod(number, len(stories))
        day = first + number // A_DAY
        if before is not None and chance.random() < 0.1:
            before = before.model_copy(update={"id": f"a{number:010d}", "day": day})
        else:
            before = _edited(stories[which], turn, chance).model_copy(update={"id": f"a{number:010d}", "day": day, "days": (day - 1,)})
        yield before


def _edited(one: Features, turn: int, chance: np.random.Generator) -> Features:
    kept = chance.random(len(one.terms)) < 0.85
    words = {
        (f"{word}.{turn}" if zlib.crc32(f"{word}.{turn}".encode()) % 1000 < 1000 * OTHER_WORDS else word): weight
        for (word, weight), keep in zip(one.terms.items(), kept, strict=True)
        if keep
    }
    words |= {f"own{int(chance.integers(1 << 30))}": 1.0 for _ in range(int((~kept).sum()))}
    vector = one.direction() + chance.normal(0, 0.02, 384)
    return one.model_copy(
        update={
            "terms": words,
            "persons": tuple(f"{person}.{turn}" for person in one.persons),
            "vector": (vector / np.linalg.norm(vector)).astype("<f2").tobytes(),
            "fingerprint": chance.integers(0, 1 << 32, 64, dtype=np.uint32).astype("<u4").tobytes(),
        }
    )


def held(thing: object, seen: set[int]) -> int:
    """Bytes of an object and of all it refers to, each object once."""
    if id(thing) in seen:
        return 0
    seen.add(id(thing))
    size = sys.getsizeof(thing)
    if isinstance(thing, np.ndarray):
        return size + (0 if thing.flags.owndata else held(thing.base, seen))
    if isinstance(thing, dict):
        return size + sum(held(key, seen) + held(value, seen) for key, value in thing.items())
    if isinstance(thing, list | tuple | set | frozenset):
        return size + sum(held(part, seen) for part in thing)
    names = [*getattr(thing, "__dict__", ()), *getattr(type(thing), "__slots__", ())]
    return size + sum(held(getattr(thing, name), seen) for name in names)


def measured(stories: list[Features], size: int, way: str) -> tuple[float, float, float]:
    """Milliseconds of processor time an article, without the making of the pile, bytes an article, and bytes held in the end: means
    over as many piles as make `LEAST` articles."""
    piles = [_of_one_pile(stories, size, way) for _ in range(max(1, LEAST // size))]
    milliseconds, growing, end = (sum(values) / len(piles) for values in zip(*piles, strict=True))
    return milliseconds, growing, end


def _of_one_pile(stories: list[Features], size: int, way: str) -> tuple[float, float, float]:
    """The first `WARM` articles come before the measured ones: they have fewer earlier ones to be compared with."""
    stream, seconds, before = Stream(ENDLESS if way == "archive" else DEFAULT), 0.0, 0
    empty = held(stream, set())
    for number, one in enumerate(pile(stories, WARM + size)):
        if number == WARM:
            seconds, before = 0.0, held(stream, set())
        began = time.process_time()
        stream.add(one)
        stream.moves()
        seconds += time.process_time() - began
    end = held(stream, set())
    return 1000 * seconds / size, (end - before) / size, end - empty


def _costs(size: int, stories: Path) -> Cost:
    """The costs of one size, each way measured in a process of its own."""
    found = {}
    for way in WAYS:
        command = [sys.executable, "-m", "benchmarks.growth", str(size), way, str(stories)]
        found[way] = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    return Cost(found["archive"][0], found["archive"][1] / 1e3, found["feed"][0], found["feed"][2] / 1e6)


def growth(sizes: tuple[int, ...] = SIZES) -> dict[int, Cost]:
    """The costs of each size."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "stories.json"
        path.write_text(json.dumps([one.model_dump(mode="json") for one in base()]), encoding="utf-8")
        return {size: _costs(size, path) for size in sizes}


def main() -> None:
    """Measure one size in one way and print it as JSON (`SIZE WAY FEATURES`), or both ways of all sizes."""
    if sys.argv[2:] and sys.argv[2] in WAYS:
        stories = [Features.model_validate(one) for one in json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))]
        print(json.dumps(measured(stories, int(sys.argv[1]), sys.argv[2])))
        return
    for size, cost in growth(tuple(int(size) for size in sys.argv[1:]) or SIZES).items():
        print(size, cost)


if __name__ == "__main__":
    main()
