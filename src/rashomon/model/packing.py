"""An annotated article as bytes and back, exactly: how annotations travel between processes and machines.

`rashomon.annotated/1`: an 8-byte magic word, the CRC-32 of all that follows and the lengths of four parts; then what is JSON-able (packed
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

from rashomon.model.annotated import AnnotatedArticle, Chain, Figure, Statement, Token
from rashomon.model.span import Span

_MAGIC = b"RSHMANN1"
_HEAD = struct.Struct("<8sI4Q")
_LEVEL = 1  # of zlib: the vectors are nine tenths of the bytes and do not shrink, so more is not worth its time
_NUMBERS = ("start", "end", "head", "sentence")
_WORDS = ("lemma", "pos", "dep")


def pack(annotated: AnnotatedArticle) -> bytes:
    """All of `annotated` as bytes; the same article gives the same bytes."""
    plain = {
        **annotated.model_dump(),
        "said_at": [statement.said_at and statement.said_at.model_dump() for statement in annotated.statements],
        "again": [figure.again for figure in annotated.figures],
        "chains": [chain.model_dump() for chain in annotated.chains],
        "words": {name: [getattr(token, name) for token in annotated.tokens] for name in _WORDS},
        "widths": [annotated.vectors.shape[1], annotated.word_vectors.shape[1]],
    }
    numbers = np.array([[getattr(token, name) for name in _NUMBERS] for token in annotated.tokens], dtype="<i8")
    parts = [
        zlib.compress(json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode("ascii"), _LEVEL),
        numbers.tobytes(),
        annotated.vectors.astype("<f4").tobytes(),
        annotated.word_vectors.astype("<f2").tobytes(),
    ]
    body = b"".join(parts)
    return _HEAD.pack(_MAGIC, zlib.crc32(body), *(len(part) for part in parts)) + body


def unpack(data: bytes) -> AnnotatedArticle:
    """The article that `pack` was given, equal in every field. Raises ValueError if `data` is damaged, cut off or something else."""
    plain, numbers, vectors, word_vectors = _parts(data)
    said_at, again, chains, words, widths = (plain.pop(name) for name in ("said_at", "again", "chains", "words", "widths"))
    statements = [
        Statement.model_validate({**statement, "said_at": span and Span.model_validate(span)})
        for statement, span in zip(plain.pop("statements"), said_at, strict=True)
    ]
    figures = [Figure.model_validate({**figure, "again": flag}) for figure, flag in zip(plain.pop("figures"), again, strict=True)]
    rows = np.frombuffer(numbers, dtype="<i8").reshape(-1, len(_NUMBERS)).tolist()
    return AnnotatedArticle.model_validate(
        {
            **plain,
            "statements": statements,
            "figures": figures,
            "tokens": tuple(
                Token(start=start, end=end, lemma=lemma, pos=pos, dep=dep, head=head, sentence=sentence)
                for (start, end, head, sentence), lemma, pos, dep in zip(rows, *(words[name] for name in _WORDS), strict=True)
            ),
            "chains": [Chain.model_validate(chain) for chain in chains],
            "vectors": np.frombuffer(vectors, dtype="<f4").astype(np.float32).reshape(-1, widths[0]),
            "word_vectors": np.frombuffer(word_vectors, dtype="<f2").astype(np.float16).reshape(-1, widths[1]),
        }
    )


def _parts(data: bytes) -> tuple[dict[str, Any], bytes, bytes, bytes]:
    """The JSON and the three arrays' bytes."""
    if len(data) < _HEAD.size:
        raise ValueError("no packed article: too short")
    magic, sum_of, *lengths = _HEAD.unpack_from(data)
    body = memoryview(data)[_HEAD.size :]
    if magic != _MAGIC:
        raise ValueError("no packed article, or one of another version")
    if len(body) != sum(lengths) or zlib.crc32(body) != sum_of:
        raise ValueError("the packed article is damaged or cut off")
    ends = np.cumsum([0, *lengths]).tolist()
    plain, *arrays = (bytes(body[first:last]) for first, last in itertools.pairwise(ends))
    return json.loads(zlib.decompress(plain)), arrays[0], arrays[1], arrays[2]
