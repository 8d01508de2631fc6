"""Are copied passages found, whole and nothing else? Truth by construction: an account is made of another text and pieces of a source.

Of each source, runs of one to four sentences (some truncated inside a sentence, edited word by word, in another order) are put between the
sentences of a text about something else. A found passage is right if it overlaps a true one by half of their union in the source and in the
copy; `words.f1` counts words of the copy instead. Of a copy's words 0, 5, 10 or 15 % are changed, dropped or joined by another.
Data: a committed set written for this project, and one text a story of `giveme5w1h-clusters` where it is there. Seed fixed.

    python -m evaluation.copying
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rashomon.comparing.copying import copies
from rashomon.comparing.words import words
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article, identity
from rashomon.model.story import Story
from rashomon.settings import DEFAULT

OWN = Path(__file__).resolve().parent / "gold" / "copying.txt"
CLUSTERS = Path(__file__).resolve().parents[1].parent / "shared" / "corpora" / "stories" / "giveme5w1h-clusters.jsonl.gz"
SEED = 20190327
ROUNDS = 2
"""copies made of each source"""
EDITS = (0.0, 0.05, 0.1, 0.15)
"""part of the words that an edit touches"""
LEAST = 12
"""words of narration; a shorter piece is no passage by the comparer's definition, and counts neither way"""

_SENTENCE = re.compile(r"[^\s](?:[^.!?\n]|\.(?=\d)|(?<=\b[A-Z])\.)*(?:[.!?]+[”\"’')]*|(?=\n)|$)")
Range = tuple[int, int]


class Passage(NamedTuple):
    """A passage as code points of the source and of the copy."""

    source: Range
    copy: Range


class Made(NamedTuple):
    """A source, a text made with pieces of it, and where the pieces are."""

    source: str
    copy: str
    passages: tuple[Passage, ...]


def measure() -> dict[str, float]:
    """`own.passages.precision`, `.recall`, `.f1` and `own.words.f1`, in per cent, on the committed texts."""
    return {f"own.{key}": 100 * value for key, value in score(made(own())).items()}


def own() -> list[str]:
    """The committed texts."""
    body = OWN.read_text(encoding="utf-8").split("\n", 1)[1]
    return [text.strip() for text in body.split("\n-----\n")]


