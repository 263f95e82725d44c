"""Full-text search over all plans, blind to accents and case: SQLite's FTS5.

Triggers keep the index, so whatever writes a row, the index agrees with it. They belong to
the connection, not to the file: with `trusted_schema=OFF` a trigger stored in a file may not
write to a virtual table, which is right for files that somebody else may have touched.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.record import PlanRecord, Record
from db.tables import (
    Assignment,
    Criterion,
    FocusArea,
    Milestone,
    Objective,
    Organization,
    Person,
    Plan,
    ScheduleItem,
    Venue,
)

SEARCHED: tuple[type[Record], ...] = (
    Plan,
    Objective,
    Criterion,
    Milestone,
    ScheduleItem,
    Assignment,
    Organization,
    Person,
    Venue,
    FocusArea,
)
_NOT_PROSE = frozenset(
    {"id", "deleted", "born", "stamps", "seen", "vector", "position", "key", "languages", "zone"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found; `plan_id` is empty for rows of the shared directory."""

    plan_id: str
    table_name: str
    row_id: str
    excerpt: str


def searched_fields(table: type[Record]) -> list[str]:
    """Return the columns of `table` whose words are found."""
    return [
        column.key
        for column in table.__table__.columns
        if column.type.python_type is str
        and column.key not in _NOT_PROSE
        and not column.key.endswith("_id")
    ]


def _schema() -> list[str]:
    return [
        "CREATE TABLE search_key (number INTEGER PRIMARY KEY, row_id TEXT NOT NULL UNIQUE,"
        " plan_id TEXT NOT NULL, table_name TEXT NOT NULL)",
        "CREATE VIRTUAL TABLE search USING fts5"
        "(words, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')",
    ]


def _triggers(table: type[Record]) -> list[str]:
    name, fields = table.__tablename__, searched_fields(table)
    plan = "new.plan_id" if issubclass(table, PlanRecord) else "new.id" if table is Plan else "''"
    words = " || ' · ' || ".join(f"new.{field}" for field in fields)
    number = "(SELECT number FROM search_key WHERE row_id = new.id)"
    return [
        f"CREATE TEMP TRIGGER search_{name}_insert AFTER INSERT ON main.{name} WHEN NOT new.deleted BEGIN"
        f" INSERT INTO search_key (row_id, plan_id, table_name) VALUES (new.id, {plan}, '{name}');"
        f" INSERT INTO search (rowid, words) VALUES ({number}, {words}); END",
        f"CREATE TEMP TRIGGER search_{name}_update AFTER UPDATE OF {', '.join(fields)} ON main.{name}"
        f" WHEN NOT new.deleted AND NOT old.deleted BEGIN"
        f" UPDATE search SET words = {words} WHERE rowid = {number}; END",
        f"CREATE TEMP TRIGGER search_{name}_delete AFTER UPDATE OF deleted ON main.{name}"
        f" WHEN new.deleted AND NOT old.deleted BEGIN"
        f" DELETE FROM search WHERE rowid = {number};"
        f" DELETE FROM search_key WHERE row_id = new.id; END",
        f"CREATE TEMP TRIGGER search_{name}_return AFTER UPDATE OF deleted ON main.{name}"
        f" WHEN old.deleted AND NOT new.deleted BEGIN"
        f" INSERT INTO search_key (row_id, plan_id, table_name) VALUES (new.id, {plan}, '{name}');"
        f" INSERT INTO search (rowid, words) VALUES ({number}, {words}); END",
        f"CREATE TEMP TRIGGER search_{name}_erase AFTER DELETE ON main.{name} BEGIN"
        f" DELETE FROM search WHERE rowid ="
        f" (SELECT number FROM search_key WHERE row_id = old.id);"
        f" DELETE FROM search_key WHERE row_id = old.id; END",
    ]


def create(connection: Connection) -> None:
    """Make the empty index in a new library."""
    for statement in _schema():
        connection.exec_driver_sql(statement)


def keep_current(connection: sqlite3.Connection) -> None:
    """Make `connection` keep the index of its library current from now on."""
    made = "SELECT count(*) FROM main.sqlite_master WHERE name = 'search_key'"
    if connection.execute(made).fetchone()[0]:
        connection.executescript(";\n".join(trigger for t in SEARCHED for trigger in _triggers(t)))


def find(session: Session, words: str, limit: int = 200) -> list[Hit]:
    """Return the rows that contain every one of `words` (the last one may be unfinished).

    Hits come best first; rows of plans in the bin are left out. Words are taken literally:
    no operator of the search engine can be typed by accident.
    """
    terms = re.findall(r"\w+", words)
    if not terms:
        return []
    match = " ".join(f'"{term}"' for term in terms) + "*"
    rows = session.execute(
        text(
            "SELECT k.plan_id, k.table_name, k.row_id,"
            " snippet(search, 0, '', '', '…', 12) AS excerpt"
            " FROM search JOIN search_key k ON k.number = search.rowid"
            " LEFT JOIN plan p ON p.id = k.plan_id"
            " WHERE search MATCH :match AND coalesce(p.deleted, 0) = 0"
            " ORDER BY rank LIMIT :limit"
        ),
        {"match": match, "limit": limit},
    )
    return [Hit(*row) for row in rows]
