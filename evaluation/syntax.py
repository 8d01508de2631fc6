"""Part of speech, heads, relations, sentences and lemmas on EWT test and GUM test, given the gold words but not the gold sentences.

`uas`, `las`: right heads, right heads with the right relation (its universal part, as the CoNLL 2018 scorer has it; `las_full`: subtypes
too), of all words, punctuation included. `sentences`: F1 of whole sentences.

    python -m evaluation syntax
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.corpora import Reader, Sentence, document

from rashomon.annotating import parsing
from rashomon.annotating.encoder import Encoder, shipped
from rashomon.annotating.lemmas import Lemmas
from rashomon.annotating.pieces import Words


def measure(corpora: Path) -> dict[str, float]:
    """Percentages a corpus."""
    reader = Reader(corpora)
    ewt = [part for whole in reader.ewt("test", corpora) for part in documents(whole)]
    figures: dict[str, float] = {}
    for name, parts in (("ewt", ewt), ("gum", list(reader.gum("test").values()))):
        figures |= {f"{name}.{k}": v for k, v in score(parts, shipped()).items()}
    return figures


def documents(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Sentences cut where a new document begins."""
    out: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.opens or not out:
            out.append([])
        out[-1].append(sentence)
    return out


def words_in(sentences: list[Sentence]) -> Words:
    """The gold words as the encoder reads them."""
    doc = document("", sentences, {}, {})
    return Words(doc.words, list(range(len(doc.words))), doc.spaced, doc.breaks)


def score(parts: Iterable[list[Sentence]], encoder: Encoder) -> dict[str, float]:
    """Percentages over all documents."""
    config, lemmas = encoder.config, Lemmas(encoder.folder / "lemmas.txt")
    root = config["relations"].index("root")
    right: Counter[str] = Counter()
    total = 0
    for sentences in parts:
        words = words_in(sentences)
        upos = [u for s in sentences for u in s.upos]
        relations = [r for s in sentences for r in s.relations]
        gold_lemmas = [x for s in sentences for x in s.lemmas]
        heads: list[int] = []
        edges = {0}
        for s in sentences:
            base = len(heads)
            heads += [base + (h - 1 if h else i) for i, h in enumerate(s.heads)]
            edges.add(len(heads))
        cuts = {len(heads)}
        for scores in encoder.encode(words):
            begins = parsing.starts(words, scores)
            found = parsing.trees(scores, begins)
            labels = parsing.labels(scores, found, encoder.decoder, root)
            cuts |= {scores.first + int(k) for k in begins.nonzero()[0]}
            for k, i in enumerate(range(scores.first, scores.last)):
                label, tag = config["relations"][labels[k]], config["upos"][scores.upos[k].argmax()]
                same = int(found[k]) == heads[i]
                right["upos"] += tag == upos[i]
                right["uas"] += same
                right["las"] += same and label.split(":")[0] == relations[i].split(":")[0]
                right["las_full"] += same and label == relations[i]
                right["lemma"] += lemmas.of(words.texts[i], tag).lower() == gold_lemmas[i].lower()
        total += len(heads)
        right["gold_sentences"] += len(edges) - 1
        right["own_sentences"] += len(cuts) - 1
        mine = sorted(cuts)
        real = sorted(edges)
        right["both"] += len(set(itertools.pairwise(mine)) & set(itertools.pairwise(real)))
    figures = {k: 100 * right[k] / total for k in ("upos", "uas", "las", "las_full", "lemma")}
    return figures | {"sentences": 200 * right["both"] / (right["gold_sentences"] + right["own_sentences"])}
