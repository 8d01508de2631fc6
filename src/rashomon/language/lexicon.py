"""The word lists of `language/data/*.toml`, each read once.

Nothing is read on import. A list holds English news in general: no word of it belongs to one story.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def lexicon(name: str) -> Mapping[str, Any]:
    """The list `data/{name}.toml` as a read-only mapping, cached. Raises FileNotFoundError if there is none of that name."""
    source = files("rashomon.language").joinpath("data", f"{name}.toml")
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))
