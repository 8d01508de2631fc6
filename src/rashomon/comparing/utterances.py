"""The quoted words of a story, one piece a sentence, each with its statement and speaker.

Quoted words are those between quotation marks; where a statement is direct and has no marks, its content. Pieces of one statement in one
sentence belong together ("“…to back” Berg “risks…”"). Words in brackets are the editor's and are not compared. What this is not:
reported speech; the words of an outlet are no utterance.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rashomon.comparing.words import Word, quotations, words
from rashomon.language.posts import posts
from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import AnnotatedArticle, Statement
from rashomon.model.span import Span
from rashomon.model.story import Story

_BRACKETS = re.compile(r"\[[^\[\]\n]{1,200}\]|\([^()\n]{1,200}\)")
_END = re.compile(r"(?<![.\s…])(?<!\b[A-Z])[.!?][\"”’']*\s*$")


@dataclass(frozen=True)
class Utterance:
    """A quoted piece. `number` is its article's place in the story; `stretch` and `sentence` say which quotation and which sentence of the
    article it stands in; `verbs` are the places of verbs among its words, None where the article has no syntax; `bracketed`: an editor put
    words in."""

    number: int
    stretch: int
    sentence: int
    statement: Statement | None
    span: Span
    words: tuple[Word, ...]
    verbs: frozenset[int] | None
    bracketed: bool

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The words without inflection."""
        return tuple(fold(word.form) for word in self.words)

    @cached_property
    def weight(self) -> tuple[int, int]:
        """How full the piece is: its words that carry meaning, then all its words."""
        return sum(not light(word.form) for word in self.words), len(self.words)


def utterances(story: Story) -> list[Utterance]:
    """All quoted pieces in story order, then by place."""
    return [piece for number, annotated in enumerate(story.articles) for piece in _pieces(number, annotated)]


def joined(first: Utterance, second: Utterance, annotated: AnnotatedArticle) -> Utterance:
    """Two pieces of one article that follow on each other, as one."""
    return Utterance(
        number=first.number,
        stretch=first.stretch,
        sentence=second.sentence,
        statement=first.statement or second.statement,
        span=annotated.article.span(first.span.start, second.span.end),
        words=first.words + second.words,
        verbs=None if first.verbs is None or second.verbs is None else first.verbs | {len(first.words) + at for at in second.verbs},
        bracketed=first.bracketed or second.bracketed,
    )


def _pieces(number: int, annotated: AnnotatedArticle) -> list[Utterance]:
    text = annotated.article.text
    stretches = _stretches(annotated)
    starts = [sentence.start for sentence in annotated.sentences]
    brackets = [match.span() for match in _BRACKETS.finditer(text)]
    cover = _Cover(annotated.statements)
    verbs = {token.start for token in annotated.tokens if token.pos == "VERB"}
    together: dict[tuple[str, int, int], list[tuple[int, int]]] = defaultdict(list)
    found: dict[tuple[str, int, int], tuple[Statement | None, int]] = {}
    for stretch, (start, end) in enumerate(stretches):
        for low, high in _cut(text, start, end, starts):
            statement = cover.best(low, high)
            sentence = bisect_right(starts, low) - 1
            key = (statement.id, sentence, 0) if statement else ("", sentence, stretch)
            together[key].append((low, high))
            found.setdefault(key, (statement, stretch))
    pieces = []
    for key, ranges in together.items():
        statement, stretch = found[key]
        inside = [word for low, high in ranges for word in words(text, low, high)]
        kept = tuple(word for word in inside if not _within(word, brackets))
        if kept:
            span = annotated.article.span(kept[0].start, max(word.end for word in inside))
            at = frozenset(place for place, word in enumerate(kept) if word.start in verbs) if annotated.tokens else None
            pieces.append(Utterance(number, stretch, key[1], statement, span, kept, at, len(kept) < len(inside)))
    return sorted(pieces, key=lambda piece: piece.span.key)


def _stretches(annotated: AnnotatedArticle) -> list[tuple[int, int]]:
    """The quotations of the text, posts without their signatures, and the contents of direct statements that have no marks."""
    signed = {post.end: post.said for post in posts(annotated.article.text)}
    marked = [(start, signed.get(end, end)) for start, end in quotations(annotated.article.text)]
    ends = [end for _, end in marked]
    bare = []
    for statement in annotated.statements:
        if statement.kind != "direct":
            continue
        for span in statement.content.spans:
            at = bisect_right(ends, span.start)
            if at == len(marked) or marked[at][0] >= span.end:
                bare.append((span.start, span.end))
    return sorted({*marked, *bare})


def _cut(text: str, start: int, end: int, starts: Sequence[int]) -> list[tuple[int, int]]:
    """The stretch cut where sentences begin; not behind an ellipsis or initials, which sentence splitters take for an end."""
    inner = [
        at
        for at in starts[bisect_right(starts, start) : bisect_right(starts, end)]
        if start < at < end and text[at : at + 1].isupper() and _END.search(text[max(start, at - 12) : at])
    ]
    edges = [start, *inner, end]
    return list(pairwise(edges))


class _Cover:
    """Which statement covers a stretch of text: the one that holds most of it, of those the one that holds least else."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._spans = sorted(
            ((span.start, span.end, statement) for statement in statements for span in statement.content.spans),
            key=lambda entry: (entry[0], entry[1], entry[2].id),
        )
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def best(self, low: int, high: int) -> Statement | None:
        """The statement for `[low, high)`; None where none covers half of it."""
        first, last = bisect_right(self._starts, low - self._longest - 1), bisect_right(self._starts, high)
        held: dict[str, tuple[int, int, str, Statement]] = {}
        for start, end, statement in self._spans[first:last]:
            shared = min(high, end) - max(low, start)
            if shared > 0:
                before = held[statement.id][0] if statement.id in held else 0
                size = sum(span.end - span.start for span in statement.content.spans)
                held[statement.id] = (before - shared, size, statement.id, statement)
        best = min(held.values(), key=lambda entry: entry[:3], default=None)
        return best[3] if best and -2 * best[0] >= high - low else None


def _within(word: Word, brackets: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(brackets, (word.start, word.end)) - 1
    return at >= 0 and brackets[at][0] <= word.start < brackets[at][1]
