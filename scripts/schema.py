"""Writes the JSON Schema of a dossier into the package; with `--check`, only says whether it is current (exit 1 if not)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rashomon.model.dossier import Dossier

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "rashomon" / "model" / "dossier.schema.json"


def schema() -> dict[str, object]:
    """The schema as other programs should read it: `rashomon.dossier/1`."""
    made = Dossier.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "rashomon.dossier/1", **made}


def main() -> int:
    """Write or check."""
    wanted = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if "--check" in sys.argv:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
            print(f"{TARGET.relative_to(ROOT)} is not what the model says now; `make schema` writes it", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
