from __future__ import annotations

import pytest

from rashomon.comparing.claims import claims
from rashomon.comparing.propositions import propositions
from rashomon.comparing.quoting import hangs
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.dossier import AspectVerdict, Claim
from rashomon.settings import DEFAULT
from tests.comparing.build import Amount, Found, Says, When, account, story


def _of(*accounts: AnnotatedArticle) -> list[Claim]:
    return claims(story(*accounts), DEFAULT)


def _aspect(claim: Claim, name: str) -> list[AspectVerdict]:
    return [aspect for aspect in claim.aspects if aspect.aspect == name]


def _shared(found: list[Claim]) -> list[Claim]:
    return [claim for claim in found if len(claim.versions) > 1]


def test_one_proposition_in_two_accounts_is_one_claim_and_the_third_is_silent() -> None:
    one = account("The old bridge over the Lind river collapsed in heavy rain.", outlet="Post")
    two = account("The bridge over the Lind river collapsed in heavy rain on Monday.", outlet="Echo")
    other = account("The harbour festival opens with fireworks and music.", outlet="Herald")
    claim = _shared(_of(one, two, other))[0]
    assert {version.article for version in claim.versions} == {one.article.id, two.article.id}
    assert claim.silent == (other.article.id,)
    assert (claim.outlets, claim.origins) == (2, 2)


def test_every_account_that_says_something_is_in_exactly_one_claim_for_each_stretch() -> None:
    one = account("The bridge collapsed in heavy rain. Divers searched the muddy river. Nobody knows the cause of the collapse yet.")
    two = account("Heavy rain made the bridge collapse. The mayor promised a new bridge by summer.")
    found = [version.span.key for claim in _of(one, two) for version in claim.versions]
    assert len(found) == len(set(found))
    assert sorted(found) == sorted(p.span.key for p in propositions(story(one, two), DEFAULT) if p.whole)


def test_a_sentence_that_stands_twice_is_one_version_the_earlier() -> None:
    text = "Divers searched the muddy river all night. Rain fell. Divers searched the muddy river all night."
    found = [claim for claim in _of(account(text)) if "Divers" in claim.text]
    assert [version.span.start for claim in found for version in claim.versions] == [0]


def test_names_and_topic_alone_join_nothing() -> None:
    names = {"Mara Lind": "person", "Oskar Lind": "person", "Hadal": "place"}
    one = account("Mara Lind and Oskar Lind of Hadal were teachers at the primary school.", Found(names=names))  # type: ignore[arg-type]
    two = account("Mara Lind and Oskar Lind of Hadal died when their boat sank.", Found(names=names))  # type: ignore[arg-type]
    assert not _shared(_of(one, two))


def test_two_exact_figures_of_one_day_conflict_and_a_later_one_does_not() -> None:
    def told(number: str, day: str) -> AnnotatedArticle:
        text = f"The ferry fire injured {number} passengers near the harbour wall."
        amount = Amount(number, float(number), float(number), "passenger")
        return account(text, Found(amounts=[amount], tags={"injured": "VERB"}), outlet=number, published=day)

    same_day = _shared(_of(told("12", "2024-05-02"), told("40", "2024-05-02")))[0]
    assert [aspect.verdict for aspect in _aspect(same_day, "figure")] == ["conflict"]
    later = _shared(_of(told("12", "2024-05-02"), told("40", "2024-05-04")))[0]
    assert not _aspect(later, "figure")


def test_about_and_exact_figures_that_meet_are_coarser_never_a_conflict() -> None:
    exact = account("The ferry fire injured 43 passengers near the harbour.", Found(amounts=[Amount("43", 43, 43, "passenger")]))
    about = account(
        "The ferry fire injured about 40 passengers near the harbour.",
        Found(amounts=[Amount("about 40", 36, 44, "passenger", approximate=True)]),
    )
    assert [a.verdict for a in _aspect(_shared(_of(exact, about))[0], "figure")] == ["coarser"]


