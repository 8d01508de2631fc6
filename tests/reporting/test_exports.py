"""One table of properties for every export format: words at their places, hostile text, empty dossiers, same bytes, valid by its kind."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree

from rashomon.cli.export import FormatName
from rashomon.errors import MissingExtra
from rashomon.model.annotated import Source
from rashomon.model.dossier import Dossier, Generator, Model, StoryLine
from rashomon.reporting.exports.formats import FORMATS, export
from rashomon.reporting.exports.identifiers import address_of, iri_of
from rashomon.reporting.phrases import plain
from tests.reporting import sample
from tests.reporting.test_page import HOSTILE, hostile

Place = tuple[str, int, int, str]
Places = Callable[[dict[str, bytes], Dossier], Iterator[Place]]


def walk(value: Any) -> Iterator[Place]:
    if isinstance(value, dict):
        if {"article", "start", "end", "text"} <= value.keys():
            yield value["article"], value["start"], value["end"], value["text"]
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def in_json(files: dict[str, bytes], dossier: Dossier) -> Iterator[Place]:
    return walk(json.loads(files["dossier.json"]))


def in_parquet(files: dict[str, bytes], dossier: Dossier) -> Iterator[Place]:
    import pyarrow.parquet as parquet

    for content in files.values():
        yield from walk(parquet.read_table(io.BytesIO(content)).to_pylist())


def in_annotations(files: dict[str, bytes], dossier: Dossier) -> Iterator[Place]:
    articles = {iri_of(article): article.id for article in dossier.articles}
    for item in json.loads(files["dossier.jsonld"])["first"]["items"]:
        for target in item["target"]:
            quote, place = target["selector"]
            yield articles[target["source"]], place["start"], place["end"], quote["exact"]


def in_entities(files: dict[str, bytes], dossier: Dossier) -> Iterator[Place]:
    for line in files["dossier.ftm.json"].decode().splitlines():
        properties = json.loads(line)["properties"]
        places = properties.get("recordId", []) + [note for note in properties.get("notes", []) if "document" in line or "proof" in line]
        for text in places:
            found = re.fullmatch(r"(\w+)\[(\d+):(\d+)\] (.*)", text, re.DOTALL)
            assert found
            yield found[1], int(found[2]), int(found[3]), found[4]


def in_graph(files: dict[str, bytes], dossier: Dossier) -> Iterator[Place]:
    tree = etree.fromstring(files["dossier.graphml"])
    for data in tree.iterfind(".//{*}data[@key='edge-spans']"):
        yield from walk(json.loads(data.text or ""))


PLACES: dict[str, Places | None] = {
    "json": in_json,
    "markdown": None,
    "csv": None,
    "parquet": in_parquet,
    "annotations": in_annotations,
    "followthemoney": in_entities,
    "graphml": in_graph,
}
"""How to find the places in a format; None where it gives outlet and paragraph instead of offsets."""


def empty() -> Dossier:
    made_by = Generator(version="0", analyses={}, model=Model(name="m", version="1", sha256="0"))
    return Dossier(generator=made_by, story=StoryLine(title="", articles=0, outlets=0, origins=0), articles=())


SPITEFUL = str.maketrans(dict(zip("WTeaotnsi", "=@<\"&'\u2028\u202e\x1b", strict=True)))
WORDS = {"text", "name", "title", "outlet", "what", "label", "referent", "basis", "byline", "because", "why", "path"}


def spiteful() -> Dossier:
    """The sample with the same places, but every letter that has one replaced by a character that some program trips over."""

    def spoil(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: spoil(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [spoil(inner, name) for inner in value]
        return value.translate(SPITEFUL) if isinstance(value, str) and name in WORDS else value

    return Dossier.model_validate(spoil(json.loads(sample.dossier().to_json())))


def told() -> Dossier:
    """The sample with an addressee who is an actor, and an address and a title that programs trip over."""
    dossier = sample.dossier()
    first = dossier.statements[0]
    from rashomon.model.annotated import Addressee

    addressed = first.model_copy(update={"addressee": Addressee(actor="p2", text="the ministry", spans=first.cue.spans)})
    return dossier.model_copy(update={"statements": (addressed, *dossier.statements[1:])})


formats = pytest.mark.parametrize("format", sorted(FORMATS))
placed = pytest.mark.parametrize(("format", "places"), [(format, places) for format, places in PLACES.items() if places])


def test_the_table_and_the_command_know_every_format() -> None:
    assert set(PLACES) == set(FORMATS) == {name.value for name in FormatName}


@formats
@pytest.mark.parametrize("make", [sample.dossier, hostile, spiteful, empty, told])
def test_the_same_dossier_gives_the_same_bytes(format: str, make: Callable[[], Dossier]) -> None:
    made = export(make(), format)
    assert made == export(Dossier.model_validate_json(make().to_json()), format)
    assert all(name.endswith(FORMATS[format].suffix) for name in made)
    assert (len(made) > 1) is FORMATS[format].many


@placed
@pytest.mark.parametrize("make", [sample.dossier, spiteful, told])
def test_every_exported_quote_is_the_articles_words_at_its_place(format: str, places: Places, make: Callable[[], Dossier]) -> None:
    dossier = make()
    texts = {article.id: article.text for article in dossier.articles}
    found = list(places(export(dossier, format), dossier))
    assert len(found) > 15
    for article, start, end, words in found:
        assert texts[article][start:end] == words


@placed
def test_every_statement_is_there_with_its_words(format: str, places: Places) -> None:
    dossier = sample.dossier()
    found = set(places(export(dossier, format), dossier))
    for statement in dossier.statements:
        assert {(span.article, span.start, span.end, span.text) for span in statement.content.spans} <= found


@pytest.mark.parametrize("make", [sample.dossier, spiteful, told])
def test_every_cell_of_words_stands_in_an_article(make: Callable[[], Dossier]) -> None:
    texts = [plain(article.text) for article in make().articles]
    cells = [
        row["words"].removeprefix("'")
        for name, content in export(make(), "csv").items()
        if name not in ("articles.csv",)
        for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        if row.get("words")
    ]
    assert len(cells) > 15
    for words in cells:
        assert any(words in text for text in texts)


@formats
def test_an_empty_dossier_gives_a_valid_empty_file(format: str) -> None:
    made = export(empty(), format)
    places = PLACES[format]
    assert all(content or format == "followthemoney" for content in made.values())
    assert places is None or list(places(made, empty())) == []


def test_annotations_have_the_shape_that_the_recommendation_gives() -> None:
    whole = json.loads(export(told(), "annotations")["dossier.jsonld"])
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert whole["type"] == "AnnotationCollection"
    page = whole["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", whole["id"], 0)
    assert whole["total"] == len(page["items"]) > 30
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids)
    for item in page["items"]:
        assert set(item) == {"id", "type", "motivation", "body", "target"}
        assert item["type"] == "Annotation"
        assert re.fullmatch(r"urn:[a-z]+:[!-~]+", item["id"])
        assert all(body["type"] == "TextualBody" and body["purpose"] in ("describing", "tagging") for body in item["body"])
        for target in item["target"]:
            assert re.fullmatch(r"(urn:|https?://)[!-~]+", target["source"])
            assert [selector["type"] for selector in target["selector"]] == ["TextQuoteSelector", "TextPositionSelector"]
    empty_one = json.loads(export(empty(), "annotations")["dossier.jsonld"])
    assert (empty_one["total"], empty_one["first"]["items"]) == (0, [])


def test_a_quote_selector_has_what_stands_around() -> None:
    dossier = sample.dossier()
    texts = {iri_of(article): article.text for article in dossier.articles}
    for item in json.loads(export(dossier, "annotations")["dossier.jsonld"])["first"]["items"]:
        for target in item["target"]:
            quote, place = target["selector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert texts[target["source"]].find(around) == place["start"] - len(quote["prefix"])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", 'https://x/"><script>', "https://x/ y", HOSTILE])
def test_an_address_that_is_none_becomes_a_urn(url: str) -> None:
    article = sample.articles()[0].model_copy(update={"url": url, "id": "a 1<"})
    assert address_of(article) is None
    assert unquote(iri_of(article)) == "urn:rashomon:article:a 1<"
    assert " " not in iri_of(article)


NAMED = {"name", "alias", "notes"}
KNOWN = {
    "Article": {"fileName", "name", "title", "author", "publisher", "publishedAt", "sourceUrl", "language", "bodyText"},
    **dict.fromkeys(("Person", "Organization", "Territory", "LegalEntity"), NAMED),
    "Documentation": {"document", "entity", "role", "recordId"},
    "Note": {"name", "entity", "proof", "description", "keywords", "notes"},
    "UnknownLink": {"subject", "object", "role", "date", "proof", "description", "recordId"},
}
"""The properties of FollowTheMoney's schemata that the export may use."""
REFERENCES = {"document", "entity", "proof", "subject", "object"}


