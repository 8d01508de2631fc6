"""From an article to all that one pass over it finds: article in, AnnotatedArticle out.

The encoder in this package gives syntax, names, attribution spans and sentence vectors; a spaCy pipeline of the user's own can stand in
for syntax and names (`AnnotatingSettings.pipeline`). Everything below the encoder is rules over its output.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, LOWER, POS
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.annotating.component import VECTORS, WORD_VECTORS
from rashomon.annotating.coreference import Ascription, chains
from rashomon.annotating.figures import figures
from rashomon.annotating.names import names
from rashomon.annotating.relations import relations
from rashomon.annotating.statements import statements
from rashomon.annotating.times import times
from rashomon.model.annotated import AnnotatedArticle, Figure, Statement, Token
from rashomon.model.article import Article
from rashomon.model.span import Span
from rashomon.settings import DEFAULT, Settings

VERSION = "annotate.v1"
_COLUMNS = [HEAD, IS_SPACE, LOWER, IDX, LENGTH, LEMMA, POS, DEP]
"""what is read of each spaCy token, all at once: making an object of each costs more than the work on it"""


def annotate(article: Article, settings: Settings = DEFAULT) -> AnnotatedArticle:
    """Annotate one article. Never alters its text; an empty body gives an AnnotatedArticle with nothing in it.

    Raises `MissingWeights` if the package holds no encoder and OSError (from spaCy) if a pipeline asked for is not installed.
    """
    if not article.text.strip():
        return AnnotatedArticle(article=article)
    doc = _pipeline(settings.annotating.pipeline)(article.text)
    sentences, tokens = _syntax(article, doc)
    found_relations = relations(doc)
    found_names = names(article, doc)
    found_times = times(article, sentences)
    found_chains = chains(article, tokens, found_names, [Ascription(r.source, r.content) for r in found_relations])
    built = statements(article, tokens, found_relations, found_names, found_times, found_chains)
    found_statements = tuple(statement.dated(found_times) for statement in built)
    return AnnotatedArticle(
        article=article,
        sentences=sentences,
        names=found_names,
        statements=found_statements,
        figures=_ascribed(figures(article, sentences, tokens, rule=settings.annotating.vague_words), found_statements),
        times=found_times,
        tokens=tokens,
        chains=found_chains,
        vectors=np.asarray(doc.user_data[VECTORS], dtype=np.float32),
        word_vectors=np.asarray(doc.user_data[WORD_VECTORS], dtype=np.float16),
    )


@lru_cache(maxsize=2)
def _pipeline(name: str | None) -> Language:
    nlp = spacy.blank("en") if name is None else spacy.load(name)
    nlp.max_length = 30_000_000
    nlp.add_pipe("rashomon_encoder", config={"syntax": name is None, "names": name is None})
    return nlp


def _syntax(article: Article, doc: Doc) -> tuple[tuple[Span, ...], tuple[Token, ...]]:
    """Sentences without the white space around them, and tokens without white-space tokens, heads renumbered."""
    strings = doc.vocab.strings
    table = doc.to_array(_COLUMNS)
    heads = (np.arange(len(doc)) + table[:, 0].astype(np.int64)).tolist()
    rows = table[:, 1:].tolist()
    number = (np.cumsum(table[:, 1] == 0) - 1).tolist()
    sentences: list[Span] = []
    tokens: list[Token] = []
    for sentence in doc.sents:
        inside = [i for i in range(sentence.start, sentence.end) if not rows[i][0]]
        if not inside:
            continue
        _, _, last, length, *_ = rows[inside[-1]]
        sentences.append(article.span(rows[inside[0]][2], last + length))
        for i in inside:
            _, lower, start, length, lemma, pos, dep = rows[i]
            head = heads[i] if not rows[heads[i]][0] else i
            tokens.append(
                Token(start, start + length, strings[lemma or lower], strings[pos], strings[dep], number[head], len(sentences) - 1)
            )
    return tuple(sentences), tuple(tokens)


def _ascribed(found: tuple[Figure, ...], in_statements: tuple[Statement, ...]) -> tuple[Figure, ...]:
    """Figures (in text order) with the id of the innermost statement whose content holds them."""
    starts = [figure.span.start for figure in found]
    holders: list[tuple[int, str] | None] = [None] * len(found)
    for statement in in_statements:
        mine = (sum(len(span.text) for span in statement.content.spans), statement.id)
        for span in statement.content.spans:
            for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                known = holders[i]
                if span.contains(found[i].span) and (known is None or mine < known):
                    holders[i] = mine
    return tuple(figure.model_copy(update={"statement": held[1] if held else None}) for figure, held in zip(found, holders, strict=True))
