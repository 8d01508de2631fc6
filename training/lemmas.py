"""Finds what the lemma rules get wrong in the training files of EWT and GUM."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from rashomon.annotating.lemmas import regular
from training.corpora import Reader


def lemma_exceptions(corpora: Path) -> str:
    """Lines of part of speech, lower-case form, lemma, sorted; every word whose most frequent lemma is not what the rules (or the form
    itself) give."""
    reader = Reader(corpora)
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for parts in [*reader.ewt("train", corpora), *reader.gum("train").values()]:
        for s in parts:
            for word, lemma, upos in zip(s.words, s.lemmas, s.upos, strict=True):
                if upos in ("NOUN", "VERB", "AUX", "ADJ", "ADV", "PRON", "DET", "PART") and lemma != "_" and " " not in lemma:
                    seen[upos, word.lower()][lemma.lower()] += 1
    lines = []
    for (upos, form), lemmas in sorted(seen.items()):
        lemma = lemmas.most_common(1)[0][0]
        rule = regular(form, upos) if form.isalpha() and upos not in ("PRON", "DET", "PART") else form
        if lemma != rule and "\t" not in form and (sum(lemmas.values()) > 1 or lemma[:3] == form[:3]):
            lines.append(f"{upos}\t{form}\t{lemma}\n")
    return "".join(lines)
