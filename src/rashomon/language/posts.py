"""Posts of social networks that stand in an article: the words, a dash, who posted them, the handle and the day, as pages embed them.

"The quay is open again. — Anna Berg (@annaberg) May 3, 2020" says who said what as plainly as "Berg said", without a mark or a verb. The
signature ends the line of the words or stands on the next. Strings only; a handle elsewhere makes no post.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGNATURE = re.compile(
    r"[—–-]+ ?(?P<who>[^\s\n()@][^\n()@]{0,60}?) ?\(@\w{1,30}\)"
    r"[ ,·•]*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})?"
)


class Post(NamedTuple):
    """`[start, said)` are its words, `[who, who_end)` is who posted them, `end` is where the signature ends."""

    start: int
    said: int
    who: int
    who_end: int
    end: int


def posts(text: str) -> list[Post]:
    """The posts in order; none where a signature has no words before it."""
    found: list[Post] = []
    after = 0
    for match in _SIGNATURE.finditer(text) if "(@" in text else ():
        line = max(after, text.rfind("\n", after, match.start()) + 1)
        if not text[line : match.start()].strip():
            line = max(after, text.rfind("\n", after, after + len(text[after:line].rstrip())) + 1)
        before = text[line : match.start()]
        if before.strip():
            start = line + len(before) - len(before.lstrip())
            found.append(Post(start, line + len(before.rstrip()), *match.span("who"), match.end()))
        after = match.end()
    return found
