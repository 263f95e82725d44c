"""Making a library, and looking at a file before it is opened as one.

A file that is refused is left as it is, to the byte: it may be another program's, a newer
Istmo's, or the only copy there is of a damaged library.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, insert

from db import correspondence, search
from db.backup import backups_of
from db.bookkeeping import REPLICAS
from db.clock import new_replica
from db.connection import WRITES, engine_for, mark
from db.errors import DamagedLibrary, ForeignLibrary, NewerLibrary, UnwritableLibrary
from db.library_file import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    SIGNATURE,
    erase_file,
    header_of,
    means_damage,
    read_only,
    wal_of,
)
from db.record import Base
from db.soundness import fault_of

NOT_CONTENT = (correspondence,)
"""Modules that are imported so that a new library has their tables."""


def make_ready(path: Path) -> None:
    """Make the library at `path` when there is none, bring it up to date when it is older.

    Raises ForeignLibrary, NewerLibrary or DamagedLibrary, with the file left as it is,
    MigrationFailed likewise, and UnwritableLibrary when the disk does not take it.
    """
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        if path.exists() and backups_of(path):
            raise DamagedLibrary(path, "the file is empty, and it was not always")
        create(path)
        return
    version = checked_version(path)
    if version < SCHEMA_VERSION:
        # Alembic takes a third of a second to import; most starts have nothing to migrate.
        from db.migration import migrate

        migrate(path)


def create(path: Path) -> None:
    """Make a new library beside `path` and move it there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        erase_file(unfinished)
        engine = engine_for(unfinished)
        try:
            lay_out(engine)
        finally:
            engine.dispose()
        unfinished.replace(path)
    finally:
        erase_file(unfinished)


def lay_out(engine: Engine) -> None:
    """Make the tables of a new library."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        mark(connection)
        Base.metadata.create_all(connection)
        search.create(connection)
        connection.execute(insert(REPLICAS), {"id": new_replica(), "clock": 0})
        connection.commit()


def checked_version(path: Path) -> int:
    """Return the schema version of a library that is fit to be opened.

    Raises ForeignLibrary, NewerLibrary, DamagedLibrary or UnwritableLibrary.
    """
    _recognize(path)
    at_rest = not wal_of(path).exists()
    try:
        with closing(read_only(path, at_rest=at_rest)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            _refuse_newer(path, version)
            fault = fault_of(connection) or (_cut_short(path, connection) if at_rest else "")
            fault = fault or (_missing_table(connection) if version == SCHEMA_VERSION else "")
    except sqlite3.DatabaseError as error:
        if not means_damage(error):
            raise UnwritableLibrary(path, str(error)) from error
        fault = str(error)
    if not fault:
        return version
    if at_rest and wal_of(path).exists():
        # Another process opened it meanwhile: what was read may be half of what it wrote.
        return checked_version(path)
    raise DamagedLibrary(path, fault)


def _missing_table(connection: sqlite3.Connection) -> str:
    """Return which table a library of the present version lacks: it cannot be worked with."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    missing = sorted(set(Base.metadata.tables) - {name for (name,) in found})
    return f"table {missing[0]} is missing" if missing else ""


def _cut_short(path: Path, connection: sqlite3.Connection) -> str:
    """Return by how much a file is too short: SQLite takes a missing end for zeros."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = pages * connection.execute("PRAGMA page_size").fetchone()[0]
    missing = size - path.stat().st_size
    return f"{missing} bytes are missing at its end" if missing > 0 else ""


def _recognize(path: Path) -> None:
    """Refuse a file whose header is not that of a library this Istmo can open."""
    if path.is_dir():
        raise ForeignLibrary(path, "a folder")
    header = header_of(path)
    if header is not None and header.application_id == APPLICATION_ID:
        _refuse_newer(path, header.version)
        return
    with path.open("rb") as file:
        if header is None and file.read(len(SIGNATURE)) == SIGNATURE:
            raise DamagedLibrary(path, "cut short within the header")
    if backups_of(path):
        raise DamagedLibrary(path, "it was a library once: there are backups of it")
    raise ForeignLibrary(path)


def _refuse_newer(path: Path, version: int) -> None:
    if version > SCHEMA_VERSION:
        raise NewerLibrary(path, f"schema {version}, known {SCHEMA_VERSION}")
