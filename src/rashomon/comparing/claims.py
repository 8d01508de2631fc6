"""One proposition across the accounts: who reports it, in which words, and how the versions compare aspect by aspect.

Claims of several accounts come first, then what one account alone has; every stretch of every account that says something is a version of
exactly one claim, so nothing is lost. A sentence that stands twice in an account is one version, the earlier. What it does not do: it
never says that a claim is true, and an account that says nothing of it is `silent`, never against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.comparing.aspects import aspects
from rashomon.comparing.clauses import with_antecedent
from rashomon.comparing.clustering import cluster
from rashomon.comparing.core import gathered
from rashomon.comparing.likeness import Likeness
from rashomon.comparing.mentions import Mentions
from rashomon.comparing.propositions import Proposition, propositions
from rashomon.comparing.quoting import hangs, own_numbers
from rashomon.model.dossier import Claim, ClaimVersion
from rashomon.model.story import Story
from rashomon.settings import Settings

_LONGER = 5
"""times as long; a sentence that much longer than the clause it stands for says much else"""
_FULLER = 2
"""times as long; the same for a version that gives the claim its words"""


def claims(story: Story, settings: Settings) -> list[Claim]:
    """The story's claims: those of most outlets first, then in the order of the accounts. Ids run `c1`, `c2`, …

    `origins` counts articles with a known common origin once; `compare` counts it again when origins are found.
    """
    found = propositions(story, settings)
    likeness = Likeness(found, settings.comparing)
    groups = gathered(cluster(found, likeness, settings), found, settings.comparing)
    clusters = [_versions(members, found, likeness) for members in groups]
    shared = _shown(_whole([versions for versions, _ in clusters if len(versions) > 1], found), found, likeness)
    told = {place for group in shared for place in group} | {place for _, repeats in clusters for place in repeats}
    rows = [*shared, *_alone(found, told)]
    names = [annotated.article.name for annotated in story.articles]
    outlets = {group[0]: len({names[found[place].article] for place in group}) for group in rows}
    rows.sort(key=lambda group: (-outlets[group[0]], -len(group), _place(group, found, story), group))
    mentions = Mentions(story.actors)
    return [_claim(f"c{number}", [found[place] for place in group], story, mentions) for number, group in enumerate(rows, start=1)]


def _versions(members: Sequence[int], found: Sequence[Proposition], likeness: Likeness) -> tuple[list[int], list[int]]:
    """One member an article, medoid first (of twins the earliest); and the members that only repeat their article's version."""
    medoid, chosen = members[0], {found[members[0]].article: members[0]}
    repeats = []
    for place in sorted(members[1:], key=lambda place: (-round(likeness.score(found[medoid], found[place]), 6), place)):
        kept = chosen.setdefault(found[place].article, place)
        if kept != place and _repeats(found[place], found[kept]):
            repeats.append(place)
    return [medoid, *sorted(place for place in chosen.values() if place != medoid)], repeats


def _whole(groups: Sequence[list[int]], found: Sequence[Proposition]) -> list[list[int]]:
    """The groups, with the sentences in place of the clauses where no clause of a group stands by itself."""
    sentence = {(one.article, one.sentence): place for place, one in enumerate(found) if one.whole}
    used = {place for group in groups for place in group}
    mended = []
    for group in groups:
        if not any(found[place].full for place in group):
            sentences = [sentence[(found[place].article, found[place].sentence)] for place in group]
            fits = [
                whole not in used and len(found[whole].span.text) <= _LONGER * len(found[place].span.text)
                for place, whole in zip(group, sentences, strict=True)
            ]
            if all(fits):
                group = sentences
                used.update(group)
        mended.append(group)
    return mended


def _shown(groups: Sequence[list[int]], found: Sequence[Proposition], likeness: Likeness) -> list[list[int]]:
    """The groups without those that say of the same sentences again what a better group says: where whole sentences match closely their
    clauses go, elsewhere the sentences."""

    def rank(group: list[int]) -> tuple[int, bool, float, list[int]]:
        score = sum(likeness.score(found[group[0]], found[place]) for place in group[1:]) / (len(group) - 1)
        close = all(found[place].whole for place in group) and score >= likeness.settings.one_row
        return (-len(group), not close, -round(score, 6), group)

    kept: list[dict[int, int]] = []
    """of every group kept its members by account"""
    at: dict[tuple[int, int], set[int]] = defaultdict(set)
    """which of them have a member in a sentence"""
    for group in sorted(groups, key=rank):
        near = sorted({number for place in group for number in at[(found[place].article, found[place].sentence)]})
        if any(_said_again(group, kept[number], found) for number in near):
            continue
        number = next((number for number in near if _mostly(group, kept[number], found)), len(kept))
        if number == len(kept):
            kept.append({})
        for place in group:
            if found[place].article not in kept[number]:
                kept[number][found[place].article] = place
                at[(found[place].article, found[place].sentence)].add(number)
    return [list(members.values()) for members in kept]


