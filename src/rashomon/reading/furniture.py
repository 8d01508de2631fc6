"""Which lines are the story and which only stood on the page beside it.

First each line by its own words (`lines`), then by its place: a line without an end mark between paragraphs that have one is a crosshead, a
related headline or a caption; a related headline may draw its blurb after it. Where nothing says that a line is furniture it is story.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from rashomon.language.lexicon import lexicon
from rashomon.model.article import Furniture
from rashomon.reading.credits import agencies_in
from rashomon.reading.draft import Line
from rashomon.reading.language import other_language
from rashomon.reading.lines import ENDS_SENTENCE, RUNS_ON, furniture_reason, is_contribution, sentences, single

_LONGEST_HEADING = 30  # words; a longer line without an end mark is a sentence that lost it
_SHORTEST_SENTENCE = 4  # words
_LONGEST_CROSSHEAD = 6  # words
_SHORTEST_BLURBED = 8  # words of a related headline that can draw a blurb after it
_LONGEST_HEADLINE = 12  # words of a related headline between paragraphs; a longer line there may be a sentence
_LONGEST_STANDFIRST = 25  # words; a longer line above the story may be its lead
_SHORTEST_LIFTED, _LONGEST_LIFTED = 4, 40  # words of a pull quote
_SHORTEST_RUN = 8  # words in a row that a pull quote without quotation marks shares with the story
_LONGEST_LIST = 15  # items without an end mark that one line with a colon can open
_LONGEST_LISTED = 140  # characters of a line that can be another article's headline in a list of them
_LONGEST_TAIL = 400  # characters of a note on who reported that ran on to a paragraph
_MOST_LIFTED = 200  # lines of a page that are looked for elsewhere on it
_SHORTEST_GALLERY = 3  # captions
_CAPTION_STYLE = 4  # lines: a page that has so many sentences without an end mark writes its captions so
_BULLET = re.compile(r"[•·▪●◦‣∙■–—*-]\s+")
_OF_TOTAL = re.compile(r"\d{1,3}/(\d{1,3}) \S")
_OPENS_LIST = re.compile(r":$|^\W*(read more|related|most read|more from)\b.{0,30}$", re.I)
_REPORTED_BY = re.compile(
    r"\s+([(\[](?:[Aa]dditional |[Ff]urther )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by [^()\[\]\n]+[)\]]\.?"
    r"|(?:Additional r|R)eporting by [A-Z][^;.\n]+[;.] ?\w+ by [^\n]+)$"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|did|does|isn['’]t|wasn['’]t|didn['’]t)\b"
)  # headlines leave them out
_QUOTED = re.compile(r"[\"“‘'].{1,200}[\"”’']")
_CAPTION_CUE = re.compile(
    r"\b(pictured|\((?:left|right|centre|center|above|below)\)|seen here|file photo|in this photo|a picture taken)\b", re.I
)
_SPEECH = re.compile(
    r"[\"”’'],?\s+(?:\w+\s+){0,3}(?:said|says|told|added|tweeted|wrote|asked)\b|\b(?:said|told|added)\b.{0,40}[:,]?\s*[\"“‘]", re.I
)
_SAID = re.compile(r"\b(?:said|told|wrote|added|tweeted|asked)\b")  # headlines speak in the present
_POST = re.compile(r"\(@\w+\)|pic\.twitter\.com|https?://t\.co|— .{2,60}\b(?:19|20)\d\d$")
_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December) \d"
)
_LABEL = frozenset({"related link"})

Place = Literal["above", "between", "below"]


class Sorted(NamedTuple):
    """`body`: the paragraphs of the story; `furniture`: the rest, with reasons; both in the order of the page."""

    body: tuple[str, ...]
    furniture: tuple[Furniture, ...]


def sort_lines(lines: Sequence[Line], taken: Mapping[int, str]) -> Sorted:
    """Tell the story's paragraphs from the page's furniture; `taken` are the lines that the header has, with their reasons."""
    reasons = [taken.get(number) or reason for number, reason in enumerate(_by_words(lines))]
    _by_language(lines, reasons)
    _by_place(lines, reasons)
    body: list[str] = []
    furniture: list[Furniture] = []
    notes: list[str] = []
    for line, reason in zip(lines, reasons, strict=True):
        if reason == "copyright line":
            kept, left = _split_copyright(line.text)
            notes += kept
            furniture += left
        elif reason:
            furniture.append(Furniture(text=line.text, reason=reason))
        else:
            text, tail = _split_reporting(line.text)
            body.append(text)
            furniture += tail
    return Sorted(tuple(body + notes), tuple(furniture))


def _by_words(lines: Sequence[Line]) -> list[str | None]:
    return [_by_word(line) for line in lines]


def _by_word(line: Line) -> str | None:
    if line.kind == "caption" and not is_contribution(line.text):
        return "caption"
    if line.kind == "heading" and (not ENDS_SENTENCE.search(line.text) or len(line.text.split()) <= _LONGEST_HEADLINE):
        return furniture_reason(line.text) or "crosshead"
    return ("sign-off" if agencies_in(line.text) else None) or furniture_reason(line.text) or _mixed_copyright(line.text)


def _by_language(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Give a reason to paragraphs in another language than the rest, where the rest is most of the story. Changes `reasons`."""
    story = [number for number, reason in enumerate(reasons) if reason is None]
    foreign = [number for number in story if other_language(lines[number].text)]
    if 2 * sum(len(lines[number].text) for number in foreign) < sum(len(lines[number].text) for number in story):
        for number in foreign:
            reasons[number] = "another language"


