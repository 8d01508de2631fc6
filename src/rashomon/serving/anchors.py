"""Where findings stand on a dossier's page: the ids of its rows, which count anew with every comparison, for the keys, which do not."""

from __future__ import annotations

from rashomon.model.dossier import Dossier
from rashomon.reporting.phrases import one_line
from rashomon.reporting.rows.claims import row_ids
from rashomon.reporting.rows.context import Context
from rashomon.storing.findings import finding_key


def anchors(dossier: Dossier) -> dict[str, str]:
    """The page's id of the row of each finding, by the finding's key. Findings that share a row share its id."""
    claims = row_ids(Context(dossier))
    found = {finding_key("claim", claim): claims[claim.id] for claim in dossier.claims}
    for kind, findings in (
        ("quote", dossier.quotes),
        ("figure", dossier.figures),
        ("copy", dossier.copies),
        ("wording", dossier.wording),
        ("brief", dossier.brief),
    ):
        found |= {finding_key(kind, finding): f"{kind}-{place}" for place, finding in enumerate(findings, 1)}
    days: dict[tuple[str, str, str], str] = {}
    for entry in dossier.timeline:
        row = days.setdefault((entry.date, entry.kind, one_line(entry.text).casefold()), f"time-{len(days) + 1}")
        found[finding_key("time", entry)] = row
    return found


def speakers(dossier: Dossier) -> dict[str, tuple[str, list[str]]]:
    """The name and the rows of the statements of everybody who says something, by the actor's row."""
    rows = {actor.id: f"actor-{place}" for place, actor in enumerate(dossier.actors, 1)}
    names = {f"actor-{place}": one_line(actor.name) for place, actor in enumerate(dossier.actors, 1)}
    said: dict[str, list[str]] = {}
    for place, statement in enumerate(dossier.statements, 1):
        row = rows.get(statement.source.actor or "")
        if row:
            said.setdefault(row, []).append(f"statement-{place}")
    return {row: (names[row], found) for row, found in said.items()}
