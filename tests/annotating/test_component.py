"""The spaCy component on ordinary and on hostile text."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.annotating.component import VECTORS, WIDTH, WORD_VECTORS
from rashomon.annotating.relations import relations

NEWS = (
    "MOSCOW (AP) — Russia's foreign ministry said Tuesday that Gen. Ivan Petrov had left the U.S. embassy. "
    "“We were not told,” spokeswoman Anna Berg told reporters in St. Petersburg.\n\n"
    "He declined to comment"
)
HOSTILE = [
    "", " ", "\n\n", "\t\n \n", "word", ".", "“",
    "'\"'\"'", "\u200f\u202eabc\u202c", "😀😀 😀", "a\u0301\u0301\u0301", "\x00\x01", "日本語の記事です。",
    "HE SAID “NO” AND LEFT. SHE SAID ‘YES’", "“unclosed he said\n\n“again\n\nnothing", "»So«, sagte er. «Ainsi», dit-il. — No, dijo.",
    "x" * 5000, "http://example.org/" + "a/" * 800, "no punctuation at all just words that go on and on he said she said",
    "\ufeffTitle\r\nText\u2028next",
    "''Two single'' ``marks'' he said", "1 2 3 4 5 6", "\xa0\xa0word\xa0", "!!!???...",
]  # fmt: skip


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("rashomon_encoder")
    return made


def valid(doc: Doc) -> None:
    sentences = list(doc.sents) if len(doc) else []
    vectors = doc.user_data[VECTORS]
    assert vectors.shape == (len(sentences), WIDTH)
    assert vectors.dtype == np.float32
    length = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(length - 1) < 1e-3) | (length == 0))
    for sentence in sentences:
        assert "\n" not in sentence.text.strip()
        assert sum(t.head.i == t.i for t in sentence) == 1
    taken: set[int] = set()
    for span in [*doc.ents, *doc.spans["statements"]]:
        assert 0 <= span.start < span.end <= len(doc)
    for span in doc.spans["statements"]:
        assert span.label_ in ("SOURCE", "CUE", "CONTENT")
        assert not taken.intersection(range(span.start, span.end))
        taken.update(range(span.start, span.end))
    found = relations(doc)
    for i, relation in enumerate(found):
        assert relation.content
        for start, end in (*relation.source, *relation.cue, *relation.content):
            assert 0 <= start < end <= len(doc.text)
        assert relation.parent is None or (relation.parent != i and 0 <= relation.parent < len(found))
    assert [r.content[0] for r in found] == sorted(r.content[0] for r in found)


def test_news(nlp: Language) -> None:
    doc = nlp(NEWS)
    valid(doc)
    assert {e.text: e.label_ for e in doc.ents}["Anna Berg"] == "PERSON"
    sentences = [s.text.strip() for s in doc.sents]
    assert sentences[-1] == "He declined to comment"
    assert not any(s.endswith(("Gen.", "St.")) for s in sentences)
    said = next(t for t in doc if t.text == "said")
    assert (said.pos_, said.lemma_) == ("VERB", "say")
    assert "ministry" in [t.text for t in said.children if t.dep_ == "nsubj"]
    roles = [(s.label_, s.text) for s in doc.spans["statements"]]
    assert ("CUE", "said Tuesday") in roles or ("CUE", "said") in roles
    assert ("CONTENT", "“We were not told,”") in roles
    assert doc.user_data[WORD_VECTORS].shape == (sum(not t.is_space for t in doc), WIDTH)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text(nlp: Language, text: str) -> None:
    valid(nlp(text))


PIECES = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "—", "\n\n", "\n", " ", " said ", "He ", "Reuters ", ". ", ", ", "U.S. ", "no", "\u202e"]
)


@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(nlp: Language, text: str) -> None:
    valid(nlp(text))


def test_one_endless_paragraph(nlp: Language) -> None:
    doc = nlp("the minister said nothing of it " * 1500)
    valid(doc)
    assert max(len(s) for s in doc.sents) <= 400


def test_the_same_text_gives_the_same(nlp: Language) -> None:
    one, other = nlp(NEWS), nlp(NEWS)
    assert one.to_json() == other.to_json()
    assert np.array_equal(one.user_data[VECTORS], other.user_data[VECTORS])


def test_what_another_component_found_is_left() -> None:
    own = spacy.blank("en")
    own.add_pipe("sentencizer")
    own.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Paris"}])  # type: ignore[attr-defined]
    own.add_pipe("rashomon_encoder", config={"syntax": False, "names": False})
    doc = own("He said he loved Paris. She did not.")
    assert [(e.text, e.label_) for e in doc.ents] == [("Paris", "GPE")]
    assert not doc.has_annotation("DEP")
    assert doc.user_data[VECTORS].shape == (2, WIDTH)
    assert doc.spans["statements"]


def test_it_is_nothing_to_store(nlp: Language) -> None:
    stored = nlp.to_bytes()
    again = spacy.blank("en")
    again.add_pipe("rashomon_encoder")
    again.from_bytes(stored)
    assert [t.pos_ for t in again("He said so.")] == [t.pos_ for t in nlp("He said so.")]
