"""Whether a database is a whole and sound library."""

from __future__ import annotations

import sqlite3

_MUST_HOLD = frozenset({"replica", "plan", "journal_step", "search"})


def fault_of(connection: sqlite3.Connection, *, thorough: bool = False) -> str:
    """Return what is wrong with an open database, nothing when it is sound.

    Beyond SQLite's own check (the full one when `thorough`), it must hold Istmo's tables,
    and no triggers or views: Istmo makes none, and they would run unasked. Raises
    sqlite3.DatabaseError when it is too damaged even to be checked.
    """
    try:
        return _fault_of(connection, "integrity_check" if thorough else "quick_check")
    except UnicodeDecodeError:
        # The name of what is broken is broken as well.
        return "its description of its tables is not text"


def _fault_of(connection: sqlite3.Connection, check: str) -> str:
    first = connection.execute(f"PRAGMA {check}(1)").fetchone()[0]
    if first != "ok":
        return str(first)
    entries = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
    strange = sorted(name for kind, name in entries if kind in {"trigger", "view"})
    if strange:
        return f"a trigger or view that is not Istmo's: {strange[0]}"
    missing = sorted(_MUST_HOLD - {name for _, name in entries})
    if missing:
        return f"without its table {missing[0]}"
    replicas = connection.execute("SELECT id, clock FROM replica").fetchall()
    return "" if len(replicas) == 1 else f"with {len(replicas)} replicas instead of one"
