"""Stories out of articles that come one at a time: each finds its story, and the stories beside it are grouped anew with it.

An article is compared with a bounded number of earlier ones, and only the stories nearest to it are grouped anew, by the same average
link that a grouping of all at once would use; so the two agree, and an early mistake is mended when the articles come that show it. A copy
of an earlier article takes that one's story and is not compared at all. The stream remembers a window of days (`EventSettings.window`);
what is older is forgotten, and its memory is bounded by the window. What this is not: an archive; who keeps stories for good takes
them down from `add` and `moves`.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from itertools import count

import numpy as np

from rashomon.gathering.linking import linked
from rashomon.gathering.shelf import Card, Shelf
from rashomon.gathering.traits import Features
from rashomon.settings import DEFAULT, Settings


class Stream:
    """Articles in, stories out. The same articles in the same order give the same stories."""

    def __init__(self, settings: Settings = DEFAULT) -> None:
        self.limits = settings.gathering.events
        self.shelf = Shelf(self.limits)
        self.clock: int | None = None
        self.ahead: int | None = None
        self._stories: dict[str, set[int]] = {}
        self._story: dict[int, str] = {}
        self._number: dict[str, int] = {}
        self._oldest: list[tuple[int, int]] = []
        self.untold: dict[str, str] = {}

    def add(self, features: Features) -> str:
        """The id of the article's story. Earlier articles that changed their story are told by `moves`.

        Articles should come roughly as they are published; one without a day counts as published now. An article that is remembered and
        comes again changes nothing. A story's id stays with most of its articles when it is parted or two become one.
        """
        if features.id in self._number:
            return self._story[self._number[features.id]]
        now = self._tick(features.day)
        self._forget(now)
        original = self.shelf.original(features)
        if original is not None:
            card = self.shelf.cards[original]
            card.seen = now
            card.resting += (features.id,)
            self._number[features.id] = original
            return self._story[original]
        card = self.shelf.card(features, now)
        card.links = {number: like for number, like in self.shelf.alike(card) if like > 0}
        number = self._number[features.id] = self.shelf.put(card)
        for other, like in card.links.items():
            self.shelf.cards[other].links[number] = like
        heapq.heappush(self._oldest, (now, number))
        self._regroup(number)
        story = self._story[number]
        self._settle(story)
        self.untold.pop(features.id, None)
        return story

    def moves(self) -> dict[str, str]:
        """Articles whose story changed after `add` told it, with the story they are in now, since this was last asked."""
        moved, self.untold = self.untold, {}
        return moved

    def stories(self) -> dict[str, tuple[str, ...]]:
        """The stories that are remembered: the ids of their articles, sorted, by the story's id."""
        return {
            story: tuple(sorted(id for number in numbers for id in self._ids(number))) for story, numbers in sorted(self._stories.items())
        }

    def story(self, number: int) -> str:
        """The story of the article with this number on the shelf."""
        return self._story[number]

    def recall(self, number: int, card: Card, story: str) -> None:
        """Put an article back under the number and in the story it had (`saving.py`); lower numbers first."""
        self.shelf.put(card, number)
        self._story[number] = story
        self._number.update(dict.fromkeys(self._ids(number), number))
        self._stories.setdefault(story, set()).add(number)
        heapq.heappush(self._oldest, (card.seen, number))

    def _ids(self, number: int) -> list[str]:
        card = self.shelf.cards[number]
        return [card.id, *card.resting]

    def _tick(self, day: int | None) -> int:
        """Move the clock on to the day; a leap of more than a window must be borne out by a second article, for a date may be wrong."""
        if day is None:
            return self.clock or 0
        if self.clock is None:
            self.clock = day
            for card in self.shelf.cards.values():
                card.seen = day
        elif day - self.clock <= self.limits.window:
            self.clock, self.ahead = max(day, self.clock), None
        elif self.ahead is None:
            self.ahead = day
        else:
            self.clock, self.ahead = min(day, self.ahead), None
        return self.clock

    def _forget(self, now: int) -> None:
        """Drop what is older than the window, beyond the number of articles that are remembered however old."""
        kept, oldest = self.limits.remembered, self._oldest
        while kept is not None and len(self.shelf.cards) > kept and oldest and oldest[0][0] < now - self.limits.window:
            seen, number = heapq.heappop(oldest)
            card = self.shelf.cards.get(number)
            if card is not None and card.seen > seen:
                heapq.heappush(oldest, (card.seen, number))
            elif card is not None:
                self._drop(number)

    def _drop(self, number: int) -> None:
        for id in self._ids(number):
            del self._number[id]
        story = self._story.pop(number)
        self._stories[story].discard(number)
        if not self._stories[story]:
            del self._stories[story]
        self.shelf.take(number)

    def _regroup(self, number: int) -> None:
        """Group the article and the stories nearest to it anew."""
        former = {other: self._story[other] for story in self._near(number) for other in self._stories[story]}
        local = sorted([number, *former])
        place = {member: at for at, member in enumerate(local)}
        likeness = np.zeros((len(local), len(local)))
        for member, at in place.items():
            for other, like in self.shelf.cards[member].links.items():
                if other in place:
                    likeness[at, place[other]] = like
        for story in set(former.values()):
            del self._stories[story]
        parts = [[local[at] for at in group] for group in linked(likeness, self.limits)]
        for part in sorted(parts, key=lambda part: (-len(part), part[0])):
            story = self._name(part, former)
            self._stories[story] = set(part)
            for member in part:
                if self._story.get(member) != story:
                    self._story[member] = story
                    self.untold.update(dict.fromkeys(self._ids(member), story))

    def _near(self, number: int) -> list[str]:
        """The stories with an article like this one, most like on average first."""
        sums: defaultdict[str, float] = defaultdict(float)
        for other, like in self.shelf.cards[number].links.items():
            if like >= self.limits.edge:
                sums[self._story[other]] += like
        return sorted(sums, key=lambda story: (-sums[story] / len(self._stories[story]), story))[: self.limits.neighbours]

    def _name(self, part: Iterable[int], former: dict[int, str]) -> str:
        """The former story of most of the part that is not taken yet, or a new one named after its first article."""
        votes: defaultdict[str, int] = defaultdict(int)
        for member in part:
            if member in former:
                votes[former[member]] += 1
        for story in sorted(votes, key=lambda story: (-votes[story], story)):
            if story not in self._stories:
                return story
        first = self.shelf.cards[min(part)].id
        names = (f"s-{first}" + (f".{again}" if again else "") for again in count())
        return next(name for name in names if name not in self._stories and name not in former.values())

    def _settle(self, story: str) -> None:
        """Let the oldest articles of a large story rest on the nearest of its others."""
        numbers = self._stories[story]
        while len(numbers) > self.limits.representatives:
            oldest = min(numbers, key=lambda number: (self.shelf.cards[number].seen, number))
            links = self.shelf.cards[oldest].links
            nearest = max((number for number in numbers if number != oldest), key=lambda number: (links.get(number, 0.0), number))
            ids = self._ids(oldest)
            self._drop(oldest)
            self.shelf.cards[nearest].resting += tuple(ids)
            self._number.update(dict.fromkeys(ids, nearest))
