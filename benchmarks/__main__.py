"""`python -m benchmarks [ARTICLES]`: measures, prints and writes docs/benchmarks.md. ARTICLES: how many for the archive, 300 by default.

A story of fifty articles is read from the development corpora where they lie beside the checkout, and is otherwise made from
the example stories with lightly edited copies. Not measured here: accuracy (`evaluation/`).
"""

from __future__ import annotations

import gzip
import json
import math
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks import archive, peers, room
from benchmarks.articles import articles
from benchmarks.growth import A_DAY, growth
from rashomon.annotating.annotate import annotate
from rashomon.comparing.compare import compare
from rashomon.gathering.gather import gather
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article
from rashomon.model.dossier import Model
from rashomon.reading.read import read
from rashomon.settings import DEFAULT

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = [ROOT / "examples" / "strait", ROOT / "examples" / "port"]
CLUSTERS = ROOT.parent / "shared" / "corpora" / "stories" / "giveme5w1h-clusters.jsonl.gz"
PAGE = ROOT / "docs" / "benchmarks.md"
SIZES = (10, 25, 50)
CROWD = (125, 250, 500)
"""articles of the story that shows how comparing grows"""
ARCHIVE = 300
PEERS = 100
UNNAMED = Model(name="benchmark", version="0", sha256="0" * 64)
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One line of the page."""

    what: str
    value: str


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and the processor seconds it took, of all its threads: a busy machine does not change them."""
    start = time.process_time()
    return work(), time.process_time() - start


