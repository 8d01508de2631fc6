"""Packed annotations come back exactly as they were, and damage is noticed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotating.annotate import annotate
from rashomon.model.annotated import AnnotatedArticle, Chain, Figure, Mention, Statement
from rashomon.model.article import Article
from rashomon.model.packing import pack, unpack
from rashomon.reading.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def annotated() -> list[AnnotatedArticle]:
    return [annotate(article) for article in read([EXAMPLES / "strait", EXAMPLES / "port"]).articles]


def same(one: AnnotatedArticle, other: AnnotatedArticle) -> bool:
    """Equal in every field; pydantic's own `==` cannot compare arrays."""
    for name in AnnotatedArticle.model_fields:
        mine, theirs = getattr(one, name), getattr(other, name)
        if isinstance(mine, np.ndarray):
            if mine.dtype != theirs.dtype or mine.shape != theirs.shape or mine.tobytes() != theirs.tobytes():
                return False
        elif mine != theirs or type(mine) is not type(theirs):
            return False
    return True


def test_real_annotations_come_back_exactly(annotated: list[AnnotatedArticle]) -> None:
    assert any(statement.said_at for one in annotated for statement in one.statements)
    assert any(one.chains for one in annotated)
    for one in annotated:
        back = unpack(pack(one))
        assert same(back, one)
        assert back.tokens
        assert type(back.tokens[0]) is type(one.tokens[0])
        assert pack(back) == pack(one)


def test_an_article_without_anything_in_it_comes_back() -> None:
    empty = AnnotatedArticle(article=Article(id="a1", text=""))
    assert same(unpack(pack(empty)), empty)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_whatever_a_field_holds_comes_back(annotated: list[AnnotatedArticle], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(annotated))
    spans = st.sampled_from([*one.sentences, *(name.span for name in one.names)])
    bounds = st.none() | st.floats(allow_nan=False)
    words = st.text(max_size=20)

    def statement(old: Statement) -> Statement:
        return old.model_copy(update={"said_at": data.draw(st.none() | spans), "confidence": data.draw(st.floats(0, 1))})

    def figure(old: Figure) -> Figure:
        return old.model_copy(
            update={"low": data.draw(bounds), "high": data.draw(bounds), "again": data.draw(st.booleans()), "what": data.draw(words)}
        )

    mention = st.builds(Mention, span=spans, form=st.sampled_from(["name", "nominal", "pronoun"]))
    chain = st.builds(
        Chain,
        name=words,
        kind=st.sampled_from(["person", "place", "other"]),
        home=st.none() | words,
        mentions=st.lists(mention, max_size=2).map(tuple),
        roles=st.lists(spans, max_size=2).map(tuple),
    )
    kept = data.draw(st.integers(0, len(one.tokens)))
    changed = one.model_copy(
        update={
            "statements": tuple(map(statement, one.statements[:3])),
            "figures": tuple(map(figure, one.figures[:3])),
            "chains": tuple(data.draw(st.lists(chain, max_size=3))),
            "tokens": tuple(token._replace(lemma=data.draw(words)) for token in one.tokens[: min(kept, 5)]),
            "word_vectors": one.word_vectors[:kept],
        }
    )
    assert same(unpack(pack(changed)), changed)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_damage_is_noticed(annotated: list[AnnotatedArticle], data: st.DataObject) -> None:
    whole = pack(annotated[0])
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ValueError, match="packed article"):
        unpack(whole[:cut])
    flipped = bytearray(whole)
    flipped[cut] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ValueError, match="packed article"):
        unpack(bytes(flipped))
