"""Where a command's results go: a file written whole or not at all, or standard output for "-"; always UTF-8."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from rashomon.errors import NotWritable

_THEN = "Name a file in a folder that exists and that you may write to"


def expect_writable(targets: Iterable[str | None]) -> None:
    """Raise `NotWritable` now for a target that could not be written after a long comparison."""
    for target in targets:
        if target is None or target == "-":
            continue
        path = Path(target)
        if path.is_dir():
            raise NotWritable("it is a folder", which=target, then=_THEN)
        if not path.parent.is_dir():
            raise NotWritable("its folder does not exist", which=target, then=_THEN)
        if not os.access(path.parent, os.W_OK):
            raise NotWritable("its folder may not be written to", which=target, then=_THEN)


def write(target: str, content: str | bytes) -> None:
    """Write `content` to the file `target`, replacing it in one step, or to standard output. Raises `NotWritable`."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    if target == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        raise NotWritable(error.strerror or str(error), which=target, then=_THEN) from None


def write_folder(target: str, files: Mapping[str, bytes]) -> None:
    """Write `files` by name into the folder `target`, which is made if it is not there. Raises `NotWritable`."""
    try:
        Path(target).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotWritable(reason, which=target, then="Name a folder that you may write to") from None
    for name, content in files.items():
        write(str(Path(target) / name), content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
