"""Moments of a plan that a planner gave a name, such as "as approved on 3 March".

They are of this library: a name is filed under a step of the journal, which does not travel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete

from db.bookkeeping import Setting
from db.journal import Step

if TYPE_CHECKING:
    from db.open_plan import OpenPlan


def named_versions(plan: OpenPlan) -> dict[int, str]:
    """Return the names of moments of a plan by the id of the step they follow."""
    kept = plan.library.setting(_setting(plan.id), {})
    return {int(step_id): name for step_id, name in kept.items()}


def name_version(plan: OpenPlan, step: Step, name: str) -> None:
    """Name a plan as it was after `step`; an empty name is taken away. Raises UnwritableLibrary."""
    names = named_versions(plan)
    names.pop(step.id, None)
    if name.strip():
        names[step.id] = " ".join(name.split())
    kept = {str(step_id): words for step_id, words in sorted(names.items())}
    plan.library.set_setting(_setting(plan.id), kept)


def _setting(plan_id: str) -> str:
    return f"named-versions {plan_id}"


def forget_names(connection: Connection, plan_id: str) -> None:
    """Erase the names of a plan's moments, with the plan."""
    connection.execute(delete(Setting).where(Setting.name == _setting(plan_id)))
