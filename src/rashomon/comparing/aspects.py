"""The versions of one claim compared aspect by aspect: figure, date, place, actor, polarity, attribution, detail.

Each aspect is told only where at least two accounts speak to it; an account without a value is silent there, never against. `conflict` is
said only where both sides are plain: two exact amounts of the same thing published on the same day, two days for the same verb, one verb
affirmed and denied. Less precise is `coarser` (2019-03 and 2019-03-23, a role and a name, a statement of fact and one on somebody's word).
What it does not do: it never weighs who is right, and it sees no conflict that needs knowledge of the world.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from rashomon.comparing.days import apart
from rashomon.comparing.governing import governor
from rashomon.comparing.mentions import Mentions
from rashomon.comparing.propositions import Proposition, light, listed
from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle, Figure, Time, Token
from rashomon.model.dossier import Aspect, AspectVerdict, Value, Verdict
from rashomon.model.span import Span
from rashomon.model.story import Story

_MOST_DETAILS = 3
_FOR_NOW = frozenset({"since", "until", "till", "yet"})
_BOUNDING = frozenset({"since", "until", "till", "before", "after", "by", "from"})
_DAY = 10
"""characters of an ISO date that names a day"""
_SHIFTED = re.compile(
    r"\b(?:day|night|morning|week|month|(?:\d+|two|three|four|five|six|seven|ten) (?:days|nights|weeks|months)) "
    r"(?:after|before|following)\b"
)
"""a version that tells of two days, one by the other ("the day after the crash, on 15 July"); "days before the vote" tells no second one"""


def aspects(members: Sequence[Proposition], story: Story, mentions: Mentions) -> list[AspectVerdict]:
    """The verdicts on one claim's versions, in the order of the aspects above; a counted thing each has its own figure verdict.
    `mentions` are those of the story's actors."""
    found = [*_figures(members, story), *_dates(members, story), *_who_and_where(members, mentions)]
    found.extend(_polarity(members, story))
    found.extend(_attribution(members, story))
    found.extend(_details(members, story))
    return found


def _verdict(aspect: Aspect, verdict: Verdict, entries: Iterable[tuple[str, str, Span | None]]) -> AspectVerdict:
    """The verdict from (value, article, span) entries, equal values put together in order of first appearance."""
    grouped: dict[str, tuple[list[str], list[Span]]] = {}
    for value, article, span in entries:
        articles, spans = grouped.setdefault(value, ([], []))
        if article not in articles:
            articles.append(article)
        if span is not None and span not in spans:
            spans.append(span)
    values = [
        Value(value=value, articles=tuple(articles), spans=tuple(sorted(spans, key=lambda span: span.key)))
        for value, (articles, spans) in grouped.items()
    ]
    return AspectVerdict(aspect=aspect, verdict=verdict, values=tuple(values))


def _figures(members: Sequence[Proposition], story: Story) -> Iterator[AspectVerdict]:
    things: dict[tuple[str, str, str, str], list[tuple[Proposition, Figure]]] = {}
    for member in members:
        for figure in member.figures:
            if figure.kind != "ordinal" and (figure.what or figure.unit):
                thing: tuple[str, str, str, str] = (figure.kind, figure.unit or "", figure.what or "", figure.subset or "")
                things.setdefault(thing, []).append((member, figure))
    for _, pairs in sorted(things.items(), key=lambda item: item[0]):
        one_each = [(member, figure) for member, figure in pairs if sum(other is member for other, _ in pairs) == 1]
        if len(one_each) < 2:
            continue
        verdict = _amounts([figure for _, figure in one_each])
        if verdict == "conflict" and not (_same_day([member for member, _ in one_each], story) and _one_deed(one_each, story)):
            continue
        yield _verdict("figure", verdict, [(figure.text, figure.span.article, figure.span) for _, figure in one_each])


@cache
def _light_keys() -> frozenset[str]:
    """The keys of verbs that say nothing by themselves."""
    return frozenset(fold(word) for word in light())


def _one_deed(pairs: Sequence[tuple[Proposition, Figure]], story: Story) -> bool:
    """Whether the same is told of all the amounts: one part of the people ("dead"), or one verb; four boats tied are not eleven sent."""
    if pairs[0][1].subset:
        return True
    verbs = {governor(story.articles[member.article], figure.span) for member, figure in pairs}
    return len(verbs) == 1 and verbs.isdisjoint({None, *_light_keys()})


def _amounts(figures: Sequence[Figure]) -> Verdict:
    low = max((figure.low for figure in figures if figure.low is not None), default=-math.inf)
    high = min((figure.high for figure in figures if figure.high is not None), default=math.inf)
    if low > high:
        return "conflict"
    exact = {(figure.low, figure.high) for figure in figures}
    return "agree" if len(exact) == 1 or all(figure.approximate for figure in figures) else "coarser"


