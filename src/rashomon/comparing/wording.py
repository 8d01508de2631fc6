"""One referent, the accounts' different words for it: "troops", "specialists", "servicemen"; "government", "regime".

Common nouns that stand in the same places of the story (object or subject of one verb, after one noun, with one modifier or number) are put
together, and so are the roles by which the accounts introduce one person. Evidence is summed over shared places, rare places weigh more,
nouns of one line of `data/wording.toml` need less, and less again where accounts use the
one instead of the other in like sentences. Nouns joined by "and" or standing together as arguments of one verb are two things.

What it does not do: pronouns and whole names are no wording; a row in which all accounts use the same words is not shown; a referent that
every account calls something else in places that share no word is missed. Ideas: Hamborg et al. 2019 (word choice and labelling), and the
distributional hypothesis (Harris 1954) within one story.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.comparing.propositions import light
from rashomon.language.lexicon import lexicon
from rashomon.language.names import office_known, offices
from rashomon.language.ranges import within
from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle, Token
from rashomon.model.dossier import Label, Wording
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import ComparingSettings, Settings

_Place = tuple[str, str]
"""how a noun stands with another word, and that word"""

_MODIFIERS = frozenset({"amod", "compound", "nmod:poss"})
_ARGUMENTS = {"nsubj": "does", "nsubj:pass": "undergoes", "obj": "undergoes", "obl:agent": "does"}
_WIDEST = 40
"""nouns; a place in which more of them stand says nothing about any of them"""


class _Mention(NamedTuple):
    """One place where a common noun stands: with the words right before it that belong to it, and in what company."""

    span: Span
    words: str
    form: str
    places: frozenset[_Place]
    compound: bool


@dataclass
class _Noun:
    """One common noun of the story: where it stands, and in what company: the verbs, nouns, modifiers and numbers it stands with; `total`
    adds up its unit vectors there."""

    mentions: list[_Mention] = field(default_factory=list)
    places: Counter[_Place] = field(default_factory=Counter)
    total: NDArray[np.float32] | None = None

    @property
    def articles(self) -> frozenset[str]:
        """The accounts that use it."""
        return frozenset(mention.span.article for mention in self.mentions)

    def near(self, other: _Noun) -> float:
        """Cosine of the two in their sentences; 0 without vectors."""
        if self.total is None or other.total is None:
            return 0.0
        length = float(np.linalg.norm(self.total) * np.linalg.norm(other.total))
        return float(self.total @ other.total) / (length or 1.0)


def wording(story: Story, settings: Settings) -> list[Wording]:
    """The rows in which accounts differ, most articles first; labels by use, then alphabetically."""
    nouns, apart = _nouns(story)
    groups = _groups(nouns, apart, settings.comparing)
    rows = [row for group in groups if (row := _row(group, nouns)) is not None]
    rows.extend(_roles(story))
    return sorted(rows, key=lambda row: (-len({article for label in row.labels for article in label.articles}), row.referent))


def _nouns(story: Story) -> tuple[dict[str, _Noun], set[tuple[str, str]]]:
    """The story's common nouns by key, and the pairs that stand side by side and so name two things."""
    nouns: dict[str, _Noun] = defaultdict(_Noun)
    apart: set[tuple[str, str]] = set()
    for annotated in story.articles:
        tokens = annotated.tokens
        below: dict[int, list[int]] = defaultdict(list)
        for index, token in enumerate(tokens):
            if token.head != index:
                below[token.head].append(index)
        timed = sorted((time.span.start, time.span.end) for time in annotated.times)
        amounts = {figure.span.end: str(figure.low) for figure in annotated.figures if figure.kind == "count" and figure.low}
        for index, token in enumerate(tokens):
            if _is_common(tokens, index) and not within(timed, token.start):
                places = frozenset(_places(annotated, index, below[index], amounts))
                noun = nouns[fold(token.lemma)]
                noun.mentions.append(_mention(annotated, index, below[index], places))
                noun.places.update(places)
                if index < len(annotated.word_vectors):
                    vector = annotated.word_vectors[index].astype(np.float32)
                    vector = vector / (float(np.linalg.norm(vector)) or 1.0)
                    noun.total = vector if noun.total is None else noun.total + vector
        apart.update(_apart(tokens, below))
    return dict(nouns), apart


