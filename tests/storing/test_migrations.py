from __future__ import annotations

from importlib.resources import files

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from rashomon.errors import NoLibrary
from rashomon.storing.database import HEAD, engine_for, writing
from rashomon.storing.tables import metadata


def test_the_newest_migration_is_the_one_that_is_checked_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("rashomon.storing") / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_migrations_make_the_tables_that_the_code_reads(address: str) -> None:
    engine = engine_for(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda o, name, kind, *_: not str(name).startswith("words")}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_library_of_a_newer_version_is_left_alone(address: str) -> None:
    engine = engine_for(address)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(NoLibrary, match="newer version"):
        engine_for(address)
