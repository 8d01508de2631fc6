"""Who is silent on a claim: an account in which nothing comes near it.

A claim's versions are what was matched; an account that was not matched may still say it in other words. So an account is called silent
only if no sentence of it is near the claim in meaning, shares most of its words or its headline does, and if it does not give words of the
same quotation. What it does not do: it finds no versions (see `claims`), and silence is never disagreement.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.comparing.propositions import light
from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.dossier import Claim, Quote
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, Settings

_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


class Stretch(NamedTuple):
    """A stretch of an account: its vector (384, unit length) and its telling words."""

    vector: NDArray[np.float32]
    words: set[str]


def silence(story: Story, claims: Sequence[Claim], quotes: Sequence[Quote] = (), settings: Settings = DEFAULT) -> list[Claim]:
    """The claims with `silent` cut down to the accounts in which nothing comes near; `quotes` are the story's."""
    accounts = {annotated.article.id: Account(annotated) for annotated in story.articles}
    quoting = _Quoting(quotes)
    near = [quoting.accounts(claim) for claim in claims]
    stretches = []
    asked: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        span = next((version.span for version in claim.versions if version.span.text == claim.text), claim.versions[0].span)
        stretches.append(accounts[span.article].stretch(span))
        for id in claim.silent:
            asked[id].append(number)
    for id, numbers in asked.items():
        for number, comes_near in zip(numbers, accounts[id].near([stretches[number] for number in numbers], settings), strict=True):
            if comes_near:
                near[number].add(id)
    cut = (tuple(id for id in claim.silent if id not in told) for claim, told in zip(claims, near, strict=True))
    return [claim.model_copy(update={"silent": silent}) for claim, silent in zip(claims, cut, strict=True)]


class _Quoting:
    """Who gives words of which quotation."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.carriers = [{version.span.article for version in quote.versions} for quote in quotes]
        self.at: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, quote in enumerate(quotes):
            for version in quote.versions:
                self.at[version.span.article].append((version.span, number))

    def accounts(self, claim: Claim) -> set[str]:
        """The accounts that give words of a quotation which makes up a part of the claim."""
        numbers = {n for own in claim.versions for span, n in self.at.get(own.article, ()) if _in_common(span, own.span)}
        return set().union(*(self.carriers[number] for number in numbers))


def _in_common(one: Span, other: Span) -> bool:
    """Whether half of the shorter of two stretches of one account, at least, stands in the other one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(one.end - one.start, other.end - other.start)


class Account:
    """One account's sentences as vectors and as sets of telling words, its headline among the latter."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self.annotated = annotated
        self.bags: list[set[str]] = [set() for _ in annotated.sentences]
        for token in annotated.tokens:
            if token.pos in _TELLING and token.lemma.casefold() not in light():
                self.bags[token.sentence].add(fold(token.lemma))
        self.starts = [token.start for token in annotated.tokens]
        self.headline = {fold(word.strip("“”\"'’‘,.:;?!()")) for word in (annotated.article.title or "").split()}

    def stretch(self, span: Span) -> Stretch:
        """The vector and the telling words of a stretch of this account."""
        inside = range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))
        words = {
            fold(token.lemma)
            for token in (self.annotated.tokens[i] for i in inside)
            if token.pos in _TELLING and token.lemma.casefold() not in light()
        }
        rows = self.annotated.word_vectors
        if inside and len(rows) == len(self.annotated.tokens):
            total = rows[inside.start : inside.stop].sum(0, dtype=np.float32)
        else:
            at = self.annotated.tokens[inside[0]].sentence if inside else 0
            total = self.annotated.vectors[at] if len(self.annotated.vectors) else np.zeros(384, dtype=np.float32)
        return Stretch(np.asarray(total / (float(np.linalg.norm(total)) or 1.0), dtype=np.float32), words)

    def near(self, stretches: Sequence[Stretch], settings: Settings) -> list[bool]:
        """For each stretch whether a sentence or the headline comes near it; one without telling words is near to everything."""
        comparing = settings.comparing
        likeness: NDArray[np.float32] = np.stack([stretch.vector for stretch in stretches]) @ self.annotated.vectors.T
        alike = (likeness.max(1, initial=-1) >= comparing.near_cosine).tolist()
        found = []
        for number, (_, words) in enumerate(stretches):
            enough = comparing.near_words * len(words)
            near = not words or alike[number] or len(self.headline & words) >= enough
            if not near:
                candidates = np.flatnonzero(likeness[number] >= comparing.near_cosine / 2).tolist()
                near = any(len(self.bags[i] & words) >= enough for i in candidates)
            found.append(near)
        return found
