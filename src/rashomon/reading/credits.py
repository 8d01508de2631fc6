"""On which other media an article says it rests.

Known outlets of the table, and unknown ones beside a word like "newspaper" or "news agency", count where the words around them say that
something was taken from them: "Reuters reported", "according to the Kurier newspaper", "told Sky News", "(AFP)", "contributed to this
report". A mention of an outlet is not a credit; the article's own outlet is not one either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rashomon.language.lexicon import lexicon
from rashomon.language.names import gender
from rashomon.language.outlets import Outlet, outlet_named, outlets
from rashomon.model.article import Article, Credit, CreditKind
from rashomon.reading.lines import is_contribution

_DATELINE = re.compile(r"^[^\n]{0,80}?\(([^()\n]{2,40})\)\s*(?:--|—|–|-|―|:|\n)", re.M)
_SIGN_OFF = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]\.?\s*$", re.M)
_STOPS = re.compile(r"\s*(?:[.,;:)”\"]|$|(?:that|on|in|last|this|earlier|before|after)\b)")
_CONTEXT = 140  # characters looked at on either side of a name
_LONGEST_NOTE = 600  # characters of a paragraph that can be a note on who contributed


class _Mention(NamedTuple):
    """A name in the text. `plain`: it may be an ordinary word here; `the`: the outlet's name begins with "The"."""

    name: str
    start: int
    end: int
    plain: bool = False
    the: bool = False


class _Found(NamedTuple):
    name: str
    kind: CreditKind
    start: int
    end: int


def find_credits(article: Article, media: Iterable[Outlet]) -> tuple[Credit, ...]:
    """The credits in the body of `article`, in the order of the text; then the agencies that only its header or foot names (`media`)."""
    own = article.outlet
    found = {*_agencies(article.text), *_contributions(article.text, own), *_reports(article.text, own)}
    grouped: dict[tuple[str, CreditKind], list[tuple[int, int]]] = {}
    for hit in sorted(found, key=lambda hit: (hit.start, hit.end, hit.kind)):
        if hit.name != own:
            grouped.setdefault((hit.name, hit.kind), []).append((hit.start, hit.end))
    credits = [
        Credit(name=name, kind=kind, evidence=tuple(article.span(start, end) for start, end in places))
        for (name, kind), places in grouped.items()
    ]
    named = {credit.name for credit in credits if credit.kind != "reported"}
    for outlet in dict.fromkeys(media):
        if outlet.agency and outlet.name not in named and outlet.name != own:
            credits.append(Credit(name=outlet.name, kind="agency"))
    return tuple(credits)


def agencies_in(line: str) -> tuple[Outlet, ...]:
    """The agencies of a sign-off line ("jm/dm (AFP, dpa)", "Reuters - AP"), if it holds nothing else but initials; else none."""
    inside = re.fullmatch(r"(?:[a-z]{2,4}(?:[/,][a-z]{2,4})*\s*)?[(\[]?([\w ,/&.+–—-]{2,60}?)[)\]]?", line.strip())
    if not inside:
        return ()
    known = [outlet_named(piece) for piece in re.split(r"[,/&+]|\s[–—-]\s|\band\b", inside[1]) if piece.strip()]
    agencies = [outlet for outlet in known if outlet and outlet.agency]
    return tuple(agencies) if len(agencies) == len(known) else ()


def _agencies(text: str) -> Iterator[_Found]:
    """Agencies in brackets in a dateline or at the end of a paragraph."""
    for pattern in (_DATELINE, _SIGN_OFF):
        for found in pattern.finditer(text):
            for piece in re.finditer(r"[^/,;&+]+?(?=\s*(?:[/,;&+]|$|\band\b))", found[1]):
                outlet = outlet_named(piece[0])
                if outlet:
                    start = found.start(1) + piece.start() + (len(piece[0]) - len(piece[0].lstrip()))
                    yield _Found(outlet.name, "agency", start, found.start(1) + piece.end())


