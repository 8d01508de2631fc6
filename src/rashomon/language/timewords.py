"""Finds the words that say when: dates, times of day, weekdays, spans of time, repeated times.

Each hit carries its parts as written ("three", "week", "ago"); what they mean on a given day is worked out in `dates`. What it does
not do: events used as dates ("the day after the battle"), holidays that move, other calendars. Extents follow TIMEX3
(TimeML 1.2.1): modifiers belong to the expression ("early October"), prepositions do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rashomon.language.lexicon import lexicon


class TimeWords(NamedTuple):
    """An expression at `[start, end)`, its kind (the name of its rule), and its named parts in lower case."""

    start: int
    end: int
    kind: str
    parts: Mapping[str, str]


def time_words(text: str) -> list[TimeWords]:
    """All expressions in `text`, in order, none overlapping: of two that overlap the longer stays, then the earlier, then the
    earlier rule."""
    hits: list[tuple[int, int, int, str, re.Match[str]]] = []
    for order, (kind, pattern) in enumerate(_rules()):
        for match in pattern.finditer(text):
            start, end = match.span("all") if "all" in pattern.groupindex else match.span()
            if end > start:
                hits.append((start, end, order, kind, match))
    hits.sort(key=lambda hit: (hit[0], -hit[1], hit[2]))
    kept: list[tuple[int, int, int, str, re.Match[str]]] = []
    for hit in hits:
        if kept and hit[0] < kept[-1][1]:
            if hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = hit
            continue
        kept.append(hit)
    return [TimeWords(start, end, kind, _parts(match)) for start, end, _, kind, match in kept]


def _parts(match: re.Match[str]) -> dict[str, str]:
    return {name.rstrip("_"): value.lower() for name, value in match.groupdict().items() if value is not None and name != "all"}


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rules, each compiled once. Every repetition in them is bounded, so the time is linear in the text."""
    words = lexicon("dates")
    pieces = _pieces(words)
    return tuple((kind, re.compile(_fill(pattern, pieces))) for kind, pattern in _RULES)


def _fill(pattern: str, pieces: Mapping[str, str]) -> str:
    """Replace `<NAME>` by its piece and every blank by any run of up to three spaces or one line break."""
    for name, piece in pieces.items():
        pattern = pattern.replace(f"<{name}>", piece)
    pattern = pattern.replace("[ -]", "<GAP>").replace("[- ]", "<GAP>")
    return pattern.replace(" ", r"[ \t\u00a0]{0,2}[ \t\u00a0\n]").replace("<GAP>", r"[ \t\u00a0\n-]")


def _either(forms: list[str], *, case: bool = False) -> str:
    """An alternation, longest first; with `case` each word may also begin with a capital or be all capitals."""
    alternatives = []
    for form in sorted(set(forms), key=lambda form: (-len(form), form)):
        escaped = re.escape(form).replace(r"\ ", " ")
        alternatives.append(f"[{form[0].upper()}{form[0]}]{escaped[1:]}" if case else escaped)
    return "(?:" + "|".join(alternatives) + ")"


