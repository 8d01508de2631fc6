from __future__ import annotations

from collections.abc import Iterator

import pytest

from rashomon.reading.web import Web
from rashomon.settings import FetchingSettings, Settings
from tests.reading.website import Website, website


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The seconds that `web` would have waited, in order."""
    return []


@pytest.fixture
def web(waits: list[float]) -> Web:
    """A visit that may read this machine, waits in name only, and gives up soon."""
    fetching = FetchingSettings(connect_seconds=2, silent_seconds=0.3, whole_seconds=1.0, max_bytes=1_000_000, pace=0)
    return Web(Settings(fetching=fetching), allow_private=True, sleep=waits.append)