def _again(group: Sequence[int], other: Mapping[int, int], found: Sequence[Proposition]) -> int:
    """How many of the group's versions are the same text as the other group's version of that account, or part of it."""
    return sum(found[place].overlaps(found[other[found[place].article]]) for place in group if found[place].article in other)


def _mostly(group: Sequence[int], other: Mapping[int, int], found: Sequence[Proposition]) -> bool:
    """Whether three in four of the group's versions are told again in the other."""
    return 4 * _again(group, other, found) >= 3 * len(group)


def _said_again(group: Sequence[int], other: Mapping[int, int], found: Sequence[Proposition]) -> bool:
    """Whether the group's accounts are all in the other, and more than half of its versions are told again there; where none of them
    stands by itself, half."""
    if not {found[place].article for place in group} <= other.keys():
        return False
    return 2 * _again(group, other, found) >= len(group) + any(found[place].full for place in group)


def _alone(found: Sequence[Proposition], told: set[int]) -> list[list[int]]:
    """What one account alone has: sentences of which nothing is told yet, and of the others the clauses that are not, or the sentence
    again where one of them says nothing without it ("that stops a thief with a gun")."""
    by_sentence: dict[tuple[int, int], list[int]] = {}
    for place, proposition in enumerate(found):
        by_sentence.setdefault((proposition.article, proposition.sentence), []).append(place)
    single: list[list[int]] = []
    for whole, *clauses in by_sentence.values():
        if whole in told:
            continue
        left = [clause for clause in clauses if clause not in told]
        if left and len(left) < len(clauses) and all(found[clause].full for clause in left):
            single.extend([clause] for clause in left)
        elif left or not clauses:
            single.append([whole])
    return single


def _repeats(one: Proposition, other: Proposition) -> bool:
    return one.keys <= other.keys or other.keys <= one.keys


def _central(members: Sequence[Proposition]) -> Proposition:
    """The medoid of the versions without a number of their own, or where it hangs on words outside it the shortest version that does not,
    of those before of all, if that is not much longer; at the least one that does not begin at a relative word."""
    plain = [member for member, own in zip(members, own_numbers([m.span.text for m in members]), strict=True) if not own] or list(members)
    medoid = plain[0]
    for group in ([medoid], plain, members):
        full = [member for member in group if member.full and len(member.span.text) <= _FULLER * len(medoid.span.text)]
        if full:
            return min(full, key=lambda member: (len(member.span.text), member.article, member.span.start))
    return next((member for member in (*plain, *members) if not hangs(member.span.text)), medoid)


def _place(group: Sequence[int], found: Sequence[Proposition], story: Story) -> tuple[float, int]:
    """How near the top of the accounts the claim stands; for a single account, the account first."""
    if len(group) == 1:
        return (float(found[group[0]].article), found[group[0]].span.start)
    tops = [found[place].span.start / max(1, len(story.articles[found[place].article].article.text)) for place in group]
    return (sum(tops) / len(tops), 0)


def _claim(id: str, group: Sequence[Proposition], story: Story, mentions: Mentions) -> Claim:
    central = _central(group)
    members = sorted(group, key=lambda p: (p.article, p.span.start))
    carriers = {proposition.article for proposition in members}
    articles = [annotated.article for annotated in story.articles]
    hanging = hangs(central.span.text)
    spans = [with_antecedent(story.articles[one.article], one.span) if hanging else one.span for one in members]
    return Claim(
        id=id,
        text=next(span.text for member, span in zip(members, spans, strict=True) if member is central),
        versions=tuple(
            ClaimVersion(article=span.article, span=span, statement=member.statement.id if member.statement else None)
            for member, span in zip(members, spans, strict=True)
        ),
        outlets=len({articles[place].name for place in sorted(carriers)}),
        origins=len({articles[place].origin or articles[place].id for place in sorted(carriers)}),
        aspects=tuple(aspects(members, story, mentions)) if len(carriers) > 1 else (),
        silent=tuple(article.id for place, article in enumerate(articles) if place not in carriers),
    )
