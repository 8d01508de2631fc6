"""Is an account that is called silent on a claim silent? 88 pairs of a claim and an account without a version of it, each read.

The pairs are from stories of at most eight accounts (Giveme5W1H, Wikinews, BASIL, ECB+), ninety drawn by chance: 64 that the program called
silent at the time (34 of claims of several outlets, 30 of one) and 26 that it did not; two could not be judged. `gold/silence.json` has no
word of an article: the story, sha256 of both bodies as they are read, the claim's offsets, and what a reader found in the account: said,
partly, silent. The two thresholds of `comparing.silence` were set on these pairs.

`silent`: of the pairs now called silent, the share in per cent in which nothing tells it; `not_said`: the share in which it is not said,
though perhaps partly; `found`: of the accounts in which nothing tells it, the share called silent; `n`: pairs whose articles are read as
they were.

    python -m evaluation silence
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation.claim_rows import sha256
from rashomon.annotating.annotate import annotate
from rashomon.comparing.silence import Account
from rashomon.model.article import Article
from rashomon.reading.read import read
from rashomon.settings import DEFAULT

GOLD = Path(__file__).resolve().parent / "gold" / "silence.json"


class Pair(NamedTuple):
    """`file` and `story` say where the articles are; `claim` is the sha256 of the body that `[start, end)` lies in, `account` that of the
    other."""

    file: str
    story: str
    claim: str
    start: int
    end: int
    account: str
    verdict: str


def measure(corpora: Path) -> dict[str, float]:
    """The shares, in per cent, and how many pairs were judged."""
    pairs = [Pair(*row) for row in json.loads(GOLD.read_text(encoding="utf-8"))["pairs"]]
    bodies = {sha256(article.text): article for article in _articles(corpora, pairs)}
    wanted = {sha for pair in pairs for sha in (pair.claim, pair.account)}
    accounts = {sha: Account(annotate(article, DEFAULT)) for sha, article in bodies.items() if sha in wanted}
    judged = [pair for pair in pairs if pair.claim in accounts and pair.account in accounts]
    called = [pair.verdict for pair in judged if not _near(pair, accounts)]
    gold = sum(pair.verdict == "silent" for pair in judged)
    return {
        "silent": 100 * called.count("silent") / max(1, len(called)),
        "not_said": 100 * (len(called) - called.count("said")) / max(1, len(called)),
        "found": 100 * called.count("silent") / max(1, gold),
        "n": float(len(judged)),
    }


def _near(pair: Pair, accounts: dict[str, Account]) -> bool:
    claim = accounts[pair.claim]
    span = claim.annotated.article.span(pair.start, pair.end)
    return accounts[pair.account].near([claim.stretch(span)], DEFAULT)[0]


def _articles(corpora: Path, pairs: list[Pair]) -> Iterator[Article]:
    """The articles of the stories, story by story, read as `compare` reads them."""
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted({pair.file for pair in pairs}):
            stories = {pair.story for pair in pairs if pair.file == file}
            lines: dict[str, list[str]] = {}
            with gzip.open(corpora / file, "rt", encoding="utf-8") as rows:
                for line in rows:
                    story = str(json.loads(line)["story"])
                    if story in stories:
                        lines.setdefault(story, []).append(line)
            for story in sorted(lines):
                path = Path(folder) / "story.jsonl"
                path.write_text("".join(lines[story]), encoding="utf-8")
                yield from read([path], DEFAULT).articles
