"""One table of properties that every comparer satisfies. A comparer that is missing from the table fails `test_the_table_is_whole`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rashomon.comparing
from rashomon.comparing.claims import claims
from rashomon.comparing.compare import APART, compare
from rashomon.comparing.copying import copies
from rashomon.comparing.figures import figures
from rashomon.comparing.origins import origins
from rashomon.comparing.quotes import quotes
from rashomon.comparing.timeline import timeline
from rashomon.comparing.wording import wording
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.dossier import Model
from rashomon.model.noun import Noun
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, Settings
from tests.comparing.build import Amount, Found, Says, When, account, story

Comparer = Callable[[Story, Settings], Sequence[Noun]]
TABLE: list[Comparer] = [claims, copies, figures, origins, quotes, timeline, wording]
PEOPLE = {"p1": "Mara Lind", "p2": "Otto Brandt"}

POOL: list[tuple[str, Found]] = [
    (
        "The harbour master Mara Lind said the pier was “not safe for anybody and had not been safe for years”.",
        Found(says=[Says("Mara Lind", "said", "the pier was “not safe for anybody and had not been safe for years”", "mixed", "p1")]),
    ),
    (
        "“The pier is unsafe for everybody and has been unsafe for years,” Lind told reporters.",
        Found(says=[Says("Lind", "told", "“The pier is unsafe for everybody and has been unsafe for years,”", "direct", "p1")]),
    ),
    ("About 40 people were on the pier when it gave way.", Found(amounts=[Amount("About 40 people", 36, 44, "person", approximate=True)])),
    ("There were 43 people on the pier when it gave way.", Found(amounts=[Amount("43 people", 43, 43, "person")])),
    ("At least 90 people were on the pier when it gave way.", Found(amounts=[Amount("At least 90 people", 90, None, "person")])),
    ("The pier of Kelmouth collapsed into the harbour on Tuesday.", Found(times=[When("Tuesday", "2024-04-30")])),
    ("The pier of Kelmouth collapsed into the harbour on Monday night.", Found(times=[When("Monday", "2024-04-29")])),
    (
        "Otto Brandt denied that the council had been warned.",
        Found(says=[Says("Otto Brandt", "denied", "that the council had been warned", "indirect", "p2", stance="denies")]),
    ),
    ("Divers searched the water between the broken posts until the light failed and went on at dawn with two boats.", Found()),
    ("Divers searched the water between the broken posts until light failed, and went on again at dawn with two boats.", Found()),
    ("The structure was built of oak in 1911 and last repaired eleven years ago.", Found(times=[When("1911", "1911")])),
]


def comparers() -> Iterator[Comparer]:
    """Every public function of `rashomon.comparing` that is one: `(Story, Settings) -> list[Finding]`."""
    for module in pkgutil.iter_modules(rashomon.comparing.__path__):
        for name, function in inspect.getmembers(importlib.import_module(f"rashomon.comparing.{module.name}"), inspect.isfunction):
            if name.startswith("_") or function.__module__ != f"rashomon.comparing.{module.name}":
                continue
            hints = get_type_hints(function)
            returned = hints.pop("return", None)
            kind = get_args(returned)
            if list(hints.values()) == [Story, Settings] and get_origin(returned) is list and issubclass(kind[0], Noun):
                yield function


def accounts() -> st.SearchStrategy[list[AnnotatedArticle]]:
    """Up to five accounts made of sentences of the pool, each sentence at most once in an account."""
    sentences = st.lists(st.sampled_from(range(len(POOL))), min_size=1, max_size=7, unique=True)
    dates = st.sampled_from([None, "2024-04-30", "2024-05-01", "2024-05-01T09:30"])
    return st.lists(st.tuples(sentences, dates), max_size=5).map(
        lambda drawn: [told(numbers, f"Outlet {n}", date) for n, (numbers, date) in enumerate(drawn)]
    )


def told(numbers: Sequence[int], outlet: str, published: str | None = None) -> AnnotatedArticle:
    parts = [POOL[number] for number in numbers]
    found = Found(
        says=[says for _, part in parts for says in part.says],
        amounts=[amount for _, part in parts for amount in part.amounts],
        times=[when for _, part in parts for when in part.times],
        names={"Mara Lind": "person", "Otto Brandt": "person", "Kelmouth": "place"},
    )
    return account("\n\n".join(text for text, _ in parts), found, outlet=outlet, published=published)


def spans(finding: Any) -> Iterator[dict[str, Any]]:
    if isinstance(finding, dict):
        if finding.keys() == {"article", "start", "end", "text"}:
            yield finding
        else:
            for value in finding.values():
                yield from spans(value)
    elif isinstance(finding, list | tuple):
        for value in finding:
            yield from spans(value)


def everyone() -> Story:
    """A story in which every comparer has something to say."""
    return story(
        told([0, 2, 5, 8, 10], "Harbour Post", "2024-05-01"),
        told([1, 3, 6, 9, 7], "Kelmouth Echo", "2024-05-01"),
        told([0, 4, 5, 8, 7], "The Tide", "2024-05-02"),
        people=PEOPLE,
    )


def test_the_table_is_whole() -> None:
    assert {f.__qualname__ for f in comparers()} == {f.__qualname__ for f in TABLE}


@pytest.mark.parametrize("comparer", TABLE)
def test_an_empty_story_gives_an_empty_list(comparer: Comparer) -> None:
    assert comparer(Story(), DEFAULT) == []


@pytest.mark.parametrize("comparer", TABLE)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(made=accounts())
def test_evidence_resolves_and_findings_survive_json(comparer: Comparer, made: list[AnnotatedArticle]) -> None:
    built = story(*made, people=PEOPLE)
    texts = {a.article.id: a.article.text for a in built.articles}
    for finding in comparer(built, DEFAULT):
        for span in spans(finding.model_dump()):
            assert texts[span["article"]][span["start"] : span["end"]] == span["text"] != ""
        assert type(finding).model_validate_json(finding.model_dump_json()) == finding


@pytest.mark.parametrize("comparer", TABLE)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(made=accounts(), data=st.data())
def test_the_order_of_articles_does_not_matter(comparer: Comparer, made: list[AnnotatedArticle], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(made))
    assert comparer(story(*made, people=PEOPLE), DEFAULT) == comparer(story(*mixed, people=PEOPLE), DEFAULT)


@pytest.mark.parametrize("comparer", TABLE)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(numbers=st.permutations(range(len(POOL))))
def test_one_article_alone_gives_no_conflict(comparer: Comparer, numbers: list[int]) -> None:
    built = story(told(numbers, "Harbour Post", "2024-05-01"), people=PEOPLE)
    for finding in comparer(built, DEFAULT):
        assert '"conflict"' not in finding.model_dump_json()
        assert len(set(_articles(finding))) <= 1


@pytest.mark.parametrize("comparer", TABLE)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(texts=st.lists(st.text(st.sampled_from("ab “”\"'’‘.!?,\n\n1’[]()…"), max_size=120), max_size=4))
def test_no_text_is_too_strange(comparer: Comparer, texts: list[str]) -> None:
    built = story(*[account(text, outlet=f"Outlet {n}") for n, text in enumerate(texts) if text.strip()])
    for finding in comparer(built, DEFAULT):
        for span in spans(finding.model_dump()):
            assert built.article(span["article"]).article.text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("comparer", TABLE)
def test_the_same_story_gives_the_same_bytes(comparer: Comparer) -> None:
    first, second = ([finding.model_dump_json() for finding in comparer(everyone(), DEFAULT)] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("comparer", [copies, figures, origins, quotes, timeline])
def test_the_table_is_not_satisfied_by_silence(comparer: Comparer) -> None:
    assert comparer(everyone(), DEFAULT)


def test_what_is_left_out_changes_nothing_else() -> None:
    model = Model(name="none", version="0", sha256="0" * 64)
    whole, less = compare(everyone(), model=model), compare(everyone(), model=model, without=APART)
    assert whole.timeline
    assert whole.brief
    assert (less.timeline, less.wording, less.brief) == ((), (), ())
    assert set(whole.generator.analyses) - set(less.generator.analyses) == set(APART)
    hidden = {"generator", *APART}
    assert less.model_dump(exclude=hidden) == whole.model_dump(exclude=hidden)


def _articles(finding: Noun) -> Iterator[str]:
    return (span["article"] for span in spans(finding.model_dump()))
