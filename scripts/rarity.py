"""Writes src/rashomon/language/data/rarity.toml: in how many of the development corpora's news articles each word stands.

Counted over PolNeAR (train), BASIL and re3d; none of the sets on which story gathering is measured is among them. Proper names (words that
mostly stand with a capital inside a sentence) are left out: which people and places fill the news is a matter of the day.

    python scripts/rarity.py [CORPORA]
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from rashomon.gathering.traits import terms
from rashomon.language.wordforms import fold

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "rashomon" / "language" / "data" / "rarity.toml"
SOURCES = ("attribution/polnear-train.jsonl.gz", "stories/basil-2010-2016.jsonl.gz", "names/re3d.jsonl.gz")
LEAST = 5
"""documents; rarer words are left out, because the list need not be longer to tell common words"""
WIDTH = 140
_INSIDE = re.compile(r"(?<=[a-z,;] )[^\W\d_]+")


def texts(corpora: Path) -> list[str]:
    """Headline and body of every article."""
    found = []
    for name in SOURCES:
        with gzip.open(corpora / name, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        found += [f"{record.get('title') or ''}\n{record['text']}" for record in records]
    return found


def main() -> None:
    """Count and write."""
    corpora = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "corpora"
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    articles = texts(corpora)
    for text in articles:
        counts.update({word for word in terms(text) if word.isalpha()})
        for match in _INSIDE.finditer(text):
            capital[fold(match.group())] += 1 if match.group()[0].isupper() else -1
    by_count: dict[int, list[str]] = {}
    for word, count in counts.items():
        if count >= LEAST and capital[word] < 0:
            by_count.setdefault(count, []).append(word)
    lines = [
        "# In how many of so many English news articles a word stands; made by scripts/rarity.py. Folded forms (`language/wordforms.py`).",
        f"documents = {len(articles)}",
        "",
        "[counts]",
    ]
    for count, words in sorted(by_count.items()):
        lines.append(f'{count} = """\\')
        line = "  "
        for word in sorted(words):
            if len(line) + len(word) + 3 > WIDTH:
                lines.append(line.rstrip() + " \\")
                line = "  "
            line += word + " "
        lines.append(line.rstrip() + '"""')
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {OUT.relative_to(ROOT)}: {sum(map(len, by_count.values()))} words of {len(articles)} articles")


if __name__ == "__main__":
    main()
