"""One list of actors across accounts."""

import pytest

from rashomon.annotating.coreference import chains
from rashomon.gathering.actors import actors, places, with_actors
from rashomon.model.annotated import AnnotatedArticle
from tests.comparing.build import Found, Says, account


def _with_chains(annotated: AnnotatedArticle) -> AnnotatedArticle:
    return annotated.model_copy(update={"chains": chains(annotated.article, annotated.tokens, annotated.names, [])})


@pytest.fixture
def accounts() -> list[AnnotatedArticle]:
    first = account(
        "Moscow said the port was closed. Foreign Minister Elena Márquez told reporters so in Moscow.",
        Found(
            names={"Moscow": "place", "Elena Márquez": "person"},
            arcs={"Moscow": ("nsubj", "said")},
            says=[Says("Moscow", "said", "the port was closed", kind="indirect", type="organization")],
        ),
        outlet="Harbour Post",
    )
    second = account(
        "Russia closed the port, Marquez said.",
        Found(
            names={"Russia": "place", "Marquez": "person"},
            says=[Says("Marquez", "said", "Russia closed the port", kind="indirect")],
        ),
        outlet="Coast Wire",
    )
    return [_with_chains(first), _with_chains(second)]


def test_one_person_across_outlets(accounts: list[AnnotatedArticle]) -> None:
    (person,) = [actor for actor in actors(accounts) if actor.kind == "person"]
    assert person.name == "Elena Márquez"
    assert [name.text for name in person.names] == ["Elena Márquez", "Marquez"]


def test_a_seat_that_acts_joins_its_country(accounts: list[AnnotatedArticle]) -> None:
    (russia,) = [actor for actor in actors(accounts) if actor.name == "Russia"]
    assert {span.text for span in russia.mentions} == {"Moscow", "Russia"}


def test_sources_get_their_actor(accounts: list[AnnotatedArticle]) -> None:
    found = actors(accounts)
    index = places(found)
    names = {actor.id: actor.name for actor in found}
    statements = [with_actors(s, index) for annotated in accounts for s in annotated.statements]
    assert [names[s.source.actor] for s in statements if s.source.actor] == ["Russia", "Elena Márquez"]


def test_order_of_accounts_changes_names_of_ids_only(accounts: list[AnnotatedArticle]) -> None:
    forward, backward = actors(accounts), actors(accounts[::-1])
    assert {actor.name for actor in forward} == {actor.name for actor in backward}
    assert sorted(len(a.mentions) for a in forward) == sorted(len(a.mentions) for a in backward)


def test_every_mention_is_in_the_text(accounts: list[AnnotatedArticle]) -> None:
    texts = {annotated.article.id: annotated.article.text for annotated in accounts}
    for actor in actors(accounts):
        assert all(texts[m.article][m.start : m.end] == m.text for m in actor.mentions)
