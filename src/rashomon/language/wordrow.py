"""The words of a text in a row: each by its number, its neighbours, what touches it, where a line begins.

Outside the text there are no words: asking for one gives "" or False. What it does not do: say what a word means.
"""

from __future__ import annotations

from rashomon.language.numerals import words_of


class WordRow:
    """The words, digit runs and signs of `text`, as `numerals.words_of` splits them."""

    def __init__(self, text: str) -> None:
        self.text, self.words = text, words_of(text)

    def lower(self, i: int) -> str:
        """The lower-cased word at `i`, or "" outside the text."""
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def lowers(self, i: int, end: int) -> tuple[str, ...]:
        """The lower-cased words from `i` up to `end`."""
        return tuple(self.lower(k) for k in range(i, end))

    def touches(self, i: int) -> bool:
        """Whether the word at `i` touches the one before it."""
        return 0 < i < len(self.words) and self.words[i].start == self.words[i - 1].end

    def begins_line(self, i: int) -> bool:
        """Whether the word at `i` is the first of its line."""
        return i == 0 or "\n" in self.text[self.words[i - 1].end : self.words[i].start]
