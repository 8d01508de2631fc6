"""The lines above the story: headline, outlet, byline, date, in whatever order they were pasted.

A line is taken only if all of it is accounted for: "Ann Bee | March 3, 2020 | 5:08pm EDT" is a name and a date; a sentence with a date in
it is story. Date lines with a word like "updated" are also taken from the foot of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.language.outlets import Outlet, looks_like_outlet, outlet_named
from rashomon.model.article import Published
from rashomon.reading.draft import Draft, Line
from rashomon.reading.lines import ENDS_SENTENCE, RUNS_ON, furniture_reason, single
from rashomon.reading.published import finer, published_in, without_dates

_MOST_TOP_LINES = 14
_MOST_STORY_LINES = 2  # sentences above a date line: a standfirst, no more
_LONGEST_MASTHEAD = 5  # words
_LONGEST_TAGLINE = 10  # words of "Harbour Gazette, the paper of the coast"
_LONGEST_HEADER = 200  # characters of a headline or date line
_LONGEST_STOPPED_HEADLINE = 20  # words of a headline that ends in a full stop
_PART = re.compile(r"\s*(?:\||•|·|\s/\s|—|–|\s-\s|;|\n)\s*")
_WHEN = re.compile(
    r"\b(?:(?:first|last|originally)\s+)?(?:published|updated|posted|modified|created|revised|release[d]?|date)(?:\s+(?:on|at))?\b\s*:?",
    re.I,
)
_BY = re.compile(r"^\W*(?:by|from|written by|story by|reported by|posted by|author:?)\s+(?=\S)", re.I)
_NAME_WORD = r"(?:[A-Z][\w.’'-]*|de|da|di|del|der|den|van|von|bin|al|el|la|le|ter|dos)"
_NAME = re.compile(rf"{_NAME_WORD}(?:[ -]{_NAME_WORD}){{1,4}}")
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|staff|writer|bureau chief|agencies|agency|news|columnist|contributor|producer|special to|for)\b",
    re.I,
)
_DATELINED = re.compile(r"^[A-Z][A-Z .,’'/-]{2,60}(?:\([^)]{2,30}\))?\s*(?:--|—|–|-|:)\s")
_LEAD_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:said|told|according to)\b", re.I)


class Header(NamedTuple):
    """What the lines around the story say. `taken`: line number → the reason it is no story. `media`: outlets and agencies named."""

    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    published: Published | None
    media: tuple[Outlet, ...]
    taken: dict[int, str]


class _Part(NamedTuple):
    byline: tuple[str, ...]
    outlet: Outlet | None
    published: Published | None
    reason: str


def read_header(draft: Draft) -> Header:
    """The headline, outlet, byline and date that the lines of `draft` carry."""
    taken: dict[int, str] = {}
    parts: list[_Part] = []
    name: str | None = None
    title, headed, story = draft.title, False, 0
    lines = draft.lines
    for number, line in enumerate(lines[:_MOST_TOP_LINES]):
        text = line.text
        if line.kind == "caption" or furniture_reason(text) == "caption":
            continue
        if title and _same(text, title):
            taken[number], headed = "headline", True
            continue
        if draft.byline and _holds_only(text, draft.byline):
            taken[number] = "byline"
            continue
        rest = _after_title(text, title) if title else None
        part = _header_part(rest or text)
        if part:
            taken[number] = f"headline and {part.reason}" if rest else part.reason
            parts.append(part)
        elif furniture_reason(text):
            continue
        elif not title and not name and _is_masthead(lines, number):
            taken[number], name = "outlet line", _name_case(text)
        elif headed and not name and not story and looks_like_outlet(text.split(",")[0]) and len(text.split()) <= _LONGEST_TAGLINE:
            taken[number], name = "outlet line", _name_case(text.split(",")[0])
        elif not title and not story and _is_headline(lines, number):
            title, headed = text, True
            taken[number] = "headline"
        elif _is_name_above_date(lines, number, taken):
            taken[number] = "byline"
            parts.append(_Part((text,), None, None, "byline"))
        elif ENDS_SENTENCE.search(text):
            story += 1
            if story == _MOST_STORY_LINES:
                break
    for number, line in enumerate(lines):
        found = None if number in taken else _dated_note(line.text)
        if found:
            taken[number] = found.reason
            parts.append(found)
    return _header(draft._replace(title=title, outlet=draft.outlet or name), parts, taken)


def _header(draft: Draft, parts: Sequence[_Part], taken: dict[int, str]) -> Header:
    media = tuple(dict.fromkeys(part.outlet for part in parts if part.outlet))
    own = next((outlet.name for outlet in media if not outlet.agency), media[0].name if media else None)
    byline = draft.byline or tuple(dict.fromkeys(name for part in parts for name in part.byline))
    published = draft.published
    for part in parts:
        published = finer(published, part.published)
    return Header(draft.title, draft.outlet or own, byline, published, media, taken)


def _header_part(text: str) -> _Part | None:
    """What a header line is, if every piece of it is a date, a name, an outlet or a word like "updated"."""
    if len(text) > _LONGEST_HEADER or (ENDS_SENTENCE.search(text) and len(text.split()) > 14):
        return None
    published = published_in(text, "date line")
    undated = without_dates(text)
    bare = _WHEN.sub(" ", undated)
    dated = bare != text
    if undated != text:
        bare = re.sub(r"\b(?:on|at)\b\W*$|^\W*(?:on|at)\b", " ", bare.strip(), flags=re.I)
    byline: list[str] = []
    outlet: Outlet | None = None
    started_by = bool(_BY.match(bare))
    for piece in _PART.split(bare):
        piece = piece.strip(" \t,.:;|/()[]-–—•·+")
        if not piece:
            continue
        named = _named(piece, started_by=started_by, dated=dated)
        if named is None:
            return None
        found, names = named
        outlet = outlet or found
        byline += names
    if not dated and not byline and not outlet:
        return None
    reason = "date line" if dated else "byline" if byline else "outlet line"
    return _Part(tuple(byline), outlet, published, reason)


def _named(piece: str, *, started_by: bool, dated: bool) -> tuple[Outlet | None, list[str]] | None:
    """The outlet or the names in one piece of a header line; None if it holds anything else."""
    bare = _BY.sub("", piece).strip()
    outlet = outlet_named(bare)
    if outlet and (not outlet.plain or started_by or dated or outlet.name == bare):
        return outlet, []
    names: list[str] = []
    for part in re.split(r",|\band\b|&|\bwith\b|\(|\)|\bfor\b|\bin\b", bare):
        part = part.strip(" .\t")
        if not part:
            continue
        known = outlet_named(part)
        if known:
            outlet = known
        elif _NAME.fullmatch(part) or (started_by and len(part.split()) <= 5 and not ENDS_SENTENCE.search(part)):
            names.append(part)
        elif not (_ROLE.search(part) and len(part.split()) <= 6):
            return None
    if names and not (started_by or dated or outlet):
        return None
    return outlet, names


def _dated_note(text: str) -> _Part | None:
    """ "First published on March 3, 2020 / 6:31 AM", wherever it stands."""
    if len(text) > _LONGEST_HEADER or not re.match(
        r"\W*(?:(?:first|last|originally)\s+)?(?:published|updated|posted|modified)\b", text, re.I
    ):
        return None
    return _header_part(text)


def _is_headline(lines: Sequence[Line], number: int) -> bool:
    text = lines[number].text
    following = [line.text for line in lines[number + 1 : number + 6] if not furniture_reason(line.text)]
    if len(text) > _LONGEST_HEADER or not following or RUNS_ON.search(text) or _DATELINED.match(text) or not single(text):
        return False
    if text[0].islower() or following[0][0].islower():
        return False
    if not ENDS_SENTENCE.search(text):
        return True
    words = text.split()
    if len(words) > _LONGEST_STOPPED_HEADLINE or _LEAD_DAY.search(text) or max(map(len, following)) < len(text):
        return False
    if text.endswith(("?", "!")):
        return not text.startswith(('"', "“"))
    return _title_case(words) or _said_again(text, following[:4])


def _title_case(words: Sequence[str]) -> bool:
    long = [word.strip("\"“”‘’'().,:;") for word in words if len(word) > 4]
    return len(long) >= 2 and all(word[:1].isupper() or word[:1].isdigit() for word in long)


def _said_again(text: str, following: Sequence[str]) -> bool:
    """Whether the next paragraphs say the line again: a headline is unpacked by its lead."""
    wanted = {word[:5] for word in re.findall(r"\w+", text.lower()) if len(word) > 3}
    said = {word[:5] for paragraph in following for word in re.findall(r"\w+", paragraph.lower())}
    return len(wanted) >= 4 and len(wanted & said) >= 0.6 * len(wanted)


def _is_name_above_date(lines: Sequence[Line], number: int, taken: dict[int, str]) -> bool:
    """A name alone on its line, under the headline and above or below a date or outlet line."""
    text = lines[number].text
    if not _NAME.fullmatch(text) or len(text.split()) > 4 or number not in range(1, 6):
        return False
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    return taken.get(number - 1) in ("date line", "outlet line") or bool(below and _header_part(below))


def _is_masthead(lines: Sequence[Line], number: int) -> bool:
    """An outlet's name above the headline: it looks like one, or a copyright line has it."""
    text = lines[number].text
    below = next((line.text for line in lines[number + 1 :] if not furniture_reason(line.text)), "")
    if len(text.split()) <= _LONGEST_MASTHEAD and not ENDS_SENTENCE.search(text) and below and len(below) <= _LONGEST_HEADER:
        rights = (line.text for line in lines[number + 1 :] if furniture_reason(line.text) == "copyright line")
        if any(text.casefold() in right.casefold() for right in rights):
            return True
    return looks_like_outlet(text) and len(below.split()) > len(text.split()) and len(below) <= _LONGEST_HEADER and not _header_part(below)


def _name_case(text: str) -> str:
    return text.title() if text.isupper() else text


def _holds_only(text: str, names: Sequence[str]) -> bool:
    """Whether the line is nothing but the names that the metadata has."""
    rest = text.casefold()
    for name in names:
        rest = rest.replace(name.casefold(), " ")
    return len(rest) < len(text) and not re.sub(r"\b(?:by|and)\b|\W", "", rest)


def _same(text: str, title: str) -> bool:
    return _letters(text) == _letters(title) != ""


def _after_title(text: str, title: str) -> str | None:
    """What stands after the headline in a line that begins with it."""
    rest = text[len(title) :].strip() if text.startswith(title) else ""
    return rest or None


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
