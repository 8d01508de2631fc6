from __future__ import annotations

import re

import pytest

from rashomon.comparing.brief import brief
from rashomon.comparing.claims import claims
from rashomon.comparing.phrases import counted, day, listed, quoted
from rashomon.comparing.support import Support
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article, Published, first_and_last
from rashomon.model.dossier import BriefLine, Claim, ClaimVersion, Dossier, FigureRow, FigureValue, Generator, Model, Origin, StoryLine
from rashomon.settings import DEFAULT
from tests.comparing.build import Amount, Found, Says, account, story

_INNER = str.maketrans({"‘": '"', "’": '"', "“": '"', "”": '"', "'": '"'})


def _dossier(*accounts: AnnotatedArticle, together: bool = False) -> Dossier:
    """The dossier of claims and statements alone; `together`: all accounts rest on one origin."""
    gathered = story(*accounts)
    ids = tuple(annotated.article.id for annotated in gathered.articles)
    origins = (Origin(id="o1", articles=ids, because=("one wire",)),) if together else tuple(Origin(id=id, articles=(id,)) for id in ids)
    origin = {id: found.id for found in origins for id in found.articles}
    articles = tuple(a.article.model_copy(update={"origin": origin[a.article.id]}) for a in gathered.articles)
    first, last = first_and_last(a.published.date for a in articles if a.published)
    return Dossier(
        generator=Generator(version="0", analyses={}, model=Model(name="none", version="0", sha256="0")),
        story=StoryLine(title="A story", articles=len(ids), outlets=len(ids), origins=len(origins), first=first, last=last),
        articles=articles,
        statements=tuple(statement for a in gathered.articles for statement in a.statements),
        claims=tuple(map(Support(gathered, articles, ()).counted, claims(gathered, DEFAULT))),
        origins=origins,
    )


def _of(dossier: Dossier, kind: str) -> list[BriefLine]:
    return [line for line in brief(dossier) if line.kind == kind]


def _ferry(outlet: str, number: str = "12") -> AnnotatedArticle:
    text = f"The ferry fire injured {number} passengers near the harbour wall."
    arcs = {"passengers": ("obj", "injured"), "fire": ("nsubj", "injured"), number: ("nummod", "passengers")}
    amounts = [Amount(number, float(number), float(number), "passenger")]
    found = Found(amounts=amounts, arcs=arcs, tags={"injured": "VERB", "fire": "NOUN", "passengers": "NOUN"})
    return account(text, found, outlet=outlet, published="2024-05-02")


def test_what_two_outlets_report_is_one_agreed_line_with_support_in_outlets_and_origins() -> None:
    line = _of(_dossier(_ferry("Echo"), _ferry("Post")), "agreed")[0]
    assert "Echo and Post both report this" in line.text
    assert "(two independent origins)" in line.text
    assert len(line.spans) == 2


def test_the_first_line_opens_every_account() -> None:
    dossier = _dossier(_ferry("Echo"), _ferry("Post"))
    published = Published(date="2024-05-02", precision="day", basis="date line", evidence=(dossier.articles[0].span(0, 9),))
    dated = dossier.articles[0].model_copy(update={"published": published})
    line = _of(dossier.model_copy(update={"articles": (dated, dossier.articles[1])}), "context")[0]
    assert [span.article for span in line.spans] == [article.id for article in dossier.articles]


def test_outlets_of_one_origin_are_counted_as_one_and_said_to_be() -> None:
    dossier = _dossier(_ferry("Echo"), _ferry("Post"), together=True)
    assert "both report this (one independent origin)" in _of(dossier, "agreed")[0].text
    assert any("rest on one independent origin" in line.text for line in _of(dossier, "context"))


def test_a_conflict_is_a_disputed_line_that_names_both_sides_and_no_agreed_line() -> None:
    dossier = _dossier(_ferry("Echo", "12"), _ferry("Post", "40"))
    assert _of(dossier, "agreed") == []
    line = _of(dossier, "disputed")[0]
    assert "“12” in Echo" in line.text
    assert "“40” in Post" in line.text


def test_the_core_comes_first_and_nothing_of_it_is_said_twice() -> None:
    lines = _of(_dossier(*[_ferry(outlet) for outlet in ("Echo", "Post", "Herald")]), "agreed")
    assert "Herald, Echo and Post all report this (three independent origins)" in lines[0].text
    assert len(lines) == 1


