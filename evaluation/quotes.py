"""Are quotations of one utterance joined, others kept apart, and their renderings named rightly?

`pairs.f1`: of all pairs of quoted pieces in different accounts of a story, those that render one utterance. `renderings`: the part of
pieces in rightly joined rows whose rendering is the expected one (which of two equally full versions is the yardstick does not count).
Data: `gold/quotes.toml`, written for this project, with traps: two utterances of one speaker in the same words, the same two words of two
speakers, a changed number, a dropped negation.

    python -m evaluation.quotes
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from evaluation.copying import annotated
from rashomon.comparing.quotes import quotes
from rashomon.model.annotated import AnnotatedArticle, Content, Cue, Source, Statement
from rashomon.model.story import Story
from rashomon.settings import DEFAULT

GOLD = Path(__file__).resolve().parent / "gold" / "quotes.toml"


class Piece(NamedTuple):
    """A quoted piece of the gold: the statement it stands in, the utterance it renders and how."""

    statement: str
    utterance: str
    rendering: str | None


def measure() -> dict[str, float]:
    """`pairs.precision`, `pairs.recall`, `pairs.f1`, `renderings`, in per cent."""
    right = given = gold = named = joined = 0
    for story, pieces in stories():
        utterance = {piece.statement: piece.utterance for piece in pieces}
        expected = {piece.statement: piece.rendering for piece in pieces}
        article = {piece.statement: piece.statement.split(".")[0] for piece in pieces}
        true = {
            frozenset(pair)
            for pair in combinations(sorted(utterance), 2)
            if utterance[pair[0]] == utterance[pair[1]] and article[pair[0]] != article[pair[1]]
        }
        found: set[frozenset[str]] = set()
        for quote in quotes(story, DEFAULT):
            said = {version.statement: version.rendering for version in quote.versions if version.statement}
            found |= {frozenset(pair) for pair in combinations(sorted(said), 2) if article[pair[0]] != article[pair[1]]}
            if all(frozenset(pair) in true or article[pair[0]] == article[pair[1]] for pair in combinations(sorted(said), 2)):
                joined += len(said)
                named += (Counter[str](said.values()) & Counter(expected[statement] or "verbatim" for statement in said)).total()
        right, given, gold = right + len(true & found), given + len(found), gold + len(true)
    precision, recall = right / given if given else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    shares = {"pairs.precision": precision, "pairs.recall": recall, "pairs.f1": f1, "renderings": named / joined if joined else 0.0}
    return {name: 100 * share for name, share in shares.items()}


def stories() -> Iterator[tuple[Story, list[Piece]]]:
    """The gold stories with their pieces."""
    for entry in tomllib.loads(GOLD.read_text(encoding="utf-8"))["story"]:
        accounts, pieces = [], []
        for told in entry["account"]:
            bare = annotated(told["text"], told["outlet"])
            statements = [_statement(bare, number, says) for number, says in enumerate(told["says"], start=1)]
            pieces += [Piece(s.id, says["of"], says.get("as")) for s, says in zip(statements, told["says"], strict=True)]
            accounts.append(bare.model_copy(update={"statements": tuple(statements)}))
        yield Story(articles=tuple(sorted(accounts, key=lambda account: account.article.id))), pieces


def _statement(bare: AnnotatedArticle, number: int, says: dict[str, str]) -> Statement:
    article = bare.article
    start = article.text.index(says["words"])
    span = article.span(start, start + len(says["words"]))
    return Statement(
        id=f"{article.id}.s{number}",
        article=article.id,
        kind="mixed",
        source=Source(actor=says["who"] or None, type="named" if says["who"] else "document"),
        cue=Cue(text="said"),
        content=Content(text=span.text, spans=(span,)),
    )


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:20} {value:.3f}")
