"""A plan as it was: its rows, taken back step by step through the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from db.clock import COUNTER_BITS
from db.departure import departing_rows
from db.journal import CHANGES, STEPS
from db.merge_changes import Rows
from db.open_plan import OpenPlan


def rows_now(plan: OpenPlan) -> Rows:
    """Return the rows of a plan, and those of the directory it needs, as they stand."""
    return {row.key: row for row in departing_rows(plan)}


def step_at(plan: OpenPlan, moment: datetime) -> int:
    """Return the last journal step of any plan made up to `moment`, 0 when there is none."""
    milliseconds = int(moment.timestamp() * 1000)
    latest = ((milliseconds + 1) << COUNTER_BITS) - 1
    query = select(func.max(STEPS.c.id)).where(STEPS.c.clock <= latest)
    step = plan.library.session.execute(query).scalar_one()
    plan.library.end_reading()
    return step or 0


def rows_after_step(plan: OpenPlan, step_id: int, now: Rows | None = None) -> Rows:
    """Return the rows of a plan as they were once the journal's step `step_id` was made.

    Stamps stay those of today, which is of no consequence to what was said. Before the plan
    came to be there are no rows.
    """
    rows = dict(rows_now(plan) if now is None else now)
    session = plan.library.session
    began = session.execute(
        select(func.min(STEPS.c.id)).where(STEPS.c.scope == plan.id, STEPS.c.kind == "create")
    ).scalar_one()
    changes = session.execute(
        select(CHANGES.c.table_name, CHANGES.c.row_id, CHANGES.c.before)
        .where(CHANGES.c.step_id > step_id)
        .order_by(CHANGES.c.step_id.desc(), CHANGES.c.id.desc())
    )
    if began is not None and step_id < began:
        rows = {}
    for change in changes:
        key = change.table_name, change.row_id
        row = rows.get(key)
        if row is None:
            continue
        if change.before is None:
            del rows[key]
        else:
            known = {name: value for name, value in change.before.items() if name in row.values}
            rows[key] = replace(row, values={**row.values, **known})
    plan.library.end_reading()
    return rows
