"""Files, folders, patterns and standard input → articles. The only door to this stage.

What holds no article is recorded with one clear line, and the rest is read. No address is ever fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from rashomon.errors import Unreadable
from rashomon.model.article import Article, identity
from rashomon.model.noun import Noun
from rashomon.model.skipped import Skipped
from rashomon.reading.assemble import assemble
from rashomon.reading.inputs import find_inputs
from rashomon.reading.length import check_size
from rashomon.reading.page import page
from rashomon.reading.plain import plain
from rashomon.reading.records import described, record, text_of
from rashomon.reading.sources import Source, sources_in
from rashomon.settings import DEFAULT, ReadingSettings, Settings


class Reading(Noun):
    """The articles that were read, sorted by id, and what was left out, sorted by name."""

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def read(paths: Iterable[str | Path], settings: Settings = DEFAULT) -> Reading:
    """Read every article in `paths` (files, folders, patterns, "-" for standard input).

    Furniture is set apart from the body; an article that stands there twice is given once. Raises NoInput if a path or pattern names
    nothing; everything else that goes wrong with one input is recorded in `skipped`.
    """
    return _read(paths, settings.reading, article_of)


def read_verbatim(paths: Iterable[str | Path], settings: Settings = DEFAULT) -> Reading:
    """Read `paths` with the decoded text of each file (or the text of each record) as the body, nothing changed or taken out."""
    return _read(paths, settings.reading, _verbatim)


def _read(paths: Iterable[str | Path], settings: ReadingSettings, make: Callable[[Source, ReadingSettings], Article]) -> Reading:
    found = find_inputs(paths)
    articles: list[Article] = []
    skipped = [_skipped(name, "no file is in the folder", "Name a folder with articles") for name in found.empty]
    for one in found.inputs:
        for source in sources_in(one, settings):
            try:
                if isinstance(source, Unreadable):
                    raise source
                articles.append(make(source, settings))
            except Unreadable as error:
                skipped.append(_skipped(error.which, error.what, error.then))
    once, again = _once(articles)
    return Reading(articles=tuple(once), skipped=tuple(sorted([*skipped, *again], key=lambda piece: (piece.what, piece.why))))


def article_of(source: Source, settings: ReadingSettings, *, url: str | None = None) -> Article:
    """The article in one source; `url` is where it was fetched, for a page that does not say. Raises Unreadable if it holds none."""
    if source.kind == "page":
        draft = page(source.value, source.path, settings)
        return assemble(draft._replace(url=draft.url or url), settings)
    text = source.value if source.kind == "text" else text_of(source.value) or ""
    check_size(len(text.strip()), source.path, settings)
    return assemble(plain(text, source.path) if source.kind == "text" else record(source.value, source.path), settings)


def _verbatim(source: Source, settings: ReadingSettings) -> Article:
    del settings
    if source.kind != "record":
        return Article(id=identity(None, None, None, source.value), path=source.path, text=source.value)
    text = text_of(source.value)
    if text is None:
        raise Unreadable("the record has no text", which=source.path, then='Give the body as "text"')
    stated = described(source.value, source.path)
    return Article(
        id=identity(stated.outlet, stated.title, stated.url, text),
        path=source.path,
        url=stated.url,
        outlet=stated.outlet,
        title=stated.title,
        byline=stated.byline,
        published=stated.published,
        text=text,
    )


def _once(articles: list[Article]) -> tuple[list[Article], list[Skipped]]:
    """Each article once, sorted by id, and a record of each that stood there again: the same body from the same outlet."""
    kept: dict[tuple[str | None, str], Article] = {}
    again: list[Skipped] = []
    for article in sorted(articles, key=lambda article: (article.id, article.path or "")):
        first = kept.setdefault((article.outlet, article.text), article)
        if first is not article:
            again.append(
                _skipped(article.path or article.id, f"it is the same article as {first.path}", "It is read once; nothing needs doing")
            )
    return sorted(kept.values(), key=lambda article: article.id), again


def _skipped(which: str, what: str, then: str) -> Skipped:
    return Skipped(what=which, stage="read", why=f"{what}. {then}.")
