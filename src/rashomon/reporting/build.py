"""From a dossier to its view: every kind of row, then the accounts cut at the marks that the rows made."""

from __future__ import annotations

from rashomon.model.dossier import Dossier
from rashomon.reporting.phrases import one_line, period
from rashomon.reporting.rows import claims, facts, speech
from rashomon.reporting.rows.accounts import accounts
from rashomon.reporting.rows.context import Context
from rashomon.reporting.view import Maker, View


def build(dossier: Dossier) -> View:
    """The view of `dossier`. Never fails on a dossier that is valid by its types; evidence that does not hold is not cited."""
    context, story, generator = Context(dossier), dossier.story, dossier.generator
    brief = facts.brief(context, claims.row_ids(context))
    return View(
        title=one_line(story.title),
        articles=story.articles,
        outlets=story.outlets,
        origins_count=story.origins,
        period=period(story.first, story.last),
        brief=brief,
        claims=claims.claims(context),
        quotes=speech.quotes(context),
        figures=facts.figures(context),
        timeline=facts.timeline(context),
        wording=facts.wording(context),
        copies=facts.copies(context),
        origins=facts.origins(context),
        sources=speech.sources(context),
        sourcing=speech.sourcing(context),
        actors=facts.actors(context),
        skipped=facts.skipped(context),
        accounts=accounts(context),
        maker=Maker(
            one_line(generator.version),
            one_line(f"{generator.model.name} {generator.model.version}"),
            one_line(generator.model.sha256),
            tuple(sorted(generator.analyses.items())),
        ),
    )
