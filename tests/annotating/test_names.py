"""Names out of a `Doc`'s entities, and what kind of source a name in a source makes."""

import spacy
from spacy.tokens import Doc, Span

from rashomon.annotating.names import names
from rashomon.annotating.sources import source_type
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
