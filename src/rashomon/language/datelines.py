"""Datelines: "LONDON, May 14 (Reuters) -", "(CNN) --" and the like in front of a story's first words.

Strings only. What it does not do: say which day or agency a dateline names (`reading.credits`, `language.dates`).
"""

from __future__ import annotations

import re

_LONGEST = 160
"""code points of a line that are looked at"""
_DATELINE = re.compile(
    r"""\s{0,9}(?:
      \(?[A-Z]{2,12}\)\s{0,3}(?:[-–—]{1,2}\s{1,3})?(?=[“"‘'A-Z])
    | \(\s{0,3}[-–—]{1,2}\s{1,3}(?=[“"‘'A-Z])
    | [A-Z][A-Z.’'][A-Z.’'\ -]{1,40}(?:,\s[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20})?)?(?:,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?(?:,\s\d{4})?
      \s{0,3}(?:\([^()\n]{2,40}\)\s{0,3})?[-–—]{1,2}\s{1,3}(?=[“"‘'A-Z\d])
    | [A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{1,20})?\s(?:--|\([A-Z]{2,12}\)\s[-–—]{1,2})\s{1,3}(?=[“"‘'A-Z\d])
    )""",
    re.VERBOSE,
)
"""where and by whom a dispatch was filed, at the head of its first sentence"""


def dateline(paragraph: str) -> int:
    """How many code points at the head of a paragraph or sentence are a dateline, the space behind it with them; 0 for none."""
    found = _DATELINE.match(paragraph)
    return found.end() if found else 0


def datelines(text: str) -> list[tuple[int, int]]:
    """The datelines at the heads of the text's lines, as half-open code points."""
    heads = (0, *(match.end() for match in re.finditer(r"\n+", text)))
    return [(head, head + length) for head in heads if (length := dateline(text[head : head + _LONGEST]))]
