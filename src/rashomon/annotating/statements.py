"""Statements: attribution relations with all that a reader asks of them.

From spans (`relations`) to `Statement`: direct, indirect or mixed; the kind of source; the cue's stance; the chain of sources from the
outlet inwards; to whom; where; when. After Pareti (2012) and PolNeAR (Newell et al. 2018); source kinds follow newsroom sourcing guides.
Actors are set later, when a story is gathered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rashomon.annotating.marks import quoted
from rashomon.annotating.relations import Relation
from rashomon.annotating.sources import source_type
from rashomon.language.lexicon import lexicon
from rashomon.language.outlets import outlet_named
from rashomon.model.annotated import Addressee, Chain, Content, Cue, Name, Source, Stance, Statement, StatementKind, Time, Token
from rashomon.model.article import Article
from rashomon.model.span import Span

_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART")
_CLAUSE = frozenset({"that", "what", "who", "which", "it", "how", "why", "to", "not"})
_BRIEF = 2
"""words; a quoted piece this short inside an unquoted content makes it mixed, and a shorter unquoted rest leaves it direct"""


def statements(
    article: Article,
    tokens: Sequence[Token],
    relations: Sequence[Relation],
    names: Sequence[Name],
    times: Sequence[Time],
    chains: Sequence[Chain],
) -> tuple[Statement, ...]:
    """One statement a relation, in the relations' order."""
    builder = _Builder(article, tokens, names, times, chains)
    built = [builder.statement(n, relation) for n, relation in enumerate(relations, 1)]
    pairs = zip(built, relations, strict=True)
    return tuple(_chained(article, statement, relation, relations, built, builder.governing(relation)) for statement, relation in pairs)


@cache
def _reporting() -> frozenset[str]:
    return frozenset(lexicon("cues")["verbs"]["reporting"])