def _mixed_copyright(text: str) -> str | None:
    """A line of several sentences one of which is a copyright notice is cut apart later."""
    if len(text) > 1000 or not re.search(r"©|copyright|all rights reserved", text, re.I):
        return None
    return "copyright line" if any(furniture_reason(piece) == "copyright line" for piece in sentences(text)) else None


def _split_copyright(text: str) -> tuple[list[str], list[Furniture]]:
    """The sentences of a copyright line that say who helped, and the others as furniture."""
    kept: list[str] = []
    left: list[Furniture] = []
    for piece in sentences(text):
        if is_contribution(piece):
            kept.append(piece)
        elif left and not kept:
            left[-1] = Furniture(text=f"{left[-1].text} {piece}", reason="copyright line")
        else:
            left.append(Furniture(text=piece, reason="copyright line"))
    return kept, left


def _split_reporting(text: str) -> tuple[str, list[Furniture]]:
    """A paragraph, and the note on who reported that ran on to its end ("… he said. (Reporting by Ann Bee; Editing by Carl Dee)")."""
    found = _REPORTED_BY.search(text, max(0, len(text) - _LONGEST_TAIL))
    if not found or is_contribution(found[1]) or not ENDS_SENTENCE.search(text[: found.start()]):
        return text, []
    return text[: found.start()], [Furniture(text=found[1], reason="reporting line")]


