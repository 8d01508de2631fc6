"""From a story to a dossier: every comparer is run on it, and support is counted in outlets and independent origins.

A comparer is a function `(Story, Settings) -> list[Finding]`; each is versioned beside its name in the dossier's generator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from importlib.metadata import version
from typing import Literal, get_args

from rashomon.comparing.brief import brief
from rashomon.comparing.claims import claims
from rashomon.comparing.copying import copies
from rashomon.comparing.eventday import event_day
from rashomon.comparing.figures import figures
from rashomon.comparing.origins import origins
from rashomon.comparing.quotes import quotes
from rashomon.comparing.silence import silence
from rashomon.comparing.support import Support, outlets
from rashomon.comparing.timeline import timeline
from rashomon.comparing.wording import wording
from rashomon.model.article import Article, first_and_last
from rashomon.model.dossier import Claim, Dossier, Generator, Model, Origin, StoryLine
from rashomon.model.skipped import Skipped
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, Settings

ANALYSES = {
    "statements": "statements.v1",
    "sourcing": "sourcing.v1",
    "quotes": "quotes.v1",
    "claims": "claims.v1",
    "figures": "figures.v1",
    "timeline": "timeline.v1",
    "copying": "copying.v1",
    "origins": "origins.v1",
    "wording": "wording.v1",
    "actors": "actors.v1",
    "brief": "brief.v1",
}
Apart = Literal["timeline", "wording", "brief"]
APART: tuple[Apart, ...] = get_args(Apart)
"""analyses on which no other one rests"""


def compare(
    story: Story, settings: Settings = DEFAULT, *, model: Model, skipped: Iterable[Skipped] = (), without: Collection[Apart] = ()
) -> Dossier:
    """All findings about the story. `model` are the annotator's weights; `skipped` what earlier stages left out; `without` names those of
    `APART` that nobody asks for: what they find is empty, and everything else is as it would be with them."""
    found_origins = origins(story, settings)
    articles = _with_origins(story, found_origins)
    found_copies, found_quotes = copies(story, settings), quotes(story, settings)
    support = Support(story, articles, found_copies)
    found_claims = [support.counted(claim) for claim in silence(story, claims(story, settings), found_quotes, settings)]
    dossier = Dossier(
        generator=Generator(version=version("rashomon"), analyses={k: v for k, v in ANALYSES.items() if k not in without}, model=model),
        story=_line(articles, found_origins, found_claims, event_day(story, settings)),
        articles=articles,
        actors=story.actors,
        statements=tuple(statement for annotated in story.articles for statement in annotated.statements),
        quotes=tuple(found_quotes),
        claims=tuple(found_claims),
        figures=tuple(figures(story, settings)),
        timeline=() if "timeline" in without else tuple(timeline(story, settings)),
        copies=tuple(found_copies),
        origins=tuple(found_origins),
        wording=() if "wording" in without else tuple(wording(story, settings)),
        skipped=tuple(sorted([*skipped, *story.skipped], key=lambda s: (s.stage, s.what, s.why))),
    )
    return dossier if "brief" in without else dossier.model_copy(update={"brief": tuple(brief(dossier))})


def _with_origins(story: Story, found: Sequence[Origin]) -> tuple[Article, ...]:
    origin = {id: o.id for o in found for id in o.articles}
    return tuple(a.article.model_copy(update={"origin": origin.get(a.article.id)}) for a in story.articles)


def _line(
    articles: Sequence[Article], found: Sequence[Origin], found_claims: Sequence[Claim], day: tuple[str | None, tuple[Span, ...]]
) -> StoryLine:
    first, last = first_and_last(a.published.date for a in articles if a.published)
    everyone = {a.id for a in articles}
    return StoryLine(
        title=_title(articles, found_claims),
        articles=len(articles),
        outlets=outlets(articles, everyone),
        origins=min(outlets(articles, everyone), len(found)),
        first=first,
        last=last,
        day=day[0],
        day_spans=day[1],
    )


def _title(articles: Sequence[Article], found_claims: Sequence[Claim]) -> str:
    """The headline that shares most words with the other headlines; without headlines, the most carried claim."""
    titles = [a.title for a in articles if a.title]
    if not titles:
        carried = sorted(found_claims, key=lambda c: (-c.outlets, -len(c.versions), c.id))
        return carried[0].text if carried else "Untitled"
    words = {title: {w for w in title.casefold().split() if len(w) > 3} for title in titles}
    return max(titles, key=lambda t: (sum(len(words[t] & words[u]) for u in titles if u != t) / (len(words[t]) or 1) ** 0.5, -len(t), t))
