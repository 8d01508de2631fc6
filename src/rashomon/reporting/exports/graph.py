"""Who said what to whom as GraphML: people, bodies and outlets are nodes, and each edge is one statement on its way.

`told` runs from a statement's source to its addressee; `relayed` from the innermost voice outwards along the sourcing chain, source to
source; `reported` from the outermost source to the outlet. Every edge has the statement's id and its spans, as a JSON list. Nobody is a
source to himself: such an edge, which two readings of one name make, is left out.
Source: GraphML Primer, http://graphml.graphdrawing.org.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from rashomon.model.annotated import Addressee, Source, Statement
from rashomon.model.dossier import Dossier

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = ("label", "kind", "actor", "article")
_EDGE = ("relation", "statement", "article", "kind", "cue", "stance", "medium", "said", "words", "spans")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Node(NamedTuple):
    """`actor` is empty for outlets and for sources that are no actor; the latter are known in their `article` only."""

    label: str
    kind: str
    actor: str
    article: str


class _Edge(NamedTuple):
    relation: str
    source: _Node
    target: _Node
    statement: Statement


def graph(dossier: Dossier) -> bytes:
    """The directed graph, nodes in order of first use, edges in order of the statements."""
    names = {actor.id: _Node(actor.name, actor.kind, actor.id, "") for actor in dossier.actors}
    outlets = {article.id: _Node(article.name, "outlet", "", "" if article.outlet else article.id) for article in dossier.articles}
    made = (edge for statement in dossier.statements for edge in _edges(statement, names, outlets))
    edges = [edge for edge in made if _same(edge.source) != _same(edge.target)]
    nodes: dict[_Node, _Node] = {}
    for node in (*outlets.values(), *names.values(), *(node for edge in edges for node in (edge.source, edge.target))):
        nodes.setdefault(_same(node), node)
    ids = {same: f"n{number}" for number, same in enumerate(nodes)}
    root = etree.Element("graphml", xmlns=_SPACE)
    for part, keys in (("node", _NODE), ("edge", _EDGE)):
        for key in keys:
            etree.SubElement(root, "key", {"id": f"{part}-{key}", "for": part, "attr.name": key, "attr.type": "string"})
    home = etree.SubElement(root, "graph", id="statements", edgedefault="directed")
    for same, id in ids.items():
        _data(etree.SubElement(home, "node", id=id), "node", dict(zip(_NODE, nodes[same], strict=True)))
    for number, edge in enumerate(edges):
        place = etree.SubElement(home, "edge", id=f"e{number}", source=ids[_same(edge.source)], target=ids[_same(edge.target)])
        _data(place, "edge", _attributes(edge))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _same(node: _Node) -> _Node:
    """What nodes are told apart by: "The coastguard" and "the coastguard" of one article are one."""
    return node._replace(label=node.label.casefold())


def _edges(statement: Statement, names: dict[str, _Node], outlets: dict[str, _Node]) -> Iterator[_Edge]:
    article = statement.article
    outlet = outlets.get(article) or _Node(article, "outlet", "", article)
    chain = [_source(link, article, names) for link in statement.chain or (statement.source,)]
    if statement.addressee:
        yield _Edge("told", _source(statement.source, article, names), _addressee(statement.addressee, article, names), statement)
    for outer, inner in reversed(list(pairwise(chain))):
        yield _Edge("relayed", inner, outer, statement)
    yield _Edge("reported", chain[0], outlet, statement)


def _source(source: Source, article: str, names: dict[str, _Node]) -> _Node:
    return names.get(source.actor or "") or _Node(source.text or "speaker not named", source.type, "", article)


def _addressee(to: Addressee, article: str, names: dict[str, _Node]) -> _Node:
    return names.get(to.actor or "") or _Node(to.text or "addressee not named", "addressee", "", article)


def _attributes(edge: _Edge) -> dict[str, str]:
    one = edge.statement
    addressee = one.addressee.spans if one.addressee else ()
    spans = [span.model_dump() for span in (*one.content.spans, *one.source.spans, *one.cue.spans, *addressee)]
    values = (
        edge.relation,
        one.id,
        one.article,
        one.kind,
        one.cue.text,
        one.cue.stance,
        one.medium or "",
        one.said.date if one.said else "",
        one.content.text,
        json.dumps(spans),
    )
    return dict(zip(_EDGE, values, strict=True))


def _data(home: etree._Element, part: str, values: dict[str, str]) -> None:
    """What is empty is left out; a character that XML cannot hold becomes U+FFFD, so that places still count."""
    for name, value in values.items():
        if value:
            etree.SubElement(home, "data", key=f"{part}-{name}").text = _NOT_XML.sub("\ufffd", value)
