"""The journal read as history: by time, and what each step did to which row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from db.journal import Change, Step
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import TABLE_BY_NAME

PAGE = 200


def steps_of(plan: OpenPlan, *, before: int | None = None, limit: int = PAGE) -> list[Step]:
    """Return the plan's journal steps, newest first, older than step id `before`."""
    query = select(Step).where(Step.scope == plan.id).order_by(Step.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Step.id < before)
    session = plan.library.session
    steps = list(session.scalars(query.execution_options(populate_existing=True)))
    plan.library.end_reading()
    return steps


def count_of(plan: OpenPlan) -> int:
    """Return how many steps the plan's journal has."""
    query = select(func.count()).select_from(Step).where(Step.scope == plan.id)
    count = plan.library.session.scalars(query).one()
    plan.library.end_reading()
    return count


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


def bring_back(plan: OpenPlan, changes: Iterable[Change], label: str, **values: Any) -> None:
    """Give rows the values they had before `changes`, as one ordinary edit.

    A row that a change had created is deleted. Raises UnwritableLibrary.
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
                setattr(row, field, change.before[field])


def _row(plan: OpenPlan, change: Change) -> Record | None:
    # An older Istmo may have written the change to a table that was given up since.
    table = TABLE_BY_NAME.get(change.table_name)
    return None if table is None else plan.library.session.get(table, change.row_id)
