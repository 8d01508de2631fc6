"""The story's figures with what comparing needs to know of the sentence each stands in.

What it does not do: compare them (`comparing.figures`). Ordinals and counts of nothing named are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date

import numpy as np
from numpy.typing import NDArray

from rashomon.comparing.amounts import base
from rashomon.comparing.governing import governor
from rashomon.language.lexicon import lexicon
from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import AnnotatedArticle, Figure, Time
from rashomon.model.story import Story

MODIFIERS = 2
"""words before a noun that a row's title takes along"""
PHRASE = 8
"""words after a number within which the noun it counts ends"""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the sentence it stands in. `place` is its sentence's number: the lead comes first. `years` and `places` are those the
    sentence names, but for the year of publication. `verb` is what is told of it, `part` whether it counts some of what was counted just
    before ("four of whom"), `phrase` the account's own words for what is counted, `day` the account's day of publication as a number."""

    figure: Figure
    article: str
    place: int
    words: frozenset[str]
    vector: NDArray[np.float32] | None
    years: frozenset[str]
    places: frozenset[str]
    verb: str | None
    part: bool
    phrase: str | None
    day: int | None

    @property
    def block(self) -> tuple[str, str, str]:
        """What two mentions must share to be compared at all. Those aboard are no part but the whole: "planes carrying 100 troops" and "100
        troops landed" may count one thing."""
        part = "" if self.figure.subset == "aboard" else self.figure.subset or ""
        return self.figure.kind, base(self.figure.unit)[0], part

    def likeness(self, other: Counted) -> float:
        """How much the two sentences tell the same, 0 to 1: the mean of their cosine and their shared words."""
        shared = len(self.words & other.words) / max(1, min(len(self.words), len(other.words)))
        if self.vector is None or other.vector is None:
            return shared
        return (max(0.0, float(self.vector @ other.vector)) + shared) / 2

    def one_deed(self, other: Counted) -> bool:
        """Whether the same is told of both amounts: one fate of the people, or one verb that means something."""
        if self.figure.subset and not self.figure.subset.startswith("among"):
            return True
        return self.verb is not None and self.verb == other.verb and not light(self.verb)

    def anew(self, other: Counted) -> bool:
        """Whether one account says itself that both are given for one thing; "715 more, which brings it to 1,700" gives two things."""
        first, second = sorted((self, other), key=lambda m: m.figure.span.start)
        return first.article == second.article and second.figure.again and not first.part and second.place - first.place <= 1

    def other_years(self, other: Counted) -> bool:
        """Whether the sentences are about different years."""
        return self.years != other.years and not self.years & other.years

    def days_apart(self, other: Counted) -> int:
        """Days between the two accounts; 0 where one is not dated to the day."""
        return abs(self.day - other.day) if self.day is not None and other.day is not None else 0

    def other_places(self, other: Counted) -> bool:
        """Whether the sentences name places and share not a word of them."""
        return bool(self.places and other.places and not self.places & other.places)


def counted(story: Story) -> Iterator[Counted]:
    """The figures that count or measure something, account by account in text order."""
    for annotated in story.articles:
        sentences, published = annotated.sentences, annotated.article.published
        starts, year = [sentence.start for sentence in sentences], {published.date[:4]} if published else set()
        token_starts = [token.start for token in annotated.tokens]
        for figure in annotated.figures:
            n = bisect_right(starts, figure.span.start) - 1
            if n < 0 or figure.kind == "ordinal" or (figure.kind in ("count", "age") and not figure.what):
                continue
            inside = sentences[n].contains
            years = {time.value[:4] for time in annotated.times if inside(time.span) and _tells_year(annotated, time)}
            yield Counted(
                figure=figure,
                article=annotated.article.id,
                place=n,
                words=_content(annotated, bisect_right(token_starts, sentences[n].start - 1), sentences[n].end, figure),
                vector=annotated.vectors[n] if n < len(annotated.vectors) else None,
                years=frozenset(years - year),
                places=frozenset(
                    w for name in annotated.names if name.kind == "place" and inside(name.span) for w in name.text.casefold().split()
                ),
                verb=governor(annotated, figure.span),
                part=_is_part(annotated.article.text, figure),
                phrase=_phrase(annotated, bisect_right(token_starts, figure.span.end - 1), figure),
                day=_day(published.date) if published else None,
            )


