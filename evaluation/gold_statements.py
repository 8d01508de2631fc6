"""Statements annotated by us, outside politics and with their sourcing: the gold of `evaluation/gold/` and how well it is found.

Two sets, both as hashes and offsets without a word of the articles (protocol and doubts: `evaluation/gold/README.md`):
`other-domains.json` has every attribution of twelve articles on accidents, business, crime, science and sport, and is scored with PolNeAR's
yardstick (`shared/tools/score_attribution.py`, used as it is, from there). `sourcing.json` has statements of three stories with source
type, stance, kind, chain, addressee and whom the source refers to; each is scored over the statements whose content was found.
Nothing in here may be trained or tuned on.

    python -m evaluation gold_statements     (`python -m evaluation.gold_statements` shows the domains one by one)
"""

from __future__ import annotations

import gzip
import hashlib
import json
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.table import CORPORA, YARDSTICK
from rashomon.model.annotated import AnnotatedArticle, Chain, Source, Statement
from rashomon.model.article import Article, identity
from rashomon.model.span import Span

GOLD = Path(__file__).resolve().parent / "gold"
ALL = "all"
ROLES = ("source", "cue", "content")

Offsets = tuple[tuple[int, int], ...]


class GoldStatement(NamedTuple):
    """One attribution by hand. The fields after `content` stand in `sourcing.json` only; `chain` has each link's spans, outermost first."""

    source: Offsets
    cue: Offsets
    content: Offsets
    type: str | None = None
    stance: str | None = None
    kind: str | None = None
    chain: tuple[Offsets, ...] = ()
    addressee: Offsets = ()
    referent: Offsets = ()


class GoldArticle(NamedTuple):
    """An article with its hand-made statements. `text` is the text of the file as it is; the offsets count its code points."""

    id: str
    file: str
    story: str
    domain: str
    text: str
    statements: tuple[GoldStatement, ...]


def absent() -> str | None:
    """Why nothing can be measured here, or None."""
    gone = [path for path in (CORPORA, YARDSTICK) if not path.exists()]
    return f"the development corpora are not beside the checkout (no {gone[0].name})" if gone else None


def load(name: str, corpora: Path = CORPORA) -> list[GoldArticle]:
    """The articles of `gold/NAME.json` with their texts. Raises ValueError where a text is missing or is not the one annotated."""
    described = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))["articles"]
    texts: dict[str, str] = {}
    for file in sorted({entry["file"] for entry in described}):
        texts.update((_sha256(text), text) for text in _texts(corpora / file))
    articles = []
    for entry in described:
        id = entry.get("url") or entry["file"]
        text = texts.get(entry["sha256"])
        if text is None:
            raise ValueError(f"{id}: no text in {entry['file']} has the hash {entry['sha256'][:12]}…; take the file that was annotated")
        found = tuple(_statement(statement) for statement in entry["statements"])
        articles.append(GoldArticle(id, entry["file"], entry["story"], entry["domain"], text, found))
    return articles


def measure(corpora: Path = CORPORA) -> dict[str, float]:
    """All figures of both sets in percent, by name."""
    return {**_other_domains(corpora)[ALL], **_sourcing(corpora)}


def as_body(text: str) -> str:
    """The text of a record as the body of an article: every line a paragraph."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


class Places:
    """Where the characters of a body stand in the raw text it was read from.

    Paragraphs of the body are looked for in the raw text in order, then anywhere, comparing only what is neither space nor invisible. A
    paragraph that is not found so (reading altered a character of it) has no place, and what lies in it counts as not found.
    """

    def __init__(self, body: str, raw: str) -> None:
        at_body, at_raw = _visible(body), _visible(raw)
        skeleton = "".join(raw[i] for i in at_raw)
        self._place: dict[int, int] = {}
        self.missing: list[str] = []
        start = cursor = 0
        for paragraph in body.split("\n\n"):
            inside = at_body[bisect_left(at_body, start) : bisect_left(at_body, start + len(paragraph))]
            visible = "".join(body[i] for i in inside)
            found = skeleton.find(visible, cursor)
            found = found if found >= 0 else skeleton.find(visible)
            if found < 0:
                self.missing.append(paragraph)
            else:
                self._place.update(zip(inside, at_raw[found : found + len(visible)], strict=True))
                cursor = found + len(visible)
            start += len(paragraph) + 2

    def spans(self, spans: Iterable[Span]) -> Offsets:
        """The raw offsets of body spans; those without a place are left out."""
        found = []
        for span in spans:
            placed = [self._place[i] for i in range(span.start, span.end) if i in self._place]
            if placed:
                found.append((min(placed), max(placed) + 1))
        return tuple(found)


def _other_domains(corpora: Path) -> dict[str, dict[str, float]]:
    """The yardstick's figures by domain, and for all."""
    from evaluation.statements import yardstick

    gold, score = load("other-domains", corpora), yardstick(YARDSTICK)
    predicted = {article.id: _predicted(article, corpora) for article in gold}
    figures: dict[str, dict[str, float]] = {}
    for domain in (ALL, *sorted({article.domain for article in gold})):
        result = score([_row(article) for article in gold if domain in (ALL, article.domain)], predicted)
        found = {f"other_domains.{role}.{kind}": result[role][kind]["f"] for kind in ("exact", "overlap") for role in ROLES}
        figures[domain] = {**found, "other_domains.right_source": result["right_source"]["of_all"]}
    return figures


def _row(article: GoldArticle) -> dict[str, Any]:
    relations = [{"source": s.source, "cue": s.cue, "content": s.content} for s in article.statements]
    return {"id": article.id, "text": article.text, "annotations": [{"attributions": relations}]}


