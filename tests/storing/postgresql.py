"""A PostgreSQL server of the tests' own, in a temporary folder, reached through a socket there; nothing listens on a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Self

_PORT = 5999
_PROGRAMS = ("initdb", "postgres", "pg_ctl", "createdb")


class Server:
    """Started when entered, stopped and forgotten when left."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="rashomon-pg-"))
        self.numbers = count(1)
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    @classmethod
    def found(cls) -> Self | None:
        """A server that is installed and may be started by this user."""
        folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin")), *(Path(p) for p in os.get_exec_path())]
        usable = [folder for folder in folders if all((folder / program).exists() for program in _PROGRAMS)]
        if not usable or (os.geteuid() == 0 and not shutil.which("runuser")):
            return None
        return cls(usable[0])

    def __enter__(self) -> Self:
        if self.prefix:
            shutil.chown(self.folder, "postgres")
        self._run(
            "initdb", "-D", str(self.folder / "data"), "-U", "rashomon", "--auth=trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"
        )
        options = f"-k {self.folder} -p {_PORT} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-o", options, "-l", str(self.folder / "log"), "-w", "start")
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        for _attempt in range(20):
            shutil.rmtree(self.folder, ignore_errors=True)
            if not self.folder.exists():
                break
            time.sleep(0.1)

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"library{next(self.numbers)}"
        self._run("createdb", "-h", str(self.folder), "-p", str(_PORT), "-U", "rashomon", name)
        return f"postgresql+psycopg://rashomon@/{name}?host={self.folder}&port={_PORT}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self.prefix, str(self.binaries / program), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        assert done.returncode == 0, done.stdout.decode(errors="replace")
