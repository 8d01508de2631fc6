"""What a person named → single inputs: files, folders, patterns and standard input, in a fixed order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rashomon.errors import NoInput

_ARTICLES = "a text, HTML or JSON file, a folder of them, a pattern, or - for standard input"


class Input(NamedTuple):
    """One file to read. `name` is how the person named it; `within`: it was found in a folder, not named itself."""

    name: str
    within: bool = False


class Found(NamedTuple):
    """The inputs in a fixed order, and the names of folders that hold no file."""

    inputs: tuple[Input, ...]
    empty: tuple[str, ...]


def find_inputs(paths: Iterable[str | Path]) -> Found:
    """The files that `paths` name, each name once, sorted. Hidden files and folders inside a folder are passed over, and a folder that was
    already walked is not walked again (links that go in circles). Raises NoInput if a path or pattern names nothing."""
    inputs: dict[str, Input] = {}
    empty: set[str] = set()
    named = [str(path) for path in paths]
    if not named:
        raise NoInput("nothing was named", which="no input", then=f"Name {_ARTICLES}")
    for name in sorted(set(named)):
        for one in _expanded(name):
            if one == "-" or not _is_folder(one):
                inputs[one] = Input(one)
                continue
            files = _walk(one)
            if not files:
                empty.add(one)
            for file in files:
                inputs.setdefault(file, Input(file, within=True))
    return Found(tuple(inputs[name] for name in sorted(inputs)), tuple(sorted(empty)))


def is_address(name: str) -> bool:
    """Whether a person's input is meant as a web address and not as a file."""
    return bool(re.match(r"[a-z][a-z0-9+.-]{1,20}://", name.strip(), re.I))


def _expanded(name: str) -> list[str]:
    if name == "-" or _exists(name):
        return [name]
    if is_address(name):
        then = "`rashomon add` puts pages and feeds into the library"
        raise NoInput("it is a web address, and only files are read here", which=name, then=then)
    try:
        matches = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []  # noqa: PTH207 (keeps the path as named)
    except (OSError, ValueError, RecursionError):
        matches = []
    if not matches:
        what = "the pattern matches no file" if glob.has_magic(name) else "there is no such file or folder"
        raise NoInput(what, which=name or "an empty path", then=f"Name {_ARTICLES}")
    return matches


def _exists(name: str) -> bool:
    try:
        return bool(name) and os.path.lexists(name)
    except (OSError, ValueError):
        return False


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _walk(folder: str) -> list[str]:
    files: list[str] = []
    walked: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in walked:
            folders.clear()
            continue
        walked.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [os.path.join(place, name) for name in sorted(names) if not name.startswith(".")]  # noqa: PTH118 (keeps "./x" as named)
    return sorted(files)
