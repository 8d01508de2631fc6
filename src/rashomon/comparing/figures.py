"""Counted things across the accounts: a row each, with every account's amount and whether the amounts agree.

Two amounts are put in one row only where they count the same (kind, unit, thing, part of it) in sentences that tell the same; amounts that
do not fit only where that is plain, because a false conflict costs more trust than a missed one. A later, higher toll is an update, not a
conflict. What it does not do: decide which amount is right, add amounts up, set an account against itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

from rashomon.comparing.amounts import base, bounds, relate
from rashomon.comparing.counted import Counted, counted, singular
from rashomon.language.lexicon import lexicon
from rashomon.model.annotated import Figure
from rashomon.model.dossier import FigureRow, FigureValue, FigureVerdict
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, ComparingSettings, Settings

VERSION = "figures.v1"

LEAD = 3
"""sentences: where an account puts what matters"""
SAMPLE = 6
"""mentions of a row that a new one is compared with, the first ones: bounds the work where hundreds of accounts give one figure"""

FAR = 2.0
"""times the lower bound; "more than 200" is seldom said of 400"""
FAR_TOLL = 5.0
"""the same for a toll, whose first bounds are low"""
MANY = 10
"""count from which two accounts seldom give the same one by chance"""
SURE = 2.0
"""likeness of two amounts that an account itself sets against each other: above any that is reckoned"""


def figures(story: Story, settings: Settings = DEFAULT) -> list[FigureRow]:
    """The rows, those with most accounts first, then by first place in the text. An empty story gives an empty list."""
    blocks: dict[tuple[str, str, str], list[Counted]] = {}
    for mention in sorted(counted(story), key=lambda m: (m.place, m.article, m.figure.span.start)):
        blocks.setdefault(mention.block, []).append(mention)
    kept = [row for block in blocks.values() for row in _shown(_disputed(_fitting(block, settings.comparing), settings.comparing))]
    kept.sort(key=lambda row: (-len(row.articles), row.mentions[0].place, row.mentions[0].figure.span.key))
    return [_finding(n, row, story, settings.comparing) for n, row in enumerate(kept, start=1)]


@dataclass(slots=True)
class _Row:
    """Mentions of one counted thing."""

    mentions: list[Counted]

    @property
    def articles(self) -> list[str]:
        """The accounts with a value, sorted."""
        return sorted({mention.article for mention in self.mentions})

    @property
    def is_article(self) -> bool:
        """Whether all the amounts are a "one" that only says "a"."""
        return all(m.figure.kind == "count" and m.figure.subset is None and m.figure.low == m.figure.high == 1 for m in self.mentions)

    @property
    def weighs(self) -> bool:
        """Whether an account puts the figure in its lead, and it tells of people something befell or is a sum or measure."""
        first = self.mentions[0]
        if first.figure.kind not in ("count", "money", "measure") or base(first.figure.unit)[0] in ("second", "month"):
            return False
        return first.place < LEAD and (first.figure.subset is not None or first.figure.kind != "count")

    def likeness(self, mention: Counted, settings: ComparingSettings) -> float:
        """Above 0 if the mention fits here: then how alike its sentence is to the nearest of the row's, more where the amounts agree."""
        best = 0.0
        for n, other in enumerate(self.mentions):
            relation = relate(mention.figure, other.figure, settings.figure_rounding)
            vague = _vague(mention.figure) or _vague(other.figure)
            if relation == "conflict" or (other.article == mention.article and relation != "agree" and not vague):
                return 0.0
            if n < SAMPLE:
                needed = _needed(mention, other, relation, settings)
                if needed > 1:
                    return 0.0
                likeness = mention.likeness(other)
                if likeness >= needed:
                    best = max(best, likeness + (relation == "agree"))
        return best

    def takes(self, other: _Row, settings: ComparingSettings) -> bool:
        """Whether all mentions of another row fit here."""
        return all(self.likeness(mention, settings) > 0 for mention in other.mentions)

    def dispute(self, other: _Row, settings: ComparingSettings) -> float:
        """Above 0 if the two rows plainly give one thing amounts that do not fit: then the mean likeness of their sentences."""
        if any(one.anew(two) for one in self.mentions for two in other.mentions):
            return SURE
        pairs = [(one, two) for one in self.mentions[:SAMPLE] for two in other.mentions[:SAMPLE]]
        pairs = [(one, two) for one, two in pairs if one.days_apart(two) <= settings.figure_days]
        if not pairs:
            return 0.0
        if any(one.other_years(two) or one.other_places(two) or one.part or two.part or not _rivals(one, two) for one, two in pairs):
            return 0.0
        kind = pairs[0][0].figure.kind
        if kind == "count" and any(_is_far(one.figure, two.figure) for one, two in pairs):
            return 0.0
        if kind in ("percent", "money") and any(one.years != two.years for one, two in pairs):
            return 0.0
        if kind == "percent" and any(None in (m.figure.low, m.figure.high) for pair in pairs for m in pair):
            return 0.0  # "more than 50 %" is what a candidate needs as often as what one got
        is_age = kind == "age"
        if is_age and _is_name(pairs[0][0].figure.what):
            return 1.0
        if not is_age and not any(one.one_deed(two) and not _vague(one.figure) and not _vague(two.figure) for one, two in pairs):
            return 0.0
        mean = sum(one.likeness(two) for one, two in pairs) / len(pairs)
        return mean if mean >= settings.figure_dispute_likeness else 0.0


