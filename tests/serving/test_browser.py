"""The room in a real browser: every page narrow and wide, light and dark, by keyboard, with axe-core, and with harmful articles."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib.resources import files
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip
PAGES = ("stories", "story", "findings", "finding", "sourcing", "corrections", "exports", "actor", "article", "search", "add", "missing")
LOOKS = ((360, "dark"), (1600, "light"), (1600, "dark"))
SERIOUS = ("serious", "critical")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt install chromium)")


class Visit:
    """One page in the browser, with everything that went wrong in it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob"):
            self.asked.append(parts.netloc)

    def go(self, path: str, *, missing: bool = False) -> None:
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == (404 if missing else 200), path
        if missing:
            self.faults = [fault for fault in self.faults if "404" not in fault]

    def check(self) -> None:
        assert self.faults == []
        assert set(self.asked) == {urlsplit(self.base).netloc}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield Visit(context.new_page(), address)
    context.close()


@pytest.fixture(scope="module")
def paths(address: str, stories: dict[int, str]) -> dict[str, str]:
    """The address of every kind of page, on the story of seven accounts."""
    story = next(row["id"] for row in told(address, "/api/stories") if row["title"].startswith("Ferry"))
    home = f"/stories/{story}"
    key = next(one["key"] for one in told(address, f"/api{home}/findings") if one["kind"] == "claim")
    article = told(address, f"/api{home}/articles")[0]["id"]
    dossier = json.loads(urlopen(f"{address}/api{home}", timeout=30).read())
    speaker = next(statement["source"]["actor"] for statement in dossier["statements"] if statement["source"]["actor"])
    return {
        "stories": "/stories",
        "story": home,
        "findings": f"{home}/findings",
        "finding": f"{home}/findings/{key}",
        "sourcing": f"{home}/sourcing",
        "corrections": f"{home}/corrections",
        "exports": f"{home}/exports",
        "actor": f"{home}/actors/{speaker}",
        "article": f"/articles/{article}",
        "search": "/search?words=ferry",
        "add": "/add",
        "missing": "/stories/nothing",
    }


def told(address: str, path: str) -> list[dict[str, str]]:
    with urlopen(address + path, timeout=30) as answer:
        found: list[dict[str, str]] = json.load(answer)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_in_every_look(visit: Visit, paths: dict[str, str], name: str) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    for width, scheme in LOOKS:
        visit.page.set_viewport_size({"width": width, "height": 900})
        visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        visit.go(paths[name], missing=name == "missing")
        assert visit.page.locator("h1").count() == 1
        over = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{name} is {over} pixels wider than a window of {width}"
        visit.page.evaluate(axe)
        found = visit.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults = [
            f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found["violations"] if one["impact"] in SERIOUS
        ]
        assert faults == [], f"{name}, {width} pixels, {scheme}"
    visit.check()


def test_a_story_is_reached_and_read_by_keyboard_alone(visit: Visit, paths: dict[str, str]) -> None:
    visit.go("/stories")
    keyboard = visit.page.keyboard
    keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.getAttribute('href')") == paths["story"]:
            break
    keyboard.press("Enter")
    visit.page.wait_for_url("**" + paths["story"])
    keyboard.press("n")
    visit.page.wait_for_selector("body.reading mark.on")
    first = visit.page.locator("mark.on").first.inner_text()
    told = visit.page.locator("#reader .showing").inner_text()
    keyboard.press("n")
    assert visit.page.locator("#reader .showing").inner_text() != told
    keyboard.press("p")
    assert visit.page.locator("mark.on").first.inner_text() == first
    keyboard.press("Escape")
    assert visit.page.locator("body.reading").count() == 0
    visit.check()


def test_the_reader_is_narrowed_to_a_kind_and_to_a_speaker(visit: Visit, paths: dict[str, str]) -> None:
    visit.go(paths["story"])
    visit.page.keyboard.press("n")
    every = visit.page.locator("#reader mark:not(.off)").count()
    kind, speaker = visit.page.locator(".picks select").all()
    kind.select_option("figures")
    figures = visit.page.locator("#reader mark:not(.off)").count()
    assert 0 < figures < every
    kind.select_option("")
    speaker.select_option(index=1)
    assert 0 < visit.page.locator("#reader mark:not(.off)").count() < every
    visit.check()


