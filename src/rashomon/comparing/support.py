"""How many outlets carry a claim, and on how many independent origins their accounts of it rest.

Two accounts of one claim rest on one origin when the accounts do as a whole (`origins`), when both give it on the word of one medium or as
told to it ("told CNN", "in an interview on CNN"), when one gives it on the word of the other's outlet, or when its words are a passage
that both share (`copying`). What this misses: a medium that only another sentence names or that the table of outlets does not have, and
one handout in other words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rashomon.language.names import fold
from rashomon.language.outlets import outlet_named
from rashomon.model.annotated import Statement
from rashomon.model.article import Article
from rashomon.model.dossier import Claim, ClaimVersion, Copy
from rashomon.model.span import Span
from rashomon.model.story import Story

_STOP = re.compile(r"[.!?][”\"’)]*\s|\n|$")
_COVERED = 0.6
"""part of a version's characters that must stand in a shared passage: the rest is an edit's"""


class Support:
    """Counts the support of claims in one story. `articles` are the story's, with their origins."""

    def __init__(self, story: Story, articles: Sequence[Article], copies: Sequence[Copy]) -> None:
        self.articles = {article.id: article for article in articles}
        self.passages: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for copy in copies:
            for passage in copy.passages if copy.kind == "copied" else ():
                self.passages[passage.article].append((passage, copy.id))
        self.statements = {statement.id: statement for annotated in story.articles for statement in annotated.statements}
        self.own = {_plain(a.outlet): a.origin or a.id for a in reversed(articles) if a.outlet}

    def counted(self, claim: Claim) -> Claim:
        """The claim with its support counted. Several accounts of one outlet add no origin."""
        root = {version.article: self._rests_on(version) for version in claim.versions}
        sharing: dict[str, str] = {}
        for version in claim.versions:
            for id in self._copied(version):
                first = sharing.setdefault(id, version.article)
                old, new = root[version.article], root[first]
                root = {article: new if key == old else key for article, key in root.items()}
        carrying = outlets(list(self.articles.values()), set(root))
        return claim.model_copy(update={"outlets": carrying, "origins": min(carrying, len(set(root.values())))})

    def _rests_on(self, version: ClaimVersion) -> str:
        """The origin of the version: its account's, or that of the medium on whose word it stands."""
        article = self.articles[version.article]
        statement = self.statements.get(version.statement or "")
        media = map(_plain, self._media(statement, article)) if statement else ()
        medium = next((name for name in media if name in self.own or outlet_named(name)), None)
        return (article.origin or article.id) if medium is None else self.own.get(medium, f"medium {medium}")

    def _copied(self, version: ClaimVersion) -> list[str]:
        """The ids of the passages in which most of the version stands."""
        span, shared = version.span, Counter[str]()
        for passage, id in self.passages.get(version.article, ()):
            shared[id] += max(0, min(passage.end, span.end) - max(passage.start, span.start))
        return [id for id, length in shared.items() if length >= _COVERED * (span.end - span.start)]

    def _media(self, statement: Statement, article: Article) -> Iterator[str]:
        """What a statement may rest on: the media of its chain, whom it was told, those credited in its sentence."""
        yield from (link.text for link in (*statement.chain, statement.source) if link.type == "media" and link.text)
        if statement.addressee and statement.addressee.text:
            yield statement.addressee.text
        pieces = [*statement.content.spans, *statement.cue.spans, *statement.source.spans]
        first, last = min(span.start for span in pieces), max(span.end for span in pieces)
        stop = _STOP.search(article.text, last)
        reach = stop.start() if stop else last
        for credit in article.credits:
            if credit.kind == "reported" and any(first <= span.start and span.end <= reach for span in credit.evidence):
                yield credit.name


def outlets(articles: Sequence[Article], carrying: set[str]) -> int:
    """How many outlets the articles named come from; an article without an outlet counts as one of its own."""
    return len({a.outlet or a.id for a in articles if a.id in carrying})


def _plain(outlet: str) -> str:
    known = outlet_named(outlet)
    return fold(known.name if known else outlet).removeprefix("the ")
