"""Does story gathering cost the same an article among 100,000 as among 1,000? `python -m benchmarks.growth SIZE…` measures these sizes.

The pile is made of the features of development stories (the example stories where the corpora are not at hand) by editing and re-dating,
with a fixed seed: each round of the stories gets other days, other people and other words for two thirds of its own, so that rounds
are look-alikes and not the same event; each article loses some words and gains others. One article in ten is a copy of the one before
it. Nothing is annotated anew. Each size is measured in a process of its own, and the processes take turns. Not measured here: accuracy
(`evaluation/gathering.py`).
"""

from __future__ import annotations

import gzip
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

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
BLOCK = 500
"""articles that one size is given before the next has its turn"""
LEAST = 20_000
"""articles measured a size, in piles of the size one after another: half a second of one pile of a thousand says little"""
Turns = subprocess.Popen[str]
ENDLESS = replace(DEFAULT, gathering=replace(DEFAULT.gathering, events=replace(DEFAULT.gathering.events, remembered=None)))


@dataclass(frozen=True)
class Cost:
    """What one size cost: processor time and memory an article, and the memory that a feed holds in the end."""

    archive_milliseconds: float
    archive_kilobytes: float
    feed_milliseconds: float
    feed_megabytes: float


class Block(NamedTuple):
    """What a block of articles cost: seconds of processor time and, where it ends its pile, the bytes an article that the pile brought
    and the bytes held then."""

    seconds: float
    growing: float | None
    end: int | None


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


def blocks(stories: list[Features], size: int, way: str) -> Iterator[Block]:
    """One block of articles after another, pile after pile without end, each with its cost. The first `WARM` articles of a pile come
    before its blocks: they have fewer earlier ones to be compared with. The making of a pile counts nowhere."""
    while True:
        stream = Stream(ENDLESS if way == "archive" else DEFAULT)
        empty, articles = held(stream, set()), pile(stories, WARM + size)
        _added(stream, itertools.islice(articles, WARM))
        warm = held(stream, set())
        for done in range(BLOCK, size + 1, BLOCK):
            seconds = _added(stream, itertools.islice(articles, BLOCK))
            end = held(stream, set()) if done == size else 0
            yield Block(seconds, (end - warm) / size if end else None, end - empty if end else None)


def _added(stream: Stream, articles: Iterator[Features]) -> float:
    """Seconds of processor time that these articles took."""
    seconds = 0.0
    for one in articles:
        began = time.process_time()
        stream.add(one)
        stream.moves()
        seconds += time.process_time() - began
    return seconds


def _measured(sizes: tuple[int, ...], way: str, stories: Path) -> list[tuple[float, float, float]]:
    """For each size milliseconds an article, bytes an article, and bytes held in the end, means over its piles. Every size has a process of
    its own; the processes take turns, block by block, so that a machine that is slow for a minute is slow for all of them."""
    largest = max(sizes)
    processes = [_started(size, way, stories) for size in sizes]
    found: list[list[Block]] = [[] for _ in sizes]
    for turn in range(largest // BLOCK):
        for process, blocks_of, size in zip(processes, found, sizes, strict=True):
            if turn % max(1, largest // max(size, LEAST)) == 0:
                blocks_of.append(_next(process))
    for process in processes:
        process.kill()
        process.communicate()
    return [_means(blocks_of) for blocks_of in found]


def _started(size: int, way: str, stories: Path) -> Turns:
    command = [sys.executable, "-m", "benchmarks.growth", str(size), way, str(stories)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _next(process: Turns) -> Block:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return Block(*json.loads(process.stdout.readline()))


def _means(found: list[Block]) -> tuple[float, float, float]:
    seconds = statistics.fmean(block.seconds for block in found)
    growing = statistics.fmean(block.growing for block in found if block.growing is not None)
    end = statistics.fmean(block.end for block in found if block.end is not None)
    return 1000 * seconds / BLOCK, growing, end


def growth(sizes: tuple[int, ...] = SIZES) -> dict[int, Cost]:
    """The costs of each size; a size is a multiple of `BLOCK`."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "stories.json"
        path.write_text(json.dumps([one.model_dump(mode="json") for one in base()]), encoding="utf-8")
        archive, feed = (_measured(sizes, way, path) for way in WAYS)
    return {
        size: Cost(milliseconds, growing / 1e3, feeding, end / 1e6)
        for size, (milliseconds, growing, _), (feeding, _, end) in zip(sizes, archive, feed, strict=True)
    }


def main() -> None:
    """Measure one size in one way, a block for each line that comes in (`SIZE WAY FEATURES`), or both ways of all sizes."""
    if sys.argv[2:] and sys.argv[2] in WAYS:
        stories = [Features.model_validate(one) for one in json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))]
        for _, block in zip(sys.stdin, blocks(stories, int(sys.argv[1]), sys.argv[2]), strict=False):
            print(json.dumps(block), flush=True)
        return
    for size, cost in growth(tuple(int(size) for size in sys.argv[1:]) or SIZES).items():
        print(size, cost)


if __name__ == "__main__":
    main()
