"""Versions of one claim that are long and tell the core among other things: brought together by deed, participants and figures.

The nearest versions of a claim are found by `clustering`; a lead that packs four facts into one sentence is near none of them. Here two
propositions match when the poorer of them is mostly in the other once words for one deed ("crash", "derailed"), one kind of thing or one
amount ("nearly 100", "100") count as one, and when they share a deed, somebody or something it befell, and one thing more that tells events
apart: a second deed or an amount. Amounts of one thing that exclude one another, or two different days, keep them apart.

What it does not do: pairs. A core is what three accounts or more have. Lists of words: `data/claims.toml` and `data/wording.toml`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rashomon.comparing.amounts import relate
from rashomon.comparing.propositions import Proposition
from rashomon.language.lexicon import lexicon
from rashomon.language.wordforms import fold
from rashomon.model.annotated import Figure
from rashomon.settings import ComparingSettings

_CENTRES = 100
"""propositions tried as the centre of a core, those first whose words stand in most accounts: bounds the work in a crowd of accounts"""
_PEOPLE = "people"
_LEAST = 3
"""accounts that make a core"""


@dataclass(frozen=True, slots=True)
class _Core:
    """What of a proposition tells its event: all of it as classes of words, the deeds and things among them, amounts and days."""

    keys: frozenset[str]
    deeds: frozenset[str]
    things: frozenset[str]
    names: frozenset[str]
    amounts: tuple[tuple[str, Figure], ...]
    days: frozenset[str]
    denied: bool


def gathered(groups: Sequence[Sequence[int]], found: Sequence[Proposition], settings: ComparingSettings) -> list[list[int]]:
    """The groups with the cores of the story in front of what they take over; of each the central member first."""
    cores = {place: core for place, one in enumerate(found) if one.sentence < settings.core_sentences and (core := _core(one)) is not None}
    spread = Counter(key for article in _by_article(cores, found).values() for key in set().union(*(cores[p].keys for p in article)))
    leads = [place for place in cores if found[place].sentence < settings.core_sentences // 2]
    ranked = sorted(leads, key=lambda place: (-sum(spread[key] for key in cores[place].keys) / (4 + len(cores[place].keys)), place))
    stars = [star for centre in ranked[:_CENTRES] if len(star := _star(centre, cores, spread, found, settings)) >= _LEAST]
    stars.sort(key=lambda star: (-len(star), -round(sum(star.values()), 6), next(iter(star))))
    taken: set[int] = set()
    made: list[list[int]] = []
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    left = {number: list(group) for number, group in enumerate(groups)}
    for star in stars:
        free = [place for place in star if not any(place == other or found[place].overlaps(found[other]) for other in taken)]
        if len(free) < _LEAST or free[0] != next(iter(star)):
            continue
        whole = _with_groups(free, group_of, left, found)
        taken.update(whole)
        made.append(whole)
        for place in whole:
            if place in group_of:
                left[group_of[place]] = [other for other in left[group_of[place]] if other != place]
    return [*made, *(group for group in left.values() if group)]


def _with_groups(star: Sequence[int], group_of: dict[int, int], left: dict[int, list[int]], found: Sequence[Proposition]) -> list[int]:
    """The star with the rest of every group of which it holds half."""
    held = Counter(group_of[place] for place in star if place in group_of)
    articles = {found[place].article for place in star}
    more = []
    for number, count in sorted(held.items()):
        if 2 * count >= len(left[number]):
            for place in left[number]:
                if found[place].article not in articles:
                    articles.add(found[place].article)
                    more.append(place)
    return [*star, *more]


def _by_article(cores: dict[int, _Core], found: Sequence[Proposition]) -> dict[int, list[int]]:
    articles: dict[int, list[int]] = defaultdict(list)
    for place in cores:
        articles[found[place].article].append(place)
    return articles


def _star(
    centre: int, cores: dict[int, _Core], spread: Counter[str], found: Sequence[Proposition], settings: ComparingSettings
) -> dict[int, float]:
    """The centre and of every other article the proposition that matches it best, with how well."""
    best: dict[int, tuple[float, int]] = {}
    deed = max(sorted(cores[centre].deeds), key=lambda deed: spread[deed])
    for place, core in cores.items():
        article = found[place].article
        if article != found[centre].article and deed in core.deeds:
            match = _match(cores[centre], core, settings)
            if match > best.get(article, (0.0, 0))[0]:
                best[article] = (match, place)
    near = [place for _, place in sorted(best.values(), key=lambda entry: (-entry[0], entry[1]))]
    star = {centre: 1.0, **{place: best[found[place].article][0] for place in near}}
    return star | _ring(star, deed, cores, found, settings)


def _ring(
    star: dict[int, float], deed: str, cores: dict[int, _Core], found: Sequence[Proposition], settings: ComparingSettings
) -> dict[int, float]:
    """Of every article not in the star the proposition that matches most of its members, half of them at least."""
    articles = {found[place].article for place in star}
    best: dict[int, tuple[float, int]] = {}
    for place, core in cores.items():
        if found[place].article not in articles and deed in core.deeds and len(star) >= _LEAST:
            matches = [match for member in star if (match := _match(cores[member], core, settings))]
            if 2 * len(matches) >= len(star) and sum(matches) > best.get(found[place].article, (0.0, 0))[0]:
                best[found[place].article] = (sum(matches), place)
    return {place: match / len(star) for match, place in sorted(best.values(), key=lambda entry: (-entry[0], entry[1]))}


def _match(one: _Core, other: _Core, settings: ComparingSettings) -> float:
    """How much of the poorer is in the richer and of the richer in the poorer; 0 where the core is not the same."""
    deeds, things = one.deeds & other.deeds, one.things & other.things
    if not deeds or one.denied != other.denied:
        return 0.0
    if one.days and other.days and not one.days & other.days:
        return 0.0
    verdicts = {
        relate(a, b, settings.figure_rounding) for what, a in one.amounts for kind, b in other.amounts if what == kind and a.kind == b.kind
    }
    if verdicts == {"conflict"}:
        return 0.0
    amounts = 2 if "agree" in verdicts else 1 if "compatible" in verdicts else 0
    strangers = bool(one.names and other.names) and not one.names & other.names
    if min(len(deeds), 2) + min(len(things), 2) + amounts < settings.core_points + strangers or len(deeds) + amounts < 2:
        return 0.0
    shared = len(one.keys & other.keys) + bool(amounts)
    poorer, richer = sorted((len(one.keys) + bool(one.amounts), len(other.keys) + bool(other.amounts)))
    return shared / poorer + shared / richer if shared / poorer >= settings.same_core else 0.0


def _core(proposition: Proposition) -> _Core | None:
    """None where there is no deed."""
    timed = {fold(word) for time in proposition.times for word in time.text.split()}
    names = proposition.names - timed
    classes = {key: _classes().get(key, key) for key in proposition.words if key not in timed}
    deeds = frozenset(name for name in classes.values() if name.startswith("!"))
    things = frozenset(name for key, name in classes.items() if name[0] != "!" and name != _PEOPLE and key not in proposition.verbs)
    if not deeds:
        return None
    amounts = tuple((_class(figure.what), figure) for figure in proposition.figures if figure.what and figure.kind != "ordinal")
    days = frozenset(point[0] for time in proposition.times if (point := time.point()) and point[1] == "day")
    return _Core(frozenset(classes.values()) | names, deeds, things, names, amounts, days, bool(proposition.negations))


def _class(what: str) -> str:
    return _classes().get(fold(what), fold(what))


@cache
def _classes() -> dict[str, str]:
    """The class of a word: its deed, its kind of thing, or people; words of several keep the first."""
    found: dict[str, str] = {}
    for line in lexicon("claims")["deeds"]:
        for word in line.split():
            found.setdefault(fold(word), "!" + line.split()[0])
    for word in lexicon("claims")["people"].split():
        found.setdefault(fold(word), _PEOPLE)
    for line in [*lexicon("wording")["persons"], *lexicon("wording")["kinds"]]:
        for word in line.split():
            found.setdefault(fold(word), line.split()[0])
    return found
