"""From flat spans to attribution relations: which content rests on which cue and which source.

Input is a `Doc` with `doc.spans["statements"]` (SOURCE, CUE, CONTENT, none overlapping) and, where there is any, syntax. A content goes
to its cue and a cue to its source by syntax first, then by distance in tokens, sentences and paragraphs weighing more (the rule of
nearest cue and source is right for 94 % of PolNeAR's spans; see `training/README.md`). A quotation that the tagger passed over becomes a
relation if a reporting verb stands beside it, and an embedded post one without a cue. Statements within statements come from
`nesting`. Not done here: who a pronoun stands for, the kind of source, stance, addressee.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.attrs import ORTH
from spacy.tokens import Doc, Token

from rashomon.annotating.completing import bearer_of, content_of, governor_of, subject_of
from rashomon.annotating.nesting import nested
from rashomon.annotating.quotations import missed
from rashomon.language.datelines import datelines
from rashomon.language.posts import posts
from rashomon.language.ranges import within

Range = tuple[int, int]
Characters = tuple[tuple[int, int], ...]

CUE_REACH = 60
"""tokens between a content and its cue, with `SENTENCE` and `PARAGRAPH`; measured on PolNeAR"""
SOURCE_REACH = 25
"""tokens between a cue and its source, likewise"""
SENTENCE, PARAGRAPH = 4, 12
"""tokens that a sentence boundary and a paragraph break count for"""
AGAINST = 6
"""tokens that a cue on the wrong side of a content counts for"""
ANOTHER_PARAGRAPH = 30
"""tokens that a cue counts for which stands in a paragraph after the content's: such are rare, and mostly names under pull quotes"""
_STRAIGHT = ('"', "``", "''")
"""double quotation marks that open and close alike, or that one page uses for the other"""
_OPENING = frozenset(("“", "«", "„", *_STRAIGHT))
_OPENERS = frozenset(("that", "to", "whether", "if", "how", "why", "what", "of", "about", "against", "as"))


@dataclass(frozen=True)
class Relation:
    """One attribution relation in half-open character offsets into `doc.text`. `source` and `cue` may be empty, `content` never is.

    `parent` is the index of the relation whose content encloses this one, None at the outermost level.
    """

    source: Characters
    cue: Characters
    content: Characters
    parent: int | None = None


@dataclass
class _Draft:
    source: list[Range]
    cue: list[Range]
    content: list[Range]


def relations(doc: Doc) -> list[Relation]:
    """All relations of `doc`, in the order of their contents. A doc without statement spans gives those that quotation marks show."""
    flat = _flat(doc)
    ruler = _Ruler(doc)
    drafts = _linked(ruler, flat)
    if ruler.syntax:
        drafts = _completed(ruler, drafts, flat)
    drafts += _posted(doc)
    covered = [r for d in drafts for part in (d.content, d.cue, d.source) for r in part]
    drafts += [_Draft(*parts) for parts in missed(doc, covered)]
    outer = sorted(drafts, key=lambda d: (d.content[0], d.cue))
    levels: list[tuple[_Draft, _Draft | None]] = [(d, None) for d in outer]
    if ruler.syntax:
        for d in outer:
            levels += [(_Draft(*parts), d) for parts in nested(doc, d.content)]
    levels.sort(key=lambda pair: (pair[0].content[0][0], -pair[0].content[-1][1], pair[1] is not None))
    index = {id(draft): i for i, (draft, _) in enumerate(levels)}
    return [
        Relation(_offsets(doc, d.source), _offsets(doc, d.cue), _offsets(doc, d.content), None if parent is None else index[id(parent)])
        for d, parent in levels
    ]


def _flat(doc: Doc) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {"SOURCE": [], "CUE": [], "CONTENT": []}
    filed, posted = datelines(doc.text), [(post.start, post.end) for post in posts(doc.text)]
    for span in doc.spans.get("statements", []):
        start = span.start
        while start < span.end and within(filed, doc[start].idx):
            start += 1
        if span.label_ in found and span.end > start and not within(posted, doc[start].idx):
            found[span.label_].append((start, span.end))
    return {label: sorted(ranges) for label, ranges in found.items()}


def _posted(doc: Doc) -> Iterator[_Draft]:
    """The embedded posts, each the words of whoever signs it."""
    for post in posts(doc.text):
        said = doc.char_span(post.start, post.said, alignment_mode="contract")
        who = doc.char_span(post.who, post.who_end, alignment_mode="contract")
        if said and who:
            yield _Draft([(who.start, who.end)], [], [(said.start, said.end)])


