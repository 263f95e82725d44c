"""What a copy of a plan knows of its past: earlier values, and who edits on which laptop.

The journal is a laptop's own. What others need of it goes with the plan: the values that
fields have held, so that a conflict can show what both started from wherever two copies
meet, and the names of those who edited. What came from others is kept here, and goes on with the
plan when it leaves again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    UniqueConstraint,
    and_,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from db.bookkeeping import REPLICAS
from db.clock import BUILTIN_REPLICA, Stamp, Vector, covers
from db.departure import IDS_PER_QUERY, TravelingRow
from db.journal import CHANGES, STEPS
from db.merge_changes import Key
from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.record import Base, DirectoryRecord, Word
from db.tables import Plan

MOST_VALUES = 20_000
"""How many earlier values go with a plan, the newest ones: years of work on it."""


class KeptValue(Base):
    """A value that a field held, as another copy of the plan told or a merge replaced it.

    `plan_id` is empty for rows of the directory, which all plans share.
    """

    __tablename__ = "kept_value"
    __table_args__ = (UniqueConstraint("row_id", "field", "stamp"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(index=True)
    table_name: Mapped[Word]
    row_id: Mapped[Word]
    field: Mapped[Word]
    stamp: Mapped[Word]
    value: Mapped[Any] = mapped_column(JSON)


class KeptAuthor(Base):
    """Who edits on another laptop, as a plan file told."""

    __tablename__ = "kept_author"

    replica: Mapped[str] = mapped_column(primary_key=True)
    author: Mapped[Word]


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """What a field held since the edit that has this stamp, until another replaced it."""

    table: str
    id: str
    field: str
    stamp: str
    value: Any

    @property
    def key(self) -> tuple[str, str, str]:
        """The edit of the field that wrote the value."""
        return self.id, self.field, self.stamp


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier values, the newest first, and names by replica."""

    earlier: tuple[EarlierValue, ...] = ()
    authors: Mapping[str, str] = field(default_factory=dict)


UNKNOWN_PAST = Past()


def departing_past(reader: PlanReader, rows: Sequence[TravelingRow], author: str) -> Past:
    """Return what this library knows of the past of a plan, given with all its rows.

    `author` is who edits here. Deleted rows have no past: nobody asks what was in them.
    """
    session = cast("Session", object_session(reader.row))
    plan = next(row for row in rows if row.table is Plan)
    living = {row.key: row for row in rows if not row.values["deleted"]}
    shared = [row.key for row in rows if issubclass(row.table, DirectoryRecord)]
    known = _kept(session, KeptValue.plan_id == plan.id)
    known += _journalled(session, STEPS.c.scope == plan.id)
    known += earlier_values(session, shared)
    found = {value.key: value for value in known}
    earlier = [value for value in found.values() if _is_of(living, plan.seen, value)]
    earlier.sort(key=lambda value: (value.stamp, value.id, value.field), reverse=True)
    authors = _authors_among(session, rows, author)
    if isinstance(reader, OpenPlan):
        reader.library.end_reading()
    return Past(tuple(earlier[:MOST_VALUES]), authors)


def earlier_values(session: Session, rows: Iterable[Key]) -> list[EarlierValue]:
    """Return what this library knows of the earlier values of some rows."""
    ids: dict[str, list[str]] = {}
    for table, row_id in sorted(rows):
        ids.setdefault(table, []).append(row_id)
    found: list[EarlierValue] = []
    for table, wanted in ids.items():
        for start in range(0, len(wanted), IDS_PER_QUERY):
            some = wanted[start : start + IDS_PER_QUERY]
            of_rows = and_(CHANGES.c.table_name == table, CHANGES.c.row_id.in_(some))
            found += _kept(session, KeptValue.row_id.in_(some))
            found += _journalled(session, of_rows)
    return found


