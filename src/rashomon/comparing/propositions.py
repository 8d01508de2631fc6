"""Accounts cut into propositions: the stretches of text that each say one thing, with what comparing them needs.

Every sentence is one, and where it says several things, so is each of its clauses. It is cut by its syntax (Universal Dependencies):
coordinated verbs that bring their own object or subject, relative clauses, and adverbial clauses and contents of nouns ("reports that …")
with a subject of their own. The content of a statement stays with the words that ascribe it, so that a reader sees who said it. Clauses
that assert nothing ("if it rains") stay where they are. Where a cut would leave a stretch with too few words to say anything, there is
none.

What it does not do: appositions are not cut off ("the head of the assembly" names, it does not report); nothing is rewritten.
Source of the idea: Stanovsky et al. 2016, "Getting more out of syntax with PropS"; the cuts here are fewer and surer.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rashomon.comparing.clauses import commands
from rashomon.language.datelines import dateline
from rashomon.language.lexicon import lexicon
from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle, Figure, Statement, Time, Token
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import Settings

T = TypeVar("T")

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X", "INTJ"})
_OPENING, _CLOSING = '“"', '”"'
_EDGES = ("PUNCT", "CCONJ", "SPACE")
_WORDY = re.compile(r"\w")
_HANDLE = re.compile(r"(?:^|\s|\()@\w")
"""whose post it was; without a verb, the line below an embedded post"""
_CONNECTIVES = frozenset({"while", "although", "though", "because", "after", "whereas"})
_STRESSING = frozenset({"even", "just", "only", "ever"})
"""words before a connective that go with it"""
_BOUND = frozenset({"who", "whom", "whose", "which", "that", "where", "when", "with", "what", "how", "why", "i", "we", "us", "my", "our"})
"""words at whose head a stretch hangs on what stands before it, or on who speaks"""
_LEADING = frozenset({"who", "whom", "whose", "which", "where", "what"})
"""those that lead to a clause behind them"""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
_OBJECTS = frozenset({"obj", "iobj", "ccomp", "xcomp", "obl"})


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Proposition:
    """One stretch that says one thing: a `whole` sentence, or a clause of one.

    `full`: it stands by itself, a clause with a subject that is no relative pronoun and not "I" or "we".
    `words` are the content words that are no names, as comparable keys, `verbs` those of them that are verbs; `names` the actors (by id)
    and other names; `numbers` the digits and number words. `order` has all these keys as they first stand and `rows` the place of each in
    the article's `tokens` and `word_vectors`; `text` has all words as they stand, without inflection. `article` and `sentence` are places
    in `story.articles` and `AnnotatedArticle.sentences`.
    """

    article: int
    sentence: int
    whole: bool
    span: Span
    words: frozenset[str]
    verbs: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    text: tuple[str, ...]
    order: tuple[str, ...]
    rows: tuple[int, ...]
    word_vectors: NDArray[np.float16]
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    negations: tuple[Span, ...]
    statement: Statement | None
    full: bool
    vector: NDArray[np.float32]

    @property
    def keys(self) -> frozenset[str]:
        """Everything in it that can be matched."""
        return self.words | self.names | self.numbers

    def overlaps(self, other: Proposition) -> bool:
        """Whether both are stretches of one sentence that share text."""
        return (self.article, self.sentence) == (other.article, other.sentence) and self.span.overlaps(other.span)


def propositions(story: Story, settings: Settings) -> list[Proposition]:
    """All propositions of a story in text order, a sentence before its clauses; credits and stretches with too few words are left out."""
    actors: dict[str, list[tuple[int, int, str]]] = {}
    for actor in story.actors:
        for mention in actor.mentions:
            actors.setdefault(mention.article, []).append((mention.start, mention.end, actor.id))
    found = []
    for place, annotated in enumerate(story.articles):
        found.extend(_of_article(place, annotated, sorted(actors.get(annotated.article.id, ())), settings))
    return found


@cache
def listed(name: str) -> frozenset[str]:
    """The lemmas of a list in the lexicon of claims."""
    return frozenset(lexicon("claims")[name].split())


@cache
def light() -> frozenset[str]:
    """Lemmas that say nothing by themselves or only frame what is said."""
    return listed("light") | listed("frame")


def _of_article(place: int, annotated: AnnotatedArticle, actors: list[tuple[int, int, str]], settings: Settings) -> list[Proposition]:
    tokens_of: list[list[int]] = [[] for _ in annotated.sentences]
    for index, token in enumerate(annotated.tokens):
        if 0 <= token.sentence < len(tokens_of):
            tokens_of[token.sentence].append(index)
    reader = _Reader(place, annotated, actors)
    credits = [span for credit in annotated.article.credits if credit.kind != "reported" for span in credit.evidence]
    found = []
    for sentence, everything in enumerate(tokens_of):
        start = _behind_dateline(annotated.sentences[sentence])
        if any(annotated.sentences[sentence].overlaps(span) and span.end > start for span in credits):
            continue
        indexes = [index for index in everything if annotated.tokens[index].start >= start]
        least = settings.comparing.min_content_words
        whole = reader.proposition(sentence, indexes, (), whole=True)
        if whole is None or len(whole.keys) < least or (not whole.verbs and _HANDLE.search(whole.span.text)):
            continue
        if whole.statement is None and commands(annotated, indexes):
            continue
        found.append(whole)
        cuts = _cut(annotated.tokens, indexes, least)
        clauses = [reader.proposition(sentence, own, lent) for own, lent in cuts] if len(cuts) > 1 else []
        found.extend(
            clause for clause in clauses if clause is not None and len(clause.keys) > least and (clause.verbs or len(clause.words) > 2)
        )
    return found


def _behind_dateline(sentence: Span) -> int:
    """Where the sentence begins to tell: behind "LONDON, May 14 (Reuters) -" and the like."""
    return sentence.start + dateline(sentence.text)


class _Reader:
    """Reads from one article what lies in a stretch of its tokens."""

    def __init__(self, place: int, annotated: AnnotatedArticle, actors: list[tuple[int, int, str]]) -> None:
        self.place, self.annotated, self.actors = place, annotated, actors
        self.starts = [start for start, _, _ in actors]
        sentences = annotated.sentences
        self.figures = _dealt(annotated.figures, lambda figure: (figure.span,), sentences)
        self.times = _dealt(annotated.times, lambda time: (time.span,), sentences)
        self.statements = _dealt(annotated.statements, lambda statement: statement.content.spans, sentences)
        self.named = sorted((name.span.start, name.span.end) for name in annotated.names)
        self.name_starts = [start for start, _ in self.named]

    def proposition(self, sentence: int, own: Sequence[int], lent: Sequence[int], *, whole: bool = False) -> Proposition | None:
        """The proposition of the tokens `own`; `lent` are tokens outside that it needs (a shared subject)."""
        tokens = self.annotated.tokens
        trimmed = _trim(self.annotated.article.text, tokens, own)
        if not trimmed:
            return None
        span = self.annotated.article.span(tokens[trimmed[0]].start, tokens[trimmed[-1]].end)
        words, verbs, names, numbers = set[str](), set[str](), set[str](), set[str]()
        order: dict[str, int] = {}
        for index in sorted({*own, *lent}):
            token = tokens[index]
            actor = self._actor(token)
            if actor is not None:
                key, kind = "@" + actor, names
            elif token.pos == "NUM" or token.lemma[:1].isdigit():
                key, kind = token.lemma.casefold().replace(",", ""), numbers
            elif token.pos in _CONTENT and _WORDY.search(token.lemma) and token.lemma.casefold() not in light():
                key, kind = fold(token.lemma), names if token.pos == "PROPN" or self._named(token) else words
                if token.pos == "VERB":
                    verbs.add(key)
            else:
                continue
            kind.add(key)
            order.setdefault(key, index)
        ranges = [(tokens[index].start, tokens[index].end) for index in own]
        return Proposition(
            article=self.place,
            sentence=sentence,
            whole=whole,
            span=span,
            words=frozenset(words),
            verbs=frozenset(verbs),
            names=frozenset(names),
            numbers=frozenset(numbers),
            text=tuple(fold(tokens[index].lemma) for index in own if _WORDY.search(tokens[index].lemma)),
            order=tuple(order),
            rows=tuple(order.values()),
            word_vectors=self.annotated.word_vectors,
            figures=tuple(figure for figure in self.figures.get(sentence, ()) if _lies(figure.span, span, ranges)),
            times=tuple(time for time in self.times.get(sentence, ()) if _lies(time.span, span, ranges)),
            negations=tuple(self._negations(own)),
            statement=self._statement(sentence, span),
            full=_full(tokens, trimmed),
            vector=self._vector(sentence, () if whole else own),
        )

    def _actor(self, token: Token) -> str | None:
        at = bisect.bisect_right(self.starts, token.start) - 1
        return self.actors[at][2] if at >= 0 and token.start < self.actors[at][1] else None

    def _named(self, token: Token) -> bool:
        at = bisect.bisect_right(self.name_starts, token.start) - 1
        return at >= 0 and token.start < self.named[at][1]

    def _negations(self, own: Iterable[int]) -> Iterable[Span]:
        for index in own:
            token = self.annotated.tokens[index]
            if token.lemma.casefold() in listed("negation"):
                yield self.annotated.article.span(token.start, token.end)

    def _statement(self, sentence: int, span: Span) -> Statement | None:
        """The statement in whose content half of the stretch stands, its source and cue not counted ("…", said Berg, the head of …)."""
        best, most = None, 0
        for statement in self.statements.get(sentence, ()):
            shared = _common(statement.content.spans, span)
            if shared > most:
                best, most = statement, shared
        if best is None:
            return None
        return best if 2 * most >= span.end - span.start - _common((*best.source.spans, *best.cue.spans), span) else None

    def _vector(self, sentence: int, own: Sequence[int]) -> NDArray[np.float32]:
        """The clause's own vector, where the words have any; else the sentence's."""
        if own and len(self.annotated.word_vectors) == len(self.annotated.tokens):
            total = self.annotated.word_vectors[list(own)].sum(0, dtype=np.float32)
            return np.asarray(total / (float(np.linalg.norm(total)) or 1.0), dtype=np.float32)
        vectors = self.annotated.vectors
        return vectors[sentence] if sentence < len(vectors) else np.zeros(384, dtype=np.float32)


def _dealt(things: Iterable[T], spans: Callable[[T], Iterable[Span]], sentences: Sequence[Span]) -> dict[int, list[T]]:
    """The things that each sentence shares text with, in the order given."""
    ends = [sentence.end for sentence in sentences]
    found: dict[int, list[T]] = {}
    for thing in things:
        touched = set[int]()
        for span in spans(thing):
            at = bisect.bisect_right(ends, span.start)
            while at < len(sentences) and sentences[at].start < span.end:
                touched.add(at)
                at += 1
        for sentence in touched:
            found.setdefault(sentence, []).append(thing)
    return found


def _common(pieces: Iterable[Span], span: Span) -> int:
    """Code points of `pieces` inside `span`."""
    return sum(max(0, min(piece.end, span.end) - max(piece.start, span.start)) for piece in pieces)


def _full(tokens: Sequence[Token], own: Sequence[int]) -> bool:
    """Whether a reader who sees only this stretch is told something: its head has a subject of its own that says who, and is no infinitive
    ("the summit to be held in March") nor what is told of a noun outside ("the way that the cabinet behaved")."""
    inside = set(own)
    first = tokens[own[0]]
    if _connects(first) or first.pos == "SCONJ" or first.lemma.casefold() in _BOUND:
        return False
    heads = [index for index in own if tokens[index].head not in inside or tokens[index].head == index]
    if any(tokens[index].dep == "acl:relcl" for index in heads):
        return False
    subjects = [index for index in own if tokens[index].dep in _SUBJECTS and tokens[index].lemma.casefold() not in _BOUND]
    infinitives = {tokens[index].head for index in own if tokens[index].lemma.casefold() == "to" and tokens[index].dep == "mark"}
    subjects = [index for index in subjects if tokens[index].head not in infinitives]
    return any(tokens[index].head in heads or tokens[tokens[index].head].lemma.casefold() in listed("frame") for index in subjects)


def _lies(inner: Span, outer: Span, ranges: Sequence[tuple[int, int]]) -> bool:
    return outer.overlaps(inner) and any(start < inner.end and inner.start < end for start, end in ranges)


def _trim(text: str, tokens: Sequence[Token], own: Sequence[int]) -> list[int]:
    """The tokens without conjunctions and punctuation at the edges, and without the word that led to a clause cut off behind them ("in
    what"); a quotation mark stays where its partner is inside."""
    low, high = 0, len(own)
    while low < high and tokens[own[low]].pos in _EDGES:
        low += 1
    while low < high and tokens[own[high - 1]].pos in _EDGES:
        high -= 1
    if high - low > 2 and tokens[own[high - 1]].lemma.casefold() in _LEADING:
        high -= 1 + (tokens[own[high - 2]].pos == "ADP")
    if low == high:
        return []
    inside = text[tokens[own[low]].start : tokens[own[high - 1]].end]
    opening = next((index for index in range(low - 1, -1, -1) if text[tokens[own[index]].start] in _OPENING), None)
    closing = next((index for index in range(high, len(own)) if text[tokens[own[index]].start] in _CLOSING), None)
    unclosed, unopened = inside.count("“") > inside.count("”"), inside.count("”") > inside.count("“")
    both = opening is not None and closing is not None
    if opening is not None and (unopened or inside.count('"') % 2 or both):
        low = opening
    if closing is not None and (unclosed or inside.count('"') % 2 or both):
        high = closing + 1
    return list(own[low:high])


def _cut(tokens: Sequence[Token], indexes: Sequence[int], least: int) -> list[tuple[list[int], list[int]]]:
    """The sentence's tokens dealt out to its propositions, each with the tokens it borrows, in text order."""
    if not indexes:
        return []
    children: dict[int, list[int]] = {}
    for index in indexes:
        if tokens[index].head != index:
            children.setdefault(tokens[index].head, []).append(index)
    rest, found = set(indexes), []
    for head in sorted(indexes, key=lambda index: (-_depth(tokens, index, len(indexes)), index)):
        lent = _opens(tokens, children, head)
        if lent is None:
            continue
        subtree = _subtree(children, head)
        own = sorted(subtree & rest)
        if len(own) == len(rest) or _contents(tokens, own) < least or _contents(tokens, rest - subtree) < least:
            continue
        if subtree != set(range(min(subtree), max(subtree) + 1)):
            continue
        rest -= subtree
        while len(own) > 1 and (led := _leading(tokens, own)):
            own = own[led:]
        found.append((own, lent))
    found.append((sorted(rest), []))
    return sorted(found, key=lambda piece: piece[0][0])


def _leading(tokens: Sequence[Token], own: Sequence[int]) -> int:
    """How many words at the head of a clause only tie it to its sentence: "though", "even though"; 0 where it begins at once."""
    if _connects(tokens[own[0]]):
        return 1
    return 2 if len(own) > 2 and tokens[own[0]].lemma.casefold() in _STRESSING and _connects(tokens[own[1]]) else 0


def _connects(token: Token) -> bool:
    """Whether a word at the head of a clause only ties it to its sentence."""
    return token.dep in ("mark", "cc") or token.pos == "SCONJ" or token.lemma.casefold() in _CONNECTIVES


def _opens(tokens: Sequence[Token], children: dict[int, list[int]], head: int) -> list[int] | None:
    """The tokens a proposition headed here would borrow; None where no proposition begins."""
    token, below = tokens[head], children.get(head, [])
    relations = {tokens[child].dep for child in below}
    if relations & _SUBJECTS and any(tokens[child].dep == "mark" and tokens[child].lemma.casefold() == "to" for child in below):
        return None
    if token.dep == "conj" and token.pos in ("VERB", "AUX") and tokens[token.head].pos in ("VERB", "AUX"):
        if tokens[token.head].dep == "advcl" and _unasserted(tokens, children.get(token.head, [])):
            return None
        if relations & _SUBJECTS:
            return []
        if relations & _OBJECTS:
            subjects = [child for child in children.get(token.head, []) if tokens[child].dep in _SUBJECTS]
            return sorted(set().union(*(_subtree(children, child) for child in subjects)))
    if token.dep == "acl:relcl" and relations & (_SUBJECTS | _OBJECTS):
        return [token.head]
    if token.dep in ("acl", "ccomp") and tokens[token.head].pos == "NOUN" and relations & _SUBJECTS:
        return []
    early = any(child < head and tokens[child].dep == "obj" for child in below)
    if token.dep == "advcl" and (relations & _SUBJECTS or ("mark" in relations and early)):
        return None if _unasserted(tokens, below) else []
    if token.dep == "parataxis" and relations & _SUBJECTS and "ccomp" not in relations:
        return []
    return None


def _unasserted(tokens: Sequence[Token], below: Iterable[int]) -> bool:
    """Whether a clause with these dependents says what might be ("if I saw …")."""
    marks = {tokens[child].lemma.casefold() for child in below if tokens[child].dep in ("mark", "advmod")}
    return bool(marks & listed("unasserted"))


def _subtree(children: dict[int, list[int]], head: int) -> set[int]:
    found, waiting = {head}, [head]
    while waiting:
        for child in children.get(waiting.pop(), []):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def _depth(tokens: Sequence[Token], index: int, most: int) -> int:
    depth = 0
    while tokens[index].head != index and depth <= most:
        index, depth = tokens[index].head, depth + 1
    return depth


def _contents(tokens: Sequence[Token], indexes: Iterable[int]) -> int:
    return sum(tokens[index].pos in _CONTENT and tokens[index].lemma.casefold() not in light() for index in indexes)
