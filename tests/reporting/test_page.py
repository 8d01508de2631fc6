from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from typing import Any

import pytest
from lxml import html as lxml_html

from rashomon.model.dossier import Dossier, Generator, Model, StoryLine
from rashomon.reporting.build import build
from rashomon.reporting.page import embedded, page
from rashomon.reporting.sections import SECTIONS
from tests.reporting import sample
from tests.reporting.crowd import crowd

HOSTILE = (
    '<script>alert(1)</script> "quoted" \' </title></style></mark></article> <img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} '
    "&amp; &#60;b&#62; \u2028\u2029 \u202eevil ]]> --> <!-- javascript:alert(3) \x00\x1b[31m"
)


@pytest.fixture(scope="module")
def made() -> str:
    return page(build(sample.dossier()))


def parsed(text: str) -> Any:
    return lxml_html.fromstring(text)


def hostile() -> Dossier:
    """The sample with its accounts', actors' and lines' words replaced by hostile ones wherever a person's text may stand."""
    dossier = sample.dossier()
    text = f"{HOSTILE}\n\n{HOSTILE}"
    home = dossier.articles[0].model_copy(
        update={
            "text": text,
            "title": HOSTILE,
            "outlet": HOSTILE,
            "byline": (HOSTILE,),
            "path": HOSTILE,
            "language": '"><script>',
            "url": HOSTILE,
        }
    )
    span = home.span(0, len(HOSTILE))
    inner = home.span(3, 30)
    claim = dossier.claims[0].model_copy(
        update={"text": HOSTILE, "versions": (dossier.claims[0].versions[0].model_copy(update={"span": span}),), "aspects": ()}
    )
    quote = dossier.quotes[0]
    versions = tuple(version.model_copy(update={"span": place}) for version, place in zip(quote.versions, (span, inner), strict=False))
    return Dossier(
        generator=Generator(version=HOSTILE, analyses={HOSTILE: HOSTILE}, model=Model(name=HOSTILE, version=HOSTILE, sha256=HOSTILE)),
        story=StoryLine(title=HOSTILE, articles=1, outlets=1, origins=1, first=HOSTILE, last=HOSTILE),
        articles=(home,),
        actors=(dossier.actors[0].model_copy(update={"name": HOSTILE, "mentions": (inner,)}),),
        statements=tuple(
            one.model_copy(update={"content": one.content.model_copy(update={"text": HOSTILE, "spans": (span,)})})
            for one in dossier.statements
        ),
        quotes=(quote.model_copy(update={"versions": versions}),),
        claims=(claim,),
        figures=(dossier.figures[0].model_copy(update={"what": HOSTILE, "unit": HOSTILE}),),
        timeline=(dossier.timeline[0].model_copy(update={"text": HOSTILE, "spans": (span,), "date": HOSTILE}),),
        copies=(dossier.copies[0].model_copy(update={"basis": HOSTILE, "origin": HOSTILE, "passages": (span, inner)}),),
        wording=(dossier.wording[0].model_copy(update={"referent": HOSTILE}),),
        brief=(dossier.brief[0].model_copy(update={"text": HOSTILE, "spans": (span,)}),),
        skipped=(dossier.skipped[0].model_copy(update={"what": HOSTILE, "why": HOSTILE}),),
    )


def test_every_citation_is_an_anchor_to_words_that_are_there(made: str) -> None:
    tree = parsed(made)
    ids = Counter(tree.xpath("//@id"))
    assert [id for id, times in ids.items() if times > 1] == []
    cites = tree.xpath("//a[contains(@class, 'cite')]")
    assert len(cites) > 60
    for cite in cites:
        (place,) = tree.xpath(f"//section[@id='reader']//span[@id='{cite.get('href')[1:]}']")
        assert place.xpath("ancestor::article")
    for inside in tree.xpath("//a[starts-with(@href, '#')]/@href"):
        assert inside[1:] in ids


