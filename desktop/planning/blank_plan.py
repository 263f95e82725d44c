"""A plan that begins with nothing but its framework, its start and its end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from db.library import Library
from db.record import Record
from db.tables import Framework, Milestone, Plan, PlanFramework
from desktop.language import N_, as_text

BUILTIN_FRAMEWORK = "us-panama"


def blank_rows(library: Library, identity: dict[str, Any]) -> list[Record]:
    """Return the rows of an empty plan; `identity` are the fields the planner gave."""
    plan = Plan(**identity)
    workshop = plan.kind == "workshop"
    start = N_("Opening session") if workshop else N_("STARTEX")
    end = N_("Closing session") if workshop else N_("ENDEX")
    rows: list[Record] = [
        plan,
        Milestone(plan_id=plan.id, kind="startex", title=as_text(start)),
        Milestone(plan_id=plan.id, kind="endex", title=as_text(end)),
    ]
    query = select(Framework.id).where(
        Framework.builtin, Framework.key == BUILTIN_FRAMEWORK, ~Framework.deleted
    )
    newest = library.session.scalars(query.order_by(Framework.version.desc())).first()
    if newest is not None:
        rows.append(PlanFramework(plan_id=plan.id, framework_id=newest))
    return rows
