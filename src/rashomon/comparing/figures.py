"""Counted things across the accounts: a row each, with every account's amount and whether the amounts agree.

Two amounts are put in one row only where they count the same (kind, unit, thing, part of it) in sentences that tell the same; when in
doubt they stay apart, because a false conflict costs more trust than a missed one. A later, higher toll is an update, not a conflict.
What it does not do: decide which amount is right, add amounts up, compare an account with itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rashomon.language.lexicon import lexicon
from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import AnnotatedArticle, Figure
from rashomon.model.dossier import FigureRow, FigureValue, FigureVerdict
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, ComparingSettings, Settings

VERSION = "figures.v1"


def figures(story: Story, settings: Settings = DEFAULT) -> list[FigureRow]:
    """The rows, those with most accounts first, then by first place in the text. An empty story gives an empty list."""
    mentions = sorted(_mentions(story), key=lambda m: (m.place, m.article, m.figure.span.start))
    blocks: dict[tuple[str, str, str], list[_Row]] = {}
    for mention in mentions:
        rows = blocks.setdefault(mention.block, [])
        best = max(((row.likeness(mention, settings.comparing), -n) for n, row in enumerate(rows)), default=(0.0, 0))
        if best[0] > 0:
            rows[-best[1]].add(mention)
        else:
            rows.append(_Row([mention]))
    kept = [row for rows in blocks.values() for row in rows if row.worth_showing]
    kept.sort(key=lambda row: (-len(row.articles), row.mentions[0].place, row.mentions[0].figure.span.key))
    return [_finding(n, row, story, settings.comparing) for n, row in enumerate(kept, start=1)]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A figure with the sentence it stands in. `place` is its sentence's number: the lead comes first."""

    figure: Figure
    article: str
    place: int
    words: frozenset[str]
    vector: NDArray[np.float32] | None
    years: frozenset[str]

    @property
    def block(self) -> tuple[str, str, str]:
        """What two mentions must share to be compared at all."""
        return self.figure.kind, _base(self.figure.unit)[0], self.figure.subset or ""


@dataclass(slots=True)
class _Row:
    """Mentions of one counted thing, told apart by the sum of their sentences."""

    mentions: list[_Mention] = field(default_factory=list)

    @property
    def articles(self) -> list[str]:
        """The accounts with a value, sorted."""
        return sorted({mention.article for mention in self.mentions})

    @property
    def worth_showing(self) -> bool:
        """Whether two accounts have a value, or one has a figure of weight: of people something befell, or in its lead."""
        if len(self.articles) > 1:
            return True
        first = self.mentions[0]
        return first.figure.kind in ("count", "money", "measure") and (
            first.figure.subset is not None or (first.place < 2 and first.figure.what is not None)
        )

    def add(self, mention: _Mention) -> None:
        """Take in one more mention."""
        self.mentions.append(mention)

    def likeness(self, mention: _Mention, settings: ComparingSettings) -> float:
        """Above 0 if the mention belongs here: then the mean likeness of its sentence to the row's."""
        need = max(_needed(mention, other, settings) for other in self.mentions[:8])
        if need > 1 or not self._same_time(mention):
            return 0.0
        mean = sum(_likeness(mention, other) for other in self.mentions[:8]) / len(self.mentions[:8])
        return mean if mean >= need else 0.0

    def _same_time(self, mention: _Mention) -> bool:
        """Whether no sentence names a year that the other's years leave out."""
        return all(not mention.years or not other.years or mention.years & other.years for other in self.mentions)


def _mentions(story: Story) -> Iterator[_Mention]:
    for annotated in story.articles:
        starts = [sentence.start for sentence in annotated.sentences]
        published = annotated.article.published
        year = published.date[:4] if published else ""
        for figure in annotated.figures:
            if figure.kind == "ordinal" or (figure.kind in ("count", "age") and not figure.what):
                continue
            n = int(np.searchsorted(starts, figure.span.start, side="right")) - 1
            if n < 0:
                continue
            sentence = annotated.sentences[n]
            years = {t.value[:4] for t in annotated.times if sentence.contains(t.span) and t.type == "DATE" and t.value[:4].isdigit()}
            yield _Mention(
                figure=figure,
                article=annotated.article.id,
                place=n,
                words=_content(annotated, n, figure),
                vector=annotated.vectors[n] if n < len(annotated.vectors) else None,
                years=frozenset(years - {year}) if years - {year} else frozenset(),
            )


