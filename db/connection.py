"""How Istmo speaks to SQLite: pragmas, transactions and what its errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from db.errors import DamagedLibrary, UnwritableLibrary
from db.library_file import APPLICATION_ID, BUSY_MILLISECONDS, SCHEMA_VERSION, means_damage

MEMORY = Path(":memory:")
WRITES = "istmo_writes"


def engine_for(path: Path) -> Engine:
    """Return an engine on the library at `path`, or on a private one in memory.

    Transactions begin where SQLAlchemy begins them, so that readers see one state; those
    that will write take the lock at once, so that no other process edits in between.
    """
    if path == MEMORY:
        engine = create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", lambda told: _explain(path, told.original_exception))
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "trusted_schema=OFF",
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=FULL",
        "cell_size_check=ON",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def mark(connection: Connection, version: int = SCHEMA_VERSION) -> None:
    """Write Istmo's application id and the schema version into the file's header."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


@contextmanager
def overwriting(connection: Connection) -> Iterator[None]:
    """Overwrite with zeros what is deleted within the block."""
    connection.exec_driver_sql("PRAGMA secure_delete=ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")


def empty_the_log(connection: Connection) -> None:
    """Write the write-ahead log into the library and empty it, if nobody is reading."""
    connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _explain(path: Path, error: BaseException) -> None:
    """Say what an error of the database means for the library, whatever was being done.

    An error that is a fault of the program, such as a broken reference, stays as it is.
    """
    if isinstance(error, sqlite3.DatabaseError) and means_damage(error):
        raise DamagedLibrary(path, str(error)) from error
    if isinstance(error, sqlite3.OperationalError):
        raise UnwritableLibrary(path, str(error)) from error
