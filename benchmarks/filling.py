"""`python -m benchmarks.filling LIBRARY [COUNT]`: a library of COUNT articles (10,000), made of the example stories with light edits.

Each copy of a story is a story of its own, with a sentence of its number in every account. Annotating and gathering are left out: the
features of the originals stand for those of their copies, and the copies are put into their stories directly.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import insert

from rashomon.model.article import Article, identity
from rashomon.reading.read import read
from rashomon.settings import DEFAULT
from rashomon.storing import fulltext
from rashomon.storing.analysing import Analyst
from rashomon.storing.database import engine_for, writing
from rashomon.storing.entering import now, place
from rashomon.storing.placing import new_story
from rashomon.storing.tables import annotated, articles

ROOT = Path(__file__).resolve().parents[1]
STORIES = ("strait", "port")
COUNT = 10_000


def copy_of(article: Article, number: int) -> Article:
    """The article with one sentence more, and no span that this would move."""
    text = f"{article.text}\n\nThis is edition {number} of the account."
    url = f"{article.url}?edition={number}" if article.url else None
    id = identity(article.outlet, article.title, url, text)
    return article.model_copy(update={"id": id, "url": url, "text": text, "credits": (), "published": None})


def fill(address: str, count: int = COUNT) -> int:
    """Fill an empty library; how many stories there are then."""
    analyst, engine = Analyst(DEFAULT), engine_for(address)
    originals = [list(read([ROOT / "examples" / name]).articles) for name in STORIES]
    known = {article.id: analyst.features(article) for story in originals for article in story}
    left, number = count, 0
    while left > 0:
        with writing(engine) as connection:
            for _ in range(20):
                story = originals[number % len(originals)][: max(left, 0)]
                number += 1
                copies = [copy_of(article, number) for article in story]
                for original, article in zip(story, copies, strict=True):
                    row = {"id": article.id, "url": article.url, "outlet": article.outlet, "title": article.title, "published": None}
                    connection.execute(insert(articles).values(**row, added=now(), record=article.model_dump_json()))
                    fulltext.enter(connection, article)
                    found = known[original.id].model_copy(update={"id": article.id})
                    version = {"article": article.id, "version": analyst.annotating, "day": number}
                    connection.execute(insert(annotated).values(**version, features=found.model_dump_json()))
                if copies:
                    place(connection, dict.fromkeys([article.id for article in copies], new_story(copies[0].id)))
                left -= len(copies)
    engine.dispose()
    return number


def main() -> None:
    """Fill and say so."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    print(f"{fill(sys.argv[1], count)} stories of {count} articles")


if __name__ == "__main__":
    main()
