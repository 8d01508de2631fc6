"""One utterance across outlets: its renderings, and where they part.

Quoted pieces are joined to the fullest one of an utterance if their words run together (`wordalign.py`): under one speaker a translation
may differ in many words, under two speakers the words must nearly be the same. Pieces of one or two words join only as the same words of
one speaker. Organise and organize are one word. Renderings, against the fullest version: `verbatim`; `cut` (words left out, none changed);
`altered` (words or forms differ, or an editor put some in); `translated` (one speaker, several content words replaced by others).
What this misses: a translation that shares fewer than three content words, and an utterance that no outlet puts in quotation marks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.comparing.mentions import Mentions
from rashomon.comparing.renderings import differences, rendering
from rashomon.comparing.speakers import Speakers, known, nobody, speaker, speakers
from rashomon.comparing.utterances import Utterance, joined, utterances
from rashomon.comparing.wordalign import Alignment, most, wordalign
from rashomon.language.wordforms import light, spelling
from rashomon.model.dossier import Quote, QuoteVersion
from rashomon.model.story import Story
from rashomon.settings import ComparingSettings, QuoteLimit, Settings


def quotes(story: Story, settings: Settings) -> list[Quote]:
    """The utterances that two articles or more quote, by the place of their first version in the story; versions in story order.

    `speaker` is the actor whom most versions name, or None, also where several people said it together. Differences: meaning-bearing words
    first, in the order of the fullest version, then the speaker.
    """
    names = _name_words(story)
    rows = [row for row in _clusters(utterances(story), names, settings.comparing) if _shared(row)]
    rows = _continued(rows, story)
    rows.sort(key=lambda row: min((piece.number, piece.span.start) for piece in row))
    actors, mentions = {actor.id: actor for actor in story.actors}, Mentions(story.actors)
    ordered = [sorted(row, key=lambda piece: (piece.number, piece.span.start)) for row in rows]
    found = [_quote(f"q{count}", row, story, names) for count, row in enumerate(ordered, start=1)]
    return [quote.model_copy(update={"speaker": speaker(row, actors, mentions)}) for quote, row in zip(found, ordered, strict=True)]


@dataclass
class _Cluster:
    """Pieces of one utterance, the first the fullest, and to whom they are ascribed."""

    pieces: list[Utterance] = field(default_factory=list)
    speakers: Speakers = field(default_factory=Speakers)

    def add(self, piece: Utterance) -> None:
        self.pieces.append(piece)
        self.speakers.add(piece)


def _clusters(pieces: Sequence[Utterance], names: frozenset[str], limits: ComparingSettings) -> list[list[Utterance]]:
    """The pieces grouped: each joins the fullest piece that it fits best, or founds a group. Fullest pieces come first."""
    spread = Counter(key for piece in pieces for key in set(piece.keys))
    founders: dict[str, list[int]] = defaultdict(list)
    clusters: list[_Cluster] = []
    for piece in sorted(pieces, key=lambda p: (tuple(-n for n in p.weight), p.number, p.span.start)):
        rare = _rare(piece, spread)[: limits.quote_rare_words]
        shared = Counter(number for key in rare for number in founders[key][-limits.quote_tried * 4 :])
        tried = sorted(shared, key=lambda number: (-shared[number], number))[: limits.quote_tried]
        best, number = 0.0, 0
        for candidate in tried:
            best, number = max((best, number), (_likeness(clusters[candidate], piece, names, limits), -candidate))
            if best == 1.0:
                break
        if best > 0:
            clusters[-number].add(piece)
            continue
        for key in sorted(set(piece.keys)):
            if not light(key):
                founders[key].append(len(clusters))
        clusters.append(_Cluster())
        clusters[-1].add(piece)
    return [cluster.pieces for cluster in clusters]


def _rare(piece: Utterance, spread: Counter[str]) -> list[str]:
    return sorted({key for key in piece.keys if not light(key)}, key=lambda key: (spread[key], key))


def _likeness(cluster: _Cluster, piece: Utterance, names: frozenset[str], limits: ComparingSettings) -> float:
    """How well the piece fits the fullest one of the group: 0 where they are two utterances."""
    alike, full = cluster.speakers.same(piece), cluster.pieces[0]
    if len(piece.words) < limits.quote_identical_words:
        title = all(word.form in names for word in piece.words)
        return 1.0 if alike and known(piece) and not title and piece.keys == full.keys else 0.0
    if most(full, piece, names) < min(limit.coverage for limit in _limits(limits)):
        return 0.0
    alignment = wordalign(full, piece, names)
    unknown = nobody(piece) or cluster.speakers.nobody
    fits = _within(alignment, limits.quote_unknown_speaker if unknown else limits.quote_other_speaker)
    if alike and not fits:
        clause = alignment.verb or alignment.matched >= limits.quote_verbless_words
        fits = _within(alignment, limits.quote_same_speaker) or (clause and _within(alignment, limits.quote_translation))
    return alignment.densities[1] * alignment.coverage * (1.0 if alike else 0.9) if fits else 0.0


def _limits(limits: ComparingSettings) -> tuple[QuoteLimit, ...]:
    return limits.quote_same_speaker, limits.quote_translation, limits.quote_other_speaker, limits.quote_unknown_speaker


def _within(alignment: Alignment, limit: QuoteLimit) -> bool:
    full, version = alignment.densities
    if len(alignment.pairs) == len(alignment.right.words) and full == version == 1.0:
        return alignment.matched >= limit.verbatim_words
    return alignment.matched >= limit.words and full >= limit.full and version >= limit.version and alignment.coverage >= limit.coverage


def _shared(row: Sequence[Utterance]) -> bool:
    return len({piece.number for piece in row}) > 1


def _continued(rows: list[list[Utterance]], story: Story) -> list[list[Utterance]]:
    """Rows whose pieces all follow on one another in the same statements or quotations, sentence after sentence, made one."""
    at = {(*_place(piece), piece.sentence): count for count, row in enumerate(rows) for piece in row}
    merged: dict[int, list[Utterance]] = {}
    into: dict[int, int] = {}
    for count in sorted(range(len(rows)), key=lambda c: min((p.number, p.span.start) for p in rows[c])):
        row = rows[count]
        before = {at.get((*_place(piece), piece.sentence - 1)) for piece in row}
        number = before.pop() if len(before) == 1 else None
        previous = into.get(number, number) if number is not None else None
        if previous is None or previous not in merged or not _follows(merged[previous], row):
            merged[count] = list(row)
            continue
        into[count] = previous
        ends = {_place(piece): piece for piece in row}
        merged[previous] = [joined(piece, ends[_place(piece)], story.articles[piece.number]) for piece in merged[previous]]
    return list(merged.values())


def _follows(first: Sequence[Utterance], second: Sequence[Utterance]) -> bool:
    ends = {_place(piece): piece.sentence for piece in first}
    starts = {_place(piece): piece.sentence for piece in second}
    unique = len(ends) == len(first) and len(starts) == len(second)
    return unique and ends.keys() == starts.keys() and all(starts[key] == ends[key] + 1 for key in ends)


def _place(piece: Utterance) -> tuple[int, str]:
    """What a piece's next sentence shares with it: the article and the statement, or the quotation where no statement covers it."""
    return piece.number, piece.statement.id if piece.statement else str(piece.stretch)