def _content(annotated: AnnotatedArticle, n: int, figure: Figure) -> frozenset[str]:
    """The folded content words of a sentence without the figure itself."""
    text, words = annotated.article.text, set()
    sentence = annotated.sentences[n]
    low = int(np.searchsorted([token.start for token in annotated.tokens], sentence.start)) if annotated.tokens else 0
    for token in annotated.tokens[low:]:
        if token.start >= sentence.end:
            break
        word = text[token.start : token.end]
        if word[0].isalpha() and not light(word) and not (figure.span.start <= token.start < figure.span.end):
            words.add(fold(word))
    return frozenset(words)


def _needed(one: _Mention, other: _Mention, settings: ComparingSettings) -> float:
    """How alike the sentences must be for two figures to count one thing; above 1: never."""
    if one.figure.kind == "age":
        return 0.0 if one.figure.what == other.figure.what else 2.0
    same = _same_thing(one.figure.what, other.figure.what)
    if same == "no":
        return 2.0
    if one.figure.subset and same != "unknown":
        return settings.figure_toll_likeness
    if same == "yes" and one.figure.kind in ("count", "measure"):
        return settings.figure_likeness
    return settings.figure_loose_likeness


def _same_thing(one: str | None, other: str | None) -> Literal["yes", "no", "unknown"]:
    """Whether two nouns may name one counted thing."""
    if one is None or other is None:
        return "unknown"
    if one == other:
        return "yes"
    kind, second = _kind(one), _kind(other)
    if kind is None or second is None:
        return "no"
    if kind == second:
        return "yes"
    people = {"anybody", *lexicon("figures")["people"]["kinds"]}
    return "yes" if "anybody" in (kind, second) and {kind, second} <= people else "no"


@cache
def _kind(noun: str) -> str | None:
    if noun in lexicon("figures")["anybody"]["words"]:
        return "anybody"
    for kind, nouns in lexicon("figures")["kinds"].items():
        if noun in nouns:
            return str(kind)
    return None


def _likeness(one: _Mention, other: _Mention) -> float:
    """How much two sentences tell the same, 0 to 1: the mean of their cosine and their shared words."""
    if one.article == other.article and one.place == other.place:
        return 0.0
    shared = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    if one.vector is None or other.vector is None:
        return shared
    return (max(0.0, float(one.vector @ other.vector)) + shared) / 2


@cache
def _base(unit: str | None) -> tuple[str, float]:
    """A unit's base unit and how many of it the unit holds."""
    known = lexicon("amounts")["units"].get(unit or "")
    return (str(known["base"]), float(known["factor"])) if known else (unit or "", 1.0)


# Verdicts


def _finding(n: int, row: _Row, story: Story, settings: ComparingSettings) -> FigureRow:
    mentions = sorted(row.mentions, key=lambda m: m.figure.span.key)
    order = {annotated.article.id: place for place, annotated in enumerate(story.articles)}
    values: dict[tuple[str, float | None, float | None, str | None], _Mention] = {}
    for mention in sorted(mentions, key=lambda m: (order[m.article], m.figure.span.start)):
        values.setdefault((mention.article, mention.figure.low, mention.figure.high, mention.figure.unit), mention)
    units = Counter(mention.figure.unit for mention in values.values())
    return FigureRow(
        id=f"f{n}",
        what=_label(values.values()),
        unit=min(units, key=lambda unit: (-units[unit], unit or "")),
        values=tuple(
            FigureValue(
                low=m.figure.low,
                high=m.figure.high,
                approximate=m.figure.approximate,
                text=m.figure.text,
                article=m.article,
                span=m.figure.span,
                statement=m.figure.statement,
            )
            for m in values.values()
        ),
        verdict=_verdict(list(values.values()), story, settings),
    )


