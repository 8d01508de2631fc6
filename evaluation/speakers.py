"""Pronoun sources: does "he said" go to the right person? GUM's news and interview documents, gold coreference.

Counted are "he" and "she" that are the subject of a reporting verb and whose gold entity is named somewhere in the document. Right: the
predicted chain of the pronoun has a name that gold puts into the same entity, and no more names of others than of it. `gold_syntax` uses
GUM's own tokens, heads and names, `predicted` the text alone. Per cent.
Data: GUM (Zeldes 2017), `syntax/gum-dep.tar.gz`.
"""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rashomon.annotating.annotate import annotate
from rashomon.annotating.coreference import Ascription, chains
from rashomon.language.lexicon import lexicon
from rashomon.model.annotated import Chain, Name, Token
from rashomon.model.article import Article

ARCHIVE = "syntax/gum-dep.tar.gz"
GENRES = ("GUM_news_", "GUM_interview_")


class Document(NamedTuple):
    """A GUM document as an article with gold tokens, gold names and the entity at each (start, end)."""

    article: Article
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    entities: dict[tuple[int, int], str]


def documents(corpora: Path) -> Iterator[Document]:
    """GUM's news and interview documents in the archive's sorted order."""
    with tarfile.open(corpora / ARCHIVE) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if Path(member.name).name.startswith(GENRES) and (handle := archive.extractfile(member)):
                yield _document(handle.read().decode("utf-8"), Path(member.name).stem)


def _document(conllu: str, id: str) -> Document:
    text, tokens = "", list[Token]()
    opened: list[tuple[str, str, int]] = []
    mentions: list[tuple[int, int, str, str]] = []
    sentence = -1
    for block in conllu.split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith("# newpar") for line in lines) and text:
            text = text.rstrip() + "\n\n"
        rows = [line.split("\t") for line in lines if line and line[0].isdigit() and line.split("\t")[0].isdigit()]
        if not rows:
            continue
        sentence += 1
        base = len(tokens)
        for row in rows:
            start = len(text)
            text += row[1]
            n = len(tokens)
            head = int(row[6]) - 1 + base if row[6] not in ("0", "_") else n
            tokens.append(Token(start, len(text), row[2], row[3], row[7], head, sentence))
            misc = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
            for piece in re.findall(r"\([^()]+\)?|[^()]+\)", misc.get("Entity", "")):
                if piece.startswith("("):
                    fields = piece.strip("()").split("-")
                    opened.append((fields[0], fields[1], n))
                if piece.endswith(")"):
                    group = piece.strip("()").split("-")[0]
                    for k in range(len(opened) - 1, -1, -1):
                        if opened[k][0] == group:
                            _, kind, first = opened.pop(k)
                            mentions.append((first, n, group, kind))
                            break
            if misc.get("SpaceAfter") != "No":
                text += " "
    article = Article(id=id, text=text)
    entities = {(tokens[a].start, tokens[b].end): group for a, b, group, _ in mentions}
    return Document(article, tuple(tokens), _names(article, tokens, mentions), entities)


def _names(article: Article, tokens: list[Token], mentions: list[tuple[int, int, str, str]]) -> tuple[Name, ...]:
    """The proper-noun stretch around the head of each person, organization and place mention, the shortest mention first."""
    kinds = {"person": "person", "organization": "organization", "place": "place"}
    found: dict[int, Name] = {}
    for first, last, _, kind in sorted(mentions, key=lambda m: m[1] - m[0]):
        heads = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last or tokens[i].head == i]
        if kind not in kinds or not heads or tokens[heads[0]].pos != "PROPN":
            continue
        run = [heads[0]]
        while run[-1] < last and tokens[run[-1] + 1].pos == "PROPN":
            run.append(run[-1] + 1)
        while run[0] > first and tokens[run[0] - 1].pos == "PROPN":
            run.insert(0, run[0] - 1)
        if not any(i in found for i in run):
            name = Name(
                text=article.text[tokens[run[0]].start : tokens[run[-1]].end],
                kind=kinds[kind],
                span=article.span(tokens[run[0]].start, tokens[run[-1]].end),
            )
            found.update(dict.fromkeys(run, name))
    return tuple(sorted(set(found.values()), key=lambda name: name.span.start))


def _subjects(document: Document) -> list[Token]:
    """The subjects of reporting verbs: the sources that are sure without a tagger."""
    verbs = set(lexicon("cues")["verbs"]["reporting"])
    return [t for t in document.tokens if t.dep == "nsubj" and document.tokens[t.head].lemma in verbs]


def _pronoun_sources(document: Document) -> list[Token]:
    return [t for t in _subjects(document) if document.article.text[t.start : t.end].lower() in ("he", "she")]


def _entity(document: Document, start: int, end: int) -> str | None:
    """The gold entity of a span: the smallest mention that covers it and ends with it or is it."""
    covering = [(e - s, group) for (s, e), group in document.entities.items() if s <= start and end <= e]
    return min(covering)[1] if covering else None


def _right(document: Document, pronoun: Token, found: tuple[Chain, ...]) -> bool:
    gold = _entity(document, pronoun.start, pronoun.end)
    for chain in found:
        if any(m.span.start <= pronoun.start < m.span.end for m in chain.mentions):
            votes = Counter(_entity(document, m.span.start, m.span.end) for m in chain.mentions if m.form == "name")
            return bool(votes) and votes[gold] == max(votes.values())
    return False


def _quotation(document: Document, pronoun: Token) -> tuple[tuple[int, int], ...]:
    """The pieces in quotation marks in the pronoun's sentence: the content that is sure without a tagger."""
    inside = [t for t in document.tokens if t.sentence == pronoun.sentence]
    start, end = inside[0].start, inside[-1].end
    return tuple((start + m.start(), start + m.end()) for m in re.finditer(r'"[^"]+"|“[^”]+”', document.article.text[start:end]))


def measure(corpora: Path) -> dict[str, float]:
    """`gold_syntax`: per cent of pronoun sources that go to the right person given GUM's syntax and names; `predicted`: the same of the
    whole path from text; `n`: how many were counted."""
    right = predicted = counted = 0
    for document in documents(corpora):
        pronouns = _pronoun_sources(document)
        named = {_entity(document, n.span.start, n.span.end) for n in document.names}
        pronouns = [p for p in pronouns if _entity(document, p.start, p.end) in named]
        if not pronouns:
            continue
        ascriptions = [Ascription(((t.start, t.end),), _quotation(document, t)) for t in _subjects(document)]
        found = chains(document.article, document.tokens, document.names, ascriptions)
        counted += len(pronouns)
        right += sum(_right(document, p, found) for p in pronouns)
        whole = annotate(document.article).chains
        predicted += sum(_right(document, p, whole) for p in pronouns)
    share = 100 / (counted or 1)
    return {"gold_syntax": share * right, "predicted": share * predicted, "n": float(counted)}
