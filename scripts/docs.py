"""Writes the generated parts of docs/; with `--check`, only names those that are not current (exit 1 if any).

Generated: `commands.md` from the commands' `--help`, `json.md` from the JSON Schema, and on each finding's page the scores from
`evaluation/floors.json` between `<!-- score: SCORERS -->` and `<!-- /score -->`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
FLOORS = ROOT / "evaluation" / "floors.json"
SCORE = re.compile(r"(<!-- score: ([\w ]+) -->\n).*?(<!-- /score -->)", re.DOTALL)
NOTICE = "<!-- Written by `make docs`; do not edit. -->\n\n"
Json = dict[str, Any]


def help_of(*command: str) -> str:
    """What `rashomon COMMAND --help` prints, 100 columns wide, without colour."""
    quiet = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [Path(sys.executable).with_name("rashomon"), *command, "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=os.environ | quiet,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def commands_page() -> str:
    """Every command with its own help."""
    import typer

    from rashomon.cli.main import app

    names = sorted(getattr(typer.main.get_command(app), "commands", {}))
    parts = [NOTICE, "# Every command\n", f"\n```text\n{help_of()}\n```\n"]
    parts += [f"\n## rashomon {name}\n\n```text\n{help_of(name)}\n```\n" for name in names]
    return "".join(parts)


def type_of(field: Json) -> str:
    """A field's type in a few words."""
    if "$ref" in field:
        name = str(field["$ref"]).rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " \\| ".join(f"`{value}`" for value in field["enum"])
    if "anyOf" in field:
        return " or ".join(type_of(one) for one in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {type_of(field['items'])}" if "items" in field else "list"
    if field.get("type") == "object":
        extra = field.get("additionalProperties")
        return f"object of {type_of(extra)}" if isinstance(extra, dict) else "object"
    return str(field.get("type", "any"))


def object_section(name: str, made: Json) -> str:
    """One kind of object as a table."""
    said = re.sub(r"\s*\n\s*", " ", made.get("description", "")).strip()
    rows = [f"| `{field}` | {type_of(spec)} |" for field, spec in made.get("properties", {}).items()]
    return f"\n## {name}\n\n{said}\n\n| field | value |\n|---|---|\n" + "\n".join(rows) + "\n"


def json_page() -> str:
    """The JSON Schema in tables, the dossier first and then its parts by name."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from schema import schema

    made: Json = schema()
    parts = made.get("$defs", {})
    intro = (
        "# The dossier as JSON\n\n`rashomon.dossier/1`, written by `rashomon compare … --json FILE` and verified by `rashomon check FILE`. "
        "The JSON Schema ships in the package (`rashomon/model/dossier.schema.json`). "
        "Field names do not change within `/1`; fields may be added.\n\n"
        "Offsets are half-open and count Unicode code points of the article's `text`. Dates are ISO 8601, cut to their precision. "
        "Pieces refer to one another by `id`. The same input gives the same bytes.\n"
    )
    sections = [object_section("Dossier", made)] + [object_section(name, parts[name]) for name in sorted(parts)]
    return NOTICE + intro + "".join(sections)


def score_lines(scorers: list[str]) -> str:
    """The floors of these scorers as a table, or a line that says there are none."""
    floors: Json = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    rows = [
        f"| {floor['what'].replace('_', ' ')} | {floor['data']} | {floor['measured']} | {floor['floor']} |"
        for scorer in scorers
        for name, floor in sorted(floors.items())
        if name.split(".", 1)[0] == scorer
    ]
    if not rows:
        return "Not measured yet.\n"
    return "| figure | on | measured | floor |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def with_scores(page: str) -> str:
    """The page with its score blocks filled in."""
    return SCORE.sub(lambda found: found[1] + score_lines(found[2].split()) + found[3], page)


def pages() -> dict[Path, str]:
    """Every generated page as it should be."""
    made = {path: with_scores(path.read_text(encoding="utf-8")) for path in sorted(DOCS.glob("*.md"))}
    return made | {DOCS / "commands.md": commands_page(), DOCS / "json.md": json_page()}


def main() -> int:
    """Write or check."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not current; `make docs` writes it", file=sys.stderr)
        return 1 if stale else 0
    wanted = pages()
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