def _is_common(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is a common noun that stands for itself: no light word, no part of a compound, no title before a name."""
    token = tokens[index]
    if token.pos != "NOUN":
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else token
    titled = after.pos == "PROPN" and (after.head == index or token.head == index + 1)
    singular = token.lemma.casefold() in _plural() and token.end - token.start == len(token.lemma)
    return not singular and token.dep != "compound" and not titled and len(token.lemma) > 2 and token.lemma.casefold() not in _dull()


def _mention(annotated: AnnotatedArticle, index: int, below: Sequence[int], places: frozenset[_Place]) -> _Mention:
    """The noun with the common words right before it that belong to it ("military personnel")."""
    tokens, text, first = annotated.tokens, annotated.article.text, index
    while first - 1 in below and tokens[first - 1].dep in ("compound", "amod") and tokens[first - 1].pos in ("NOUN", "ADJ"):
        if text[tokens[first - 1].start].isupper():
            break
        first -= 1
    form = text[tokens[index].start : tokens[index].end].lower()
    words = " ".join([*(text[token.start : token.end].lower() for token in tokens[first:index]), form])
    compound = first < index and all(token.dep == "compound" for token in tokens[first:index])
    return _Mention(annotated.article.span(tokens[first].start, tokens[index].end), words, form, places, compound)


def _places(annotated: AnnotatedArticle, index: int, below: Sequence[int], amounts: Mapping[int, str]) -> Iterator[_Place]:
    tokens = annotated.tokens
    token, head = tokens[index], tokens[tokens[index].head]
    if head.pos == "VERB" and token.dep in _ARGUMENTS:
        yield (_ARGUMENTS[token.dep], fold(head.lemma))
    elif token.dep == "nmod" and head.pos == "NOUN":
        yield ("of", fold(head.lemma))
    for child in below:
        other = tokens[child]
        if other.dep in _MODIFIERS and (other.pos in ("PROPN", "ADJ", "NOUN")):
            yield ("from" if annotated.article.text[other.start].isupper() else "is", fold(other.lemma))
        elif other.dep == "nmod" and other.pos in ("PROPN", "NOUN"):
            yield ("has", fold(other.lemma))
        elif other.dep == "nummod":
            yield ("counts", amounts.get(other.end, fold(other.lemma)))
        elif other.dep in ("acl", "acl:relcl") and other.pos == "VERB":
            yield ("does", fold(other.lemma))


def _apart(tokens: Sequence[Token], below: Mapping[int, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """Pairs of nouns coordinated, or arguments of one verb."""
    for index, token in enumerate(tokens):
        if token.dep == "conj" and token.pos == "NOUN":
            yield _pair(token, tokens[token.head])
        if token.pos == "VERB":
            arguments = [tokens[child] for child in below.get(index, ()) if tokens[child].dep in (*_ARGUMENTS, "iobj", "obl")]
            yield from (_pair(one, other) for one, other in combinations(arguments, 2))


def _pair(one: Token, other: Token) -> tuple[str, str]:
    a, b = sorted((fold(one.lemma), fold(other.lemma)))
    return a, b


@cache
def _plural() -> frozenset[str]:
    return frozenset(lexicon("wording")["plural"].split())


@cache
def _dull() -> frozenset[str]:
    """Nouns that name nothing by themselves."""
    return light() | frozenset(lexicon("wording")["generic"].split())


@cache
def _kinds() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate([*lexicon("wording")["persons"], *lexicon("wording")["kinds"]]):
        for word in line.split():
            found[fold(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _groups(nouns: Mapping[str, _Noun], apart: set[tuple[str, str]], settings: ComparingSettings) -> list[list[str]]:
    """Nouns for one thing: joined best pair first, while the two groups agree on average and hold nothing apart."""
    scores = _scores(nouns, settings)
    group_of = {noun: noun for noun in nouns}
    members = {noun: [noun] for noun in nouns}
    for (a, b), score in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
        one, other = sorted((group_of[a], group_of[b]))
        if score < settings.same_referent or one == other:
            continue
        pairs = [(min(x, y), max(x, y)) for x in members[one] for y in members[other]]
        if any(pair in apart for pair in pairs) or sum(scores.get(p, 0.0) for p in pairs) / len(pairs) < settings.same_referent / 2:
            continue
        for noun in members[other]:
            group_of[noun] = one
        members[one] = sorted(members[one] + members.pop(other))
    return [group for _, group in sorted(members.items()) if len(group) > 1]


def _scores(nouns: Mapping[str, _Noun], settings: ComparingSettings) -> dict[tuple[str, str], float]:
    """For every pair of nouns that share places, the summed weight of the places. Nouns of one line of the list get something on top; of
    the others only those count that share an argument's place and another, and most of their places."""
    standing: dict[_Place, list[str]] = defaultdict(list)
    for noun in sorted(nouns):
        for place in nouns[noun].places:
            standing[place].append(noun)
    weight = {place: math.log(len(nouns) / len(here)) for place, here in standing.items()}
    length = {noun: math.sqrt(math.fsum(weight[place] ** 2 for place in sorted(nouns[noun].places))) for noun in nouns}
    shared: dict[tuple[str, str], list[_Place]] = defaultdict(list)
    for place, here in standing.items():
        if 2 <= len(here) <= _WIDEST:
            for pair in combinations(here, 2):
                shared[pair].append(place)
    found = {}
    for a, b in sorted(shared.keys() | _akin(nouns)):
        places = shared.get((a, b), [])
        score = math.fsum(weight[place] for place in places)
        if _kinds().get(a, frozenset()) & _kinds().get(b, frozenset()):
            persons = min(_kinds()[a] & _kinds()[b]) < len(lexicon("wording")["persons"])
            instead = _instead(nouns[a], nouns[b], settings) if persons else 0.0
            beside = 0 if score else len(nouns[a].articles & nouns[b].articles)
            found[(a, b)] = score + settings.one_kind + instead - settings.used_instead * beside
        elif len({kind for kind, _ in places}) > 1 and any(kind in _ARGUMENTS.values() for kind, _ in places):
            cosine = math.fsum(weight[place] ** 2 for place in places) / (length[a] * length[b] or 1.0)
            often = min(len(nouns[a].articles), len(nouns[b].articles)) > 1
            if often and score >= settings.other_kind and cosine >= settings.same_places:
                found[(a, b)] = score
    return found


def _akin(nouns: Mapping[str, _Noun]) -> set[tuple[str, str]]:
    """Pairs of the story's nouns that stand on one line of the list."""
    lines: dict[int, list[str]] = defaultdict(list)
    for noun in sorted(nouns):
        for line in _kinds().get(noun, ()):
            lines[line].append(noun)
    return {pair for line in lines.values() for pair in combinations(line, 2)}


def _instead(one: _Noun, other: _Noun, settings: ComparingSettings) -> float:
    """What it counts that accounts which use one of the words never use the other, where both are used more than once in like sentences."""
    if one.articles & other.articles or min(len(one.mentions), len(other.mentions)) < 2:
        return 0.0
    return settings.used_instead + settings.like_sentences * one.near(other)


def _row(group: Sequence[str], nouns: Mapping[str, _Noun]) -> Wording | None:
    """The group's row; None where no two articles differ in the word they use most."""
    seen = Counter(place for noun in group for place in nouns[noun].places)
    shared = frozenset(place for place, count in seen.items() if count > 1)
    shared = frozenset(place for place in shared if place[0] != "is")
    strong = [mention for noun in group for mention in nouns[noun].mentions if mention.places & shared]
    modifiers = frozenset(place for mention in strong for place in mention.places if place[0] in ("is", "from"))
    forms = {mention.form for mention in strong}
    labels: list[Label] = []
    for noun in group:
        meant = [mention for mention in nouns[noun].mentions if _meant(mention, shared, modifiers, forms)] or nouns[noun].mentions
        labels.extend(_made(mentions) for mentions in _named(meant))
    return _differing(None, labels)


def _meant(mention: _Mention, shared: frozenset[_Place], modifiers: frozenset[_Place], forms: Collection[str]) -> bool:
    """Whether a mention speaks of the row's referent: it stands in a shared place, or it has the same form and no modifier of its own."""
    own = {place for place in mention.places if place[0] in ("is", "from", "counts")}
    return bool(mention.places & shared) or (mention.form in forms and own <= modifiers)


def _named(mentions: Sequence[_Mention]) -> list[list[_Mention]]:
    """The mentions by what they are called: compounds that two accounts use ("cargo ship") for themselves, the rest together."""
    accounts: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.compound:
            accounts[mention.words].add(mention.span.article)
    groups: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.words if len(accounts.get(mention.words, ())) > 1 else ""].append(mention)
    return [group for _, group in sorted(groups.items())]