def _pieces(words: Mapping[str, dict[str, object]]) -> dict[str, str]:
    months = [m.capitalize() for m in words["months"]] + [m.upper() for m in words["months"] if m != "may"]
    short = [m.capitalize() for m in words["month_abbreviations"]]
    days = [w.capitalize() for w in words["weekdays"]]
    full_days = [day for day in days if day.endswith("day")]
    numbers = lexicon("numerals")
    units, tens = list(numbers["units"]), list(numbers["tens"])
    tens_words = "(?:" + _either(tens, case=True) + "(?:[- ]" + _either([u for u in units if 0 < numbers["units"][u] < 10]) + ")?)"
    counted = r"(?:\d{1,3}(?:,\d{3}){0,2}(?:\.\d{1,2})?|" + tens_words + "|" + _either(units, case=True)
    vague = [
        "several",
        "a few",
        "few",
        "many",
        "a couple of",
        "a dozen",
        "two dozen",
        "half a",
        "a hundred",
        "hundred",
        "a",
        "an",
        "one and a half",
    ]
    number = counted + "|" + _either(vague, case=True) + ")"
    return {
        "MOD": r"(?:(?:[Tt]he )?(?:[Vv]ery )?(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater)(?: in| of| on)?(?:-| )(?:the )?|"
        r"(?:[Tt]he )?(?:[Ll]atter |[Ee]arly |[Ll]ate )?(?:[Ss]tart|[Bb]eginning|[Ee]nd|[Mm]iddle|part|half|rest) of (?:the )?)",
        "MONTH": f"(?:{_either(months)}|{_either(short)}\\b\\.?)",
        "FULLMONTH": _either([m for m in months if m not in ("May", "March", "August")]),
        "RISKYMONTH": "(?:May|March|August)",
        "WEEKDAY": f"(?:{_either(full_days)}|{_either([d for d in days if d not in full_days])}\\b\\.?)",
        "FULLDAY": _either(full_days + [d.lower() for d in full_days]),
        "SEASON": _either(list(words["seasons"]), case=True),
        "PART": "(?:mid-?)?" + _either(list(words["parts"])),
        "UNIT": "(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)",
        "BIGUNIT": "(?:day|night|week|weekend|month|quarter|year|decade|century|summer|winter|spring|autumn|fall|season)",
        "NUMBER": number,
        "APPROX": r"(?:(?:[Mm]ore than|[Ll]ess than|[Aa]t least|[Aa] little more than|[Cc]lose to|[Uu]p to|[Aa]bout|[Aa]round|[Oo]ver|[Uu]nder|[Nn]early|"
        r"[Aa]lmost|[Ss]ome|[Jj]ust|[Oo]nly|[Rr]oughly|[Aa]pproximately|[Aa]nother|[Aa] mere|[Aa] full|[Tt]he|[Aa] further) )",
        "YEAR": r"(?:1[0-9]|20)\d\d",
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])",
        "HOLIDAY": _either([re.sub(r"\b([a-z])", lambda m: m[1].upper(), h).replace("'S", "'s") for h in words["holidays"]]).replace(
            "'", "['’]"
        ),
        "UNCOUNT": r"(?:GMT|UTC|hours?\b|hrs?\b|people|men\b|women|children|troops|personnel|police|meters?|metres?|feet|miles|km\b|kilomet|tons?\b|tonnes|"
        r"dollars|euros|pounds|percent|per cent|additional|more\b|other\b|dead\b|injured|wounded|million|billion)",
        "ZONE": r"(?: ?(?:GMT|UTC|BST|CET|CEST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|JST|AEST|AEDT|[Ll]ocal [Tt]ime)\b)",
    }


