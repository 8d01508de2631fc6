"""Ten to twenty lines that an editor could paste: who reports, what several say, where they differ, what one alone has.

A line is made of a fixed frame and the accounts' own words, quoted exactly and given to the outlet they come from. Every line names the
spans that carry it and counts its support in outlets and in independent origins. What it does not do: it never says that something is so,
only that it is reported, and it rewrites nothing but white space and, inside quotation marks, the marks themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from rashomon.comparing.joint import joint
from rashomon.comparing.mentions import Mentions
from rashomon.comparing.omissions import omissions
from rashomon.comparing.phrases import counted, day, listed, number, quoted, sentence
from rashomon.comparing.quoting import central, leans
from rashomon.comparing.secondhand import second_hand
from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import Source
from rashomon.model.article import Article
from rashomon.model.dossier import AspectVerdict, BriefLine, Claim, Dossier, FigureRow, FigureValue, Value
from rashomon.model.span import Span

_AGREED, _FITTING, _DISPUTED, _LEFT_OUT, _SINGLE, _SECOND_HAND = 7, 3, 4, 2, 4, 2
"""lines of each kind at most (of second-hand lines: of each kind of source)"""
_OUTLETS = 3
"""outlets that make a figure on which the accounts fit together worth a line"""
_WORDS = (7, 45)
"""words: a shorter single-source claim tells too little by itself, a longer one is no line"""
_DAY = 10
"""characters of an ISO date that names a day"""
_ELSEWHERE = 0.25
"""part of a sentence's words that, standing together in another account, forbid to say that one account alone has it"""
_BELONGING = 3
"""words of what several outlets report that a single-source line must have, or it is of another story on the same page"""
_NAMED = 3
"""outlets that are named before their number is told first"""
_FOLLOWS = 40
"""characters between two stretches of one quotation, at most: quotation marks and "he added" """
_SHOUTED = 3
"""words in capitals from which on a sentence is a teaser"""
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_WORD = re.compile(r"\w+")
_SPEAKER = re.compile(r"(?:i|we|my|our|he|she|they|his|her|their|its)\b", re.IGNORECASE)
"""a version whose speaker, or whom it speaks of, stands before it"""
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)\b")
_QUOTE = re.compile(r"[“\"‘']")
_SPOKEN_OF = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?(?:revealed|believed|alleged|reported|rumou?red|found|known|shown|thought)$"
)
_FETCHED = re.compile(r"https?://|www\.|pic\.twitter|@\w|\b\d{1,3}(?:/| of )\d{1,3}\b.{0,20}(?:\b(?:19|20)\d\d\b|[Pp]hotos?\b)")


def brief(dossier: Dossier) -> list[BriefLine]:
    """The lines for a dossier that has none yet: context, agreed, disputed, single, second-hand; no line where there is nothing to say."""
    desk = _Desk(dossier)
    agreed = list(islice(desk.agreed(), _AGREED))
    lines = [*desk.context(), *agreed, *desk.fitting(agreed)[:_FITTING], *desk.disputed()[:_DISPUTED], *desk.left_out()[:_LEFT_OUT]]
    used = {span.key for line in lines if line.kind != "context" for span in line.spans}
    second = second_hand(dossier, _SECOND_HAND)
    used |= {span.key for line in second for span in line.spans}
    return [*lines, *desk.single(used)[:_SINGLE], *second]


