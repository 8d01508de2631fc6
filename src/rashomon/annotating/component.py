"""The spaCy component `rashomon_encoder`: one pass of the encoder over a `Doc`.

It fills part of speech, lemma, head, relation, sentences (Universal Dependencies), `doc.ents` (PERSON, ORG, LOC, MISC),
`doc.spans["statements"]` (flat spans SOURCE, CUE, CONTENT; `relations.relations` makes attribution relations of them) and
`doc.user_data["rashomon.sentence_vectors"]` (float32, one row of unit length a sentence of `doc.sents`, 384 columns) and
`doc.user_data["rashomon.word_vectors"]` (float16, one row a word that is no white space; the rows of a stretch add up to its vector).

With `syntax` or `names` set to false, what another component of the pipeline found is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS
from spacy.language import Language
from spacy.tokens import Doc, Span

from rashomon.annotating import parsing
from rashomon.annotating.encoder import Encoder, Floats, shipped
from rashomon.annotating.lemmas import Lemmas
from rashomon.annotating.naming import named
from rashomon.annotating.pieces import Words, words_of
from rashomon.annotating.tagging import best_path, spans

STATEMENTS = "statements"
"""Key of the statement spans in `doc.spans`."""
VECTORS = "rashomon.sentence_vectors"
"""Key of the sentence vectors in `doc.user_data`."""
WORD_VECTORS = "rashomon.word_vectors"
"""Key of the word vectors in `doc.user_data`."""
WIDTH = 384
"""Columns of a sentence vector."""
MAX_LENGTH = 10_000_000
"""characters; spaCy's own limit (1,000,000) stands for its parser's memory, which is not used here"""


@Language.factory("rashomon_encoder", default_config={"syntax": True, "names": True})
def make_encoder(nlp: Language, name: str, syntax: bool, names: bool) -> Callable[[Doc], Doc]:
    """The component for `nlp.add_pipe("rashomon_encoder")`. Raises `MissingWeights` at the first document if the package holds no
    weights."""
    nlp.max_length = max(nlp.max_length, MAX_LENGTH)
    return Component(shipped(), syntax=syntax, names=names)


@dataclass
class _Found:
    """What decoding found of all words; heads are words of the document."""

    upos: list[npt.NDArray[np.int64]]
    heads: list[npt.NDArray[np.int64]]
    relations: list[npt.NDArray[np.int64]]
    roles: list[Floats]
    names: list[Floats]
    vectors: npt.NDArray[np.float16]


class Component:
    """Encodes a `Doc` and writes what was found into it. Never raises because of a text."""

    def __init__(self, encoder: Encoder, *, syntax: bool = True, names: bool = True) -> None:
        self.encoder = encoder
        self.syntax = syntax
        self.names = names
        self._lemmas: Lemmas | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Fills and returns `doc`."""
        words = words_of(doc)
        if not words.texts:
            _fill_empty(doc, self.syntax)
            return doc
        found = self._decode(words)
        config, decoder = self.encoder.config, self.encoder.decoder
        if self.syntax:
            self._write_syntax(doc, words, found)
        path = best_path(np.concatenate(found.roles), decoder.role_transitions, decoder.role_first, words.breaks)
        doc.spans[STATEMENTS] = [_span(doc, words, *s) for s in spans(path, config["roles"])]
        if self.names:
            names = named(words, np.concatenate(found.names), decoder, config["names"])
            doc.set_ents([_span(doc, words, *s) for s in names])
        doc.user_data[VECTORS] = _sentence_vectors(doc, words, found.vectors)
        doc.user_data[WORD_VECTORS] = found.vectors
        return doc

    def _decode(self, words: Words) -> _Found:
        config, decoder = self.encoder.config, self.encoder.decoder
        found = _Found([], [], [], [], [], np.zeros((len(words.texts), WIDTH), np.float16))
        root = config["relations"].index("root")
        for scores in self.encoder.encode(words):
            if self.syntax:
                heads = parsing.trees(scores, parsing.starts(words, scores))
                found.heads.append(heads)
                found.relations.append(parsing.labels(scores, heads, decoder, root))
                found.upos.append(scores.upos.argmax(1))
            found.roles.append(scores.roles)
            found.names.append(scores.names)
            found.vectors[scores.first : scores.last] = scores.vectors
        return found

    def _write_syntax(self, doc: Doc, words: Words, found: _Found) -> None:
        if self._lemmas is None:
            self._lemmas = Lemmas(self.encoder.folder / "lemmas.txt")
        config, strings = self.encoder.config, doc.vocab.strings
        upos = [config["upos"][k] for k in np.concatenate(found.upos).tolist()]
        tokens = np.array(words.tokens, np.int64)
        pos = np.full(len(doc), strings.add("SPACE"), np.uint64)
        dep = np.full(len(doc), strings.add("dep"), np.uint64)
        lemma = doc.to_array(ORTH)
        head = np.zeros(len(doc), np.int64)
        pos[tokens] = [strings.add(u) for u in upos]
        names = np.array([strings.add(r) for r in config["relations"]], np.uint64)
        dep[tokens] = names[np.concatenate(found.relations)]
        lemma[tokens] = [strings.add(self._lemmas.of(w, u)) for w, u in zip(words.texts, upos, strict=True)]
        head[tokens] = tokens[np.concatenate(found.heads)] - tokens
        space = np.ones(len(doc), bool)
        space[tokens] = False
        for i in np.flatnonzero(space).tolist():
            head[i] = tokens[0] - i if i < tokens[0] else -1
        table = np.stack([pos, dep, lemma, head.astype(np.uint64)], axis=1)
        doc.from_array([POS, DEP, LEMMA, HEAD], table)  # type: ignore[arg-type]

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to store: the weights are the package's."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> Component:
        """Nothing to read."""
        return self

    def to_disk(self, _: Any, **__: Any) -> None:
        """Nothing to store."""

    def from_disk(self, _: Any, **__: Any) -> Component:
        """Nothing to read."""
        return self


