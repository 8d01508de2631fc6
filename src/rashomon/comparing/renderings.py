"""How a version of an utterance compares with the fullest one, and which words part them.

Only words that bear meaning make a difference: content words, negation, modals, quantities, numbers. A changed tense, article or
preposition makes a version `altered` but is not listed. What is cut at either end of a version is told by `cut` alone; a cut inside it is
listed. Words that only moved are no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from rashomon.comparing.utterances import Utterance
from rashomon.comparing.wordalign import Alignment, Part
from rashomon.language.wordforms import bearing, fold, light
from rashomon.model.dossier import Difference, Rendering, Value
from rashomon.model.span import Span
from rashomon.model.story import Story

_LEFT_OUT = "(left out)"
_EDGE = 2
"""bearing words; a version that opens or closes with more words of its own says more, it changes no word"""
_LONG = 8
"""letters from which a shared beginning makes two words one family"""


def rendering(alignment: Alignment) -> Rendering:
    """The rendering of the right piece against the left, fullest one. Light words missing at an edge ("that …") do not count."""
    full, version = alignment.left, alignment.right
    replaced = dropped = added = swapped = 0
    for part in alignment.parts():
        there, here = _bearing(full, part.left, part.left_end), _bearing(version, part.right, part.right_end)
        inner = part.right > 0 and part.right_end < len(version.words)
        if part.right == part.right_end:
            dropped += bool(there or (inner and part.left < part.left_end))
        elif part.left == part.left_end:
            added += bool(here or inner)
        elif there and here:
            reworded = any(not bearing(full.words[i].form) for i in there) and any(not bearing(version.words[j].form) for j in here)
            replaced, swapped = replaced + reworded, swapped + (not reworded)
        else:
            swapped += inner or bool(there or here)
    forms = any(full.words[i].form != version.words[j].form for i, j in alignment.pairs)
    if replaced >= 2 or (replaced and swapped + added + forms >= 2):
        return "translated"
    if replaced or swapped or added or forms or (version.bracketed and not full.bracketed):
        return "altered"
    return "cut" if dropped else "verbatim"


def differences(alignments: Sequence[Alignment], story: Story) -> list[Difference]:
    """The meaning-bearing differences of all versions from the fullest one (the left piece of every alignment), in its order."""
    order = {annotated.article.id: number for number, annotated in enumerate(story.articles)}
    changes = sorted(change for alignment in alignments for change in _changes(alignment))
    found = []
    for place in _merged(changes):
        values = [(alignment, _value(alignment, place)) for alignment in alignments]
        grouped: dict[str, list[tuple[str, Span | None, str]]] = {}
        for alignment, value in values:
            if value is not None:
                grouped.setdefault(value.key, []).append((value.text, value.span, alignment.right.span.article))
        telling = {article for key, entries in grouped.items() if key for _, _, article in entries}
        if "" in grouped:
            grouped[""] = [entry for entry in grouped[""] if entry[2] not in telling]
        grouped = {key: entries for key, entries in grouped.items() if entries}
        if len(grouped) > 1:
            found.append(Difference(kind=_kind(place, grouped), values=tuple(_listed(entries, order) for entries in grouped.values())))
    return found


@dataclass(frozen=True)
class _Said:
    """What a version has in a place: its words, their span (None: nothing) and a key that equal values share."""

    key: str
    text: str
    span: Span | None


def _changes(alignment: Alignment) -> list[tuple[int, int]]:
    """The places, as word ranges of the fullest piece, where the version differs in words that bear meaning."""
    full, version = alignment.left, alignment.right
    loose = _loose(full, [i for i, _ in alignment.pairs]), _loose(version, [j for _, j in alignment.pairs])
    places = []
    for part in alignment.parts():
        there, here = _bearing(full, part.left, part.left_end), _bearing(version, part.right, part.right_end)
        moved_out = {fold(full.words[i].form) for i in there} <= loose[1]
        moved_in = {fold(version.words[j].form) for j in here} <= loose[0]
        if (moved_out and moved_in) or _family(alignment, part):
            continue
        opening, closing = part.right == 0, part.right_end == len(version.words)
        if not opening and not closing:
            places.append((part.left, part.left_end))
        elif 0 < len(here) <= _EDGE and part.left < part.left_end:
            places.append(_beside(full, part, len(here), opening=opening))
    return places


def _beside(full: Utterance, part: Part, bearing: int, *, opening: bool) -> tuple[int, int]:
    """The words of the fullest piece, next to a matched one, that a version's own opening or closing words replace: the light ones there,
    otherwise as many as the version has."""
    places = range(part.left, part.left_end)[::-1] if opening else range(part.left, part.left_end)
    kept = list(takewhile(lambda place: light(full.words[place].form), places)) or list(places[:bearing])
    return min(kept), max(kept) + 1


def _loose(piece: Utterance, matched: Sequence[int]) -> set[str]:
    """The words that have no counterpart."""
    return {fold(piece.words[number].form) for number in set(range(len(piece.words))) - set(matched)}


def _family(alignment: Alignment, part: Part) -> bool:
    """Whether both sides are spellings or derivations of one long word ("inter-government", "intergovernmental")."""
    there = "".join(word.form for word in alignment.left.words[part.left : part.left_end])
    here = "".join(word.form for word in alignment.right.words[part.right : part.right_end])
    return min(len(there), len(here)) >= _LONG and (there.startswith(here) or here.startswith(there))


def _merged(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and (start < merged[-1][1] or (start, end) == merged[-1]):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _value(alignment: Alignment, place: tuple[int, int]) -> _Said | None:
    """What the version says in this place; None where it does not reach it."""
    start, end = place
    version = alignment.right
    counterpart = _counterpart(alignment, start, end)
    if counterpart is None:
        return None
    words = version.words[slice(*counterpart)]
    if not words:
        return _Said("", _LEFT_OUT, None)
    telling = [word for word in words if not light(word.form)] or words
    first, last = telling[0], telling[-1]
    span = Span(
        article=version.span.article,
        start=first.start,
        end=last.end,
        text=version.span.text[first.start - version.span.start : last.end - version.span.start],
    )
    return _Said(_key([word.form for word in words]), span.text, span)


def _key(forms: Sequence[str]) -> str:
    return " ".join(fold(form) for form in forms if not light(form)) or " ".join(forms)


def _counterpart(alignment: Alignment, start: int, end: int) -> tuple[int, int] | None:
    """The version's words that stand against words `[start, end)` of the fullest piece."""
    first, last = alignment.pairs[0], alignment.pairs[-1]
    if first[0] <= start and end <= last[0] + 1 and first[0] < end and start <= last[0]:
        low = max((j for i, j in alignment.pairs if i < start), default=first[1] - 1) + 1
        high = min((j for i, j in alignment.pairs if i >= end), default=last[1] + 1)
        return low, high
    if end == first[0] and 0 < len(_bearing(alignment.right, 0, first[1])) <= _EDGE:
        return 0, first[1]
    size = len(alignment.right.words)
    if start == last[0] + 1 and 0 < len(_bearing(alignment.right, last[1] + 1, size)) <= _EDGE:
        return last[1] + 1, size
    return None


def _bearing(piece: Utterance, start: int, end: int) -> list[int]:
    return [number for number in range(start, end) if not light(piece.words[number].form)]


def _kind(place: tuple[int, int], grouped: dict[str, list[tuple[str, Span | None, str]]]) -> Literal["word", "cut", "insertion"]:
    if "" not in grouped:
        return "word"
    return "insertion" if place[0] == place[1] else "cut"


def _listed(entries: Sequence[tuple[str, Span | None, str]], order: dict[str, int]) -> Value:
    articles = sorted({article for _, _, article in entries}, key=order.__getitem__)
    spans = sorted((span for _, span, _ in entries if span), key=lambda span: (order[span.article], span.start))
    return Value(value=entries[0][0], articles=tuple(articles), spans=tuple(spans))
