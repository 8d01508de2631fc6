"""Names: micro F1 of exact spans with their kind, on three sets that no training saw.

- `uner`: UNER English-EWT dev, gold words and sentences; PER, ORG, LOC (the set has no other kind, so MISC is not counted).
- `re3d`: the documents of re3d held back by the hash of their id, from text; nested entities made flat names by
`training.corpora.re3d_names`.
- `gum`: GUM test, gold words; names by `training.corpora.gum_names` (a name where an entity's head is a proper noun).
- `both`: `uner` and `re3d` together, PERSON, ORG and LOC.

    python -m evaluation names
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
from training.corpora import IGNORE, Reader, gum_names

from evaluation.syntax import words_in
from rashomon.annotating.encoder import Encoder, shipped
from rashomon.annotating.naming import named
from rashomon.annotating.pieces import Words
from rashomon.annotating.tagging import NAMES, spans

KINDS = ("PERSON", "ORG", "LOC")
Counts = Counter[tuple[str, str]]


def measure(corpora: Path, encoder: Encoder | None = None) -> dict[str, float]:
    """F1 in percent: a set, and a kind within each set; by the shipped weights unless told."""
    reader, encoder = Reader(corpora), encoder or shipped()
    sets = {"uner": _uner(corpora, encoder), "re3d": _re3d(reader, encoder), "gum": _gum(reader, encoder)}
    sets["both"] = sets["uner"] + sets["re3d"]
    figures = {}
    for name, counts in sets.items():
        figures[f"{name}.f1"] = _f1(counts, KINDS)
        figures |= {f"{name}.{kind}": _f1(counts, (kind,)) for kind in KINDS}
    return figures | {"gum.MISC": _f1(sets["gum"], ("MISC",))}


def tagged(words: Words, encoder: Encoder) -> list[tuple[int, int, str]]:
    """Word ranges of names in one document."""
    scores = np.concatenate([s.names for s in encoder.encode(words)])
    return named(words, scores, encoder.decoder, encoder.config["names"])


def _count(gold: list[tuple[int, int, str]], found: list[tuple[int, int, str]], unknown: set[int]) -> Counts:
    counts: Counts = Counter()
    found = [f for f in found if not unknown.intersection(range(f[0], f[1]))]
    for kind in (*KINDS, "MISC"):
        g, f = {x for x in gold if x[2] == kind}, {x for x in found if x[2] == kind}
        counts["gold", kind] += len(g)
        counts["found", kind] += len(f)
        counts["right", kind] += len(g & f)
    return counts


def _f1(counts: Counts, kinds: tuple[str, ...]) -> float:
    right, gold, found = (sum(counts[what, k] for k in kinds) for what in ("right", "gold", "found"))
    return 200 * right / max(1, gold + found)


def _uner(corpora: Path, encoder: Encoder) -> Counts:
    counts: Counts = Counter()
    kinds = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
    text = (corpora / "names/uner-en_ewt-ud-dev.iob2").read_text(encoding="utf8")
    for part in text.split("# newdoc")[1:]:
        words = Words([], [], [], [])
        tags: list[int] = []
        for block in part.split("\n\n"):
            rows = [r.split("\t") for r in block.splitlines() if r[:1].isdigit()]
            line = next((r[9:] for r in block.splitlines() if r.startswith("# text = ")), "")
            at = 0
            for row in rows:
                k = line.find(row[1], at)
                words.spaced.append(k != at or at == 0)
                at = k + len(row[1]) if k >= 0 else at
                words.tokens.append(len(words.texts))
                words.breaks.append(row is rows[0] and bool(words.texts))
                words.texts.append(row[1])
                tags.append(0 if row[2] in ("O", "_") or row[2][2:] not in kinds else NAMES.index(row[2][:2] + kinds[row[2][2:]]))
        if words.texts:
            counts += _count(spans(np.array(tags), NAMES), tagged(words, encoder), set())
    return counts


def _re3d(reader: Reader, encoder: Encoder) -> Counts:
    counts: Counts = Counter()
    for doc in reader.re3d("heldout"):
        words = Words(doc.words, list(range(len(doc.words))), doc.spaced, doc.breaks)
        counts += _count(spans(np.array(doc.names), NAMES), tagged(words, encoder), set())
    return counts


def _gum(reader: Reader, encoder: Encoder) -> Counts:
    counts: Counts = Counter()
    for sentences in reader.gum("test").values():
        labels = [x for s in sentences for x in gum_names(s)]
        unknown = {i for i, x in enumerate(labels) if x == IGNORE}
        gold = spans(np.array([max(x, 0) for x in labels]), NAMES)
        counts += _count(gold, tagged(words_in(sentences), encoder), unknown)
    return counts
