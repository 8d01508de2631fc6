"""What a unit of work is called: a hash of everything that decides its result, and of nothing else.

A record's key is made of its bytes, what its archive says of it, and the recipe: analysis versions, weights and settings. Its number and
its file's name are not in it, so that an archive that grew or moved is not worked through again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import version

from rashomon.annotating import annotate
from rashomon.annotating.encoder import providers, shipped
from rashomon.batching import rows
from rashomon.comparing.compare import ANALYSES
from rashomon.gathering import events, gather
from rashomon.model.article import Article
from rashomon.reading.archive import Raw
from rashomon.settings import Settings

_LENGTH = 32  # hex digits: 128 bits, so that chance never makes two alike


def recipe(settings: Settings) -> str:
    """What decides the result beside the content. Raises `MissingWeights` where there are no weights."""
    said = {
        "rashomon": version("rashomon"),
        "analyses": {**ANALYSES, "annotate": annotate.VERSION, "gather": gather.VERSION, "group": events.VERSION, "rows": rows.VERSION},
        "weights": shipped().identity.sha256,
        "computed on": providers()[0],
        "settings": {name: group for name, group in asdict(settings).items() if name != "batching"},
    }
    return _hash(json.dumps(said, sort_keys=True).encode())


def record_key(raw: Raw, recipe: str) -> str:
    """The key of one record."""
    about = json.dumps([recipe, raw.suffix, raw.within, raw.url, raw.charset]).encode()
    return _hash(about, raw.data)


def body_key(article: Article, recipe: str) -> str:
    """Equal for articles in which annotating finds the same: those with the same words, day and credits among the words."""
    credits = [(credit.name, credit.kind, [(span.start, span.end) for span in credit.evidence]) for credit in article.credits]
    published = article.published and [article.published.date[:10], article.published.precision]
    return _hash(json.dumps([recipe, published, credits]).encode(), article.text.encode("utf-8", "surrogatepass"))


def story_key(articles: Iterable[str], recipe: str) -> str:
    """The key of a story, by the keys of its articles, in whatever order."""
    return _hash(json.dumps([recipe, sorted(articles)]).encode())


def story_id(articles: Iterable[str]) -> str:
    """A story's id in the tables: `s` and 10 hex digits, by the ids of its articles."""
    return "s" + _hash(json.dumps(sorted(articles)).encode())[:10]


def _hash(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()[:_LENGTH]
