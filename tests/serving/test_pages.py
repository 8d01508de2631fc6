from __future__ import annotations

import html
import io
import json
import re
import time
import zipfile

import pytest
from starlette.testclient import TestClient

from rashomon.serving.room import Room
from rashomon.storing.library import Library
from tests.serving.conftest import HOSTILE, hostile


def finished(client: TestClient, path: str) -> str:
    for _ in range(300):
        text = client.get(path).text
        if "Done." in text or 'role="alert"' in text:
            return text
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_stories_are_listed_and_what_is_new_is_marked(client: TestClient, library: Library) -> None:
    first = client.get("/stories")
    assert first.text.count('<a href="/stories/s') == len(library.stories())
    assert 'class="new"' not in first.text
    client.cookies.clear()
    seen = {"cookie": "rashomon_seen=2000-01-01T00:00:00+00:00"}
    assert client.get("/stories", headers=seen).text.count('class="new"') == len(library.stories())


def test_stories_are_narrowed(client: TestClient) -> None:
    assert client.get("/stories?words=freighter").text.count('<a href="/stories/s') == 1
    assert "No story fits" in client.get("/stories?words=zzyzx").text


@pytest.mark.parametrize("page", ["", "/findings", "/sourcing", "/corrections", "/exports"])
def test_a_storys_pages_are_there(client: TestClient, stories: dict[int, str], page: str) -> None:
    answer = client.get(f"/stories/{stories[7]}{page}")
    assert answer.status_code == 200
    assert 'aria-current="page"' in answer.text
    assert client.get(f"/stories/nothing{page}").status_code == 404


def test_every_finding_has_a_page_with_its_exact_words(client: TestClient, stories: dict[int, str], library: Library) -> None:
    listed = client.get(f"/stories/{stories[7]}/findings").text
    paths = re.findall(r'href="(/stories/\w+/findings/[\w-]+)"', listed)
    assert len(paths) > 50
    for path in paths[::12]:
        page = client.get(path)
        assert page.status_code == 200
        dated_by_no_words = re.search(r"<h1[^>]*>5 March 2024, 12:10: Kaskia Today</h1>", page.text)
        assert '<mark class="on">' in page.text or dated_by_no_words
    assert client.get(f"/stories/{stories[7]}/findings/claim-0000000000").status_code == 404


def test_an_actors_statements_stand_with_their_outlets(client: TestClient, stories: dict[int, str], library: Library) -> None:
    found = library.story(stories[7])
    assert found is not None
    spoken = [s.source.actor for s in found.dossier.statements if s.source.actor]
    actor = max(set(spoken), key=lambda id: (spoken.count(id), id))
    page = client.get(f"/stories/{stories[7]}/actors/{actor}").text
    assert page.count("<blockquote>") == spoken.count(actor)
    assert client.get(f"/stories/{stories[7]}/actors/p999").status_code == 404


def test_an_article_shows_what_was_read_and_left_out(client: TestClient, stories: dict[int, str], library: Library) -> None:
    for line in library.articles(stories[7]):
        article = library.article(line.id)
        assert article is not None
        page = client.get(f"/articles/{line.id}").text
        for paragraph in article.text.split("\n\n"):
            assert f"<p>{html.escape(paragraph, quote=False)}</p>" in page.replace("&#34;", '"').replace("&#39;", "'")
        for piece in article.furniture:
            assert piece.reason in page


def test_every_place_opens_its_words_in_the_article(client: TestClient, stories: dict[int, str], library: Library) -> None:
    story = library.story(stories[7])
    assert story is not None
    actor = max(story.dossier.actors, key=lambda one: sum(s.source.actor == one.id for s in story.dossier.statements))
    finding = re.findall(r'href="(/stories/\w+/findings/quote-[\w-]+)"', client.get(f"/stories/{stories[7]}/findings").text)[0]
    said = client.get(f"/search?speaker={actor.name}").text
    found = client.get("/search?words=ferry").text
    for page in (client.get(f"/stories/{stories[7]}/actors/{actor.id}").text, client.get(finding).text, said, found):
        places = re.findall(r'href="(/articles/(\w+)\?words=(\d+)-(\d+))#words"', page)
        assert places
        for path, article, start, end in places:
            marks = re.findall(r'<mark class="on"[^>]*>(.*?)</mark>', client.get(path).text, re.DOTALL)
            opened = library.article(article)
            assert opened is not None
            assert html.unescape("\n\n".join(marks)) == opened.text[int(start) : int(end)]
            assert client.get(path).text.count('id="words"') == 1


@pytest.mark.parametrize("words", ["5", "a-b", "-1-4", "1-2-3"])
def test_a_place_that_is_none_is_refused_and_one_beyond_the_end_marks_nothing(client: TestClient, library: Library, words: str) -> None:
    article = library.articles(library.stories()[0].id)[0].id
    assert client.get(f"/articles/{article}?words={words}").status_code == 422
    assert 'id="words"' not in client.get(f"/articles/{article}?words=99999999-999999999").text
    assert 'id="words"' not in client.get(f"/articles/{article}?words=9-3").text


