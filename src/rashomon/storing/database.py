"""Opening a database: its address, its settings, its migrations. SQLite by default, PostgreSQL where an address names one.

A database is brought up to date when it is opened, in one transaction and under a lock, so that two processes may open a new one at once.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

import platformdirs
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from rashomon.errors import NoLibrary

HEAD = "0001"
"""the newest migration; a test holds that it is"""
ENVIRONMENT = "RASHOMON_LIBRARY"
_LOCK = 7_236_051
"""number of the advisory lock of PostgreSQL under which this program writes"""
_PATIENCE = 60
"""seconds to wait for another process that writes"""
_FORMS = "Give sqlite:///FILE or postgresql+psycopg://USER@HOST/DATABASE"


def default_address() -> str:
    """The address in the environment variable RASHOMON_LIBRARY, else one SQLite file in the platform's folder for a user's data."""
    given = os.environ.get(ENVIRONMENT)
    return given or f"sqlite:///{Path(platformdirs.user_data_dir('rashomon', appauthor=False)) / 'library.db'}"


def engine_for(address: str) -> Engine:
    """An engine for the database at `address`, migrated. Raises NoLibrary with one clear line."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise NoLibrary("it is no address of a database", which=address, then=_FORMS) from None
    try:
        if url.get_backend_name() == "sqlite":
            engine = _sqlite(url)
        elif url.drivername == "postgresql+psycopg":
            engine = create_engine(url, pool_pre_ping=True)
        else:
            raise NoLibrary("this kind of database is not supported", which=url.render_as_string(), then=_FORMS)
        try:
            with writing(engine) as connection:
                _migrate(connection)
        except BaseException:
            engine.dispose()
            raise
    except (ModuleNotFoundError, NoSuchModuleError):
        raise NoLibrary("its driver is not installed", which=url.render_as_string(), then="pip install 'rashomon[postgresql]'") from None
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise NoLibrary(
            f"it cannot be opened: {reason}", which=url.render_as_string(), then="See that it is there and may be read"
        ) from None
    return engine


def _sqlite(url: URL) -> Engine:
    file = url.database
    if file and file != ":memory:":
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NoLibrary(error.strerror or str(error), which=file, then="Name a file in a folder that you may write to") from None
    engine = create_engine(url, connect_args={"timeout": _PATIENCE, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_PATIENCE * 1000}"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; others wait for it, in other processes too. All or nothing is kept."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        yield connection


def _migrate(connection: Connection) -> None:
    if inspect(connection).has_table("alembic_version"):
        present = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if present == HEAD:
            return
        if present is not None and present > HEAD:
            raise NoLibrary(
                "a newer version of this program made it", which=str(connection.engine.url), then="Install the newest version of rashomon"
            )
    from alembic import command
    from alembic.config import Config

    with as_file(files("rashomon.storing") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
