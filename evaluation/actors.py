"""Is one person or country one actor across outlets? NewsWCL50's mentions of actors and countries, by the actor they are joined to.

Counted are the mentions of single persons (`ACTOR`) and of countries (`COUNTRY`) of the annotation; one with no actor of ours is alone.
`f1`, `precision`, `recall`: B-cubed over all of them. The codebook gives a country whoever acts for it as well, down to "senators" and
its officials by name, whom we keep apart as persons and bodies; `persons` are the `ACTOR` mentions alone, `names` those mentions of either
kind whose head is a proper noun and that hold no other person's name (a person annotated as a country is none of its names). `head`: all
mentions by head lemma. Per cent.
Data: NewsWCL50 (Hamborg et al. 2019), `stories/newswcl50/`.

    python -m evaluation actors
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.clusters import bcubed
from evaluation.wording import head, placed, rows, stories
from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.span import Span
from rashomon.model.story import Actor, Story

KINDS = ("ACTOR", "COUNTRY")


@dataclass(frozen=True)
class Mention:
    """One annotated mention: its concept, our actor (or itself) and its head lemma, each with the event; what kind it is."""

    concept: tuple[str, str]
    actor: tuple[str, str]
    lemma: tuple[str, str]
    person: bool
    named: bool
    words: str


def measure(corpora: Path) -> dict[str, float]:
    """All figures, by name, in per cent."""
    every = mentions(corpora)
    people = [mention for mention in every if mention.person]
    named = [mention for mention in every if mention.named]
    precision, recall, f1 = _score(every)
    return {
        "f1": 100 * f1,
        "precision": 100 * precision,
        "recall": 100 * recall,
        "persons": 100 * _score(people)[2],
        "names": 100 * _score(named)[2],
        "head": 100 * bcubed([mention.lemma for mention in every], [mention.concept for mention in every]).f1,
    }


def mentions(corpora: Path) -> list[Mention]:
    """The mentions of persons and countries that stand in the texts."""
    marked = [row for row in rows(corpora) if row["code_type"] in KINDS]
    return [m for event, story in stories(corpora) for m in _mentions(story, [r for r in marked if r["event_id"] == event], event)]


def _score(found: Sequence[Mention]) -> tuple[float, float, float]:
    return bcubed([mention.actor for mention in found], [mention.concept for mention in found])


def _mentions(story: Story, marked: Sequence[dict[str, str]], event: str) -> Iterator[Mention]:
    for number, (row, annotated, span) in enumerate(placed(story, marked, event)):
        at = head(annotated, span)
        lemma = fold(annotated.tokens[at].lemma) if at is not None else span.text.casefold()
        actor = _actor(story.actors, annotated, span, at)
        person = row["code_type"] == "ACTOR"
        proper = at is not None and annotated.tokens[at].pos == "PROPN"
        others = not person and any(name.kind == "person" and span.overlaps(name.span) for name in annotated.names)
        yield Mention(
            concept=(event, row["code_name"]),
            actor=(event, actor or f"alone {number}"),
            lemma=(event, lemma),
            person=person,
            named=proper and not others,
            words=span.text,
        )


def _actor(actors: Sequence[Actor], annotated: AnnotatedArticle, span: Span, at: int | None) -> str | None:
    """The actor one of whose mentions holds the head, or a name in apposition to it ("dictator Kim"), or one of whose roles does; of
    several the one with the shortest mention."""
    if at is None:
        return None
    beside = [i for i, t in enumerate(annotated.tokens) if t.head == at and t.dep in ("flat", "appos") and span.start <= t.start < span.end]
    for index in (at, *beside):
        position = annotated.tokens[index].start
        holding = [(m.end - m.start, actor.id) for actor in actors for m in actor.mentions if _holds(m, annotated, position)]
        if holding:
            return min(holding)[1]
    position = annotated.tokens[at].start
    roles = [(s.end - s.start, a.id) for a in actors for role in a.roles for s in role.spans if _holds(s, annotated, position)]
    return min(roles)[1] if roles else None


def _holds(span: Span, annotated: AnnotatedArticle, position: int) -> bool:
    return span.article == annotated.article.id and span.start <= position < span.end
