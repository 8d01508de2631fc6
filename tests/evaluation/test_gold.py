import json
from itertools import pairwise
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest

from evaluation import gold_statements as gold
from rashomon.model.annotated import Addressee, Chain, Content, Cue, Mention, Source, SourceType, Stance, Statement, StatementKind
from rashomon.model.article import Article

SETS = ("other-domains", "sourcing")
OTHERS = ("natural-copies", "when-events")
shared = pytest.mark.shared
absent = pytest.mark.skipif(gold.absent() is not None, reason=gold.absent() or "")


def entries(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((gold.GOLD / f"{name}.json").read_text(encoding="utf-8"))["articles"]
    return found


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in ("url", "file") for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", SETS)
def test_the_gold_holds_offsets_and_no_words_of_an_article(name: str) -> None:
    for entry in entries(name):
        assert all(" " not in text for text in strings(entry))
        assert len(entry["sha256"]) == 64
        for statement in entry["statements"]:
            assert len(statement["cue"]) == 1
            assert statement["content"]
            spans = [span for role in ("source", "cue", "content", "addressee", "referent") for span in statement.get(role, [])]
            assert all(0 <= start < end for start, end in spans)
            pieces = sorted(statement["content"])
            assert all(a[1] <= b[0] for a, b in pairwise(pieces))


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_gold_holds_hashes_and_numbers(name: str) -> None:
    held = json.loads((gold.GOLD / f"{name}.json").read_text(encoding="utf-8"))
    assert held.pop("schema") == "rashomon.gold/1"
    assert all(set(text) <= set("0123456789abcdef") and len(text) in (16, 64) for text in strings(held))


@shared
@absent
def test_copied_passages_lie_in_the_texts_that_were_read() -> None:
    from evaluation.copying_natural import pairs
    from evaluation.table import CORPORA

    for first, second, entry in pairs(CORPORA):
        for a, b, c, d in (*entry["copied"], *entry["neither"]):
            assert 0 <= a < b <= len(first)
            assert 0 <= c < d <= len(second)


def test_two_hundred_relations_in_twelve_articles_of_many_outlets() -> None:
    found = entries("other-domains")
    assert len(found) == 12
    assert sum(len(entry["statements"]) for entry in found) >= 200
    assert len({urlsplit(entry["url"]).netloc for entry in found}) == 12
    assert {entry["domain"] for entry in found} == {"accidents", "business", "crime", "science", "sport"}


@shared
@absent
@pytest.mark.parametrize("name", SETS)
def test_every_span_stands_on_whole_words_of_the_text_that_was_annotated(name: str) -> None:
    for article in gold.load(name):
        for statement in article.statements:
            links = [span for link in statement.chain for span in link]
            for start, end in (*statement.source, *statement.cue, *statement.content, *statement.addressee, *statement.referent, *links):
                text = article.text
                assert end <= len(text)
                assert text[start:end] == text[start:end].strip()
                assert start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
                assert end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum())


@shared
@absent
def test_the_gold_itself_scores_full_marks_on_the_yardstick() -> None:
    from evaluation.statements import yardstick
    from evaluation.table import YARDSTICK

    articles = gold.load("other-domains")
    rows = [gold._row(article) for article in articles]
    perfect = {
        article.id: {"statements": [{r: {"spans": getattr(s, r)} for r in ("source", "cue", "content")} for s in article.statements]}
        for article in articles
    }
    result = yardstick(YARDSTICK)(rows, perfect)
    assert {result[role]["exact"]["f"] for role in ("source", "cue", "content")} == {100.0}
    assert result["right_source"]["of_all"] >= 99.0


