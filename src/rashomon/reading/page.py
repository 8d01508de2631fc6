"""An HTML page → the draft of its article.

trafilatura (Barbaresi 2021) votes on what the main text is; the words, their order and the block quotes are taken from the page itself, so
that a paragraph it dropped between two that it kept is not lost, a repeated paragraph stays repeated, and nothing is reflowed. Metadata
comes from JSON-LD, then from meta elements. Scripts are not run: a page that writes its text with them is empty here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rashomon.errors import Unreadable
from rashomon.language.normalise import normalise
from rashomon.language.outlets import outlet_at, outlet_named
from rashomon.model.article import Furniture
from rashomon.reading.draft import Draft, Line, LineKind
from rashomon.reading.lines import ENDS_SENTENCE
from rashomon.reading.published import published_in
from rashomon.reading.records import described, objects
from rashomon.settings import ReadingSettings

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "canvas",
        "select",
        "button",
        "input",
        "textarea",
        "datalist",
        "math",
        "video",
        "audio",
    ]
)
_BESIDE = frozenset(["aside", "nav", "footer", "form", "menu", "dialog"])
_BESIDE_NAMES = re.compile(
    r"(^|[\s_-])(related|recommend\w*|promo\w*|newsletter|subscri\w+|share|sharing|social|comments?|sidebar|breadcrumbs?|cookie\w*|consent|advert\w*|ads?|sponsor\w*|paywall|trending"
    r"|popular|most-?read|teaser|outbrain|taboola|disqus|menu|navigation|footer|masthead|read-?more|see-?also|more-?on|signup|sign-?up|widget)([\s_-]|$)",
    re.I,
)
_CAPTION_NAMES = re.compile(
    r"(^|[\s_-])(caption\w*|wp-caption-text|photo-?credit|image-?credit|credit|media-?caption\w*|gallery\w*)([\s_-]|$)", re.I
)
_ARTICLE_TYPES = re.compile(r"article|report|blogposting|reportage|liveblog", re.I)
_HEADLINE_TAIL = re.compile(r"\s+(?:\||[-–—»:])\s+([^|»]{2,60})$")
_DEEPEST = 250  # nesting of elements: pages in the wild stay below 60


class _Block(NamedTuple):
    text: str
    kind: LineKind
    tag: str
    beside: bool


def page(html: str, path: str, settings: ReadingSettings) -> Draft:
    """The draft of the article on the page `html`. Raises Unreadable if no text can be found on it."""
    tree = _tree(html)
    if tree is None:
        raise Unreadable("the page is empty or broken", which=path, then="Save it again, or give its text as .txt")
    stated = _stated(tree, path)
    blocks = list(_blocks(tree))
    votes = _votes(html, stated.url)
    kept = _main(blocks, votes) or _densest(blocks)
    if not kept:
        raise Unreadable("no text of an article is on the page", which=path, then="It may need a browser's scripts: save the text as .txt")
    lines = tuple(Line(block.text, block.kind) for number, block in enumerate(blocks) if number in kept)
    return stated._replace(lines=lines, furniture=_outside(blocks, kept, settings))


def _tree(html: str) -> Any:
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", html.replace("\x00", ""))
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None


def _blocks(tree: Any) -> Iterator[_Block]:
    """The runs of text between block boundaries, in the order of the page, with what they stand in. No recursion: pages may nest deeply."""
    pieces: list[str] = []
    stack: list[tuple[Any, bool]] = []
    place: list[tuple[str, LineKind, bool]] = [("body", "text", False)]

    def flush() -> _Block | None:
        text = " ".join(normalise("".join(pieces)).split())
        pieces.clear()
        tag, kind, beside = place[-1]
        return _Block(text, kind, tag, beside) if text else None

    stack.append((tree, False))
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag in _BLOCKS
        if leaving:
            if block:
                done = flush()
                if done:
                    yield done
                place.pop()
            if element.tail:
                pieces.append(element.tail)
            continue
        if tag in _HIDDEN or not tag or _is_hidden(element) or len(place) > _DEEPEST:
            if element.tail:
                pieces.append(element.tail)
            continue
        if block:
            done = flush()
            if done:
                yield done
            place.append(_placed(element, tag, place[-1]))
        if tag == "br":
            done = flush()
            if done:
                yield done
        if element.text:
            pieces.append(element.text)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _placed(element: Any, tag: str, around: tuple[str, LineKind, bool]) -> tuple[str, LineKind, bool]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    kind: LineKind = "text"
    if (
        around[1] == "caption"
        or tag in ("figcaption", "figure", "caption")
        or (tag not in ("body", "article", "main") and _CAPTION_NAMES.search(names))
    ):
        kind = "caption"
    elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        kind = "heading"
    elif tag == "li" or around[1] == "item":
        kind = "item"
    beside = around[2] or tag in _BESIDE or (tag not in ("body", "article", "main", "p") and bool(_BESIDE_NAMES.search(names)))
    return tag, kind, beside


def _is_hidden(element: Any) -> bool:
    style = element.get("style") or ""
    return element.get("hidden") is not None or bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style[:500], re.I))


def _votes(html: str, url: str | None) -> frozenset[str]:
    """The letters of every paragraph that trafilatura takes for main text."""
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(html, url=url, with_metadata=False, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # a page must never stop the run: the densest part of it is taken instead
        return frozenset()
    body = getattr(found, "body", None)
    if body is None:
        return frozenset()
    texts = {_letters("".join(element.itertext())) for element in body.iter("p", "quote", "item", "head", "cell", "code", "list", "row")}
    texts |= {_letters(line) for element in body.iter("p", "quote") for line in element.itertext()}
    return frozenset(text for text in texts if text)


def _main(blocks: list[_Block], votes: frozenset[str]) -> set[int]:
    """The blocks of the article: those with a vote, and sentences, quotes and captions between the first and the last of them."""
    voted = [number for number, block in enumerate(blocks) if _letters(block.text) in votes and not block.beside]
    sentences = [number for number in voted if blocks[number].kind != "caption" and _is_prose(blocks[number])]
    if not sentences:
        return set()
    first, last = min(voted), max(voted)
    kept = set(voted)
    for number in range(first, last + 1):
        block = blocks[number]
        if not block.beside and (_is_prose(block) or block.kind in ("caption", "heading") or block.tag in ("p", "blockquote")):
            kept.add(number)
    return kept


def _densest(blocks: list[_Block]) -> set[int]:
    """Without a vote: the prose on the page that stands in no menu, form or footer."""
    kept = {
        number for number, block in enumerate(blocks) if not block.beside and (_is_prose(block) or block.kind in ("heading", "caption"))
    }
    prose = [number for number in kept if _is_prose(blocks[number])]
    if not prose:
        return set()
    return {number for number in kept if min(prose) <= number <= max(prose) or blocks[number].tag == "h1"}


def _is_prose(block: _Block) -> bool:
    return bool(ENDS_SENTENCE.search(block.text)) and len(block.text.split()) >= 3


def _outside(blocks: list[_Block], kept: set[int], settings: ReadingSettings) -> tuple[Furniture, ...]:
    left = [block for number, block in enumerate(blocks) if number not in kept]
    limit = settings.max_outside_characters
    listed = [
        Furniture(text=block.text[:limit], reason="caption" if block.kind == "caption" else "outside the article")
        for block in left[: settings.max_outside]
    ]
    if len(left) > len(listed):
        listed.append(Furniture(text=f"({len(left) - len(listed)} more blocks)", reason="outside the article, not listed"))
    return tuple(listed)


def _stated(tree: Any, path: str) -> Draft:
    """What the page says about itself: JSON-LD first, then meta elements, then the title and first heading."""
    meta = _metas(tree)
    data = _json_ld(tree)
    stated = described(data, path) if data else Draft(path=path, lines=())
    url = stated.url or meta.get("og:url") or _canonical(tree)
    url = url if url and re.match(r"https?://", url) else None
    site = meta.get("og:site_name") or meta.get("application-name") or meta.get("twitter:site", "").lstrip("@") or None
    outlet = stated.outlet or (known.name if site and (known := outlet_named(site)) else None) or (outlet_at(url) if url else None) or site
    title = stated.title or meta.get("og:title") or meta.get("twitter:title") or meta.get("headline") or _heading(tree)
    dates = (
        meta.get(name)
        for name in (
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publish-date",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.created",
        )
    )
    published = (
        stated.published or next((found for text in dates if text and (found := published_in(text, "metadata"))), None) or _time(tree)
    )
    byline = stated.byline or _authors(meta.get("author") or meta.get("article:author") or meta.get("parsely-author") or meta.get("byl"))
    return Draft(path=path, lines=(), url=url, outlet=outlet, title=_headline(title, outlet), byline=byline, published=published)


def _json_ld(tree: Any) -> Mapping[str, Any] | None:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            values = list(_all_objects(json.loads(script.text, strict=False)))
        except (ValueError, RecursionError):
            continue
        for value in values:
            if isinstance(value, Mapping) and _ARTICLE_TYPES.search(str(value.get("@type"))[:100]):
                return value
    return None


def _all_objects(value: object) -> Iterator[object]:
    for one in objects(value):
        yield one
        if isinstance(one, Mapping) and isinstance(one.get("mainEntity"), Mapping):
            yield one["mainEntity"]


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join(normalise(element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content[:2000])
    return found


def _canonical(tree: Any) -> str | None:
    return next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical" and link.get("href")), None
    )


def _heading(tree: Any) -> str | None:
    for name in ("h1", "title"):
        for element in tree.iter(name):
            text = " ".join(normalise("".join(element.itertext())).split())
            if text:
                return text[:1000]
    return None


def _time(tree: Any) -> Any:
    """The first `<time datetime>` of the page."""
    stamps = (element.get("datetime") for element in tree.iter("time"))
    return next((found for stamp in stamps if stamp and (found := published_in(stamp, "metadata"))), None)


def _authors(text: str | None) -> tuple[str, ...]:
    if not text or re.match(r"https?://", text):
        return ()
    return tuple(name for part in re.split(r",|;| and |&", re.sub(r"^by\s+", "", text, flags=re.I)) if (name := part.strip()))


def _headline(title: str | None, outlet: str | None) -> str | None:
    """`title` without the outlet's name at its end ("Bridge closes - The Kurier")."""
    tail = _HEADLINE_TAIL.search(title) if title else None
    if title and tail:
        known = outlet_named(tail[1])
        if known or (outlet and _letters(tail[1]) == _letters(outlet)):
            return title[: tail.start()].strip() or title
    return title


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