def _quote(id: str, ordered: Sequence[Utterance], story: Story, names: frozenset[str]) -> Quote:
    """The row of pieces in story order, its speaker left open."""
    full = _fullest(ordered)
    alignments = [wordalign(full, piece, names) for piece in ordered]
    return Quote(
        id=id,
        speaker=None,
        versions=tuple(
            QuoteVersion(
                article=piece.span.article,
                statement=piece.statement.id if piece.statement else None,
                rendering=rendering(alignment),
                span=piece.span,
            )
            for piece, alignment in zip(ordered, alignments, strict=True)
        ),
        differences=(*differences(alignments, story), *speakers(ordered, story)),
    )


def _fullest(row: Sequence[Utterance]) -> Utterance:
    """The piece with most words that carry meaning; of several, the one whose words most others have; of those, the first."""
    most = max(piece.weight[0] for piece in row)
    candidates = [piece for piece in row if piece.weight[0] == most]
    if len(candidates) == 1:
        return candidates[0]
    words = [set(piece.keys) for piece in row]
    return max(candidates, key=lambda piece: (sum(len(keys & set(piece.keys)) for keys in words), -piece.number, -piece.span.start))


def _name_words(story: Story) -> frozenset[str]:
    """The words of all names of the story: an event's accounts share them whatever they quote."""
    found = {word for annotated in story.articles for name in annotated.names for word in name.text.split()}
    found |= {word for actor in story.actors if actor.kind != "unnamed" for name in actor.names for word in name.text.split()}
    return frozenset(spelling(word.strip(".,'’").removesuffix("'s").removesuffix("’s")) for word in found if word[:1].isupper())