def test_a_month_and_a_day_in_it_are_coarser_and_two_days_of_one_verb_conflict() -> None:
    def told(when: str, value: str) -> AnnotatedArticle:
        return account(
            f"The ferry landed at the northern harbour {when}.", Found(times=[When(when, value)], tags={when.split()[-1]: "NUM"})
        )

    month, third, fifth = told("in March", "2024-03"), told("on March 3", "2024-03-03"), told("on March 5", "2024-03-05")
    assert [a.verdict for a in _aspect(_shared(_of(month, third))[0], "date")] == ["coarser"]
    assert [a.verdict for a in _aspect(_shared(_of(third, fifth))[0], "date")] == ["conflict"]


def test_a_verb_affirmed_here_and_denied_there_is_a_conflict_with_the_words_that_deny_it() -> None:
    one = account("The crew closed the northern harbour gate before the storm.", Found(tags={"closed": "VERB"}))
    two = account("The crew never closed the northern harbour gate before the storm.", Found(tags={"closed": "VERB"}))
    verdict = _aspect(_shared(_of(one, two))[0], "polarity")[0]
    assert verdict.verdict == "conflict"
    assert {value.value: value.spans[0].text for value in verdict.values}["denied"] == "never closed"


def test_a_verb_is_not_affirmed_where_another_word_of_the_version_turns_something_round() -> None:
    one = account("The crew never closed the northern harbour gate before the storm.", Found(tags={"closed": "VERB"}))
    two = account(
        "The crew did not say it closed the northern harbour gate before the storm.",
        Found(tags={"closed": "VERB", "say": "VERB"}),
    )
    assert not [aspect for claim in _shared(_of(one, two)) for aspect in _aspect(claim, "polarity")]


@pytest.mark.parametrize(
    ("words", "arcs"),
    [
        ("The crew had not closed the northern harbour gate since the storm.", {"not": ("advmod", "closed")}),
        ("If the crew had closed the northern harbour gate the storm was over.", {"If": ("mark", "closed")}),
        ("The storm forced the crew to close the northern harbour gate.", {"to": ("mark", "close")}),
    ],
)
def test_what_is_denied_for_a_time_or_might_be_is_neither_affirmed_nor_denied(words: str, arcs: dict[str, tuple[str, str]]) -> None:
    tags = {"closed": "VERB", "close": "VERB", "not": "PART", "never": "ADV"}
    told = account(words, Found(tags=tags, arcs=arcs))
    other = "never closed" if "not" not in words else "closed"
    plain = account(f"The crew {other} the northern harbour gate during the storm.", Found(tags=tags, arcs={"never": ("advmod", "closed")}))
    assert not [aspect for claim in _shared(_of(told, plain)) for aspect in _aspect(claim, "polarity")]


def test_a_version_that_tells_of_two_days_sets_neither_against_another() -> None:
    def told(when: str, value: str) -> AnnotatedArticle:
        tail = when.split()[-1]
        return account(f"The ferry landed at the northern harbour {when}.", Found(times=[When(when, value)], tags={tail: "NUM"}))

    two = account(
        "The ferry landed at the northern harbour the day after the crash on March 5.",
        Found(times=[When("on March 5", "2024-03-05")], tags={"5": "NUM"}),
    )
    assert [a.verdict for c in _shared(_of(told("on March 3", "2024-03-03"), two)) for a in _aspect(c, "date")] == []
    days = [told("only days before the vote, on March 3", "2024-03-03"), told("only days before the vote, on March 5", "2024-03-05")]
    assert [a.verdict for c in _shared(_of(*days)) for a in _aspect(c, "date")] == ["conflict"]


def test_a_fact_and_the_same_on_somebodys_word_differ_in_attribution_without_conflict() -> None:
    one = account("The northern harbour gate was broken before the storm.")
    two = account(
        "Mara Lind said the northern harbour gate was broken before the storm.",
        Found(says=[Says("Mara Lind", "said", "the northern harbour gate was broken before the storm")]),
    )
    claim = _shared(_of(one, two))[0]
    verdict = _aspect(claim, "attribution")[0]
    assert verdict.verdict == "coarser"
    assert {value.value for value in verdict.values} == {"stated as fact", "Mara Lind"}
    assert [version.statement for version in claim.versions if version.statement] == [two.statements[0].id]


