"""The renderings of one utterance, word by word beside the fullest of them.

Plain word alignment (Ratcliff and Obershelp, as in Python's difflib) on letters and digits; case, accents, punctuation and the spelling of
-ise and -ize do not count as a difference. It shows where words part and does not judge whether the sense does.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from rashomon.reporting.view import Piece

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_ISE = re.compile(r"(?<=i)s(e|es|ed|er|ers|ing|ation|ations)$")
_NARRATED = re.compile(r",?(?:”\s[^“”\n]{2,200}?\s“|(?<=[,.;?!])\"\s[^\"\n]{2,200}?\s\"(?=\S))")
"""from a closing quotation mark to the next opening one; a straight one closes for sure behind a comma or a stop"""
_MOST_WORDS = 1500
"""words; a longer rendering is shown unmarked, since alignment costs the product of the lengths"""


def spoken(text: str) -> str:
    """A rendering with […] in place of the narrator's words inside it: “We wait,” he said. “We stay” → “We wait […] We stay”."""
    return _NARRATED.sub(" […] ", text)


def pieces(rendering: str, fullest: str) -> tuple[Piece, ...]:
    """`rendering` as runs of words that are `same` as in `fullest` or `differs`, with a `gap` where words of it are left out."""
    here, there = list(_WORD.finditer(rendering)), list(_WORD.finditer(fullest))
    if rendering == fullest or not here or not there or max(len(here), len(there)) > _MOST_WORDS:
        return (Piece(rendering, "same"),)
    matcher = SequenceMatcher(None, [_key(word[0]) for word in there], [_key(word[0]) for word in here], autojunk=False)
    found: list[Piece] = []
    place = 0
    for tag, left, right, start, end in matcher.get_opcodes():
        if tag == "delete":
            found.append(Piece(fullest[there[left].start() : there[right - 1].end()], "gap"))
            continue
        if rendering[place : here[start].start()]:
            found.append(Piece(rendering[place : here[start].start()], "same"))
        place = here[end - 1].end()
        found.append(Piece(rendering[here[start].start() : place], "same" if tag == "equal" else "differs"))
    if rendering[place:]:
        found.append(Piece(rendering[place:], "same"))
    return tuple(found)


def _key(word: str) -> str:
    """What two words must share to count as the same: letters without accents, points and the British or American spelling of -ise."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(letter))
    return _ISE.sub(r"z\1", bare.replace("’", "'").replace(".", ""))
