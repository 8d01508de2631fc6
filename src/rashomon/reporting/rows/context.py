"""What every kind of row needs: the dossier, names for its ids, and the marks that citations open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rashomon.language.lexicon import lexicon
from rashomon.model.annotated import Source
from rashomon.model.article import Article
from rashomon.model.dossier import Dossier
from rashomon.model.dossier import Value as Said
from rashomon.reporting.marks import Marks
from rashomon.reporting.phrases import day, one_line, short_day
from rashomon.reporting.view import Value

UNNAMED = "speaker not named"
"""what a source is called of whom the account says nothing"""
_BY_KIND = {"person": "named", "organization": "organization", "place": "organization", "group": "collective"}
"""the type of a source that is told by its actor's kind; a place that speaks is its government"""


class Context:
    """One dossier while its rows are made."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.outlets = _unique_names(dossier.articles)
        self.order = {article.id: place for place, article in enumerate(dossier.articles)}
        self.actors = {actor.id: one_line(actor.name) for actor in dossier.actors}
        self._kinds = {actor.id: actor.kind for actor in dossier.actors}
        self.statements = {statement.id: statement for statement in dossier.statements}
        self.published = {article.id: article.published.date for article in dossier.articles if article.published}
        self.marks = Marks(dossier.articles, self.outlets)

    def outlet(self, article: str) -> str:
        """What the account with this id is called."""
        return self.outlets.get(article, article)

    def named(self, articles: Iterable[str]) -> tuple[str, ...]:
        """The accounts with these ids by name, each once, in the dossier's order."""
        known = sorted(set(articles), key=lambda id: (self.order.get(id, len(self.order)), id))
        return tuple(self.outlet(id) for id in known)

    def source(self, source: Source) -> str:
        """Who a source is: the actor's name, else the words of the account (a pronoun says that it could not be resolved), else
        "speaker not named"."""
        if source.actor and source.actor in self.actors:
            return self.actors[source.actor]
        words = one_line(source.text or "")
        return f"not resolved (“{words}”)" if is_pronoun(words) else words or UNNAMED

    def source_type(self, source: Source) -> str:
        """The dossier's type of a source, told by the actor's kind where it is a named one; `unresolved` where nobody stands behind it."""
        kind = self._kinds.get(source.actor or "")
        if kind is None:
            words = one_line(source.text or "")
            return "unresolved" if not words or is_pronoun(words) else source.type
        return _BY_KIND.get(kind, source.type) if source.type in ("named", "organization", "unnamed") else source.type

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
    """An account's name on one line, never empty."""
    return one_line(article.name) or article.id


def is_pronoun(words: str) -> bool:
    """Whether a source's words are a bare pronoun."""
    return words.strip().casefold() in lexicon("sources")["pronouns"]