def _contributions(text: str, own: str | None) -> Iterator[_Found]:
    """Outlets in a sentence that says who contributed."""
    for line in re.finditer(r"[^\n]+", text):
        if len(line[0]) > _LONGEST_NOTE:
            continue
        for sentence in re.finditer(r"\S.*?(?:[.!?](?=\s+[A-Z*])|$)", line[0]):
            if is_contribution(sentence[0]):
                start, end = line.start() + sentence.start(), line.start() + len(line[0][: sentence.end()].rstrip())
                for mention in _mentions(text, start, end, own):
                    yield _Found(mention.name, "contributed", start, end)


def _reports(text: str, own: str | None) -> Iterator[_Found]:
    """Outlets cited in running text: the words that cite them, through the name."""
    for mention in _mentions(text, 0, len(text), own):
        before = text[max(0, mention.start - _CONTEXT) : mention.start].rsplit("\n", 1)[-1]
        after = text[mention.end : mention.end + _CONTEXT].split("\n", 1)[0]
        if is_contribution(after[:60]):
            continue
        cue = _before().search(before)
        kind = _kind().match(after) if cue else None
        noun = _thing().match(after) or kind
        verb = _after().match(after)
        if mention.plain and not _is_meant(mention, before, after):
            continue
        if cue:
            yield _Found(mention.name, "reported", mention.start - len(cue[0].lstrip()), mention.end + len(noun[0] if noun else ""))
        elif verb or noun:
            words = (verb or noun)[0] if verb or noun else ""  # type: ignore[index]
            yield _Found(mention.name, "reported", mention.start, mention.end + len(words.rstrip()))


def _is_meant(mention: _Mention, before: str, after: str) -> bool:
    """Whether a name that is also an ordinary word names the outlet here."""
    if re.match(r"['’]s\s+[A-Z]|\s+[A-Z]|-", after):
        return False
    if mention.the:
        return bool(re.search(r"\b[Tt]he\s+$", before))
    return bool(re.search(r",\s*$", before) or (re.search(r"\b(?:told|to|with|in)\s+$", before) and _STOPS.match(after)))


def _mentions(text: str, start: int, end: int, own: str | None) -> Iterator[_Mention]:
    """Names of outlets in `text[start:end]`, in order; short forms ("the Post") only after the whole name or of its own outlet."""
    seen = {form: outlet for outlet in outlets() if outlet.name == own for form in outlet.short}
    starts, ends = [-1], [-1]
    families: dict[str, bool] = {}
    for found in _names().finditer(text, start, end):
        short = seen.get(found[0].split(" ", 1)[-1]) if found[0][:4].lower() == "the " else None
        outlet = short or outlet_named(found[0])
        if not outlet:
            continue
        if found[0] not in families:
            families[found[0]] = " " not in found[0] and _is_family(found[0], text)
        if families[found[0]]:
            continue
        seen.update(dict.fromkeys(outlet.short, outlet))
        magazine = re.match(r"\s+(?:magazine|newspaper)\b", text[found.end() : found.end() + 12])
        plain = outlet.plain and not short and not magazine and found[0].removeprefix("The ") == outlet.name.removeprefix("The ")
        if not plain:
            starts.append(found.start())
            ends.append(found.end())
        yield _Mention(outlet.name, found.start(), found.end(), plain, outlet.name.startswith("The "))
    for found in _unknown().finditer(text, start, end):
        group = next(kind for kind in ("name", "medium", "citing", "late") if found[kind])
        cut = len("The ") if found[group].startswith("The ") else 0
        name, at = found[group][cut:], found.start(group) + cut
        known = at < ends[bisect_left(starts, at + len(name)) - 1]
        if not known and not outlet_named(name) and not _no_name(name) and name != (own or "").removeprefix("The "):
            yield _Mention(name, at, at + len(name))


def _is_family(name: str, text: str) -> bool:
    """Whether somebody in the text bears the outlet's name ("Michael Bloomberg", "Mr. Bloomberg"): then it is theirs throughout."""
    before = re.finditer(rf"\b([A-Z][\w’'-]+\.?)(?: [A-Z]\.)? {re.escape(name)}\b(?! [A-Z])", text)
    return any(gender(found[1]) for found in before)