def test_a_changed_text_is_refused(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.txt").write_text("Another text.", encoding="utf-8")
    entry = {"file": "a.txt", "story": "s", "domain": "d", "sha256": "0" * 64, "statements": []}
    (tmp_path / "gold" / "x.json").write_text(json.dumps({"articles": [entry]}), encoding="utf-8")
    monkeypatch.setattr(gold, "GOLD", tmp_path / "gold")
    with pytest.raises(ValueError, match=r"no text in a\.txt has the hash"):
        gold.load("x", tmp_path)


def test_body_spans_find_their_place_in_the_raw_text() -> None:
    raw = "Harbour News | Share\r\n\r\nThe ferry\u00a0sank, the\u200b coastguard said.\r\nNobody drowned.\r\n© 2020"
    body = "The ferry sank, the coastguard said.\n\nNobody drowned."
    places = gold.Places(body, raw)
    article = Article(id="a", text=body)
    spans = [article.span(0, 14), article.span(16, 30), article.span(38, 53)]
    assert [raw[start:end] for start, end in places.spans(spans)] == ["The ferry\u00a0sank", "the\u200b coastguard", "Nobody drowned."]
    assert places.missing == []


def test_a_paragraph_that_reading_altered_has_no_place() -> None:
    places = gold.Places("It sank.\n\nNobody drowned.", "It sunk.\nNobody drowned.")
    article = Article(id="a", text="It sank.\n\nNobody drowned.")
    assert places.missing == ["It sank."]
    assert places.spans([article.span(0, 8)]) == ()
    assert places.spans([article.span(10, 16)]) == ((9, 15),)


TEXT = "Ann Reed runs the port. The harbour board said she told Omar that the pier was safe."


def spans(words: str) -> gold.Offsets:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def source(words: str, type: SourceType = "named") -> Source:
    start = TEXT.index(words)
    return Source(text=words, spans=(Article(id="a", text=TEXT).span(start, start + len(words)),), type=type)


def nested(**changed: Any) -> Statement:
    article = Article(id="a", text=TEXT)
    fields: dict[str, Any] = {
        "id": "a.s1",
        "article": "a",
        "kind": "indirect",
        "source": source("she"),
        "cue": Cue(text="told", spans=(article.span(*spans("told")[0]),)),
        "content": Content(text="that the pier was safe", spans=(article.span(*spans("that the pier was safe")[0]),)),
        "chain": (source("The harbour board", "organization"), source("she")),
        "addressee": Addressee(text="Omar", spans=(article.span(*spans("Omar")[0]),)),
    }
    return Statement(**{**fields, **changed})


def judged(found: Statement) -> set[str]:
    """What of the nested statement of TEXT is right in `found`."""
    asked = gold.GoldStatement(
        source=spans("she"),
        cue=spans("told"),
        content=spans("that the pier was safe"),
        type="named",
        stance="neutral",
        kind="indirect",
        chain=(spans("The harbour board"), spans("she")),
        addressee=spans("Omar"),
        referent=spans("Ann Reed"),
    )
    article = Article(id="a", text=TEXT)
    mentions = tuple(Mention(span=article.span(*spans(w)[0]), form=form) for w, form in (("Ann Reed", "name"), ("she", "pronoun")))
    chains = [Chain(name="Ann Reed", kind="person", mentions=mentions)]
    result = gold._judged(asked, found, chains, gold.Places(TEXT, TEXT))
    assert [name for name, (due, _) in result.items() if not due] == ["marked_stance"]
    return {name for name, (due, right) in result.items() if due and right}


def test_every_property_of_a_statement_is_judged_by_itself() -> None:
    whole = {"source", "type", "stance", "kind", "chain", "long_chain", "addressee", "any_addressee", "referent"}
    assert judged(nested()) == whole
    assert judged(nested(chain=(source("she"),))) == whole - {"chain", "long_chain"}
    assert judged(nested(chain=(source("she"), source("The harbour board")))) == whole - {"chain", "long_chain"}
    assert judged(nested(addressee=None)) == whole - {"addressee", "any_addressee"}
    assert judged(nested(source=source("The harbour board", "organization"))) == whole - {"source", "type", "referent"}
    assert judged(nested(kind="mixed")) == whole - {"kind"}


def test_a_nested_content_is_nearer_to_itself_than_to_the_one_around_it() -> None:
    inner, outer = spans("that the pier was safe"), spans("she told Omar that the pier was safe")
    assert gold._dice(inner, inner) == 1.0
    assert gold._dice(inner, outer) < 1.0
    assert gold._dice(inner, spans("runs")) == 0.0


def test_sourcing_has_three_stories_and_uses_the_words_of_the_model() -> None:
    found = entries("sourcing")
    assert len({entry["story"] for entry in found}) == 3
    assert sum(len(entry["statements"]) for entry in found) >= 150
    for entry in found:
        for statement in entry["statements"]:
            assert statement["type"] in get_args(SourceType)
            assert statement["stance"] in get_args(Stance)
            assert statement["kind"] in get_args(StatementKind)
            if statement["source"]:
                assert statement["chain"][-1] == statement["source"]
            else:
                assert statement["chain"] == []
