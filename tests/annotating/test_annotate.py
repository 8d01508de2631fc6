"""One article through the whole annotator, with the shipped weights: what a reader asks of a statement, and that nothing breaks it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.annotating.annotate import annotate
from rashomon.annotating.certainty import certainty
from rashomon.model.annotated import AnnotatedArticle, Statement
from rashomon.model.article import Article, Credit
from rashomon.settings import DEFAULT


def _annotated(text: str) -> AnnotatedArticle:
    return annotate(Article(id="a", text=text))


def _said(annotated: AnnotatedArticle, words: str) -> Statement:
    """The innermost statement whose content holds the words."""
    held = [s for s in annotated.statements if any(words in span.text for span in s.content.spans)]
    assert held, [s.content.text for s in annotated.statements]
    return min(held, key=lambda s: len(s.content.text))


def _check(annotated: AnnotatedArticle) -> None:
    text = annotated.article.text
    spans = [*annotated.sentences, *(name.span for name in annotated.names)]
    spans += [*(figure.span for figure in annotated.figures), *(time.span for time in annotated.times)]
    for statement in annotated.statements:
        spans += [*statement.source.spans, *statement.cue.spans, *statement.content.spans]
        spans += [span for link in statement.chain for span in link.spans]
        spans += statement.addressee.spans if statement.addressee else ()
        assert statement.content.spans
    spans += [mention.span for chain in annotated.chains for mention in chain.mentions]
    for span in spans:
        assert span.text
        assert text[span.start : span.end] == span.text
    assert len(annotated.vectors) == len(annotated.sentences)
    assert all(0 <= token.head < len(annotated.tokens) for token in annotated.tokens)
    assert all(0 <= token.sentence < len(annotated.sentences) for token in annotated.tokens)


def test_a_direct_quotation_with_a_named_source() -> None:
    annotated = _annotated("“The bridge will stay closed until spring,” Mayor Anna Berg told reporters on Tuesday.")
    statement = _said(annotated, "The bridge will stay closed")
    assert statement.kind == "direct"
    assert statement.source.type == "named"
    assert "Anna Berg" in (statement.source.text or "")
    assert statement.medium == "briefing"


def test_a_pronoun_source_is_a_named_person() -> None:
    annotated = _annotated(
        "Port director Peter Voss inspected the quay on Monday. The cranes are safe, he said. “Nobody was hurt,” he added."
    )
    statement = _said(annotated, "Nobody was hurt")
    assert statement.source.text == "he"
    assert statement.source.type == "named"
    (voss,) = [chain for chain in annotated.chains if chain.name == "Peter Voss"]
    assert statement.source.spans[0] in [mention.span for mention in voss.mentions]


def test_a_credited_medium_opens_the_chain() -> None:
    text = "The harbour was mined, a navy official said on Friday, Reuters reported."
    at = text.index("Reuters reported")
    article = Article(id="a", text=text)
    credit = Credit(name="Reuters", kind="reported", evidence=(article.span(at, at + len("Reuters reported")),))
    annotated = annotate(article.model_copy(update={"credits": (credit,)}))
    statement = _said(annotated, "The harbour was mined")
    assert statement.chain[0].text == "Reuters"


def test_a_given_name_with_a_hyphen_stays_whole() -> None:
    annotated = _annotated("President Kim Min-seo said on Monday that the talks would go on. Mr. Kim left for Geneva on Tuesday.")
    assert "Kim Min-seo" in [name.text for name in annotated.names]


@pytest.mark.parametrize(
    ("text", "role", "mentions"),
    [
        ("Vice-President Ann Boyd said no. The vice-president left.", "Vice-President", ["Ann Boyd", "The vice-president"]),
        ("Vice-President Ann Boyd said no. The president left.", "Vice-President", ["Ann Boyd"]),
        ("Editor-in-chief Ann Boyd said no.", "Editor-in-chief", ["Ann Boyd"]),
        ("Australian Attorney-General Ann Boyd spoke.", "Australian Attorney-General", ["Ann Boyd"]),
    ],
)
def test_an_office_with_hyphens_stays_whole(text: str, role: str, mentions: list[str]) -> None:
    (boyd,) = (chain for chain in annotate(Article(id="a1", text=text)).chains if chain.kind == "person")
    assert [span.text for span in boyd.roles] == [role]
    assert [mention.span.text for mention in boyd.mentions] == mentions


def test_a_quotation_is_surer_than_a_clause_and_that_than_a_phrase() -> None:
    said = ["“The quay is safe,” Ann Boyd said.", "Ann Boyd said that the quay was safe.", "Ann Boyd described the quay."]
    quoted, clause, phrase = (one.confidence for one in annotate(Article(id="a1", text=" ".join(said))).statements)
    assert quoted > clause > 0.7 > phrase > certainty("quoted", ascribed=True, sourced=False)


def test_what_is_counted_stands_behind_the_name_of_a_country() -> None:
    (figure,) = annotate(Article(id="a1", text="The campaign is aimed at 55,000 US public schools.")).figures
    assert figure.what == "school"


def test_an_empty_body_has_nothing_in_it() -> None:
    annotated = _annotated("  \n ")
    assert annotated.sentences == ()
    assert annotated.statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "“",
        "”””“““",
        "THE MINISTER SAID THE PORT IS CLOSED AND NOBODY KNOWS WHY",
        "he said she said they said it said " * 40,
        "« Non », a-t-il dit. ‘Yes’, she said. „Nein“, sagte er.",
        "🙂 said 🙂 that “🙂”.",
        "\u202eabc said \u200f“no”\u202c.",
        "word " * 3000,
        "“" + "a quotation without an end " * 60,
    ],
)
def test_odd_texts_keep_their_spans(text: str) -> None:
    _check(_annotated(text))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from(list("ab AB.,;:'\"“”‘’«»—-()\n\u00a0é7 said")), max_size=300))
def test_any_text_keeps_its_spans(text: str) -> None:
    _check(_annotated(text))


def test_vague_words_are_read_by_the_rule_that_the_settings_name() -> None:
    article = Article(id="a", text="Dozens of people were killed in the northern valley on Monday.")
    acled = replace(DEFAULT, annotating=replace(DEFAULT.annotating, vague_words="acled"))
    news, coded = annotate(article).figures[0], annotate(article, acled).figures[0]
    assert (news.low, news.high) == (24, 99)
    assert (coded.low, coded.high) == (12, 12)
