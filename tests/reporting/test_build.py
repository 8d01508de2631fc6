from __future__ import annotations

import pytest

from rashomon.model.annotated import Source
from rashomon.model.dossier import ClaimVersion, Dossier, Generator, Model, StoryLine
from rashomon.reporting.build import build
from rashomon.reporting.markdown import markdown
from rashomon.reporting.page import page
from tests.reporting import sample


def test_disputed_claims_come_first_and_cells_stand_for_every_account() -> None:
    view = build(sample.dossier())
    assert [row.standing for row in view.claims] == ["disputed", "agreed", "single"]
    disputed = view.claims[0]
    assert len(disputed.cells) == 5
    assert disputed.silent == ("Valley Voice",)
    assert disputed.support == "4 outlets, 2 independent origins"
    assert [(value.text, len(value.outlets)) for value in disputed.aspects[0].values] == [("2", 3), ("3", 1)]


def test_a_claim_inside_a_statement_names_on_whose_word_it_stands() -> None:
    row = build(sample.dossier()).claims[1]
    assert {cell.outlet: cell.attributed for cell in row.carried} == {"Halden Courier": "A government official", "The Ledger": "Sources"}


def test_brief_lines_point_at_rows_of_claims() -> None:
    view = build(sample.dossier())
    assert [row.claims for row in view.brief] == [(), ("claim-1",), ("claim-3",), ("claim-2",)]


def test_the_fullest_rendering_comes_first() -> None:
    (group,) = build(sample.dossier()).quotes
    assert group.speaker == "Ilse Marrow"
    assert [rendering.rendering for rendering in group.quotes[0].renderings] == ["fullest version", "other words", "shorter"]


def test_two_versions_as_full_as_each_other_have_the_same_words() -> None:
    dossier = sample.dossier()
    first, *others = dossier.quotes[0].versions
    quote = dossier.quotes[0].model_copy(update={"versions": (first.model_copy(update={"rendering": "verbatim"}), *others)})
    (group,) = build(dossier.model_copy(update={"quotes": (quote,)})).quotes
    assert sorted(rendering.rendering for rendering in group.quotes[0].renderings) == ["same words", "same words", "shorter"]


def test_one_outlet_is_alone_only_where_every_other_is_silent() -> None:
    dossier = sample.dossier()
    lone = dossier.claims[2].model_copy(update={"silent": dossier.claims[2].silent[1:]})
    row = build(dossier.model_copy(update={"claims": (lone,)})).claims[0]
    assert row.standing == "unmatched"
    assert row.unmatched == ("Halden Wire",)
    assert row.silent == ("Halden Courier", "The Ledger", "Herald")


def test_a_claim_that_is_somebodys_words_says_whose() -> None:
    rows = {row.text: row.said_by for row in build(sample.dossier()).claims}
    assert list(rows.values()) == ["", "A government official (Halden Courier); Sources (The Ledger)", ""]


def test_a_claim_whose_words_name_their_source_does_not_name_it_again() -> None:
    dossier = sample.dossier()
    courier = dossier.articles[1]
    told = sample.at(
        courier, "A government official, speaking on condition of anonymity, said inspectors had warned of the crack in January"
    )
    claim = dossier.claims[1]
    version = ClaimVersion(article=courier.id, span=told, statement=f"{courier.id}.s2")
    claim = claim.model_copy(update={"text": told.text, "versions": (version,)})
    assert build(dossier.model_copy(update={"claims": (claim,)})).claims[0].said_by == ""


@pytest.mark.parametrize(
    ("source", "called", "type"),
    [
        (Source(text="It"), "not resolved (“It”)", ""),
        (Source(), "speaker not named", ""),
        (Source(text="officials"), "officials", "unnamed"),
        (Source(text="The ministry", actor="p2", type="named"), "the ministry", "organisation"),
    ],
)
def test_what_a_source_is_called(source: Source, called: str, type: str) -> None:
    dossier = sample.dossier()
    statement = dossier.statements[0].model_copy(update={"source": source})
    (group,) = build(dossier.model_copy(update={"statements": (statement,), "quotes": ()})).sources
    assert (group.source, group.type) == (called, type)


def test_a_quote_of_nobody_known_takes_the_words_of_its_statements() -> None:
    dossier = sample.dossier()
    statements = tuple(
        one.model_copy(update={"source": one.source.model_copy(update={"actor": None, "text": "the minister"})})
        for one in dossier.statements
    )
    quote = dossier.quotes[0].model_copy(update={"speaker": None})
    (group,) = build(dossier.model_copy(update={"statements": statements, "quotes": (quote,)})).quotes
    assert group.speaker == "the minister"
    assert {rendering.ascribed for rendering in group.quotes[0].renderings} == {""}


