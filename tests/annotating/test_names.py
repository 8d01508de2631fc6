"""Names out of a `Doc`'s entities, and what kind of source a name in a source makes."""

from dataclasses import replace

import numpy as np
import spacy
from spacy.tokens import Doc, Span

from rashomon.annotating.encoder import shipped
from rashomon.annotating.names import names
from rashomon.annotating.naming import named
from rashomon.annotating.pieces import Words
from rashomon.annotating.sources import source_type
from rashomon.annotating.tagging import NAMES
from rashomon.model.annotated import Name, Token
from rashomon.model.article import Article
from tests.comparing.build import account

NLP = spacy.blank("en")


def _named(text: str, label: str, *found: str) -> list[tuple[str, str]]:
    article: Article = account(text).article
    doc: Doc = NLP.make_doc(text)
    spans = [doc.char_span(text.index(one), text.index(one) + len(one), label=label) for one in found]
    doc.set_ents([Span(doc, s.start, s.end, label=label) for s in spans if s is not None])
    return [(name.text, name.kind) for name in names(article, doc)]


def test_a_prison_and_a_ship_are_no_persons() -> None:
    text = "HMP Westmoor is full. USS Larkin came home. Anna Berg saw it."
    assert _named(text, "PERSON", "HMP Westmoor", "USS Larkin", "Anna Berg") == [
        ("HMP Westmoor", "organization"),
        ("USS Larkin", "organization"),
        ("Anna Berg", "person"),
    ]


def test_an_administration_is_no_person_and_no_place() -> None:
    text = "The Lund Administration asked. West Bank towns wait."
    assert _named(text, "PERSON", "Lund Administration") == [("Lund Administration", "organization")]
    assert _named(text, "LOC", "Lund Administration", "West Bank") == [("Lund Administration", "organization"), ("West Bank", "place")]


def test_people_who_watch_an_outlet_are_no_medium() -> None:
    article = account("CNN viewers said so. CNN said so.").article

    def kind(end: int, *tokens: Token) -> str:
        name = Name(text="CNN", kind="organization", span=article.span(0, 3))
        return source_type([article.span(0, end)], tokens, [name], [])

    cnn, viewers = Token(0, 3, "CNN", "PROPN", "compound", 1, 0), Token(4, 11, "viewer", "NOUN", "nsubj", 2, 0)
    assert kind(11, cnn, viewers) != "media"
    assert kind(3, Token(0, 3, "CNN", "PROPN", "nsubj", 1, 0)) == "media"


def test_many_under_one_name_are_no_person() -> None:
    article = account("Tarnists said so. Phillips said so.").article
    name = Name(text="Tarnists", kind="other", span=article.span(0, 8))
    assert source_type([article.span(0, 8)], [Token(0, 8, "Tarnist", "PROPN", "nsubj", 1, 0)], [name], []) == "collective"
    assert source_type([article.span(18, 26)], [Token(18, 26, "Phillips", "PROPN", "nsubj", 1, 1)], [], []) == "named"


def test_an_outlets_name_is_whole_and_a_body_is_told_by_its_last_word() -> None:
    text = "The tug sank, the official People’s Daily said on Monday. Tarn Airlines has apologized to two players."
    nlp = spacy.blank("en")
    nlp.add_pipe("rashomon_encoder")
    found = {entity.text: entity.label_ for entity in nlp(text).ents}
    assert found["People’s Daily"] == "ORG"
    assert found["Tarn Airlines"] == "ORG"


def test_a_phrase_of_a_document_is_a_document_whoever_it_names() -> None:
    text = "a readout of a call between Anna Berg and minister Karl Voss"
    article = account(text).article
    people = [
        Name(text=one, kind="person", span=article.span(text.index(one), text.index(one) + len(one))) for one in ("Anna Berg", "Karl Voss")
    ]
    tokens = [
        Token(2, 9, "readout", "NOUN", "obl", 0, 0),
        Token(20, 27, "between", "ADP", "case", 0, 0),
        Token(28, 37, "Berg", "PROPN", "nmod", 0, 0),
        Token(42, 50, "minister", "NOUN", "conj", 0, 0),
        Token(51, 60, "Voss", "PROPN", "appos", 0, 0),
    ]
    assert source_type([article.span(0, len(text))], tokens, people, []) == "document"


def _kinds(*texts: str, a: int, b: int, kind: str) -> list[tuple[int, int, str]]:
    """What becomes of one name that the network finds."""
    words = Words(list(texts), list(range(len(texts))), [True] * len(texts), [False] * len(texts))
    scores = np.full((len(texts), len(NAMES)), -9.0, np.float32)
    scores[:, 0] = 0.0
    for i in range(a, b):
        scores[i, NAMES.index(("B-" if i == a else "I-") + kind)] = 9.0
    none = np.zeros((len(NAMES), len(NAMES)), np.float32)
    decoder = replace(shipped().decoder, name_transitions=none, name_first=none[0])
    return named(words, scores, decoder, NAMES)


def test_some_names_say_what_they_are() -> None:
    assert _kinds("The", "TAX", "said", "so", a=1, b=2, kind="PERSON") == [(1, 2, "ORG")]
    assert _kinds("BERG", ":", "So", a=0, b=1, kind="PERSON") == [(0, 1, "PERSON")]
    assert _kinds("THE", "BERG", "MATTER", a=1, b=2, kind="PERSON") == [(1, 2, "PERSON")]
    assert _kinds("Xinhua", "said", a=0, b=1, kind="PERSON") == [(0, 1, "ORG")]
    assert _kinds("Tarn", "Freight", ",", "Inc.", "said", a=0, b=2, kind="PERSON") == [(0, 4, "ORG")]
    assert _kinds("Tarn", "Harbour", "Department", a=0, b=3, kind="LOC") == [(0, 3, "ORG")]
    assert _kinds("the", "West", "Bank", a=1, b=3, kind="LOC") == [(1, 3, "LOC")]
