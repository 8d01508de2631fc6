"""Real stories: nothing of the input is lost, and no furniture is in a body. Facts only; the texts are not in the repository."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from rashomon.language.normalise import normalise
from rashomon.model.article import Article
from rashomon.reading.read import read

STORIES = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "stories"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not STORIES.exists(), reason="the development corpora are not beside the checkout"),
]


def words(article: Article) -> Counter[str]:
    return Counter("\n".join([article.text, *(piece.text for piece in article.furniture)]).split())


@pytest.mark.parametrize("pattern", ["venezuela-2019/*.txt", "newswcl50/event_*/*.txt"])
def test_body_and_furniture_together_are_the_text_file(pattern: str) -> None:
    articles = read([str(STORIES / pattern)]).articles
    assert len(articles) in (5, 25)
    for article in articles:
        assert words(article) == Counter(normalise(Path(article.path or "").read_text(encoding="utf-8")).split())


@pytest.mark.parametrize("name", ["giveme5w1h-clusters", "wikinews-medium"])
def test_body_and_furniture_together_are_the_record(name: str) -> None:
    archive = STORIES / f"{name}.jsonl.gz"
    with gzip.open(archive, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    reading = read([archive])
    assert len(reading.articles) + len(reading.skipped) == len(texts)
    assert len(reading.skipped) <= 5
    for article in reading.articles:
        assert words(article) == Counter(normalise(texts[int((article.path or "").rsplit("#")[-1]) - 1]).split())


def test_the_five_accounts_of_venezuela() -> None:
    found = {(article.path or "").rsplit("/")[-1][:3]: article for article in read([STORIES / "venezuela-2019"]).articles}
    assert {key: article.outlet for key, article in found.items()} == {
        "000": "CBS News",
        "001": None,
        "002": "CNN",
        "003": None,
        "004": None,
    }
    assert {key: article.published.date if article.published else None for key, article in found.items()} == {
        "000": "2019-03-27T06:31",
        "001": "2019-03-26T17:08",
        "002": "2019",
        "003": None,
        "004": None,
    }
    assert {key: len(article.text.split("\n\n")) for key, article in found.items()} == {"000": 8, "001": 23, "002": 9, "003": 12, "004": 15}
    assert {key: Counter(piece.reason for piece in article.furniture) for key, article in found.items()} == {
        "000": Counter({"headline": 1, "date line": 2, "related headline": 1, "copyright line": 1}),
        "001": Counter({"headline": 1, "date line": 1, "page control": 1, "caption": 2, "crosshead": 2, "advertisement": 1}),
        "002": Counter({"copyright line": 1}),
        "003": Counter({"headline": 1, "comment form": 3, "page control": 1}),
        "004": Counter(
            {"headline": 1, "caption": 1, "related headline": 1, "blurb of a related headline": 1, "reporting line": 1, "newsletter": 1}
        ),
    }
    names = {credit.name for article in found.values() for credit in article.credits}
    assert {"Washington Post", "Sputnik", "Radio Liberty", "Izvestia", "Interfax", "Associated Press"} <= names
