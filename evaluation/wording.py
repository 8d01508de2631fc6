"""Do the words for one concept end up together? NewsWCL50's mentions (properties left out), grouped by actor, wording row or head word.

A mention belongs to the actor whose mention holds its head, else to the wording row with a span that holds it, else to its head's lemma;
the baseline has head lemmas alone. Groups are compared with the annotators' concepts (`code_name`, one event at a time) by B-cubed F1
(Bagga and Baldwin 1998). The annotations give words, not offsets: the n-th mention in the same words is the n-th place where they stand.
Data: NewsWCL50 (Hamborg et al. 2019), `stories/newswcl50/`.

    python -m evaluation.wording ../shared/corpora
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.annotating.annotate import annotate
from rashomon.comparing.wording import wording
from rashomon.gathering.gather import gather
from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.reading.read import read
from rashomon.settings import DEFAULT

STORIES = "stories/newswcl50"
EVENTS = 5


@dataclass(frozen=True)
class Mention:
    """One annotated mention: the concept it was given to, our group and the baseline's."""

    concept: tuple[str, str]
    group: tuple[str, str]
    head: tuple[str, str]


def measure(corpora: Path) -> dict[str, float]:
    """B-cubed F1 of our groups (`f1`, `precision`, `recall`) and of head lemmas (`head`); mentions found in the text (`found`); percent."""
    every = list(csv.DictReader((corpora / STORIES / "annotations-0-4.csv").read_text(encoding="utf-8").splitlines()))
    rows = [row for row in every if row["code_type"] != "PROPERTY"]
    mentions: list[Mention] = []
    for event in range(EVENTS):
        here = [row for row in rows if row["event_id"] == str(event)]
        articles = read([corpora / STORIES / f"event_{event}"], DEFAULT).articles
        mentions.extend(_mentions(gather([annotate(article) for article in articles], DEFAULT), here, str(event)))
    concepts = [mention.concept for mention in mentions]
    precision, recall, f1 = _bcubed([mention.group for mention in mentions], concepts)
    return {
        "f1": 100 * f1,
        "head": 100 * _bcubed([mention.head for mention in mentions], concepts)[2],
        "precision": 100 * precision,
        "recall": 100 * recall,
        "found": 100 * len(mentions) / (len(rows) or 1),
    }


def _mentions(story: Story, rows: Sequence[dict[str, str]], event: str) -> Iterator[Mention]:
    articles = {Path(annotated.article.path or "").name.split(".")[0]: annotated for annotated in story.articles}
    by_place: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for actor in story.actors:
        for mention in actor.mentions:
            by_place[mention.article].append((mention, f"@{actor.id}"))
    for number, line in enumerate(wording(story, DEFAULT)):
        for label in line.labels:
            for place in label.spans:
                by_place[place.article].append((place, f"#{number}"))
    seen: Counter[tuple[str, str]] = Counter()
    for row in sorted(rows, key=lambda row: (row["publisher_id"], *(int(row[column]) for column in ("paragraph", "sentence", "start")))):
        annotated = articles.get(f"{event}_{row['publisher_id']}")
        words = row["code_mention"].strip()
        if annotated is None or not words:
            continue
        key = (row["publisher_id"], words)
        seen[key] += 1
        span = _found(annotated, words, seen[key])
        if span is not None:
            at = _head(annotated, span)
            lemma = fold(annotated.tokens[at].lemma) if at is not None else words.casefold()
            group = _group(by_place[annotated.article.id], annotated, at) or lemma
            yield Mention((event, row["code_name"]), (event, group), (event, lemma))


def _found(annotated: AnnotatedArticle, words: str, number: int) -> Span | None:
    """The place where the words stand for the n-th time, or the last of fewer."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", annotated.article.text))[:number]
    return annotated.article.span(places[-1].start(), places[-1].end()) if places else None


def _head(annotated: AnnotatedArticle, span: Span) -> int | None:
    """The token of the span that hangs on something outside it."""
    inside = [index for index, token in enumerate(annotated.tokens) if span.start <= token.start and token.end <= span.end]
    return next((index for index in inside if annotated.tokens[index].head not in inside or annotated.tokens[index].head == index), None)


def _group(places: Iterable[tuple[Span, str]], annotated: AnnotatedArticle, at: int | None) -> str | None:
    """The actor, or else the row, that holds the token; of several the one with the shortest span."""
    if at is None:
        return None
    token = annotated.tokens[at]
    holding = [
        (name[0] == "#", span.end - span.start, name) for span, name in places if span.start <= token.start and token.end <= span.end
    ]
    return min(holding)[2] if holding else None


def _bcubed(groups: Sequence[tuple[str, str]], concepts: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    both, ours, theirs = Counter(zip(groups, concepts, strict=True)), Counter(groups), Counter(concepts)
    if not groups:
        return 0.0, 0.0, 0.0
    precision = sum(count * count / ours[group] for (group, _), count in both.items()) / len(groups)
    recall = sum(count * count / theirs[concept] for (_, concept), count in both.items()) / len(groups)
    return precision, recall, 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    print(measure(Path(sys.argv[1])))
