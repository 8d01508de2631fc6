"""Propositions of different accounts that say the same, put together: clusters in which every member matches the medoid.

Candidates come from the nearest sentence vectors and from shared rare words, so the work grows with the number of sentences, not with its
square (the products of the vectors are the exception: made in blocks, and cheap). Clusters, not chains: two clusters join when their
medoids match and their members match on average; in the end a member that does not match the medoid leaves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from rashomon.comparing.likeness import Likeness
from rashomon.comparing.propositions import Proposition
from rashomon.settings import ComparingSettings, Settings

_Score = Callable[[int, int], float]
_Apart = Mapping[int, frozenset[int]]

_BLOCK = 512
"""sentences multiplied at a time: bounds memory, not results"""
_SAMPLE = 6
"""members of each side looked at when two clusters may join"""
_MEDOIDS = 30
"""members tried as medoid"""


def cluster(propositions: Sequence[Proposition], likeness: Likeness, settings: Settings) -> list[list[int]]:
    """The clusters as places in `propositions`: medoid first, the rest in text order; a proposition alone is a cluster of one."""
    if not propositions:
        return []
    twins = _twins(propositions)
    alone = [group[0] for group in twins]
    scores: dict[tuple[int, int], float] = {}

    def score(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in scores:
            scores[pair] = likeness.score(propositions[a], propositions[b])
        return scores[pair]

    join = settings.comparing.join
    candidates = _near(propositions, alone, settings.comparing) | _sharing(propositions, alone, likeness, settings.comparing)
    edges = sorted((-score(a, b), a, b) for a, b in candidates if not propositions[a].overlaps(propositions[b]))
    apart = _overlapping(propositions, alone)
    clusters = _agglomerate(alone, [(a, b) for negative, a, b in edges if -negative >= join], score, apart, join)
    twins_of = {group[0]: group for group in twins}
    return [[medoid, *sorted(twin for member in members for twin in twins_of[member] if twin != medoid)] for medoid, members in clusters]


def _twins(propositions: Sequence[Proposition]) -> list[list[int]]:
    """Propositions in the same words, letters and digits alone counted."""
    groups: dict[str, list[int]] = {}
    for place, proposition in enumerate(propositions):
        groups.setdefault("".join(c for c in proposition.span.text.casefold() if c.isalnum()), []).append(place)
    return list(groups.values())


def _overlapping(propositions: Sequence[Proposition], alone: Sequence[int]) -> _Apart:
    """For every proposition those of its sentence that share text with it: they never stand in one cluster."""
    by_sentence: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place in alone:
        by_sentence[(propositions[place].article, propositions[place].sentence)].append(place)
    return {
        place: frozenset(other for other in group if other != place and propositions[place].overlaps(propositions[other]))
        for group in by_sentence.values()
        if len(group) > 1
        for place in group
    }


def _near(propositions: Sequence[Proposition], alone: Sequence[int], settings: ComparingSettings) -> set[tuple[int, int]]:
    """Pairs of which one is among the other's nearest."""
    vectors = np.stack([propositions[place].vector for place in alone])
    many = min(settings.neighbours + 1, len(alone))
    found: set[tuple[int, int]] = set()
    for start in range(0, len(alone), _BLOCK):
        cosines = vectors[start : start + _BLOCK] @ vectors.T
        nearest = np.argpartition(-cosines, many - 1, axis=1)[:, :many]
        for row in range(len(cosines)):
            for column in nearest[row].tolist():
                if column != start + row and cosines[row, column] >= settings.least_cosine:
                    a, b = alone[start + row], alone[column]
                    found.add((min(a, b), max(a, b)))
    return found


def _sharing(
    propositions: Sequence[Proposition], alone: Sequence[int], likeness: Likeness, settings: ComparingSettings
) -> set[tuple[int, int]]:
    """Pairs that share several rare words."""
    posting: dict[str, list[int]] = defaultdict(list)
    for place in alone:
        for key in propositions[place].keys:
            if 2 <= likeness.counts[key] <= settings.rare_word:
                posting[key].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in posting.values():
        shared.update((a, b) for at, a in enumerate(places) for b in places[at + 1 :])
    return {pair for pair, count in shared.items() if count >= settings.shared_rare_words}


def _agglomerate(
    alone: Sequence[int], edges: Sequence[tuple[int, int]], score: _Score, apart: _Apart, join: float
) -> list[tuple[int, list[int]]]:
    """Clusters as (medoid, members): best pairs first, joined while medoids match and members match on average."""
    cluster_of = {place: place for place in alone}
    members = {place: [place] for place in alone}
    medoid = {place: place for place in alone}
    for a, b in edges:
        one, other = sorted((cluster_of[a], cluster_of[b]))
        if one == other or score(medoid[one], medoid[other]) < join:
            continue
        if any(not apart.get(x, frozenset()).isdisjoint(members[other]) for x in members[one]):
            continue
        links = [score(x, y) for x in members[one][:_SAMPLE] for y in members[other][:_SAMPLE]]
        if sum(links) / len(links) < join:
            continue
        for place in members[other]:
            cluster_of[place] = one
        members[one] = sorted(members[one] + members.pop(other))
        medoid[one] = _medoid(members[one], score)
    found = []
    for name in sorted(members):
        keep = [place for place in members[name] if place == medoid[name] or score(place, medoid[name]) >= join]
        found.append((medoid[name], keep))
        found.extend((place, [place]) for place in members[name] if place not in keep)
    return found


def _medoid(places: Sequence[int], score: _Score) -> int:
    """The member nearest to all; ties go to the earliest."""
    sample = places[:_MEDOIDS]
    return max(sample, key=lambda a: (sum(score(a, b) for b in sample if b != a), -a))
