"""What the pieces of a dossier are called outside it: IRIs that are the same for the same dossier and differ between dossiers."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

from rashomon.model.article import Article
from rashomon.model.dossier import Dossier

_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.I)
_DIGITS = 16  # hex digits of a dossier's key: 64 bits, so that two of a million dossiers do not share one


def key_of(dossier: Dossier) -> str:
    """A key of the dossier: hex digits of the SHA-256 of its JSON."""
    return hashlib.sha256(dossier.to_json().encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def address_of(article: Article) -> str | None:
    """The article's web address, if it has one that other programs may open."""
    return article.url if article.url and _WEB.fullmatch(article.url) else None


def iri_of(article: Article) -> str:
    """The article's web address, else a URN of its id."""
    return address_of(article) or f"urn:rashomon:article:{quote(article.id, safe='')}"


def piece_iri(key: str, kind: str, id: str) -> str:
    """The URN of one finding of the dossier with this key."""
    return f"urn:rashomon:dossier:{key}:{kind}:{quote(id, safe='')}"
