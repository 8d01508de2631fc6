"""From an archive with broken things in it to tables that other programs read."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import duckdb
import pandas  # type: ignore[import-untyped]
import pyarrow.dataset
import pyarrow.parquet
import pytest

from rashomon.batching.batch import Batch, Summary, batch
from rashomon.batching.tables import TABLES, schema
from rashomon.batching.work import Work
from rashomon.cli.main import main
from rashomon.errors import NoInput, NotWritable, RashomonError
from rashomon.flow import compare
from rashomon.settings import BatchingSettings, Settings
from tests.batching.invented import records, tables

Done = tuple[Path, Summary]


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    files = sorted((out / table).glob("day=*/*.parquet"))
    return [row | {"day": file.parent.name[4:]} for file in files for row in pyarrow.parquet.ParquetFile(file).read().to_pylist()]


def test_every_article_is_in_the_tables_and_everything_else_in_skipped(done: Done, news: Path) -> None:
    out, summary = done
    assert {row["title"] for row in rows(out, "articles")} == {record["title"] for record in records()}
    skipped = {str(row["place"]).replace(f"{news}/", ""): row["reason"] for row in rows(out, "skipped")}
    assert skipped == {
        "a.jsonl#3": "it is no valid JSON",
        "a.jsonl#6": "it is the same article as another",
        "b.warc.gz#3": "it is larger than n MB, too large for one article",
        "b.warc.gz#4": "the record is damaged",
        "b.warc.gz#7": "the record is cut off",
        "c.png": "it is a PNG image, not text",
        "d.parquet": "it is no whole Parquet table",
    }
    assert sum(summary.skipped.values()) == len(skipped)
    assert summary.articles == len(records())


def test_a_story_holds_what_comparing_its_articles_finds(done: Done, tmp_path: Path) -> None:
    out, summary = done
    assert summary.compared == 2
    story = next(row for row in rows(out, "stories") if row["articles"] == 4)
    members = [row for row in rows(out, "articles") if row["story"] == story["id"]]
    for row in members:
        (tmp_path / f"{row['id']}.json").write_text(pandas.Series(row).to_json())
    dossier = compare([tmp_path])
    claims = [row for row in rows(out, "claims") if row["story"] == story["id"]]
    assert sorted((row["text"], row["outlets"]) for row in claims) == sorted((claim.text, claim.outlets) for claim in dossier.claims)
    assert story["outlets"] == dossier.story.outlets
    assert {row["day"] for row in claims} == {"2024-05-06"}


def test_every_place_in_a_table_opens_its_words(done: Done) -> None:
    out, _ = done
    text: dict[Any, Any] = {row["id"]: row["text"] for row in rows(out, "articles")}
    figures, claims = rows(out, "figures"), rows(out, "claims")
    assert figures
    assert all(text[row["article"]][row["start"] : row["end"]] == row["text"] for row in figures)
    versions = [version for row in claims for version in row["versions"]]
    assert versions
    assert all(text[version["article"]][version["start"] : version["end"]] == version["text"] for version in versions)


@pytest.mark.parametrize("table", TABLES)
def test_other_programs_read_every_table(done: Done, table: str) -> None:
    out, summary = done
    query = f"select count(*), count(distinct day) from read_parquet('{out}/{table}/*/*.parquet', hive_partitioning = true)"
    number, days = duckdb.execute(query).fetchall()[0]
    frame = pandas.read_parquet(out / table)
    dataset = pyarrow.dataset.dataset(out / table, partitioning="hive")
    assert number == len(frame) == dataset.count_rows() == summary.rows[table]
    assert days == frame["day"].nunique()
    assert list(frame.columns) == [*schema(table).names, "day"]


def test_the_same_command_again_redoes_nothing(done: Done, news: Path) -> None:
    out, summary = done
    before = tables(out)
    again = batch([news], Batch(out, workers=1))
    assert (again.fresh, summary.fresh) == (0, summary.fresh)
    assert tables(out) == before
    assert (again.records, again.stories, again.skipped) == (summary.records, summary.stories, summary.skipped)


def test_more_inputs_redo_only_what_is_new(done: Done, news: Path, tmp_path: Path) -> None:
    first = batch([news / "a.jsonl"], Batch(tmp_path / "out", workers=1))
    both = batch([news], Batch(tmp_path / "out", workers=2))
    assert first.fresh > 0
    assert both.fresh < done[1].fresh
    assert tables(tmp_path / "out") == tables(done[0])


def test_annotations_are_made_again_where_a_new_article_joins_a_finished_story(news: Path, tmp_path: Path) -> None:
    lines = (news / "a.jsonl").read_text().splitlines()
    (tmp_path / "two.jsonl").write_text("\n".join(lines[:2]))
    batch([tmp_path / "two.jsonl"], Batch(tmp_path / "out", workers=1))
    assert not list((tmp_path / "out/_work").glob("articles/*/*"))
    (tmp_path / "two.jsonl").write_text("\n".join(lines[3:5] + lines[:2]))
    batch([tmp_path / "two.jsonl"], Batch(tmp_path / "out", workers=1))
    batch([tmp_path / "two.jsonl"], Batch(tmp_path / "at once", workers=1))
    assert tables(tmp_path / "out") == tables(tmp_path / "at once")
    assert rows(tmp_path / "out", "stories")[0]["articles"] == 4


def test_a_record_that_takes_too_long_is_recorded_and_tried_again_with_more_time(news: Path, tmp_path: Path) -> None:
    hasty = Settings(batching=BatchingSettings(record_seconds=0.001))
    out = tmp_path / "out"
    summary = batch([news / "a.jsonl"], Batch(out, hasty, workers=1))
    assert summary.articles == 0
    assert {row["reason"] for row in rows(out, "skipped")} >= {"it took longer than n seconds"}
    assert batch([news / "a.jsonl"], Batch(out, hasty, workers=1)).fresh == 0
    assert batch([news / "a.jsonl"], Batch(out, workers=1)).articles == 4


def test_a_damaged_unit_is_made_again(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch([news / "a.jsonl"], Batch(out, workers=1))
    before = tables(out)
    for kind in ("records", "stories"):
        unit = min((out / "_work" / kind).glob("*/*"))
        unit.write_bytes(unit.read_bytes()[:-3])
    with pytest.raises(RashomonError, match="damaged"):
        batch([news / "a.jsonl"], Batch(out, workers=1))
    batch([news / "a.jsonl"], Batch(out, workers=1))
    assert tables(out) == before


def test_an_archive_without_articles_gives_empty_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "odd.txt").write_text("Too short.")
    assert main(["batch", str(tmp_path / "odd.txt"), "--out", str(tmp_path / "out"), "--workers", "1"]) == 1
    assert "left out: 1: its text has only n words" in capsys.readouterr().out
    for table in TABLES:
        assert len(pandas.read_parquet(tmp_path / "out" / table)) == (table == "skipped")


def test_a_name_that_is_no_text_does_not_stop_the_run(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(records()[0]["text"])
    (folder / os.fsdecode(b"caf\xe9.png")).write_bytes(b"\x89PNG")
    summary = batch([folder], Batch(tmp_path / "out", workers=1))
    assert summary.records == 2
    assert all("caf?" in str(row["place"]) for row in rows(tmp_path / "out", "skipped"))


def test_the_tables_may_lie_inside_the_input_folder(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(records()[0]["text"])
    first = batch([tmp_path], Batch(tmp_path / "tables", workers=1))
    again = batch([tmp_path], Batch(tmp_path / "tables", workers=1))
    assert (first.records, again.records, again.fresh) == (1, 1, 0)


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path, news: Path) -> None:
    with Work(tmp_path).open(), pytest.raises(NotWritable, match="another run"):
        batch([news], Batch(tmp_path))


def test_errors_are_for_people(tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoInput):
        batch([tmp_path / "nothing"], Batch(tmp_path / "out"))
    (tmp_path / "file").write_text("")
    assert main(["batch", str(news), "--out", str(tmp_path / "file" / "out")]) == 2
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    assert main(["batch", str(news), "--out", str(tmp_path / "out")]) == 1
    assert "pip install 'rashomon[batch]'" in capsys.readouterr().err