def _fitting(mentions: Sequence[Counted], settings: ComparingSettings) -> list[_Row]:
    """Rows of amounts that can all be true of one thing; two amounts of one account stand in one row only if they are the same."""
    rows: list[_Row] = []
    for mention in mentions:
        likeness, n = max(((row.likeness(mention, settings), -n) for n, row in enumerate(rows)), default=(0.0, 0))
        if likeness > 0:
            rows[-n].mentions.append(mention)
        else:
            rows.append(_Row([mention]))
    return _united(rows, settings)


def _united(rows: Sequence[_Row], settings: ComparingSettings) -> list[_Row]:
    """The rows, two of which all mentions of one fit the other put together: which mention came first is no reason for two rows."""
    kept: list[_Row] = []
    for row in rows:
        home = next((other for other in kept if other.takes(row, settings) or row.takes(other, settings)), None)
        if home:
            home.mentions.extend(row.mentions)
        else:
            kept.append(row)
    return kept


def _disputed(rows: Sequence[_Row], settings: ComparingSettings) -> list[_Row]:
    """The rows, those joined whose accounts tell of one thing in amounts that do not fit: never two amounts of one account, and not
    where an account gives elsewhere an amount that fits."""
    of_account: dict[str, list[Counted]] = {}
    for row in rows:
        for mention in row.mentions:
            of_account.setdefault(mention.article, []).append(mention)
    pairs = ((one.dispute(other, settings), -i, -j) for (i, one), (j, other) in combinations(enumerate(rows), 2))
    joined = dict(enumerate(rows))
    for sure, i, j in sorted((pair for pair in pairs if pair[0] > 0), reverse=True):
        one, other = joined.get(-i), joined.get(-j)
        if one and other and (sure == SURE or not (_fits(one, other, of_account, settings) or _fits(other, one, of_account, settings))):
            joined[-i] = _Row([*one.mentions, *joined.pop(-j).mentions])
    return list(joined.values())


def _fits(one: _Row, other: _Row, of_account: Mapping[str, Sequence[Counted]], settings: ComparingSettings) -> bool:
    """Whether an account of `one` gives somewhere an amount of the same noun, or like them of none, that fits the amounts of `other`: a
    well is 40 metres deep and 30 centimetres wide. What an account tells of another year does not count."""
    return any(
        relate(own.figure, mention.figure, settings.figure_rounding) != "conflict"
        for article in one.articles
        for own in of_account[article]
        for mention in other.mentions[:SAMPLE]
        if (_same_thing(own.figure.what, mention.figure.what) == "same" or own.figure.what is mention.figure.what is None)
        and not own.other_years(mention)
    )


def _shown(rows: Sequence[_Row]) -> list[_Row]:
    """The rows with values of two accounts, but for those of one thing ("one woman said"); where there is none, a single account's figure
    of weight."""
    return [row for row in rows if len(row.articles) > 1 and not row.is_article] or [row for row in rows if row.weighs]


