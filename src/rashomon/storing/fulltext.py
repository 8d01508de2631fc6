"""Full text: FTS5 in SQLite, `tsvector` in PostgreSQL. Words are found in their other forms too ("protest", "protests"), phrases in
quotation marks as they stand. Nothing that a person types is an error.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, text

from rashomon.language.wordforms import fold
from rashomon.model.article import Article
from rashomon.model.span import Span

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+", re.UNICODE)
_SHOWN = 5
"""places in an article that a hit shows"""


def terms(words: str) -> list[list[str]]:
    """What to look for: each term a list of words, more than one for a phrase."""
    found = [_WORD.findall(phrase or word) for phrase, word in _TERM.findall(words.replace("“", '"').replace("”", '"'))]
    return [term for term in found if term]


def enter(connection: Connection, article: Article) -> None:
    """Make the article's words findable."""
    values = {"article": article.id, "title": article.title or "", "body": article.text.replace("\x00", " ")}
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words (title, body, article) VALUES (:title, :body, :article)"), values)
    else:
        content = "setweight(to_tsvector('english', :title), 'A') || to_tsvector('english', left(:body, 200000))"
        connection.execute(text(f"INSERT INTO words (article, content) VALUES (:article, {content})"), values)


def strike(connection: Connection, article: str) -> None:
    """Make the article's words unfindable."""
    connection.execute(text("DELETE FROM words WHERE article = :article"), {"article": article})


def matching(dialect: str, words: str) -> tuple[str, dict[str, Any]] | None:
    """A select of `article` and `rank` (less is better), with its parameters; None where there is nothing to look for."""
    wanted = terms(words)
    if not wanted:
        return None
    if dialect == "sqlite":
        query = " ".join('"' + " ".join(term) + '"' for term in wanted)
        return "SELECT article, rank FROM words WHERE words MATCH :query", {"query": query}
    queries = [f"phraseto_tsquery('english', :term{n})" for n in range(len(wanted))]
    query = " && ".join(queries)
    parameters = {f"term{n}": " ".join(term) for n, term in enumerate(wanted)}
    return f"SELECT article, -ts_rank(content, {query}) AS rank FROM words WHERE content @@ ({query})", parameters


def places(article: Article, words: str) -> tuple[Span, ...]:
    """Where in the body the words stand, in any of their forms: each term's first place, then more, a few in all, in text order."""
    tokens = list(_WORD.finditer(article.text))
    folded = [fold(token.group()) for token in tokens]
    runs = [_runs(folded, [fold(word) for word in term]) for term in terms(words)]
    chosen = [run[0] for run in runs if run] + sorted(place for run in runs for place in run[1:])
    spans = {article.span(tokens[first].start(), tokens[last].end()) for first, last in chosen[: max(_SHOWN, len(runs))]}
    return tuple(sorted(spans, key=lambda span: span.start))


def _runs(folded: list[str], keys: list[str]) -> list[tuple[int, int]]:
    """First and last token of each place where the keys stand one behind another."""
    size = len(keys)
    return [(i, i + size - 1) for i in range(len(folded) - size + 1) if folded[i] == keys[0] and folded[i : i + size] == keys]
