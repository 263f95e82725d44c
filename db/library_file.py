"""The library as a file on disk: its header, what SQLite keeps beside it, reading it untouched."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

APPLICATION_ID = 0x4953544D
"""`ISTM` in the file header tells a library from any other SQLite database."""
SCHEMA_VERSION = 1
HEADER_BYTES = 100
SIGNATURE = b"SQLite format 3\x00"
BUSY_MILLISECONDS = 5000


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
