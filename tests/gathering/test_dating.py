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
