"""Statements: attribution relations with all that a reader asks of them.

From spans (`relations`) to `Statement`: direct, indirect or mixed; the kind of source; the cue's stance; the chain of sources from the
outlet inwards; to whom; where; when. After Pareti (2012) and PolNeAR (Newell et al. 2018); source kinds follow newsroom sourcing guides.
Actors are set later, when a story is gathered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from rashomon.annotating.certainty import Form, certainty
from rashomon.annotating.relations import Relation
from rashomon.annotating.sources import source_type
from rashomon.annotating.voices import chained
from rashomon.language.cues import ascribing, reporting
from rashomon.language.datelines import datelines
from rashomon.language.lexicon import lexicon
from rashomon.language.posts import posts
from rashomon.language.quotationmarks import quoted
from rashomon.language.ranges import within
from rashomon.model.annotated import Addressee, Chain, Content, Cue, Name, Source, Stance, Statement, StatementKind, Time, Token
from rashomon.model.article import Article
from rashomon.model.span import Span

_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART")
_CLAUSE = frozenset({"that", "what", "who", "which", "it", "how", "why", "to", "not"})
_TIME_REACH = 80
"""characters between a cue and the date on which it was said"""
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
    return tuple(
        chained(article, statement, relation, relations, built, (builder.governing(relation), chains)) for statement, relation in pairs
    )


def _begins(time: Time) -> int:
    return time.span.start


class _Builder:
    def __init__(
        self, article: Article, tokens: Sequence[Token], names: Sequence[Name], times: Sequence[Time], chains: Sequence[Chain]
    ) -> None:
        self.article, self.tokens, self.names, self.times, self.chains = article, tokens, names, times, chains
        self.quotes, self.datelines = quoted(article.text), datelines(article.text)
        self.temporal = [(time.span.start, time.span.end) for time in times]
        self.posts = [(post.start, post.said) for post in posts(article.text)]
        self.starts = [token.start for token in tokens]

    def statement(self, n: int, relation: Relation) -> Statement:
        cited = self._cited(relation)
        relation = replace(relation, content=_behind(self.article.text, relation.content, cited))
        content, cue = self._spans(relation.content), self._spans(relation.cue)
        source = self._source(relation.source or self._understood(relation))
        at, kind = self._said_at(relation), self._kind(relation.content)
        return Statement(
            id=f"{self.article.id}.s{n}",
            article=self.article.id,
            kind=kind,
            source=source,
            chain=(source, self._source((cited,))) if cited and source.spans else (source,) if source.spans else (),
            cue=Cue(text=_joined(cue), spans=cue, stance=self._stance(relation.cue)),
            content=Content(text=_joined(content), spans=content),
            addressee=self._addressee(relation),
            medium=self._medium(relation),
            said_at=at,
            confidence=self._certainty(relation, kind),
        )

    def _spans(self, pieces: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(self.article.span(start, end) for start, end in pieces)

    def _within(self, pieces: Sequence[tuple[int, int]]) -> list[int]:
        return [i for start, end in pieces for i in range(bisect_left(self.starts, start), bisect_left(self.starts, end))]

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
        spoken = sum(within(self.quotes, token.start) for token in inside)
        if within(self.posts, pieces[0][0]) or (spoken and len(inside) - spoken < _BRIEF):
            return "direct"
        return "mixed" if spoken else "indirect"

    def _certainty(self, relation: Relation, kind: StatementKind) -> float:
        clause = any(self.tokens[i].pos in ("VERB", "AUX") for i in self._within(relation.content))
        ascribed = any(self.tokens[i].lemma.lower() in ascribing() for i in self._within(relation.cue))
        form: Form = "quoted" if kind == "direct" else "clause" if clause else "phrase"
        return certainty(form, ascribed=ascribed, sourced=bool(relation.source))

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
        if above not in taken and self.tokens[cue].dep == "ccomp" and self.tokens[above].lemma.lower() in reporting():
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

    def _understood(self, relation: Relation) -> tuple[tuple[int, int], ...]:
        """The subject that a reporting verb without one of its own takes from the verb it hangs on: "Norway left the talks, *saying* …",
        "the suit names three firms and *accuses* …"."""
        cue = self._cue_head(relation)
        taken = {*self._within(relation.content), *self._within(relation.cue)}
        if cue is None or self.tokens[cue].lemma.lower() not in reporting() or self._is_passive(cue):
            return ()
        for _ in range(3):
            if self.tokens[cue].pos != "VERB" or self.tokens[cue].dep not in ("advcl", "conj", "xcomp"):
                return ()
            own = [i for i in range(cue) if self.tokens[i].head == cue and self.tokens[i].dep.startswith(("nsubj", "mark", "obl:agent"))]
            if own or self.tokens[cue].head in taken:
                return ()
            cue = self.tokens[cue].head
            verb = cue
            subject = next((i for i in range(verb) if self.tokens[i].head == verb and self.tokens[i].dep == "nsubj"), None)
            if subject is not None and subject not in taken and not within(self.datelines, self.tokens[subject].start):
                return (self._noun_phrase(subject, verb),)
        return ()

    def _is_passive(self, verb: int) -> bool:
        return any(self.tokens[i].head == verb and self.tokens[i].dep == "aux:pass" for i in range(max(0, verb - 6), verb))

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
        if asked := self._asked(head):
            return Addressee(text=asked.text, spans=(asked,))
        first = head + 1
        calls = self.tokens[head].lemma.lower() == "call"
        if calls and first < len(self.tokens) and self._word(first) in ("on", "upon"):
            first += 1
        elif calls or self.tokens[head].lemma.lower() not in lexicon("cues")["verbs"]["addressing"]:
            if first >= len(self.tokens) or self.tokens[first].lemma.lower() != "to":
                return self._written_to(relation, head)
            first += 1
        content, source = set(self._within(relation.content)), set(self._within(relation.source))
        end = first
        while end < len(self.tokens) and end - first < 12 and end not in source and self._in_phrase(end, head):
            end += 1
        if content & set(range(first, end)):
            objects = [i for i in range(first, end) if self.tokens[i].head == head and self.tokens[i].dep in ("obj", "iobj", "obl")]
            end = objects[0] + 1 if objects else min(content & set(range(first, end)))
        if not self._can_hear(first, end):
            return None
        span = self.article.span(self.tokens[first].start, self.tokens[end - 1].end)
        return Addressee(text=span.text, spans=(span,))

    def _can_hear(self, first: int, end: int) -> bool:
        """Whether a phrase means people or a body: "told Berg", not "told her story", "responded to requests"."""
        nouns = [self.tokens[i] for i in range(first, end) if self.tokens[i].pos in ("NOUN", "PROPN", "PRON")]
        heads = [t for t in nouns if not (t.dep in ("compound", "nmod:poss", "amod") and t is not nouns[-1])]
        kinds = lexicon("sources")["heads"]
        people = {
            *lexicon("people")["roles"],
            *(word for kind in ("organization", "collective", "unnamed", "media") for word in kinds[kind]),
        }
        return bool(heads) and (heads[-1].pos != "NOUN" or any(t.pos == "PROPN" or t.lemma.lower() in people for t in heads))

    def _asked(self, head: int) -> Span | None:
        """The subject of a question in the passive ("Berg was asked whether …"), or of the answer behind one ("Asked if …, Berg …")."""
        verb = self.tokens[head]
        if verb.pos != "VERB" or verb.lemma.lower() not in lexicon("cues")["verbs"]["asking"]:
            return None
        passive = [i for i in range(max(0, head - 30), head) if self.tokens[i].head == head and self.tokens[i].dep == "nsubj:pass"]
        if passive:
            return self.article.span(*self._noun_phrase(passive[0], head))
        opens = head == 0 or self.tokens[head - 1].sentence != verb.sentence or self.tokens[head - 1].lemma.lower() in ("when", "if")
        if not opens or verb.dep != "advcl" or not self._word(head).endswith("ed"):
            return None
        subject = next(
            (i for i, t in enumerate(self.tokens) if t.head == verb.head and t.dep == "nsubj" and t.sentence == verb.sentence), None
        )
        return None if subject is None else self.article.span(*self._noun_phrase(subject, verb.head))

    def _written_to(self, relation: Relation, head: int) -> Addressee | None:
        """Who got the letter or held the conversation in which it was said: "wrote in an email to Berg", "said in an interview with
        Berg"."""
        taken = {*self._within(relation.content), *self._within(relation.source)}
        near = range(max(0, head - 14), min(len(self.tokens) - 2, head + 14))
        for i in near:
            token = self.tokens[i]
            if (
                i in taken
                or token.sentence != self.tokens[head].sentence
                or token.lemma.lower() not in lexicon("cues")["verbs"]["exchanges"]
            ):
                continue
            end = first = i + 2
            while end < len(self.tokens) and end - first < 12 and end not in taken and self._in_phrase(end, head):
                end += 1
            if self._word(i + 1) in ("to", "with") and any(self.tokens[j].pos in ("NOUN", "PROPN", "PRON") for j in range(first, end)):
                span = self.article.span(self.tokens[first].start, self.tokens[end - 1].end)
                return Addressee(text=span.text, spans=(span,))
        return None

    def _in_phrase(self, i: int, head: int, more: tuple[str, ...] = ()) -> bool:
        token = self.tokens[i]
        same = token.sentence == self.tokens[head].sentence and not self._temporal(token)
        return same and token.pos in (*_PHRASE, *more) and token.lemma.lower() not in _CLAUSE

    def _temporal(self, token: Token) -> bool:
        return within(self.temporal, token.start)

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
        first = bisect_left(self.times, cue.start - _TIME_REACH, key=_begins)
        for time in self.times[first : bisect_right(self.times, cue.start + _TIME_REACH, key=_begins)]:
            i = bisect_left(self.starts, time.span.start)
            begins = i < len(self.starts) and self.starts[i] == time.span.start
            if time.type not in ("DATE", "TIME") or not begins or self.tokens[i].sentence != sentence:
                continue
            if not any(start <= time.span.start < end for start, end in inside):
                near.append((abs(time.span.start - cue.start), time.span))
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
