from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from rashomon.reporting.build import build
from rashomon.reporting.chart import LANES, chart
from tests.reporting import sample
from tests.reporting.crowd import crowd
from tests.reporting.test_page import hostile


def test_a_bubble_for_every_day_and_lane() -> None:
    days = build(sample.dossier()).timeline
    tree: Any = etree.fromstring(chart(days).encode())
    svg = "{http://www.w3.org/2000/svg}"
    links = [element for element in tree.iter() if element.tag in ("a", f"{svg}a")]
    assert len(links) == sum(len({entry.label for entry in day.entries}) for day in days)
    assert {entry.label for day in days for entry in day.entries} <= set(LANES)


def test_what_lies_ahead_has_a_lane_of_its_own() -> None:
    days = build(sample.dossier()).timeline
    assert "expected" not in chart(days)
    ahead = [replace(day, entries=tuple(replace(entry, label="expected") for entry in day.entries)) for day in days]
    assert '<text class="lane"' in chart(ahead)
    assert chart(ahead).count('<text class="lane"') == 1


def test_a_long_silence_breaks_the_axis() -> None:
    assert chart(build(sample.dossier()).timeline).count("axis broken") == 1


def test_the_picture_is_well_formed_whatever_the_words() -> None:
    for dossier in (hostile(), crowd()):
        etree.fromstring(chart(build(dossier).timeline).encode())


def test_no_days_no_picture() -> None:
    assert chart(()) == ""
