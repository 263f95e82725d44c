"""Full-text search over all plans, blind to accents and case: SQLite's FTS5.

The index is brought up to date in the transaction of every edit, by the code that writes the
journal. Triggers would do it too, but with `trusted_schema=OFF`, which is right for files
that somebody else may have touched, no trigger may write to a virtual table.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.record import PlanRecord, Record
from db.tables import (
    Assignment,
    Attachment,
    CorrectiveAction,
    Criterion,
    Event,
    FocusArea,
    Inject,
    Milestone,
    Objective,
    Observation,
    Organization,
    Person,
    Plan,
    ScenarioSection,
    ScheduleItem,
    SimulatedActor,
    Storyline,
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
    ScenarioSection,
    SimulatedActor,
    Storyline,
    Event,
    Inject,
    Observation,
    CorrectiveAction,
    Attachment,
)
_SEARCHED_BY_NAME = {table.__tablename__: table for table in SEARCHED}
_NOT_PROSE = frozenset(
    {
        *("id", "born", "position", "key", "languages", "zone", "kind", "type", "status"),
        *("start", "template", "marking", "priority", "rating", "role", "country", "capability"),
        *("observation_kind", "available_from", "available_until", "mode", "element", "moment"),
        *("digest", "media_type", "start_date", "due_date"),
    }
)
"""Columns of text that hold codes and dates rather than words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found; `plan_id` is empty for rows of the shared directory."""

    plan_id: str
    table_name: str
    row_id: str
    excerpt: str


@cache
def searched_fields(table: type[Record]) -> tuple[str, ...]:
    """Return the columns of `table` whose words are found."""
    return tuple(
        column.key
        for column in table.__table__.columns
        if column.type.python_type is str
        and column.key not in _NOT_PROSE
        and not column.key.endswith("_id")
    )


_SCHEMA = (
    """
    CREATE TABLE search_key (
        number INTEGER PRIMARY KEY,
        row_id TEXT NOT NULL UNIQUE,
        plan_id TEXT NOT NULL,
        table_name TEXT NOT NULL
    )
    """,
    """
    CREATE VIRTUAL TABLE search USING fts5(
        words, tokenize="unicode61 remove_diacritics 2", prefix='2 3'
    )
    """,
)
_BETWEEN = " · "
_THESE = "(SELECT value FROM json_each(?))"
"""Stands for the ids that are given as one JSON list, however many they are."""


def create(connection: Connection) -> None:
    """Make the empty index in a new library."""
    for statement in _SCHEMA:
        connection.exec_driver_sql(statement)


def rebuild(connection: Connection) -> None:
    """Make the index anew from what the tables hold, as after a change of the schema."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_key")
    create(connection)
    for table in SEARCHED:
        ids = connection.exec_driver_sql(f"SELECT id FROM {table.__tablename__}").scalars()
        _enter(connection, table, json.dumps(list(ids)))


def refresh(connection: Connection, touched: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
    """Bring the index up to date, within the transaction that wrote the rows.

    `touched` holds, by table name and row id, the fields that were written.
    """
    for table_name, rows in touched.items():
        table = _SEARCHED_BY_NAME.get(table_name)
        if table is None:
            continue
        heard = {*searched_fields(table), "deleted"}
        ids = [row_id for row_id, fields in rows.items() if not heard.isdisjoint(fields)]
        if ids:
            these = json.dumps(ids)
            _leave(connection, f"row_id IN {_THESE}", these)
            _enter(connection, table, these)


def forget_plan(connection: Connection, plan_id: str) -> None:
    """Take a plan that is being erased out of the index."""
    _leave(connection, "plan_id = ?", plan_id)


def forget_words(connection: Connection) -> None:
    """Leave nothing in the index of what was taken out of it, not even unused."""
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('rebuild')")


def _leave(connection: Connection, which: str, value: str) -> None:
    numbers = f"SELECT number FROM search_key WHERE {which}"
    connection.exec_driver_sql(f"DELETE FROM search WHERE rowid IN ({numbers})", (value,))
    connection.exec_driver_sql(f"DELETE FROM search_key WHERE {which}", (value,))


def _enter(connection: Connection, table: type[Record], ids: str) -> None:
    name = table.__tablename__
    plan = "plan_id" if issubclass(table, PlanRecord) else "id" if table is Plan else "''"
    # Qualified: an objective has a number, as the index's key has.
    columns = [f'{name}."{field}"' for field in searched_fields(table)]
    parts = " || ".join(f"iif({c} = '', '', {c} || '{_BETWEEN}')" for c in columns)
    words = f"rtrim({parts}, '{_BETWEEN}')"
    connection.exec_driver_sql(
        "INSERT INTO search_key (row_id, plan_id, table_name)"
        f" SELECT id, {plan}, '{name}' FROM {name} WHERE NOT deleted AND id IN {_THESE}",
        (ids,),
    )
    connection.exec_driver_sql(
        f"INSERT INTO search (rowid, words) SELECT k.number, {words}"
        f" FROM {name} JOIN search_key k ON k.row_id = id WHERE NOT deleted AND id IN {_THESE}",
        (ids,),
    )


def find(session: Session, words: str, limit: int = 200) -> list[Hit]:
    """Return the rows that contain every one of `words` (the last one may be unfinished).

    Hits come best first; rows of plans in the bin are left out. Words are taken literally:
    no operator of the search engine can be typed by accident.
    """
    terms = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", words))
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