def _by_place(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Give a reason to lines without an end mark, by what stands around them. Changes `reasons`."""
    story = [number for number, reason in enumerate(reasons) if reason is None]
    ended = [number for number in story if _ends(lines[number].text)]
    if 2 * sum(len(lines[number].text) for number in ended) < sum(len(lines[number].text) for number in story):
        return
    _galleries(lines, reasons)
    _pull_quotes(lines, reasons)
    candidates = [number for number in story if _could_be_heading(lines, reasons, number)]
    among = [number for number in candidates if number < ended[-1] and len(lines[number].text.split()) > _LONGEST_CROSSHEAD]
    style = len(among) >= _CAPTION_STYLE
    alone = sum(1 for number in candidates if number > ended[-1]) == 1
    for number in candidates:
        if reasons[number] is None:
            place: Place = "above" if number < ended[0] else "below" if number > ended[-1] else "between"
            reasons[number] = _heading_reason(lines[number], place, sentences=not style and (alone or place != "below"))
    _after_labels(lines, reasons)
    _blurbs(lines, reasons)


def _ends(text: str) -> bool:
    return bool(ENDS_SENTENCE.search(text)) or bool(RUNS_ON.search(text))


def _could_be_heading(lines: Sequence[Line], reasons: Sequence[str | None], number: int) -> bool:
    line = lines[number]
    text = _BULLET.sub("", line.text, count=1)
    if RUNS_ON.search(text) or not text or text[0].islower() or len(text.split()) > _LONGEST_HEADING or not single(text):
        return False
    if ENDS_SENTENCE.search(text) and not _trailing_off(text):
        return False
    if (
        _POST.search(text)
        or _SPEECH.search(text)
        or (_SAID.search(text) and not _QUOTED.fullmatch(text))
        or is_contribution(text)
        or re.search(r"^[^:]{2,40}: .*\d", text)
    ):
        return False
    following = lines[number + 1] if number + 1 < len(lines) else None
    if following and following.text[0].islower():
        return False
    return not _listed(lines, reasons, number)


def _trailing_off(text: str) -> bool:
    """A quoted snippet that trails off ("‘We will not tolerate …’") is a heading, not a sentence."""
    return bool(_QUOTED.fullmatch(text)) and bool(re.search(r"(…|\.\.\.|\. \. \.)[\"”’']*$", text))


def _listed(lines: Sequence[Line], reasons: Sequence[str | None], number: int) -> bool:
    """Whether the line is one of a list that a line ending in a colon opens, or of a bullet list of its own."""
    start = number
    while number - start < _LONGEST_LIST and start > 0 and reasons[start - 1] is None and not _ends(lines[start - 1].text):
        start -= 1
    if start > 0 and reasons[start - 1] is None and re.search(r":[\"”’']?$", lines[start - 1].text):
        return True
    if lines[number].kind != "item":
        return False
    beside = [other for other in (number - 1, number + 1) if 0 <= other < len(lines) and reasons[other] is None]
    return any(lines[other].kind == "item" for other in beside) and not _title_case(lines[number].text)


def _heading_reason(line: Line, place: Place, *, sentences: bool) -> str | None:
    """What a line without an end mark is: by its length and look, and whether it stands above, below or between the paragraphs.

    `sentences`: a whole sentence may have lost its end mark here; not so on a page that writes all its captions without one.
    """
    text = _BULLET.sub("", line.text, count=1)
    words = len(text.split())
    if _CAPTION_CUE.search(text):
        return "caption"
    if place == "above":
        return None if words > _LONGEST_STANDFIRST or (words > _LONGEST_HEADLINE and _DAY.search(text)) else "standfirst or caption"
    if words <= _LONGEST_HEADLINE and (_QUOTED.fullmatch(text) or text.isupper()):
        return "crosshead"
    whole = sentences and line.kind != "item" and not _title_case(text)
    if whole and (words > _LONGEST_HEADLINE or (words >= _SHORTEST_SENTENCE and _FINITE.search(text)) or _QUOTED.fullmatch(text)):
        return None
    if line.kind == "item":
        return "related headline"
    if words <= _LONGEST_CROSSHEAD:
        return "page line" if place == "below" else "crosshead"
    return "related headline" if words <= _LONGEST_HEADLINE else "caption or headline"


def _title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if len(word) > 3]
    return len(words) >= 3 and sum(1 for word in words if word[0].isupper()) >= 0.8 * len(words)


def _pull_quotes(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """A quotation standing alone, or a line without an end mark, whose words stand in a longer paragraph too, was lifted from it."""
    bodies = [(number, f" {_plain(lines[number].text)} ") for number, reason in enumerate(reasons) if reason is None]
    candidates = [(number, words) for number, words in bodies if _could_be_lifted(lines[number].text)]
    for number, words in candidates[:_MOST_LIFTED]:
        count, quoted = words.count(" ") - 1, _is_quoted(lines[number].text)
        lifted = words if quoted else " " + " ".join(words.split()[:_SHORTEST_RUN]) + " "
        if count < _SHORTEST_RUN and not quoted:
            continue
        if any(other != number and lifted in longer and len(longer) > len(words) + 10 for other, longer in bodies):
            heading = count <= _LONGEST_CROSSHEAD or _trailing_off(lines[number].text)
            reasons[number] = "crosshead" if heading else "pull quote"


def _could_be_lifted(text: str) -> bool:
    return _SHORTEST_LIFTED <= len(text.split()) <= _LONGEST_LIFTED and (_is_quoted(text) or not _ends(text))


def _is_quoted(text: str) -> bool:
    """Whether one pair of quotation marks stands around the whole line."""
    return bool(_QUOTED.fullmatch(text)) and not re.search(r"[\"“”].*[\"“”].+[\"“”]", text)


def _galleries(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """ "3/12 The bridge at dawn." three times or more with one total: the captions of a gallery."""
    totals: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        found = _OF_TOTAL.match(line.text)
        if found and reasons[number] is None and not _POST.search(line.text):
            totals.setdefault(found[1], []).append(number)
    for numbers in totals.values():
        if len(numbers) >= _SHORTEST_GALLERY:
            for number in numbers:
                reasons[number] = "caption"


def _after_labels(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """Short lines after "Read more:" to the end of the page are other articles' headlines."""
    tail = len(lines)
    while tail > 0 and (reasons[tail - 1] is not None or len(lines[tail - 1].text) <= _LONGEST_LISTED):
        tail -= 1
    labelled = False
    for number in range(tail, len(lines)):
        text = lines[number].text
        if reasons[number] in _LABEL:
            labelled = labelled or bool(_OPENS_LIST.search(text))
        elif labelled and reasons[number] is None and not is_contribution(text) and not _SPEECH.search(text):
            reasons[number] = "related headline"


def _blurbs(lines: Sequence[Line], reasons: list[str | None]) -> None:
    """The lead of another article under its headline: one sentence with a day in it that says the headline again.

    Only a lone headline with names in it can draw one: a page that uses long crossheads has several.
    """
    heads = [
        number
        for number, reason in enumerate(reasons)
        if reason == "related headline" and len(lines[number].text.split()) >= _SHORTEST_BLURBED and lines[number].kind == "text"
    ]
    if len(heads) != 1 or heads[0] + 2 >= len(lines) or heads[0] == 0:
        return
    head, blurb = heads[0], heads[0] + 1
    text = lines[blurb].text
    if reasons[blurb] is not None or reasons[blurb + 1] is not None or not single(text) or not _DAY.search(text) or text[0] in "\"“‘'":
        return
    names = sum(1 for word in lines[head].text.split()[1:] if word[0].isupper())
    wanted, said = _stems(lines[head].text), _stems(text)
    if names >= 2 and len(wanted & said) >= 4 and len(wanted & said) >= 0.6 * len(wanted):
        reasons[blurb] = "blurb of a related headline"


def _stems(text: str) -> frozenset[str]:
    """Content words cut to five letters: "deployment" and "deploying" meet."""
    stop = lexicon("furniture")["stop"]["words"]
    return frozenset(word[:5] for word in re.findall(r"\w+", text.lower()) if len(word) > 2 and word not in stop)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
