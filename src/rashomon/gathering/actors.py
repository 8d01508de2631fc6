"""One list of actors across the accounts of a story, and who each statement's source is.

Chains of single articles (names, "the spokeswoman", "he") are joined by name: one person is one actor however spelled and titled, two
people of one family name stay two, a country takes in the seats of its government where they act ("Moscow said", not "in Moscow").
Sources without a name ("officials") get no actor.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from rashomon.gathering.standing import homes, settled, split, stands_for
from rashomon.language.lexicon import lexicon
from rashomon.language.names import country, fold, gender, person_words, same_body, same_person, seat, untitled
from rashomon.model.annotated import AnnotatedArticle, Chain, Mention, NameKind, Source, Statement
from rashomon.model.span import Span
from rashomon.model.story import Actor, ActorKind, NameCount, Role

VERSION = "actors.v1"

_OWNS = re.compile(r"['’]s?\b|\s+(?!(?:and|or|of|in|at|for|from|on|who|which|that|to|with)\b)[a-z]")
_PREPOSITION = re.compile(r"\b(?:for|of|to|in|with|from|at|by)\s+(?:the\s+)?$")
_GENERIC = frozenset(
    {"the", "of", "foreign", "defence", "defense", "interior", "finance", "justice", "health", "national", "state", "supreme", "central"}
)
_KINDS: dict[NameKind, ActorKind] = {"person": "person", "organization": "organization", "place": "place", "group": "group"}


@dataclass
class _Group:
    """Chains of several articles that speak of one actor."""

    kind: ActorKind
    name: str
    home: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)

    def take(self, chain: Chain, mentions: Sequence[Mention]) -> None:
        self.mentions.extend(mentions)
        self.roles.extend(chain.roles)
        self.home = self.home or chain.home


def actors(articles: Sequence[AnnotatedArticle]) -> tuple[Actor, ...]:
    """The story's actors, `p1` … by first mention in the articles' order."""
    chains = settled([(n, chain) for n, annotated in enumerate(articles) for chain in annotated.chains if chain.kind in _KINDS])
    at = [{token.start: i for i, token in enumerate(annotated.tokens)} for annotated in articles]
    ruled, countries = homes(chains), frozenset(name for _, chain in chains if (name := country(chain.name)))
    groups: list[_Group] = []
    for n, chain in sorted(chains, key=lambda entry: (-_fullness(entry[1]), entry[0], entry[1].mentions[0].span.key)):
        acting, standing = split(chain, articles[n], at[n])
        if acting:
            _group(groups, chain, seat(chain.name) or stands_for(chain, ruled, countries)).take(chain, acting)
        if standing:
            _group(groups, chain, None).take(chain, standing)
    order = {annotated.article.id: n for n, annotated in enumerate(articles)}
    for group in groups:
        group.mentions.sort(key=lambda m: (order[m.span.article], m.span.start, m.span.end))
    groups.sort(key=lambda g: (order[g.mentions[0].span.article], g.mentions[0].span.start, g.name))
    return tuple(_actor(f"p{n}", group) for n, group in enumerate(groups, 1))


def with_actors(statement: Statement, by_place: dict[tuple[str, int], list[tuple[Actor, Span]]]) -> Statement:
    """The statement, dated for good, with actors set on its source, chain and addressee. `by_place`: see `places`."""
    update: dict[str, object] = {
        "source": _known(statement.source, by_place),
        "chain": _voices([_known(link, by_place) for link in statement.chain]),
        "said_at": None,
    }
    if statement.addressee:
        found = _at(statement.addressee.spans, by_place, ("person", "organization", "place"))
        update["addressee"] = statement.addressee.model_copy(update={"actor": found})
    return statement.model_copy(update=update)


def _voices(chain: Sequence[Source]) -> tuple[Source, ...]:
    """The links, of neighbours that are one actor the inner one: who repeats what he said himself is no second hand."""
    return tuple(link for link, inner in zip_longest(chain, chain[1:]) if inner is None or not link.actor or link.actor != inner.actor)


def places(found: Sequence[Actor]) -> dict[tuple[str, int], list[tuple[Actor, Span]]]:
    """Which actor is spoken of at (article, code point): the index that `with_actors` looks sources up in."""
    index: dict[tuple[str, int], list[tuple[Actor, Span]]] = {}
    for actor in found:
        for mention in actor.mentions:
            for position in range(mention.start, mention.end):
                index.setdefault((mention.article, position), []).append((actor, mention))
    return index


def _known(source: Source, by_place: dict[tuple[str, int], list[tuple[Actor, Span]]]) -> Source:
    """The source with its actor. One taken for a person whose words name only a body is that body."""
    wanted: dict[str, tuple[str, ...]] = {"named": ("person",), "organization": ("organization", "place"), "media": ("organization",)}
    kinds = wanted.get(source.type)
    actor = _at(source.spans, by_place, kinds) if kinds else None
    if actor is None and source.type == "named" and (body := _at(source.spans, by_place, ("organization",))):
        return source.model_copy(update={"actor": body, "type": "organization"})
    return source.model_copy(update={"actor": actor})


def _at(spans: Sequence[Span], by_place: dict[tuple[str, int], list[tuple[Actor, Span]]], kinds: Sequence[str]) -> str | None:
    """The actor spoken of in the spans: of the first kind that stands there, one who is not a modifier, the last such mention (the head of
    an English noun phrase); the first of several people or of several joined by "and"."""
    for kind in kinds:
        found = {
            (mention, actor.id): _modifies(mention, span)
            for span in spans
            for position in range(span.start, span.end)
            for actor, mention in by_place.get((span.article, position), ())
            if actor.kind == kind
        }
        if found:
            heads = [entry for entry, modifier in found.items() if not modifier]
            if not heads and kind == "place" and not any(_governs(span) for span in spans):
                continue
            heads = heads or list(found)
            first = kind == "person" or any(" and " in span.text for span in spans)
            pick = min if first else max
            return pick(heads, key=lambda entry: entry[0].key)[1]
    return None


def _modifies(mention: Span, phrase: Span) -> bool:
    """Whether a mention only qualifies the phrase it stands in: a possessor, a noun in front of another, the object of a preposition."""
    before = phrase.text[: max(0, mention.start - phrase.start)]
    behind = phrase.text[mention.end - phrase.start :]
    return bool(_OWNS.match(behind)) or bool(_PREPOSITION.search(before))


def _governs(phrase: Span) -> bool:
    """Whether a phrase names a part of a state ("the US military"), and no firm or group there ("the US software giant")."""
    table = lexicon("sources")["organization"]
    return not set(fold(phrase.text).split()).isdisjoint((*table["owned"], *table["state"]))


def _fullness(chain: Chain) -> int:
    return len(person_words(chain.name)) if chain.kind == "person" else len(chain.name.split())


def _group(groups: list[_Group], chain: Chain, stands_for: str | None) -> _Group:
    kind: ActorKind = "place" if stands_for else _KINDS[chain.kind]
    name = stands_for or country(chain.name) or chain.name
    fitting = [group for group in groups if group.kind == kind and _same(group, kind, name, chain)] or _relatives(groups, kind, name)
    if fitting:
        return max(fitting, key=lambda group: len(group.mentions))
    groups.append(_Group(kind=kind, name=name))
    return groups[-1]


def _relatives(groups: Sequence[_Group], kind: ActorKind, name: str) -> list[_Group]:
    """The person whom an account calls by a given name alone: the one of that name in the story who shares a family name with another
    person in it ("his brother Jan" beside Jan Berg and Anna Berg). Nobody where there are several."""
    given = person_words(name)
    if kind != "person" or len(given) != 1 or not gender(name):
        return []
    people = [(group, words) for group in groups if group.kind == "person" and len(words := person_words(group.name)) > 1]
    families = Counter(words[-1] for _, words in people)
    found = [group for group, words in people if words[0] == given[0] and families[words[-1]] > 1]
    return found if len(found) == 1 else []


def _same(group: _Group, kind: ActorKind, name: str, chain: Chain) -> bool:
    if kind == "person":
        a, b = gender(group.name), gender(name)
        return same_person(group.name, name) and (a is None or b is None or a == b)
    if fold(group.name) == fold(name):
        return kind != "organization" or None in (group.home, chain.home) or group.home == chain.home
    if kind != "organization" or (group.home and chain.home and group.home != chain.home):
        return False
    return same_body(group.name, name)


def _actor(id: str, group: _Group) -> Actor:
    forms = Counter(mention.span.text for mention in group.mentions if mention.form == "name")
    names = tuple(NameCount(text=text, count=count) for text, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])))
    roles: dict[str, list[Span]] = {}
    for span in sorted(set(group.roles), key=lambda s: s.key):
        roles.setdefault(fold(span.text), []).append(span)
    return Actor(
        id=id,
        name=_shown(group, forms),
        kind=group.kind,
        names=names,
        roles=tuple(
            Role(text=spans[0].text, spans=tuple(spans)) for spans in sorted(roles.values(), key=lambda s: (-len(s), s[0].text.casefold()))
        ),
        mentions=tuple(mention.span for mention in group.mentions),
    )


def _shown(group: _Group, forms: Counter[str]) -> str:
    """The fullest form that is used most: for people without titles; for countries their usual name, where an account has more of it than
    the seat of its government ("the White House")."""
    if country(group.name):
        seated = bool(forms) and all(seat(form) and not country(form) for form in forms)
        return max(forms, key=lambda form: (forms[form], form)) if seated else country(group.name) or group.name
    if not forms:
        return group.name
    if group.kind != "person":
        name = max(forms, key=lambda form: (len(form.split()) > 1, forms[form], len(form), form))
        return f"{name} ({group.home})" if group.kind == "organization" and group.home and not _tells_home(name) else name
    bare: Counter[str] = Counter()
    for form, count in forms.items():
        bare[untitled(form)] += count
    return max(bare, key=lambda form: (min(len(form.split()), 2), bare[form], len(form), form))


def _tells_home(name: str) -> bool:
    """Whether a body's name needs no country beside it: one of its words does not say what kind of body it is, or names the country."""
    kinds = lexicon("sources")["heads"]["organization"]
    return any(word not in kinds and word not in _GENERIC for word in fold(name).split())