def _no_name(name: str) -> bool:
    """A nationality or a general word before "newspaper" is no outlet's name."""
    return bool(
        re.fullmatch(
            r"(?:[A-Z]\w+ )?(?:[A-Z]\w+(?:an|ian|ish|ese|ch|i)|Dutch|Greek|State|Local|National|Official|Sunday|Saturday|U\.S|US|UK|EU)",
            name,
        )
    )


@cache
def _names() -> re.Pattern[str]:
    forms = {form for outlet in outlets() for form in outlet.names}
    short = {f"[Tt]he {form}" for outlet in outlets() for form in outlet.short}
    known = sorted(forms, key=lambda form: (-len(form), form))
    odd = sorted({re.escape(form) for form in forms if not form[0].isupper() and not form[0].isdigit()})
    gate = r"(?=[A-Z\d]|the [A-Z]|" + "|".join(odd) + ")"
    return re.compile(
        rf"(?<![\w@/.-]){gate}(?:{'|'.join(short_form for short_form in sorted(short))}|{'|'.join(re.escape(form) for form in known)})"
        r"(?![\w-]|\.\w)(?!\s+(?:Street|Avenue|Square|Building|Party)\b)"
    )


@cache
def _unknown() -> re.Pattern[str]:
    kinds, media = _alternatives(lexicon("outlets")["kinds"]), _alternatives(lexicon("outlets")["media_words"])
    name = r"[A-Z][\w’'-]+(?: (?:of|de|al|la|el) [A-Z][\w’'-]+| [A-Z][\w’'-]+){0,3}"
    return re.compile(
        rf"\b(?:[Tt]he |['’]s )(?P<name>{name}) (?:{kinds})\b"
        rf"|\b(?P<medium>(?:[A-Z][\w’'-]+ ){{1,3}}(?:{media})(?:-[A-Z]\w+)?)\b(?! [A-Z])"
        rf"|(?P<citing>{name}) (?:has |had )?reported\b(?=[^.\n]{{0,60}}, (?:citing|quoting)\b)"
        rf"|\b(?:newspaper|news agency|broadcaster|news website|news site|TV station|radio station),? (?P<late>{name})(?=[,.]? )"
    )


@cache
def _before() -> re.Pattern[str]:
    words = lexicon("credits")
    leading, taken, things, describing = (_alternatives(words[kind]) for kind in ("leading", "taken", "things", "describing"))
    return re.compile(
        rf"\b(?:(?:{leading})|(?:according to(?: \S+){{1,4}} (?:in|by|from|with|on|to))"
        rf"|(?:{taken})(?: [\w,]+){{0,3}} (?:by|in|on|to)|(?:{things})(?: \w+){{0,2}} (?:with|by|to|in|on|for|from|of))"
        rf"(?:,? (?:{describing}|\w+['’]s|pro-\w+|[A-Z]\w+(?:n|sh|ese|ch))){{0,6}},? ?$",
        re.I,
    )


@cache
def _after() -> re.Pattern[str]:
    words = lexicon("credits")
    kinds = _alternatives(lexicon("outlets")["kinds"])
    between = rf"(?:{_alternatives(words['between'])}|\w+day|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.?|\d{{1,2}})"
    verbs = _alternatives(words["reporting"])
    return re.compile(
        rf"(?:\s+(?:state|online|state-run))?(?:\s+(?:{kinds}))?(?:,[^,.\n]{{3,60}},)?(?:\s+{between}){{0,4}}\s+(?:{verbs})\b"
    )


@cache
def _thing() -> re.Pattern[str]:
    things = _alternatives(lexicon("credits")["things"])
    kinds = _alternatives(lexicon("outlets")["kinds"])
    return re.compile(rf"(?:\s+(?:{kinds}))?(?:['’]s?)?\s+(?:\w+\s+)?(?:{things})\b")


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_alternatives(lexicon('outlets')['kinds'])})\b")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