def test_what_belongs_to_another_story_on_the_page_is_no_line() -> None:
    stray = "Choirs from eleven mountain villages sang forgotten shepherd carols in Tarn cathedral."
    lines = _of(_dossier(_ferry("Echo"), _ferry("Post"), account(stray, outlet="Herald")), "single")
    assert not [line.text for line in lines if "carols" in line.text]


def test_what_one_outlet_alone_has_and_from_whom() -> None:
    text = "The harbour agency said the northern gate of the old port was never inspected last year."
    says = Says("The harbour agency", "said", "the northern gate of the old port was never inspected last year", type="media")
    other = account("A festival of light music and fireworks opens in the harbour town on Saturday night.", outlet="Post")
    dossier = _dossier(account(text, Found(says=[says]), outlet="Echo"), other)
    assert any("Only Post reports" in line.text for line in _of(dossier, "single"))
    assert any("Echo has this from another medium" in line.text for line in brief(dossier))


@pytest.mark.parametrize(("cue", "from_her"), [("has told them much", True), ("has been revealed", False)])
def test_whom_something_is_revealed_of_did_not_say_it(cue: str, from_her: bool) -> None:
    content = "The northern gate of the old port was never inspected last year"
    told = account(f"Mara Lind {cue}. {content}.", Found(says=[Says("Mara Lind", cue, content)]), outlet="Echo")
    other = account("A festival of light music and fireworks opens in the harbour town on Saturday night.", outlet="Post")
    line = next(line.text for line in _of(_dossier(told, other), "single") if "northern gate" in line.text)
    assert ("has this from Mara Lind" in line) == from_her
    assert ("Only Echo reports" in line) != from_her


def test_every_quoted_word_of_every_line_stands_in_its_spans() -> None:
    dossier = _dossier(
        _ferry("Echo", "12"), _ferry("Post", "12"), _ferry("Herald", "40"), account("“No one slept,” Lind said of the night.")
    )
    lines = brief(dossier)
    assert lines
    for line in lines:
        carried = " ".join(" ".join(span.text.split()) for span in line.spans).translate(_INNER)
        assert line.spans
        assert all(words.translate(_INNER) in carried for words in re.findall("“(.+?)”", line.text)), line.text


def test_the_version_shown_gives_no_number_that_most_do_not_give() -> None:
    dossier = _dossier(_ferry("Echo", "12"), _ferry("Post", "12"), _ferry("Herald", "12"))
    claim = dossier.claims[0]
    text = "The ferry fire of 1998 injured 12 passengers near the harbour wall"
    article = dossier.articles[0].model_copy(update={"id": "a0", "outlet": "Mirror", "text": text})
    version = ClaimVersion(article="a0", span=article.span(0, len(text)))
    changed = claim.model_copy(update={"text": text, "versions": (version, *claim.versions), "outlets": 4})
    line = _of(dossier.model_copy(update={"claims": (changed,), "articles": (article, *dossier.articles)}), "agreed")[0]
    assert "1998" not in line.text


def test_an_empty_dossier_has_an_empty_brief() -> None:
    assert brief(_dossier()) == []


def test_phrases() -> None:
    assert [counted(1, "outlet"), counted(3, "outlet"), counted(12, "outlet")] == ["one outlet", "three outlets", "12 outlets"]
    assert [listed([]), listed(["A"]), listed(["A", "B", "C"])] == ["", "A", "A, B and C"]
    assert [day("2024-05-02"), day("2024-05"), day("2024"), day("someday")] == ["2 May 2024", "May 2024", "2024", "someday"]
    assert quoted('it was "not\n safe"') == "“it was 'not safe'”"


def _reports(text: str, outlet: str, published: str | None) -> AnnotatedArticle:
    return account(text, outlet=outlet, published=published)


def _first(*published: str | None) -> str:
    accounts = [_reports(f"The gate of lock {n} was shut at noon.", f"Outlet {n}", date) for n, date in enumerate(published)]
    return _of(_dossier(*accounts), "context")[0].text


def test_a_month_or_year_counts_where_it_lies_outside_the_range_of_the_days() -> None:
    assert "between May 2007 and 31 March 2014" in _first("2014-03-31", "2007-05")
    assert "between 31 March 2014 and 2016" in _first("2014-03-31", "2016")


def test_a_month_within_the_range_of_the_days_does_not_widen_it() -> None:
    assert "between 26 March 2019 and 28 March 2019" in _first("2019-03-26", "2019-03", "2019-03-28")
    assert "on 26 March 2019" in _first("2019-03-26", "2019")
    assert "in March 2019" in _first("2019-03", "2019-03")