def test_a_finding_has_an_address_and_a_citation(visit: Visit, paths: dict[str, str]) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.go(paths["story"])
    link = visit.page.locator("a.share").first
    target = link.get_attribute("href")
    assert target
    visit.go(target)
    visit.page.locator(".copy-text").first.click()
    visit.page.get_by_text("Copied").first.wait_for()
    words = visit.page.locator(".places mark").first.inner_text()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert " ".join(words.split()) in copied
    assert visit.page.locator(".places .kicker a").first.inner_text() in copied
    visit.check()


def test_a_finding_is_confirmed_noted_and_taken_back(visit: Visit, paths: dict[str, str]) -> None:
    visit.go(paths["finding"])
    visit.page.get_by_role("button", name="Confirm").click()
    visit.page.get_by_text("· confirmed").wait_for()
    visit.page.get_by_label("Note").fill("Checked <b>against</b> the tape.")
    visit.page.get_by_role("button", name="Keep the note").click()
    visit.page.get_by_text("Checked <b>against</b> the tape.").wait_for()
    visit.page.get_by_role("button", name="Reject").click()
    visit.page.get_by_text("· rejected").wait_for()
    title = visit.page.locator("h1").inner_text()
    visit.go(paths["story"])
    assert visit.page.get_by_text("1 finding rejected by a person is left out").is_visible()
    assert visit.page.locator(f"#claims [data-title={json.dumps(title)}]").count() == 0
    visit.go(paths["corrections"])
    while visit.page.get_by_role("button", name="Undo").count():
        visit.page.get_by_role("button", name="Undo").first.click()
        visit.page.wait_for_load_state()
    visit.go(paths["finding"])
    assert visit.page.get_by_text("· confirmed").count() == 0
    assert visit.page.get_by_text("· rejected").count() == 0
    visit.go(paths["story"])
    assert visit.page.locator(f"#claims [data-title={json.dumps(title)}]").count() == 1
    visit.check()


def test_a_pasted_text_is_added_and_its_progress_survives_a_reload(visit: Visit) -> None:
    visit.go("/add")
    visit.page.get_by_label("Paste a text").fill(
        "Bakers of Tolm strike over ovens\n\nThe Tolm Post, 4 May 2031\n\nThe bakers of Tolm laid down their work on Sunday over old "
        "ovens, their union said.\n\n“We bake in smoke,” said Mara Quist, who speaks for the 40 bakers of the town."
    )
    visit.page.get_by_role("button", name="Add").click()
    visit.page.wait_for_url("**/jobs/*")
    visit.page.reload()
    visit.page.get_by_text("Done.").wait_for(timeout=60_000)
    visit.page.get_by_role("link", name="Open the result").click()
    visit.page.get_by_role("heading", level=1).wait_for()
    assert "Mara Quist" in visit.page.locator("body").inner_text()
    visit.check()


def test_an_article_that_means_harm_stays_text(visit: Visit, address: str) -> None:
    story = next(row for row in told(address, "/api/stories") if row["title"].startswith("<b"))
    home, article = f"/stories/{story['id']}", told(address, f"/api/stories/{story['id']}/articles")[0]["id"]
    for path in (
        home,
        f"{home}/findings",
        f"{home}/sourcing",
        f"{home}/corrections",
        f"/articles/{article}",
        "/search?words=quay",
        "/stories",
    ):
        visit.go(path)
        assert visit.page.evaluate("window.hurt === undefined"), path
        assert visit.page.locator("a[href^='javascript:' i], main b, main img, main i:not(.strip i)").count() == 0, path
        assert visit.page.locator("[onload], [onerror], [onmouseover]").count() == 0, path
        assert visit.page.locator("h1").first.is_visible(), path
    visit.check()


def test_the_axe_that_is_used_finds_a_fault(visit: Visit) -> None:
    visit.go("/add")
    visit.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    visit.page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    found = visit.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert "label" in {one["id"] for one in found["violations"]}
