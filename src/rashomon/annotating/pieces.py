"""From a spaCy `Doc` to the words and word pieces that the encoder reads, and the windows it reads them in.

White space is not a word: it says whether a word stands apart from the one before it and whether a paragraph ends. A word keeps its first
pieces only (`LONGEST`), so that a long address or a page of one character cannot fill a window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from spacy.attrs import ORTH, SPACY

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 12
"""Pieces kept of one word."""
BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
"""Characters that end a paragraph."""
_REMEMBERED = 200_000

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Words:
    """The words of one document, in order; all lists have one entry a word."""

    texts: list[str]
    tokens: list[int]
    """Index of each word's spaCy token."""
    spaced: list[bool]
    """White space stands before the word."""
    breaks: list[bool]
    """A paragraph break stands before the word. False for the first."""


def words_of(doc: Doc) -> Words:
    """The tokens of `doc` that are not white space."""
    texts: list[str] = []
    tokens: list[int] = []
    spaced: list[bool] = []
    breaks: list[bool] = []
    space = broken = False
    strings = doc.vocab.strings
    for i, (orth, followed) in enumerate(doc.to_array([ORTH, SPACY]).tolist()):
        text = strings[orth] if orth else ""
        if text.isspace() or not text:
            space = True
            broken = broken or not BREAKS.isdisjoint(text)
            continue
        texts.append(text)
        tokens.append(i)
        spaced.append(space)
        breaks.append(broken and len(texts) > 1)
        space, broken = bool(followed), False
    return Words(texts, tokens, spaced, breaks)


@dataclass(frozen=True)
class Window:
    """Words `first` to `last` (half-open) as one run of pieces, with [CLS] before, [SEP] at paragraph breaks and at the end."""

    first: int
    last: int
    ids: Ints
    slots: Ints
    """Index of each piece's word within the window, -1 for special pieces; one entry a piece."""
    heads: Ints
    """Position of each word's first piece; one entry a word."""


class Pieces:
    """A WordPiece vocabulary that splits one word at a time and remembers what it split."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, list[int]] = {}
        self.size: int = self._tokenizer.get_vocab_size()
        self.cls, self.sep, self.unknown = (int(self._tokenizer.token_to_id(t) or 0) for t in ("[CLS]", "[SEP]", "[UNK]"))

    def split(self, words: Sequence[str]) -> list[list[int]]:
        """Piece ids of each word: at least one, at most `LONGEST`."""
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        new = [w for w in dict.fromkeys(words) if w not in known]
        for word, encoded in zip(new, self._tokenizer.encode_batch([w[:200] for w in new], add_special_tokens=False), strict=True):
            known[word] = encoded.ids[:LONGEST] or [self.unknown]
        return [known[w] for w in words]

    def window(self, pieces: Sequence[Sequence[int]], breaks: Sequence[bool], first: int, last: int) -> Window:
        """Words `first` to `last` as one window."""
        ids, slots, heads = [self.cls], [-1], []
        for i in range(first, last):
            if breaks[i] and i > first:
                ids.append(self.sep)
                slots.append(-1)
            heads.append(len(ids))
            ids.extend(pieces[i])
            slots.extend([i - first] * len(pieces[i]))
        ids.append(self.sep)
        slots.append(-1)
        return Window(first, last, np.array(ids, np.int64), np.array(slots, np.int64), np.array(heads, np.int64))


def spread(pieces: Sequence[Sequence[int]], breaks: Sequence[bool], size: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Word ranges of windows of at most `size` pieces (special pieces counted) that cover all words; neighbours share about `overlap`
    pieces."""
    n = len(pieces)
    cost = [len(p) + int(b) for p, b in zip(pieces, breaks, strict=True)]
    first = 0
    while first < n:
        room, last = size - 2, first
        while last < n and cost[last] <= room:
            room -= cost[last]
            last += 1
        yield first, last
        if last == n:
            return
        back, shared = last, 0
        while back > first + 1 and shared + cost[back - 1] <= overlap:
            back -= 1
            shared += cost[back]
        first = back
