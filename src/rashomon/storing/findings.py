"""Keys by which findings are known for longer than one comparison.

A finding's id in a dossier (`c3`) counts rows and changes with every new article. Its key is made from the words that carry it. When
an article adds a version to a row the key changes too; `found_again` then knows the row by the words it still shares.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping

from rashomon.model.dossier import Dossier
from rashomon.model.noun import Noun
from rashomon.model.span import Span

KINDS = {
    "quotes": "quote",
    "claims": "claim",
    "figures": "figure",
    "timeline": "time",
    "copies": "copy",
    "wording": "wording",
    "brief": "brief",
}
"""fields of a dossier whose findings have keys, and what one of them is called"""
_SHARED = 0.5
"""share of a finding's words that must be in another for it to be the same finding, grown or shrunk"""

Place = tuple[str, int, int]


def keyed(dossier: Dossier) -> dict[str, tuple[str, Noun]]:
    """All findings of `dossier` by key, each with its kind, in the dossier's order. Of two with the same words the first has the key."""
    found: dict[str, tuple[str, Noun]] = {}
    for field, kind in KINDS.items():
        for finding in getattr(dossier, field):
            found.setdefault(finding_key(kind, finding), (kind, finding))
    return found


def finding_key(kind: str, finding: Noun) -> str:
    """The key of a finding: its kind and ten hex digits of a SHA-256 of the places that carry it."""
    return f"{kind}-{_digest(kind, places(finding))}"


def places(finding: Noun) -> frozenset[Place]:
    """Article, start and end of every span in a finding."""
    return frozenset(span.key for span in _spans(finding))


def found_again(key: str, before: Collection[Place], present: Mapping[str, tuple[str, Noun]]) -> str | None:
    """The key that a finding with this key and these places has in another comparison; None if it is not there."""
    if key in present or not before:
        return key if key in present else None
    kind, was = key.rpartition("-")[0], frozenset(before)
    shared = {other: len(was & places(finding)) for other, (name, finding) in present.items() if name == kind}
    best = max(shared, key=lambda other: (shared[other], other), default=None)
    return best if best is not None and shared[best] >= _SHARED * len(was) else None


def without(dossier: Dossier, rejected: Collection[str]) -> Dossier:
    """The dossier without the rejected findings; lines of the brief that rest on a rejected claim go too."""
    if not rejected:
        return dossier
    kept = {
        field: tuple(finding for finding in getattr(dossier, field) if finding_key(kind, finding) not in rejected)
        for field, kind in KINDS.items()
    }
    claims = {claim.id for claim in kept["claims"]}
    kept["brief"] = tuple(line for line in kept["brief"] if set(line.claims) <= claims)
    return dossier.model_copy(update=kept)


def _digest(kind: str, found: frozenset[Place]) -> str:
    return hashlib.sha256(repr((kind, sorted(found))).encode()).hexdigest()[:10]


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Noun):
        for field in type(value).model_fields:
            yield from _spans(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
