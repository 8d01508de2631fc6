"""Compare the accounts of a story and print what they dispute, each line with the words it rests on."""

from pathlib import Path

import rashomon

dossier = rashomon.compare([Path(__file__).parent / "strait"])
names = {article.id: article.name for article in dossier.articles}

for row in dossier.figures:
    if row.verdict == "conflict":
        print(f"{row.what}: {row.verdict}")
        for value in row.values:
            print(f"  {names[value.article]}: {value.text} [{value.span.start}:{value.span.end}]")
