"""What a stretch of a sentence is by its syntax: a command, which states nothing, or a relative clause, which hangs on a noun before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rashomon.model.annotated import AnnotatedArticle, Token
from rashomon.model.span import Span

_RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where", "when"})
_DOERS = ("nsubj", "csubj", "expl")
_LEADING = ("ADP", "CCONJ", "SCONJ", "PUNCT")
"""what ties a noun phrase to the words before it"""
_BETWEEN = 2
"""words of something else between a noun and its clause ("a girl on Monday who was filmed")"""
_DEEP = 40
"""steps up a sentence's tree; no noun's phrase is so deep"""


def commands(annotated: AnnotatedArticle, indexes: Sequence[int]) -> bool:
    """Whether the sentence of these tokens tells its reader to do something: "Follow us on …", "Please note …"."""
    tokens = annotated.tokens
    words = [index for index in indexes if tokens[index].pos != "PUNCT"]
    if words and _written(annotated, words[0]) == "please":
        words = words[1:]
    if not words:
        return False
    first = tokens[words[0]]
    bare = first.pos == "VERB" and first.dep == "root" and _written(annotated, words[0]) == first.lemma.casefold()
    return bare and not any(tokens[index].head == words[0] and tokens[index].dep.startswith(_DOERS) for index in words[1:])


def with_antecedent(annotated: AnnotatedArticle, span: Span) -> Span:
    """A relative clause with the noun phrase that it hangs on ("a whale, which washed ashore"); any other stretch as it is."""
    tokens = annotated.tokens
    starts = [token.start for token in tokens]
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    if first == last:
        return span
    relative = _written(annotated, first) in _RELATIVES
    noun = next((noun for i in range(first, last) if (noun := _modified(tokens, i)) is not None and noun < first), None)
    if noun is None or not (relative or tokens[first].pos in ("AUX", "VERB", "ADV")):
        return span
    if sum(tokens[i].pos != "PUNCT" and not _below(tokens, i, noun) for i in range(noun + 1, first)) > _BETWEEN:
        return span
    begin = noun
    while begin and _below(tokens, begin - 1, noun) and (tokens[begin - 1].pos != "PUNCT" or _touches(tokens, begin - 1)):
        begin -= 1
    while begin < noun and tokens[begin].pos in _LEADING:
        begin += 1
    return annotated.article.span(tokens[begin].start, span.end)


def _modified(tokens: Sequence[Token], index: int) -> int | None:
    """The noun that a relative clause with this verb hangs on, also as a further verb of it ("which ran aground and was repaired")."""
    for _ in range(_DEEP):
        if tokens[index].dep != "conj":
            break
        index = tokens[index].head
    return tokens[index].head if tokens[index].dep == "acl:relcl" else None


def _written(annotated: AnnotatedArticle, index: int) -> str:
    token = annotated.tokens[index]
    return annotated.article.text[token.start : token.end].casefold()


def _touches(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sign ties the words beside it to one another ("40-foot")."""
    return 0 < index < len(tokens) - 1 and tokens[index - 1].end == tokens[index].start and tokens[index].end == tokens[index + 1].start


def _below(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether a token hangs on `head`, at whatever remove."""
    for _ in range(_DEEP):
        if index == head:
            return True
        if tokens[index].head == index:
            return False
        index = tokens[index].head
    return False
