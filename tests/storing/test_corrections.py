from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import NoLibrary, WrongCorrection
from rashomon.model.article import Article
from rashomon.model.dossier import Dossier
from rashomon.storing.findings import keyed
from rashomon.storing.library import Library, open_library


@pytest.fixture
def story(library: Library, accounts: tuple[Article, ...]) -> str:
    library.add(accounts[:6])
    [row] = library.stories()
    return row.id


def dossier(library: Library, story: str) -> Dossier:
    found = library.story(story)
    assert found is not None
    return found.dossier


def test_merged_actors_are_one_in_every_finding(library: Library, story: str, accounts: tuple[Article, ...]) -> None:
    before = dossier(library, story)
    spoken = {statement.source.actor for statement in before.statements if statement.source.actor}
    people = [actor for actor in before.actors if actor.kind == "person"]
    gone = next(actor for actor in people if actor.id in spoken)
    into = next(actor for actor in people if actor.id != gone.id)
    kept = library.correct(story, "merge", {"actor": gone.id, "into": into.id})
    assert (kept.who, kept.payload) == ("Ada", {"actor": gone.name, "into": into.name})
    after = dossier(library, story)
    assert gone.name not in {actor.name for actor in after.actors}
    joined = next(actor for actor in after.actors if actor.name == into.name)
    assert set(gone.mentions) <= set(joined.mentions)
    assert gone.id not in {statement.source.actor for statement in after.statements}
    library.add(accounts[6:7])
    assert gone.name not in {actor.name for actor in dossier(library, story).actors}
    assert library.undo(kept.id)
    assert not library.undo(kept.id)
    assert gone.name in {actor.name for actor in dossier(library, story).actors}
    assert [correction.undone for correction in library.corrections(story)] == [True]


def test_an_actor_is_renamed_and_parted(library: Library, story: str) -> None:
    actor = next(actor for actor in dossier(library, story).actors if len(actor.names) > 1)
    library.correct(story, "rename", {"actor": actor.id, "name": "Somebody Else"})
    renamed = next(one for one in dossier(library, story).actors if one.name == "Somebody Else")
    assert renamed.mentions == actor.mentions
    apart = actor.names[-1].text
    library.correct(story, "split", {"actor": renamed.id, "name": apart})
    names = {one.name: one for one in dossier(library, story).actors}
    assert apart in names
    assert apart not in {form.text for form in names["Somebody Else"].names}


def test_a_rejected_finding_goes_and_stays_away_when_its_row_grows(library: Library, story: str, accounts: tuple[Article, ...]) -> None:
    found = library.story(story)
    assert found is not None
    claim = max(found.dossier.claims, key=lambda claim: len(claim.versions))
    key = next(key for key, (_, finding) in keyed(found.dossier).items() if finding == claim)
    library.correct(story, "reject", {"finding": key})
    found = library.story(story)
    assert found is not None
    assert found.rejected == (key,)
    assert claim not in found.dossier.claims
    assert claim in found.machine.claims
    assert all(claim.id not in line.claims for line in found.dossier.brief)
    library.add(accounts[6:7])
    grown = library.story(story)
    assert grown is not None
    assert len(grown.rejected) == 1
    first = {span.key for span in (version.span for version in claim.versions)}
    assert not any(first <= {version.span.key for version in other.versions} for other in grown.dossier.claims)


def test_findings_are_confirmed_and_noted(library: Library, story: str) -> None:
    key = next(iter(keyed(dossier(library, story))))
    library.correct(story, "confirm", {"finding": key})
    library.correct(story, "note", {"finding": key, "text": "Called the ministry; <b>they</b> agree."})
    library.correct(story, "note", {"finding": "", "text": "Ask the pilot."})
    found = library.story(story)
    assert found is not None
    assert found.confirmed == (key,)
    assert [note.payload["text"] for note in found.notes[key]] == ["Called the ministry; <b>they</b> agree."]
    assert [note.payload["text"] for note in found.notes[""]] == ["Ask the pilot."]
    library.correct(story, "reject", {"finding": key})
    again = library.story(story)
    assert again is not None
    assert (again.confirmed, again.rejected) == ((), (key,))


def test_a_moved_article_stays_where_a_person_put_it(library: Library, story: str, accounts: tuple[Article, ...]) -> None:
    article = library.articles(story)[0].id
    kept = library.correct(story, "move", {"article": article, "story": ""})
    apart = kept.payload["story"]
    assert [line.id for line in library.articles(apart)] == [article]
    library.add(accounts[6:])
    assert [line.id for line in library.articles(apart)] == [article]
    assert library.undo(kept.id)
    assert article in {line.id for line in library.articles(story)}


@pytest.mark.parametrize(
    ("kind", "payload", "says"),
    [
        ("merge", {"actor": "p999", "into": "p1"}, "no such actor"),
        ("merge", {"actor": "p1", "into": "p1"}, "itself"),
        ("split", {"actor": "p1", "name": "Nobody"}, "does not bear"),
        ("rename", {"actor": "p1", "name": " "}, "empty"),
        ("rename", {"actor": "p1", "name": "x" * 10_001}, "longer"),
        ("rename", {"actor": "p1"}, "actor and name"),
        ("reject", {"finding": "claim-0000000000"}, "no such finding"),
        ("move", {"article": "a000", "story": ""}, "no such article"),
        ("praise", {}, "no such kind"),
    ],
)
def test_a_correction_of_what_is_not_there_is_told_in_one_line(
    library: Library, story: str, kind: str, payload: dict[str, str], says: str
) -> None:
    with pytest.raises(WrongCorrection, match=says) as error:
        library.correct(story, kind, payload)  # type: ignore[arg-type]
    assert "\n" not in str(error.value)
    assert library.corrections(story) == ()


def test_a_correction_of_no_story_is_told(library: Library) -> None:
    with pytest.raises(WrongCorrection, match="no such story"):
        library.correct("s0", "note", {"finding": "", "text": "x"})


def test_a_backup_holds_everything_and_goes_into_the_other_kind_of_database(library: Library, story: str, tmp_path: Path) -> None:
    key = next(iter(keyed(dossier(library, story))))
    library.correct(story, "reject", {"finding": key})
    file = tmp_path / "library.backup"
    count = library.backup(file)
    first = file.read_bytes()
    assert library.backup(file) == count
    assert file.read_bytes() == first
    with open_library(f"sqlite:///{tmp_path / 'other.db'}", who="Bo") as other:
        assert other.restore(file) == count
        before, after = library.story(story), other.story(story)
        assert before is not None
        assert after is not None
        assert after == before
        assert [hit.article.id for hit in other.search("ferry")] == [hit.article.id for hit in other.search("ferry")]
        assert {hit.article.id for hit in other.search("ferry")} == {hit.article.id for hit in library.search("ferry")}
        assert other.correct(story, "note", {"finding": "", "text": "On."}).id > 1
        with pytest.raises(NoLibrary, match="empty library"):
            other.restore(file)


def test_a_broken_backup_changes_nothing(library: Library, story: str, tmp_path: Path) -> None:
    file = tmp_path / "library.backup"
    library.backup(file)
    whole = file.read_bytes()
    with open_library(f"sqlite:///{tmp_path / 'other.db'}") as other:
        for broken in (whole[: len(whole) // 2], whole[:-9], b"", b"no gzip at all", whole[:200]):
            file.write_bytes(broken)
            with pytest.raises(NoLibrary):
                other.restore(file)
            assert other.empty()
