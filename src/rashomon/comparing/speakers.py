"""Whose words a quoted piece is, and whether two accounts name the same speaker.

Speakers are actors of the story where gathering found them; otherwise the last word of the source's name stands in. A statement handed on
("Voss said Berg told…") belongs to its innermost source. A piece without a source is nobody's, and silence is no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.comparing.joint import joint
from rashomon.comparing.mentions import Mentions
from rashomon.comparing.utterances import Utterance
from rashomon.language.wordforms import light
from rashomon.model.annotated import Source
from rashomon.model.dossier import Difference, Value
from rashomon.model.story import Actor, Story


def known(piece: Utterance) -> bool:
    """Whether the piece is ascribed to somebody who can be told from others."""
    return bool(piece.statement and _key(piece.statement.source))


def nobody(piece: Utterance) -> bool:
    """Whether the piece may be anybody's: it has no source, or a document or an unnamed one that no actor stands for."""
    source = piece.statement.source if piece.statement else None
    return source is None or (source.actor is None and (source.type in ("document", "unnamed") or not _key(source)))


@dataclass(slots=True)
class Speakers:
    """To whom the pieces of a group are ascribed: their sources, the links of their chains, and whether all are nobody's."""

    sources: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    nobody: bool = True

    def add(self, piece: Utterance) -> None:
        """Takes in one piece."""
        self.nobody = self.nobody and nobody(piece)
        if piece.statement and (source := _key(piece.statement.source)):
            self.sources.add(source)
            self.links.update(map(_key, piece.statement.chain))

    def same(self, piece: Utterance) -> bool:
        """Whether the piece is ascribed to the speaker of one of the group: the same source, or one's source is a link in the other's
        chain."""
        source = _key(piece.statement.source) if piece.statement else ""
        if not source or not piece.statement:
            return False
        return source in self.sources or source in self.links or not self.sources.isdisjoint(map(_key, piece.statement.chain))


def speaker(row: Sequence[Utterance], actors: Mapping[str, Actor], mentions: Mentions) -> str | None:
    """The actor whom most versions name; of several, the one named first. None where several people said it together."""
    named: list[str | None] = []
    for piece in row:
        source = piece.statement.source if piece.statement else None
        if source is not None and source.actor:
            named.append(None if joint(source, actors.get(source.actor), mentions) else source.actor)
    return Counter(named).most_common(1)[0][0] if named else None


def speakers(row: Sequence[Utterance], story: Story) -> list[Difference]:
    """A difference of kind `speaker` where the versions name more than one: each speaker as the accounts give him, with the words."""
    order = {annotated.article.id: number for number, annotated in enumerate(story.articles)}
    names = {actor.id: actor.name for actor in story.actors}
    groups: dict[str, list[Utterance]] = {}
    for piece in row:
        if piece.statement and (key := _key(piece.statement.source)):
            groups.setdefault(key, []).append(piece)
    if len(groups) < 2:
        return []
    values = []
    for pieces in groups.values():
        sources = [piece.statement.source for piece in pieces if piece.statement]
        articles = sorted({piece.span.article for piece in pieces}, key=order.__getitem__)
        spans = {span.key: span for source in sources for span in source.spans}
        name = names.get(sources[0].actor or "") or sources[0].text or ""
        values.append(
            Value(value=name, articles=tuple(articles), spans=tuple(sorted(spans.values(), key=lambda s: (order[s.article], s.start))))
        )
    return [Difference(kind="speaker", values=tuple(values))]


def _key(source: Source) -> str:
    if source.actor:
        return source.actor
    words = [word.strip(".,’'") for word in (source.text or "").casefold().replace("’s", "").replace("'s", "").split()]
    return words[-1] if words and not light(words[-1]) else ""
