"""What the board of watches shows: a lane for each controller and evaluator, and the gaps."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.open_plan import OpenPlan
from db.tables import Assignment, Inject, Watch
from desktop.language import N_, spoken
from desktop.planning.assignees import assignee_of
from desktop.planning.row_values import values_of
from desktop.planning.watches import SIDES, Gap, Side, Span, play_of, watch_plan_of
from desktop.ui.evaluation.folded_time import FoldedTime, folded_time

SIDE_NAMES: dict[Side, str] = {"controller": N_("Control"), "evaluator": N_("Evaluation")}


@dataclass(slots=True)
class Lane:
    """A person's watches and the injects that need them; `missed` are those off watch.

    A lane without an assignment heads its side and shows the gaps.
    """

    side: Side
    assignment: Assignment | None
    name: str
    watches: list[Watch] = field(default_factory=list)
    injects: list[Inject] = field(default_factory=list)
    missed: frozenset[str] = frozenset()
    gaps: list[Gap] = field(default_factory=list)


@dataclass(slots=True)
class Lanes:
    """All lanes, when play goes on, and the time scale of the board."""

    lanes: list[Lane]
    play: list[Span]
    time: FoldedTime


def lanes_of(plan: OpenPlan) -> Lanes:
    """Return the board of a plan as it stands."""
    state, play = watch_plan_of(plan), play_of(plan)
    missed = {(one.side, one.inject.id) for one in state.unwatched}
    by_role: dict[tuple[str, str], list[Inject]] = {}
    for inject in plan.rows(Inject):
        values = values_of(inject)
        if values["status"] != "cancelled":
            for side in SIDES:
                who = values.get(f"{side}_id")
                if who:
                    by_role.setdefault((side, who), []).append(inject)
    lanes: list[Lane] = []
    for side, roles in SIDES.items():
        gaps = [gap for gap in state.gaps if gap.side == side]
        lanes.append(Lane(side, None, SIDE_NAMES[side], gaps=gaps))
        for row in plan.rows(Assignment):
            injects = by_role.get((side, row.id), [])
            if row.role in roles or injects:
                off = frozenset(one.id for one in injects if (side, one.id) in missed)
                watches = plan.children(Watch, "assignment_id", row.id)
                name = assignee_of(plan, row.id, spoken())
                lanes.append(Lane(side, row, name, list(watches), injects, off))
    watched = (
        (row.offset_minutes, row.offset_minutes + row.duration_minutes) for row in plan.rows(Watch)
    )
    return Lanes(lanes, play, folded_time([*play, *watched]))
