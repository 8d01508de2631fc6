from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from rashomon.errors import NotWritable
from rashomon.reporting.build import build
from rashomon.reporting.tables import tables, write_tables
from tests.reporting import sample
from tests.reporting.test_page import hostile


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_one_table_a_kind_with_the_exact_words() -> None:
    made = tables(build(sample.dossier()))
    kinds = "articles brief claims aspects quotes statements figures timeline wording copies origins actors skipped"
    assert list(made) == [f"{name}.csv" for name in kinds.split()]
    claims = rows(made["claims.csv"])
    assert {row["outlet"] for row in claims if row["claim"] == "claim-1" and not row["words"]} == {"Valley Voice"}
    figures = rows(made["figures.csv"])
    assert [(row["amount"], row["low"], row["high"]) for row in figures if row["outlet"] == "Herald"] == [("Hundreds", "200.0", "")]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1"])
def test_no_cell_runs_as_a_formula(start: str) -> None:
    dossier = sample.dossier()
    line = dossier.brief[0].model_copy(update={"text": f"{start} cmd"})
    copy = dossier.copies[0].model_copy(update={"basis": start})
    made = tables(build(dossier.model_copy(update={"brief": (line,), "copies": (copy,)})))
    for content in made.values():
        for row in csv.reader(io.StringIO(content, newline="")):
            for cell in row:
                assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_files_are_written_and_bytes_do_not_change(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_tables(build(hostile()), str(tmp_path / folder))
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_file_in_the_way_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(NotWritable, match="taken"):
        write_tables(build(sample.dossier()), str(tmp_path / "taken"))
