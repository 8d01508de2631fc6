"""Support in outlets and independent origins."""

from rashomon.comparing.support import Support
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.dossier import Claim, ClaimVersion, Copy
from tests.comparing.build import Found, Says, account, story

_WORDS = "The quay is not safe"


def _told(outlet: str, text: str, *says: Says, credits: tuple[str, ...] = ()) -> AnnotatedArticle:
    return account(text, Found(says=says), outlet=outlet, credits=[(name, "reported") for name in credits])


def _counted(*accounts: AnnotatedArticle, copied: bool = False) -> tuple[int, int]:
    """Outlets and origins of the claim that every account makes with the words above."""
    gathered = story(*accounts)
    versions = []
    for annotated in gathered.articles:
        at = annotated.article.text.index(_WORDS)
        statement = next((s.id for s in annotated.statements if s.content.spans[0].start <= at < s.content.spans[-1].end), None)
        span = annotated.article.span(at, at + len(_WORDS))
        versions.append(ClaimVersion(article=annotated.article.id, span=span, statement=statement))
    passages = tuple(version.span for version in versions)
    copies = [Copy(id="copy1", kind="copied", passages=passages, origin=None, basis="direction unknown")] if copied else []
    claim = Claim(id="c1", text=_WORDS, versions=tuple(versions), outlets=0, origins=0)
    found = Support(gathered, [a.article for a in gathered.articles], copies).counted(claim)
    return found.outlets, found.origins


def test_each_outlet_with_its_own_account_is_an_origin() -> None:
    assert _counted(_told("Echo", f"{_WORDS}."), _told("Post", f"{_WORDS}, we found.")) == (2, 2)


def test_what_was_told_to_one_medium_counts_once() -> None:
    one = _told("Echo", f"{_WORDS}, Lind told CNN.", Says("Lind", "told", _WORDS), credits=("CNN",))
    two = _told("Post", f"{_WORDS}, Lind said in an interview on CNN.", Says("Lind", "said", _WORDS), credits=("CNN",))
    apart = _told("Herald", f"{_WORDS}, Lind told us.", Says("Lind", "told", _WORDS))
    assert _counted(one, two) == (2, 1)
    assert _counted(one, two, apart) == (3, 2)


def test_media_without_a_name_may_be_two() -> None:
    accounts = [
        _told(o, f"{_WORDS}, local media reported.", Says("local media", "reported", _WORDS, type="media")) for o in ("Echo", "Post")
    ]
    assert _counted(*accounts) == (2, 2)


def test_what_is_taken_from_an_outlet_of_the_story_adds_no_origin() -> None:
    own = _told("BBC", f"{_WORDS}.")
    taken = _told("Post", f"{_WORDS}, the BBC reported.", Says("BBC", "reported", _WORDS, type="media"))
    assert _counted(own, taken) == (2, 1)


def test_a_shared_passage_is_one_origin() -> None:
    accounts = _told("Echo", f"{_WORDS}. More was built."), _told("Post", f"At noon: {_WORDS}.")
    assert _counted(*accounts) == (2, 2)
    assert _counted(*accounts, copied=True) == (2, 1)