def _predicted(gold: GoldArticle, corpora: Path) -> dict[str, Any]:
    """What is found in an article, in the yardstick's form. PolNeAR marks no statement within a statement: those are left out."""
    annotated, places = _annotated(gold, corpora)
    outer = [s for s in annotated.statements if not any(_inside(s, around) for around in annotated.statements)]
    found = [{role: {"spans": places.spans(getattr(s, role).spans)} for role in ROLES} for s in outer]
    return {"id": gold.id, "statements": found}


def _inside(statement: Statement, around: Statement) -> bool:
    """Whether the cue of `statement` stands within the content of another."""
    return statement is not around and any(piece.contains(cue) for piece in around.content.spans for cue in statement.cue.spans)


def _sourcing(corpora: Path) -> dict[str, float]:
    count: Counter[str] = Counter()
    for article in load("sourcing", corpora):
        annotated, places = _annotated(article, corpora)
        contents = [places.spans(s.content.spans) for s in annotated.statements]
        for gold in article.statements:
            count["gold"] += 1
            best = max(range(len(contents)), key=lambda i: _dice(gold.content, contents[i]), default=None)
            if best is None or not _dice(gold.content, contents[best]):
                continue
            count["found"] += 1
            for name, (asked, right) in _judged(gold, annotated.statements[best], annotated.chains, places).items():
                count[f"{name} asked"] += asked
                count[f"{name} right"] += asked and right
    figures = {"sourcing.content_found": _percent(count["found"], count["gold"])}
    for name in ("source", "type", "stance", "marked_stance", "kind", "chain", "long_chain", "addressee", "any_addressee", "referent"):
        figures[f"sourcing.{name}"] = _percent(count[f"{name} right"], count[f"{name} asked"])
    return figures


def _judged(gold: GoldStatement, found: Statement, chains: Sequence[Chain], places: Places) -> dict[str, tuple[bool, bool]]:
    """For each property whether gold asks for it and whether the statement found has it."""
    links = [placed for link in found.chain if (placed := places.spans(link.spans))]
    chain = len(links) == len(gold.chain) and all(_overlap(a, b) for a, b in zip(links, gold.chain, strict=True))
    addressee = places.spans(found.addressee.spans) if found.addressee else ()
    right_addressee = _overlap(addressee, gold.addressee) > 0 if gold.addressee else not addressee
    return {
        "source": (bool(gold.source), _overlap(places.spans(found.source.spans), gold.source) > 0),
        "type": (bool(gold.source), found.source.type == gold.type),
        "stance": (True, found.cue.stance == gold.stance),
        "marked_stance": (gold.stance != "neutral", found.cue.stance == gold.stance),
        "kind": (True, found.kind == gold.kind),
        "chain": (bool(gold.chain), chain),
        "long_chain": (len(gold.chain) > 1, chain),
        "addressee": (True, right_addressee),
        "any_addressee": (bool(gold.addressee), right_addressee),
        "referent": (bool(gold.referent), _refers(found.source, gold.referent, chains, places)),
    }


def _refers(source: Source, referent: Offsets, chains: Sequence[Chain], places: Places) -> bool:
    """Whether one chain of the article holds a mention in the source and one at the name it refers to."""
    said = places.spans(source.spans)
    for chain in chains:
        mentions = [places.spans([mention.span]) for mention in chain.mentions]
        if any(_overlap(m, said) for m in mentions) and any(_overlap(m, referent) for m in mentions):
            return True
    return False


def _annotated(gold: GoldArticle, corpora: Path) -> tuple[AnnotatedArticle, Places]:
    """The article annotated as a person would have it: a file through the reader, a record line by line."""
    from rashomon.annotating.annotate import annotate
    from rashomon.reading.read import read

    if gold.file.endswith(".txt"):
        articles = read([corpora / gold.file]).articles
        if not articles:
            raise ValueError(f"{gold.file}: the reader found no article in it; `rashomon read` says why")
        article = articles[0]
    else:
        body = as_body(gold.text)
        article = Article(id=identity(None, None, None, body), text=body)
    return annotate(article), Places(article.text, gold.text)


def _texts(path: Path) -> Iterator[str]:
    """The text of each record of a `.jsonl.gz`, or of the file itself, line ends kept."""
    if not path.is_file():
        raise ValueError(f"{path}: no such file; the corpora have to lie beside the checkout")
    if path.name.endswith(".jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (str(json.loads(line)["text"]) for line in lines)
    else:
        yield path.read_bytes().decode("utf-8")


def _statement(entry: dict[str, Any]) -> GoldStatement:
    def pairs(spans: Iterable[Sequence[int]]) -> Offsets:
        return tuple((start, end) for start, end in spans)

    return GoldStatement(
        source=pairs(entry["source"]),
        cue=pairs(entry["cue"]),
        content=pairs(entry["content"]),
        type=entry.get("type"),
        stance=entry.get("stance"),
        kind=entry.get("kind"),
        chain=tuple(pairs(link) for link in entry.get("chain", ())),
        addressee=pairs(entry.get("addressee", ())),
        referent=pairs(entry.get("referent", ())),
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _visible(text: str) -> list[int]:
    return [i for i, character in enumerate(text) if unicodedata.category(character)[0] not in "ZC"]


def _overlap(a: Offsets, b: Offsets) -> int:
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def _dice(a: Offsets, b: Offsets) -> float:
    size = sum(end - start for start, end in (*a, *b))
    return 2 * _overlap(a, b) / size if size else 0.0


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


if __name__ == "__main__":
    print(absent() or json.dumps(_other_domains(CORPORA), indent=1))