def _made(mentions: Sequence[_Mention]) -> Label:
    """One noun's label: with its usual modifier where most mentions have the same one, else as it is most often written."""
    words, count = _most(mention.words for mention in mentions)
    label = words if 2 * count > len(mentions) else _most(mention.form for mention in mentions)[0]
    articles = Counter(mention.span.article for mention in mentions)
    spans = sorted((mention.span for mention in mentions), key=lambda span: span.key)
    return Label(label=label, articles=dict(sorted(articles.items())), spans=tuple(spans))


def _most(words: Iterable[str]) -> tuple[str, int]:
    """The commonest of the words, the first in the alphabet of equals, and how often it stands."""
    return min(Counter(words).items(), key=lambda entry: (-entry[1], entry[0]))


def _differing(referent: str | None, labels: Iterable[Label]) -> Wording | None:
    """The row, named after its commonest label where nothing else names it; None where the accounts use the same word most."""
    ordered = sorted(labels, key=lambda label: (-len(label.articles), -sum(label.articles.values()), label.label))
    by_article: dict[str, Counter[str]] = defaultdict(Counter)
    for label in ordered:
        for article, count in label.articles.items():
            by_article[article][label.label] += count
    first = {min(words.items(), key=lambda entry: (-entry[1], entry[0]))[0] for words in by_article.values()}
    if len(ordered) < 2 or len(by_article) < 2 or len(first) < 2:
        return None
    return Wording(referent=referent or ordered[0].label, labels=tuple(ordered))


