"""Which names say by their words that they are a body's, whatever a tagger takes them for.

Strings only. What this is not: a list of bodies, but for the outlets' table; most bodies do not say it.
"""

from __future__ import annotations

from rashomon.language.lexicon import lexicon
from rashomon.language.names import is_company
from rashomon.language.outlets import outlet_named


def says_body(name: str, *, place: bool = False) -> bool:
    """Whether a name is an outlet's that is no ordinary word, ends as companies do, or has a last word that bodies have ("Tarn Airlines");
    of a name taken for a place's not one that places have too ("the West Bank")."""
    words, table = name.split(), lexicon("sources")["organization"]
    outlet = outlet_named(name)
    if (outlet and not outlet.plain and name[:1].isupper()) or is_company(name):
        return True
    return len(words) > 1 and words[-1] in table["suffixes"] and not (place and words[-1] in table["of_places"])


def initials(name: str, before: str, after: str) -> bool:
    """Whether a name is two to five capitals, a number at their end or not ("TRB-4"), beside words that are not in capitals; a turn of a
    transcript ("BERG:") is none."""
    beside = any(word == ":" or (len(word) > 1 and word.isupper()) for word in (before, after))
    capitals = name.rstrip("0123456789").removesuffix("-")
    return capitals.isalpha() and capitals.isupper() and 2 <= len(name) <= 5 and not beside
