"""Which words of an account stand in an earlier account too: the ground that copying and origins are built on.

Every article is read against those before it through an index of short word runs (w-shingling, Broder 1997), of which only the latest few
places are kept; what matches is aligned word by word. Each shared word points to the earliest account that has it, so the work grows with
the length of the story and not with the number of pairs of articles. What this is not: a judgement on who copied from whom.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import ReferenceType, ref

from rashomon.comparing.growing import Pairs, alignments, runs
from rashomon.comparing.words import Word, words
from rashomon.model.story import Story
from rashomon.settings import ComparingSettings

_SEEDS = 2
"""equal runs that an earlier article must add to what is found already, or it is not aligned: one alone is an edit's neighbourhood"""

Grams = dict[tuple[int, ...], deque[tuple[int, int]]]


@dataclass(frozen=True)
class Run:
    """Words of article `copy` that stand, in this order, in the earlier article `first` (both numbers in story order).

    `pairs`: (place in `first`, place in `copy`) of each matched word.
    """

    first: int
    copy: int
    pairs: Pairs


@dataclass(frozen=True)
class Shared:
    """The words of every article, the runs that articles share, and the runs that stand twice inside one (`first` == `copy`)."""

    words: list[list[Word]]
    runs: list[Run]
    repeats: list[Run]


_LAST: list[tuple[ReferenceType[Story], ComparingSettings, Shared]] = []
"""what was found last: copying and origins ask for the same story, one after the other"""


def shared(story: Story, settings: ComparingSettings) -> Shared:
    """The shared runs of a story in story order. A run holds `copy_min_words` words of narration (repeats: any words) or more."""
    for last, under, known in _LAST:
        if last() is story and under is settings:
            return known
    found = _shared(story, settings)
    _LAST[:] = [(ref(story, lambda _: _LAST.clear()), settings, found)]
    return found


def _shared(story: Story, settings: ComparingSettings) -> Shared:
    texts = [words(annotated.article.text) for annotated in story.articles]
    numbers: dict[str, int] = {}
    forms = [[numbers.setdefault(word.form, len(numbers)) for word in text] for text in texts]
    grams: Grams = defaultdict(lambda: deque(maxlen=settings.copy_seed_places))
    roots: list[list[tuple[int, int]]] = []
    repeats: list[Run] = []
    for number, own in enumerate(forms):
        root = [(number, place) for place in range(len(own))]
        roots.append(root)
        for other, pairs in _matches(number, forms, texts, grams, settings):
            for there, here in pairs:
                if root[here][0] == number:
                    root[here] = roots[other][there]
        repeats += [Run(number, number, pairs) for pairs in _within(own, settings)]
        for place in range(len(own) - settings.copy_seed_words + 1):
            grams[tuple(own[place : place + settings.copy_seed_words])].append((number, place))
    return Shared(texts, _runs(roots, texts, settings), repeats)


def _matches(
    number: int, forms: Sequence[Sequence[int]], texts: list[list[Word]], grams: Grams, settings: ComparingSettings
) -> list[tuple[int, Pairs]]:
    """Passages of this article found in earlier ones, those that share most first; only words not yet found in another count."""
    own, size = forms[number], settings.copy_seed_words
    seeds: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place in range(len(own) - size + 1):
        for other, there in grams.get(tuple(own[place : place + size]), ()):
            seeds[other].append((there, place))
    taken: set[int] = set()
    chosen: list[tuple[int, Pairs]] = []
    for other, places in sorted(seeds.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        free = [place for place in places if place[1] not in taken]
        if len(free) < _SEEDS:
            continue
        grown = alignments(forms[other], own, free, size, settings.copy_gap_words)
        for pairs in sorted(grown, key=lambda pairs: (-len(pairs), pairs[0])):
            new = [pair for pair in pairs if pair[1] not in taken]
            if (len(new) >= settings.copy_min_words or len(new) == len(pairs)) and _enough(pairs, texts[other], texts[number], settings):
                chosen.append((other, new))
                taken.update(here for _, here in new)
    return chosen


def _within(own: Sequence[int], settings: ComparingSettings) -> list[Pairs]:
    """Passages that stand twice inside one article, the earlier place left; the two never overlap."""
    size = settings.copy_seed_words
    first: dict[tuple[int, ...], int] = {}
    seeds = []
    for place in range(len(own) - size + 1):
        there = first.setdefault(tuple(own[place : place + size]), place)
        if place - there >= settings.copy_min_words:
            seeds.append((there, place))
    found = []
    for pairs in alignments(own, own, seeds, size, settings.copy_gap_words):
        start = pairs[0][1]
        apart = [pair for pair in pairs if pair[0] < start]
        if len(apart) >= settings.copy_min_words and _dense(apart, settings):
            found.append(apart)
    return found


def _runs(roots: list[list[tuple[int, int]]], texts: list[list[Word]], settings: ComparingSettings) -> list[Run]:
    found = []
    for number, root in enumerate(roots):
        by_first: dict[int, Pairs] = defaultdict(list)
        for here, (first, there) in enumerate(root):
            if first != number:
                by_first[first].append((here, there))
        for first, places in sorted(by_first.items()):
            for run in runs(places, settings.copy_gap_words):
                pairs = [(there, here) for here, there in run]
                if _enough(pairs, texts[first], texts[number], settings):
                    found.append(Run(first, number, pairs))
    return found


def _enough(pairs: Pairs, left: Sequence[Word], right: Sequence[Word], settings: ComparingSettings) -> bool:
    if len(pairs) < settings.copy_min_words or not _dense(pairs, settings):
        return False
    return sum(not left[i].quoted and not right[j].quoted for i, j in pairs) >= settings.copy_min_words


def _dense(pairs: Pairs, settings: ComparingSettings) -> bool:
    longer = max(pairs[-1][0] - pairs[0][0], pairs[-1][1] - pairs[0][1]) + 1
    short = longer < 2 * settings.copy_min_words
    return len(pairs) >= longer * (settings.copy_short_share if short else settings.copy_min_share)