class _Builder:
    def __init__(
        self, article: Article, tokens: Sequence[Token], names: Sequence[Name], times: Sequence[Time], chains: Sequence[Chain]
    ) -> None:
        self.article, self.tokens, self.names, self.times, self.chains = article, tokens, names, times, chains
        self.quotes = quoted(article.text)
        self.starts = {token.start: i for i, token in enumerate(tokens)}

    def statement(self, n: int, relation: Relation) -> Statement:
        cited = self._cited(relation)
        relation = replace(relation, content=_behind(self.article.text, relation.content, cited))
        content, cue = self._spans(relation.content), self._spans(relation.cue)
        source = self._source(relation.source)
        at = self._said_at(relation)
        return Statement(
            id=f"{self.article.id}.s{n}",
            article=self.article.id,
            kind=self._kind(relation.content),
            source=source,
            chain=(source, self._source((cited,))) if cited and source.spans else (source,) if source.spans else (),
            cue=Cue(text=_joined(cue), spans=cue, stance=self._stance(relation.cue)),
            content=Content(text=_joined(content), spans=content),
            addressee=self._addressee(relation),
            medium=self._medium(relation),
            said_at=at,
            confidence=0.9 if relation.source and relation.cue else 0.7 if relation.source or relation.cue else 0.5,
        )

    def _spans(self, pieces: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(self.article.span(start, end) for start, end in pieces)

    def _within(self, pieces: Sequence[tuple[int, int]]) -> list[int]:
        return [self.starts[p] for start, end in pieces for p in range(start, end) if p in self.starts]

    def _source(self, pieces: Sequence[tuple[int, int]]) -> Source:
        spans = self._spans(pieces)
        if not spans:
            return Source()
        inside = self._within(pieces)
        credited = any(span.overlaps(e) for span in spans for c in self.article.credits if c.kind == "reported" for e in c.evidence)
        kind = source_type(spans, [self.tokens[i] for i in inside], self.names, self.chains)
        return Source(text=_joined(spans), spans=spans, type="media" if credited and kind in ("named", "unnamed", "organization") else kind)

    def _cited(self, relation: Relation) -> tuple[int, int] | None:
        """Whom the source cites for it: "reported on Monday, citing two officials, that …"."""
        head = self._cue_head(relation)
        if head is None:
            return None
        for i in range(head, min(head + 12, len(self.tokens) - 1)):
            token = self.tokens[i]
            word = self.article.text[token.start : token.end].lower()
            if token.sentence != self.tokens[head].sentence or word not in ("citing", "quoting"):
                continue
            end = i + 1
            while end < len(self.tokens) and end - i < 16 and self._in_phrase(end, head, ("CCONJ", "ADP")):
                end += 1
            if end > i + 1:
                return self.tokens[i + 1].start, self.tokens[end - 1].end
        return None

    def _kind(self, pieces: Sequence[tuple[int, int]]) -> StatementKind:
        inside = [self.tokens[i] for i in self._within(pieces) if self.tokens[i].pos not in ("PUNCT", "SYM")]
        within = sum(any(start <= token.start < end for start, end in self.quotes) for token in inside)
        if within and len(inside) - within < _BRIEF:
            return "direct"
        return "mixed" if within else "indirect"

    def _stance(self, cue: Sequence[tuple[int, int]]) -> Stance:
        inside = self._within(cue)
        lemmas = [self.tokens[i].lemma.lower() for i in inside]
        if any(lemma in ("not", "n't", "never") for lemma in lemmas):
            return "neutral"
        after = self.tokens[inside[-1] + 1].lemma.lower() if inside and inside[-1] + 1 < len(self.tokens) else ""
        prepositions = {*lemmas, after}
        for lemma in lemmas:
            if lemma == "call" and not prepositions & {"on", "for", "upon"}:
                continue
            if lemma == "ask" and not prepositions & {"for", "to"}:
                return "asks"
            for stance, words in lexicon("cues")["stance"].items():
                if lemma in words:
                    return stance  # type: ignore[no-any-return]
        return "neutral"

    def _cue_head(self, relation: Relation) -> int | None:
        inside = self._within(relation.cue)
        verbs = [i for i in inside if self.tokens[i].pos == "VERB"]
        return next(iter(verbs or inside), None)

    def governing(self, relation: Relation) -> Source | None:
        """The subject of the reporting verb that a cue depends on: "Berg" of "Berg said Voss had told him …", where the tagger has but the
        inner statement; or whoever "according to" names beside the statement."""
        cue = self._cue_head(relation)
        if cue is None:
            return None
        taken = {*self._within(relation.content), *self._within(relation.cue), *self._within(relation.source)}
        above = self.tokens[cue].head
        if above not in taken and self.tokens[cue].dep == "ccomp" and self.tokens[above].lemma.lower() in _reporting():
            subject = next((i for i in range(above) if self.tokens[i].head == above and self.tokens[i].dep == "nsubj"), None)
            return None if subject is None else self._source((self._noun_phrase(subject, above),))
        sentence = self.tokens[cue].sentence
        for i in range(max(0, cue - 60), min(len(self.tokens) - 2, cue + 60)):
            if self.tokens[i].sentence == sentence and i not in taken and self._word(i) == "according" and self._word(i + 1) == "to":
                end = i + 2
                while end < len(self.tokens) and end - i < 16 and end not in taken and self._in_phrase(end, cue, ("ADP",)):
                    end += 1
                return self._source(((self.tokens[i + 2].start, self.tokens[end - 1].end),)) if end > i + 2 else None
        return None

    def _word(self, i: int) -> str:
        return self.article.text[self.tokens[i].start : self.tokens[i].end].lower()

    def _noun_phrase(self, noun: int, verb: int) -> tuple[int, int]:
        """The words around a noun that depend on it, in one piece in front of its verb."""
        first = last = noun
        for i in range(noun - 1, -1, -1):
            if self.tokens[i].sentence != self.tokens[noun].sentence or not first <= self.tokens[i].head <= last:
                break
            first = i
        for i in range(noun + 1, verb):
            if not first <= self.tokens[i].head <= last:
                break
            last = i
        while last > noun and self.tokens[last].pos == "PUNCT":
            last -= 1
        return self.tokens[first].start, self.tokens[last].end

    def _addressee(self, relation: Relation) -> Addressee | None:
        """The noun phrase behind a verb that addresses ("told Berg"), or behind its "to" ("said to Berg").

        Where the tagger took it into the content, only the verb's own object counts.
        """
        head = self._cue_head(relation)
        if head is None:
            return None
        first = head + 1
        if self.tokens[head].lemma.lower() not in lexicon("cues")["verbs"]["addressing"]:
            if first >= len(self.tokens) or self.tokens[first].lemma.lower() != "to":
                return None
            first += 1
        content, source = set(self._within(relation.content)), set(self._within(relation.source))
        end = first
        while end < len(self.tokens) and end - first < 12 and end not in source and self._in_phrase(end, head):
            end += 1
        if content & set(range(first, end)):
            objects = [i for i in range(first, end) if self.tokens[i].head == head and self.tokens[i].dep in ("obj", "iobj")]
            end = objects[0] + 1 if objects else min(content & set(range(first, end)))
        if not any(self.tokens[i].pos in ("NOUN", "PROPN", "PRON") for i in range(first, end)):
            return None
        span = self.article.span(self.tokens[first].start, self.tokens[end - 1].end)
        return Addressee(text=span.text, spans=(span,))

    def _in_phrase(self, i: int, head: int, more: tuple[str, ...] = ()) -> bool:
        token = self.tokens[i]
        same = token.sentence == self.tokens[head].sentence and not self._temporal(token)
        return same and token.pos in (*_PHRASE, *more) and token.lemma.lower() not in _CLAUSE

    def _temporal(self, token: Token) -> bool:
        return any(time.span.start <= token.start < time.span.end for time in self.times)

    def _circumstances(self, relation: Relation) -> str:
        """The cue and what hangs on it besides subject and content, lower case: where the manner and place of the saying stand."""
        head = self._cue_head(relation)
        if head is None:
            return ""
        taken = set(self._within(relation.content)) | set(self._within(relation.source))
        kept = set(self._within(relation.cue))
        sentence = self.tokens[head].sentence
        near = range(max(0, head - 25), min(len(self.tokens), head + 26))
        kept |= {i for i in near if self.tokens[i].sentence == sentence and i not in taken and self._hangs_on(i, head, taken)}
        return " ".join(self.article.text[self.tokens[i].start : self.tokens[i].end].lower() for i in sorted(kept))

    def _hangs_on(self, i: int, head: int, taken: set[int]) -> bool:
        """Whether the way up from `i` reaches `head` through neither the content, the source nor another clause."""
        for _ in range(8):
            token = self.tokens[i]
            if i == head:
                return True
            if token.head == i or i in taken or token.dep.startswith(("conj", "parataxis", "nsubj", "acl", "ccomp")):
                return False
            i = token.head
        return False

    def _medium(self, relation: Relation) -> str | None:
        around = f" {self._circumstances(relation)} "
        for medium in lexicon("sources")["medium"]:
            if any(f" {word} " in around for word in medium["words"]):
                return str(medium["name"])
        return None

    def _said_at(self, relation: Relation) -> Span | None:
        """The date nearest the cue in its sentence and outside the content: "said on Thursday"."""
        head = self._cue_head(relation)
        if head is None:
            return None
        cue, sentence = self.tokens[head], self.tokens[head].sentence
        inside = [(start, end) for start, end in relation.content]
        near = []
        for time in self.times:
            i = self.starts.get(time.span.start)
            if time.type not in ("DATE", "TIME") or i is None or self.tokens[i].sentence != sentence:
                continue
            if not any(start <= time.span.start < end for start, end in inside):
                near.append((abs(time.span.start - cue.start), time.span))
        near = [entry for entry in near if entry[0] <= 80]
        return min(near, key=lambda entry: (entry[0], entry[1].start))[1] if near else None


def _behind(text: str, content: Sequence[tuple[int, int]], cited: tuple[int, int] | None) -> tuple[tuple[int, int], ...]:
    """The content without whoever is cited for it at its beginning."""
    if cited is None or not content or not content[0][0] <= cited[0] < content[0][1]:
        return tuple(content)
    start = cited[1]
    while start < content[0][1] and text[start] in " ,":
        start += 1
    return ((start, content[0][1]), *content[1:]) if start < content[0][1] else tuple(content)


def _joined(spans: Sequence[Span]) -> str:
    return " … ".join(span.text for span in spans)


def _chained(
    article: Article,
    statement: Statement,
    relation: Relation,
    relations: Sequence[Relation],
    built: Sequence[Statement],
    governing: Source | None,
) -> Statement:
    """The chain from the outlet's own source inwards: a medium credited in the sentence, the statements around this one, its source,
    whom the source cites."""
    links, own = list(statement.chain), len(statement.chain)
    parent, seen = relation.parent, set()
    while parent is not None and parent not in seen:
        seen.add(parent)
        if built[parent].source.spans:
            links.insert(0, built[parent].source)
        parent = relations[parent].parent
    if governing and not any(span.overlaps(other) for span in governing.spans for link in links for other in link.spans):
        links.insert(len(links) - own, governing)
    outer = _credited(article, statement, links)
    return statement.model_copy(update={"chain": (*outer, *links)})


def _credited(article: Article, statement: Statement, links: Sequence[Source]) -> list[Source]:
    """A medium that the same sentence names as reporting this, and that is not a link already."""
    if not statement.content.spans:
        return []
    pieces = [*statement.content.spans, *statement.cue.spans]
    first, last = min(s.start for s in pieces), max(s.end for s in pieces)
    end = article.text.find("\n", last)
    paragraph_end = end if end >= 0 else len(article.text)
    stop = re.search(r"[.!?][”\"’)]*\s", article.text[last:paragraph_end])
    reach = last + stop.end() if stop else paragraph_end
    found = []
    for credit in article.credits:
        for evidence in credit.evidence:
            inside = first <= evidence.end and evidence.start < reach
            linked = any(evidence.overlaps(span) for link in links for span in link.spans)
            in_content = any(evidence.overlaps(span) for span in statement.content.spans)
            if credit.kind == "reported" and inside and not linked and not in_content:
                named = _medium_words(article, credit.name, evidence)
                found.append(Source(text=named.text, spans=(named,), type="media"))
    return found[:1]


def _medium_words(article: Article, name: str, evidence: Span) -> Span:
    """The words in the evidence of a credit that name the medium, or all of it."""
    known = outlet_named(name)
    forms = (*known.names, *known.short) if known else (name.removeprefix("The "),)
    for form in sorted(forms, key=len, reverse=True):
        at = evidence.text.find(form)
        if at >= 0:
            return article.span(evidence.start + at, evidence.start + at + len(form))
    return evidence
