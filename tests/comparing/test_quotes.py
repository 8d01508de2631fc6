"""One utterance is one row with its renderings; two utterances of one speaker stay two."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.quotes import measure

from rashomon.comparing.quotes import quotes
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.dossier import Quote
from rashomon.settings import DEFAULT
from tests.comparing.build import Found, Says, account, story

VENEZUELA = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "stories" / "venezuela-2019"
PEOPLE = {"p1": "Mara Lind", "p2": "Otto Brandt"}
FULL = "“The council organised the sale of the pier and must explain every cent of the price to the people of the town,”"


def says(outlet: str, words: str, actor: str | None = "p1", source: str = "Lind") -> AnnotatedArticle:
    """An account with one quotation."""
    return account(f"{words} {source} said.", Found(says=[Says(source, "said", words, "direct", actor)]), outlet=outlet)


def rows(*accounts: AnnotatedArticle) -> list[Quote]:
    return quotes(story(*accounts, people=PEOPLE), DEFAULT)


def renderings(quote: Quote) -> dict[str, str]:
    return {version.span.text: version.rendering for version in quote.versions}


@pytest.mark.parametrize(
    ("words", "rendering"),
    [
        ("“The council organized the sale of the pier and must explain every cent of the price to the people of the town,”", "verbatim"),
        ("“The council organised the sale of the pier ... and must explain every cent of the price,”", "cut"),
        ("“must explain every cent of the price”", "cut"),
        ("“The council organises the sale of the pier and must explain every cent of the price,”", "altered"),
        ("“[The board] organised the sale of the pier and must explain every cent of the price,”", "altered"),
        ("“The council arranged the sale of the pier and has to account for every cent of the price,”", "translated"),
    ],
)
def test_renderings(words: str, rendering: str) -> None:
    (row,) = rows(says("Post", FULL), says("Echo", words))
    assert row.speaker == "p1"
    assert sorted(version.rendering for version in row.versions) == sorted(["verbatim", rendering])


def test_a_meaning_bearing_word_is_a_difference_with_its_words() -> None:
    (row,) = rows(
        says("Post", "“We found no oil in the water of the bay,”"), says("Echo", "“We found little oil in the water of the bay,”")
    )
    (difference,) = row.differences
    assert difference.kind == "word"
    assert sorted(value.value for value in difference.values) == ["little", "no"]
    assert all(span.text == value.value for value in difference.values for span in value.spans)


def test_a_changed_article_or_tense_is_altered_but_no_difference() -> None:
    (row,) = rows(says("Post", "“The boats leave the bay at dawn,”"), says("Echo", "“The boats left a bay at dawn,”"))
    assert sorted(renderings(row).values()) == ["altered", "verbatim"]
    assert row.differences == ()


def test_a_cut_inside_is_listed() -> None:
    (row,) = rows(
        says("Post", FULL),
        says("Echo", "“The council organised the sale and must explain every cent of the price to the people of the town,”"),
    )
    assert [(difference.kind, [value.value for value in difference.values]) for difference in row.differences] in (
        [("cut", ["pier", "(left out)"])],
        [("cut", ["(left out)", "pier"])],
    )


def test_the_same_words_under_another_speaker_are_one_quote_with_a_difference() -> None:
    (row,) = rows(says("Post", FULL), says("Echo", FULL, "p2", "Brandt"))
    (difference,) = row.differences
    assert difference.kind == "speaker"
    assert sorted(value.value for value in difference.values) == ["Mara Lind", "Otto Brandt"]


def test_a_source_that_is_missing_is_no_difference() -> None:
    silent = account(f"A note read: {FULL}", outlet="Echo")
    (row,) = rows(says("Post", FULL), silent)
    assert row.differences == ()
    assert None in [version.statement for version in row.versions]


def test_one_who_hands_the_words_on_is_no_other_speaker() -> None:
    text = f"Brandt said Lind told him: {FULL}"
    handed = Says("Lind", "told", FULL, "direct", "p1", chain=[("Brandt", "p2", "named")])
    (row,) = rows(says("Post", FULL), account(text, Found(says=[handed]), outlet="Echo"))
    assert row.differences == ()


def test_two_utterances_of_one_speaker_stay_two() -> None:
    one = "“We will not let anyone in this town lose a job over the pier,”"
    other = "“Nobody in this town saw the offer for the pier before Monday,”"
    assert rows(says("Post", one), says("Echo", other)) == []


@pytest.mark.parametrize(
    ("words", "actor", "count"), [("“armchair sailors”", "p1", 1), ("“armchair sailors”", "p2", 0), ("“armchair admirals”", "p1", 0)]
)
def test_short_quotations_join_only_as_the_same_words_of_one_speaker(words: str, actor: str, count: int) -> None:
    assert len(rows(says("Post", "“armchair sailors”"), says("Echo", words, actor, "Brandt" if actor == "p2" else "Lind"))) == count


def test_pieces_of_one_sentence_are_one_version() -> None:
    broken = "The council “organised the sale of the pier” behind closed doors and “must explain every cent of the price”"
    mixed = account(f"{broken}, Lind said.", Found(says=[Says("Lind", "said", broken, "mixed", "p1")]), outlet="Echo")
    (row,) = rows(says("Post", FULL), mixed)
    assert len(row.versions) == 2
    assert "organised the sale of the pier” behind closed doors and “must explain every cent of the price" in renderings(row)


def test_sentences_that_go_on_are_one_quote() -> None:
    words = "“The council organised the sale of the pier. It must explain every cent of the price to the town.”"
    (row,) = rows(says("Post", words), says("Echo", words))
    assert all(version.span.text.startswith("The council") and version.span.text.endswith("to the town") for version in row.versions)


def test_one_outlet_quoting_twice_is_no_row() -> None:
    assert rows(account(f"{FULL} Lind said.\n\n{FULL} Lind said again.", outlet="Post")) == []


def test_the_committed_gold() -> None:
    figures = measure()
    assert figures["pairs.f1"] >= 95
    assert figures["renderings"] >= 90


@pytest.mark.shared
@pytest.mark.skipif(not VENEZUELA.is_dir(), reason="the development corpora are not beside the checkout")
def test_the_first_real_story() -> None:
    from rashomon.annotating.annotate import annotate
    from rashomon.gathering.gather import gather
    from rashomon.reading.read import read

    found = gather([annotate(article, DEFAULT) for article in read([VENEZUELA], DEFAULT).articles], DEFAULT)
    made = quotes(found, DEFAULT)

    def outlets(*parts: str) -> list[int]:
        """How many articles each row that holds all the parts has."""
        texts = [(" | ".join(version.span.text for version in row.versions), row) for row in made]
        return [len({version.article for version in row.versions}) for text, row in texts if all(part in text for part in parts)]

    assert outlets("blatant interference", "undisguised interference", "constitute violations", "attempts by Washington") == [3]
    assert outlets("not stand idly by") == [3]
    assert outlets("continued insertion of Russian military personnel") == [3]
    assert outlets("cease its unconstructive behavior") == [3]
