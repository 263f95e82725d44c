"""What a new plan still needs, in the order in which planners go about it."""

from __future__ import annotations

from dataclasses import dataclass

from db.open_plan import OpenPlan
from db.tables import (
    Milestone,
    Objective,
    Participation,
    PlanFocusArea,
    ScheduleItem,
)
from desktop.language import N_
from desktop.ui.desk import Place

FEWEST_MILESTONES = 3
"""A blank plan begins with two: its start and its end."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step, whether it is done, and where it is taken."""

    words: str
    done: bool
    place: Place


def first_steps(plan: OpenPlan) -> list[Step]:
    """Return the steps from an empty plan to one that can be shown to partners."""
    return [
        Step(
            N_("Write what the plan is for"),
            bool(plan.row.purpose),
            Place("overview", "plan", plan.id, "purpose"),
        ),
        Step(
            N_("Choose the focus areas it serves"),
            bool(plan.rows(PlanFocusArea)),
            Place("framework"),
        ),
        Step(N_("Write its objectives"), bool(plan.rows(Objective)), Place("objectives")),
        Step(
            N_("Name the organizations that take part"),
            bool(plan.rows(Participation)),
            Place("people"),
        ),
        Step(
            N_("Set the planning conferences and deadlines"),
            len(plan.rows(Milestone)) >= FEWEST_MILESTONES,
            Place("milestones"),
        ),
        Step(N_("Lay out the schedule"), bool(plan.rows(ScheduleItem)), Place("schedule")),
    ]
