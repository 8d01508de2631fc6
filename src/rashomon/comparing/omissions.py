"""What every other outlet reports and one does not, said with care.

An account is said to leave something out only where it could have told it: it is as long as most of the others, it was published on the day
of the last of them or later, and nothing in it comes near the claim (`comparing.silence`), not even a third of its words in one sentence.
The others must not rest on one origin: what one wire has is no measure. What it does not do: say why. An editor may have had no room, no
source or another subject; silence is never disagreement.
"""

from __future__ import annotations

import re
from statistics import median

from rashomon.language.wordforms import fold, light
from rashomon.model.article import Article
from rashomon.model.dossier import Claim, Dossier

OTHERS = 3
"""outlets that must report what one leaves out: what two have in common is no measure of what a third should have"""
ROOM = 0.8
"""length of the silent account by the median length of those that report, from which it had room to tell it"""
ORIGINS = 2
"""independent origins that must report it"""
WORDS = 0.3
"""part of the claim's words in one sentence of the silent account, from which it may well be told there in other words"""
_DAY = 10
"""characters of an ISO date that names a day"""


def omissions(dossier: Dossier) -> list[tuple[Claim, tuple[Article, ...]]]:
    """The claims that all outlets but one report, with that outlet's accounts, in the dossier's order."""
    accounts: dict[str, list[Article]] = {}
    for article in dossier.articles:
        accounts.setdefault(article.outlet or article.id, []).append(article)
    found = []
    for claim in dossier.claims:
        carriers = {version.article for version in claim.versions}
        without = [own for own in accounts.values() if carriers.isdisjoint(article.id for article in own)]
        if len(without) != 1 or len(accounts) - 1 < OTHERS or claim.origins < ORIGINS:
            continue
        reporting = [article for article in dossier.articles if article.id in carriers]
        if all(
            article.id in claim.silent and _could_tell(article, reporting) and not _may_tell(article, claim.text) for article in without[0]
        ):
            found.append((claim, tuple(without[0])))
    return found


def _could_tell(silent: Article, reporting: list[Article]) -> bool:
    """Whether the account is long enough, and surely not earlier than any of those that report."""
    days = [article.published.date for article in reporting if article.published]
    if silent.published is None or len(days) < len(reporting) or min(map(len, (silent.published.date, *days))) < _DAY:
        return False
    late = all(silent.published.date[:_DAY] >= day[:_DAY] for day in days)
    return late and len(silent.text) >= ROOM * median(len(article.text) for article in reporting)


def _may_tell(article: Article, text: str) -> bool:
    words = _words(text)
    return any(len(words & _words(sentence)) >= WORDS * len(words) for sentence in re.split(r"[.!?\n]", article.text))


def _words(text: str) -> set[str]:
    return {fold(word) for word in re.findall(r"\w+", text) if not light(word)}