def authors_of(session: Session) -> dict[str, str]:
    """Return who edits on each replica: as the journal knows, else as plan files told."""
    told = session.execute(select(KeptAuthor.replica, KeptAuthor.author))
    authors: dict[str, str] = {kept.replica: kept.author for kept in told}
    newest = (
        select(STEPS.c.replica, STEPS.c.author, func.max(STEPS.c.id))
        .where(STEPS.c.author != "")
        .group_by(STEPS.c.replica, STEPS.c.author)
        .order_by(func.max(STEPS.c.id))
    )
    return authors | {step.replica: step.author for step in session.execute(newest)}


def keep(session: Session, plan_id: str, past: Past, rows: Iterable[TravelingRow]) -> None:
    """Keep what another copy of a plan knows of its past; what is known here stands.

    `rows` are those of that copy.
    """
    own = own_replica(session)
    shared = {row.id for row in rows if issubclass(row.table, DirectoryRecord)}
    told = [value for value in past.earlier if Stamp.parse(value.stamp).replica != own]
    keep_values(session, plan_id, told, shared)
    names = [
        {"replica": replica, "author": author}
        for replica, author in past.authors.items()
        if replica != own
    ]
    if names:
        session.connection().execute(insert(KeptAuthor).prefix_with("OR IGNORE"), names)


def keep_values(
    session: Session, plan_id: str, values: Iterable[EarlierValue], shared: Collection[str]
) -> None:
    """Keep earlier values of a plan's rows and of those of the directory, `shared`."""
    kept = [
        {
            "plan_id": "" if value.id in shared else plan_id,
            "table_name": value.table,
            "row_id": value.id,
            "field": value.field,
            "stamp": value.stamp,
            "value": value.value,
        }
        for value in values
    ]
    if kept:
        session.connection().execute(insert(KeptValue).prefix_with("OR IGNORE"), kept)


def own_replica(session: Session) -> str:
    """Return the id of this installation."""
    return str(session.connection().execute(select(REPLICAS.c.id)).scalar_one())


def forget_past(connection: Connection, plan_id: str) -> None:
    """Erase what was kept of a plan's past, with the plan."""
    connection.execute(delete(KeptValue).where(KeptValue.plan_id == plan_id))


def _kept(session: Session, condition: ColumnElement[bool]) -> list[EarlierValue]:
    columns = (KeptValue.table_name, KeptValue.row_id, KeptValue.field)
    query = select(*columns, KeptValue.stamp, KeptValue.value).where(condition)
    newest = query.order_by(KeptValue.stamp.desc()).limit(MOST_VALUES)
    return [EarlierValue(*row) for row in session.execute(newest)]


def _journalled(session: Session, condition: ColumnElement[bool]) -> list[EarlierValue]:
    query = (
        select(CHANGES.c.table_name, CHANGES.c.row_id, CHANGES.c.before, CHANGES.c.stamps)
        .join(STEPS, STEPS.c.id == CHANGES.c.step_id)
        .where(condition, CHANGES.c.before.is_not(None))
        .order_by(STEPS.c.id.desc())
        .limit(MOST_VALUES)
    )
    return [
        EarlierValue(change.table_name, change.row_id, name, stamp, change.before[name])
        for change in session.execute(query)
        for name, stamp in change.stamps.items()
        if name != "deleted"
    ]


def _is_of(rows: Mapping[Key, TravelingRow], vector: Vector, value: EarlierValue) -> bool:
    """Return whether the value is of a field of `rows`, from an edit that they have seen."""
    row = rows.get((value.table, value.id))
    if row is None or value.field not in row.values:
        # An older Istmo may have journalled a field that was given up since.
        return False
    seen = row.seen if issubclass(row.table, DirectoryRecord) else vector
    return covers(seen, Stamp.parse(value.stamp))


def _authors_among(session: Session, rows: Sequence[TravelingRow], author: str) -> dict[str, str]:
    """Return the names of those whose edits the vectors of `rows` tell of."""
    seen = {replica for row in rows for replica in row.seen} - {BUILTIN_REPLICA}
    known = authors_of(session)
    if author:
        known[own_replica(session)] = author
    return {replica: known[replica] for replica in sorted(seen) if replica in known}
