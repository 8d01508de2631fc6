"""One key for a word's spellings, one for its inflections, and which words carry meaning. Strings only.

`spelling("organise") == spelling("organize")`; `fold("violations") == fold("violation")`. The keys are for telling words apart, not for
showing: `spelling("advise")` is "advize". What this is not: a lemmatiser (no part of speech) and no link between derived words
("violate" and "violation" stay two). Word lists: `data/wordforms.toml`; the suffix rules follow Porter's first step (Porter 1980).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from rashomon.language.lexicon import lexicon

_IZE = re.compile(r"(?<=[a-z]{3})([iy])s(e|ed|es|ing|er|ers|ation|ations|able)$")
_OR = re.compile(r"(?<=[a-z]{3})our(s|ed|ing|able|ite|ites|er|ers|ful|less|al)?$")
_LONGEST = 40
"""characters; anything longer is no English word and is left as it is"""


@lru_cache(maxsize=65_536)
def spelling(word: str) -> str:
    """The word in lower case without accents, in one spelling for British and American English."""
    plain = _plain(word)
    if len(plain) > _LONGEST or not plain.isalpha():
        return plain
    known = _spellings().get(plain)
    if known is not None:
        return known
    if plain.endswith("s") and (known := _spellings().get(plain[:-1])):
        return known + "s"
    undoubled = _undoubled().get(plain)
    return undoubled if undoubled is not None else _OR.sub(r"or\1", _IZE.sub(r"\1z\2", plain))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The word without its inflection: one key for "attempt", "attempts", "attempted", "attempting"."""
    word = spelling(word)
    known = _irregular().get(word)
    if known is not None:
        return known
    if len(word) > _LONGEST or not word.isalpha():
        return word
    return _stem(word)


@lru_cache(maxsize=65_536)
def light(word: str) -> bool:
    """Whether the word carries little of an utterance: articles, pronouns, prepositions, forms of "be" (no negation, no modal)."""
    return fold(word) in _words("light") and not bearing(word)


@lru_cache(maxsize=65_536)
def bearing(word: str) -> bool:
    """Whether the word is a short one whose change changes the meaning: negation, modality, quantity."""
    return spelling(word) in _words("bearing")


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("’", "'")


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for suffix in ("ing", "ed"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and re.search("[aeiouy]", word[: -len(suffix)]):
            word = word[: -len(suffix)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@cache
def _spellings() -> Mapping[str, str]:
    return {british: american for american, spellings in lexicon("wordforms")["spelling"].items() for british in spellings}


@cache
def _undoubled() -> Mapping[str, str]:
    endings = ("ed", "ing", "er", "ers")
    return {stem + "l" + ending: stem + ending for stem in lexicon("wordforms")["doubled"]["stems"] for ending in endings}


@cache
def _irregular() -> Mapping[str, str]:
    return {spelling(form): _stem(base) for base, forms in lexicon("wordforms")["irregular"].items() for form in forms} | {
        base: _stem(base) for base in lexicon("wordforms")["irregular"]
    }


@cache
def _words(name: str) -> frozenset[str]:
    words = lexicon("wordforms")[name]["words"]
    return frozenset(fold(word) for word in words) if name == "light" else frozenset(words)