def unit(rows: Floats) -> Floats:
    """Rows scaled to length 1; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = (rows / np.where(length == 0, 1, length)).astype(np.float32)
    return scaled


def _sentence_vectors(doc: Doc, words: Words, vectors: npt.NDArray[np.float16]) -> Floats:
    """One row of unit length a sentence, summed over its words."""
    index = np.zeros(len(doc) + 1, np.int64)
    index[np.array(words.tokens) + 1] = 1
    before = np.cumsum(index)
    sentences = [(s.start, s.end) for s in doc.sents] if doc.has_annotation("SENT_START") else [(0, len(doc))]
    total = np.zeros((len(sentences), WIDTH), np.float32)
    for k, (start, end) in enumerate(sentences):
        total[k] = vectors[before[start] : before[end]].sum(0, dtype=np.float32)
    return unit(total)


def _span(doc: Doc, words: Words, first: int, last: int, label: str) -> Span:
    return Span(doc, words.tokens[first], words.tokens[last - 1] + 1, label=label)


def _fill_empty(doc: Doc, syntax: bool) -> None:
    if syntax and len(doc):
        space = doc.vocab.strings.add("SPACE")
        dep = doc.vocab.strings.add("dep")
        head = np.arange(0, -len(doc), -1, dtype=np.int64).astype(np.uint64)
        table = np.stack([np.full(len(doc), space, np.uint64), np.full(len(doc), dep, np.uint64), head], axis=1)
        doc.from_array([POS, DEP, HEAD], table)  # type: ignore[arg-type]
    doc.spans[STATEMENTS] = []
    count = sum(1 for _ in doc.sents) if len(doc) and doc.has_annotation("SENT_START") else 0
    doc.user_data[VECTORS] = np.zeros((count, WIDTH), np.float32)
    doc.user_data[WORD_VECTORS] = np.zeros((0, WIDTH), np.float16)
