"""The accounts of one event, with one list of actors across them."""

from __future__ import annotations

from typing import Literal

from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.noun import Noun
from rashomon.model.skipped import Skipped
from rashomon.model.span import Span

ActorKind = Literal["person", "organization", "place", "group", "unnamed"]


class NameCount(Noun):
    """A form of an actor's name and how often the accounts use it."""

    text: str
    count: int


class Role(Noun):
    """What an account calls an actor besides its name ("foreign minister"), where."""

    text: str
    spans: tuple[Span, ...]


class Actor(Noun):
    """One person, body, place or group across the accounts. `id` is `p1`, `p2` … by first mention in article order; `name` the fullest
    form; `names` most used first."""

    id: str
    name: str
    kind: ActorKind
    names: tuple[NameCount, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()


class Story(Noun):
    """`articles` stand in publication order (undated last), ties by id; statements in them name actors of `actors`."""

    articles: tuple[AnnotatedArticle, ...] = ()
    actors: tuple[Actor, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def article(self, id: str) -> AnnotatedArticle:
        """The annotated article with this id. Raises KeyError."""
        for annotated in self.articles:
            if annotated.article.id == id:
                return annotated
        raise KeyError(id)
