"""Print who said what to whom in one article, with the chain of sources it came through."""

from pathlib import Path

import rashomon

dossier = rashomon.compare([Path(__file__).parent / "port" / "wires.jsonl"])
for statement in dossier.statements:
    chain = " ← ".join(source.text or "?" for source in statement.chain)
    print(f"{chain} [{statement.cue.stance}]: {statement.content.text}")