@pytest.mark.parametrize("make", [told, hostile, spiteful])
def test_entities_have_known_properties_of_words(make: Callable[[], Dossier]) -> None:
    made = [json.loads(line) for line in export(make(), "followthemoney")["dossier.ftm.json"].decode().splitlines()]
    assert len({one["id"] for one in made}) == len(made)
    for one in made:
        assert one.keys() == {"id", "schema", "properties"}
        assert one["properties"].keys() <= KNOWN[one["schema"]]
        for _name, values in one["properties"].items():
            assert values
            assert len(set(values)) == len(values)
            assert all(isinstance(value, str) and value for value in values)
    texts = {one["id"]: one["properties"]["bodyText"] for one in made if one["schema"] == "Article"}
    assert texts == {f"rashomon-{article.id}": [article.text] for article in make().articles if article.text}


def test_a_story_with_an_addressee_has_entities_of_every_kind() -> None:
    made = [json.loads(line) for line in export(told(), "followthemoney")["dossier.ftm.json"].decode().splitlines()]
    assert {"Article", "Person", "Organization", "Documentation", "Note", "UnknownLink"} <= {one["schema"] for one in made}
    assert {language for one in made for language in one["properties"].get("language", ())} == {"eng"}


def test_entities_refer_to_entities_that_are_there_and_are_of_the_right_kind() -> None:
    made = [json.loads(line) for line in export(told(), "followthemoney")["dossier.ftm.json"].decode().splitlines()]
    schema = {one["id"]: one["schema"] for one in made}
    references = [(name, value) for one in made for name, values in one["properties"].items() if name in REFERENCES for value in values]
    assert {name for name, _ in references} == REFERENCES
    assert all((schema[value] == "Article") == (name in ("document", "proof")) for name, value in references)


