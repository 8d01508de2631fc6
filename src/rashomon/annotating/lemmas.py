"""Dictionary forms of English words, given their part of speech: suffix rules and a table of what the rules get wrong.

The table (`weights/lemmas.txt`: part of speech, form, lemma) is derived from the Universal Dependencies training files by
`training/lemmas.py`. A name's lemma is the name. No sense is told apart ("left" is by its part of speech alone).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_OPEN = frozenset(("NOUN", "VERB", "AUX", "ADJ", "ADV"))
_NO_E = re.compile(
    r"(eat|oat|eet|ait|out|oot|uit|ook|eak|eek|oak|ead|eed|oad|aid|ood|oom|eam|aim|oam|eem|eep|eap|oap|oop|ear|air|eer|our|oor|ain|een|ean"
    r"|oon|oin|eign|own|awn|it|et|ct|pt|nt|st|rt|ft|lt|xt|ght|dit|bit|rd|nd|ld|ll|ss|zz|ff|ck|nk|sk|rk|lk|lp|mp|sp|rp|sh|ch|th|ph|ow|aw"
    r"|ew|y|x"
    r"|rm|rn|rl|al|el|er|or|om|en|on|il|ul|am|em|um|mn|mb|gn|ing|ong|ang)$"
)
"""Stems that are whole without an e."""
_WITH_E = (
    "at", "iz", "is", "iv", "us", "uc", "ag", "ur", "ut", "v", "c", "z", "rg", "dg", "ng", "ns", "rs", "eas", "u",
    "tl", "bl", "dl", "gl", "pl",
)  # fmt: skip
"""Ends of stems that lost an e."""
_DOUBLED = re.compile(r"([bdgmnprtl])\1$")


def _bare(stem: str) -> str:
    """The base form of a verb whose -ed or -ing is cut off."""
    if len(stem) < 3:
        return stem + "e" if len(stem) == 2 and stem[-1] not in "aeiouy" and stem[0] in "aeiou" else stem
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem):
        return stem if stem.endswith(("ll", "ss", "dd", "gg")) and len(stem) <= 5 and stem.endswith("ll") else stem[:-1]
    if stem.endswith(_WITH_E):
        whole = stem.endswith(("eat", "oat", "our", "ear", "out", "ong", "ing", "ang")) and not stem.endswith("creat")
        return stem if whole else stem + "e"
    if _NO_E.search(stem) and not re.search(r"[^aeiou][aiou](t|d|k|p|m|n|l|r)$", stem):
        return stem
    if re.search(r"[^aeiou][aiou](k|p|m|t|d|r|n|l|b)$", stem) and len(re.findall(r"[aeiouy]+", stem)) == 1:
        return stem + "e"
    return stem


def regular(form: str, upos: str) -> str:
    """The lemma by the rules alone. `form` is in lower case."""
    if upos == "NOUN":
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith(("sses", "shes", "ches", "xes", "zzes")):
            return form[:-2]
        if form.endswith("men") and len(form) > 3:
            return form[:-3] + "man"
        return form[:-1] if form.endswith("s") and not form.endswith(("ss", "us", "is", "ics")) and len(form) > 3 else form
    if upos in ("VERB", "AUX"):
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            return form[:-2]
        if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3:
            return form[:-1]
        if form.endswith("eed"):
            return form
        if form.endswith("ed") and len(form) > 3:
            return _bare(form[:-2])
        return _bare(form[:-3]) if form.endswith("ing") and len(form) > 4 else form
    return form


class Lemmas:
    """The rules with their table of exceptions, read from `path`; without the file the rules stand alone."""

    def __init__(self, path: Path) -> None:
        self._table: dict[tuple[str, str], str] = {}
        if path.exists():
            for line in path.read_text(encoding="utf8").splitlines():
                upos, form, lemma = line.split("\t")
                self._table[upos, form] = lemma
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, word: str, upos: str) -> str:
        if upos == "PROPN":
            return word
        form = word.lower()
        known = self._table.get((upos, form))
        if known is not None:
            return known
        return regular(form, upos) if upos in _OPEN and form.isalpha() else form
