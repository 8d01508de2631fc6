"""One archive and its tables, made once, to compare every other run with."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.batching.batch import Batch, Summary, batch
from tests.batching.invented import archive


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive") / "news")


@pytest.fixture(scope="session")
def done(news: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    out = tmp_path_factory.mktemp("tables")
    return out, batch([news], Batch(out, workers=2))
