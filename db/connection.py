"""How Istmo speaks to SQLite: pragmas, transactions and the marks of a library file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from db.errors import DamagedLibrary, UnwritableLibrary

APPLICATION_ID = 0x4953544D
"""`ISTM` in the file header tells a library from any other SQLite database."""
SCHEMA_VERSION = 1
MEMORY = Path(":memory:")
WRITES = "istmo_writes"
HEADER_BYTES = 100
SIGNATURE = b"SQLite format 3\x00"
BUSY_MILLISECONDS = 5000


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


class Header(NamedTuple):
    """What the header of a SQLite file says of who wrote it."""

    application_id: int
    version: int


def header_of(path: Path) -> Header | None:
    """Return the header of a SQLite file, None for another file.

    Reads the file's first 100 bytes (sqlite.org, "Database File Format") without opening
    it as a database, so that a foreign file is left exactly as it is. Raises OSError.
    """
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES or not header.startswith(SIGNATURE):
        return None
    return Header(int.from_bytes(header[68:72]), int.from_bytes(header[60:64]))


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


def wal_of(path: Path) -> Path:
    """Return the file in which SQLite keeps what is committed but not yet in `path`."""
    return path.with_name(f"{path.name}-wal")


def erase_file(path: Path) -> None:
    """Erase a database that is not to stay, with whatever SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def read_only(path: Path, *, at_rest: bool) -> sqlite3.Connection:
    """Open the database at `path` so that nothing done to it can change it.

    With `at_rest`, which says that nobody has it open, SQLite makes no files beside it.
    """
    how = "immutable=1" if at_rest else "mode=ro"
    patience = BUSY_MILLISECONDS / 1000
    connection = sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=patience)
    # What a damaged file says of itself need not be text.
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


def means_damage(error: sqlite3.DatabaseError) -> bool:
    """Return whether an error says that the file is not what it should be."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith(("no such ", "Could not decode "))
    return type(error) is sqlite3.DatabaseError


def _explain(path: Path, error: BaseException) -> None:
    """Say what an error of the database means for the library, whatever was being done.

    An error that is a fault of the program, such as a broken reference, stays as it is.
    """
    if isinstance(error, sqlite3.DatabaseError) and means_damage(error):
        raise DamagedLibrary(path, str(error)) from error
    if isinstance(error, sqlite3.OperationalError):
        raise UnwritableLibrary(path, str(error)) from error
