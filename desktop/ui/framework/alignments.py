"""Aligning objectives to focus areas and proposed actions, and taking areas out of scope."""

from __future__ import annotations

from collections.abc import Iterable

from db.open_plan import OpenPlan
from db.tables import (
    Alignment,
    AreaOfAction,
    FocusArea,
    Indicator,
    IndicatorTarget,
    Objective,
    PlanFocusArea,
    ProposedAction,
)
from db.text import Text
from desktop.language import N_, spoken

Area = FocusArea | AreaOfAction


def column_of(area: Area) -> str:
    """Return the column by which rows refer to an area."""
    return "focus_area_id" if isinstance(area, FocusArea) else "area_of_action_id"


def area_with(plan: OpenPlan, area_id: str) -> Area | None:
    """Return the focus area or area of action with this id."""
    return plan.get(FocusArea, area_id) or plan.get(AreaOfAction, area_id)


def actions_of(plan: OpenPlan, area: Area) -> list[ProposedAction]:
    """Return what the framework proposes to do in an area."""
    return plan.children(ProposedAction, column_of(area), area.id)


def indicators_of(plan: OpenPlan, area: Area) -> list[Indicator]:
    """Return the outcome indicators of an area; areas of action have none."""
    return plan.children(Indicator, "focus_area_id", area.id)


def scope_of(plan: OpenPlan, area: Area) -> PlanFocusArea | None:
    """Return the row that says whether the plan serves an area, None when it is not chosen."""
    return next(iter(plan.children(PlanFocusArea, column_of(area), area.id)), None)


def set_scope(plan: OpenPlan, area: Area, *, in_scope: bool) -> None:
    """Put an area into the plan's scope or take it out. Raises UnwritableLibrary."""
    label = N_("Put {area} in scope") if in_scope else N_("Take {area} out of scope")
    with plan.edit(label, area=area.name.best(spoken())):
        row = scope_of(plan, area)
        if row is None:
            plan.add(PlanFocusArea(in_scope=in_scope, **{column_of(area): area.id}))
        else:
            row.in_scope = in_scope


def set_reason(plan: OpenPlan, area: Area, reason: Text) -> None:
    """Say why an area is out of scope. Raises UnwritableLibrary."""
    row = scope_of(plan, area)
    if row is None or row.reason == reason:
        return
    with plan.edit(
        N_("Say why {area} is out of scope"),
        together=f"reason/{row.id}",
        area=area.name.best(spoken()),
    ):
        row.reason = reason


def target_of(plan: OpenPlan, indicator: Indicator) -> IndicatorTarget | None:
    """Return the plan's target for an indicator, None when it has none."""
    return next(iter(plan.children(IndicatorTarget, "indicator_id", indicator.id)), None)


def set_target(plan: OpenPlan, indicator: Indicator, target: Text) -> None:
    """Set what the plan aims at; an empty target removes it. Raises UnwritableLibrary."""
    row = target_of(plan, indicator)
    if (row.target if row is not None else Text()) == target:
        return
    with plan.edit(
        N_("Set target for “{indicator}”"),
        together=f"target/{indicator.id}",
        indicator=indicator.text.best(spoken()),
    ):
        if row is None:
            plan.add(IndicatorTarget(indicator_id=indicator.id, target=target))
        elif target:
            row.target = target
        else:
            plan.remove(row)


def alignments_to(plan: OpenPlan, area: Area) -> list[Alignment]:
    """Return the alignments that serve an area, directly or through a proposed action."""
    found = list(plan.children(Alignment, "focus_area_id", area.id)) if is_focus(area) else []
    for action in actions_of(plan, area):
        found += plan.children(Alignment, "proposed_action_id", action.id)
    return found


def is_focus(area: Area) -> bool:
    """Return whether an area is a focus area, which objectives serve directly."""
    return isinstance(area, FocusArea)


def align(
    plan: OpenPlan,
    area: Area,
    objectives: Iterable[Objective],
    action: ProposedAction | None,
    note: Text,
) -> None:
    """Align objectives to an area, or to one of its proposed actions, as one edit.

    An area that was out of scope, or not chosen, is in scope from then on. Raises
    UnwritableLibrary.
    """
    chosen = list(objectives)
    numbers = ", ".join(objective.number or "?" for objective in chosen)
    with plan.edit(
        N_("Align objective {numbers} to {area}"),
        numbers=numbers,
        area=area.name.best(spoken()),
    ):
        for objective in chosen:
            target = (
                {"focus_area_id": area.id} if action is None else {"proposed_action_id": action.id}
            )
            plan.add(Alignment(objective_id=objective.id, note=note, **target))
        row = scope_of(plan, area)
        if row is None:
            plan.add(PlanFocusArea(in_scope=True, **{column_of(area): area.id}))
        else:
            row.in_scope = True


def part(plan: OpenPlan, area: Area, objective: Objective) -> None:
    """Take back that an objective serves an area. Raises UnwritableLibrary."""
    with plan.edit(
        N_("Align objective {numbers} no longer to {area}"),
        numbers=objective.number or "?",
        area=area.name.best(spoken()),
    ):
        for alignment in alignments_to(plan, area):
            if alignment.objective_id == objective.id:
                plan.remove(alignment)
