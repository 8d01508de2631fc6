"""What changed between two versions of an article, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from rashomon.model.article import Article
from rashomon.model.span import Span
from rashomon.storing.records import Change

_PIECE = re.compile(r"\w+|[^\w\s]")
_LONG = 6_000
"""words; longer articles are compared by paragraphs, since the time grows with the square"""


def changes(before: Article, after: Article) -> tuple[Change, ...]:
    """The differences in text order: what was put in, taken out, or put in the place of something."""
    piece = _PIECE if max(len(before.text), len(after.text)) < _LONG * 6 else re.compile(r"[^\n]+")
    old, new = list(piece.finditer(before.text)), list(piece.finditer(after.text))
    matcher = SequenceMatcher(None, [m.group() for m in old], [m.group() for m in new], autojunk=False)
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found.append(Change(kind=kind, before=_span(before, old[a:b]), after=_span(after, new[c:d])))
    return tuple(found)


def _span(article: Article, matches: list[re.Match[str]]) -> Span | None:
    return article.span(matches[0].start(), matches[-1].end()) if matches else None