def test_an_article_names_its_story_and_moving_offers_the_others_by_name(
    client: TestClient, stories: dict[int, str], library: Library
) -> None:
    title = library.title(stories[7])
    assert title is not None
    article = library.articles(stories[7])[0].id
    assert f'<a href="/stories/{stories[7]}">{title}</a>' in html.unescape(client.get(f"/articles/{article}").text)
    assert f'<option value="{stories[7]}">{title}' in html.unescape(client.get(f"/stories/{stories[1]}/corrections").text)
    assert library.title("nothing") is None


def test_a_hostile_article_stays_text_on_every_page(client: TestClient, stories: dict[int, str], library: Library) -> None:
    article = hostile()
    story = next(row.id for row in library.stories() if any(line.id == article.id for line in library.articles(row.id)))
    findings = re.findall(r'href="(/stories/\w+/findings/[\w-]+)"', client.get(f"/stories/{story}/findings").text)
    pages = ["/stories", f"/stories/{story}", f"/articles/{article.id}", "/search?words=harbour", "/search?speaker=Vogt", *findings]
    pages += [f"/stories/{story}/{page}" for page in ("findings", "sourcing", "corrections", "exports")]
    for path in pages:
        text = client.get(path).text
        for harm in ("<script>window", "<img src=x", "<svg onload", "<style>body", "<b onmouseover", "<i>Paper", 'href="javascript:'):
            assert harm not in text, (path, harm)
    assert "{{ 7 * 7 }}" in client.get(f"/articles/{article.id}").text
    assert library.article(article.id) == article
    assert article.text == HOSTILE


def test_a_text_is_pasted_and_finds_its_story(client: TestClient, room: Room, library: Library) -> None:
    text = (
        "Bridge closed in Tolmin\n\nThe old bridge at Tolmin was closed on Friday after a crack was found, "
        "engineer Mira Kos said. About 40 cars were turned back."
    )
    answer = client.post("/add", data={"secret": room.door.secret, "text": text})
    assert answer.status_code == 303
    done = finished(client, answer.headers["location"])
    assert "1 new, 0 known" in done
    [target] = re.findall(r'<a href="(/stories/s\w+)">Open the result', done)
    assert "Tolmin" in client.get(target).text
    again = finished(client, client.post("/add", data={"secret": room.door.secret, "text": text}).headers["location"])
    assert "0 new, 1 known" in again
    for line in library.articles(target.rsplit("/", 1)[1]):
        library.remove(line.id)


def test_an_upload_is_read_by_its_kind_and_its_name_reaches_nothing(client: TestClient, room: Room, library: Library) -> None:
    page = (
        b"<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1><p>The dam above Orsk held on Sunday night, engineer "
        b"Ivo Lang said, though water stood two metres below the crest.</p><p>Nobody had to leave the valley.</p></article></body></html>"
    )
    files = {"file": ("../../etc/<b>dam.html", page, "text/html")}
    done = finished(client, client.post("/add", data={"secret": room.door.secret}, files=files).headers["location"])
    assert "1 new" in done
    [hit] = library.search("crest")
    found = library.article(hit.article.id)
    assert found is not None
    assert found.path == "<b>dam.html"
    library.remove(found.id)


def test_what_cannot_be_read_is_told(client: TestClient, room: Room) -> None:
    secret = room.door.secret
    assert client.post("/add", data={"secret": secret}).status_code == 422
    for given in ({"address": "http://127.0.0.1:1/"}, {"address": "ftp://x.example/"}, {"text": "Too short."}):
        done = finished(client, client.post("/add", data={"secret": secret, **given}).headers["location"])
        assert "Left out" in done or 'role="alert"' in done


def test_findings_are_judged_on_their_page_and_it_is_undone(
    client: TestClient, room: Room, stories: dict[int, str], library: Library
) -> None:
    story = stories[7]
    path = re.findall(r'href="(/stories/\w+/findings/claim-\w+)"', client.get(f"/stories/{story}/findings").text)[0]
    key = path.rsplit("/", 1)[1]
    form = {"secret": room.door.secret, "kind": "reject", "finding": key, "back": path}
    assert client.post(f"/stories/{story}/corrections", data=form).headers["location"] == path
    assert "rejected" in client.get(path).text
    assert "rejected by a person" in client.get(f"/stories/{story}").text
    number = library.corrections(story)[-1].id
    undone = client.post(f"/corrections/{number}/undo", data={"secret": room.door.secret, "story": story})
    assert undone.headers["location"] == f"/stories/{story}/corrections"
    assert "rejected by a person" not in client.get(f"/stories/{story}").text
    wrong = client.post(f"/stories/{story}/corrections", data=form | {"finding": "claim-0"})
    assert wrong.status_code == 422
    assert "no such finding" in wrong.text
    away = client.post(f"/stories/{story}/corrections", data=form | {"kind": "confirm", "back": "https://evil.example/"})
    assert away.headers["location"] == f"/stories/{story}/corrections"
    library.undo(library.corrections(story)[-1].id)


def test_exports_are_taken_away(client: TestClient, stories: dict[int, str]) -> None:
    path = f"/stories/{stories[7]}/exports"
    assert json.loads(client.get(f"{path}/json").content)["schema"] == "rashomon.dossier/1"
    names = zipfile.ZipFile(io.BytesIO(client.get(f"{path}/csv").content)).namelist()
    assert "claims.csv" in names
    assert client.get(f"{path}/csv").content == client.get(f"{path}/csv").content
    assert client.get(f"{path}/nothing").status_code == 404
