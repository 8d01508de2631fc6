"""Hand-made stories for the tests of comparing: short texts you write, with naive tokens, sentences and sentence vectors.

    one = account("Mara Lind said the bridge was “not safe”.", outlet="Harbour Post", published="2024-05-02",
                  says=[Says("Mara Lind", "said", "the bridge was “not safe”", kind="mixed", actor="p1")])
    story(one, other, people={"p1": "Mara Lind"})

Everything is found in the text by its words (`Says`, `Amount`, `When`, names), so a test never writes an offset. Words that stand more than
once are looked for after `after`. What it is not: an annotator. Tokens come from a regular expression, parts of speech from a short list
(other words are NOUN, capitalised ones inside a sentence PROPN) and every token hangs on its sentence's first verb; a test that needs
syntax says so in `tags` and `arcs`. Sentence vectors are hashed bags of words: sentences with the same words are near each other.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rashomon.model.annotated import (
    AnnotatedArticle,
    Content,
    Cue,
    Figure,
    FigureKind,
    Name,
    NameKind,
    Source,
    SourceType,
    Stance,
    Statement,
    StatementKind,
    Time,
    TimexType,
    Token,
)
from rashomon.model.article import Article, Credit, CreditKind, Precision, Published, identity
from rashomon.model.span import Span
from rashomon.model.story import Actor, ActorKind, NameCount, Story

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"[^\s](?:[^.!?\n]|(?<=\d)\.(?=\d))*(?:[.!?]+[”\"’']?|(?=\n)|$)")
_CLOSED = {
    "DET": "a an the this that these those no",
    "ADP": "of in on at to from by with after before under over about into for near than",
    "AUX": "is are was were be been has have had will would may might could",
    "PRON": "he she it they we i you his her its their him them",
    "CCONJ": "and or but",
    "VERB": "said says told added landed killed arrived sent opened closed died reported crossed",
}
_POS = {word: pos for pos, words in _CLOSED.items() for word in words.split()}


@dataclass(frozen=True, kw_only=False)
class Says:
    """A statement to be found in the text: the words of source, cue and content (one string, or several pieces)."""

    source: str | None
    cue: str
    content: str | Sequence[str]
    kind: StatementKind = "direct"
    actor: str | None = None
    type: SourceType = "named"
    stance: Stance = "neutral"
    chain: Sequence[tuple[str, str | None, SourceType]] = ()
    """outer links as (words, actor, type); the statement's own source is put last"""
    after: str = ""
    """look only behind these words"""


@dataclass(frozen=True)
class Amount:
    """A figure to be found in the text."""

    text: str
    low: float | None
    high: float | None
    what: str | None = None
    kind: FigureKind = "count"
    approximate: bool = False
    unit: str | None = None
    subset: str | None = None
    after: str = ""


