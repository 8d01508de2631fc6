"""JSON records → drafts: schema.org NewsArticle names, news-please names, and plain `{url, outlet, title, published, byline, text}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rashomon.errors import Unreadable
from rashomon.language.normalise import normalise
from rashomon.language.outlets import outlet_at, outlet_named
from rashomon.model.article import Published
from rashomon.reading.draft import Draft
from rashomon.reading.plain import lines_of
from rashomon.reading.published import published_in

_TEXT = ("text", "articleBody", "maintext", "body", "content", "article_text", "fulltext")
_TITLE = ("title", "headline", "name", "title_page")
_URL = ("url", "mainEntityOfPage", "link", "source_url", "@id", "permalink")
_OUTLET = ("outlet", "publisher", "source", "source_domain", "sourceOrganization", "site_name", "publication", "isPartOf")
_DATE = ("published", "datePublished", "date_publish", "pubDate", "date_published", "date", "publish_date", "dateCreated")
_BYLINE = ("byline", "author", "authors", "creator")
FIELDS = frozenset((*_TEXT, *_TITLE, *_URL, *_OUTLET, *_DATE, *_BYLINE))
"""every name under which a record may say something of its article"""
_LIST = ("articles", "items", "@graph", "results", "data", "records")
_DEEPEST = 6
_MOST_AUTHORS = 20


def record(value: object, path: str) -> Draft:
    """The draft of the article in one JSON object. Raises Unreadable if it holds no text."""
    if not isinstance(value, Mapping):
        raise Unreadable("the record is no JSON object", which=path, then='Give one object with a "text" an article')
    text = text_of(value)
    if not text:
        raise Unreadable("the record has no text", which=path, then='Give the body as "text", "articleBody" or "maintext"')
    return described(value, path)._replace(lines=lines_of(text))


def described(value: Mapping[str, Any], path: str) -> Draft:
    """What a JSON object says about its article, without the lines: address, outlet, headline, byline, date."""
    url = next((found for found in (_string(value.get(key)) for key in _URL) if found and re.match(r"https?://|www\.", found)), None)
    name = _first(value, _OUTLET)
    return Draft(
        path=path,
        lines=(),
        url=url,
        outlet=_outlet(name, url),
        title=_line(_first(value, _TITLE)),
        byline=_names(next((value[key] for key in _BYLINE if value.get(key)), None)),
        published=_published(value),
    )


def objects(value: object, depth: int = 0) -> Iterator[object]:
    """The article objects in a JSON value: itself, or those of a list or of a wrapper like `{"articles": […]}`."""
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from objects(item, depth + 1)
        return
    if isinstance(value, Mapping) and not text_of(value) and depth < _DEEPEST:
        inner = next((value[key] for key in (*_LIST, "article", "NewsArticle") if isinstance(value.get(key), list | Mapping)), None)
        if inner is not None:
            yield from objects(inner, depth + 1)
            return
    yield value


def text_of(value: object) -> str | None:
    """The body of a record as it stands there, lone surrogates replaced; None if there is none."""
    if not isinstance(value, Mapping):
        return None
    for key in _TEXT:
        body = value.get(key)
        if isinstance(body, list) and all(isinstance(part, str) for part in body):
            body = "\n\n".join(body)
        if isinstance(body, str) and body.strip():
            return re.sub("[\ud800-\udfff]", "\ufffd", body)
    return None


def parse(text: str, which: str) -> object:
    """The JSON value of `text`. Raises Unreadable."""
    try:
        value: object = json.loads(text, strict=False)
    except RecursionError:
        raise Unreadable("the JSON is nested too deeply", which=which, then="Give one flat object an article") from None
    except ValueError as error:
        place = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"it is no valid JSON{place}", which=which, then="Check that it was saved whole") from None
    return value


def _published(value: Mapping[str, Any]) -> Published | None:
    for key in _DATE:
        stated = value.get(key)
        stated = stated.get("$date") if isinstance(stated, Mapping) else stated
        found = published_in(str(stated), "metadata") if isinstance(stated, str) and stated else None
        if found:
            return found
    return None


def _outlet(name: str | None, url: str | None) -> str | None:
    """The outlet's usual name, by its name or host in the record, else by the address."""
    if name:
        known = outlet_named(name)
        if known:
            return known.name
        at = outlet_at(url) if url else None
        if at and outlet_named(at):
            return at
        if re.fullmatch(r"(https?://)?[\w.-]+\.[a-z]{2,}(/.*)?", name, re.I):
            return outlet_at(name) or name
        return _line(name)
    return outlet_at(url) if url else None


def _first(value: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((found for found in (_string(value.get(key)) for key in keys) if found), None)


def _string(value: object) -> str | None:
    """A string, or the name inside an object or the first of a list."""
    for _ in range(_DEEPEST):
        if isinstance(value, str):
            return value.strip() or None
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, Mapping):
            value = value.get("name") or value.get("@id") or value.get("url")
        else:
            return None
    return None


def _names(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names = [_line(_string(item)) for item in items[:_MOST_AUTHORS]]
    return tuple(dict.fromkeys(re.sub(r"^by\s+", "", name, flags=re.I) for name in names if name))


def _line(text: str | None) -> str | None:
    """`text` on one line, characters normalised; None if nothing is left."""
    return " ".join(normalise(text).split())[:1000] or None if text else None
