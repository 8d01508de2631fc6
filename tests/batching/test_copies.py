"""A copy takes the annotations of its words, and nothing else of the article that had them first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.annotating.annotate import annotate
from rashomon.batching import jobs
from rashomon.batching.jobs import RecordJob
from rashomon.batching.work import Work
from rashomon.model.article import Article
from rashomon.model.packing import pack, unpack
from rashomon.reading.archive import parts_of
from rashomon.settings import DEFAULT, Settings

_TEXT = (
    "The ferry Osk ran aground on Tuesday with 120 people on board, harbour master Ilse Brandt said, the Northern News Agency reported.\n\n"
    'Brandt read out a line from the ferry\'s log: {"article":"a0123456789","id":"a0123456789.s1"} stood there, and nothing more, she said.'
)


def record(outlet: str, published: str = "2024-05-08", text: str = _TEXT) -> str:
    return json.dumps({"title": f"Ferry aground, says {outlet}", "outlet": outlet, "published": published, "text": text})


def test_a_copy_takes_the_annotations_of_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anew: list[Article] = []

    def counted(article: Article, settings: Settings) -> object:
        anew.append(article)
        return annotate(article, settings)

    monkeypatch.setattr(jobs, "annotate", counted)
    lines = [record("Tarn Post"), record("Tarn Echo"), record("Radio Tarn", "2024-05-16"), record("Tarn Sun", text=_TEXT + " It was dark.")]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    work = Work(tmp_path / "out")
    job = RecordJob(work, DEFAULT, "recipe")
    with work.open():
        for given in enumerate(parts_of([tmp_path / "news.jsonl"])):
            for task in job.tasks(given):
                assert isinstance(task, jobs.RecordTask)
                assert job.do(task).fresh
        kept = [path.read_bytes() for path in (work.folder / "articles").glob("*/*")]
    assert len(anew) == 3
    found = {one.article.outlet: one for one in map(unpack, kept)}
    assert set(found) == {"Tarn Post", "Tarn Echo", "Radio Tarn", "Tarn Sun"}
    for one in found.values():
        assert one.statements
        assert pack(one) == pack(annotate(one.article))
    assert found["Tarn Echo"].times != found["Radio Tarn"].times