def _offsets(doc: Doc, ranges: Sequence[Range]) -> Characters:
    return tuple((doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in ranges)


class _Ruler:
    """Distances between token ranges, in tokens, with sentence and paragraph boundaries counted in."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.sentence, self.paragraph = [0] * (len(doc) + 1), [0] * (len(doc) + 1)
        sentences = doc.has_annotation("SENT_START")
        starts = {s.start for s in doc.sents} if sentences else set()
        strings, ends = doc.vocab.strings, dict[int, bool]()
        for i, orth in enumerate(doc.to_array(ORTH).tolist()):
            if orth not in ends:
                ends[orth] = "\n" in strings[orth]
            self.sentence[i + 1] = self.sentence[i] + (i in starts and i > 0)
            self.paragraph[i + 1] = self.paragraph[i] + ends[orth]
        self.syntax = doc.has_annotation("DEP")
        self._heads: dict[Range, Token | None] = {}

    def gap(self, one: Range, other: Range) -> int:
        """Tokens between, plus what boundaries count for."""
        (_, left), (right, _) = sorted((one, other))
        if right <= left:
            return 0
        sentences = self.sentence[right + 1] - self.sentence[left]
        paragraphs = self.paragraph[right] - self.paragraph[left]
        return right - left + SENTENCE * sentences + PARAGRAPH * paragraphs

    def head(self, part: Range) -> Token | None:
        """The word of `part` whose head lies outside it."""
        if part not in self._heads:
            inside = self.doc[part[0] : part[1]] if self.syntax else ()
            self._heads[part] = next((t for t in inside if (t.head.i == t.i or not part[0] <= t.head.i < part[1]) and not t.is_space), None)
        return self._heads[part]

    def governs(self, cue: Range, content: Range) -> bool:
        """The cue's verb has the content as a complement, or stands in it as a parenthesis."""
        word, verb = self.head(content), self.head(cue)
        if word is None or verb is None:
            return False
        return (cue[0] <= word.head.i < cue[1] and word.i != word.head.i) or (
            content[0] <= verb.head.i < content[1] and verb.dep_ == "parataxis"
        )

    def subject(self, cue: Range) -> Token | None:
        """The subject of the cue's verb; for a cue with a preposition at its head ("according to"), the word it stands by."""
        verb = self.head(cue)
        if verb is None:
            return None
        for _ in range(4):
            found = next((t for t in verb.children if t.dep_.startswith("nsubj") and not cue[0] <= t.i < cue[1]), None)
            if found is not None:
                return found
            if verb.dep_ in ("case", "fixed", "aux", "aux:pass", "cop", "conj", "xcomp", "mark"):
                if verb.dep_ == "case":
                    return verb.head
                verb = verb.head
            elif verb.dep_ in ("acl:relcl", "acl"):
                return verb.head
            elif verb.dep_ == "advcl" and verb.lower_.endswith("ing"):
                verb = verb.head
            else:
                return None
        return None


def _linked(ruler: _Ruler, flat: dict[str, list[Range]]) -> list[_Draft]:
    """Contents by their cue, cues with their source."""
    doc = ruler.doc
    cues, sources = flat["CUE"], flat["SOURCE"]
    by_cue: dict[Range, _Draft] = {}
    drafts: list[_Draft] = []
    before: _Draft | None = None
    for content in _joined_paragraphs(doc, flat["CONTENT"], cues):
        if said := _said_before(ruler, content, cues, before):
            before = _Draft(said.source, said.cue, list(content))
            drafts.append(before)
            continue
        cue = (governor_of(doc, content[0], cues) if ruler.syntax else None) or _nearest(ruler, content[0], content[-1], cues, CUE_REACH)
        if cue is None:
            near = _closest(ruler, content[0], content[-1], sources, SOURCE_REACH)
            before = _Draft([near] if near else [], [], list(content))
            drafts.append(before)
        elif cue in by_cue:
            before = by_cue[cue]
            before.content += content
        else:
            bearer = bearer_of(doc, cue) if ruler.syntax else None
            source = [bearer] if bearer else _source(ruler, cue, sources, flat["CONTENT"])
            before = by_cue[cue] = _Draft(source, [cue], list(content))
    for draft in by_cue.values():
        draft.content.sort()
    return drafts + list(by_cue.values())


def _said_before(ruler: _Ruler, content: Sequence[Range], cues: Sequence[Range], before: _Draft | None) -> _Draft | None:
    """The relation `before` where a quotation fills its paragraph, with no cue in it, and the paragraph before it gives words of that
    relation and no other cue after them: the speaker stays until another is named."""
    doc, first, last = ruler.doc, content[0][0], content[-1][1]
    if before is None or not before.cue or doc[first].text not in _OPENING:
        return None
    start, end = first, last
    while start > 0 and ruler.paragraph[start - 1] == ruler.paragraph[first]:
        start -= 1
        if not (doc[start].is_punct or doc[start].is_space):
            return None
    while end < len(doc) and ruler.paragraph[end] == ruler.paragraph[last - 1]:
        if not (doc[end].is_punct or doc[end].is_space):
            return None
        end += 1
    behind = start - 1
    while behind > 0 and doc[behind].is_space:
        behind -= 1
    if behind < 0 or doc[behind].text == ":":
        return None
    said = before.content[-1][1]
    another = any(said <= cue[0] < start and cue not in before.cue for cue in _around(cues, said, start, 0))
    return None if another or ruler.paragraph[said - 1] < ruler.paragraph[behind] else before


def _completed(ruler: _Ruler, drafts: list[_Draft], flat: dict[str, list[Range]]) -> list[_Draft]:
    """The drafts with what syntax shows and the tagger passed over: contents and sources of cues that have none."""
    taken = {i for part in flat.values() for a, b in part for i in range(a, b)}
    used = {cue for d in drafts for cue in d.cue}
    doc = ruler.doc
    for cue in flat["CUE"]:
        if cue not in used:
            source = _source(ruler, cue, flat["SOURCE"], flat["CONTENT"])
            content = content_of(doc, cue, taken)
            if content is not None and source:
                drafts.append(_Draft(source, [cue], [content]))
                taken.update(range(*content))
    for d in drafts:
        if d.cue and not d.source:
            subject = subject_of(doc, d.cue[0], taken)
            if subject is not None:
                d.source = [subject]
                taken.update(range(*subject))
    return drafts


def _nearest(ruler: _Ruler, first: Range, last: Range, cues: Sequence[Range], reach: int) -> Range | None:
    """The cue of a content that runs from `first` to `last`. A content that opens with "that", "to", … looks back, one that ends with a
    comma inside its quotation marks looks ahead."""
    best, found = float(reach), None
    doc = ruler.doc
    looks_back = doc[first[0]].lower_ in _OPENERS
    looks_ahead = last[1] - last[0] > 1 and doc[last[1] - 2].text == "," and doc[last[1] - 1].text in ("”", '"', "’", "'", "''")
    for cue in _around(cues, first[0], last[1], reach):
        before = cue < first
        cost = float(ruler.gap(cue, first) if before else ruler.gap(cue, last))
        if ruler.governs(cue, first) or ruler.governs(cue, last):
            cost = min(cost / 4, 3)
        if (looks_back and not before) or (looks_ahead and before):
            cost += AGAINST
        if not before and ruler.paragraph[cue[0]] > ruler.paragraph[last[1] - 1]:
            cost += ANOTHER_PARAGRAPH
        if cost < best:
            best, found = cost, cue
    return found


def _closest(ruler: _Ruler, first: Range, last: Range, parts: Sequence[Range], reach: int) -> Range | None:
    near = [(ruler.gap(part, first) if part < first else ruler.gap(part, last), part) for part in _around(parts, first[0], last[1], reach)]
    return min((pair for pair in near if pair[0] <= reach), default=(0, None))[1]


def _source(ruler: _Ruler, cue: Range, sources: Sequence[Range], contents: Sequence[Range]) -> list[Range]:
    """The source of a cue: the span that holds its subject, else the nearest, with a content in between counted double."""
    subject = ruler.subject(cue)
    best, found = float(SOURCE_REACH), None
    for source in _around(sources, cue[0], cue[1], SOURCE_REACH + 60):
        low, high = min(source[1], cue[1]), max(source[0], cue[0])
        inside = sum(max(0, min(b, high) - max(a, low)) for a, b in _around(contents, low, high, 0))
        cost = float(ruler.gap(source, cue) + inside)
        if subject is not None and source[0] <= subject.i < source[1]:
            cost = min(cost / 8, 1.0)
        if cost < best:
            best, found = cost, source
    return [found] if found else []


def _around(parts: Sequence[Range], low: int, high: int, reach: int) -> Iterator[Range]:
    """The parts at most `reach` tokens away; `parts` are sorted."""
    for at in range(max(0, bisect_left(parts, (low - reach, 0)) - 1), len(parts)):
        part = parts[at]
        if part[0] > high + reach:
            return
        if part[1] >= low - reach:
            yield part


def _joined_paragraphs(doc: Doc, contents: Sequence[Range], cues: Sequence[Range]) -> Iterator[list[Range]]:
    """Contents in groups: pieces of one quotation that follow one another with no cue between them, within a paragraph or over several."""
    group: list[Range] = []
    for content in contents:
        if group and _continues(doc, group[-1], content) and not any(group[-1][1] <= c[0] < content[0] for c in cues):
            group.append(content)
        else:
            if group:
                yield group
            group = [content]
    if group:
        yield group


def _continues(doc: Doc, before: Range, after: Range) -> bool:
    """Nothing but space stands between, and the quotation of the earlier piece is still open; over a paragraph break the later piece must
    begin with an opening mark."""
    between = doc[before[1] : after[0]]
    if any(not t.is_space for t in between):
        return False
    if "\n" in between.text and doc[after[0]].text not in _OPENING:
        return False
    start = before[0]
    while start > 0 and not (doc[start - 1].is_space and "\n" in doc[start - 1].text):
        start -= 1
    text = doc[start : before[1]].text.split("\n")[-1]
    return text.count("“") + text.count("„") > text.count("”") or sum(map(text.count, _STRAIGHT)) % 2 == 1
