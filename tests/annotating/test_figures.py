import re

import pytest

from rashomon.annotating.figures import figures
from rashomon.model.annotated import Figure, Token
from rashomon.model.article import Article

POS = {
    **dict.fromkeys(
        [
            "people",
            "men",
            "soldiers",
            "sailors",
            "passengers",
            "figure",
            "lawyers",
            "Lawyers",
            "cells",
            "year",
            "planes",
            "children",
            "toll",
            "officials",
            "deaths",
            "grain",
            "tram",
            "car",
            "villagers",
            "injured",
        ],
        "NOUN",
    ),
    **dict.fromkeys(
        [
            "killed",
            "killing",
            "wounded",
            "wounding",
            "were",
            "was",
            "rose",
            "said",
            "landed",
            "died",
            "left",
            "carried",
            "arrested",
            "taken",
            "trapped",
        ],
        "VERB",
    ),
    **dict.fromkeys(["dead", "armed", "military", "foreign", "last"], "ADJ"),
    **dict.fromkeys(["of", "to", "in", "on", "after", "with"], "ADP"),
    **dict.fromkeys(["the", "a", "those"], "DET"),
    **dict.fromkeys(["seriously"], "ADV"),
    **dict.fromkeys(["Anna", "Smith"], "PROPN"),
}


def read(text: str) -> list[Figure]:
    """Figures of one sentence, its words tagged by the list above and without syntax."""
    article = Article(id="a1", text=text)
    tokens = []
    for n, word in enumerate(re.finditer(r"\w+|[^\w\s]", text)):
        pos = POS.get(word.group(), "NUM" if word.group().isdigit() else "X" if word.group().isalpha() else "PUNCT")
        tokens.append(Token(word.start(), word.end(), word.group().lower(), pos, "dep", n, 0))
    return list(figures(article, (article.span(0, len(text)),), tokens))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("At least 59 dead , more than 500 wounded", [("person", "dead"), ("person", "injured")]),
        ("12 people were killed and 40 wounded", [("person", "dead"), ("person", "injured")]),
        ("a bomb killing at least 7 people and wounding 20", [("person", "dead"), ("person", "injured")]),
        ("the toll rose to 22", [("person", "dead")]),
        ("22 deaths", [("person", "dead")]),
        ("8 seriously injured", [("person", "seriously injured")]),
        ("3 of those trapped were taken to", [("person", "among the trapped")]),
        ("two foreign military planes landed", [("plane", None)]),
        ("dozens of villagers said", [("villager", None)]),
        ("35 tons of grain", [("grain", None)]),
        ("a two-car tram", [("car", None)]),
        ("Anna Smith , 22 , said", [("Anna Smith", None)]),
    ],
)
def test_what_is_counted_and_which_part(text: str, counted: list[tuple[str, str | None]]) -> None:
    assert [(figure.what, figure.subset) for figure in read(text)] == counted


def test_figures_carry_their_exact_words() -> None:
    text = "Officials said at least 59 people died."
    (figure,) = read(text)
    assert figure.text == figure.span.text == text[figure.span.start : figure.span.end] == "at least 59"


def test_an_article_without_tokens_still_has_its_amounts() -> None:
    article = Article(id="a1", text="About 40 people.")
    assert [(f.low, f.high, f.what) for f in figures(article, (), ())] == [(36, 44, None)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Nearly 90 sailors and passengers had been aboard", [("person", "aboard")]),
        ("a tram carrying 40 people", [("person", "aboard")]),
        ("12 people on board were killed", [("person", "dead")]),
        ("9 people who were arrested on Monday", [("person", "arrested")]),
        ("lawyers met 30 people in police cells", [("person", "arrested")]),
        ("9 people were arrested . Lawyers put the figure at 20 .", [("person", "arrested"), ("person", "arrested")]),
        ("9 planes landed , while the villagers counted 20 .", [("plane", None), ("plane", None)]),
        ("the planes , of which there are 12 , landed", [("plane", None)]),
        ("He put the figure at 20 .", [(None, None)]),
        ("a fine of $5 million a year", [(None, None)]),
    ],
)
def test_which_part_by_phrases_and_by_what_went_before(text: str, counted: list[tuple[str | None, str | None]]) -> None:
    assert [(figure.what, figure.subset) for figure in read(text)] == counted


def test_an_amount_given_anew_is_marked_so() -> None:
    assert [figure.again for figure in read("9 people were arrested . Lawyers put the figure at 20 .")] == [False, True]
