"""What an HTML page says about its article: JSON-LD first, then meta elements, then the first heading and time on the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rashomon.language.lexicon import lexicon
from rashomon.language.normalise import normalise
from rashomon.language.outlets import outlet_at, outlet_named
from rashomon.model.article import Published
from rashomon.reading.draft import Draft
from rashomon.reading.plain import lines_of
from rashomon.reading.published import published_in
from rashomon.reading.records import described, objects, text_of

_ARTICLE_TYPES = re.compile(r"article|report|blogposting|reportage|liveblog", re.I)
_SITE_TAIL = re.compile(r"\s+(?:\||[-–—»:])\s+([^|»]{2,60})$")
_LONGEST = 2_000  # characters of a meta element's content
_LONGEST_TITLE = 500  # characters


def metadata(tree: Any, path: str) -> Draft:
    """Address, outlet, headline, byline and date as the page states them; `lines` are those of JSON-LD's articleBody, if it has one."""
    meta = _metas(tree)
    data = _json_ld(tree)
    stated = described(data, path) if data else Draft(path=path, lines=())
    url = next((found for found in (stated.url, meta.get("og:url"), _canonical(tree)) if found and re.match(r"https?://", found)), None)
    outlet = stated.outlet or _outlet((_first(meta, "sites") or "").lstrip("@"), url)
    title = stated.title or _first(meta, "titles") or _heading(tree)
    dates = (meta.get(name) for name in lexicon("markup")["dates"])
    published = stated.published or next((found for text in dates if text and (found := published_in(text, "metadata"))), None)
    return Draft(
        path=path,
        lines=lines_of(text_of(data) or "") if data else (),
        url=url,
        outlet=outlet,
        title=_without_site(title, outlet),
        byline=stated.byline or _authors(_first(meta, "authors")),
        published=published or _time(tree),
    )


def _json_ld(tree: Any) -> Mapping[str, Any] | None:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            values = list(_entities(json.loads(script.text, strict=False)))
        except (ValueError, RecursionError):
            continue
        for value in values:
            if _ARTICLE_TYPES.search(str(value.get("@type"))[:100]):
                return value
    return None


def _entities(value: object) -> Iterator[Mapping[str, Any]]:
    for one in objects(value):
        if isinstance(one, Mapping):
            yield one
            if isinstance(one.get("mainEntity"), Mapping):
                yield one["mainEntity"]


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = _line(element.get("content") or "")
        if name and content:
            found.setdefault(name, content[:_LONGEST])
    return found


def _first(meta: Mapping[str, str], kind: str) -> str | None:
    return next((meta[name] for name in lexicon("markup")[kind] if name in meta), None)


def _outlet(site: str, url: str | None) -> str | None:
    known = outlet_named(site) if site else None
    return known.name if known else (outlet_at(url) if url else None) or site or None


def _canonical(tree: Any) -> str | None:
    links = (link for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((link.get("href") for link in links if link.get("href")), None)


def _heading(tree: Any) -> str | None:
    texts = (_line("".join(element.itertext())) for name in ("h1", "title") for element in tree.iter(name))
    return next((text[:_LONGEST_TITLE] for text in texts if text), None)


def _time(tree: Any) -> Published | None:
    """The first `<time datetime>` of the page."""
    stamps = (element.get("datetime") for element in tree.iter("time"))
    return next((found for stamp in stamps if stamp and (found := published_in(stamp, "metadata"))), None)


def _authors(text: str | None) -> tuple[str, ...]:
    if not text or re.match(r"https?://", text):
        return ()
    return tuple(name for part in re.split(r",|;| and |&", re.sub(r"^by\s+", "", text, flags=re.I)) if (name := part.strip()))


def _without_site(title: str | None, outlet: str | None) -> str | None:
    """`title` without the outlet's name at its end ("Bridge closes - The Kurier")."""
    tail = _SITE_TAIL.search(title) if title else None
    if not title or not tail:
        return title
    named = outlet_named(tail[1]) or (outlet and _line(tail[1]).casefold() == outlet.casefold())
    return (title[: tail.start()].strip() or title) if named else title


def _line(text: str) -> str:
    return " ".join(normalise(text).split())
