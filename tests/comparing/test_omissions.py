"""Only what an account had room and time to tell, and what others tell independently, is left out."""

from __future__ import annotations

from rashomon.comparing.omissions import omissions
from rashomon.model.article import Article, Published
from rashomon.model.dossier import Claim, ClaimVersion, Dossier, Generator, Model, StoryLine

TOLD = "The harbour agency had warned of the cracked pillar in March."
REST = " Divers searched the water until the light failed. The council meets on Friday."
OTHER = "The orchestra played two symphonies to a full hall, and the mayor clapped. The season goes on until the end of the summer months."


def _article(outlet: str, text: str, day: str) -> Article:
    return Article(id=f"a{outlet}", outlet=outlet, text=text, published=Published(date=day, precision="day", basis="given"))


def _dossier(silent: Article, origins: int = 3) -> Dossier:
    telling = [_article(outlet, TOLD + REST, "2024-05-02") for outlet in ("Echo", "Post", "Herald")]
    versions = tuple(ClaimVersion(article=a.id, span=a.span(0, len(TOLD))) for a in telling)
    claim = Claim(id="c1", text=TOLD, versions=versions, outlets=3, origins=origins, silent=(silent.id,))
    return Dossier(
        generator=Generator(version="0", analyses={}, model=Model(name="none", version="0", sha256="0")),
        story=StoryLine(title="A story", articles=4, outlets=4, origins=4, first="2024-05-02", last="2024-05-03"),
        articles=(*telling, silent),
        claims=(claim,),
    )


def test_an_account_with_room_and_time_that_tells_nothing_like_it_leaves_it_out() -> None:
    silent = _article("Mirror", OTHER, "2024-05-02")
    ((claim, accounts),) = omissions(_dossier(silent))
    assert (claim.id, accounts) == ("c1", (silent,))


def test_an_earlier_a_short_and_an_undated_account_leave_nothing_out() -> None:
    undated = Article(id="am", outlet="Mirror", text=OTHER)
    for silent in (_article("Mirror", OTHER, "2024-05-01"), _article("Mirror", OTHER[:40], "2024-05-02"), undated):
        assert omissions(_dossier(silent)) == []


def test_an_account_with_a_third_of_the_words_in_one_sentence_may_well_tell_it() -> None:
    near = "The agency had been warned of a cracked wall." + OTHER
    assert omissions(_dossier(_article("Mirror", near, "2024-05-02"))) == []


def test_what_rests_on_one_origin_is_no_measure() -> None:
    assert omissions(_dossier(_article("Mirror", OTHER, "2024-05-02"), origins=1)) == []
