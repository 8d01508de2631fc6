"""The work folder: what is finished, kept so that a run that was killed at any moment is taken up where it stood.

Every file has its final name only when it is whole: it is written beside, then renamed. Names are keys made of content, analysis versions
and settings (`keys`), so a file that is there is right, whoever wrote it. `records/` holds what was read of each record and what grouping
needs of it, `stories/` the rows of each compared story; both are small and stay, so that a later run with more inputs redoes nothing.
`articles/` holds packed annotations (some 600 KB an article), and only until their story is compared; `bodies/` says which of them hold the
annotations of a text, so that a copy takes those of the first.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, get_args

from rashomon.errors import NotWritable

Kind = Literal["records", "stories", "articles", "bodies"]
_LEVEL = 1  # of zlib: text shrinks to a quarter at once, and more costs time


class Work:
    """The folder `_work` inside the output folder. Table readers pass over names that begin with an underscore."""

    def __init__(self, out: Path) -> None:
        self.folder = out / "_work"

    @contextmanager
    def open(self) -> Iterator[None]:
        """Make the folder, remove what a killed run left half-written, and keep other runs out while this one lasts. Raises NotWritable."""
        try:
            for name in get_args(Kind):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "lock").open("w")
        except OSError as error:
            then = "Name a folder that you may write to"
            raise NotWritable(error.strerror or str(error), which=str(self.folder.parent), then=then) from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                then = "Wait until it has ended, or name another folder"
                raise NotWritable("another run is writing to it", which=str(self.folder.parent), then=then) from None
            shutil.rmtree(self.folder / "new", ignore_errors=True)
            (self.folder / "new").mkdir(exist_ok=True)
            yield

    def path(self, kind: Kind, key: str) -> Path:
        """Where the unit `key` lies; a folder for each 256th, so that none grows too full."""
        return self.folder / kind / key[:2] / key

    def has(self, kind: Kind, key: str) -> bool:
        """Whether the unit is finished."""
        return self.path(kind, key).exists()

    def put(self, kind: Kind, key: str, data: bytes) -> None:
        """Keep `data` under `key`, in one step."""
        target = self.path(kind, key)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / "new", target, data)

    def get(self, kind: Kind, key: str) -> bytes:
        """What was kept. Raises OSError if it is not there."""
        return self.path(kind, key).read_bytes()

    def put_value(self, kind: Kind, key: str, value: Any) -> None:
        """Keep a JSON value under `key`."""
        text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        self.put(kind, key, zlib.compress(text.encode("ascii"), _LEVEL))

    def get_value(self, kind: Kind, key: str) -> Any | None:
        """The JSON value under `key`; None if it is not there or damaged, and then it counts as not finished."""
        try:
            return json.loads(zlib.decompress(self.get(kind, key)))
        except (OSError, ValueError, zlib.error):
            self.drop(kind, key)
            return None

    def drop(self, kind: Kind, key: str) -> None:
        """Forget the unit `key`, if it is there."""
        self.path(kind, key).unlink(missing_ok=True)


def write_whole(beside: Path, target: Path, data: bytes) -> None:
    """Write `data` to `target` by way of a file in the folder `beside` on the same disk, so that `target` is never half-written."""
    new = beside / f"{target.name}.{os.getpid()}"
    new.write_bytes(data)
    new.replace(target)
