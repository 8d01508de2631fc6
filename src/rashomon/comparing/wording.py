"""One referent, the accounts' different words for it: "troops", "specialists", "servicemen"; "government", "regime".

Common nouns that stand in the same places of the story (object or subject of one verb, after one noun, with one modifier or number) are put
together, and so are the roles by which the accounts introduce one person. Evidence is summed over shared places, rare places weigh more,
and nouns of one line of `data/wording.toml` need less. Nouns joined by "and" or standing together as arguments of one verb are two things.

What it does not do: pronouns and whole names are no wording; a row in which all accounts use the same words is not shown; a referent that
every account calls something else in places that share no word is missed. Ideas: Hamborg et al. 2019 (word choice and labelling), and the
distributional hypothesis (Harris 1954) within one story.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from rashomon.comparing.propositions import light
from rashomon.language.lexicon import lexicon
from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle, Token
from rashomon.model.dossier import Label, Wording
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import ComparingSettings, Settings

_MODIFIERS = frozenset({"amod", "compound", "nmod:poss"})
_ARGUMENTS = {"nsubj": "does", "nsubj:pass": "undergoes", "obj": "undergoes", "obl:agent": "does"}
_WIDEST = 40
"""nouns; a place in which more of them stand says nothing about any of them"""


@dataclass
class _Noun:
    """One common noun of the story: where it stands, and in what company."""

    spans: list[tuple[Span, str]] = field(default_factory=list)
    places: Counter[tuple[str, str]] = field(default_factory=Counter)
    """the verbs, nouns, modifiers and numbers it stands with"""


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
            if token.pos == "NOUN" and not _is_light(token) and not any(start <= token.start < end for start, end in timed):
                noun = nouns[fold(token.lemma)]
                noun.spans.append(_label(annotated, index, below[index]))
                noun.places.update(_places(tokens, index, below[index], amounts))
        apart.update(_apart(tokens, below))
    return dict(nouns), apart


def _is_light(token: Token) -> bool:
    return len(token.lemma) < 3 or token.lemma.casefold() in light()


def _label(annotated: AnnotatedArticle, index: int, below: Sequence[int]) -> tuple[Span, str]:
    """The noun with the common words right before it that belong to it ("military personnel"), and the same in lemmas."""
    tokens, first = annotated.tokens, index
    while first - 1 in below and tokens[first - 1].dep in ("compound", "amod") and tokens[first - 1].pos in ("NOUN", "ADJ"):
        if annotated.article.text[tokens[first - 1].start].isupper():
            break
        first -= 1
    words = " ".join([*(annotated.article.text[t.start : t.end].lower() for t in tokens[first:index]), tokens[index].lemma.lower()])
    return annotated.article.span(tokens[first].start, tokens[index].end), words


def _places(tokens: Sequence[Token], index: int, below: Sequence[int], amounts: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    token, head = tokens[index], tokens[tokens[index].head]
    if head.pos == "VERB" and token.dep in _ARGUMENTS:
        yield (_ARGUMENTS[token.dep], fold(head.lemma))
    elif token.dep == "nmod" and head.pos == "NOUN":
        yield ("of", fold(head.lemma))
    for child in below:
        other = tokens[child]
        if other.dep in _MODIFIERS and (other.pos in ("PROPN", "ADJ", "NOUN")):
            yield ("is", fold(other.lemma))
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
def _kinds() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lexicon("wording")["kinds"]):
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
    """For every pair of nouns sharing two kinds of place (or one place, where both stand on one line): the summed weight of the places."""
    standing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for noun in sorted(nouns):
        for place in nouns[noun].places:
            standing[place].append(noun)
    shared: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for place, here in standing.items():
        if 2 <= len(here) <= _WIDEST:
            weight = math.log(len(nouns) / len(here))
            for a, b in combinations(here, 2):
                shared[(a, b)].append((place[0], weight))
    found = {}
    for pair, places in shared.items():
        kin = bool(_kinds().get(pair[0], frozenset()) & _kinds().get(pair[1], frozenset()))
        if kin or len({kind for kind, _ in places}) > 1:
            found[pair] = math.fsum(weight for _, weight in places) + (settings.one_kind if kin else 0.0)
    return found


def _row(group: Iterable[str], nouns: Mapping[str, _Noun]) -> Wording | None:
    """The group's row; None where no two articles differ in the word they use most."""
    labels = [_made(nouns[noun].spans) for noun in group]
    return _differing(labels[0].label, labels)


def _made(spans: Sequence[tuple[Span, str]]) -> Label:
    """One noun's label: with its usual modifier where most mentions have the same one, else bare."""
    forms = Counter(words for _, words in spans)
    usual, count = min(forms.items(), key=lambda entry: (-entry[1], entry[0]))
    bare = usual.rsplit(" ", 1)[-1]
    chosen = [span for span, words in spans if words == usual] if 2 * count > len(spans) else []
    text = Counter(span.text for span in chosen).most_common(1)[0][0] if chosen else _plural(spans, bare)
    articles = Counter(span.article for span, _ in spans)
    return Label(label=text, articles=dict(sorted(articles.items())), spans=tuple(sorted((s for s, _ in spans), key=lambda s: s.key)))


def _plural(spans: Sequence[tuple[Span, str]], bare: str) -> str:
    """The noun as it is most often written."""
    written = Counter(span.text.rsplit(" ", 1)[-1].lower() for span, _ in spans)
    return min(written.items(), key=lambda entry: (-entry[1], entry[0]))[0] if written else bare


def _differing(referent: str, labels: Iterable[Label]) -> Wording | None:
    ordered = sorted(labels, key=lambda label: (-len(label.articles), -sum(label.articles.values()), label.label))
    by_article: dict[str, Counter[str]] = defaultdict(Counter)
    for label in ordered:
        for article, count in label.articles.items():
            by_article[article][label.label] += count
    first = {min(words.items(), key=lambda entry: (-entry[1], entry[0]))[0] for words in by_article.values()}
    if len(ordered) < 2 or len(by_article) < 2 or len(first) < 2:
        return None
    return Wording(referent=ordered[0].label if referent in {label.label for label in ordered} else referent, labels=tuple(ordered))


def _roles(story: Story) -> Iterator[Wording]:
    """Persons whom the accounts introduce by different roles."""
    for actor in story.actors:
        by_head: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        if actor.kind == "person":
            for role in actor.roles:
                words = [word for word in role.text.split(" of ")[0].split() if word[:1].isalpha()]
                if words:
                    by_head[fold(words[-1])].extend((role.text, span) for span in role.spans)
        labels = []
        for head in sorted(by_head):
            texts = Counter(text for text, _ in by_head[head])
            spans = tuple(sorted({span.key: span for _, span in by_head[head]}.values(), key=lambda span: span.key))
            if spans:
                label = min(texts.items(), key=lambda entry: (-entry[1], entry[0]))[0]
                labels.append(Label(label=label, articles=dict(sorted(Counter(s.article for s in spans).items())), spans=spans))
        row = _differing(actor.name, labels)
        if row is not None:
            yield row
