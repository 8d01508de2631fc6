"""What is story and what only stood on the page."""

from __future__ import annotations

import pytest

from rashomon.reading.furniture import sort_lines
from rashomon.reading.lines import furniture_reason, is_contribution
from rashomon.reading.plain import lines_of

P1 = "The ferry ran aground off Tarn Island on Monday, the harbour master said."
P2 = "All forty people on board were brought ashore before dark, and nobody was hurt."
P3 = "Divers will look at the hull on Tuesday, the company said in a statement."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Facebook  Twitter  WhatsApp  Email", "share bar"),
        ("Font Size", "page control"),
        ("Advertisement", "advertisement"),
        ("kurier merch", "advertisement"),
        ("Be the first to comment", "comment form"),
        ("Your email address will not be published.", "comment form"),
        ("Subscribe to our newsletters", "newsletter"),
        ("© 2020 Kurier Media Ltd. All rights reserved.", "copyright line"),
        ("Read more: Ferry fares to rise by six per cent", "related link"),
        ("[Ferry company has been fined before]", "related link"),
        ("The ferry on the bank. (Photo: Ann Bee)", "caption"),
        ("A tug nears the ferry. [Photo: @ann Twitter]", "caption"),
        ("Getty Images The ferry is towed to the quay", "caption"),
        ("FILE - In this May 2, 2020, file photo, the ferry Tarn lies at the quay in Vellin. The ferry ran aground.", "caption"),
        (
            "FILE - In this May 2, 2020, file photo, the Tarn lies at the quay. The ferry ran aground. Its owner is at sea. "
            "Nobody was hurt. (Ann Bee, File/AP)",
            "caption",
        ),
        ("In this Friday, May 2, 2020, file photo, the Tarn lies at the quay in Vellin.", "caption"),
        (
            "The ferry Tarn, registered in Vellin, is seen in the waters off the island, where it ran aground on its way home. "
            "Coastguards boarded the vessel and spoke to its crew about the accident, an official who was on the quay on Friday said, "
            "and her captain is to be heard next week in the town. (Ann Bee/Carl Dee/Kurier via AP)",
            "caption",
        ),
        ("We pay for your stories! Do you have a story for the Kurier news team? Email us at tips@kurier.example", "reporting line"),
        ("In this photo provided by the coast guard, the ferry lists off Tarn Island.", "caption"),
        ("If you like this story, share it with a friend!", "share bar"),
        ("Ann Bee can be reached at https://annbee.example/ferry", "reporting line"),
        ("Passengers on the quay at Vellin (Ann Bee/AP)", "caption"),
        ("[Edited by Ann Bee]", "reporting line"),
        (
            "Follow Ann Bee on Twitter @annbee and Google+. Follow us @kurier, on Facebook or Google+. First published on Kurier.",
            "share bar",
        ),
        ("What do you think of the new quay? Please leave a comment below.", "comment form"),
        ("Kurier transcripts are created on a rush deadline by a contractor. Accuracy and availability may vary.", "transcript notice"),
        ("(Reporting by Ann Bee; Editing by Carl Dee)", "reporting line"),
        ("Reporting by Ann Bee in Vellin and Eve Fay; Writing by Ann Bee; Edtitng by Carl Dee", "reporting line"),
        ("Additional reporting by Eve Fay and the Kurier staff in Tarn.", "reporting line"),
        ("Compiled by Carl Dee", "reporting line"),
        ("You agree to receive occasional updates and special offers from the Kurier.", "newsletter"),
        ("Please verify you’re not a robot by clicking the box.", "newsletter"),
        ("Newsletter Sign Up The Harbour Letter What the island talks about, each morning. Invalid email address.", "newsletter"),
        ("https://t.co/abCD12ef", "related link"),
        ("pic.twitter.com/abCD12ef", "embedded post"),
        ("https://t.co/abCD12ef pic.twitter.com/abCD12ef — Ann Bee (@annbee) May 3, 2020", "embedded post"),
        ("The ferry is seen on the bank off Tarn Island, May 3, 2020. REUTERS/Ann Bee", "caption"),
        ("The ferry is towed into the harbour at Vellin. AFP/Carl Dee/File Photo", "caption"),
    ],
)
def test_lines_that_are_furniture_by_their_words(line: str, reason: str) -> None:
    assert furniture_reason(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "He founded a newsletter in 2003 that thousands of islanders read.",
        "The court ruled on copyright in 2019 that the map may be used.",
        "They seized merchandise.",
        "In this election the photo of the ferry decided nothing.",
        "If you like this island, you will like the ferry.",
        "“Share the pain,” the minister said. “Follow the rules.”",
        "The mayor promised more on Tuesday: a new lifeboat and a crew for it.",
        "He told the council that the ship had been sold. (Reuters)",
        "(The council did not answer questions about the ferry.)",
        "[The minister later withdrew the remark.]",
        "The Associated Press contributed to this report.",
        "Reporting by the Kurier found that the radar had been out of order since May.",
        "Compiled by a team of engineers, the list names forty ships that sail without a radar.",
        "You agree to nothing, he told the captain.",
        "All are ashore, thank you https://t.co/abCD12ef — Ann Bee (@annbee) May 3, 2020",
        "The council gave the log of the ship to the Kurier and to Reuters.",
        "Close to a hundred people were waiting on the quay.",
        "Print runs fell by half, the publisher said.",
        "Advertisers have left the paper, its editor said.",
    ],
)
def test_sentences_of_a_story_are_no_furniture(line: str) -> None:
    assert furniture_reason(line) is None