def _needed(one: Counted, other: Counted, relation: FigureVerdict, settings: ComparingSettings) -> float:
    """How alike the sentences must be for two amounts that fit to count one thing; above 1: never."""
    same = _same_thing(one.figure.what, other.figure.what)
    if one.figure.kind == "age" and _is_name(one.figure.what):
        return 0.0 if same == "same" else 2.0
    if one.figure.kind == "age":
        return settings.figure_likeness if same == "same" and relation == "agree" else 2.0
    if same == "no" and one.figure.kind == "count":
        return 2.0
    if relation != "agree" and one.days_apart(other) > settings.figure_days:
        return 2.0
    told_alike = same in ("same", "kind") and relation == "agree" and _is_telling(one.figure)
    if one.other_years(other) and (not told_alike or (one.years and other.years)):
        return 2.0
    if relation != "agree" and _is_doubtful(one, other):
        return 2.0
    if same == "kind" and not (relation == "agree" and None not in (one.figure.low, one.figure.high)):
        return 2.0
    if told_alike:
        return settings.figure_same_amount
    if same in ("same", "kind") and one.figure.subset and relation != "agree" and (_vague(one.figure) or _vague(other.figure)):
        return settings.figure_likeness
    if same in ("same", "kind") and (relation == "agree" or (one.figure.subset and not one.other_places(other))):
        return settings.figure_toll_likeness
    if one.figure.kind == "measure" and same == "same" and (_vague(one.figure) or _vague(other.figure)):
        return settings.figure_toll_likeness
    if relation == "agree" or (same == "same" and one.figure.kind in ("count", "measure")):
        return settings.figure_likeness
    return settings.figure_loose_likeness


def _is_doubtful(one: Counted, other: Counted) -> bool:
    """Whether two amounts that could both be true tell too little to be of one thing: a part or an addition, some "of the injured" of whom
    another thing is told, "more than 200" beside thousands."""
    lows = sorted((bounds(one.figure)[0], bounds(other.figure)[0]))
    is_open = float("inf") in (bounds(one.figure)[1], bounds(other.figure)[1])
    if one.figure.subset is not None:
        return (one.figure.subset.startswith("among") and not one.one_deed(other)) or (is_open and lows[1] > FAR_TOLL * lows[0])
    lower = min((one, other), key=lambda m: bounds(m.figure)[0])
    return one.part or other.part or (is_open and not _vague(lower.figure) and lows[1] > FAR * lows[0])


def _is_telling(figure: Figure) -> bool:
    """Whether a count is so large, of things so plainly named, that chance seldom gives another account the same one."""
    return figure.kind == "count" and bounds(figure)[0] >= MANY and (bool(figure.subset) or _kind(figure.what or "") != "anybody")


def _rivals(one: Counted, other: Counted) -> bool:
    """Whether two amounts that do not fit count one thing (two measures of which no noun says what may: `one_deed` decides), or a kind of
    people is given more than all the people are."""
    same = _same_thing(one.figure.what, other.figure.what)
    if same == "unknown" and one.figure.kind == "measure":
        return one.figure.what is other.figure.what is None
    if same != "kind" or not one.figure.subset:
        return same == "same"
    kind, everybody = (other, one) if _kind(one.figure.what or "") == "anybody" else (one, other)
    return _kind(everybody.figure.what or "") == "anybody" and bounds(kind.figure)[0] > bounds(everybody.figure)[1]


def _vague(figure: Figure) -> bool:
    """Whether the amount is a word like "dozens", which an exact one beside it makes plain."""
    low, high = bounds(figure)
    return figure.approximate and high > 2 * low


def _is_far(one: Figure, other: Figure) -> bool:
    """Whether two counts of things, which are no toll, lie so far apart that two things are counted: 5 goals and 96."""
    lows, highs = zip(bounds(one), bounds(other), strict=True)
    return one.subset is other.subset is None and max(lows) > FAR_TOLL * min(highs)


def _is_name(what: str | None) -> bool:
    return bool(what) and str(what)[0].isupper()


def _same_thing(one: str | None, other: str | None) -> Literal["same", "kind", "no", "unknown"]:
    """Whether two nouns may name one counted thing: the `same` noun or kind of thing; a `kind` of people beside "person"."""
    if one is None or other is None:
        return "unknown"
    if one == other:
        return "same"
    kind, second = _kind(one), _kind(other)
    if kind is None or second is None:
        return "no"
    if kind == second:
        return "same"
    people = {"anybody", *lexicon("figures")["people"]["kinds"]}
    return "kind" if "anybody" in (kind, second) and {kind, second} <= people else "no"


