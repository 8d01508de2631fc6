"""The room in a real browser: by keyboard, narrow and wide, light and dark, with no accessibility fault, error or foreign request."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from rashomon.storing.library import Library
from tests.serving.conftest import hostile

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)")
LOOKS = {"narrow-dark": (360, "dark"), "wide-light": (1600, "light")}


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=LOOKS)
def page(request: pytest.FixtureRequest, chromium: object, address: str) -> Iterator[object]:
    """A page of each look; when it closes it has made no error and asked nobody else."""
    width, scheme = LOOKS[request.param]
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=address)  # type: ignore[attr-defined]
    opened, errors, foreign = context.new_page(), [], []
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("request", lambda asked: foreign.append(asked.url) if urlsplit(asked.url).netloc != urlsplit(address).netloc else None)
    yield opened
    context.close()
    assert [error for error in errors if "404" not in error] == []
    assert [url for url in foreign if not url.startswith("data:")] == []


@pytest.fixture(scope="module")
def paths(library: Library, stories: dict[int, str]) -> list[str]:
    from rashomon.storing.findings import keyed

    story = stories[7]
    found = library.story(story)
    assert found is not None
    key = next(iter(keyed(found.dossier)))
    pages = ["", f"/findings/{key}", "/findings", "/sourcing", "/corrections", "/exports", f"/actors/{found.dossier.actors[0].id}"]
    article = found.dossier.articles[0].id
    return [
        "/stories",
        "/search?words=ferry",
        "/search?speaker=Brandt",
        "/add",
        f"/articles/{article}",
        *(f"/stories/{story}{p}" for p in pages),
    ]


def test_no_page_has_a_serious_fault_for_people_with_disabilities(page, paths: list[str]) -> None:  # type: ignore[no-untyped-def]
    for path in paths:
        page.goto(path)
        found = axe.Axe().run(page).response["violations"]
        serious = [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found if fault["impact"] in ("serious", "critical")]
        assert serious == [], path


def test_no_page_is_wider_than_the_window(page, paths: list[str]) -> None:  # type: ignore[no-untyped-def]
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_story_is_read_by_keyboard_alone(page, stories: dict[int, str]) -> None:  # type: ignore[no-untyped-def]
    page.goto("/stories")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == f"/stories/{stories[7]}":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/stories/{stories[7]}")
    page.wait_for_load_state()
    page.keyboard.press("n")
    page.wait_for_selector("body.reading mark.on")
    first = page.text_content(".cite.here")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.matches('a.cite')")
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.text_content(".cite.here") == first
    page.keyboard.press("Escape")
    assert page.query_selector("body.reading") is None


def test_the_reader_is_narrowed_to_one_kind_or_one_actor(page, stories: dict[int, str]) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"/stories/{stories[7]}")
    page.keyboard.press("n")
    page.wait_for_selector(".picks select")
    page.select_option('select[aria-label="All findings"]', "quotes")
    marks = page.locator("#reader mark")
    off = page.locator("#reader mark.off").count()
    assert 0 < off < marks.count()
    page.select_option('select[aria-label="All findings"]', "")
    assert page.locator("#reader mark.off").count() == 0
    options = page.locator('select[aria-label="Everybody"] option')
    assert options.count() > 1
    assert options.nth(1).text_content().strip() not in ("", "p1")


def test_a_row_leads_to_its_own_address_and_is_rejected_there(page, stories: dict[int, str], library: Library) -> None:  # type: ignore[no-untyped-def]
    story = stories[7]
    page.goto(f"/stories/{story}")
    page.wait_for_selector("a.share", state="attached")
    target = page.locator("#claims a.share").first.get_attribute("href")
    page.goto(target)
    page.click("text=Reject")
    page.wait_for_load_state()
    assert "rejected" in page.text_content("main .kicker")
    page.goto(f"/stories/{story}/corrections")
    page.click("button:has-text('Undo')")
    page.wait_for_load_state()
    assert library.corrections(story)[-1].undone


def test_an_article_that_means_harm_does_none(page, library: Library) -> None:  # type: ignore[no-untyped-def]
    story = next(row.id for row in library.stories() if any(line.id == hostile().id for line in library.articles(row.id)))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    for path in (f"/stories/{story}", f"/articles/{hostile().id}", f"/stories/{story}/findings", "/search?words=harbour", "/stories"):
        page.goto(path)
        assert page.evaluate("window.hurt") is None
        assert page.is_visible("body")
        assert page.locator("main img, main svg [onload], #reader img, #reader script").count() == 0
        assert page.evaluate("[...document.links].every((link) => /^https?:/.test(link.href))")


def test_a_text_is_added_and_its_job_survives_a_reload(page, library: Library) -> None:  # type: ignore[no-untyped-def]
    page.goto("/add")
    words = "A tram left its rails in Ruse on Friday and 3 people were hurt, said the driver, Ana Petrova, who had stayed aboard."
    page.fill("textarea[name=text]", f"Tram derails in Ruse\n\n{words}")
    page.click("button:has-text('Add')")
    page.wait_for_url("**/jobs/*")
    page.reload()
    page.wait_for_selector("text=Open the result", timeout=30_000)
    page.click("text=Open the result")
    page.wait_for_selector("h1:has-text('Tram')", timeout=30_000)
    [hit] = library.search("derails Ruse")
    library.remove(hit.article.id)
