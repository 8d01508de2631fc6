"""Where the story's actors are named or called by a role, found by place in the text.

A claim asks who stands in its versions; looking through all mentions of all actors for each claim would cost the square of the story.
What it does not do: find mentions (`gathering.actors`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.model.span import Span
from rashomon.model.story import Actor


@dataclass(slots=True)
class Told:
    """An actor's names in some stretches, and the roles it is called by there, each with its text."""

    names: list[Span] = field(default_factory=list)
    roles: list[tuple[str, Span]] = field(default_factory=list)


class Mentions:
    """The names and roles of a story's actors, in order of place."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = actors
        self.entries: dict[str, list[tuple[int, int, int, str | None, Span]]] = defaultdict(list)
        for number, actor in enumerate(actors):
            for span in actor.mentions:
                self.entries[span.article].append((span.start, span.end, number, None, span))
            for role in actor.roles:
                for span in role.spans:
                    self.entries[span.article].append((span.start, span.end, number, role.text, span))
        for entries in self.entries.values():
            entries.sort(key=lambda entry: (*entry[:3], entry[3] or ""))

    def inside(self, stretches: Iterable[Span]) -> list[tuple[Actor, Told]]:
        """The actors that stand wholly inside one of the stretches, in the story's order; names and roles in the stretches' order."""
        found: dict[int, Told] = {}
        for stretch in stretches:
            entries = self.entries.get(stretch.article, [])
            for start, end, number, role, span in entries[bisect_left(entries, (stretch.start,)) :]:
                if start >= stretch.end:
                    break
                if end <= stretch.end:
                    told = found.setdefault(number, Told())
                    if role is None:
                        told.names.append(span)
                    else:
                        told.roles.append((role, span))
        return [(self.actors[number], found[number]) for number in sorted(found)]