@cache
def _kind(noun: str) -> str | None:
    if noun in lexicon("figures")["anybody"]["words"]:
        return "anybody"
    return next((str(kind) for kind, nouns in lexicon("figures")["kinds"].items() if noun in nouns), None)


# What a row says


def _finding(n: int, row: _Row, story: Story, settings: ComparingSettings) -> FigureRow:
    order = {annotated.article.id: place for place, annotated in enumerate(story.articles)}
    values: dict[tuple[str, float | None, float | None, str | None], Counted] = {}
    for m in sorted(row.mentions, key=lambda m: (order[m.article], m.figure.span.start)):
        values.setdefault((m.article, m.figure.low, m.figure.high, m.figure.unit), m)
    units = Counter(m.figure.unit for m in values.values())
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


def _label(mentions: Iterable[Counted]) -> str:
    """What is counted, in the accounts' commonest words, with the part counted ("people killed", "fire engines")."""
    mentions = list(mentions)
    figures = [mention.figure for mention in mentions]
    told = [m for m in mentions if m.phrase] or mentions
    nouns = Counter(what for _, what in sorted({(m.article, m.figure.what or "") for m in told}) if what)
    noun = min(nouns, key=lambda what: (-nouns[what], what)) if nouns else _called(figures[0])
    if figures[0].kind == "age":
        return f"age of {noun}"
    phrases = Counter(mention.phrase for mention in mentions if mention.phrase and mention.figure.what == noun != "person")
    noun = min(phrases, key=lambda phrase: (-phrases[phrase], len(phrase), phrase)) if phrases else noun
    if figures[0].kind == "count":
        noun = _plural(noun)
    return f"{noun} {_part_called(figures[0].subset)}" if figures[0].subset else noun


def _part_called(subset: str) -> str:
    """The part in words that read well: "people killed", "people among those trapped"."""
    shown = lexicon("figures")["shown"]
    if subset.startswith("among the "):
        part = subset.removeprefix("among the ")
        return f"among those {shown.get(part, part)}"
    return str(shown.get(subset, subset))


def _plural(noun: str) -> str:
    irregular = {
        one: many for many, one in sorted(lexicon("figures")["singular"].items(), reverse=True) if not many.startswith(("other", "persons"))
    }
    if noun in irregular or noun.endswith(("s", "craft")) or singular(noun.split()[-1]) != noun.split()[-1]:
        return str(irregular.get(noun, noun))
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "o", "u"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("x", "ch", "sh")) else "s")


def _called(figure: Figure) -> str:
    """What an amount is called where no noun says it."""
    if figure.kind in ("percent", "money"):
        return "share" if figure.kind == "percent" else "sum"
    return str(lexicon("figures")["measures"].get(base(figure.unit)[0], "amount"))


def _verdict(mentions: Sequence[Counted], story: Story, settings: ComparingSettings) -> FigureVerdict:
    """`conflict` if two accounts have no amounts that fit and none is an update; `agree` if all amounts are one; else `compatible`."""
    by_article: dict[str, list[Counted]] = {}
    for mention in mentions:
        by_article.setdefault(mention.article, []).append(mention)
    verdict: FigureVerdict = "agree"
    if any(
        relate(a.figure, b.figure, settings.figure_rounding) == "conflict" for own in by_article.values() for a, b in combinations(own, 2)
    ):
        return "conflict"
    for one, other in combinations(by_article.values(), 2):
        relations = {relate(a.figure, b.figure, settings.figure_rounding) for a in one for b in other}
        if "agree" in relations:
            continue
        if "compatible" not in relations and not _is_update(one, other, story):
            return "conflict"
        verdict = "compatible"
    return verdict


def _is_update(one: Sequence[Counted], other: Sequence[Counted], story: Story) -> bool:
    """Whether both count the same and the account published later has the higher count."""
    first, second = (story.article(mentions[0].article).article.published for mentions in (one, other))
    if one[0].figure.kind != "count" or first is None or second is None:
        return False
    shared = min(len(first.date), len(second.date))
    if first.date[:shared] == second.date[:shared]:
        return False
    earlier, later = (one, other) if first.date < second.date else (other, one)
    return max(bounds(m.figure)[0] for m in later) >= max(bounds(m.figure)[0] for m in earlier)