def _label(mentions: Iterable[_Mention]) -> str:
    """What is counted, in the accounts' commonest word, with the part counted ("people dead")."""
    mentions = list(mentions)
    nouns = Counter(m.figure.what for m in mentions if m.figure.what)
    subset = mentions[0].figure.subset
    noun = (
        min(nouns, key=lambda what: (-nouns[what], what))
        if nouns
        else {"percent": "share", "money": "sum"}.get(mentions[0].figure.kind, "amount")
    )
    if mentions[0].figure.kind == "age":
        return f"age of {noun}"
    plural = noun
    if mentions[0].figure.kind == "count":
        irregular = {
            singular: form for form, singular in lexicon("figures")["singular"].items() if form not in ("other", "others", "persons")
        }
        plural = irregular.get(noun) or (
            noun[:-1] + "ies"
            if noun.endswith("y") and noun[-2:-1] not in "aeiou"
            else noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
        )
    return f"{plural} {subset}" if subset else plural


def _verdict(mentions: Sequence[_Mention], story: Story, settings: ComparingSettings) -> FigureVerdict:
    """`conflict` if two accounts have no amounts that fit; `agree` if all amounts are one; else `compatible`."""
    by_article: dict[str, list[_Mention]] = {}
    for mention in mentions:
        by_article.setdefault(mention.article, []).append(mention)
    worst: FigureVerdict = "agree"
    for one, other in combinations(by_article.values(), 2):
        relations = [relate(a.figure, b.figure, settings) for a in one for b in other]
        if "agree" in relations:
            continue
        if "compatible" in relations or _is_update(one, other, story):
            worst = "compatible"
        else:
            return "conflict"
    return worst


def relate(one: Figure, other: Figure, settings: ComparingSettings) -> FigureVerdict:
    """How two amounts of one thing compare: the same, both possible, or not both possible."""
    low, high = _bounds(one)
    other_low, other_high = _bounds(other)
    if (low, high) == (other_low, other_high):
        return "agree"
    slack = max(_slack(one, settings.figure_rounding), _slack(other, settings.figure_rounding))
    if _base(one.unit) != _base(other.unit):
        slack = max(slack, settings.figure_rounding * max(abs(low), abs(other_low)))
    if low - slack > other_high or other_low - slack > high:
        return "conflict"
    both_narrow = high <= 1.25 * low and other_high <= 1.25 * other_low
    if both_narrow and ((one.approximate and other.approximate) or _nominal(one, other) or _nominal(other, one)):
        return "agree"
    return "compatible"


def _nominal(exact: Figure, rough: Figure) -> bool:
    """Whether an exact amount is the one a rough amount was made from: 100 beside "about 100" or "nearly 100"."""
    if (
        exact.approximate
        or not rough.approximate
        or exact.low != exact.high
        or exact.low is None
        or rough.low is None
        or rough.high is None
    ):
        return False
    return min(abs(exact.low - rough.high), abs(exact.low - (rough.low + rough.high) / 2), abs(exact.low - rough.low)) <= 0.01 * exact.low


def _bounds(figure: Figure) -> tuple[float, float]:
    factor = _base(figure.unit)[1]
    return (
        figure.low * factor if figure.low is not None else 0.0,
        figure.high * factor if figure.high is not None else float("inf"),
    )


def _slack(figure: Figure, share: float) -> float:
    """How far rounding may have moved an exact amount: half a unit of its last digit, at most `share` of it; none for counts under 1,000."""
    value = figure.low if figure.low is not None else figure.high
    if value is None or value <= 0 or (figure.kind in ("count", "age") and value < 1000):
        return 0.0
    digits = f"{value:.9e}"
    mantissa, exponent = digits.split("e")
    places = len(mantissa.rstrip("0").split(".")[1])
    return min(0.5 * 10.0 ** (int(exponent) - places), share * value) * _base(figure.unit)[1]


def _is_update(one: Sequence[_Mention], other: Sequence[_Mention], story: Story) -> bool:
    """Whether the account published later has the higher toll."""
    if one[0].figure.subset is None:
        return False
    first, second = story.article(one[0].article).article.published, story.article(other[0].article).article.published
    if first is None or second is None:
        return False
    shared = min(len(first.date), len(second.date))
    if first.date[:shared] == second.date[:shared]:
        return False
    earlier, later = (one, other) if first.date < second.date else (other, one)
    return max(_bounds(m.figure)[0] for m in later) >= max(_bounds(m.figure)[0] for m in earlier)
