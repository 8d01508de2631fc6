"""A draft → an article: header lines and furniture set apart, outlet, date, language and credits found."""

from __future__ import annotations

import re

from rashomon.errors import Unreadable
from rashomon.language.outlets import Outlet, outlet_at, outlet_named
from rashomon.model.article import Article, Furniture, Published, identity
from rashomon.reading.credits import agencies_in, find_credits
from rashomon.reading.draft import Draft
from rashomon.reading.furniture import sort_lines
from rashomon.reading.header import read_header
from rashomon.reading.language import language_of
from rashomon.reading.length import check_size
from rashomon.reading.published import finer, published_at, published_by_copyright
from rashomon.settings import ReadingSettings

_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[\s,]*(?P<owner>[^.,\n]{2,60})", re.I
)
_SHORTEST_HOST = 5  # letters: a shorter one is found by chance
_FAR = 50_000  # characters of a text in which an outlet's name is looked for
_COMPANY = re.compile(r"\b(?:Inc|Ltd|LLC|Corp|plc|GmbH|Co|All rights reserved|Internet Ventures|Interactive Inc)\b.*", re.I)
_OWN_WORDS = re.compile(r"(?:^|[,.] )(?P<name>[A-Z][\w.& ]{1,30}?) has (?:learned|confirmed)\b")
_DATELINE_OUTLET = re.compile(r"[^\n]{0,80}?\((?P<name>[^()\n]{2,30})\)\s*(?:--|—|–|-|―)\s")
# What stands in bylines and names nobody.
_NO_NAME = re.compile(
    r"author|by|reporter|writer|correspondent|editor|(?:\d+[ -])?min(?:ute)?s?[ -]read|www\..*|published .*|https?:.*", re.I
)


def assemble(draft: Draft, settings: ReadingSettings) -> Article:
    """The article of `draft`. Raises Unreadable if too little or too much is left for an article, or it is not in English."""
    check_size(sum(len(line.text) for line in draft.lines), draft.path, settings)
    header = read_header(draft)
    parts = sort_lines(draft.lines, header.taken)
    text = "\n\n".join(parts.body)
    _check_words(text, draft.path, settings)
    language = language_of(text, draft.path, settings)
    owners = _owners(parts.furniture)
    outlet = (
        _spelled(
            header.outlet or (outlet_at(draft.url) if draft.url else None),
            (*(piece.text for piece in (*parts.furniture, *draft.furniture)), text),
        )
        or next(iter(owners), None)
        or _outlet_in(_DATELINE_OUTLET.match(text))
        or _outlet_in(_OWN_WORDS.search(text))
    )
    byline, wires = _split_byline(header.byline)
    article = Article(
        id=identity(outlet, header.title, draft.url, text),
        path=draft.path,
        url=draft.url,
        outlet=outlet,
        title=header.title,
        byline=byline,
        published=_published(header.published, draft.url, parts.furniture),
        language=language,
        text=text,
        furniture=(*parts.furniture, *draft.furniture),
    )
    named = (outlet_named(owner) for owner in owners)
    signed = (outlet for piece in parts.furniture if piece.reason == "sign-off" for outlet in agencies_in(piece.text))
    media = (*header.media, *wires, *(owner for owner in named if owner), *signed)
    return article.model_copy(update={"credits": find_credits(article, media)})


def _check_words(text: str, path: str, settings: ReadingSettings) -> None:
    if not text:
        raise Unreadable("no text of an article is in it", which=path, then="`rashomon annotate --verbatim` takes a file as it is")
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


def _spelled(outlet: str | None, texts: tuple[str, ...]) -> str | None:
    """An outlet that is known by its host alone, as the page itself writes its name ("harbourgazette.com": Harbour Gazette)."""
    if not outlet or not re.fullmatch(r"[a-z0-9-]+(\.[a-z]{2,})+", outlet) or outlet_named(outlet):
        return outlet
    letters = re.sub(r"[^a-z0-9]", "", outlet.split(".")[0])
    if len(letters) < _SHORTEST_HOST:
        return outlet
    written = re.compile(r"(?<!\w)(?=[A-Z])" + r"[\s-]?".join(letters) + r"(?!\w)", re.I)
    return next((found[0] for text in texts for found in written.finditer(text[:_FAR]) if re.match(r"[A-Z].*[ -]", found[0])), outlet)


def _owners(furniture: tuple[Furniture, ...]) -> list[str]:
    """Who holds the rights, by the copyright lines: the usual name of a known outlet, else the name as it stands."""
    owners = []
    for piece in furniture:
        found = _OWNER.search(piece.text) if piece.reason == "copyright line" else None
        name = _COMPANY.sub("", found["owner"]).strip(" .,|") if found else ""
        if name and not re.fullmatch(r"[\d\s–-]*", name):
            known = outlet_named(name)
            owners.append(known.name if known else name)
    return owners


def _outlet_in(found: re.Match[str] | None) -> str | None:
    known = outlet_named(found["name"]) if found else None
    return known.name if known else None


def _split_byline(byline: tuple[str, ...]) -> tuple[tuple[str, ...], list[Outlet]]:
    """The names in a byline, and the outlets and agencies that stand there as if they were names ("Ann Bee for the Kurier")."""
    names: list[str] = []
    media: list[Outlet] = []
    for name in byline:
        author, _, outlet = name.partition(" For ") if " For " in name else name.partition(" for ")
        known = outlet_named(outlet) if outlet else outlet_named(name)
        if known:
            media.append(known)
        if known is None:
            names.append(name)
        elif outlet:
            names.append(author)
    return tuple(dict.fromkeys(name for name in names if not _NO_NAME.fullmatch(name))), media