def test_a_sentence_of_two_verbs_with_objects_is_one_proposition_and_each_clause_another() -> None:
    text = "Divers searched the very muddy river and engineers closed yet another stone bridge."
    arcs = {
        "Divers": ("nsubj", "searched"),
        "river": ("obj", "searched"),
        "muddy": ("amod", "river"),
        "the": ("det", "river"),
        "closed": ("conj", "searched"),
        "and": ("cc", "closed"),
        "engineers": ("nsubj", "closed"),
        "bridge": ("obj", "closed"),
        "another": ("det", "bridge"),
        "stone": ("compound", "bridge"),
        "yet": ("advmod", "another"),
    }
    found = propositions(story(account(text, Found(tags={"searched": "VERB"}, arcs=arcs))), DEFAULT)
    assert [p.span.text for p in found if p.whole] == [text.rstrip(".")]
    assert [p.span.text for p in found if not p.whole] == [
        "Divers searched the very muddy river",
        "engineers closed yet another stone bridge",
    ]


def test_a_condition_is_never_a_proposition_of_its_own() -> None:
    text = "The mayor closed the northern bridge if heavy rain flooded the valley."
    arcs = {"flooded": ("advcl", "closed"), "if": ("mark", "flooded"), "rain": ("nsubj", "flooded"), "heavy": ("amod", "rain")}
    tags = {"flooded": "VERB", "if": "SCONJ"}
    assert len(propositions(story(account(text, Found(tags=tags, arcs=arcs))), DEFAULT)) == 1


def test_a_clause_begins_behind_the_words_that_tie_it_to_its_sentence() -> None:
    text = "Councillors sold another old ferry even though engineers closed three northern bridges."
    arcs = {
        "closed": ("advcl", "sold"),
        "even": ("advmod", "closed"),
        "though": ("mark", "closed"),
        "engineers": ("nsubj", "closed"),
        "bridges": ("obj", "closed"),
        "three": ("nummod", "bridges"),
        "northern": ("amod", "bridges"),
        "Councillors": ("nsubj", "sold"),
        "ferry": ("obj", "sold"),
        "another": ("det", "ferry"),
        "old": ("amod", "ferry"),
    }
    found = propositions(story(account(text, Found(tags={"closed": "VERB", "sold": "VERB", "though": "SCONJ"}, arcs=arcs))), DEFAULT)
    assert "engineers closed three northern bridges" in [p.span.text for p in found]


def test_a_relative_clause_with_a_subject_of_its_own_does_not_stand_alone() -> None:
    text = "Engineers closed the old bridge in a way that councillors approved before another storm."
    arcs = {
        "approved": ("acl:relcl", "way"),
        "that": ("mark", "approved"),
        "councillors": ("nsubj", "approved"),
        "before": ("case", "storm"),
        "another": ("det", "storm"),
        "storm": ("obl", "approved"),
    }
    tags = {"closed": "VERB", "approved": "VERB", "that": "SCONJ"}
    found = {p.span.text: p.full for p in propositions(story(account(text, Found(tags=tags, arcs=arcs))), DEFAULT)}
    assert found["councillors approved before another storm"] is False


def test_a_quotation_keeps_both_its_marks() -> None:
    found = propositions(story(account("“The northern gate broke in the storm.”")), DEFAULT)
    assert found[0].span.text == "“The northern gate broke in the storm.”"


def test_a_story_without_articles_has_no_claims() -> None:
    assert claims(story(), DEFAULT) == []


def test_a_sentence_that_three_accounts_share_is_one_row_without_its_clauses() -> None:
    same = "The old bridge over the Lind river collapsed in heavy rain and engineers closed both harbour gates at noon."
    found = _shared(_of(account(same, outlet="Post"), account(same, outlet="Echo"), account(same, outlet="Herald")))
    assert [len(claim.versions) for claim in found] == [3]


def test_a_claim_is_not_called_by_half_a_sentence_where_a_version_is_whole() -> None:
    half = "Berg hopes for a crowd when the northern ferry leaves the old port on Monday."
    whole = "The northern ferry leaves the old port Monday."
    found = claims(story(account(half, outlet="Echo"), account(whole, outlet="Post")), DEFAULT)
    assert not any(hangs(claim.text) for claim in found if claim.outlets > 1)
    assert hangs("when the northern ferry leaves")
    assert not hangs(whole)