def test_no_words_are_quoted_twice() -> None:
    """A claim whose words stand in a line above is quoted from another account, or has no line."""
    whole = "The ferry fire injured 12 passengers near the harbour wall, and the captain was pulled from the water by a trawler."
    other = "A trawler picked up the ferry's captain, whose boat had caught fire by the harbour wall with 12 people hurt."
    dossier = _dossier(_reports(whole, "Echo", "2024-05-02"), _reports(other, "Post", "2024-05-02"))
    echo, post = sorted(dossier.articles, key=lambda article: article.outlet or "")
    part, theirs = whole[: whole.index(",")], other[: other.index(",")]

    def claim(id: str, *spans: tuple[Article, str]) -> Claim:
        versions = tuple(
            ClaimVersion(article=a.id, span=a.span(a.text.index(words), a.text.index(words) + len(words))) for a, words in spans
        )
        return Claim(id=id, text=versions[0].span.text, versions=versions, outlets=2, origins=2)

    first = claim("k1", (echo, whole), (post, other))
    told = dossier.model_copy(update={"claims": (first, claim("k2", (echo, part), (echo, part)))})
    assert [line.claims for line in _of(told, "agreed")] == [("k1",)]
    told = dossier.model_copy(update={"claims": (claim("k1", (echo, whole)), claim("k2", (echo, part), (post, theirs)))})
    lines = _of(told, "agreed")
    assert quoted(whole) in lines[0].text
    assert f"Post: {quoted(theirs)}" in lines[1].text


def test_a_number_that_one_of_two_accounts_gives_is_not_quoted_for_both() -> None:
    one, two = (
        "A 3-year-old boy fell into the lock on a crowded Saturday afternoon.",
        "A boy fell into the harbour lock on Saturday afternoon.",
    )
    dossier = _dossier(_reports(one, "Echo", "2024-05-02"), _reports(two, "Post", "2024-05-02"))
    (claim,) = dossier.claims
    assert (claim.text, claim.outlets) == (two.rstrip("."), 2)
    assert f"Post: {quoted(two.rstrip('.'))}" in _of(dossier, "agreed")[0].text


def test_amounts_that_are_not_the_same_are_told_beside_what_both_report() -> None:
    dossier = _dossier(_ferry("Echo", "12"), _ferry("Post", "14"))
    amounts = tuple(
        FigureValue(low=float(n), high=float(n), approximate=False, text=n, article=article.id, span=article.span(23, 25))
        for article, n in zip(sorted(dossier.articles, key=lambda article: article.outlet or ""), ("12", "14"), strict=True)
    )
    row = FigureRow(id="f1", what="people injured", unit="person", values=amounts, verdict="compatible")
    claim = dossier.claims[0].model_copy(update={"aspects": ()})
    line = _of(dossier.model_copy(update={"claims": (claim,), "figures": (row,)}), "agreed")[0]
    assert line.text.endswith("Of people injured they give “12” in Echo; “14” in Post.")


def test_words_without_an_amount_on_which_accounts_differ_are_quoted_first() -> None:
    one = "A three-year-old boy fell into the lock on a crowded Saturday afternoon."
    two = "The boy who fell into the lock was pulled out by a keeper on Saturday."
    dossier = _dossier(_reports(one, "Echo", "2024-05-02"), _reports(f"{two} He is 4.", "Post", "2024-05-02"))
    echo, post = sorted(dossier.articles, key=lambda article: article.outlet or "")
    spans = (echo.span(0, len(one)), post.span(0, len(two)))
    versions = tuple(ClaimVersion(article=span.article, span=span) for span in spans)
    told = dossier.model_copy(update={"claims": (Claim(id="k1", text=one, versions=versions, outlets=2, origins=2),)})
    assert f"Echo: {quoted(one)}" in _of(told, "agreed")[0].text
    ages = [
        FigureValue(low=age, high=age, approximate=False, text=f"{age}", article=article.id, span=span)
        for age, article, span in ((3, echo, echo.span(2, 7)), (4, post, post.span(len(two) + 7, len(two) + 8)))
    ]
    row = FigureRow(id="f1", what="age of boy", unit="year", values=tuple(ages), verdict="conflict")
    assert f"Post: {quoted(two)}" in _of(told.model_copy(update={"figures": (row,)}), "agreed")[0].text


def test_half_a_sentence_gives_no_agreed_line() -> None:
    words = "“Because they saved the boy’s life by the old harbour lock,” he said."
    dossier = _dossier(_reports(words, "Echo", "2024-05-02"), _reports(words, "Post", "2024-05-02"))
    assert dossier.claims[0].outlets == 2
    assert _of(dossier, "agreed") == []
