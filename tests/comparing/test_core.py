from __future__ import annotations

import pytest

from rashomon.comparing.claims import claims
from rashomon.comparing.propositions import propositions
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.dossier import Claim
from rashomon.settings import DEFAULT
from tests.comparing.build import Amount, Found, When, account, story

VERBS = dict.fromkeys(["overturned", "derailed", "hurting", "hurt", "crashed", "injured", "running", "watching", "painting"], "VERB")


def lead(text: str, *amounts: Amount, times: tuple[When, ...] = ()) -> AnnotatedArticle:
    return account(text, Found(amounts=amounts, times=times, tags=VERBS), outlet=text[:12])


def shared(*accounts: AnnotatedArticle) -> list[Claim]:
    return [claim for claim in claims(story(*accounts), DEFAULT) if len(claim.versions) > 1]


MORNING = lead("Nine passengers were hurt when a funicular overturned above the lake.", Amount("Nine", 9, 9, "passenger"))
NOON = lead(
    "Brakes, a spokesman said, may be why the old mountain funicular derailed, with 9 tourists injured in dry weather.",
    Amount("9", 9, 9, "tourist"),
)
EVENING = lead("The funicular that crashed was built long ago, and nine people were hurt in it.", Amount("nine", 9, 9, "people"))


def test_leads_that_tell_one_core_in_other_words_are_one_claim() -> None:
    (claim, *_) = shared(MORNING, NOON, EVENING)
    assert len(claim.versions) == 3


def test_two_accounts_make_no_core() -> None:
    assert not [claim for claim in shared(MORNING, NOON) if len(claim.versions) == 3]


def test_amounts_that_exclude_one_another_are_another_event() -> None:
    other = lead("Thirty passengers were hurt when a funicular overturned above the sea.", Amount("Thirty", 30, 30, "passenger"))
    for claim in shared(NOON, EVENING, other):
        assert len(claim.versions) < 3


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("LINDHAVEN, May 14 (NNA) — The ferry sank.", "The ferry sank"),
        ("SAN TEMA, Ardenna - The ferry sank.", "The ferry sank"),
        ("(NNA) The ferry sank.", "The ferry sank"),
        ("Sollum -- The ferry sank.", "The ferry sank"),
        ("NATO – which sank the ferry – met.", "NATO – which sank the ferry – met"),
        ("AT least one ferry sank.", "AT least one ferry sank"),
    ],
)
def test_a_claim_begins_behind_the_dateline(text: str, rest: str) -> None:
    found = propositions(story(account(text, Found(tags={"sank": "VERB"}))), _ANY)
    assert found[0].span.text == rest


_ANY = DEFAULT.__class__(comparing=DEFAULT.comparing.__class__(min_content_words=0))


def test_clauses_that_hang_on_a_relative_word_give_way_to_their_sentences() -> None:
    arcs = {
        "searched": ("acl:relcl", "river"),
        "divers": ("nsubj", "searched"),
        "where": ("advmod", "searched"),
        "bodies": ("obj", "searched"),
    }
    tags = {"searched": "VERB", "where": "SCONJ", "fell": "VERB", "stood": "VERB"}

    def told(opening: str, outlet: str) -> AnnotatedArticle:
        text = f"{opening} river where weary divers searched lost frozen bodies."
        return account(text, Found(arcs=arcs, tags=tags), outlet=outlet)

    found = shared(told("Old walls fell beside the brown", "Post"), told("Ninety young cadets stood along the", "Echo"))
    assert found
    assert not [claim.text for claim in found if claim.text.startswith("where")]
