"""The claims, one row each with a cell for every account: the disputed first, then what most outlets carry."""

from __future__ import annotations

from collections import defaultdict

from rashomon.model.dossier import Claim, ClaimVersion
from rashomon.reporting.phrases import count, one_line
from rashomon.reporting.rows.context import UNNAMED, Context
from rashomon.reporting.view import AspectRow, Cell, ClaimRow

STANDINGS = ("disputed", "agreed", "single")


def claims(context: Context) -> tuple[ClaimRow, ...]:
    """The rows: by standing, then most outlets, then most origins, then the dossier's order."""
    ids = row_ids(context)
    return tuple(_row(context, ids[claim.id], claim) for claim in _ordered(context))


def row_ids(context: Context) -> dict[str, str]:
    """The page's id (`claim-1` … in the order of the rows) of each claim of the dossier."""
    return {claim.id: f"claim-{place}" for place, claim in enumerate(_ordered(context), 1)}


def _ordered(context: Context) -> list[Claim]:
    return sorted(context.dossier.claims, key=lambda claim: (STANDINGS.index(standing(claim)), -claim.outlets, -claim.origins))


def standing(claim: Claim) -> str:
    """`disputed` where an aspect conflicts, else `agreed` where two outlets or more carry it, else `single`."""
    if any(aspect.verdict == "conflict" for aspect in claim.aspects):
        return "disputed"
    return "agreed" if claim.outlets > 1 else "single"


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
        Cell(article.id, context.outlet(article.id), context.marks.cite(id, (version.span for version in said)), _word_of(context, said))
        for article in context.dossier.articles
        for said in [versions.get(article.id, [])]
    )
    aspects = tuple(AspectRow(row.aspect, row.verdict, context.values(id, row.values)) for row in claim.aspects)
    return ClaimRow(
        id, one_line(claim.text), standing(claim), support(claim.outlets, claim.origins), claim.outlets, claim.origins, cells, aspects
    )


def _word_of(context: Context, versions: list[ClaimVersion]) -> str:
    statements = (context.statements.get(version.statement or "") for version in versions)
    sources = dict.fromkeys(context.source(statement.source) for statement in statements if statement)
    return ", ".join(source for source in sources if source != UNNAMED)