def _day(date: str) -> int | None:
    try:
        return Date.fromisoformat(date[:10]).toordinal()
    except ValueError:
        return None


def _tells_year(annotated: AnnotatedArticle, time: Time) -> bool:
    """Whether a time gives the year of what the sentence tells, not the one in which something in it was made ("built in 1987")."""
    if time.type != "DATE" or not time.value[:4].isdigit():
        return False
    return governor(annotated, time.span) not in {fold(verb) for verb in lexicon("figures")["made"]["verbs"]}


def _is_part(text: str, figure: Figure) -> bool:
    """Whether the amount is some of what was counted just before: "20 people, four of whom", "12, including three"; or comes
    on top of it: "another 40", "millions more", "22 other defendants"."""
    before, after = text[max(0, figure.span.start - 20) : figure.span.start].casefold(), text[figure.span.end : figure.span.end + 12]
    if re.match(r"\s+(?:more|others?)\b", after) or re.search(r"\b(?:another|additional|extra|further)\W*$", before):
        return True
    return bool(
        re.search(r"(?:\bof (?:whom|which|them)|\bincluding|\bamong them|\bamong whom)\W*(?:the )?$", before)
        or re.match(r"\s+of\s+(?:whom|which|them|those|these)\b", after)
    )


def _phrase(annotated: AnnotatedArticle, first: int, figure: Figure) -> str | None:
    """The words from a number to the noun it counts ("fire engines"), without "more" or "other"; those before a measure ("a speed limit of
    12 mph"); None where the noun is neither."""
    tokens, text, what = annotated.tokens, annotated.article.text, figure.what
    if figure.kind != "count":
        return _phrase_before(annotated, bisect_right(tokens, figure.span.start, key=lambda token: token.end), what)
    words = [text[token.start : token.end] for token in tokens[first : first + PHRASE]]
    end = next((n for n, word in enumerate(words) if what and fold(singular(word)) == fold(what)), None)
    if end is None or any(not word[0].isalnum() and word != "-" for word in words[:end]):
        return None
    begin = end
    while begin > max(0, end - MODIFIERS) and (tokens[first + begin - 1].pos in ("NOUN", "PROPN") or words[begin - 1] == "-"):
        begin -= 1
    if begin > 0 and words[begin] == "-":
        begin -= 1
    elif begin > 0 and words[begin - 1] == "-":
        begin = min(begin + 1, end)
    cut = begin > 0 and words[begin - 1][0].isupper()
    while begin < end and (words[begin] == "-" or (cut and words[begin][0].isupper())):
        begin += 1
    return " ".join(text[tokens[first + begin].start : tokens[first + end].end].split())


def _phrase_before(annotated: AnnotatedArticle, first: int, what: str | None) -> str | None:
    tokens, text = annotated.tokens, annotated.article.text
    for end in range(first - 1, max(-1, first - 5), -1):
        if what and fold(singular(text[tokens[end].start : tokens[end].end])) == fold(what):
            begin = end
            while begin > 0 and tokens[begin - 1].pos == "NOUN" and tokens[begin - 1].sentence == tokens[end].sentence:
                begin -= 1
            return " ".join(text[tokens[begin].start : tokens[end].end].split())
    return None


def singular(word: str) -> str:
    """The noun in the singular where it is irregular, else as it is."""
    return str(lexicon("figures")["singular"].get(word.casefold(), word))


def _content(annotated: AnnotatedArticle, first: int, end: int, figure: Figure) -> frozenset[str]:
    """The folded content words of a sentence, from its first token to its end, without the figure itself."""
    words = set()
    for token in annotated.tokens[first:]:
        if token.start >= end:
            break
        word = annotated.article.text[token.start : token.end]
        if word[0].isalpha() and not light(word) and not figure.span.start <= token.start < figure.span.end:
            words.add(fold(word))
    return frozenset(words)