def clusters() -> list[str]:
    """The longest text of each story, in story order; texts of one story would copy each other unasked."""
    longest: dict[str, str] = {}
    with gzip.open(CLUSTERS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["text"][:6000]
            if len(text) > len(longest.get(record["story"], "")):
                longest[record["story"]] = text
    return [text for _, text in sorted(longest.items()) if len(text) > 1500]


def made(texts: Sequence[str]) -> list[Made]:
    """Constructed pairs: each text is a source `ROUNDS` times, the next one the bed of its copies."""
    chance = random.Random(SEED)
    return [_make(text, texts[(n + 1 + round) % len(texts)], chance) for n, text in enumerate(texts) for round in range(ROUNDS)]


def score(pairs: Sequence[Made]) -> dict[str, float]:
    """Precision, recall and F1 of passages, and F1 of the copied words."""
    passages, copied = Tally(), Tally()
    for pair in pairs:
        gold = [passage for passage in pair.passages if _narration(pair, passage) >= LEAST]
        small = [passage for passage in pair.passages if passage not in gold]
        given = [passage for passage in _found(pair) if not any(alike(passage, other) for other in small)]
        passages.add(
            right=sum(any(alike(passage, other) for other in gold) for passage in given),
            given=len(given),
            recalled=sum(any(alike(passage, other) for other in given) for passage in gold),
            gold=len(gold),
        )
        true, said, neither = _words(pair.copy, gold), _words(pair.copy, given), _words(pair.copy, small)
        both = len(true & said)
        copied.add(right=both, given=len(said - neither), recalled=both, gold=len(true))
    return {
        "passages.precision": passages.precision,
        "passages.recall": passages.recall,
        "passages.f1": passages.f1,
        "words.f1": copied.f1,
    }


def annotated(text: str, outlet: str) -> AnnotatedArticle:
    """A text with its sentences; copying needs no more of an annotator."""
    article = Article(id=identity(outlet, None, None, text), outlet=outlet, text=text)
    return AnnotatedArticle(article=article, sentences=tuple(article.span(*match.span()) for match in _SENTENCE.finditer(text)))


class Tally:
    """Counts for precision and recall."""

    def __init__(self) -> None:
        self.right = self.given = self.recalled = self.gold = 0

    def add(self, *, right: int, given: int, recalled: int, gold: int) -> None:
        """Add the counts of one pair."""
        self.right, self.given, self.recalled, self.gold = (
            self.right + right,
            self.given + given,
            self.recalled + recalled,
            self.gold + gold,
        )

    @property
    def precision(self) -> float:
        """Right by given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Recalled by gold."""
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _make(source: str, bed: str, chance: random.Random) -> Made:
    from_source = [match.span() for match in _SENTENCE.finditer(source)]
    rest = [match.group() for match in _SENTENCE.finditer(bed)]
    runs: list[Range] = []
    at = 0
    while at < len(from_source) and len(runs) < len(rest) // 2:
        size = chance.randint(1, 4)
        if at + size <= len(from_source) and chance.random() < 0.5:
            runs.append((from_source[at][0], from_source[at + size - 1][1]))
        at += size + 1
    chance.shuffle(runs)
    places = sorted(chance.sample(range(len(rest)), len(runs)))
    edit = chance.choice(EDITS)
    vocabulary = re.findall(r"\w+", bed)
    text, passages = "", []
    for number, sentence in enumerate(rest):
        text += sentence + "\n\n"
        if number in places:
            start, end = runs[places.index(number)]
            if chance.random() < 0.25:
                end = start + max(source[start:end].rfind(" ", 0, int((end - start) * chance.uniform(0.5, 0.9))), 1)
            piece = _edited(source[start:end], edit, vocabulary, chance)
            passages.append(Passage((start, end), (len(text), len(text) + len(piece))))
            text += piece + "\n\n"
    return Made(source, text.rstrip(), tuple(passages))


def _edited(text: str, part: float, vocabulary: Sequence[str], chance: random.Random) -> str:
    kept = []
    for word in text.split(" "):
        if chance.random() >= part:
            kept.append(word)
            continue
        edit = chance.choice(("change", "drop", "add"))
        kept += {"change": [chance.choice(vocabulary)], "drop": [], "add": [word, chance.choice(vocabulary)]}[edit]
    return " ".join(kept) or text


def _found(pair: Made) -> list[Passage]:
    articles = [annotated(pair.source, "source"), annotated(pair.copy, "copy")]
    articles.sort(key=lambda entry: entry.article.id)
    found = []
    for row in copies(Story(articles=tuple(articles)), DEFAULT):
        if row.kind == "copied":
            places = {span.article: (span.start, span.end) for span in row.passages}
            by_outlet = {entry.article.outlet: places[entry.article.id] for entry in articles}
            found.append(Passage(by_outlet["source"], by_outlet["copy"]))
    return found


def alike(one: Passage, other: Passage) -> bool:
    """Whether two passages lie half on one another in both texts."""
    return all(_overlap(a, b) >= 0.5 for a, b in zip(one, other, strict=True))


def _overlap(one: Range, other: Range) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def _narration(pair: Made, passage: Passage) -> int:
    """Words outside quotation marks, in the text that has fewer: a truncated piece can lose its closing mark."""
    return min(_unquoted(pair.source, passage.source), _unquoted(pair.copy, passage.copy))


def _unquoted(text: str, place: Range) -> int:
    return sum(not word.quoted for word in words(text) if place[0] <= word.start < place[1])


def _words(text: str, passages: Sequence[Passage]) -> set[int]:
    return {word.start for word in words(text) if any(start <= word.start < end for _, (start, end) in passages)}


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:32} {value:.3f}")