@pytest.mark.parametrize("make", [told, hostile, spiteful])
def test_entities_are_valid_by_the_library(make: Callable[[], Dossier]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reason = "followthemoney is not here: pip compiles bindings of ICU for it, so only `make entities` installs it"
        model = pytest.importorskip("followthemoney", reason=reason).model
    for line in export(make(), "followthemoney")["dossier.ftm.json"].decode().splitlines():
        proxy = model.get_proxy(json.loads(line))
        proxy.schema.validate(json.loads(line))
        assert all(proxy.has(name) for name in proxy.schema.required)
        for property, value in proxy.itervalues():
            assert property.type.validate(value) or property.type.name in ("entity", "name")


def test_the_graph_says_who_said_what_to_whom() -> None:
    networkx = pytest.importorskip("networkx", reason="networkx reads the graph as another program would")
    graph = networkx.read_graphml(io.BytesIO(export(told(), "graphml")["dossier.graphml"]))
    assert graph.is_directed()
    labels = {id: data["label"] for id, data in graph.nodes(data=True)}
    edges = {(labels[one], labels[other], data["relation"], data["cue"]) for one, other, data in graph.edges(data=True)}
    assert ("Ilse Marrow", "the ministry", "told", "said") in edges
    assert ("Ilse Marrow", "Halden Courier", "reported", "said") in edges
    assert ("inspectors", "A government official", "relayed", "said") in edges
    assert ("A government official", "Halden Courier", "reported", "said") in edges
    assert not any(one == "inspectors" and other == "Halden Courier" for one, other, _, _ in edges)
    statements = {data["statement"] for _, _, data in graph.edges(data=True)}
    assert statements == {statement.id for statement in told().statements}


def test_characters_that_xml_cannot_hold() -> None:
    dossier = sample.dossier()
    actor = dossier.actors[0].model_copy(update={"name": "a\x00b\x1b\ufffe<&>\r"})
    tree = etree.fromstring(export(dossier.model_copy(update={"actors": (actor,)}), "graphml")["dossier.graphml"])
    assert "a\ufffdb\ufffd\ufffd<&>\r" in [data.text for data in tree.iterfind(".//{*}data[@key='node-label']")]


def test_unnamed_sources_of_two_articles_are_two_people() -> None:
    dossier = sample.dossier()
    nobody = Source(type="unnamed")
    statements = tuple(one.model_copy(update={"source": nobody, "chain": ()}) for one in dossier.statements)
    tree = etree.fromstring(export(dossier.model_copy(update={"statements": statements}), "graphml")["dossier.graphml"])
    labels = [data.text for data in tree.iterfind(".//{*}data[@key='node-label']")]
    assert labels.count("speaker not named") == len({one.article for one in statements})


def test_nobody_is_a_source_to_himself() -> None:
    dossier = sample.dossier()
    first = dossier.statements[0]
    twice = first.model_copy(update={"chain": (first.source, first.source)})
    tree = etree.fromstring(export(dossier.model_copy(update={"statements": (twice,)}), "graphml")["dossier.graphml"])
    (edge,) = tree.iterfind(".//{*}edge")
    assert edge.get("source") != edge.get("target")


def test_parquet_columns_are_the_names_of_the_json() -> None:
    import pyarrow.parquet as parquet

    raw = json.loads(sample.dossier().to_json())
    for make in (sample.dossier, empty):
        made = export(make(), "parquet")
        for name, content in made.items():
            table = parquet.read_table(io.BytesIO(content))
            kind = name.removesuffix(".parquet")
            if kind != "story":
                assert set(table.column_names) == set(raw[kind][0])
                assert table.num_rows == len(getattr(make(), kind))
    assert set(made) == {f"{kind}.parquet" for kind in raw if kind not in ("schema", "generator")}


def test_a_missing_library_names_its_pip_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'rashomon\[exports\]'"):
        export(sample.dossier(), "parquet")
