"""What a person hands in through a page: pasted text, an upload, an address. Each is read as a file of the same kind would be.

No name that a request brings reaches the file system: material is written under a name of ours in a folder that goes when it is read.
"""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

from rashomon.errors import NoInput
from rashomon.model.skipped import Skipped
from rashomon.reading.online import read_online
from rashomon.reading.read import Reading, read
from rashomon.reading.web import Web

_SUFFIXES = (".txt", ".html", ".htm", ".json", ".jsonl", ".jsonl.gz")
_LONGEST = 100
"""characters of an upload's name that are shown"""


def read_text(text: str) -> Reading:
    """An article of pasted text, headline and date line first if it has them."""
    if not text.strip():
        raise NoInput("the field is empty", which="pasted text", then="Paste an article")
    return _read(text.encode("utf-8", "replace"), ".txt", "pasted text")


def read_upload(name: str, data: bytes) -> Reading:
    """The articles of an uploaded file, read by its ending."""
    shown = PurePosixPath(name.replace("\\", "/")).name[:_LONGEST] or "upload"
    suffix = next((s for s in sorted(_SUFFIXES, key=len, reverse=True) if shown.lower().endswith(s)), ".txt")
    return _read(data, suffix, shown)


def read_address(address: str, *, allow_private: bool = False) -> Reading:
    """The article at a web address, or those of a feed."""
    found = read_online([address.strip()], Web(allow_private=allow_private))
    return Reading(articles=found.articles, skipped=found.skipped)


def _read(data: bytes, suffix: str, shown: str) -> Reading:
    with tempfile.TemporaryDirectory(prefix="rashomon-") as folder:
        path = Path(folder) / f"given{suffix}"
        path.write_bytes(data)
        found = read([path])
    articles = tuple(article.model_copy(update={"path": _named(article.path or "", str(path), shown)}) for article in found.articles)
    skipped = tuple(
        Skipped(what=_named(piece.what, str(path), shown), stage=piece.stage, why=_named(piece.why, str(path), shown))
        for piece in found.skipped
    )
    return Reading(articles=articles, skipped=skipped)


def _named(text: str, path: str, shown: str) -> str:
    return text.replace(path, shown)