class _Desk:
    """Writes lines about one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.article = {article.id: article for article in dossier.articles}
        self.statement = {statement.id: statement for statement in dossier.statements}
        self.actor = {actor.id: actor for actor in dossier.actors}
        self.mentions = Mentions(dossier.actors)
        self.common = frozenset[str]().union(*(_bag(v.span.text) for c in dossier.claims if c.outlets > 1 for v in c.versions))
        self.contested = [value.span for row in dossier.figures if row.verdict != "agree" for value in row.values]
        self.bags = [(version.article, _bag(version.span.text)) for claim in dossier.claims for version in claim.versions]

    def names(self, articles: Iterable[str]) -> str:
        """The outlets of these articles as a list, each once, in the dossier's order."""
        wanted = set(articles)
        found = [article.name for article in self.dossier.articles if article.id in wanted]
        return listed(list(dict.fromkeys(found)))

    def accounts(self, articles: Sequence[str]) -> str:
        """These articles as a list of outlets, with how many accounts an outlet has among them."""
        each = Counter(article.name for article in self.dossier.articles if article.id in articles)
        return listed([name if many == 1 else f"{counted(many, 'account')} of {name}" for name, many in each.items()])

    def support(self, articles: Iterable[str]) -> str:
        """The number of outlets and of independent origins behind these articles, in words."""
        wanted = [self.article[id] for id in sorted(set(articles))]
        outlets = len({article.outlet or article.id for article in wanted})
        origins = min(outlets, len({article.origin or article.id for article in wanted}))
        return f"{counted(outlets, 'outlet')}, {counted(origins, 'independent origin')}"

    def context(self) -> list[BriefLine]:
        """How many report, from when to when, and which of them rest on one another."""
        story = self.dossier.story
        if not self.dossier.articles:
            return []
        when = _when(story.first, story.last)
        text = f"{counted(story.outlets, 'outlet').capitalize()} {'reports' if story.outlets == 1 else 'report'} the story{when}"
        if story.origins < story.outlets:
            text += f"; they rest on {counted(story.origins, 'independent origin')}"
        spans = [span for article in self.dossier.articles for span in _dated(article)]
        lines = [BriefLine(text=text + ".", kind="context", spans=tuple(spans))]
        for origin in self.dossier.origins:
            if len(origin.articles) > 1:
                because = f": {'; '.join(origin.because)}" if origin.because else ""
                spans = [span for copy in self.dossier.copies for span in copy.passages if span.article in origin.articles]
                spans = spans or [span for id in origin.articles for credit in self.article[id].credits for span in credit.evidence]
                if spans:
                    text = f"{self.accounts(origin.articles)} count as one origin{because}."
                    text = text[:1].upper() + text[1:]
                    lines.append(BriefLine(text=text, kind="context", spans=tuple(spans)))
        return lines

    def agreed(self) -> Iterator[BriefLine]:
        """What two or more outlets report without a conflict, most outlets first; of sentences that follow on one another in all accounts,
        as in a long quotation, the first. No words are quoted twice: a claim whose words stand in a line above is quoted from another
        account, or not at all."""
        told: list[Claim] = []
        shown: list[Span] = []
        for claim in sorted(self.dossier.claims, key=lambda claim: -claim.outlets):
            if claim.outlets > 1 and not any(aspect.verdict == "conflict" for aspect in claim.aspects):
                if any(_again(claim, other) or self._goes_on(claim, other) for other in told):
                    continue
                words = central(claim, shown, self.contested)
                if words is None or _SPEAKER.match(words.text) or _FETCHED.search(words.text):
                    continue
                told.append(claim)
                shown.append(words)
                said = self.said_by(claim, words)
                text = f"{self.reported(claim)}. {self.article[words.article].name}"
                text += f"{f', as said by {said}' if said else ''}: {sentence(words.text)}"
                yield _line(text + self._other_amounts(claim, words), "agreed", claim)

    def _other_amounts(self, claim: Claim, words: Span) -> str:
        """What the claim's accounts give in place of an amount that its words have, where the two exclude each other: 25, later 27."""
        articles = {version.article for version in claim.versions}
        for row in self.dossier.figures:
            if row.verdict != "agree" and any(words.contains(value.span) for value in row.values):
                own = [value for value in row.values if value.article in articles]
                lows, highs = ([bound for bound in bounds if bound is not None] for bounds in ((v.low for v in own), (v.high for v in own)))
                if lows and highs and max(lows) > min(highs):
                    return f" Of {_counted(row)} they give {self._listed(self._amounts(own))}."
        return ""

    def reported(self, claim: Claim) -> str:
        """Who reports something, by name while they are few, and on how many independent origins."""
        articles = [version.article for version in claim.versions]
        outlets = {self.article[id].outlet or id for id in articles}
        everyone = self.dossier.story.outlets
        origins = counted(claim.origins, "independent origin")
        if len(outlets) <= _NAMED:
            return f"{self.names(articles)} {'both' if len(outlets) == 2 else 'all'} report this ({origins})"
        who = (
            f"All {counted(everyone, 'outlet')}" if len(outlets) == everyone else f"{number(len(outlets))} of {counted(everyone, 'outlet')}"
        )
        return f"{who.capitalize()} report this ({origins}): {self.names(articles)}"

    def _goes_on(self, claim: Claim, told: Claim) -> bool:
        """Whether every version follows at once on a version of what is told, and an account gives both on somebody's word."""
        ends = {version.article: version for version in told.versions}
        before = [(version, ends[version.article]) for version in claim.versions if version.article in ends]
        return (
            len(before) == len(claim.versions)
            and any(own.statement is not None and other.statement is not None for own, other in before)
            and all(0 <= own.span.start - other.span.end <= _FOLLOWS for own, other in before)
        )

    def said_by(self, claim: Claim, shown: Span) -> str:
        """Whose words the version shown is, where it stands inside a statement and does not itself name its source; else nothing. Where
        other versions name somebody else, or the cue is said of its subject ("has been revealed"), nobody is named."""
        version = next(version for version in claim.versions if version.span == shown)
        statement = self.statement.get(version.statement or "")
        if statement is None or any(span.overlaps(shown) for span in (*statement.source.spans, *statement.cue.spans)):
            return ""
        if _SPOKEN_OF.search(statement.cue.text or ""):
            return ""
        sources = [self.statement[v.statement].source for v in claim.versions if v.statement in self.statement]
        names = Counter(map(self.called, sources))
        own = self.called(statement.source)
        if not own:
            return "somebody the account does not name"
        return own if 2 * names[own] > names.total() - names[""] else ""

    def called(self, source: Source) -> str:
        """The name of the source's actor; of people who speak together, and where there is no actor, the account's own words."""
        actor = self.actor.get(source.actor or "")
        return source.text or "" if actor is None or joint(source, actor, self.mentions) else actor.name

    def fitting(self, told: Sequence[BriefLine]) -> list[BriefLine]:
        """Amounts of one thing in which three outlets or more agree or are compatible, most outlets first; ages, and amounts that the lines
        told have, are left out."""
        spans = [span for line in told for span in line.spans]
        lines: list[tuple[int, int, BriefLine]] = []
        for row in self.dossier.figures:
            carriers = {value.article for value in row.values}
            outlets = len({self.article[id].outlet or id for id in carriers})
            if row.verdict == "conflict" or outlets < _OUTLETS or row.what.startswith("age of "):
                continue
            amounts = self._amounts(row.values)
            if row.verdict == "agree" and all(any(span.contains(value.span) for span in spans) for value in row.values):
                continue
            how = "are the same" if len(amounts) == 1 else "fit together"
            given = f"{quoted(next(iter(amounts)))} in {self.names(carriers)}" if len(amounts) == 1 else self._listed(amounts)
            text = f"The figures for {_counted(row)} {how} ({self.support(carriers)}): {given}."
            lines.append((-outlets, len(lines), BriefLine(text=text, kind="agreed", spans=tuple(value.span for value in row.values))))
        return [line for *_, line in sorted(lines, key=lambda entry: entry[:2])]

    def disputed(self) -> list[BriefLine]:
        """Where versions of one claim, or amounts of one thing, conflict, and between whom."""
        lines = []
        for claim in self.dossier.claims:
            for aspect in claim.aspects:
                if aspect.verdict == "conflict" and len(aspect.values) > 1:
                    text = f"The accounts differ on {_SUBJECT[aspect.aspect]}: {self._sides(aspect)}. {self._words(claim, aspect)}"
                    lines.append(_line(text, "disputed", claim))
        told = {span.key for line in lines for span in line.spans}
        for row in self.dossier.figures:
            spans = [value.span for value in row.values]
            if row.verdict == "conflict" and not any(span.key in told or _inside(span, lines) for span in spans):
                text = f"The accounts differ on a figure ({_counted(row)}): {self._listed(self._amounts(row.values))}."
                lines.append(BriefLine(text=text, kind="disputed", spans=tuple(spans)))
        return lines

    def _words(self, claim: Claim, aspect: AspectVerdict) -> str:
        """The version of the first account on each side, in full."""
        version = {version.article: version.span for version in claim.versions}
        shown = [next((version[id] for id in value.articles if id in version), None) for value in aspect.values]
        return " ".join(f"{self.article[span.article].name}: {sentence(span.text)}" for span in shown if span is not None)

    def _sides(self, aspect: AspectVerdict) -> str:
        return "; ".join(f"{quoted(_shown(value))} in {self.names(value.articles)}" for value in aspect.values)

    def _amounts(self, values: Iterable[FigureValue]) -> dict[str, list[str]]:
        """The amounts in the accounts' words, those that differ in capitals alone put together, with who gives them."""
        words: dict[str, str] = {}
        by_text: dict[str, list[str]] = {}
        for value in values:
            shown = words.setdefault(value.text.casefold(), value.text)
            by_text.setdefault(shown, []).append(value.article)
        return by_text

    def _listed(self, amounts: Mapping[str, Sequence[str]]) -> str:
        return "; ".join(f"{quoted(text)} in {self.names(articles)}" for text, articles in amounts.items())

    def left_out(self) -> list[BriefLine]:
        """What all outlets but one report; the words are those of the account that gives the claim its own."""
        lines = []
        for claim, accounts in omissions(self.dossier):
            words = central(claim)
            if words is not None:
                text = f"{accounts[0].name}, no shorter and no earlier than the others, has nothing like what the other "
                text += f"{counted(claim.outlets, 'outlet')} report. {self.article[words.article].name}: {sentence(words.text)}"
                lines.append(_line(text, "context", claim))
        return lines

    def single(self, used: set[tuple[str, int, int]]) -> list[BriefLine]:
        """What one account alone has: from each the one that weighs most, those with figures, names and a place near the top first."""
        best: dict[str, tuple[float, Claim]] = {}
        for claim in self.dossier.claims:
            span = claim.versions[0].span if len(claim.versions) == 1 else None
            if (
                span is None
                or span.key in used
                or not self._alone(claim)
                or self._shared(span)
                or not self._belongs(span)
                or not _WORDS[0] <= len(span.text.split()) <= _WORDS[1]
                or leans(span.text)
                or self._unsure(claim)
                or (_FIRST_PERSON.search(span.text) and not _QUOTE.search(span.text))
                or _FETCHED.search(span.text)
                or len(_CAPITALS.findall(span.text)) > _SHOUTED
            ):
                continue
            weight = self._weight(span)
            if span.article not in best or weight > best[span.article][0]:
                best[span.article] = (weight, claim)
        ranked = sorted(best.values(), key=lambda entry: (-entry[0], entry[1].id))
        return [self._lone(claim) for _, claim in ranked]

    def _unsure(self, claim: Claim) -> bool:
        """Whether the claim is part of a statement that may be misread, so that on whose word it rests is not certain enough for a line."""
        return any(self.statement[v.statement].unsure for v in claim.versions if v.statement in self.statement)

    def _lone(self, claim: Claim) -> BriefLine:
        span = claim.versions[0].span
        said = self.said_by(claim, span)
        name = self.article[span.article].name
        return _line(f"Only {name} {f'has this from {said}' if said else 'reports'}: {sentence(span.text)}", "single", claim)

    def _alone(self, claim: Claim) -> bool:
        """Whether every account of another outlet is silent on it."""
        own = self.article[claim.versions[0].article]
        return all(id in claim.silent or (article.outlet or id) == (own.outlet or own.id) for id, article in self.article.items())

    def _shared(self, span: Span) -> bool:
        """Whether another account may well say it too: a figure in it is compared across accounts, or most of its words stand there."""
        for row in self.dossier.figures:
            if len({value.article for value in row.values}) > 1 and any(span.overlaps(value.span) for value in row.values):
                return True
        words = _bag(span.text)
        return any(article != span.article and len(words & other) >= _ELSEWHERE * len(words) for article, other in self.bags)

    def _belongs(self, span: Span) -> bool:
        """Whether it shares words with what several outlets report; where they report nothing together, everything belongs."""
        return not self.common or len(_bag(span.text) & self.common) >= _BELONGING

    def _weight(self, span: Span) -> float:
        near_top = 1 - span.start / max(1, len(self.article[span.article].text))
        named = sum(any(span.contains(mention) for mention in actor.mentions) for actor in self.dossier.actors)
        return 1.5 * near_top + 0.5 * min(named, 3) + any(character.isdigit() for character in span.text)


