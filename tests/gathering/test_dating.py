import pytest

from rashomon.annotating.times import times
from rashomon.gathering.dating import date_articles
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Published
from tests.comparing.build import account


def read(text: str, outlet: str, published: str | None = None) -> AnnotatedArticle:
    bare = account(text, outlet=outlet, published=published)
    return bare.model_copy(update={"times": times(bare.article, bare.sentences)})


SIBLING = "The old bridge at Kelmouth collapsed into the river on Thursday. Divers searched the river for two cars."


def date_of(*articles: AnnotatedArticle) -> Published | None:
    return date_articles(articles)[0].article.published


def test_a_date_written_out_dates_the_article_and_its_times() -> None:
    undated = read("The bridge at Kelmouth fell on Thursday (28 March), the mayor said. It opened in 1998.", "Coast Wire")
    sibling = read(SIBLING, "Harbour Post", "2019-03-28")
    article = date_articles([undated, sibling])[0]
    published = article.article.published
    assert published is not None
    assert (published.date, published.precision, published.basis) == ("2019-03-28", "day", "own words")
    assert "28 March" in [span.text for span in published.evidence]
    assert article.times[0].value == "2019-03-28"


def test_a_weekday_is_placed_by_a_sibling_that_tells_the_same() -> None:
    undated = read("The old bridge at Kelmouth collapsed into the river on Thursday, officials said Thursday.", "Coast Wire")
    published = date_of(undated, read(SIBLING, "Harbour Post", "2019-03-29"))
    assert published is not None
    assert published.basis == "siblings"
    assert published.date in ("2019-03-28", "2019-03-29", "2019-03")
    assert {span.article for span in published.evidence} >= {undated.article.id}


def test_nothing_to_go_on_leaves_it_undated() -> None:
    assert date_of(read("The bridge fell.", "Coast Wire")) is None


def test_a_year_alone_is_made_finer_and_never_contradicted() -> None:
    undated = read("The bridge fell on Thursday, officials said.", "Coast Wire")
    coarse = undated.article.model_copy(update={"published": Published(date="2018", precision="year", basis="copyright line")})
    published = date_of(undated.model_copy(update={"article": coarse}), read(SIBLING, "Harbour Post", "2019-03-29"))
    assert published is not None
    assert published.date.startswith("2018")


def test_a_dated_article_is_left_as_it_is() -> None:
    dated = read(SIBLING, "Harbour Post", "2019-03-29")
    assert date_articles([dated]) == (dated,)


def test_the_order_of_the_articles_does_not_matter() -> None:
    one = read("The bridge at Kelmouth fell on Thursday (28 March), the mayor said.", "Coast Wire")
    two = read("The old bridge at Kelmouth collapsed into the river on Thursday.", "Valley News")
    three = read(SIBLING, "Harbour Post", "2019-03-29")
    first = {a.article.id: a.article.published for a in date_articles([one, two, three])}
    assert first == {a.article.id: a.article.published for a in date_articles([three, two, one])}


def test_a_past_date_with_its_year_is_no_day_of_publication() -> None:
    told = "The memo, dated Feb. 8, 2017, was released on Thursday. The harbour master was dismissed last year."
    same = "The memo of the harbour master was released late Thursday."
    assert [a.article.published for a in date_articles([read(told, "Coast Wire"), read(same, "Harbour Post")])] == [None, None]


def test_a_day_told_from_another_date_is_no_day_of_publication() -> None:
    text = "The council voted on March 5, 2016. Two days later the mayor left. In 2016 nobody asked why. On Friday the court did."
    assert date_of(read(text, "Coast Wire")) is None


def test_a_day_in_the_story_does_not_date_it_by_its_copyright_line_alone() -> None:
    undated = read("The bridge was closed on March 30 and the mayor was asked about it on Thursday.", "Coast Wire")
    coarse = undated.article.model_copy(update={"published": Published(date="2018", precision="year", basis="copyright line")})
    published = date_of(undated.model_copy(update={"article": coarse}))
    assert published is not None
    assert published.date == "2018"


@pytest.mark.parametrize(
    "text",
    [
        "The bridge fell on Thursday (28 March 2019), the mayor said.",
        "KELMOUTH, March 28, 2019 (Coast Wire) - The bridge fell on Thursday.",
        "The bridge fell on 28 March 2019 (Thursday), the mayor said.",
    ],
)
def test_a_date_beside_its_weekday_or_in_a_dateline_dates_the_article(text: str) -> None:
    published = date_of(read(text, "Coast Wire"))
    assert published is not None
    assert (published.date, published.basis) == ("2019-03-28", "own words")


def test_last_year_beside_a_year_gives_the_year() -> None:
    published = date_of(read("The bridge was closed last year, in 2018, and fell on Thursday.", "Coast Wire"))
    assert published is not None
    assert (published.date, published.precision, published.basis) == ("2019", "year", "own words")
    assert [span.text for span in published.evidence] == ["last year", "2018"]
    later = "The bridge was closed last year, in 2018. It fell on January 3, 2020, a Friday."
    assert date_of(read(later, "Coast Wire")) is None


def test_nothing_is_published_before_a_date_it_tells() -> None:
    undated = read("The old bridge at Kelmouth collapsed into the river on March 28, 2019, a Thursday.", "Coast Wire")
    published = date_of(undated, read(SIBLING, "Harbour Post", "2019-03-27"))
    assert published is not None
    assert published.basis == "siblings"
    assert published.date in ("2019-03-28", "2019-03-29", "2019-03")