def test_a_marks_segments_spell_the_cited_words() -> None:
    view = build(sample.dossier())
    tree = parsed(page(view))
    for row in view.claims:
        for cell in row.carried:
            for cite in cell.cites:
                segments = tree.xpath(f"//mark[contains(concat(' ', @data-m, ' '), ' {cite.mark} ')]")
                assert "".join(segment.text_content() for segment in segments) == cite.words


def test_every_brief_line_and_every_claim_has_a_citation(made: str) -> None:
    tree = parsed(made)
    for row in tree.xpath("//section[@id='brief']//li | //section[@id='claims']//tbody"):
        assert row.xpath(".//a[contains(@class, 'cite')]"), row.get("id")


def test_the_page_asks_for_nothing_and_allows_nothing(made: str) -> None:
    tree = parsed(made)
    assert tree.xpath("//@src | //link[not(starts-with(@href, 'data:'))] | //iframe | //object | //embed | //form") == []
    assert tree.xpath("//@style | //@*[starts-with(name(), 'on')]") == []
    style, script = tree.xpath("//style/text()")[0], tree.xpath("//script/text()")[0]
    assert "url(" not in style
    assert "@import" not in style
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    for content in (style, script):
        assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in policy


def test_every_section_is_there_and_an_empty_one_says_so() -> None:
    generator = Generator(version="0", analyses={}, model=Model(name="none", version="0", sha256=""))
    empty = Dossier(generator=generator, story=StoryLine(title="", articles=0, outlets=0, origins=0), articles=())
    tree = parsed(page(build(empty)))
    for name in SECTIONS:
        (section,) = tree.xpath(f"//section[@id='{name}']")
        assert name == "reader" or section.xpath(".//p[@class='nothing']"), f"{name} is empty and does not say so"


def test_claims_not_matched_elsewhere_stay_reachable_in_a_fold() -> None:
    dossier = sample.dossier()
    lone = dossier.claims[2].model_copy(update={"silent": ()})
    tree = parsed(page(build(dossier.model_copy(update={"claims": (*dossier.claims[:2], lone)}))))
    (fold,) = tree.xpath("//section[@id='claims']//details[@id='unmatched']")
    assert fold.xpath(".//li[@id='claim-3']//a[contains(@class, 'cite')]")
    assert fold.xpath("string(summary)") == "Not matched elsewhere: 1 claim"
    assert {cell.text_content() for cell in tree.xpath("//tbody[@id='claim-2']//td[contains(@class, 'silent')]")} == {"silent"}


def test_no_outlet_is_accused_of_changing_a_quotation(made: str) -> None:
    words = parsed(made).xpath("string(//section[@id='quotes'])")
    assert "cannot be known from the accounts" in words
    assert not re.search("verbatim|altered|translated", words)


def test_hostile_words_stay_words() -> None:
    made = page(build(hostile()))
    tree = parsed(made.replace("\x00", ""))
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img | //@onerror | //b") == []
    assert tree.xpath("//a[starts-with(translate(@href, 'JAVSCRIPT', 'javscript'), 'javascript')]") == []
    assert "49" not in "".join(tree.xpath("//h1")[0].itertext()), "a template expression in an article is text"
    assert "<script>alert" not in made


def test_same_dossier_same_bytes(made: str) -> None:
    assert page(build(sample.dossier())) == made


def test_many_accounts_get_blocks_instead_of_a_wide_matrix() -> None:
    tree = parsed(page(build(crowd())))
    assert not tree.xpath("//table[@class='matrix']")
    assert len(tree.xpath("//section[@id='claims']//div[contains(@class, 'claim ') or contains(@class, ' claim')]")) == 60
    assert tree.xpath("//details")


def test_a_notebook_gets_a_frame_that_reaches_nothing() -> None:
    frame = embedded(hostile())
    assert frame.startswith("<iframe")
    assert 'sandbox="allow-scripts"' in frame
    assert len(re.findall("<", frame)) == 2, "all of the page is inside the attribute"
