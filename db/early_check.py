"""The check of a library's file, begun before all is imported that opens it.

SQLite reads the whole file for it. Beside the imports that costs no time, and only the
standard library is needed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

from db.library_file import APPLICATION_ID, SCHEMA_VERSION, header_of, read_only, wal_of
from db.soundness import fault_of

State = tuple[tuple[int, ...], ...]


class EarlyCheck:
    """Checks the library at `path` beside what its maker does meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._seen = _state_of(self._path)
        self._fault: str | None = None
        self._thread = Thread(target=self._check, daemon=True)
        self._thread.start()

    def fault_of(self, path: Path) -> str | None:
        """Return what is wrong with the file at `path`, nothing when it is sound.

        None says that it was not checked as it is now: the check has to be made.
        """
        self._thread.join()
        unchanged = path == self._path and _state_of(path) == self._seen
        return self._fault if unchanged else None

    def _check(self) -> None:
        # Whatever goes wrong here goes wrong again, and is told, when the library is opened.
        with suppress(OSError, sqlite3.Error):
            header = header_of(self._path)
            # Another program's file is not opened as a database, nor is a newer Istmo's.
            if header is None or header.application_id != APPLICATION_ID:
                return
            if header.version > SCHEMA_VERSION:
                return
            at_rest = not wal_of(self._path).exists()
            with closing(read_only(self._path, at_rest=at_rest)) as connection:
                self._fault = fault_of(connection)


def _state_of(path: Path) -> State:
    """Return what tells a file, with its write-ahead log, from what it was before."""
    states = []
    for file in (path, wal_of(path)):
        with suppress(OSError):
            now = file.stat()
            states.append((now.st_ino, now.st_size, now.st_mtime_ns))
    return tuple(states)
