"""On which other media an article says it rests.

Known outlets of the table, and unknown ones beside a word like "newspaper" or "news agency", count where the words around them say that
something was taken from them: "Reuters reported", "according to the Kurier newspaper", "told Sky News", "(AFP)", "contributed to this
report". A mention of an outlet is not a credit; the article's own outlet is not one either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rashomon.language.lexicon import lexicon
from rashomon.language.outlets import Outlet, outlet_named, outlets
from rashomon.model.article import Article, Credit, CreditKind
from rashomon.reading.lines import is_contribution

_GAP = r"(?:\s+(?:had|has|have|also|later|first|then|earlier|previously|separately|since|initially|exclusively|it|itself|that|which|who|on|in|late|early|a|the|report|statement|\w+day|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.?|\d{1,2})){0,4}"
_BEFORE = re.compile(
    r"(?:according to(?: a| an| the)?(?: \w+){0,3}(?: (?:report|reports|article|story|interview|count|tally|poll|analysis|account)(?: \w+){0,2})?(?: in| by| from| with| on| to)?"
    r"|\b(?:told|tells|telling)|\binterview(?:s|ed)?(?: \w+){0,2} (?:with|by|to|in|on|for)|\b(?:reported|reports|published|obtained|cited|seen|reviewed|broadcast|aired|quoted|revealed|released|confirmed|disclosed|shown|written|carried)"
    r"(?: \w+){0,3} (?:by|in|on|to)|\b(?:report|reports|reporting|article|story|op-ed|footage|video|interview|coverage)(?: \w+){0,2} (?:by|in|from|on|of)|\bciting|\bcited|\bcites|\bquoting|\bquoted|\bwrote in|\bwriting in|\bwrites in|\bspeaking to|\bspoke to|\bsaid on|\bsaid in|\bposted by|\bvia|\bas)"
    r"(?: (?:\w+'s|\w+’s|the|a|an|its|his|her|U\.S\.|US|British|local|state|state-run|state-owned|official|government|private|independent|pro-\w+|news|newspaper|daily|broadcaster|agency|outlet|website|network|television|magazine|channel|radio|[A-Z]\w+n|[A-Z]\w+sh|[A-Z]\w+ese)){0,6},? ?$"
)
_POSSESSED = re.compile(
    r"(?:'s|’s|'|’)\s+(?:\w+\s+){0,2}(?:report|reports|reporting|article|story|interview|footage|count|tally|analysis|correspondent|reporter|poll)\b"
)
_DATELINE = re.compile(r"^[^\n]{0,80}?\(([^()\n]{2,40})\)\s*(?:--|—|–|-|―|:|\n)", re.M)
_SIGN_OFF = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]\.?\s*$", re.M)
_CONTEXT = 140  # characters looked at on either side of a name


class _Mention(NamedTuple):
    name: str
    start: int
    end: int
    plain: bool


class _Found(NamedTuple):
    name: str
    kind: CreditKind
    start: int
    end: int


def find_credits(article: Article, media: tuple[Outlet, ...]) -> tuple[Credit, ...]:
    """The credits in the body of `article`, in the order of the text, then those of its header (`media`), which has no words in the body."""
    found = sorted({*_agencies(article.text), *_contributions(article.text), *_reports(article.text)}, key=lambda hit: (hit.start, hit.end))
    own = article.outlet
    grouped: dict[tuple[str, CreditKind], list[tuple[int, int]]] = {}
    for hit in found:
        if hit.name != own:
            grouped.setdefault((hit.name, hit.kind), []).append((hit.start, hit.end))
    credits = [
        Credit(name=name, kind=kind, evidence=tuple(article.span(start, end) for start, end in places))
        for (name, kind), places in grouped.items()
    ]
    named = {credit.name for credit in credits if credit.kind != "reported"}
    for outlet in media:
        if outlet.agency and outlet.name not in named and outlet.name != own:
            credits.append(Credit(name=outlet.name, kind="agency"))
    return tuple(credits)


def _agencies(text: str) -> Iterator[_Found]:
    """Agencies in brackets in a dateline or at the end of a paragraph."""
    for pattern in (_DATELINE, _SIGN_OFF):
        for found in pattern.finditer(text):
            for piece in re.finditer(r"[^/,;&+]+?(?=\s*(?:[/,;&+]|$|\band\b))", found[1]):
                outlet = outlet_named(piece[0])
                if outlet:
                    start = found.start(1) + piece.start() + (len(piece[0]) - len(piece[0].lstrip()))
                    yield _Found(outlet.name, "agency", start, found.start(1) + piece.end())


def _contributions(text: str) -> Iterator[_Found]:
    """Outlets in a sentence that says who contributed."""
    for line in re.finditer(r"[^\n]+", text):
        if len(line[0]) > 600:
            continue
        for sentence in re.finditer(r"\S.*?(?:[.!?](?=\s+[A-Z*])|$)", line[0]):
            if is_contribution(sentence[0]):
                start = line.start() + sentence.start()
                for mention in _mentions(text, start, line.start() + sentence.end()):
                    yield _Found(mention.name, "contributed", start, line.start() + len(line[0][: sentence.end()].rstrip()))


def _reports(text: str) -> Iterator[_Found]:
    """Outlets cited in running text."""
    for mention in _mentions(text, 0, len(text)):
        before = text[max(0, mention.start - _CONTEXT) : mention.start].rsplit("\n", 1)[-1]
        after = text[mention.end : mention.end + _CONTEXT].split("\n", 1)[0]
        if is_contribution(after[:60]):
            continue
        verb = _after().match(after) or _POSSESSED.match(after)
        cue = _BEFORE.search(before)
        if cue and cue[0].strip() == "as" and not verb:
            cue = None
        if verb and not (mention.plain and not re.search(r"\b[Tt]he\s+$", before)):
            yield _Found(mention.name, "reported", mention.start, mention.end + len(verb[0].rstrip()))
        elif cue and not (mention.plain and not re.search(r"\b[Tt]he\s+$|\b(?:told|to|in|with)\s+$", before)):
            yield _Found(mention.name, "reported", mention.start - len(cue[0]), mention.end)


def _mentions(text: str, start: int, end: int) -> Iterator[_Mention]:
    """Names of outlets in `text[start:end]`, longest first; short forms only after the whole name."""
    seen: dict[str, Outlet] = {}
    kinds = _unknown()
    taken = start
    for found in _names().finditer(text, start, end):
        outlet = outlet_named(found[0])
        if outlet and found.start() >= taken:
            for form in outlet.short:
                seen[form] = outlet
            taken = found.end()
            yield _Mention(
                outlet.name,
                found.start(),
                found.end(),
                outlet.plain and not re.match(r"\s+(?:magazine|newspaper)", text[found.end() : found.end() + 12]),
            )
            continue
        short = re.fullmatch(r"[Tt]he ([A-Z][a-z]+)", found[0])
        if short and short[1] in seen and found.start() >= taken:
            taken = found.end()
            yield _Mention(seen[short[1]].name, found.start(), found.end(), False)
    for found in kinds.finditer(text, start, end):
        name = re.sub(r"^The ", "", found["name"] or found["late"])
        at = found.start("name") if found["name"] else found.start("late")
        if outlet_named(name) is None and not re.fullmatch(
            r"(?:[A-Z]\w+(?:n|sh|ese|i)|State|Local|National|Official|A|An|In|On|U\.S|US)", name
        ):
            yield _Mention(name, at, at + len(name), False)


@cache
def _names() -> re.Pattern[str]:
    forms = {form for outlet in outlets() for form in outlet.names}
    short = {f"[Tt]he {form}" for outlet in outlets() for form in outlet.short}
    known = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(
        r"(?<![\w@/.-])(?:"
        + "|".join(re.escape(form) for form in known)
        + "|"
        + "|".join(sorted(short))
        + r")(?![\w-]|\.\w)(?!\s+(?:Street|Avenue|Square|building|Party)\b)"
    )


@cache
def _unknown() -> re.Pattern[str]:
    kinds = "|".join(re.escape(kind) for kind in sorted(lexicon("outlets")["kinds"], key=lambda kind: (-len(kind), kind)))
    name = r"[A-Z][\w’'-]+(?: (?:of|de|al|la|el) [A-Z][\w’'-]+| [A-Z][\w’'-]+){0,3}"
    return re.compile(
        rf"\b(?:[Tt]he |['’]s )(?P<name>{name}) (?:{kinds})\b|\b(?:newspaper|news agency|broadcaster|daily|news website|news site|TV station|radio station),? (?P<late>{name})(?=[,.]? )"
    )


@cache
def _after() -> re.Pattern[str]:
    verbs = "|".join(lexicon("outlets")["reporting"])
    kinds = "|".join(re.escape(kind) for kind in sorted(lexicon("outlets")["kinds"], key=lambda kind: (-len(kind), kind)))
    return re.compile(
        rf"(?:\s+(?:state|online|state-run))?(?:\s+(?:{kinds}))?(?:\s+(?:[a-z]+\s+){{0,2}}(?:correspondent|reporter))?(?:,[^,.\n]{{3,60}},)?{_GAP}\s+(?:{verbs})\b"
    )