def sorted_text(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    parts = sort_lines(lines_of(text), {})
    return list(parts.body), [(piece.reason, piece.text) for piece in parts.furniture]


def test_a_credit_beside_a_copyright_notice_stays_in_the_body() -> None:
    notice = "© 2020 Kurier Media. All Rights Reserved. This material may not be published or redistributed."
    body, furniture = sorted_text(f"{P1}\n\n{P2}\n\n{notice} The Associated Press contributed to this report.")
    assert body == [P1, P2, "The Associated Press contributed to this report."]
    assert furniture == [("copyright line", notice)]
    assert is_contribution(body[-1])


def test_a_paragraph_in_another_language_is_left_out_of_an_english_story() -> None:
    help_line = (
        "Wer nachts nicht schlafen kann und mit jemandem reden will, erreicht die Seelsorge kostenlos und rund um die Uhr am Telefon."
    )
    body, furniture = sorted_text(f"{P1}\n\n{P2}\n\n{help_line}\n\n{P3}")
    assert body == [P1, P2, P3]
    assert furniture == [("another language", help_line)]
    assert sorted_text(help_line) == ([help_line], [])


def test_crossheads_and_a_bullet_between_paragraphs() -> None:
    body, furniture = sorted_text(f"{P1}\n\n‘Nobody asked us’\n\n{P2}\n\n• Island asks for a bridge\n\n{P3}")
    assert body == [P1, P2, P3]
    assert [reason for reason, _ in furniture] == ["crosshead", "related headline"]


def test_a_related_headline_draws_its_blurb_but_a_crosshead_does_not() -> None:
    headline = "Tarn Island ferry company fined over 'broken' lifeboats in Vellin"
    blurb = "A court in Vellin on Friday fined the company that runs the Tarn Island ferry over lifeboats that it called “broken”."
    body, furniture = sorted_text(f"{P1}\n\n{headline}\n\n{blurb}\n\n{P2}\n\n{P3}")
    assert body == [P1, P2, P3]
    assert [reason for reason, _ in furniture] == ["related headline", "blurb of a related headline"]
    crosshead = "Lifeboats called ‘broken’"
    body, _ = sorted_text(f"{P1}\n\n{crosshead}\n\n{blurb}\n\n{P2}\n\n{P3}")
    assert body == [P1, blurb, P2, P3]


def test_a_list_under_a_colon_and_a_lost_full_stop_are_story() -> None:
    items = "The council asked for three things:\n\nA new radar\n\nA second lifeboat"
    text = f"{P1}\n\n{items}\n\n{P2}\n\nThe ferry was still on the bank on Tuesday"
    body, furniture = sorted_text(text)
    assert furniture == []
    assert len(body) == 6


def test_posts_and_speech_without_an_end_mark_are_story() -> None:
    post = "All are ashore, thank you — Ann Bee (@annbee) May 3, 2020"
    speech = "“We steered by the voices,” he told the council"
    body, _ = sorted_text(f"{P1}\n\n{post}\n\n{speech}\n\nThe company said in a video\n\n{P2}")
    assert body == [P1, post, speech, "The company said in a video", P2]


def test_a_repeated_paragraph_stays_repeated() -> None:
    body, _ = sorted_text(f"{P1}\n\n{P2}\n\n{P1}")
    assert body == [P1, P2, P1]


def test_lines_wrapped_at_a_width_are_joined() -> None:
    wrapped = (
        "The ferry ran aground off Tarn Island on\nMonday, the harbour master said, and the\nlifeboat was called out twice.\n\n"
        "Nobody was hurt, the company said, when\nthe tide came in and lifted the ship."
    )
    assert [line.text for line in lines_of(wrapped)] == [
        "The ferry ran aground off Tarn Island on Monday, the harbour master said, and the lifeboat was called out twice.",
        "Nobody was hurt, the company said, when the tide came in and lifted the ship.",
    ]


def test_a_reporting_line_that_ran_on_to_a_paragraph_is_cut_off() -> None:
    note = "(Reporting by Ann Bee and Eve Fay; Edtitng by Carl Dee)"
    body, furniture = sorted_text(f"{P1}\n\n{P2} {note}")
    assert body == [P1, P2]
    assert furniture == [("reporting line", note)]
    story = "The council praised the Kurier (reporting by Ann Bee won it a prize) and the lifeboat crew."
    assert sorted_text(f"{P1}\n\n{story}")[0] == [P1, story]
