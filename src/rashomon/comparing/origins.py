"""Which accounts rest on one another or on one wire, and so count once as support.

Two accounts are one origin when a stated part of the shorter one's narration stands in the other, or when one agency is credited in both
and they share a passage. Each account joins at most one earlier account, the one it shares most with, so that an account which draws on two
others does not make them one. A note that an agency contributed is told, but joins nothing. What this misses: one wire told in other words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.comparing.direction import agencies
from rashomon.comparing.shared import Shared, shared
from rashomon.model.article import Article
from rashomon.model.dossier import Origin
from rashomon.model.story import Story
from rashomon.settings import Settings


def origins(story: Story, settings: Settings) -> list[Origin]:
    """The independent origins of a story, in article order; every article belongs to exactly one. `because` gives the reasons, in words."""
    articles = [annotated.article for annotated in story.articles]
    found = shared(story, settings.comparing)
    parts = _parts(found)
    group = list(range(len(articles)))
    reasons: dict[int, list[str]] = defaultdict(list)
    apart: dict[int, str] = {}
    for number in range(len(articles)):
        joined = _joined(number, articles, parts[number], settings.comparing.origin_min_share)
        if joined:
            other, reason = joined
            group[number] = group[other]
            reasons[number].append(reason)
        elif parts[number]:
            part, other = max((part, -other) for other, part in parts[number].items())
            apart[number] = f"{articles[number].name} shares {_percent(part)} with {articles[-other].name}: too little to count as one"
        reasons[number] += _notes(articles[number])
    members: dict[int, list[int]] = defaultdict(list)
    for number, first in enumerate(group):
        members[first].append(number)
    for number, why in apart.items():
        if len(members[group[number]]) == 1:
            reasons[number].insert(0, why)
    return [
        Origin(
            id=f"o{count}",
            articles=tuple(articles[number].id for number in numbers),
            because=tuple(dict.fromkeys(reason for number in numbers for reason in reasons[number]))
            or ("shares no passage with another account",),
        )
        for count, (_, numbers) in enumerate(sorted(members.items()), start=1)
    ]


def _parts(found: Shared) -> list[dict[int, float]]:
    """For each article: earlier article → shared narration as a part of the shorter one's narration."""
    narration = [sum(not word.quoted for word in text) for text in found.words]
    matched: list[dict[int, list[tuple[int, int]]]] = [defaultdict(list) for _ in found.words]
    for run in found.runs:
        first, copy = found.words[run.first], found.words[run.copy]
        matched[run.copy][run.first] += [(i, j) for i, j in run.pairs if not first[i].quoted and not copy[j].quoted]
    return [
        {
            first: min(len({i for i, _ in pairs}), len({j for _, j in pairs})) / max(1, min(narration[first], narration[number]))
            for first, pairs in sorted(shares.items())
        }
        for number, shares in enumerate(matched)
    ]


def _joined(number: int, articles: Sequence[Article], parts: dict[int, float], least: float) -> tuple[int, str] | None:
    """The earlier article that this one is one origin with, and why."""
    for part, other in sorted(((part, other) for other, part in parts.items()), key=lambda entry: (-entry[0], entry[1])):
        wires = _wires(articles[number], articles[other])
        one, two = articles[other].name, articles[number].name
        names = f"two accounts of {one}" if one == two else f"{two} and {one}"
        if wires:
            return other, f"{names} share {_percent(part)} and rest on {wires[0]}"
        if part >= least:
            return other, f"{names} share {_percent(part)}"
    return None


def _wires(one: Article, other: Article) -> list[str]:
    """The agencies that both are credited to, or that one of them is and the other comes from."""
    first, second = set(agencies(one)), set(agencies(other))
    return sorted((first & second) | (first & {other.outlet}) | (second & {one.outlet}))


def _notes(article: Article) -> list[str]:
    notes = [f"{article.name} is credited to {name}" for name in agencies(article)]
    contributed = sorted({credit.name for credit in article.credits if credit.kind == "contributed"})
    return notes + [f"{name} contributed to {article.name}" for name in contributed]


def _percent(part: float) -> str:
    return f"{round(100 * part)} % of the shorter account's narration"
