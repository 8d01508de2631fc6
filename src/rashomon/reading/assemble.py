"""A draft → an article: header lines and furniture set apart, outlet, date, language and credits found."""

from __future__ import annotations

import re

from rashomon.errors import Unreadable
from rashomon.language.outlets import outlet_at, outlet_named
from rashomon.model.article import Article, Furniture, Published, identity
from rashomon.reading.credits import find_credits
from rashomon.reading.draft import Draft
from rashomon.reading.furniture import sort_lines
from rashomon.reading.header import read_header
from rashomon.reading.language import language_of
from rashomon.reading.published import finer, published_at, published_by_copyright
from rashomon.settings import ReadingSettings

_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[\s,]*(?P<owner>[^.,\n]{2,60})", re.I
)
_DATELINE_OUTLET = re.compile(r"[^\n]{0,80}?\((?P<name>[^()\n]{2,30})\)\s*(?:--|—|–|-|―)\s")


def assemble(draft: Draft, settings: ReadingSettings) -> Article:
    """The article of `draft`. Raises Unreadable if too little or too much is left for an article, or it is not in English."""
    header = read_header(draft)
    parts = sort_lines(draft.lines, header.taken)
    text = "\n\n".join(parts.body)
    _check_length(text, draft.path, settings)
    language = language_of(text, draft.path, settings)
    outlet = header.outlet or _outlet_by_address(draft.url) or _outlet_by_copyright(parts.furniture) or _outlet_by_dateline(text)
    article = Article(
        id=identity(outlet, header.title, draft.url, text),
        path=draft.path,
        url=draft.url,
        outlet=outlet,
        title=header.title,
        byline=header.byline,
        published=_published(header.published, draft.url, parts.furniture),
        language=language,
        text=text,
        furniture=(*parts.furniture, *draft.furniture),
    )
    return article.model_copy(update={"credits": find_credits(article, header.media)})


def _check_length(text: str, path: str, settings: ReadingSettings) -> None:
    if not text:
        raise Unreadable("no text of an article is in it", which=path, then="`--verbatim` takes the file as it is")
    if len(text) > settings.max_characters:
        then = "Split it into one file an article, or give JSON Lines"
        raise Unreadable(f"its text has {len(text):,} characters, too many for one article", which=path, then=then)
    words = len(text.split())
    if words < settings.min_words:
        raise Unreadable(f"its text has only {words} words", which=path, then="Check that the article was saved whole")


def _published(stated: Published | None, url: str | None, furniture: tuple[Furniture, ...]) -> Published | None:
    """The date by metadata or date line, else by the address, else the year of the copyright line."""
    found = finer(stated, published_at(url) if url else None)
    if found:
        return found
    years = (published_by_copyright(piece.text) for piece in furniture if piece.reason == "copyright line")
    return next((year for year in years if year), None)


def _outlet_by_address(url: str | None) -> str | None:
    return outlet_at(url) if url else None


def _outlet_by_copyright(furniture: tuple[Furniture, ...]) -> str | None:
    for piece in furniture:
        owner = _OWNER.search(piece.text) if piece.reason == "copyright line" else None
        if not owner:
            continue
        name = re.sub(r"\b(?:Inc|Ltd|LLC|Corp|plc|GmbH|Co|All rights reserved)\b.*", "", owner["owner"], flags=re.I).strip(" .,|")
        known = outlet_named(name)
        if known:
            return known.name
        if name:
            return name
    return None


def _outlet_by_dateline(text: str) -> str | None:
    found = _DATELINE_OUTLET.match(text)
    known = outlet_named(found["name"]) if found else None
    return known.name if known else None
