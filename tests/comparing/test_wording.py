from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rashomon.comparing.wording import wording
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.dossier import Wording
from rashomon.model.story import Role, Story
from rashomon.settings import DEFAULT
from tests.comparing.build import Found, account, story


def _sent(who: str, *, adjective: str = "foreign") -> AnnotatedArticle:
    """Two sentences in which `who` is sent, and trained by generals."""
    text = f"Generals sent {adjective} {who} abroad. Veterans trained {adjective} {who} again."
    arcs = {who: ("obj", "sent"), adjective: ("amod", who), "Generals": ("nsubj", "sent"), "abroad": ("advmod", "sent")}
    first = account(text, Found(arcs=arcs, tags={"trained": "VERB", adjective: "ADJ", "abroad": "ADV", "again": "ADV"}), outlet=who)
    return first


def _padding() -> AnnotatedArticle:
    """Other nouns in other places, so that a shared place is rare."""
    words = "cook baker painter farmer sailor tailor miner weaver potter smith glazier cooper"
    return account(" ".join(f"The {word} polished the {word}box." for word in words.split()), outlet="Padding")


def _row(rows: list[Wording], *labels: str) -> Wording | None:
    return next((row for row in rows if {label.label for label in row.labels} >= set(labels)), None)


def test_different_nouns_in_the_same_places_are_one_row_with_counts_and_spans() -> None:
    one, two = _sent("troops"), _sent("specialists")
    row = _row(wording(story(one, two, _padding()), DEFAULT), "foreign troops", "foreign specialists")
    assert row is not None
    label = next(label for label in row.labels if label.label == "foreign troops")
    assert label.articles == {one.article.id: 2}
    assert [span.text for span in label.spans] == ["foreign troops", "foreign troops"]


def test_where_all_accounts_use_the_same_word_there_is_no_row() -> None:
    assert _row(wording(story(_sent("troops"), _sent("troops"), _padding()), DEFAULT), "foreign troops") is None


def test_nouns_joined_by_and_are_two_things() -> None:
    text = "Generals sent foreign troops and specialists."
    arcs = {"troops": ("obj", "sent"), "specialists": ("conj", "troops"), "foreign": ("amod", "troops")}
    both = account(text, Found(arcs=arcs), outlet="Both")
    rows = wording(story(both, _sent("troops"), _sent("specialists"), _padding()), DEFAULT)
    assert _row(rows, "foreign troops", "foreign specialists") is None


def _with_roles(accounts: Story, *roles: tuple[int, str]) -> Story:
    actor = accounts.actors[0]
    found = []
    for number, words in roles:
        article = accounts.articles[number].article
        start = article.text.index(words)
        found.append(Role(text=words, spans=(article.span(start, start + len(words)),)))
    return accounts.model_copy(update={"actors": (actor.model_copy(update={"roles": tuple(found)}),)})


def test_a_person_introduced_by_different_roles_is_a_row_and_by_the_same_role_is_none() -> None:
    one = account("The interim president Mara Lind spoke.", outlet="Echo", published="2024-05-01")
    two = account("The opposition leader Mara Lind spoke.", outlet="Post", published="2024-05-02")
    gathered = story(one, two, people={"p1": "Mara Lind"})
    rows = wording(_with_roles(gathered, (0, "interim president"), (1, "opposition leader")), DEFAULT)
    assert [(row.referent, {label.label for label in row.labels}) for row in rows] == [
        ("Mara Lind", {"interim president", "opposition leader"})
    ]
    assert wording(_with_roles(gathered, (0, "interim president")), DEFAULT) == []


def test_one_office_under_its_forms_is_no_difference() -> None:
    one = account("The airline's chief executive officer Mara Lind spoke.", outlet="Echo", published="2024-05-01")
    two = account("The airline's CEO Mara Lind spoke.", outlet="Post", published="2024-05-02")
    gathered = story(one, two, people={"p1": "Mara Lind"})
    assert wording(_with_roles(gathered, (0, "chief executive officer"), (1, "CEO")), DEFAULT) == []


def test_one_account_alone_has_no_wording() -> None:
    assert wording(story(_sent("troops")), DEFAULT) == []


def _blocked(who: str, where: str) -> AnnotatedArticle:
    """Two sentences about people whom other accounts call something else, in places of their own."""
    text = f"Angry {who} painted the {where} walls. Tired {who} whistled beside the {where} fountain."
    arcs = {who: ("nsubj", "painted"), "Angry": ("amod", who), "Tired": ("amod", who)}
    found = account(text, Found(arcs=arcs, tags={"painted": "VERB", "whistled": "VERB", where: "ADJ"}), outlet=who)
    like = np.tile(np.linspace(1, 2, 8, dtype=np.float16), (len(found.tokens), 1))
    return found.model_copy(update={"word_vectors": like})


def test_words_for_people_that_accounts_use_instead_of_one_another_are_one_row() -> None:
    row = _row(wording(story(_blocked("rioters", "northern"), _blocked("demonstrators", "southern"), _padding()), DEFAULT), "rioters")
    assert row is not None
    assert {label.label for label in row.labels} == {"rioters", "demonstrators"}


def test_words_that_refer_to_nothing_by_themselves_are_no_row() -> None:
    assert not wording(story(_sent("combination"), _sent("mix"), _padding()), DEFAULT)


def test_a_force_is_no_forces() -> None:
    assert _row(wording(story(_sent("troops"), _sent("force"), _padding()), DEFAULT), "foreign force") is None


@pytest.mark.shared
def test_words_for_one_concept_end_up_together_more_than_by_their_heads() -> None:
    corpora = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
    if not (corpora / "stories" / "newswcl50").exists():
        pytest.skip("the development corpora are not at hand")
    from evaluation.wording import measure

    figures = measure(corpora)
    assert figures["found"] > 90
    assert figures["f1"] > figures["head"] + 3
