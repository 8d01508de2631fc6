"""The day of the event, over all accounts."""

from rashomon.comparing.eventday import day_of, event_day
from rashomon.model.annotated import AnnotatedArticle, Time
from rashomon.model.article import Article, Published
from rashomon.model.story import Story


def _account(name: str, text: str, published: str | None, *times: tuple[str, str]) -> AnnotatedArticle:
    precision = "minute" if published and "T" in published else "day"
    day = Published(date=published, precision=precision, basis="metadata") if published else None
    article = Article(id=name, text=text, published=day)
    found = tuple(
        Time(text=words, value=value, type="DATE", span=article.span(text.index(words), text.index(words) + len(words)))
        for words, value in times
    )
    return AnnotatedArticle(article=article, times=found)


def test_most_openings_decide() -> None:
    story = Story(
        articles=(
            _account("a", "A ferry sank on Monday.", "2021-03-02", ("Monday", "2021-03-01")),
            _account("b", "The ferry went down late Monday.", "2021-03-02", ("late Monday", "2021-03-01")),
            _account("c", "A ferry has sunk.", "2021-03-02"),
        )
    )
    day, spans = event_day(story)
    assert day == "2021-03-01"
    assert [span.text for span in spans] == ["Monday", "late Monday"]


def test_another_events_day_and_a_day_to_come_do_not_count() -> None:
    told = _account(
        "a", "After Tuesday's vote the port closed; it opens on Friday.", "2021-03-04", ("Tuesday", "2021-03-02"), ("Friday", "2021-03-05")
    )
    assert event_day(Story(articles=(told,))) == ("2021-03-04", ())


def test_no_date_at_all_gives_no_day() -> None:
    assert event_day(Story(articles=(_account("a", "A ferry sank.", None),))) == (None, ())


def test_an_hour_still_to_come_was_the_evening_before() -> None:
    published = Published(date="2021-03-04T04:30", precision="minute", basis="metadata")
    told = _account("a", "It fell at 7 pm.", "2021-03-04T04:30", ("7 pm", "2021-03-04T19:00"))
    time = told.times[0].model_copy(update={"type": "TIME"})
    assert day_of(time, published) == "2021-03-03"
    assert day_of(time.model_copy(update={"value": "2021-03-04T02:00"}), published) == "2021-03-04"
    assert day_of(time.model_copy(update={"text": "7 pm on Thursday"}), published) == "2021-03-04"
