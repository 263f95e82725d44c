"""What leaves the library with a plan: its rows with their stamps, and all they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session, object_session

from db.attachments import content_of
from db.open_plan import OpenPlan
from db.reader import PlanReader, without_collecting
from db.record import DirectoryRecord, Record
from db.tables import (
    CONTENT_TABLES,
    DIRECTORY_TABLES,
    PLAN_TABLES,
    AreaOfAction,
    Attachment,
    FocusArea,
    Framework,
    Indicator,
    Pillar,
    Plan,
    ProposedAction,
)

IDS_PER_QUERY = 500

_PARTS: dict[type[Record], tuple[type[Record], ...]] = {
    Framework: (Pillar, AreaOfAction),
    Pillar: (FocusArea,),
    FocusArea: (ProposedAction, Indicator),
    AreaOfAction: (ProposedAction,),
}
"""What makes up a framework; a framework always travels whole."""


@dataclass(frozen=True, slots=True)
class TravelingRow:
    """A row outside a library: its values, and the stamps that tell who wrote them when.

    `seen` is the version vector that the stamps are judged by: the plan's own for the row
    of the plan, the row's own for rows of the directory, and empty for all other rows of a
    plan, which the plan's vector covers.
    """

    table: type[Record]
    id: str
    born: str
    stamps: Mapping[str, str]
    seen: Mapping[str, int]
    values: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """The row's table and id, by which rows are told apart."""
        return self.table.__tablename__, self.id

    def stamp_of(self, field: str) -> str:
        """Return the stamp of the last change of `field`."""
        return self.stamps.get(field, self.born)


def vector_column(table: type[Record]) -> str:
    """Return the column that holds the version vector of a row of `table`, or nothing."""
    if table is Plan:
        return "vector"
    return "seen" if issubclass(table, DirectoryRecord) else ""


def traveling_fields(table: type[Record]) -> tuple[str, ...]:
    """Return the columns of `table` that travel as values, in table order."""
    return tuple(field for field in table.content_fields() if field != "plan_id")


def references_of(table: type[Record]) -> dict[str, str]:
    """Return the columns of `table` that refer to a row, and the table they refer to."""
    return {
        column.key: link.column.table.name
        for column in table.__table__.columns
        if column.key != "plan_id"
        for link in column.foreign_keys
    }


def departing_rows(reader: PlanReader) -> list[TravelingRow]:
    """Return all rows of a plan, tombstones included, and the directory rows they need.

    The directory rows come with what they themselves refer to, so that every reference
    among the rows resolves. Rows are ordered by table and id.
    """
    session = cast("Session", object_session(reader.row))
    found: dict[tuple[str, str], TravelingRow] = {}
    _keep(found, _read(session, Plan, Plan.id == reader.id))
    for table in PLAN_TABLES:
        _keep(found, _read(session, table, table.plan_id == reader.id))
    _keep_directory(session, found)
    if isinstance(reader, OpenPlan):
        reader.library.end_reading()
    order = {table: number for number, table in enumerate(CONTENT_TABLES)}
    return sorted(found.values(), key=lambda row: (order[row.table], row.id))


def departing_contents(reader: PlanReader) -> dict[str, bytes]:
    """Return the bytes of the plan's attachments by digest, without those of deleted ones."""
    digests = sorted({row.digest for row in reader.rows(Attachment)})
    contents = ((digest, content_of(reader, digest)) for digest in digests)
    return {digest: content for digest, content in contents if content is not None}


def _keep_directory(session: Session, found: dict[tuple[str, str], TravelingRow]) -> None:
    """Add the directory rows that `found` needs, and those that these need in turn."""
    fresh = list(found.values())
    while fresh:
        wanted = _wanted(fresh, found)
        fresh = []
        for table in DIRECTORY_TABLES:
            fresh += _read_among(session, table, "id", wanted.get(table.__tablename__, set()))
        _keep(found, fresh)
        for whole, parts in _PARTS.items():
            ids = {row.id for row in fresh if row.table is whole}
            for part in parts:
                column = next(
                    name
                    for name, target in references_of(part).items()
                    if target == whole.__tablename__
                )
                fresh += _keep(found, _read_among(session, part, column, ids))


def _wanted(
    rows: Iterable[TravelingRow], found: Mapping[tuple[str, str], TravelingRow]
) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = {}
    columns: dict[type[Record], dict[str, str]] = {}
    for row in rows:
        if row.table not in columns:
            columns[row.table] = references_of(row.table)
        for column, target in columns[row.table].items():
            row_id = row.values[column]
            if row_id is not None and (target, row_id) not in found:
                wanted.setdefault(target, set()).add(row_id)
    return wanted


def _keep(
    found: dict[tuple[str, str], TravelingRow], rows: list[TravelingRow]
) -> list[TravelingRow]:
    new = [row for row in rows if row.key not in found]
    found.update((row.key, row) for row in new)
    return new


def _read_among(
    session: Session, table: type[Record], column: str, values: set[str]
) -> list[TravelingRow]:
    rows: list[TravelingRow] = []
    wanted = sorted(values)
    for start in range(0, len(wanted), IDS_PER_QUERY):
        some = wanted[start : start + IDS_PER_QUERY]
        rows += _read(session, table, table.__table__.columns[column].in_(some))
    return rows


def _read(
    session: Session, table: type[Record], condition: ColumnElement[bool]
) -> list[TravelingRow]:
    fields, vector = traveling_fields(table), vector_column(table)
    columns = cast("Table", table.__table__).columns
    # Ten thousand rows are read by number, not by name, and without a look at each for what
    # nobody can reach any more: that takes half the time.
    own = [columns["id"], columns["born"], columns["stamps"], columns[vector or "id"]]
    query = select(*own, *(columns[field] for field in fields)).where(condition)
    with without_collecting():
        return [
            TravelingRow(
                table=table,
                id=row_id,
                born=born,
                stamps=stamps,
                seen=seen if vector else {},
                values=dict(zip(fields, values, strict=True)),
            )
            for row_id, born, stamps, seen, *values in session.execute(query)
        ]
