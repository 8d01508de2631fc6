"""The example stories against what a careful reader finds in them (`examples/<story>.answers.toml`), one test an answer.

An answer with `missed = "why"` is known not to be met: it is a strict expected failure, so the day it is met the mark must go.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import rashomon
from rashomon.model.annotated import Statement
from rashomon.model.article import Article
from rashomon.model.dossier import Dossier, FigureRow, Quote
from rashomon.model.span import Span

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STORIES = ["strait", "port"]
Answer = dict[str, Any]


@cache
def dossier(story: str) -> Dossier:
    return rashomon.compare([EXAMPLES / story])


@cache
def answers(story: str) -> dict[str, Any]:
    with (EXAMPLES / f"{story}.answers.toml").open("rb") as file:
        return tomllib.load(file)


def each(kind: str) -> list[Any]:
    """One test parameter an answer of this kind, over all stories."""
    params = []
    for story in STORIES:
        for number, answer in enumerate(answers(story).get(kind, ()), start=1):
            marks = [pytest.mark.xfail(reason=answer["missed"], strict=True)] if "missed" in answer else []
            params.append(pytest.param(story, answer, id=f"{story}-{answer.get('file', number)}", marks=marks))
    return params


def plain(text: str | None) -> str:
    """Without regard to case and to the shape of quotation marks."""
    return (text or "").translate(str.maketrans("“”‘’", "\"\"''")).casefold()


def file_of(article: Article) -> str:
    return Path(article.path or "").name


def article(story: str, file: str) -> Article:
    found = [one for one in dossier(story).articles if file_of(one) == file]
    assert len(found) == 1, f"{file} is {len(found)} times among {[file_of(one) for one in dossier(story).articles]}"
    return found[0]


def stands(story: str, span: Span, file: str, words: str) -> bool:
    """Whether the span lies in this file and holds these words, or they hold it."""
    if span.article != article(story, file).id:
        return False
    return plain(words) in plain(span.text)


@pytest.mark.parametrize("story", STORIES)
def test_every_account_is_compared_and_every_span_holds(story: str) -> None:
    found = dossier(story)
    texts = {one.id: one.text for one in found.articles}
    assert len(texts) == answers(story)["story"]["accounts"]
    assert not [one for one in found.skipped if one.stage == "read"]
    for statement in found.statements:
        for span in statement.content.spans:
            assert texts[span.article][span.start : span.end] == span.text


@pytest.mark.parametrize("story", STORIES)
def test_origins_are_counted(story: str) -> None:
    assert dossier(story).story.origins == answers(story)["story"]["origins"]


@pytest.mark.parametrize(("story", "answer"), each("body"))
def test_the_body_is_the_story_and_nothing_else(story: str, answer: Answer) -> None:
    found = article(story, answer["file"])
    aside = plain("\n".join(piece.text for piece in found.furniture))
    for words in answer["keeps"]:
        assert plain(words) in plain(found.text)
    for words in answer["leaves"]:
        assert plain(words) not in plain(found.text)
        if answer["file"].endswith(".txt"):
            assert plain(words) in aside, "what leaves a pasted text is on record"


@pytest.mark.parametrize(("story", "answer"), each("published"))
def test_accounts_are_dated(story: str, answer: Answer) -> None:
    published = article(story, answer["file"]).published
    assert published is not None
    assert published.date.startswith(answer["date"]), f"{published.date} by {published.basis}"
    if answer.get("inferred"):
        assert "own words" in published.basis or "sibling" in published.basis


@pytest.mark.parametrize(("story", "answer"), each("outlet"))
def test_outlets_are_named(story: str, answer: Answer) -> None:
    assert article(story, answer["file"]).outlet == answer["name"]


@pytest.mark.parametrize(("story", "answer"), each("credit"))
def test_credits_are_seen(story: str, answer: Answer) -> None:
    credits = article(story, answer["file"]).credits
    assert any(plain(answer["name"]).removeprefix("the ") in plain(one.name) and one.kind == answer["kind"] for one in credits), credits


def speaker_of(story: str, quote: Quote) -> str | None:
    return next((actor.name for actor in dossier(story).actors if actor.id == quote.speaker), None)


@pytest.mark.parametrize(("story", "answer"), each("quote"))
def test_renderings_of_one_utterance_stand_together(story: str, answer: Answer) -> None:
    def missing(quote: Quote) -> list[str]:
        return [
            f"{version['file']} {version['rendering']}"
            for version in answer["versions"]
            if not any(
                stands(story, one.span, version["file"], version["words"]) and one.rendering in version["rendering"].split()
                for one in quote.versions
            )
        ]

    best = min(dossier(story).quotes, key=lambda quote: len(missing(quote)))
    assert not missing(best), [(file_of(story_article(story, one.article)), one.rendering, one.span.text) for one in best.versions]
    assert answer["speaker"] in (speaker_of(story, best) or "")


def story_article(story: str, id: str) -> Article:
    return next(one for one in dossier(story).articles if one.id == id)


@pytest.mark.parametrize(("story", "answer"), each("figure"))
def test_figures_are_lined_up_and_judged(story: str, answer: Answer) -> None:
    def missing(row: FigureRow) -> list[str]:
        return [
            f"{value['file']} {value['words']}"
            for value in answer["values"]
            if not any(stands(story, one.span, value["file"], value["words"]) for one in row.values)
        ]

    best = min(dossier(story).figures, key=lambda row: len(missing(row)))
    assert not missing(best), (best.what, missing(best))
    assert best.verdict in answer["verdict"].split(" or ")


@pytest.mark.parametrize(("story", "answer"), each("copy"))
def test_shared_passages_are_found(story: str, answer: Answer) -> None:
    def whole(spans: tuple[Span, ...]) -> bool:
        return all(any(stands(story, span, one["file"], one["has"]) for span in spans) for one in answer["passages"])

    assert any(copy.kind == answer["kind"] and whole(copy.passages) for copy in dossier(story).copies)


@pytest.mark.parametrize(("story", "answer"), each("origin"))
def test_accounts_of_one_origin_count_once(story: str, answer: Answer) -> None:
    wanted = {article(story, file).id for file in answer["files"]}
    assert any(wanted <= set(origin.articles) for origin in dossier(story).origins)


@pytest.mark.parametrize(("story", "answer"), each("apart"))
def test_accounts_that_only_quote_the_same_words_stay_apart(story: str, answer: Answer) -> None:
    wanted = {article(story, file).id for file in answer["files"]}
    assert not any(wanted <= set(origin.articles) for origin in dossier(story).origins)


def statements(story: str, answer: Answer) -> list[Statement]:
    """The statements of this file that hold all the words of the answer."""
    id = article(story, answer["file"]).id
    words = [answer["has"]] if isinstance(answer["has"], str) else answer["has"]
    found = []
    for statement in dossier(story).statements:
        content = plain(" ".join(span.text for span in statement.content.spans))
        if statement.article == id and all(plain(one) in content for one in words):
            found.append(statement)
    return found


@pytest.mark.parametrize(("story", "answer"), each("statement"))
def test_statements_are_found_with_their_source(story: str, answer: Answer) -> None:
    found = statements(story, answer)
    assert found, "no statement holds these words"
    mine = [one for one in found if plain(answer["source"]) in plain(one.source.text) or plain(one.source.text) in plain(answer["source"])]
    assert mine, [one.source.text for one in found]
    statement = mine[0]
    names = {actor.id: actor.name for actor in dossier(story).actors}
    if "actor" in answer:
        assert answer["actor"] in names.get(statement.source.actor or "", "")
    if "kind" in answer:
        assert statement.kind == answer["kind"]
    if "stance" in answer:
        assert statement.cue.stance == answer["stance"], statement.cue.text
    if "type" in answer:
        assert statement.source.type == answer["type"]
    if "addressee" in answer:
        assert statement.addressee is not None
        assert statement.addressee.text == answer["addressee"]


@pytest.mark.parametrize(("story", "answer"), each("chain"))
def test_chains_lead_to_the_first_source(story: str, answer: Answer) -> None:
    found = [one for one in statements(story, answer) if len(one.chain) >= len(answer["links"])]
    assert found, [[link.text for link in one.chain] for one in statements(story, answer)]
    chain = found[0].chain
    for link, words, kind in zip(chain, answer["links"], answer["types"], strict=False):
        assert plain(words) in plain(link.text)
        assert link.type == kind


@pytest.mark.parametrize(("story", "answer"), each("wording"))
def test_different_words_for_one_referent_are_one_row(story: str, answer: Answer) -> None:
    def fits(label: str, files: list[str], row: dict[str, dict[str, int]]) -> bool:
        singular = plain(label).removesuffix("s")
        return any(singular in plain(name) and all(article(story, file).id in counts for file in files) for name, counts in row.items())

    rows = [{label.label: label.articles for label in row.labels} for row in dossier(story).wording]
    assert any(all(fits(label, files, row) for label, files in answer["labels"].items()) for row in rows), [list(row) for row in rows]


@pytest.mark.parametrize(("story", "answer"), each("undisputed"))
def test_what_is_no_dispute_is_not_called_one(story: str, answer: Answer) -> None:
    assert not [line.text for line in dossier(story).brief if line.kind == "disputed" and answer["words"] in line.text]


@pytest.mark.parametrize(("story", "answer"), each("dependent"))
def test_who_cites_another_is_no_second_origin(story: str, answer: Answer) -> None:
    wanted = {article(story, file).id for file in answer["files"]}
    claims = [claim for claim in dossier(story).claims if {one.article for one in claim.versions} == wanted and answer["has"] in claim.text]
    assert claims, "the accounts do not share this claim"
    assert all(claim.origins == 1 for claim in claims)
