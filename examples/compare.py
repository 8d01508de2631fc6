"""Compare the accounts of a story and print what they dispute, each line with the words it rests on."""

from pathlib import Path

import rashomon

accounts = sorted(path for path in (Path(__file__).parent / "strait").iterdir() if path.suffix != ".toml")
dossier = rashomon.compare(accounts)
names = {article.id: article.name for article in dossier.articles}

for row in dossier.figures:
    if row.verdict == "conflict":
        print(f"{row.what}: {row.verdict}")
        for value in row.values:
            print(f"  {names[value.article]}: {value.text} [{value.span.start}:{value.span.end}]")