def fifty(folder: Path) -> tuple[list[Path], str]:
    """Files of fifty articles about one event, and what they are."""
    bodies, source = accounts()
    for number in range(max(SIZES)):
        text = edited(bodies[number % len(bodies)], number // len(bodies))
        (folder / f"{number:03}.txt").write_text(f"Account {number}\n\n2024-05-15\n\n{text}\n", encoding="utf-8")
    return sorted(folder.glob("*.txt")), source


def accounts() -> tuple[list[str], str]:
    """The bodies that the large stories are made from, and what they are."""
    if CLUSTERS.exists():
        bodies = largest_event()
        return bodies, f"the {len(bodies)} articles of the largest event in the development corpora, and lightly edited copies of them"
    bodies = [article.text for article in read(EXAMPLES[:1], DEFAULT).articles]
    return bodies, f"the {len(bodies)} accounts of an example story, and lightly edited copies of them"


def crowd(folder: Path) -> list[Path]:
    """Files of as many accounts, no two the same: copies without two of their paragraphs and with a line of their own."""
    bodies, _ = accounts()
    for number in range(max(CROWD)):
        turn, text = number // len(bodies), bodies[number % len(bodies)]
        paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
        cut = {turn % len(paragraphs), turn * 7 // len(paragraphs) % len(paragraphs)} if turn and len(paragraphs) > 3 else set()
        kept = [paragraph for place, paragraph in enumerate(paragraphs) if place not in cut]
        body = "\n\n".join([*kept, f"The desk filed its report number {number} in the evening."])
        (folder / f"{number:03}.txt").write_text(f"Account {number}\n\n2024-05-15\n\n{body}\n", encoding="utf-8")
    return sorted(folder.glob("*.txt"))


def crowded(paths: list[Path]) -> list[Row]:
    """How comparing grows with the story, and what the largest one needs."""
    annotated = [annotate(article, DEFAULT) for article in read(paths, DEFAULT).articles]
    seconds = {size: comparing(annotated[:size]) for size in CROWD}
    sentences = {size: sum(len(one.sentences) for one in annotated[:size]) for size in CROWD}
    half, whole = CROWD[-2:]
    order = sentences[whole] * math.log(sentences[whole]) / (sentences[half] * math.log(sentences[half]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        *(Row(f"gather and compare {size} articles ({sentences[size]:,} sentences)", f"{seconds[size]:.1f} s") for size in CROWD),
        Row(f"{whole} ÷ {half} articles (n log n: {order:.2f})", f"{seconds[whole] / seconds[half]:.2f}"),
        Row("peak memory of the process, annotations and all (aim: at most 3,000 MB)", f"{peak:,.0f} MB"),
    ]


def largest_event() -> list[str]:
    """The bodies of the articles about the event that most articles report."""
    with gzip.open(CLUSTERS, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    sizes = Counter(record["story"] for record in records)
    largest = min(sizes, key=lambda story: (-sizes[story], story))
    return [record["text"] for record in records if record["story"] == largest]


def edited(text: str, turn: int) -> str:
    """The text without its `turn`-th paragraph (turn 0: as it is)."""
    paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    return "\n\n".join(paragraph for number, paragraph in enumerate(paragraphs) if number != turn or turn == 0)


def cold(*arguments: str) -> tuple[float, float]:
    """Processor seconds and peak megabytes of one run of the program in its own process (the peak: of all runs so far)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = Path(sys.executable).with_name("rashomon")
    subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024


def encoder_alone(articles: list[Article]) -> float:
    """Seconds for one pass of the encoder over the bodies."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("rashomon_encoder")
    nlp("Warm.")
    return timed(lambda: [nlp(article.text) for article in articles])[1]


def whole_runs(folder: Path) -> list[Row]:
    """Cold starts of the program, as a person meets them."""
    help_seconds, _ = cold("--help")
    out = folder / "out"
    out.mkdir()
    seconds, megabytes = cold("compare", str(EXAMPLES[0]), "--json", str(out / "d.json"), "--html", str(out / "d.html"))
    return [
        Row("`rashomon --help`", f"{help_seconds:.2f} s"),
        Row("`rashomon compare` on seven accounts, cold, with page and JSON", f"{seconds:.1f} s"),
        Row("its peak memory", f"{megabytes:.0f} MB"),
    ]


def stages(paths: list[Path]) -> list[Row]:
    """The shares of the stages on the fifty articles, and how comparing grows."""
    reading, read_seconds = timed(lambda: read(paths, DEFAULT))
    articles = list(reading.articles)
    annotate(articles[0], DEFAULT)
    encoder_seconds = encoder_alone(articles)
    annotated, annotate_seconds = timed(lambda: [annotate(article, DEFAULT) for article in articles])
    compared = {size: comparing(annotated[:size]) for size in SIZES}
    compare_seconds = compared[max(SIZES)]
    whole = read_seconds + annotate_seconds + compare_seconds
    words = sum(len(article.text.split()) for article in articles)
    return [
        Row("articles, words", f"{len(articles)}, {words:,}"),
        Row("read", share(read_seconds, whole)),
        Row("annotate", share(annotate_seconds, whole)),
        Row("gather and compare", share(compare_seconds, whole)),
        Row("annotate: words a second", f"{words / annotate_seconds:,.0f}"),
        Row("whole flow ÷ encoder alone", f"{whole / encoder_seconds:.2f}"),
        Row("comparing ÷ annotating (aim: at most 1)", f"{compare_seconds / annotate_seconds:.2f}"),
        *(Row(f"gather and compare {size} articles", f"{seconds:.1f} s") for size, seconds in compared.items()),
    ]


def gathering() -> str:
    """How the cost of story gathering grows, in Markdown."""
    rows = [
        f"| {size:,} | {cost.archive_milliseconds:.2f} ms | {cost.archive_kilobytes:.1f} kB | {cost.feed_milliseconds:.2f} ms "
        f"| {cost.feed_megabytes:.0f} MB |"
        for size, cost in growth().items()
    ]
    head = "| articles | archive: time an article | memory an article | feed: time an article | memory held |\n|---|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def comparing(annotated: list[AnnotatedArticle]) -> float:
    """Seconds to gather and compare these."""
    return timed(lambda: compare(gather(annotated, DEFAULT), DEFAULT, model=UNNAMED))[1]


def share(seconds: float, whole: float) -> str:
    """Seconds with their share of the whole."""
    return f"{seconds:.1f} s ({100 * seconds / whole:.0f} %)"


def table(rows: list[Row]) -> str:
    """The rows in Markdown."""
    return "| | |\n|---|---|\n" + "\n".join(f"| {row.what} | {row.value} |" for row in rows) + "\n"


def main() -> None:
    """Measure, print, write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = whole_runs(folder)
        story = folder / "story"
        story.mkdir()
        paths, source = fifty(story)
        second = stages(paths)
        (folder / "crowd").mkdir()
        third = crowded(crowd(folder / "crowd"))
        fourth = gathering()
        records, origin = articles(int(sys.argv[1]) if len(sys.argv) > 1 else ARCHIVE)
        fifth = [Row(*row) for row in archive.measure(records, folder)]
        seventh = room.filled()
        sixth = [Row(*row) for row in peers.measure(records[:PEERS])]
    page = (
        "# Time and memory\n\nWritten by `make bench`. Seconds are processor seconds, over all threads. "
        "Ratios travel between machines; seconds do not.\n\n"
        f"Machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.\n\n"
        f"## As a person meets it\n\n{table(first)}\n## Fifty articles\n\nThe articles are {source}.\n\n{table(second)}\n"
        f"## A crowd of accounts\n\nMade from the same articles: copies without two of their paragraphs. Aim: {max(CROWD)} articles in "
        f"under a minute after annotating, and growth no faster than n log n in sentences.\n\n{table(third)}\n"
        "## Story gathering\n\nFrom features to stories, annotating left out. The pile is made of development stories by editing and "
        f"re-dating, {A_DAY} articles a day. An archive forgets nothing; a feed remembers its window of days.\n\n{fourth}\n"
        f"## An archive\n\n`rashomon batch` over a WARC archive of pages. The articles are {origin}. "
        f"The first figures are of one process on one core.\n\n{table(fifth)}\n"
        "## Beside other programs\n\nThe same articles, the same run. What is compared is time, not what each finds: trafilatura reads a "
        "page's text and metadata, Rashomon also its furniture, credits and header; textacy finds direct quotations, Rashomon indirect and "
        "mixed ones, sources, chains, figures and dates too; MinHash says which articles are alike, Rashomon which passages. "
        "textacy's pipeline has the layers of spaCy's `en_core_web_sm` and was trained for a moment on our own annotations: its speed is "
        f"that of a trained one.\n\n{table(sixth)}\n"
        "## The reading room\n\nEvery kind of page over HTTP, two readers at once, with 10,000 articles in the library (the example "
        f"stories, copied and edited). Aim: 150 ms. Wall-clock time.\n\n{seventh}"
    )
    PAGE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
