"""One proposition across the accounts: who reports it, in which words, and how the versions compare aspect by aspect.

Claims of several accounts come first, then what one account alone has; every stretch of every account that says something is a version of
exactly one claim, so nothing is lost. A sentence that stands twice in an account is one version, the earlier. What it does not do: it
never says that a claim is true, and an account that says nothing of it is `silent`, never against it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.comparing.aspects import aspects
from rashomon.comparing.clustering import cluster
from rashomon.comparing.likeness import Likeness
from rashomon.comparing.propositions import Proposition, propositions
from rashomon.model.dossier import Claim, ClaimVersion
from rashomon.model.story import Story
from rashomon.settings import Settings


def claims(story: Story, settings: Settings) -> list[Claim]:
    """The story's claims: those of most articles first, then in the order of the accounts. Ids run `c1`, `c2`, …

    `origins` counts articles with a known common origin once; `compare` counts it again when origins are found.
    """
    found = propositions(story, settings)
    likeness = Likeness(found, settings.comparing)
    groups = [group for members in cluster(found, settings) for group in _versions(members, found, likeness)]
    groups.sort(key=lambda group: (-len(group), _place(group, found, story), group))
    return [_claim(f"c{number}", group, found, story) for number, group in enumerate(groups, start=1)]


def _versions(members: Sequence[int], found: Sequence[Proposition], likeness: Likeness) -> list[list[int]]:
    """One member an article, medoid first; members that repeat their article's version in the same words go, others stand alone."""
    medoid, chosen = members[0], {found[members[0]].article: members[0]}
    alone: list[list[int]] = []
    ranked = sorted(members[1:], key=lambda place: (-round(likeness.score(found[medoid], found[place]), 6), place))
    for place in ranked:
        kept = chosen.setdefault(found[place].article, place)
        if kept != place and not _repeats(found[place], found[kept]):
            alone.append([place])
    return [[medoid, *sorted(place for place in chosen.values() if place != medoid)], *alone]


def _repeats(one: Proposition, other: Proposition) -> bool:
    return one.keys <= other.keys or other.keys <= one.keys


def _place(group: Sequence[int], found: Sequence[Proposition], story: Story) -> tuple[float, int]:
    """How near the top of the accounts the claim stands; for a single account, the account first."""
    if len(group) == 1:
        return (float(found[group[0]].article), found[group[0]].span.start)
    tops = [found[place].span.start / max(1, len(story.articles[found[place].article].article.text)) for place in group]
    return (sum(tops) / len(tops), 0)


def _claim(id: str, group: Sequence[int], found: Sequence[Proposition], story: Story) -> Claim:
    medoid, members = found[group[0]], sorted((found[place] for place in group), key=lambda p: (p.article, p.span.start))
    carriers = {proposition.article for proposition in members}
    articles = [annotated.article for annotated in story.articles]
    return Claim(
        id=id,
        text=medoid.span.text,
        versions=tuple(
            ClaimVersion(article=member.span.article, span=member.span, statement=member.statement.id if member.statement else None)
            for member in members
        ),
        outlets=len({articles[place].name for place in sorted(carriers)}),
        origins=len({articles[place].origin or articles[place].id for place in sorted(carriers)}),
        aspects=tuple(aspects(members, story)) if len(carriers) > 1 else (),
        silent=tuple(article.id for place, article in enumerate(articles) if place not in carriers),
    )
