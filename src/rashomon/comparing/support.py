"""How many outlets carry a claim, and on how many independent origins their accounts of it rest.

Two accounts of one claim rest on one origin when the accounts do as a whole (`origins`), when both give it on the word of one medium or as
told to it ("told CNN", "in an interview on CNN"), when one gives it on the word of the other's outlet, or when its words are a passage
that both share (`copying`). What this misses: a medium that only another sentence names, and one handout in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rashomon.language.names import fold
from rashomon.language.outlets import outlet_named
from rashomon.model.annotated import Statement
from rashomon.model.article import Article
from rashomon.model.dossier import Claim, ClaimVersion, Copy
from rashomon.model.story import Story

_COVERED = 0.6
"""part of a version's characters that must stand in a shared passage: the rest is an edit's"""


class Support:
    """Counts the support of claims in one story. `articles` are the story's, with their origins."""

    def __init__(self, story: Story, articles: Sequence[Article], copies: Sequence[Copy]) -> None:
        self.articles = {article.id: article for article in articles}
        self.copies = [copy for copy in copies if copy.kind == "copied"]
        self.statements = {statement.id: statement for annotated in story.articles for statement in annotated.statements}
        self.own = {_plain(a.outlet): a.origin or a.id for a in reversed(articles) if a.outlet}

    def counted(self, claim: Claim) -> Claim:
        """The claim with its support counted. Several accounts of one outlet add no origin."""
        root = {version.article: self._rests_on(version) for version in claim.versions}
        for copy in self.copies:
            sharing = [v.article for v in claim.versions if _covers(copy, v)]
            for article in sharing[1:]:
                old, new = root[article], root[sharing[0]]
                root = {id: new if key == old else key for id, key in root.items()}
        carrying = outlets(list(self.articles.values()), set(root))
        return claim.model_copy(update={"outlets": carrying, "origins": min(carrying, len(set(root.values())))})

    def _rests_on(self, version: ClaimVersion) -> str:
        """The origin of the version: its account's, or that of the medium on whose word it stands."""
        article = self.articles[version.article]
        statement = self.statements.get(version.statement or "")
        for medium in self._media(statement, article) if statement else ():
            return self.own.get(_plain(medium), f"medium {_plain(medium)}")
        return article.origin or article.id

    def _media(self, statement: Statement, article: Article) -> Iterator[str]:
        """The media that a statement rests on: a link of its chain, whom it was told, or one credited in its sentence."""
        yield from (link.text for link in (*statement.chain, statement.source) if link.type == "media" and link.text)
        if statement.addressee and statement.addressee.text and outlet_named(statement.addressee.text):
            yield statement.addressee.text
        pieces = [*statement.content.spans, *statement.cue.spans, *statement.source.spans]
        first, last = min(span.start for span in pieces), max(span.end for span in pieces)
        stop = re.compile(r"[.!?][”\"’)]*\s|\n|$").search(article.text, last)
        reach = stop.start() if stop else last
        for credit in article.credits:
            if credit.kind == "reported" and any(first <= span.start and span.end <= reach for span in credit.evidence):
                yield credit.name


def outlets(articles: Sequence[Article], carrying: set[str]) -> int:
    """How many outlets the articles named come from; an article without an outlet counts as one of its own."""
    return len({a.outlet or a.id for a in articles if a.id in carrying})


def _covers(copy: Copy, version: ClaimVersion) -> bool:
    span = version.span
    shared = sum(max(0, min(p.end, span.end) - max(p.start, span.start)) for p in copy.passages if p.article == span.article)
    return shared >= _COVERED * (span.end - span.start)


def _plain(outlet: str) -> str:
    known = outlet_named(outlet)
    return fold(known.name if known else outlet).removeprefix("the ")
