"""One list of actors across accounts."""

import pytest

from rashomon.annotating.coreference import chains
from rashomon.gathering.actors import actors, places, with_actors
from rashomon.gathering.standing import country_in, settled, stands_for
from rashomon.language.names import same_body, same_person
from rashomon.model.annotated import AnnotatedArticle, Chain, Mention, NameKind
from rashomon.model.article import Article
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


@pytest.mark.parametrize(
    ("source", "actor"), [("The Russia software giant", None), ("The Russia coast guard", "Russia"), ("Russia", "Russia")]
)
def test_a_country_speaks_through_its_state_and_not_through_a_firm_there(source: str, actor: str | None) -> None:
    told = _with_chains(
        account(
            f"{source} said the port was closed.",
            Found(names={"Russia": "place"}, says=[Says(source, "said", "the port was closed", kind="indirect", type="organization")]),
        )
    )
    found = actors([told])
    known = with_actors(told.statements[0], places(found)).source.actor
    assert next((one.name for one in found if one.id == known), None) == actor


def test_who_repeats_his_own_words_is_no_second_hand() -> None:
    says = Says("Lund", "said", "she doubts that it will sail", kind="indirect", chain=[("Maria Lund", None, "named")])
    told = _with_chains(
        account(
            "Maria Lund came to the port. Lund said she doubts that it will sail. Otto Brandt was away.",
            Found(names={"Maria Lund": "person", "Lund": "person", "Otto Brandt": "person"}, says=[says]),
        )
    )
    assert len(told.statements[0].chain) == 2
    index = places(actors([told]))
    (link,) = with_actors(told.statements[0], index).chain
    assert (link.text, link.actor) == ("Lund", with_actors(told.statements[0], index).source.actor)


def test_order_of_accounts_changes_names_of_ids_only(accounts: list[AnnotatedArticle]) -> None:
    forward, backward = actors(accounts), actors(accounts[::-1])
    assert {actor.name for actor in forward} == {actor.name for actor in backward}
    assert sorted(len(a.mentions) for a in forward) == sorted(len(a.mentions) for a in backward)


def test_every_mention_is_in_the_text(accounts: list[AnnotatedArticle]) -> None:
    texts = {annotated.article.id: annotated.article.text for annotated in accounts}
    for actor in actors(accounts):
        assert all(texts[m.article][m.start : m.end] == m.text for m in actor.mentions)


def test_names_that_say_they_are_two_people_stay_two() -> None:
    assert not same_person("Kim Jong-un", "Kim Jong-il")
    assert not same_person("George W. Bush", "George H. Bush")
    assert same_person("Robert S. Mueller", "Robert Mueller")


def test_a_body_is_one_however_its_name_is_turned() -> None:
    assert same_body("Justice Department", "Department of Justice")
    assert same_body("F.B.I.", "FBI")
    assert not same_body("Justice Department", "State Department")


def _chain(article: Article, kind: NameKind, words: str, **more: object) -> Chain:
    at = article.text.index(words)
    return Chain(name=words, kind=kind, mentions=(Mention(span=article.span(at, at + len(words)), form="name"),), **more)


def test_initials_are_no_place_and_a_lone_family_name_is_its_person() -> None:
    article = Article(id="a", text="Anna Berg met Berg aides. The C.I.A. and Moscow spoke.")
    full, lone = _chain(article, "person", "Anna Berg"), _chain(article, "place", "Berg aides").model_copy(update={"name": "Berg"})
    again = full.model_copy(update={"mentions": full.mentions * 2})
    chains = [(0, again), (0, lone), (0, _chain(article, "place", "C.I.A.")), (0, _chain(article, "place", "Moscow"))]
    assert [chain.kind for _, chain in settled(chains)] == ["person", "person", "organization", "place"]


def test_a_government_and_the_north_stand_for_their_country() -> None:
    article = Article(id="a", text="The North and the Kenyan government spoke; so did the Berg administration.")
    countries = frozenset({"North Korea", "South Korea", "Kenya"})
    assert stands_for(_chain(article, "place", "North"), {}, countries) == "North Korea"
    assert stands_for(_chain(article, "organization", "Kenyan government", home="Kenya"), {}, countries) == "Kenya"
    assert stands_for(_chain(article, "organization", "Berg administration"), {"berg": "Norway"}, countries) == "Norway"
    assert stands_for(_chain(article, "organization", "Berg administration"), {}, countries) is None


@pytest.mark.parametrize(
    ("role", "home"),
    [("Kenyan president", "Kenya"), ("leader of North Korea", "North Korea"), ("U.S. secretary", "United States"), ("aide", None)],
)
def test_the_country_of_a_role(role: str, home: str | None) -> None:
    assert country_in(role) == home


def test_a_lone_name_that_nobody_introduces_is_a_body() -> None:
    article = Article(id="a", text="Harlow and Zed spoke.")
    often = _chain(article, "person", "Zed")
    often = often.model_copy(update={"mentions": often.mentions * 3})
    bearer = often.model_copy(update={"name": "Harlow", "roles": (article.span(0, 6),)})
    assert [chain.kind for _, chain in settled([(0, often), (0, bearer)])] == ["organization", "person"]


def test_a_given_name_alone_is_the_relative_of_that_name() -> None:
    first = Article(id="a", text="Anna Berg died, her brother Peter Berg said. Peter Lund wept.")
    second = Article(id="b", text="Her brother Peter told us.")
    told = [_chain(first, "person", "Anna Berg"), _chain(first, "person", "Peter Berg"), _chain(first, "person", "Peter Lund")]
    lone = account("Her brother Peter told us.").model_copy(update={"article": second, "chains": (_chain(second, "person", "Peter"),)})
    full = account(first.text).model_copy(update={"article": first, "chains": tuple(told)})
    assert [actor.name for actor in actors([full, lone])] == ["Anna Berg", "Peter Berg", "Peter Lund"]
    strangers = full.model_copy(update={"chains": tuple(told[1:])})
    assert [actor.name for actor in actors([strangers, lone])] == ["Peter Berg", "Peter Lund", "Peter"]