def _same_day(members: Sequence[Proposition], story: Story) -> bool:
    """Whether the accounts are of one day, as far as is known: a later amount is an update, not a conflict."""
    published = [story.articles[member.article].article.published for member in members]
    days = {date.date[:_DAY] for date in published if date is not None and date.precision in ("day", "minute")}
    return len(days) <= 1


def _dates(members: Sequence[Proposition], story: Story) -> Iterator[AspectVerdict]:
    dated = [
        (member, time, governor(story.articles[member.article], time.span))
        for member in members
        for time in _days(member)
        if not _bounds(story.articles[member.article], time.span) and not _SHIFTED.search(member.span.text)
    ]
    for verb in sorted({verb for _, _, verb in dated if verb} - _light_keys()):
        here = [(member, time) for member, time, governor in dated if governor == verb]
        single = [(member, time) for member, time in here if sum(other is member for other, _ in here) == 1]
        if len(single) < 2:
            continue
        values = [time.value for _, time in single]
        verdict: Verdict = "agree" if len(set(values)) == 1 else "coarser"
        if any(not _fits(one, other) for one, other in combinations(sorted(set(values)), 2)):
            if not any(_apart(one, other, story) for one, other in combinations(single, 2)):
                continue
            verdict = "conflict"
        yield _verdict("date", verdict, [(time.value, time.span.article, time.span) for _, time in single])


def _apart(one: tuple[Proposition, Time], other: tuple[Proposition, Time], story: Story) -> bool:
    published = [story.articles[member.article].article.published for member, _ in (one, other)]
    return apart(one[1], other[1], (published[0], published[1]))


def _days(member: Proposition) -> list[Time]:
    return [time for time in member.times if time.type in ("DATE", "TIME") and time.value[:4].isdigit()]


def _bounds(annotated: AnnotatedArticle, span: Span) -> bool:
    """Whether a time is only the end of a stretch ("since 1990"): it does not say when."""
    at = _token_at(annotated, span.start)
    return bool(at) and at is not None and annotated.tokens[at - 1].lemma.casefold() in _BOUNDING


def _fits(one: str, other: str) -> bool:
    """Whether two values can be one time: equal, or one the other cut to less precision; weeks and seasons are left to fit, and so are two
    times of one day, which accounts round."""
    if not (one[:_DAY].replace("-", "").isdigit() and other[:_DAY].replace("-", "").isdigit()):
        return one[:4] == other[:4]
    shorter = min(len(one), len(other), _DAY)
    return one[:shorter] == other[:shorter]