# A trailing underscore lets one rule name a part twice.
_RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d)?)?(?![\w-])"),
    (
        "day",
        r"(?<![\w$£€.-])(?:<MOD>|(?:[Tt]he )?(?P<part>[Nn]ight|[Mm]orning|[Aa]fternoon|[Ee]vening) of )?(?:[Tt]he )?(?:(?P<weekday><WEEKDAY>),? (?:the )?)?(?P<day><DAY>)(?:st|nd|rd|th)?"
        r"(?:[-–/](?:<DAY>)(?:st|nd|rd|th)?)?(?: of)?[ -](?P<month><MONTH>)(?!\w)(?:(?:,? | of |-)(?P<year><YEAR>)(?![\d:]))?"
        r"(?P<same> of (?:that|the same) year)?",
    ),
    (
        "day",
        r"(?<!\w)(?:<MOD>|(?:[Tt]he )?(?P<part>[Nn]ight|[Mm]orning|[Aa]fternoon|[Ee]vening) of )?(?:(?P<weekday><WEEKDAY>),? )?(?P<month><MONTH>) (?:the )?(?P<day><DAY>)(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\w)"
        r"(?:[-–/]<DAY>(?:st|nd|rd|th)?(?!\d))?(?:(?:,? ?| of )(?P<year><YEAR>)(?![\d:]))?(?P<same> of (?:that|the same) year)?",
    ),
    ("month", r"(?<!\w)(?:<MOD>)?(?P<month><MONTH>)(?:,? | of |-)(?P<year><YEAR>)(?![\d:]|-\d)"),
    ("month", r"(?<!\w)(?:<MOD>)?(?P<month><MONTH>)(?P<same> of (?:that|the same) year)"),
    (
        "month",
        r"(?<!\w)(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|(?:the )?previous|(?:the )?following|that|(?:the )?same|this (?:past|coming)|past) )(?P<month><MONTH>)(?!\w)",
    ),
    ("month", r"(?<!\w)(?:<MOD>)?(?P<month><FULLMONTH>)(?![\w-]|['’]s? \d)"),
    (
        "month",
        r"(?<!\w)(?<=[Ii]n\x20|[Bb]y\x20|ce\x20|il\x20|om\x20|ng\x20|re\x20|er\x20)(?P<all>(?:<MOD>)?(?P<month><RISKYMONTH>))(?![\w-])",
    ),
    ("month", r"(?<!\w)<MOD>(?P<month><RISKYMONTH>)(?![\w-])"),
    (
        "bc",
        r"(?<![\w.,-])(?:<MOD>|(?:[Cc]a?\. ?|[Aa]bout |[Aa]round ))?(?:(?P<month><MONTH>) |(?:the )?(?P<season><SEASON>)(?: of)? )?(?P<year>\d{1,4})(?P<decade>s)? (?:BCE?|B\. ?C\.?(?: ?E\.)?)(?!\w)",
    ),
    ("bc_century", r"(?<!\w)(?:<MOD>)?(?:the )?(?P<ordinal>\d{1,2})(?:st|nd|rd|th) [Cc]entury (?:BCE?|B\. ?C\.?)(?!\w)"),
    ("decade", r"(?<![\w-])(?:<MOD>|[Tt]he )?(?:[Tt]he )?(?:(?:early|late|mid)[- ])?(?P<decade>(?:1[0-9]|20)\d)0['’]?s(?!\w)"),
    ("decade", r"(?<!\w)(?:<MOD>|[Tt]he )(?:(?:early|late|mid)[- ])?['’](?P<short>[1-9])0['’]?s(?!\w)"),
    (
        "century",
        r"(?<!\w)(?:<MOD>)?(?:[Tt]he )?(?:(?:early|late|mid)[- ])?(?P<ordinal>\d{1,2}(?=st|nd|rd|th)|[a-z]{5,11})(?:st|nd|rd|th)?[- ]century(?!\w)",
    ),
    (
        "year",
        r"(?<![\w$£€#/.,:-])(?:<MOD>|[Tt]he year |[Aa]round |[Cc]irca |c\. ?|[Aa]bout )(?P<year><YEAR>)(?![\w%]|[-/:.,]\d|['’]s \d)",
    ),
    (
        "year",
        r"(?<![\w$£€#/.,:+-])(?:(?<=[Ii]n\x20)|(?<=[Bb]y\x20)|(?<=[Ss]ince\x20)|(?<=[Uu]ntil\x20)|(?<=[Oo]f\x20)|(?<=[Ff]rom\x20)|(?<=[Dd]uring\x20)|(?<=\())(?P<year><YEAR>)(?![\w%°]|[/:.,]\d|-[a-z]| ?<UNCOUNT>)",
    ),
    ("year", r"(?<![\w$£€#/.,:+-])(?P<year>(?:1[5-9]|20)\d\d)(?![\w%°]|[/:.,]\d|-[a-z]|[-–]\d{3}\b| ?<UNCOUNT>| [a-z]{2,20}s\b)"),
    ("year", r"(?<=\d{4}[-–/])(?P<short>\d\d)(?![\w%]|[-/:.,]\d)"),
    ("year", r"(?<=\d{4}[-–])(?P<year><YEAR>)(?![\w%]|[-/:.,]\d)"),
    ("year", r"(?<=[Ii]n\x20|[Oo]f\x20|ce\x20)(?P<all>['’](?P<short>\d\d))(?!\w)"),
    (
        "season",
        r"(?<!\w)(?:<MOD>)?(?:[Tt]he )?(?P<season><SEASON>)(?: of|,)? (?P<year><YEAR>)(?![\w:])",
    ),
    ("season", r"(?<!\w)(?P<year><YEAR>) (?P<season><SEASON>)(?!\w)"),
    ("season", r"(?<!\w)(?:<MOD>)?(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|the previous|the following|that|the same) (?P<season><SEASON>)(?!\w)"),
    (
        "season",
        r"(?<!\w)(?<=[Ii]n\x20|[Bb]y\x20|ce\x20|il\x20|ng\x20|re\x20)(?P<all>(?:<MOD>)?(?:the )?(?:early |late )?(?P<season>[Ss]ummer|[Ww]inter|[Aa]utumn|[Ss]pring))(?! (?:and|or) |\w| [Hh]as)",
    ),
    ("season", r"(?<!\w)(?:<MOD>)(?P<season>[Ss]ummer|[Ww]inter|[Aa]utumn|[Ss]pring)(?!\w)"),
    (
        "quarter",
        r"(?<!\w)(?:[Tt]he )?(?:fiscal )?(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th|latter)[- ](?:fiscal[- ])?(?P<unit>quarter|half)"
        r"(?:(?: of)?(?: fiscal)?(?: the)? (?P<year><YEAR>)|(?: of)? (?P<rel>this|last|next|the) year| of the (?P<decade>(?:1[0-9]|20)\d)0s)",
    ),
    (
        "quarter",
        r"(?<!\w)(?:[Tt]he )?(?:fiscal )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[- ](?:fiscal[- ])?(?P<unit>quarter)(?!\w)",
    ),
    ("quarter", r"(?<!\w)Q(?P<nth>[1-4])(?: (?P<year><YEAR>))?(?!\w)"),
    (
        "weekday",
        r"(?<!\w)(?:(?P<early>[Ee]arly|[Ll]ate)(?: on)? )?(?:(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he following|[Tt]he previous|[Tt]hat|[Tt]he same|this coming|this past|past) )?"
        r"(?P<weekday><WEEKDAY>)(?:['’]s(?= (?:<PART>)\b))?(?:[ -](?P<part><PART>)\b)?(?: (?P<week>last|next|this) week\b)?(?![\w-]|['’]s [Dd]ay)",
    ),
    (
        "every",
        r"(?<!\w)(?:[Ee]very|[Ee]ach) (?:other |single )?(?P<unit>day|night|week|weekend|month|quarter|year|decade|hour|minute|morning|afternoon|evening|summer|winter|spring|autumn)(?!\w)",
    ),
    ("every", r"(?<!\w)(?:[Ee]very|[Ee]ach) (?:other )?(?P<weekday><FULLDAY>)(?: (?:<PART>)\b)?(?!\w)"),
    ("every", r"(?<!\w)[Ee]very (?P<number><NUMBER>) (?P<unit><UNIT>)(?!\w)"),
    ("every", r"(?<!\w)(?:on )?(?P<weekday><FULLDAY>)s(?!\w)"),
    ("adverb", r"(?<!\w)(?P<word>[Dd]aily|[Ww]eekly|[Mm]onthly|[Yy]early|[Aa]nnually|[Nn]ightly|[Hh]ourly|[Qq]uarterly)(?!\w)"),
    (
        "deictic",
        r"(?<!\w)(?:(?:[Ll]ate|[Ee]arly|[Ee]arlier|[Ll]ater) )?(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Oo]vernight)(?:['’]s(?= (?:<PART>)\b))?(?: (?P<part><PART>)\b)?(?!\w)",
    ),
    ("deictic", r"(?<!\w)(?P<word>[Tt]he day before yesterday|[Tt]he day after tomorrow|[Ll]ast night|[Ll]ast evening)(?!\w)"),
    ("deictic", r"(?<!\w)(?:(?:[Ll]ate|[Ee]arly|[Ee]arlier|[Ll]ater) )?(?P<word>[Tt]his) (?P<part>morning|afternoon|evening)(?!\w)"),
    (
        "thatpart",
        r"(?<!\w)(?:[Ll]ate |[Ee]arly |[Ee]arlier |[Ll]ater )?(?P<rel>[Tt]hat(?: same)?|[Tt]he same|[Tt]he next|[Tt]he following|[Tt]he previous) (?P<part>morning|afternoon|evening|night)(?!\w)",
    ),
    (
        "relative",
        r"(?<!\w)(?:<MOD>)?(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he (?:very )?next|[Tt]he last|[Tt]he following|[Tt]he previous|[Tt]he preceding|[Tt]hat(?: same)?|[Tt]he same|[Tt]he past|[Tt]he coming|[Tt]he current|this past|this coming|[Pp]ast|[Ff]ollowing|[Pp]revious|[Cc]oming) "
        r"(?P<unit><BIGUNIT>)(?!\w|-)",
    ),
    ("relative", r"(?<!\w)<MOD>(?P<rel>the )?(?P<unit>day|week|month|year|decade|century)(?!\w|-)"),
    ("relative", r"(?<!\w)(?P<rel>[Tt]he )?(?P<unit>year|month|week)['’]s end(?!\w)"),
    (
        "shift",
        r"(?<!\w)(?:<APPROX>)?(?:<APPROX>)?(?P<number><NUMBER>)[ -](?P<unit><UNIT>)(?: and a half)? (?P<way>ago|earlier|later|before|after|previously|afterwards?|from now|hence|prior|on)(?!\w| [Tt]he\b| [a-z]+ing\b)",
    ),
    ("shift", r"(?<!\w)(?P<unit>[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Hh]ours|[Mm]inutes|[Dd]ecades) (?P<way>ago|earlier|later)(?!\w)"),
    ("shift", r"(?<!\w)[Tt]he (?P<unit>day|week|month|year) (?P<way>before|after)(?! [a-z]|\w)"),
    (
        "duration",
        r"(?<![\w$£€.,-])(?:<APPROX>)?(?:<APPROX>)?(?:[Tt]he )?(?:(?:[Pp]ast|[Ll]ast|[Nn]ext|[Pp]revious|[Ff]ollowing|[Cc]oming|[Ff]irst|[Ff]inal|[Oo]ther|[Ss]ame) )?(?P<number><NUMBER>)(?: or <NUMBER>)?[ -](?:(?:more|straight|consecutive|full|long|whole|short) )?"
        r"(?P<unit><UNIT>)(?:-long| long)?(?![\w]|-old| old\b)",
    ),
    (
        "duration",
        r"(?<!\w)(?:[Tt]he )?(?:[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming|[Ff]ollowing|[Rr]ecent) (?P<unit>hours|days|weeks|months|years|decades|centuries)(?!\w)",
    ),
    (
        "duration",
        r"(?<!\w)(?<=for\x20|hin\x20|ver\x20|ter\x20|ing\x20)(?P<all>(?P<unit>hours|days|weeks|months|years|decades|centuries))(?!\w)",
    ),
    ("duration", r"(?<!\w)(?P<unit>day|week|month|year|hour|decade)-long(?!\w)"),
    (
        "clock",
        r"(?<![\w$£€.,:-])(?:(?:about|around|just after|shortly after|just before) (?=\d))?(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)? ?(?P<half>[ap]m|[ap]\.m\.?|[AP]M|[AP]\.M\.?)(?!\w)<ZONE>?"
        r"(?:,? (?:on )?(?P<weekday><WEEKDAY>)(?!\w)| (?P<word>today|yesterday|tomorrow)\b)?",
    ),
    ("clock", r"(?<![\w$£€.,:/-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:hrs)?(?![\w:]|\.\d)<ZONE>?"),
    ("clock", r"(?<![\w$£€.,:/-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?=<ZONE>|hours?\b|hrs\b)<ZONE>?(?:hours?|hrs)?"),
    (
        "clock",
        r"(?<!\w)(?P<hour>[1-9]|1[0-2]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve) o['’]clock(?: in the (?P<part>morning|afternoon|evening)| at (?P<part_>night))?(?!\w)",
    ),
    ("midpoint", r"(?<!\w)(?P<word>noon|midnight|midday)(?!\w)"),
    ("slashed", r"(?<![\w/.-])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\w/])"),
    ("slashed", r"(?<![\w/.-])(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\w/])"),
    ("holiday", r"(?<!\w)(?P<holiday><HOLIDAY>)(?:,? (?P<year><YEAR>)(?![\d:]))?(?!\w|['’])"),
    (
        "reference",
        r"(?<![\w-])(?P<word>[Nn]ow|[Cc]urrently|[Rr]ecently|[Rr]ecent|[Cc]urrent|[Nn]owadays|[Tt]he future|[Tt]he past|[Pp]resent[- ]day|[Mm]odern[- ]day|[Ll]ately|[Tt]he present|[Aa]t present)(?![\w-])",
    ),
    ("moment", r"(?<!\w)(?P<word>[Tt]his time|[Tt]hat time|[Tt]he same time|[Tt]his period|[Tt]hat period|[Tt]he time)(?= ?[,.;])"),
)
