"""What an uncased encoder cannot see: a word's shape and whether it stands inside quotation marks.

One small integer a word, used alike in training and at run time (`training/` imports this file). Quotation marks are followed from left
to right and forgotten at every paragraph break, so that one mark that is never closed spoils one paragraph at most. Nothing is said about
who speaks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SHAPES = 8
STATES = 4
FEATURES = SHAPES * STATES * 2
"""How many different feature ids there are."""

_DOUBLE_OPEN = frozenset("“„‟")
_DOUBLE_CLOSE = frozenset("”")
_DOUBLE_EITHER = frozenset(('"', "«", "»", "``", "''", "＂"))
_SINGLE_OPEN = frozenset("‘‚‹`")
_SINGLE_CLOSE = frozenset("’›'´")
_OUTSIDE, _DOUBLE, _SINGLE, _MARK = 0, 1, 2, 3


def shape(word: str) -> int:
    """The shape of one word: 0 lower, 1 Title, 2 UPPER, 3 one capital, 4 mIxed, 5 with a digit, 6 a mark, 7 anything else."""
    if not any(map(str.isalnum, word)):
        return 6
    if any(map(str.isdigit, word)):
        return 5
    letters = "".join(filter(str.isalpha, word))
    if letters.islower():
        return 0
    if letters.isupper():
        return 3 if len(letters) == 1 else 2
    if letters[:1].isupper() and letters[1:].islower():
        return 1
    return 4 if letters else 7


def features(words: Sequence[str], spaced: Sequence[bool], breaks: Sequence[bool]) -> npt.NDArray[np.int64]:
    """One id in `range(FEATURES)` a word.

    `spaced[i]`: white space stands before word `i`. `breaks[i]`: a paragraph break stands before word `i`.
    """
    out = np.zeros(len(words), dtype=np.int64)
    double = single = False
    last = len(words) - 1
    shapes = {word: shape(word) for word in set(words)}
    for i, word in enumerate(words):
        if breaks[i]:
            double = single = False
        joined = i < last and not spaced[i + 1] and not breaks[i + 1]
        before = spaced[i] or breaks[i] or i == 0
        state = _DOUBLE if double else _SINGLE if single else _OUTSIDE
        if word in _DOUBLE_OPEN:
            state, double = _MARK, not (double and not before and not joined)
        elif word in _DOUBLE_CLOSE:
            state, double = _MARK, False
        elif word in _DOUBLE_EITHER:
            state, double = _MARK, not double
        elif word in _SINGLE_OPEN and joined and not single:
            state, single = _MARK, True
        elif word in _SINGLE_CLOSE or word in _SINGLE_OPEN:
            if single:
                state, single = _MARK, False
            elif before and joined:
                state, single = _MARK, True
        out[i] = (shapes[word] * STATES + state) * 2 + int(before)
    return out
