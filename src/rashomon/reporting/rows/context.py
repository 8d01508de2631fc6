"""What every kind of row needs: the dossier, names for its ids, and the marks that citations open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rashomon.model.annotated import Source
from rashomon.model.article import Article
from rashomon.model.dossier import Dossier
from rashomon.model.dossier import Value as Said
from rashomon.reporting.marks import Marks
from rashomon.reporting.phrases import day, one_line, short_day, shorten
from rashomon.reporting.view import Value

UNNAMED = "no source named"
"""what a source is called of whom the account says nothing"""
_LONGEST_NAME = 32
"""characters; an account without an outlet is called by its headline, which must not fill a table's head"""


class Context:
    """One dossier while its rows are made."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.outlets = _unique_names(dossier.articles)
        self.order = {article.id: place for place, article in enumerate(dossier.articles)}
        self.actors = {actor.id: one_line(actor.name) for actor in dossier.actors}
        self.statements = {statement.id: statement for statement in dossier.statements}
        self.marks = Marks(dossier.articles, self.outlets)

    def outlet(self, article: str) -> str:
        """What the account with this id is called."""
        return self.outlets.get(article, article)

    def named(self, articles: Iterable[str]) -> tuple[str, ...]:
        """The accounts with these ids by name, each once, in the dossier's order."""
        known = sorted(set(articles), key=lambda id: (self.order.get(id, len(self.order)), id))
        return tuple(self.outlet(id) for id in known)

    def source(self, source: Source) -> str:
        """Who a source is: the actor's name, else the words of the account, else "no source named"."""
        if source.actor and source.actor in self.actors:
            return self.actors[source.actor]
        return one_line(source.text or "") or UNNAMED

    def values(self, finding: str, values: Iterable[Said]) -> tuple[Value, ...]:
        """Values with their outlets and citations, the one that most outlets carry first."""
        rows = [Value(day(value.value), self.named(value.articles), self.marks.cite(finding, value.spans)) for value in values]
        return tuple(sorted(rows, key=lambda row: (-len(row.outlets), row.text)))


def _unique_names(articles: Iterable[Article]) -> dict[str, str]:
    """Each account's name: its outlet; where an outlet has several accounts also the day, and a number where that is the same too."""
    articles = list(articles)
    names = {article.id: plain_name(article) for article in articles}
    often = Counter(names.values())
    for article in articles:
        if often[names[article.id]] > 1 and article.published:
            names[article.id] += f" ({short_day(article.published.date[:10])})"
    often, seen = Counter(names.values()), Counter[str]()
    for id, name in names.items():
        seen[name] += 1
        if often[name] > 1:
            names[id] = f"{name[:-1]}, {seen[name]})" if name.endswith(")") else f"{name} ({seen[name]})"
    return names


def plain_name(article: Article) -> str:
    """An account's name on one short line, never empty; a name in quotation marks (a headline) keeps both."""
    name = one_line(article.name) or article.id
    if name[0] == "“" and name[-1] == "”":
        return f"“{shorten(name[1:-1], _LONGEST_NAME)}”"
    return shorten(name, _LONGEST_NAME)