_BARE = frozenset({"share", "sum", "distance", "speed", "weight", "area", "volume", "temperature", "time", "power", "strength", "amount"})
"""what an amount is called that no noun names"""
_SUBJECT = {
    "figure": "a figure",
    "date": "the date",
    "place": "the place",
    "actor": "who it was",
    "polarity": "whether it is so",
    "attribution": "who said it",
    "detail": "a detail",
}


def _shown(value: Value) -> str:
    return value.spans[0].text if value.spans else value.value


def _when(first: str | None, last: str | None) -> str:
    """ " on 5 April 2014", " in April 2014", " between 3 April 2014 and 5 April 2014"; nothing where nothing is dated."""
    if first is None or last is None:
        return ""
    one = f" {'on' if len(first) == _DAY else 'in'} {day(first)}"
    return one if first == last else f" between {day(first)} and {day(last)}"


def _counted(row: FigureRow) -> str:
    return f"a {row.what}" if row.what in _BARE else row.what


def _inside(span: Span, lines: Iterable[BriefLine]) -> bool:
    return any(other.contains(span) for line in lines for other in line.spans)


def _again(claim: Claim, told: Claim) -> bool:
    """Whether more than half of the claim's versions share words with the other's."""
    shared = sum(any(version.span.overlaps(other.span) for other in told.versions) for version in claim.versions)
    return 2 * shared > len(claim.versions)


def _line(text: str, kind: str, claim: Claim) -> BriefLine:
    return BriefLine.model_validate(
        {"text": text, "kind": kind, "claims": (claim.id,), "spans": tuple(version.span for version in claim.versions)}
    )


def _bag(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _WORD.findall(text) if not light(word))


def _dated(article: Article) -> tuple[Span, ...]:
    """The words that date an account; its first line where none do."""
    first = article.text.split("\n", 1)[0]
    return (article.published.evidence if article.published else ()) or ((article.span(0, len(first)),) if first else ())
