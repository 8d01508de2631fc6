"""The claims, one row each with a cell for every account: the disputed first, then what most outlets carry."""

from __future__ import annotations

from collections import defaultdict

from rashomon.model.dossier import Claim, ClaimVersion
from rashomon.reporting.phrases import count, listed, one_line
from rashomon.reporting.rows.context import UNNAMED, Context
from rashomon.reporting.view import AspectRow, Cell, ClaimRow

STANDINGS = ("disputed", "agreed", "single", "unmatched")
LEGEND = "Silent: nothing in the account comes near it. Not matched: something similar may stand there."
"""what the two kinds of empty cell mean"""


def claims(context: Context) -> tuple[ClaimRow, ...]:
    """The rows: by standing, then most outlets, then most origins, then the dossier's order."""
    ids = row_ids(context)
    return tuple(_row(context, ids[claim.id], claim) for claim in _ordered(context))


def row_ids(context: Context) -> dict[str, str]:
    """The page's id (`claim-1` … in the order of the rows) of each claim of the dossier."""
    return {claim.id: f"claim-{place}" for place, claim in enumerate(_ordered(context), 1)}


def _ordered(context: Context) -> list[Claim]:
    return sorted(context.dossier.claims, key=lambda claim: (STANDINGS.index(standing(context, claim)), -claim.outlets, -claim.origins))


def standing(context: Context, claim: Claim) -> str:
    """`disputed` where an aspect conflicts, else `agreed` where two outlets or more carry it, else `single` where every account of another
    outlet is silent, else `unmatched`."""
    if any(aspect.verdict == "conflict" for aspect in claim.aspects):
        return "disputed"
    if claim.outlets > 1:
        return "agreed"
    own = {version.article for version in claim.versions}
    outlets = {article.outlet or article.id for article in context.dossier.articles if article.id in own}
    others = {article.id for article in context.dossier.articles if (article.outlet or article.id) not in outlets}
    return "single" if others <= set(claim.silent) else "unmatched"


def support(outlets: int, origins: int) -> str:
    """How many outlets carry something and how many of them are independent."""
    if outlets <= 1:
        return "1 outlet"
    return f"{outlets} outlets, {count(origins, 'independent origin') if origins > 1 else 'one origin'}"


def _row(context: Context, id: str, claim: Claim) -> ClaimRow:
    versions: dict[str, list[ClaimVersion]] = defaultdict(list)
    for version in claim.versions:
        versions[version.article].append(version)
    cells = tuple(
        Cell(
            article.id,
            context.outlet(article.id),
            context.marks.cite(id, (version.span for version in said)),
            _word_of(context, said),
            article.id in claim.silent,
        )
        for article in context.dossier.articles
        for said in [versions.get(article.id, [])]
    )
    aspects = tuple(AspectRow(row.aspect, row.verdict, context.values(id, row.values)) for row in claim.aspects)
    return ClaimRow(
        id,
        one_line(claim.text),
        _said_by(context, claim),
        standing(context, claim),
        support(claim.outlets, claim.origins),
        claim.outlets,
        claim.origins,
        cells,
        aspects,
    )


def _word_of(context: Context, versions: list[ClaimVersion]) -> str:
    statements = (context.statements.get(version.statement or "") for version in versions)
    sources = dict.fromkeys(context.source(statement.source) for statement in statements if statement)
    return ", ".join(source for source in sources if source != UNNAMED)


def _said_by(context: Context, claim: Claim) -> str:
    """Who says it, where the central version is somebody's words and does not itself name whose, with the accounts where these differ;
    nothing where an outlet says it."""
    central = next((version for version in claim.versions if version.span.text == claim.text), None)
    if central is None or not _speaker(context, central):
        return ""
    speakers: dict[str, list[str]] = defaultdict(list)
    for version in (central, *claim.versions):
        speakers[_speaker(context, version)].append(version.article)
    names = [name for name in speakers if name]
    return names[0] if len(names) == 1 else "; ".join(f"{name} ({listed(context.named(speakers[name]))})" for name in names)


def _speaker(context: Context, version: ClaimVersion) -> str:
    statement = context.statements.get(version.statement or "")
    if statement is None:
        return ""
    source = statement.source
    if any(span.overlaps(version.span) for span in (*source.spans, *statement.cue.spans)):
        return ""
    name = context.source(source)
    if name == UNNAMED:
        return "somebody the account does not name"
    return f"“{source.text}” (not resolved)" if context.source_type(source) == "unresolved" else name
