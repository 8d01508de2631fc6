"""An annotated article as bytes and back, exactly: how annotations travel between processes and machines.

An 8-byte magic word, the CRC-32 of all that follows and the lengths of five parts; then the article and its tokens' words as JSON (packed
with zlib) and three arrays as they lie in memory, little-endian: the tokens' numbers, the sentence vectors, the word vectors. Unlike the
article's JSON it holds every field, those that only comparing needs too. It is no format to keep: a later version may refuse it.
"""

from __future__ import annotations

import itertools
import json
import struct
import zlib
from typing import Any

import numpy as np

from rashomon.model.annotated import AnnotatedArticle, Token
from rashomon.model.article import Article

_MAGIC = b"RSHMANN1"
_HEAD = struct.Struct("<8sI5Q")
_LEVEL = 1  # of zlib: the vectors are nine tenths of the bytes and do not shrink, so more is not worth its time
_NUMBERS = ("start", "end", "head", "sentence")
_WORDS = ("lemma", "pos", "dep")
_NAMED = ("article", "id", "statement")
"""fields that hold an article's id, or begin with it"""


def pack(annotated: AnnotatedArticle) -> bytes:
    """All of `annotated` as bytes; the same article gives the same bytes."""
    plain = annotated.model_dump()
    for made, statement in zip(plain["statements"], annotated.statements, strict=True):
        made["said_at"] = statement.said_at and statement.said_at.model_dump()
    for made, figure in zip(plain["figures"], annotated.figures, strict=True):
        made["again"] = figure.again
    plain["chains"] = [chain.model_dump() for chain in annotated.chains]
    words = {name: [getattr(token, name) for token in annotated.tokens] for name in _WORDS}
    numbers = np.array([[getattr(token, name) for name in _NUMBERS] for token in annotated.tokens], dtype="<i8")
    parts = [
        zlib.compress(_json(plain), _LEVEL),
        zlib.compress(_json({**words, "widths": [annotated.vectors.shape[1], annotated.word_vectors.shape[1]]}), _LEVEL),
        numbers.tobytes(),
        annotated.vectors.astype("<f4").tobytes(),
        annotated.word_vectors.astype("<f2").tobytes(),
    ]
    body = b"".join(parts)
    return _HEAD.pack(_MAGIC, zlib.crc32(body), *(len(part) for part in parts)) + body


def unpack(data: bytes) -> AnnotatedArticle:
    """The article that `pack` was given, equal in every field. Raises ValueError if `data` is damaged, cut off or something else."""
    plain, *others = _parts(data)
    return _unpacked(zlib.decompress(plain), *others)


def unpack_as(article: Article, data: bytes, id: str) -> AnnotatedArticle:
    """What annotating `article` would find, out of what was packed of the article `id` with the same words, day of publication and credits.
    Raises ValueError as `unpack` does."""
    plain, *others = _parts(data)
    text = zlib.decompress(plain)
    for field in _NAMED:  # a quotation mark inside a text is escaped, so this is found at the head of a field only
        text = text.replace(f'"{field}":"{id}'.encode(), f'"{field}":"{article.id}'.encode())
    return _unpacked(text, *others).model_copy(update={"article": article})


def _unpacked(plain: bytes, hidden: bytes, numbers: bytes, vectors: bytes, word_vectors: bytes) -> AnnotatedArticle:
    words = json.loads(zlib.decompress(hidden))
    rows = np.frombuffer(numbers, dtype="<i8").reshape(-1, len(_NUMBERS)).tolist()
    tokens = tuple(
        Token(start, end, lemma, pos, dep, head, sentence)
        for (start, end, head, sentence), lemma, pos, dep in zip(rows, *(words[name] for name in _WORDS), strict=True)
    )
    return AnnotatedArticle.model_validate_json(plain).model_copy(
        update={
            "tokens": tokens,
            "vectors": np.frombuffer(vectors, dtype="<f4").astype(np.float32).reshape(-1, words["widths"][0]),
            "word_vectors": np.frombuffer(word_vectors, dtype="<f2").astype(np.float16).reshape(-1, words["widths"][1]),
        }
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _parts(data: bytes) -> list[bytes]:
    """The five parts."""
    if len(data) < _HEAD.size:
        raise ValueError("no packed article: too short")
    magic, sum_of, *lengths = _HEAD.unpack_from(data)
    body = memoryview(data)[_HEAD.size :]
    if magic != _MAGIC:
        raise ValueError("no packed article, or one of another version")
    if len(body) != sum(lengths) or zlib.crc32(body) != sum_of:
        raise ValueError("the packed article is damaged or cut off")
    ends = np.cumsum([0, *lengths]).tolist()
    return [bytes(body[first:last]) for first, last in itertools.pairwise(ends)]
