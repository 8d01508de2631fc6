"""One article's people, bodies and places as they are met while reading: which name belongs to whom, and what they are called besides.

Knows names and roles, not pronouns (see `coreference`). Deterministic: the first fitting entity by recency wins; of several people of one
surname who is named most, then who was named first.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.language.lexicon import lexicon
from rashomon.language.names import body_words, country, demonym, fold, gender, junior, person_words, same_body, same_person, seat
from rashomon.model.annotated import Mention, MentionForm, NameKind
from rashomon.model.span import Span


@dataclass
class Entity:
    """A person, body, place or group while its article is being read."""

    kind: NameKind
    name: str
    gender: str | None = None
    country: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)

    def met(self, span: Span, form: MentionForm, token: int) -> None:
        """Note one more place where the article speaks of this entity; `token` is the index of the mention's head."""
        self.mentions.append(Mention(span=span, form=form))
        self.tokens.append(token)


def _titled_gender(text: str, before: str) -> str | None:
    """The gender that the title in front tells, or else the given name."""
    people = lexicon("people")
    titled = fold(before) in people["male_titles"] or fold(before) in people["female_titles"]
    return gender(before) if titled else gender(text)


def _other_generation(a: str, b: str) -> bool:
    """Whether of two full names in one article one alone says that it is the younger's."""
    return junior(a) != junior(b) and min(len(person_words(a)), len(person_words(b))) > 1


class Cast:
    """Everybody met so far, most recently met first when asked."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []

    def recent(self) -> list[Entity]:
        """Entities by their last mention, latest first."""
        return sorted(self.entities, key=lambda entity: -entity.mentions[-1].span.start)

    def named(self, text: str, kind: NameKind, before: str = "") -> Entity:
        """The entity a name belongs to, made if it is new. `before` is the word in front of it (a title may tell the gender)."""
        finder = {"person": self._person, "organization": self._body, "place": self._place}.get(kind)
        entity = finder(text, before) if finder else self._same(text, kind)
        if entity is None:
            entity = Entity(kind=kind, name=text)
            self.entities.append(entity)
        if kind == "person":
            entity.gender = entity.gender or _titled_gender(text, before)
            if len(person_words(text)) > len(person_words(entity.name)):
                entity.name = text
        elif kind == "place":
            entity.country = entity.country or country(text) or seat(text)
            if country(text) and not country(entity.name):
                entity.name = text
        elif kind == "organization" and home_of(text, before):
            entity.country = entity.country or home_of(text, before)
        if kind == "organization" and (len(text) > len(entity.name) or (entity.name.isupper() and not text.isupper())):
            entity.name = text
        return entity

    def _same(self, text: str, kind: NameKind) -> Entity | None:
        return next((e for e in self.recent() if e.kind == kind and fold(e.name) == fold(text)), None)

    def _person(self, text: str, before: str) -> Entity | None:
        fitting = [e for e in self.recent() if e.kind == "person" and same_person(e.name, text) and not _other_generation(e.name, text)]
        told = _titled_gender(text, before)
        if told:
            fitting = [e for e in fitting if e.gender in (None, told)]
        if not fitting and len(person_words(text)) == 1:
            fitting = [e for e in self.recent() if e.kind == "person" and person_words(e.name)[:1] == person_words(text)]
        exact = [e for e in fitting if fold(e.name) == fold(text)]
        if exact or len(fitting) < 2:
            return next(iter(exact or fitting), None)
        return max(fitting, key=lambda e: (len(e.mentions), -e.mentions[0].span.start))

    def _body(self, text: str, before: str) -> Entity | None:
        home = home_of(text, before)
        for entity in self.recent():
            if entity.kind == "organization" and same_body(entity.name, text) and (not home or entity.country in (None, home)):
                return entity
        return self._by_first_word(text)

    def _by_first_word(self, text: str) -> Entity | None:
        """The one body whose name of several words begins with this one ("Goldman" behind "Goldman Sachs"), where it is no word of places
        and of many bodies."""
        words = body_words(text)
        if len(words) != 1 or country(text) or demonym(text) or not text[:1].isupper() or owned_head(words[0]) or body_head(words[0]):
            return None
        longer = [e for e in self.entities if e.kind == "organization" and len(own := body_words(e.name)) > 1 and own[0] == words[0]]
        return longer[0] if len(longer) == 1 else None

    def _place(self, text: str, before: str) -> Entity | None:
        home = country(text)
        for entity in self.recent():
            if entity.kind == "place" and (fold(entity.name) == fold(text) or (home and entity.country == home and country(entity.name))):
                return entity
        return None


def home_of(text: str, before: str) -> str | None:
    """The country a body belongs to, by the first word of its name or the word in front ("Russian Foreign Ministry", "Russia's …")."""
    first = text.split()[0] if text.split() else ""
    return demonym(first) or country(first.removesuffix("'s").removesuffix("’s")) or demonym(before) or country(before)


def owned_head(lemma: str) -> bool:
    """Whether a noun names a body once a country or a person stands in front ("the Berg administration")."""
    return lemma in lexicon("sources")["organization"]["owned"]


def title_word(word: str) -> bool:
    """Whether a word is part of titles, or qualifies one ("Acting", "Attorney", "Vice")."""
    people = lexicon("people")
    return word.lower() in people["qualifiers"] or any(word in title.split() for title in people["titles"])


def no_name(text: str) -> bool:
    """Whether what was taken for a person's name is but a title, a role or "Jr."."""
    return all(title_word(word) or role_head(word.lower()) or word.rstrip(".") in ("Jr", "Sr") for word in text.split())


def role_head(lemma: str) -> bool:
    """Whether a noun names a person's role ("spokeswoman")."""
    return lemma in lexicon("people")["roles"]


def short_title(word: str) -> bool:
    """Whether a word before a name is the short form of an office ("Sen.")."""
    return word.lower() in lexicon("people")["offices"] and not role_head(word.lower())


def body_head(lemma: str) -> bool:
    """Whether a noun names a kind of body ("ministry")."""
    return lemma in lexicon("sources")["heads"]["organization"]