def _office(words: Sequence[str]) -> str:
    """The office that the last words of a role name, in full ("CEO" and "chief executive officer" are chief executives)."""
    phrases = (" ".join(words[-size:]) for size in (3, 2, 1))
    found = next((phrase for phrase in phrases if office_known(phrase)), words[-1])
    return offices(found)[0]


def _roles(story: Story) -> Iterator[Wording]:
    """Persons whom the accounts introduce by different roles; roles of several people, or with another's name in them, are left out."""
    people = {mention.key: actor.id for actor in story.actors if actor.kind == "person" for mention in actor.mentions}
    for actor in story.actors:
        by_head: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        others = [key for key, id in people.items() if id != actor.id]
        for role in actor.roles if actor.kind == "person" else ():
            words = [word for word in role.text.split(" of ")[0].split() if word[:1].isalpha()]
            if words and words[0].casefold() != "and" and (words[-1][-2:].casefold() in ("ss", "us") or words[-1][-1:] != "s"):
                alone = [s for s in role.spans if not any(a == s.article and start < s.end and s.start < end for a, start, end in others)]
                by_head[fold(_office(words))].extend((role.text, span) for span in alone)
        labels = []
        for head in sorted(by_head):
            texts = Counter(text for text, _ in by_head[head])
            spans = tuple(sorted({span.key: span for _, span in by_head[head]}.values(), key=lambda span: span.key))
            if spans:
                label = min(texts.items(), key=lambda entry: (-entry[1], entry[0].endswith("."), len(entry[0]), entry[0]))[0]
                labels.append(Label(label=label, articles=dict(sorted(Counter(s.article for s in spans).items())), spans=spans))
        row = _differing(actor.name, labels)
        if row is not None:
            yield row
