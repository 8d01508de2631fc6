from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.model.article import Article
from rashomon.model.span import Span
from rashomon.reporting.marks import Marks, Paragraph

TEXT = "One dam, two cracks.\n\nThree towns were emptied.\n \nNobody was hurt."


def home(text: str = TEXT) -> Article:
    return Article(id="a1", outlet="Herald", text=text)


def marked(article: Article, *places: tuple[int, int]) -> tuple[tuple[Paragraph, ...], dict[tuple[int, int], str]]:
    marks = Marks([article], {article.id: "Herald"})
    cites = {place: marks.cite(f"finding-{number}", [article.span(*place)])[0] for number, place in enumerate(places)}
    return marks.paragraphs(article), {place: cite.mark for place, cite in cites.items()}


def words(paragraphs: tuple[Paragraph, ...], mark: str) -> str:
    return "".join(segment.text for paragraph in paragraphs for segment in paragraph.segments if mark in segment.marks)


def test_nested_and_overlapping_marks_cover_exactly_their_words() -> None:
    paragraphs, marks = marked(home(), (0, 19), (4, 7), (5, 12), (9, 19))
    for (start, end), mark in marks.items():
        assert words(paragraphs, mark) == TEXT[start:end]
    starts = [mark for paragraph in paragraphs for segment in paragraph.segments for mark in segment.starts]
    assert sorted(starts) == sorted(marks.values()), "each mark begins once"


def test_a_mark_over_two_paragraphs_is_in_both() -> None:
    paragraphs, marks = marked(home(), (9, 33))
    assert words(paragraphs, marks[9, 33]) == "two cracks." + "Three towns"
    assert [paragraph.number for paragraph in paragraphs] == [1, 2, 3]


def test_segments_carry_every_finding_that_covers_them() -> None:
    article = home()
    marks = Marks([article], {"a1": "Herald"})
    marks.cite("claim-1", [article.span(0, 7)])
    marks.cite("quote-1", [article.span(0, 7), article.span(4, 19)])
    first, second, *_ = marks.paragraphs(article)[0].segments
    assert first.findings == ("claim-1", "quote-1")
    assert second.text == "dam"
    assert second.findings == ("claim-1", "quote-1")


def test_evidence_that_does_not_hold_is_not_cited() -> None:
    marks = Marks([home()], {"a1": "Herald"})
    lies = [
        Span(article="a1", start=0, end=3, text="Two"),
        Span(article="a2", start=0, end=3, text="One"),
        Span(article="a1", start=0, end=9999, text="One"),
        Span(article="a1", start=3, end=3, text=""),
        Span(article="a1", start=-3, end=3, text="One"),
    ]
    assert marks.cite("claim-1", lies) == ()


def test_paragraph_numbers_of_citations() -> None:
    article = home()
    cites = Marks([article], {"a1": "Herald"}).cite("claim-1", [article.span(0, 3), article.span(22, 27), article.span(50, 56)])
    assert [cite.paragraph for cite in cites] == [1, 2, 3]


@given(st.text(alphabet="ab \n\r\té", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8))
def test_no_word_is_lost_and_every_mark_is_whole(text: str, places: list[tuple[int, int]]) -> None:
    article = home(text)
    fitting = {(start, start + length) for start, length in places if start + length <= len(text)}
    paragraphs, marks = marked(article, *sorted(fitting))
    shown = "".join(segment.text for paragraph in paragraphs for segment in paragraph.segments)
    assert "".join(shown.split()) == "".join(text.split())
    for (start, end), mark in marks.items():
        assert "".join(words(paragraphs, mark).split()) == "".join(text[start:end].split())