def _token_at(annotated: AnnotatedArticle, start: int) -> int | None:
    low, high = 0, len(annotated.tokens)
    while low < high:
        middle = (low + high) // 2
        if annotated.tokens[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    return low if low < len(annotated.tokens) else None


def _own(annotated: AnnotatedArticle, span: Span) -> list[Token]:
    at = _token_at(annotated, span.start)
    found = []
    while at is not None and at < len(annotated.tokens) and annotated.tokens[at].start < span.end:
        found.append(annotated.tokens[at])
        at += 1
    return found


def _who_and_where(members: Sequence[Proposition], mentions: Mentions) -> Iterator[AspectVerdict]:
    """Places first, then the other actors; a role instead of the name is less precise."""
    here = mentions.inside(member.span for member in members)
    for actor, told in here:
        if actor.kind == "place" and len({span.article for span in told.names}) > 1:
            yield _verdict("place", "agree", [(actor.name, span.article, span) for span in told.names])
    for actor, told in here:
        if actor.kind == "place":
            continue
        entries = [(actor.name, span.article, span) for span in told.names]
        named = {span.article for span in told.names}
        roles = [(role, span.article, span) for role, span in told.roles if span.article not in named]
        if named and roles:
            yield _verdict("actor", "coarser", [*entries, *roles])
        elif len(named) > 1:
            yield _verdict("actor", "agree", entries)


def _polarity(members: Sequence[Proposition], story: Story) -> Iterator[AspectVerdict]:
    sides = [_denied(member, story.articles[member.article]) for member in members]
    counts = Counter(verb for side in sides for verb in side)
    for verb in sorted(verb for verb, count in counts.items() if count > 1):
        told = [(member, side[verb]) for member, side in zip(members, sides, strict=True) if verb in side]
        if len({denied for _, (denied, _) in told}) > 1:
            entries = [("denied" if denied else "affirmed", member.span.article, span) for member, (denied, span) in told]
            yield _verdict("polarity", "conflict", entries)
            return


def _denied(member: Proposition, annotated: AnnotatedArticle) -> dict[str, tuple[bool, Span]]:
    """Every verb of a version: whether it is turned round, and the words that say so, from the turning word to the verb. Verbs turned round
    twice stay out, affirmed ones where anything in the version turns round (which verb it turns is then not sure), those that say what
    might be ("if he proves", "to prove"), and those turned round for a time ("had not won since 1908")."""
    tokens, own = annotated.tokens, _own(annotated, member.span)
    negation, reversing, unasserted = listed("negation"), listed("reversing"), listed("unasserted")
    bounded = any(t.lemma.casefold() in _FOR_NOW for t in own)
    at = _token_at(annotated, member.span.start)
    found: dict[str, tuple[bool, Span]] = {}
    doubtful, turns = set(), False
    while at is not None and at < len(tokens) and tokens[at].start < member.span.end:
        token = tokens[at]
        turns = turns or token.lemma.casefold() in negation | reversing
        if token.pos == "VERB" and fold(token.lemma) not in _light_keys():
            verb = fold(token.lemma)
            below = [t for t in own if t.head == at]
            turned = [t for t in below if t.lemma.casefold() in negation]
            head = tokens[token.head]
            if token.dep in ("xcomp", "ccomp") and head.lemma.casefold() in reversing:
                turned.append(head)
            open_ended = any(t.dep in ("mark", "advmod") and t.lemma.casefold() in unasserted for t in below)
            infinitive = not turned and any(t.dep == "mark" and t.lemma.casefold() == "to" for t in below)
            if verb in found or len(turned) > 1 or open_ended or infinitive or (turned and bounded):
                doubtful.add(verb)
            first, last = sorted((token, turned[0] if turned else token), key=lambda t: t.start)
            found[verb] = (bool(turned), annotated.article.span(first.start, last.end))
        at += 1
    return {verb: entry for verb, entry in found.items() if verb not in doubtful and (entry[0] or not turns)}


def _attribution(members: Sequence[Proposition], story: Story) -> Iterator[AspectVerdict]:
    names = {actor.id: actor.name for actor in story.actors}
    entries: list[tuple[str, str, Span | None]] = []
    known = set()
    for member in members:
        source = member.statement.source if member.statement else None
        if source is None:
            entries.append(("stated as fact", member.span.article, member.span))
            known.add("fact")
        elif source.text or source.actor:
            entries.append((names.get(source.actor or "", source.text or ""), member.span.article, (source.spans or (member.span,))[0]))
            known.add(source.actor or fold(source.text or ""))
    if len(entries) > 1 and known != {"fact"}:
        yield _verdict("attribution", "agree" if len(known) == 1 else "coarser", entries)


def _details(members: Sequence[Proposition], story: Story) -> Iterator[AspectVerdict]:
    entries: list[tuple[str, str, Span | None]] = []
    words = [frozenset(fold(part) for part in _words(member, story)) for member in members]
    counts = Counter(word for own in words for word in own)
    for member, own in zip(members, words, strict=True):
        others = frozenset(word for word, count in counts.items() if count > (word in own))
        runs = sorted(_extra(member, others, story), key=lambda span: (span.start - span.end, span.start))[:_MOST_DETAILS]
        entries.extend((span.text, span.article, span) for span in sorted(runs, key=lambda span: span.start))
    if entries:
        yield _verdict("detail", "coarser", entries)


def _words(member: Proposition, story: Story) -> set[str]:
    return {token.lemma for token in _own(story.articles[member.article], member.span)}


def _extra(member: Proposition, others: frozenset[str], story: Story) -> Iterator[Span]:
    """Noun phrases and numbers of a version none of whose content words stands in another version."""
    annotated = story.articles[member.article]
    run: list[Token] = []
    for token in [*_own(annotated, member.span), None]:
        phrase = token is not None and token.pos in ("NOUN", "ADJ", "PROPN", "NUM", "ADP", "DET")
        content = phrase and token is not None and token.pos in ("NOUN", "ADJ", "PROPN", "NUM") and token.lemma.casefold() not in light()
        if token is not None and phrase and not (content and fold(token.lemma) in others):
            run.append(token)
            continue
        while run and run[0].pos in ("ADP", "DET"):
            run.pop(0)
        while run and run[-1].pos in ("ADP", "DET"):
            run.pop()
        if any(t.pos in ("NOUN", "PROPN") for t in run) and sum(t.pos not in ("ADP", "DET") for t in run) > 1:
            yield annotated.article.span(run[0].start, run[-1].end)
        run = []
