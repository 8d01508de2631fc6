"""How rare a word is in English news, before the first article of a stream has come.

Counts are document frequencies over general news and reports (`scripts/rarity.py` makes the list, without proper names and without words
of fewer than five documents). What this is not: the rarity among the articles at hand, which is counted where they are kept and added.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from rashomon.language.lexicon import lexicon


@cache
def known() -> Mapping[str, int]:
    """In how many of `documents()` articles each folded word stands; a word that is not in the list stands in none."""
    return MappingProxyType({word: int(count) for count, words in lexicon("rarity")["counts"].items() for word in words.split()})


@cache
def documents() -> int:
    """Over how many articles the list was counted."""
    return int(lexicon("rarity")["documents"])
