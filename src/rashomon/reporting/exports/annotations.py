"""The findings as W3C Web Annotations (JSON-LD): one annotation a finding, one target a span.

A target has two selectors for the same words. The quote selector finds them on the page by the words and what stands around them; the
position selector counts Unicode code points in the text as it was read (the dossier's `text`), which is not the page's HTML.
Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rashomon.model.article import Article
from rashomon.model.dossier import Dossier
from rashomon.model.span import Span
from rashomon.reporting.exports.identifiers import iri_of, key_of, piece_iri

_AROUND = 32
"""code points before and after the words, enough to tell two places apart; the model's own examples have 10 to 40"""

Json = dict[str, Any]


class _Finding(NamedTuple):
    kind: str
    id: str
    text: str
    tags: tuple[str, ...]
    spans: tuple[Span, ...]


def web_annotations(dossier: Dossier) -> bytes:
    """An AnnotationCollection with one page. A finding without spans has nothing to be attached to and is left out."""
    key = key_of(dossier)
    texts = {article.id: article for article in dossier.articles}
    made = [_annotation(finding, texts, key) for finding in _findings(dossier) if any(span.article in texts for span in finding.spans)]
    collection = f"urn:rashomon:dossier:{key}"
    page = {"id": f"{collection}:page", "type": "AnnotationPage", "partOf": collection, "startIndex": 0, "items": made}
    whole = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": collection,
        "type": "AnnotationCollection",
        "label": dossier.story.title,
        "generator": {"type": "Software", "name": f"Rashomon {dossier.generator.version}"},
        "total": len(made),
        "first": page,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _annotation(finding: _Finding, texts: Mapping[str, Article], key: str) -> Json:
    words = [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": finding.text}]
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in (finding.kind, *finding.tags)]
    targets = []
    for span in dict.fromkeys(span for span in finding.spans if span.article in texts):
        article = texts[span.article]
        quote = {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": article.text[max(0, span.start - _AROUND) : span.start],
            "suffix": article.text[span.end : span.end + _AROUND],
        }
        position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        targets.append({"type": "SpecificResource", "source": iri_of(article), "selector": [quote, position]})
    return {
        "id": piece_iri(key, finding.kind, finding.id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": [*words, *tags],
        "target": targets,
    }


def _findings(dossier: Dossier) -> Iterator[_Finding]:
    names = {actor.id: actor.name for actor in dossier.actors}
    for actor in dossier.actors:
        yield _Finding("actor", actor.id, actor.name, (actor.kind,), actor.mentions)
    for one in dossier.statements:
        who = names.get(one.source.actor or "") or one.source.text or "speaker not named"
        said = f"{who} ({one.cue.text}): {one.content.text}"
        yield _Finding("statement", one.id, said, (one.kind, one.source.type, one.cue.stance), one.content.spans)
        yield _Finding("source", one.id, who, (one.source.type,), one.source.spans)
        yield _Finding("cue", one.id, one.cue.text, (one.cue.stance,), one.cue.spans)
    for quote in dossier.quotes:
        speaker = names.get(quote.speaker or "", "speaker not named")
        renderings = tuple(sorted({version.rendering for version in quote.versions}))
        yield _Finding("quote", quote.id, speaker, renderings, tuple(version.span for version in quote.versions))
    for claim in dossier.claims:
        verdicts = tuple(f"{row.aspect}: {row.verdict}" for row in claim.aspects)
        yield _Finding("claim", claim.id, claim.text, verdicts, tuple(version.span for version in claim.versions))
    for row in dossier.figures:
        yield _Finding("figure", row.id, row.what, (row.verdict,), tuple(value.span for value in row.values))
    for place, entry in enumerate(dossier.timeline, 1):
        yield _Finding("time", str(place), f"{entry.date}: {entry.text}", (entry.kind, entry.precision), entry.spans)
    for copy in dossier.copies:
        yield _Finding("copy", copy.id, copy.basis, (copy.kind,), copy.passages)
    for place, wording in enumerate(dossier.wording, 1):
        for nth, label in enumerate(wording.labels, 1):
            yield _Finding("wording", f"{place}.{nth}", f"{wording.referent}: {label.label}", (), label.spans)
    for place, line in enumerate(dossier.brief, 1):
        yield _Finding("brief", str(place), line.text, (line.kind,), line.spans)
