"""What one line of a page is by its own words: the reason it is furniture, or None where it may be the story.

The patterns stand in `language/data/furniture.toml`. A long line is never matched: furniture is short, and story is not to be lost.
"""

from __future__ import annotations

import re
from functools import cache

from rashomon.language.lexicon import lexicon
from rashomon.language.outlets import outlet_named

ENDS_SENTENCE = re.compile(r"[.!?…][\"“”’'»)\]*]*(?:\s*\([^()]{2,40}\))?$")
"""A line that ends a sentence, quotation marks, brackets and a bracketed source aside."""

RUNS_ON = re.compile(r"[,;:–—-][\"”’')\]]*$")
"""A line that ends in the middle of a sentence or leads up to the next line."""

_UNPUNCTUATED = frozenset({"share bar", "page control", "advertisement", "related link", "story highlights", "embedded post", "newsletter"})
_POST = re.compile(r"(?!(?:https?:|pic\.twitter\.com|t\.co)/\S+(?: (?:[—–-] |https?:|pic\.)|$)).*?(?:\(@\w+\)|pic\.twitter\.com)")
_REPORTING_BY = re.compile(r"\W*(?:additional )?reporting by\b", re.I)
_BETWEEN_NAMES = re.compile(r"[,;()/.]|\b(?:and|in|for|by|at|from|of|with)\b")
_BRACKETED = re.compile(r"\[\s*([^\[\]]{8,200})\]")
_NOTE = re.compile(
    r"\W*(update|updated|correction|clarification|note|editor|editors|warning|disclosure|this (story|article)|the following)\b", re.I
)
_OPENS_CAPTION = re.compile(
    r"(?:file ?[-–—]+ ?)?in (?:this|these) .{0,60}?\b(?:photo|photograph|image|picture|video frame|frame grab)s?\b", re.I
)
_CREDIT_TAIL = re.compile(r"\s*[\[(][^\[\]()]{2,100}[\])]\.?$")
_INNER_END = re.compile(r"[a-z0-9’'\")][.!?][\"”’')]*\s+[\"“‘']?[A-Z]")
_MOST_CAPTION_SENTENCES = 2


def furniture_reason(line: str) -> str | None:
    """Why `line` is no part of the story ("share bar", "caption", …), or None."""
    if len(line) > lexicon("furniture")["longest"] or is_contribution(line) or _POST.match(line):
        return None
    bare = line.strip(" \t|·•›»*") or line
    words = len(bare.split())
    sentence = words >= 3 and bool(re.search(r"[^.]\.[\"”’')\]]*$", bare))
    for reason, pattern in _patterns():
        if sentence and reason in _UNPUNCTUATED and not bare.lower().startswith(_openings()):
            continue
        if pattern.fullmatch(bare) and not (reason == "caption" and _story_with_sign_off(bare)):
            return reason
    bracketed = _BRACKETED.fullmatch(bare)
    if bracketed and words >= 4 and not _NOTE.match(bracketed[1]) and not re.search(r"[^.]\.$", bracketed[1].strip()):
        return "related link"
    return "caption" if _opens_with_picture_agency(bare) else None


def is_contribution(line: str) -> bool:
    """Whether `line` says who helped ("The Associated Press contributed to this report."): it stays in the body.

    "Reporting by Ann Bee" names the outlet's own people and is none.
    """
    return len(line) <= lexicon("furniture")["longest"] and bool(_contributed().search(line)) and not _by_people(line)


def sentences(text: str) -> list[str]:
    """`text` cut after sentence ends that are followed by a capital; meant for short lines of furniture, not for the story."""
    cuts = [found.start() + len(found[0].rstrip("\"“‘'ABCDEFGHIJKLMNOPQRSTUVWXYZ").rstrip()) for found in _INNER_END.finditer(text)]
    pieces = [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return [piece for piece in pieces if piece]


def single(text: str) -> bool:
    """Whether `text` holds no sentence end inside."""
    return not _INNER_END.search(text)


def _by_people(line: str) -> bool:
    """Whether a line "Reporting by …" names no known outlet."""
    found = _REPORTING_BY.match(line)
    if found is None:
        return False
    return not any(outlet_named(piece.strip()) for piece in _BETWEEN_NAMES.split(line[found.end() :]) if piece.strip())


def _story_with_sign_off(line: str) -> bool:
    """A paragraph of the story that only ends in a bracketed credit."""
    tail = _CREDIT_TAIL.search(line)
    if not tail or _OPENS_CAPTION.match(line):
        return False
    rest = line[: tail.start()]
    explicit = re.search(r"[\[(] ?(photo|picture|pic|image|screen|file|illustration|graphic|video|credit|courtesy)|/", tail[0], re.I)
    if explicit:
        return len(_INNER_END.findall(rest)) >= _MOST_CAPTION_SENTENCES
    return bool(ENDS_SENTENCE.search(rest)) or not single(rest)


def _opens_with_picture_agency(line: str) -> bool:
    if ENDS_SENTENCE.search(line) or not single(line):
        return False
    opener = _openers().match(line)
    return bool(opener) and len(line.split()) >= 4


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (reason, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I))
        for reason, patterns in lexicon("furniture")["reason"].items()
    )


@cache
def _openings() -> tuple[str, ...]:
    return tuple(lexicon("furniture")["imperative"]["openings"])


@cache
def _contributed() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("furniture")["contributed"]["patterns"]), re.I)


@cache
def _openers() -> re.Pattern[str]:
    names = sorted(lexicon("furniture")["credit"]["openers"], key=lambda name: (-len(name), name))
    return re.compile(
        r"(?:"
        + "|".join(re.escape(name) for name in names)
        + r")(?: [•/+] ?[A-Z][\w ]{1,20})?\s+(?=[A-Z\"“‘'])(?!\S+ (?:said|reported|reports)\b)"
    )
