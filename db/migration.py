"""Bringing an older library up to date: Alembic's revisions, in one transaction.

The schema version in a library's header is the number of the last revision that made it:
version 3 is what revision `0003` leaves behind. Nothing imports this module unless there is
something to migrate, for Alembic takes a while to import.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from db import search
from db.backup import back_up
from db.connection import WRITES, engine_for, mark
from db.errors import MigrationFailed
from db.library_file import SCHEMA_VERSION

MIGRATIONS = Path(__file__).parent / "migrations"
_OCCASION = "before-migration"


def migrate(path: Path, *, version: int = SCHEMA_VERSION, scripts: Path = MIGRATIONS) -> None:
    """Bring the library at `path` up to schema `version`, after a backup of it.

    Raises MigrationFailed, with the library's content as it was, and UnwritableLibrary or
    DamagedLibrary when there can be no backup.
    """
    back_up(path, occasion=_OCCASION)
    engine = engine_for(path)
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            # A table that is made anew is dropped first, with rows that refer to it.
            _set_foreign_keys(connection, "OFF")
            with connection.begin():
                _migrate(connection, version, scripts)
    except Exception as error:
        raise MigrationFailed(path, f"{type(error).__name__}: {error}") from error
    finally:
        engine.dispose()


def _migrate(connection: Connection, version: int, scripts: Path) -> None:
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if found >= version:
        return  # Another process was first.
    upgrade(connection, found, scripts)
    search.rebuild(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise ValueError(f"a reference of table {broken[0]} leads nowhere")
    mark(connection, version)


def upgrade(connection: Connection, found: int, scripts: Path = MIGRATIONS) -> None:
    """Run the revisions after number `found`, in the transaction that is under way."""
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR NOT NULL)")
    if found:
        stamp = "INSERT INTO alembic_version VALUES (?)"
        connection.exec_driver_sql(stamp, (f"{found:04}",))
    command.upgrade(configuration(connection, scripts), "head")
    connection.exec_driver_sql("DROP TABLE alembic_version")


def configuration(connection: Connection, scripts: Path = MIGRATIONS) -> Config:
    """Return what Alembic needs to know to run the revisions in `scripts`."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _set_foreign_keys(connection: Connection, state: str) -> None:
    # SQLite ignores this within a transaction, and SQLAlchemy would begin one.
    connection.connection.cursor().execute(f"PRAGMA foreign_keys={state}")
