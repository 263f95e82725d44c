"""Which versions of a plan left this laptop on paper, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from db.bookkeeping import Issue
from db.clock import wall_milliseconds
from db.journal import Step

if TYPE_CHECKING:
    from db.library import Library


def note_issue(library: Library, plan_id: str, code: str, document: str) -> None:
    """Remember that version `code` of a plan was printed. Raises UnwritableLibrary."""
    with library.writing(tell_others=False) as connection:
        newest = select(func.coalesce(func.max(Step.id), 0)).where(Step.scope == plan_id)
        values = {
            "plan_id": plan_id,
            "code": code,
            "step_id": connection.scalar(newest),
            "milliseconds": wall_milliseconds(),
            "document": document,
        }
        connection.execute(insert(Issue), values)


def issue_of(library: Library, code: str) -> Issue | None:
    """Return the last time that version `code` was printed here, None when it never was."""
    query = select(Issue).where(Issue.code == code).order_by(Issue.id.desc()).limit(1)
    issue = library.session.scalars(query).first()
    library.end_reading()
    return issue


def steps_since(library: Library, issue: Issue) -> int:
    """Return how many steps the plan's journal has grown by since it was printed."""
    query = (
        select(func.count())
        .select_from(Step)
        .where(Step.scope == issue.plan_id, Step.id > issue.step_id)
    )
    count = library.session.scalars(query).one()
    library.end_reading()
    return count