@dataclass(frozen=True)
class When:
    """A temporal expression to be found in the text."""

    text: str
    value: str
    type: TimexType = "DATE"
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What stands in the text of an account."""

    says: Sequence[Says] = ()
    amounts: Sequence[Amount] = ()
    times: Sequence[When] = ()
    names: Mapping[str, NameKind] = field(default_factory=dict)
    """every place where the words stand becomes a name"""
    tags: Mapping[str, str] = field(default_factory=dict)
    """word → part of speech"""
    arcs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """word → (relation, word that heads it in the same sentence)"""


def account(
    text: str,
    found: Found | None = None,
    *,
    outlet: str | None = None,
    title: str | None = None,
    published: str | None = None,
    credits: Sequence[tuple[str, CreditKind]] = (),
) -> AnnotatedArticle:
    """An annotated article. `published` is ISO 8601 and its length says its precision."""
    found = found or Found()
    bare = Article(
        id=identity(outlet, title, None, text),
        outlet=outlet,
        title=title,
        text=text,
        published=_published(published),
        credits=tuple(Credit(name=name, kind=kind, evidence=_everywhere(text, name, outlet, title)[:1]) for name, kind in credits),
    )
    sentences = tuple(bare.span(m.start(), m.end()) for m in _SENTENCE.finditer(text))
    statements = tuple(_statement(bare, n, says) for n, says in enumerate(found.says, start=1))
    return AnnotatedArticle(
        article=bare,
        sentences=sentences,
        names=tuple(
            Name(text=words, kind=kind, span=span)
            for span, words, kind in sorted(
                ((span, words, kind) for words, kind in found.names.items() for span in _everywhere(text, words, outlet, title)),
                key=lambda entry: entry[0].key,
            )
        ),
        statements=statements,
        figures=tuple(_figure(bare, amount, statements) for amount in found.amounts),
        times=tuple(
            Time(text=when.text, value=when.value, type=when.type, span=_find(bare, when.text, when.after)) for when in found.times
        ),
        tokens=_tokens(text, sentences, found),
        vectors=np.stack([_vector(span.text) for span in sentences]) if sentences else np.zeros((0, 384), dtype=np.float32),
    )


def story(*accounts: AnnotatedArticle, people: Mapping[str, str] | None = None, kind: ActorKind = "person") -> Story:
    """A story of the accounts in publication order (undated last), ties by id. `people`: actor id → name, found in the texts."""
    ordered = sorted(
        accounts, key=lambda a: (a.article.published is None, a.article.published.date if a.article.published else "", a.article.id)
    )
    actors = []
    for id, name in (people or {}).items():
        mentions = [span for a in ordered for span in _everywhere(a.article.text, name, a.article.outlet, a.article.title)]
        actors.append(
            Actor(id=id, name=name, kind=kind, names=(NameCount(text=name, count=max(1, len(mentions))),), mentions=tuple(mentions))
        )
    return Story(articles=tuple(ordered), actors=tuple(actors))


def _place(annotated: AnnotatedArticle) -> tuple[bool, str, str]:
    published = annotated.article.published
    return (published is None, published.date if published else "", annotated.article.id)


def _published(date: str | None) -> Published | None:
    if date is None:
        return None
    precisions: dict[int, Precision] = {4: "year", 7: "month", 10: "day", 16: "minute"}
    return Published(date=date, precision=precisions[len(date)], basis="metadata")


def _find(article: Article, words: str, after: str = "") -> Span:
    start = article.text.index(words, article.text.index(after) + len(after) if after else 0)
    return article.span(start, start + len(words))


def _everywhere(text: str, words: str, outlet: str | None, title: str | None) -> tuple[Span, ...]:
    id = identity(outlet, title, None, text)
    places = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return tuple(Span(article=id, start=place.start(), end=place.end(), text=words) for place in places)


def _statement(article: Article, n: int, says: Says) -> Statement:
    pieces = [says.content] if isinstance(says.content, str) else list(says.content)
    content = tuple(_find(article, piece, says.after) for piece in pieces)
    source = Source(
        actor=says.actor,
        text=says.source,
        spans=(_find(article, says.source, says.after),) if says.source else (),
        type=says.type,
    )
    outer = tuple(Source(actor=actor, text=words, spans=(_find(article, words),), type=type) for words, actor, type in says.chain)
    return Statement(
        id=f"{article.id}.s{n}",
        article=article.id,
        kind=says.kind,
        source=source,
        cue=Cue(text=says.cue, spans=(_find(article, says.cue, says.after),) if says.cue else (), stance=says.stance),
        content=Content(text=" … ".join(piece.text for piece in content), spans=content),
        chain=(*outer, source),
    )


def _figure(article: Article, amount: Amount, statements: Sequence[Statement]) -> Figure:
    span = _find(article, amount.text, amount.after)
    inside = [s.id for s in statements if any(piece.contains(span) for piece in s.content.spans)]
    return Figure(
        text=amount.text,
        span=span,
        kind=amount.kind,
        low=amount.low,
        high=amount.high,
        approximate=amount.approximate,
        unit=amount.unit,
        what=amount.what,
        subset=amount.subset,
        statement=inside[0] if inside else None,
    )


def _tokens(text: str, sentences: Sequence[Span], found: Found) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for number, sentence in enumerate(sentences):
        words = [(sentence.start + m.start(), sentence.start + m.end(), m.group()) for m in _WORD.finditer(sentence.text)]
        tags = [_tag(word, first=place == 0, found=found) for place, (_, _, word) in enumerate(words)]
        root = tags.index("VERB") if "VERB" in tags else 0
        for place, (start, end, word) in enumerate(words):
            dep, head = ("ROOT", root) if place == root else ("dep", root)
            if word in found.arcs:
                dep = found.arcs[word][0]
                head = next((other for other, (_, _, candidate) in enumerate(words) if candidate == found.arcs[word][1]), head)
            tokens.append(Token(start, end, word.lower(), tags[place], dep, len(tokens) - place + head, number))
    return tuple(tokens)


def _tag(word: str, *, first: bool, found: Found) -> str:
    if word in found.tags:
        return found.tags[word]
    if not word[0].isalnum():
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if word.lower() in _POS:
        return _POS[word.lower()]
    return "PROPN" if word[0].isupper() and not first else "NOUN"


def _vector(text: str) -> NDArray[np.float32]:
    vector = np.zeros(384, dtype=np.float32)
    for word in _WORD.findall(text.lower()):
        if word[0].isalnum():
            vector[zlib.crc32(word.encode("utf-8", "surrogatepass")) % 384] += 1.0
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector
