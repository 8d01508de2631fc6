"""Outlets by name and host."""

from __future__ import annotations

import pytest

from rashomon.language.lexicon import lexicon
from rashomon.language.outlets import looks_like_outlet, outlet_at, outlet_named, outlets


def test_the_table_is_sound() -> None:
    assert len(outlets()) >= 250
    names = [form for outlet in outlets() for form in (outlet.name, *outlet.aliases)]
    hosts = [host for outlet in outlets() for host in outlet.hosts]
    assert len(names) == len(set(names))
    assert len(hosts) == len(set(hosts))
    for wire in ("Associated Press", "Reuters", "AFP", "Interfax", "TASS", "Xinhua", "dpa", "PA", "ANSA", "EFE", "Sputnik"):
        found = outlet_named(wire)
        assert found is not None
        assert found.agency
    with pytest.raises(TypeError):
        lexicon("outlets")["outlet"] = []  # type: ignore[index]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://edition.cnn.com/2019/x", "CNN"),
        ("http://africa.chinadaily.com.cn/x", "China Daily"),
        ("www.washingtonpost.com", "Washington Post"),
        ("https://www.tarnmail.example/a", "tarnmail.example"),
        ("https://news.tarn.co.uk/a", "tarn.co.uk"),
        ("http://[broken", None),
        ("", None),
        ("localhost", None),
    ],
)
def test_hosts(url: str, name: str | None) -> None:
    assert outlet_at(url) == name


def test_names_and_what_looks_like_one() -> None:
    assert outlet_named("the CNN").name == "CNN"  # type: ignore[union-attr]
    assert outlet_named("Nobody's Paper") is None
    assert looks_like_outlet("KASKIA TODAY")
    assert looks_like_outlet("The Harbour Gazette")
    assert not looks_like_outlet("Ferry runs aground")
    assert not looks_like_outlet("Today")
