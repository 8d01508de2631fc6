"""HTML pages: metadata, paragraphs, quotes, captions, and what stands beside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.model.article import Article
from rashomon.reading.read import read

P = [
    "The ferry ran aground off Tarn Island on Monday morning, the harbour master of Vellin said.",
    "All forty people on board were brought ashore before dark, and nobody was hurt, she added.",
    "Divers will look at the hull on Tuesday, the company that runs the ferry said in a statement.",
]
QUOTE = "We steered by the voices and by nothing else."
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": "NewsArticle",
            "headline": "Ferry runs aground",
            "datePublished": "2020-03-03T06:31:00+01:00",
            "author": [{"@type": "Person", "name": "Ann Bee"}],
            "publisher": {"name": "Harbour Gazette"},
            "mainEntityOfPage": {"@id": "https://gazette.example/ferry"},
        },
    ],
}


def one(tmp_path: Path, html: str) -> Article:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (article,) = read([tmp_path / "a.html"]).articles
    return article


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_whole_page(tmp_path: Path) -> None:
    html = f"""<html><head><title>Ferry runs aground | Harbour Gazette</title>
    <script type="application/ld+json">{json.dumps(LD)}</script></head><body>
    <nav><a>Home</a><a>Sport</a></nav><article><h1>Ferry runs aground</h1><p class="byline">By Ann Bee</p>
    <figure><img><figcaption>The ferry on the bank. Picture: Carl Dee</figcaption></figure>
    {paragraphs(P[0])}<blockquote>{QUOTE}</blockquote><h2>What next</h2>{paragraphs(P[1])}
    <aside class="related">
    <a>Island asks for a bridge</a></aside><ul><li>The radar will be tested.</li><li>The crew will be heard.</li></ul>
    {paragraphs(P[2], P[2], "&copy; 2020 Harbour Gazette. All rights reserved.")}</article><footer>About us</footer></body></html>"""
    article = one(tmp_path, html)
    assert article.text.split("\n\n") == [P[0], QUOTE, P[1], "The radar will be tested.", "The crew will be heard.", P[2], P[2]]
    assert (article.outlet, article.title, article.byline, article.url) == (
        "Harbour Gazette",
        "Ferry runs aground",
        ("Ann Bee",),
        "https://gazette.example/ferry",
    )
    assert article.published is not None
    assert (article.published.date, article.published.basis) == ("2020-03-03T06:31", "metadata")
    reasons = {piece.text: piece.reason for piece in article.furniture}
    assert reasons["The ferry on the bank. Picture: Carl Dee"] == "caption"
    assert reasons["What next"] == "crosshead"
    assert reasons["By Ann Bee"] == "byline"
    assert reasons["Island asks for a bridge"] == "outside the article"


def test_meta_elements_and_the_address(tmp_path: Path) -> None:
    html = f"""<html><head><meta property="og:title" content="Ferry runs aground - BBC News"><meta property="og:url"
    content="https://www.bbc.co.uk/news/2020/03/03/ferry"><meta name="author" content="By Ann Bee and Carl Dee"></head>
    <body><div>{paragraphs(*P)}</div></body></html>"""
    article = one(tmp_path, html)
    assert (article.outlet, article.title, article.byline) == ("BBC", "Ferry runs aground", ("Ann Bee", "Carl Dee"))
    assert article.published is not None
    assert (article.published.date, article.published.basis) == ("2020-03-03", "address")


def test_a_host_that_is_not_in_the_table_is_named_as_the_page_writes_it(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://www.tarnmail.example/a">'
    foot = "<footer>&copy; 2020 Tarn Mail</footer>"
    assert one(tmp_path, f"<html><head>{head}</head><body>{paragraphs(*P)}{foot}</body></html>").outlet == "Tarn Mail"
    assert one(tmp_path, f"<html><head>{head}</head><body>{paragraphs(*P)}</body></html>").outlet == "tarnmail.example"


def test_a_site_that_calls_its_article_shareable_is_still_read(tmp_path: Path) -> None:
    html = f'<html><body><div class="social share"><h1>Ferry</h1>{paragraphs(*P)}</div></body></html>'
    assert one(tmp_path, html).text.split("\n\n") == P


def test_hidden_text_and_scripts_are_not_read(tmp_path: Path) -> None:
    hidden = '<p style="display: none">Hidden words here.</p><script>var x = "y."</script>'
    html = f"<html><body><article>{paragraphs(*P)}{hidden}</article></body></html>"
    article = one(tmp_path, html)
    assert article.text.split("\n\n") == P
    assert "Hidden" not in article.model_dump_json()


def test_a_page_written_by_scripts_has_what_its_json_ld_says(tmp_path: Path) -> None:
    data = {"@type": "ReportageNewsArticle", "headline": "Ferry", "articleBody": "\n\n".join(P)}
    html = f'<html><head><script type="application/ld+json">{json.dumps(data)}</script></head><body><div id="app"></div></body></html>'
    assert one(tmp_path, html).text.split("\n\n") == P


@pytest.mark.parametrize("depth", [300, 5_000])
def test_deep_nesting_does_not_stop_the_run(tmp_path: Path, depth: int) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + "<div>" * depth + paragraphs(*P) + "</div>" * depth)
    reading = read([tmp_path / "a.html"])
    assert reading.articles or reading.skipped
