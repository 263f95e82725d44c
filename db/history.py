"""The journal read as history: by time, and what each step did to which row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from db.clock import COUNTER_BITS
from db.journal import Change, Step
from db.merge_changes import Rows
from db.merge_past import rows_now
from db.open_plan import OpenPlan
from db.record import DirectoryRecord, Record
from db.tables import TABLE_BY_NAME, Plan

PAGE = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who edited: by name, or by laptop where no name was given."""

    replica: str
    author: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Which steps are looked for: of whom, from when, touching which row, among which ids."""

    person: Person | None = None
    since: datetime | None = None
    row: tuple[str, str] | None = None
    among: frozenset[int] | None = None


EVERYTHING = Sought()


def steps_of(
    plan: OpenPlan,
    *,
    before: int | None = None,
    limit: int = PAGE,
    sought: Sought = EVERYTHING,
) -> list[Step]:
    """Return the plan's journal steps, newest first, older than step id `before`."""
    query = select(Step).where(*_conditions(plan, sought)).order_by(Step.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Step.id < before)
    session = plan.library.session
    steps = list(session.scalars(query.execution_options(populate_existing=True)))
    plan.library.end_reading()
    return steps


def count_of(plan: OpenPlan, sought: Sought = EVERYTHING) -> int:
    """Return how many steps the plan's journal has."""
    query = select(func.count()).select_from(Step).where(*_conditions(plan, sought))
    count = plan.library.session.scalars(query).one()
    plan.library.end_reading()
    return count


def people_of(plan: OpenPlan) -> list[Person]:
    """Return everybody whose edits the plan's journal has, by name."""
    query = select(Step.replica, Step.author).where(Step.scope == plan.id).distinct()
    found = {
        Person("" if author else replica, author)
        for replica, author in plan.library.session.execute(query)
    }
    plan.library.end_reading()
    return sorted(found, key=lambda person: (person.author, person.replica))


def changes_of(plan: OpenPlan, step: Step, limit: int = PAGE) -> list[Change]:
    """Return what a step did, row by row, in the order in which it was done."""
    query = select(Change).where(Change.step_id == step.id).order_by(Change.id).limit(limit)
    changes = list(plan.library.session.scalars(query))
    plan.library.end_reading()
    return changes


def row_of(plan: OpenPlan, change: Change) -> Record | None:
    """Return the row that a change touched, even when it is deleted by now."""
    row = _row(plan, change)
    plan.library.end_reading()
    return row


def bring_back(
    plan: OpenPlan, changes: Iterable[Change], label: str, *, only_field: str = "", **values: Any
) -> None:
    """Give rows the values they had before `changes`, as one ordinary edit.

    A row that a change had created is deleted. With `only_field` the other fields stay.
    Raises UnwritableLibrary.
    """
    with plan.edit(label, **values):
        for change in changes:
            row = _row(plan, change)
            if row is None:
                continue
            if change.before is None:
                row.deleted = True
                continue
            for field in set(change.before).intersection(row.content_fields()):
                if only_field in {"", field}:
                    setattr(row, field, change.before[field])


def bring_back_state(plan: OpenPlan, rows: Rows, label: str, **values: Any) -> None:
    """Make the whole plan as it was, given with all its `rows`, as one ordinary edit.

    The directory is shared with other plans: its rows keep what they say, and only come
    back when the plan needs one that was deleted since. Raises UnwritableLibrary.
    """
    now = rows_now(plan)
    session = plan.library.session
    with plan.edit(label, **values):
        for key in [*rows, *(key for key in now if key not in rows)]:
            row = session.get(TABLE_BY_NAME[key[0]], key[1])
            if row is None:
                continue
            if isinstance(row, DirectoryRecord):
                if key in rows and row.deleted and not rows[key].values["deleted"]:
                    row.deleted = False
            elif key not in rows:
                row.deleted = True
            else:
                for name, value in rows[key].values.items():
                    in_bin = name == "deleted" and isinstance(row, Plan)
                    if not in_bin and getattr(row, name) != value:
                        setattr(row, name, value)


def _conditions(plan: OpenPlan, sought: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Step.scope == plan.id]
    if sought.person is not None:
        conditions.append(Step.author == sought.person.author)
        if sought.person.replica:
            conditions.append(Step.replica == sought.person.replica)
    if sought.since is not None:
        milliseconds = int(sought.since.timestamp() * 1000)
        conditions.append(Step.clock >= milliseconds << COUNTER_BITS)
    if sought.row is not None:
        table, row_id = sought.row
        touching = select(Change.step_id).where(Change.table_name == table, Change.row_id == row_id)
        conditions.append(Step.id.in_(touching))
    if sought.among is not None:
        conditions.append(Step.id.in_(sought.among))
    return conditions


def _row(plan: OpenPlan, change: Change) -> Record | None:
    # An older Istmo may have written the change to a table that was given up since.
    table = TABLE_BY_NAME.get(change.table_name)
    return None if table is None else plan.library.session.get(table, change.row_id)