def test_an_account_without_outlet_author_and_headline_is_called_by_its_file() -> None:
    dossier = sample.dossier()
    bare = {"outlet": None, "byline": (), "title": None, "path": "/a/folder/of/mine/story.txt"}
    view = build(dossier.model_copy(update={"articles": (dossier.articles[0].model_copy(update=bare), *dossier.articles[1:])}))
    assert view.accounts[0].outlet == "story.txt"
    assert page(view).count("/a/folder/of/mine/story.txt") == 0, "it has an address"
    assert "/a/folder" not in markdown(view)


def test_statements_of_one_actor_stand_together_across_outlets() -> None:
    view = build(sample.dossier())
    marrow = view.sources[0]
    assert (marrow.source, marrow.outlets) == ("Ilse Marrow", ("Halden Wire", "Halden Courier", "The Ledger"))
    assert marrow.roles == ("water minister",)
    ledger = next(row for row in view.sourcing if row.outlet == "The Ledger")
    assert ledger.counts == (1, 0, 1, 0, 0, 0, 0, 0)


def test_the_unsure_statements_of_a_source_stand_last() -> None:
    dossier = sample.dossier()
    doubtful = dossier.statements[0].model_copy(update={"confidence": 0.5})
    rows = build(dossier.model_copy(update={"statements": (doubtful, *dossier.statements[1:])})).sources[0].statements
    assert [row.unsure for row in rows] == sorted(row.unsure for row in rows)
    assert rows[-1].words == build(dossier).sources[0].statements[0].words


def test_equal_amounts_stand_once_with_all_who_give_them() -> None:
    dossier = sample.dossier()
    twice = dossier.figures[0].values[0].model_copy(update={"span": sample.at(dossier.articles[1], "about 1,200")})
    doubled = dossier.model_copy(
        update={"figures": (dossier.figures[0].model_copy(update={"values": (twice, *dossier.figures[0].values)}),)}
    )
    amounts = build(doubled).figures[0].amounts
    assert [amount.text for amount in amounts] == ["about 1,200", "Nearly 1,200", "Hundreds", "some 1,200"]
    assert [amount.interval for amount in amounts] == ["1,080 to 1,320", "1,080 to 1,200", "200 or more", "1,080 to 1,320"]


def test_only_web_addresses_become_links() -> None:
    assert [account.link for account in build(sample.dossier()).accounts] == [
        "https://wire.example/orsk",
        "https://courier.example/news/1",
        None,
        None,
        None,
    ]


def test_two_accounts_of_one_outlet_get_two_names() -> None:
    dossier = sample.dossier()
    again = dossier.articles[0].model_copy(update={"id": "a-other"})
    view = build(dossier.model_copy(update={"articles": (*dossier.articles, again)}))
    assert [account.outlet for account in view.accounts if "Wire" in account.outlet] == [
        "Halden Wire (27 Mar, 1)",
        "Halden Wire (27 Mar, 2)",
    ]


def test_what_lies_behind_every_account_of_it_is_expected_and_did_not_happen() -> None:
    dossier = sample.dossier()
    (later,) = [entry.model_copy(update={"date": "2031-06"}) for entry in dossier.timeline if entry.date == "2031-03-25"]
    view = build(dossier.model_copy(update={"timeline": (*dossier.timeline, later)}))
    labels = [(day.iso, entry.kind, entry.label) for day in view.timeline for entry in day.entries if entry.kind == "happened"]
    assert labels == [("1962", "happened", "happened"), ("2031-03-25", "happened", "happened"), ("2031-06", "happened", "expected")]


def test_the_timeline_is_by_date_and_a_minute_is_part_of_its_day() -> None:
    view = build(sample.dossier())
    assert [day.iso for day in view.timeline] == ["1962", "2031-03-25", "2031-03-26", "2031-03-27"]
    assert [entry.date for entry in view.timeline[-1].entries] == ["27 March 2031, 05:10", "27 March 2031"]


def test_an_empty_dossier_has_a_view() -> None:
    generator = Generator(version="0", analyses={}, model=Model(name="none", version="0", sha256=""))
    view = build(Dossier(generator=generator, story=StoryLine(title="", articles=0, outlets=0, origins=0), articles=()))
    assert view.period == "undated"
    assert view.claims == ()


def test_dangling_names_never_stop_a_report() -> None:
    dossier = sample.dossier()
    claim = dossier.claims[1].model_copy(update={"silent": ("gone",)})
    quote = dossier.quotes[0].model_copy(update={"speaker": "p99"})
    view = build(dossier.model_copy(update={"claims": (claim,), "quotes": (quote,), "actors": ()}))
    assert view.quotes[0].speaker == "Ilse Marrow", "the words of the account name the speaker"
    assert view.sources[0].source == "Ilse Marrow"
