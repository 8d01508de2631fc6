from rashomon.annotating.times import times
from rashomon.model.article import Article, Precision, Published

TEXT = "The port closed on Thursday. It will open in May."


def read(published: Published | None) -> list[str]:
    article = Article(id="a1", text=TEXT, published=published)
    sentences = (article.span(0, 28), article.span(29, len(TEXT)))
    found = times(article, sentences)
    assert all(article.text[t.span.start : t.span.end] == t.text == t.span.text for t in found)
    return [t.value for t in found]


def test_times_are_resolved_against_the_day_of_publication() -> None:
    assert read(Published(date="2019-03-29T06:31", precision="minute", basis="metadata")) == ["2019-03-28", "2019-05"]


def test_a_year_is_no_day_to_resolve_against() -> None:
    precision: Precision = "year"
    assert read(Published(date="2019", precision=precision, basis="copyright line")) == ["XXXX-WXX-4", "XXXX-05"]


def test_no_expression_runs_over_the_end_of_a_sentence() -> None:
    article = Article(id="a1", text="It sank in May 1998 men came.")
    assert times(article, (article.span(0, 14), article.span(15, 29))) == ()
