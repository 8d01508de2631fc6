from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import NoLibrary
from rashomon.flow import compare
from rashomon.model.article import Article, identity
from rashomon.storing.library import Library, open_library

ROOT = Path(__file__).resolve().parents[2]


def changed(article: Article, old: str, new: str) -> Article:
    text = article.text.replace(old, new)
    assert text != article.text
    id = identity(article.outlet, article.title, article.url, text)
    plain = article.model_copy(update={"id": id, "text": text, "credits": (), "furniture": (), "published": None})
    return Article.model_validate(plain.model_dump())


def test_accounts_of_two_events_become_two_stories(library: Library, accounts: tuple[Article, ...]) -> None:
    added = library.add(accounts)
    assert set(added.new) == {article.id for article in accounts}
    assert [row.articles for row in sorted(library.stories(), key=lambda row: -row.articles)] == [7, 4]
    assert library.count_stories() == 2
    held = {line.id for row in library.stories() for line in library.articles(row.id)}
    assert held == set(added.new)


def test_adding_twice_adds_nothing(library: Library, accounts: tuple[Article, ...]) -> None:
    library.add(accounts[:3])
    before = library.stories()
    again = library.add(accounts[:3])
    assert again.new == ()
    assert set(again.known) == {article.id for article in accounts[:3]}
    assert library.stories() == before


def test_a_story_keeps_its_id_when_articles_join(library: Library, accounts: tuple[Article, ...]) -> None:
    library.add(accounts[:2])
    [first] = library.stories()
    library.add(accounts[2:7])
    assert [row.id for row in library.stories()] == [first.id]


def test_a_storys_dossier_is_the_one_that_compare_gives(library: Library) -> None:
    from rashomon.reading.read import read

    library.add(read([ROOT / "examples/strait"]).articles)
    [row] = library.stories()
    assert row.stale
    found = library.story(row.id)
    assert found is not None
    direct = compare([ROOT / "examples/strait"])
    assert found.dossier.model_copy(update={"skipped": direct.skipped}).to_json() == direct.to_json()
    assert [line.stale for line in library.stories()] == [False]
    assert not library.refresh(row.id)


def test_a_story_is_compared_anew_only_where_something_changed(library: Library, accounts: tuple[Article, ...]) -> None:
    library.add(accounts[:5])
    library.add(accounts[7:])
    for row in library.stories():
        assert library.refresh(row.id)
    library.add(accounts[5:6])
    assert sum(row.stale for row in library.stories()) == 1


def test_a_new_version_of_the_analysis_finds_the_stories_of_the_one_before(
    library: Library, accounts: tuple[Article, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setitem(library._analyst.__dict__, "annotating", "an earlier version")
        before.setitem(library._analyst.__dict__, "comparing", "an earlier version")
        library.add(accounts[:5])
        [row] = library.stories()
        library.refresh(row.id)
        assert library.is_fresh(row.id)
    assert not library.is_fresh(row.id)
    assert library.refresh(row.id)
    library.add(accounts[5:7])
    assert [(line.id, line.articles) for line in library.stories()] == [(row.id, 7)]


def test_words_find_articles_in_their_other_forms(library: Library, accounts: tuple[Article, ...]) -> None:
    library.add(accounts)
    hits = library.search("ferries")
    assert hits
    for hit in hits:
        article = library.article(hit.article.id)
        assert article is not None
        assert all(article.text[span.start : span.end] == span.text for span in hit.spans)
        assert any(span.text.casefold().startswith("ferr") for span in hit.spans)
    assert library.search("ferry zzyzx") == []


@pytest.mark.parametrize("words", ["", '"', "a AND", "NOT (", "*", "x' OR 1=1 --", "title:", "\x00", "“ferry", "%", "🚢", "a" * 5000])
def test_nothing_that_is_typed_is_an_error(library: Library, accounts: tuple[Article, ...], words: str) -> None:
    library.add(accounts[:1])
    assert isinstance(library.search(words), list)
    assert isinstance(library.stories(words=words), list)
    assert isinstance(library.utterances(words, words), list)


def test_stories_are_narrowed_by_words_outlet_and_time(library: Library, accounts: tuple[Article, ...]) -> None:
    library.add(accounts)
    outlet = next(article.outlet for article in accounts[:7] if article.outlet)
    assert outlet in library.outlets()
    assert {row.articles for row in library.stories(outlet=outlet)} == {7}
    assert {row.articles for row in library.stories(words="freighter")} == {7}
    assert library.stories(since="2030-01-01") == []
    assert library.count_stories(since="2024-05-01") == 1


def test_who_said_a_thing_is_found_over_all_stories(library: Library, accounts: tuple[Article, ...]) -> None:
    library.add(accounts)
    assert library.utterances("brandt") == []
    for row in library.stories():
        library.refresh(row.id)
    said = library.utterances("Brandt")
    assert said
    for one in said:
        assert "brandt" in one.name.casefold()
        article = library.article(one.article.id)
        assert article is not None
        assert all(article.text[span.start : span.end] == span.text for span in one.statement.content.spans)


def test_versions_of_an_address_are_kept_with_what_changed(library: Library, accounts: tuple[Article, ...]) -> None:
    first = next(article for article in accounts if article.url)
    word = first.text.split()[5]
    second = changed(first, word, f"{word} (corrected)")
    library.add([first])
    library.add([second])
    before, after = library.versions(second.id)
    assert (before.article.id, before.changes) == (first.id, ())
    assert after.article.id == second.id
    assert {change.kind for change in after.changes} <= {"insert", "replace"}
    assert all(change.after and change.after.text in second.text for change in after.changes)


def test_a_removed_article_is_gone_from_everywhere(library: Library, accounts: tuple[Article, ...]) -> None:
    library.add(accounts)
    gone = accounts[0]
    assert library.remove(gone.id)
    assert not library.remove(gone.id)
    assert library.article(gone.id) is None
    assert gone.id not in {hit.article.id for hit in library.search("ferry")}
    assert sorted(row.articles for row in library.stories()) == [4, 6]
    for article in accounts[1:]:
        library.remove(article.id)
    assert library.stories() == []
    assert library.empty()


def test_what_is_asked_for_and_is_not_there_is_none(library: Library) -> None:
    assert library.story("nothing") is None
    assert library.article("nothing") is None
    assert library.articles("nothing") == []
    assert library.versions("nothing") == []
    assert not library.refresh("nothing")


def test_the_state_of_a_feed_is_kept(library: Library) -> None:
    assert library.feed_state("https://feed.example/") is None
    library.keep_feed_state("https://feed.example/", '{"etag": "1"}')
    library.keep_feed_state("https://feed.example/", '{"etag": "2"}')
    assert library.feed_state("https://feed.example/") == '{"etag": "2"}'


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nonsense", "no address"),
        ("mysql://x/y", "not supported"),
        ("sqlite:////proc/nowhere/library.db", "proc"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/x", "cannot be opened"),
    ],
)
def test_what_is_no_library_is_told_in_one_line(address: str, says: str) -> None:
    with pytest.raises(NoLibrary, match=says) as error:
        open_library(address)
    assert "\n" not in str(error.value)
