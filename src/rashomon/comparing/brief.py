"""Ten to twenty lines that an editor could paste: who reports, what several say, where they differ, what one alone has.

A line is made of a fixed frame and the accounts' own words, quoted exactly and given to the outlet they come from. Every line names the
spans that carry it and counts its support in outlets and in independent origins. What it does not do: it never says that something is so,
only that it is reported, and it rewrites nothing but white space and, inside quotation marks, the marks themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rashomon.comparing.phrases import counted, day, listed, quoted
from rashomon.language.wordforms import fold, light
from rashomon.model.article import Article
from rashomon.model.dossier import AspectVerdict, BriefLine, Claim, Dossier, FigureRow, Value
from rashomon.model.span import Span

_AGREED, _FITTING, _DISPUTED, _SINGLE, _SECOND_HAND = 7, 3, 4, 4, 2
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
_WORD = re.compile(r"\w+")
_KNOWN = re.compile(r"(?:the|this|that|these|those|his|her|its|their|he|she|it|they|we|i|you|who|which)\b", re.IGNORECASE)
"""words at the head of a source that point back at somebody the account has named"""
_RELATIVE = re.compile(r"(?:(?:in|of|on|at|by|from|for|after|during) )?(?:where|who|whom|whose|which|when|with|that|as|to)\b")
_SPEAKER = re.compile(r"(?:i|we|my|our)\b", re.IGNORECASE)
"""an utterance that has lost its speaker: the rows of quotations show it"""
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)\b")
_QUOTE = re.compile(r"[“\"‘']")
_FETCHED = re.compile(r"https?://|www\.|pic\.twitter|@\w|\b\d{1,3}(?:/| of )\d{1,3}\b.{0,20}(?:\b(?:19|20)\d\d\b|[Pp]hotos?\b)")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|this|that|these|those|his|her|its|their|but|and|so|there)\b", re.IGNORECASE)


def brief(dossier: Dossier) -> list[BriefLine]:
    """The lines for a dossier that has none yet: context, agreed, disputed, single, second-hand; no line where there is nothing to say."""
    desk = _Desk(dossier)
    lines = [*desk.context(), *desk.agreed()[:_AGREED], *desk.fitting()[:_FITTING], *desk.disputed()[:_DISPUTED]]
    used = {span.key for line in lines if line.kind != "context" for span in line.spans}
    second = desk.second_hand()
    used |= {span.key for line in second for span in line.spans}
    return [*lines, *desk.single(used)[:_SINGLE], *second]


class _Desk:
    """Writes lines about one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.article = {article.id: article for article in dossier.articles}
        self.statement = {statement.id: statement for statement in dossier.statements}
        self.actor = {actor.id: actor.name for actor in dossier.actors}
        self.common = frozenset[str]().union(*(_bag(v.span.text) for c in dossier.claims if c.outlets > 1 for v in c.versions))
        self.bags = [(version.article, _bag(version.span.text)) for claim in dossier.claims for version in claim.versions]

    def names(self, articles: Iterable[str]) -> str:
        """The outlets of these articles as a list, each once, in the dossier's order."""
        wanted = set(articles)
        found = [article.name for article in self.dossier.articles if article.id in wanted]
        return listed(list(dict.fromkeys(found)))

    def accounts(self, articles: Sequence[str]) -> str:
        """These articles as a list of outlets, with how many accounts an outlet has among them."""
        each = Counter(article.name for article in self.dossier.articles if article.id in articles)
        return listed([name if number == 1 else f"{counted(number, 'account')} of {name}" for name, number in each.items()])

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
        days = sorted({article.published.date[:_DAY] for article in self.dossier.articles if article.published})
        days = [date for date in days if len(date) == _DAY] or days
        when = "" if not days else f" on {day(days[0])}" if len(days) == 1 else f" between {day(days[0])} and {day(days[-1])}"
        text = f"{counted(story.outlets, 'outlet').capitalize()} {'reports' if story.outlets == 1 else 'report'} the story{when}"
        if story.origins < story.outlets:
            text += f"; they rest on {counted(story.origins, 'independent origin')}"
        evidence = [span for article in self.dossier.articles if article.published for span in article.published.evidence]
        lines = [BriefLine(text=text + ".", kind="context", spans=tuple(evidence or _leads(self.dossier.articles)))]
        for origin in self.dossier.origins:
            if len(origin.articles) > 1:
                because = f": {'; '.join(origin.because)}" if origin.because else ""
                spans = [span for copy in self.dossier.copies for span in copy.passages if span.article in origin.articles]
                spans = spans or [span for id in origin.articles for credit in self.article[id].credits for span in credit.evidence]
                if spans:
                    text = f"{self.accounts(origin.articles)} count as one origin{because}."
                    lines.append(BriefLine(text=text, kind="context", spans=tuple(spans)))
        return lines

    def agreed(self) -> list[BriefLine]:
        """What two or more outlets report without a conflict, most outlets first."""
        lines: list[tuple[int, int, BriefLine]] = []
        told: list[Claim] = []
        for claim in self.dossier.claims:
            if claim.outlets > 1 and not any(aspect.verdict == "conflict" for aspect in claim.aspects):
                if any(_again(claim, other) for other in told):
                    continue
                carriers = [version.article for version in claim.versions]
                verb = "both report this" if claim.outlets == 2 else "all report this"
                words = _central(claim)
                if _RELATIVE.match(words.text) or _SPEAKER.match(words.text):
                    continue
                told.append(claim)
                said = self.said_by(claim, words)
                text = f"{self.names(carriers)} {verb}{f' as said by {said}' if said else ''} ({self.support(carriers)}). "
                text += f"{self.article[words.article].name}: {quoted(words.text)}"
                lines.append((-claim.outlets, len(lines), _line(text, "agreed", claim)))
        return [line for *_, line in sorted(lines, key=lambda entry: entry[:2])]

    def said_by(self, claim: Claim, shown: Span) -> str:
        """Whose words the version shown is, where it stands inside a statement and does not itself name its source; else nothing."""
        version = next(version for version in claim.versions if version.span == shown)
        statement = self.statement.get(version.statement or "")
        if statement is None or any(span.overlaps(shown) for span in (*statement.source.spans, *statement.cue.spans)):
            return ""
        return self.actor.get(statement.source.actor or "", "") or statement.source.text or "somebody the account does not name"

    def fitting(self) -> list[BriefLine]:
        """Amounts of one thing in which three outlets or more agree or are compatible, most outlets first."""
        lines: list[tuple[int, int, BriefLine]] = []
        for row in self.dossier.figures:
            carriers = {value.article for value in row.values}
            outlets = len({self.article[id].outlet or id for id in carriers})
            if row.verdict != "conflict" and outlets >= _OUTLETS:
                what = f"{row.what} ({row.unit})" if row.unit else row.what
                text = f"The figures for {what} fit together ({self.support(carriers)}): {self._amounts(row)}."
                spans = tuple(value.span for value in row.values)
                lines.append((-outlets, len(lines), BriefLine(text=text, kind="agreed", spans=spans)))
        return [line for *_, line in sorted(lines, key=lambda entry: entry[:2])]

    def disputed(self) -> list[BriefLine]:
        """Where versions of one claim, or amounts of one thing, conflict, and between whom."""
        lines = []
        for claim in self.dossier.claims:
            for aspect in claim.aspects:
                if aspect.verdict == "conflict" and len(aspect.values) > 1:
                    words = _central(claim)
                    text = f"The accounts differ on {_SUBJECT[aspect.aspect]}: {self._sides(aspect)}. {self.article[words.article].name}: "
                    lines.append(_line(text + quoted(words.text), "disputed", claim))
        told = {span.key for line in lines for span in line.spans}
        for row in self.dossier.figures:
            spans = [value.span for value in row.values]
            if row.verdict == "conflict" and not any(span.key in told for span in spans):
                text = f"The accounts differ on a figure ({row.what}): {self._amounts(row)}."
                lines.append(BriefLine(text=text, kind="disputed", spans=tuple(spans)))
        return lines

    def _sides(self, aspect: AspectVerdict) -> str:
        return "; ".join(f"{quoted(_shown(value))} in {self.names(value.articles)}" for value in aspect.values)

    def _amounts(self, row: FigureRow) -> str:
        by_text: dict[str, list[str]] = {}
        for value in row.values:
            by_text.setdefault(value.text, []).append(value.article)
        return "; ".join(f"{quoted(text)} in {self.names(articles)}" for text, articles in by_text.items())

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
                or _PRONOUN.match(span.text)
                or (_FIRST_PERSON.search(span.text) and not _QUOTE.search(span.text))
                or _FETCHED.search(span.text)
            ):
                continue
            weight = self._weight(span)
            if span.article not in best or weight > best[span.article][0]:
                best[span.article] = (weight, claim)
        ranked = sorted(best.values(), key=lambda entry: (-entry[0], entry[1].id))
        return [self._lone(claim) for _, claim in ranked]

    def _lone(self, claim: Claim) -> BriefLine:
        span = claim.versions[0].span
        said = self.said_by(claim, span)
        return _line(
            f"Only {self.article[span.article].name} {f'has this from {said}' if said else 'reports'}: {quoted(span.text)}", "single", claim
        )

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

    def second_hand(self) -> list[BriefLine]:
        """What an account takes from another medium, or from sources it does not name."""
        kinds: dict[str, list[BriefLine]] = {"media": [], "unnamed": [], "social": []}
        seen = set()
        for statement in self.dossier.statements:
            outer = (statement.chain or (statement.source,))[0]
            if (
                outer.type not in ("media", "social", "unnamed")
                or not outer.text
                or _PRONOUN.fullmatch(outer.text)
                or (outer.type == "unnamed" and (_KNOWN.match(outer.text) or outer.text.endswith(("'s", "’s"))))
                or (statement.article, outer.text.casefold()) in seen
            ):
                continue
            if not _WORDS[0] <= len(statement.content.text.split()) <= _WORDS[1]:
                continue
            seen.add((statement.article, outer.text.casefold()))
            own = self.article[statement.article].name
            how = "an unnamed source" if outer.type == "unnamed" else "another medium" if outer.type == "media" else "social media"
            text = f"{own} has this from {how} ({quoted(outer.text)}): {quoted(statement.content.text)}"
            kinds[outer.type].append(BriefLine(text=text, kind="context", spans=(*outer.spans, *statement.content.spans)))
        return [line for kind in ("media", "unnamed", "social") for line in kinds[kind][:_SECOND_HAND]]


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


def _central(claim: Claim) -> Span:
    """The version that gives the claim its words, or, if that is cut from its sentence at a relative word, one that stands by itself."""
    spans = sorted((version.span for version in claim.versions), key=lambda span: span.text != claim.text)
    alone = [span for span in spans if not _RELATIVE.match(span.text)]
    return next((span for span in alone if not _PRONOUN.match(span.text)), (alone or spans)[0])


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


def _leads(articles: Sequence[Article]) -> list[Span]:
    return [article.span(0, len(article.text.split("\n", 1)[0])) for article in articles if article.text.split("\n", 1)[0]]
