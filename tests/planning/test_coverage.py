from __future__ import annotations

from collections.abc import Callable

import pytest

from db.open_plan import OpenPlan
from db.tables import (
    Alignment,
    AreaOfAction,
    Criterion,
    FocusArea,
    Inject,
    InjectFocusArea,
    InjectObjective,
    Objective,
    PlanFocusArea,
    PlanFramework,
    ProposedAction,
    ScheduleFocusArea,
    ScheduleItem,
    ScheduleObjective,
)
from db.text import Text
from desktop.planning.coverage import AreaCoverage, coverage_of, served_areas


def area(plan: OpenPlan, key: str) -> FocusArea:
    (row,) = plan.children(FocusArea, "key", key)
    return row


def state(plan: OpenPlan, key: str) -> AreaCoverage:
    coverage = coverage_of(plan)
    return next(one for one in coverage if one.area.key == key and isinstance(one.area, FocusArea))


def test_an_area_rises_from_not_chosen_to_evaluated(
    plan: OpenPlan, add_item: Callable[..., ScheduleItem]
) -> None:
    cyber = area(plan, "cybersecurity-initiatives")
    assert state(plan, cyber.key).state == "not-chosen"
    with plan.edit("Choose"):
        chosen = plan.add(PlanFocusArea(focus_area_id=cyber.id))
    assert state(plan, cyber.key).state == "gap"
    assert [one.area.key for one in coverage_of(plan).gaps] == [cyber.key]
    with plan.edit("Align"):
        objective = plan.add(Objective(number="1", statement=Text("Detect", "Detectar")))
        plan.add(Alignment(objective_id=objective.id, focus_area_id=cyber.id))
    assert state(plan, cyber.key).state == "aligned"
    item = add_item("Hunt", 60)
    with plan.edit("Exercise"):
        plan.add(ScheduleObjective(item_id=item.id, objective_id=objective.id))
    assert state(plan, cyber.key).state == "exercised"
    with plan.edit("Evaluate"):
        criterion = plan.add(Criterion(objective_id=objective.id))
    found = state(plan, cyber.key)
    assert found.state == "evaluated"
    assert (found.objectives, found.activities, found.criteria) == (
        [objective],
        [item],
        [criterion],
    )
    with plan.edit("Take out of scope"):
        chosen.in_scope = False
    assert state(plan, cyber.key).state == "out-of-scope"
    assert coverage_of(plan).total == 0


def test_counts_are_of_the_areas_chosen(plan: OpenPlan) -> None:
    with plan.edit("Choose"):
        for key in ("job-creation", "joint-operations"):
            plan.add(PlanFocusArea(focus_area_id=area(plan, key).id))
        objective = plan.add(Objective(number="1"))
        plan.add(Alignment(objective_id=objective.id, focus_area_id=area(plan, "job-creation").id))
        plan.add(
            Alignment(
                objective_id=objective.id, focus_area_id=area(plan, "terrorism-prevention").id
            )
        )
    coverage = coverage_of(plan)
    assert (coverage.served, coverage.total) == (1, 2)


def test_serving_a_proposed_action_serves_its_area(plan: OpenPlan) -> None:
    (programs,) = plan.children(ProposedAction, "key", "community-programs")
    (platform,) = plan.children(ProposedAction, "key", "secure-platform")
    (sharing,) = plan.children(AreaOfAction, "key", "information-sharing")
    with plan.edit("Align"):
        objective = plan.add(Objective(number="1"))
        for action in (programs, platform):
            plan.add(Alignment(objective_id=objective.id, proposed_action_id=action.id))
    assert state(plan, "community-engagement").objectives == [objective]
    across = {one.area.id: one for one in coverage_of(plan).areas_of_action}
    assert across[sharing.id].objectives == [objective]
    assert set(served_areas(plan)) == {area(plan, "community-engagement").id, sharing.id}


def test_an_activity_may_serve_an_area_directly(
    plan: OpenPlan, add_item: Callable[..., ScheduleItem]
) -> None:
    late, early = add_item("Second", 120), add_item("First", 60)
    trade = area(plan, "enhancing-trade-opportunities")
    with plan.edit("Link"):
        for item in (late, early):
            plan.add(ScheduleFocusArea(item_id=item.id, focus_area_id=trade.id))
    found = state(plan, trade.key)
    assert found.activities == [early, late]
    assert found.state == "not-chosen"


def test_what_was_removed_no_longer_serves(
    plan: OpenPlan, add_item: Callable[..., ScheduleItem]
) -> None:
    item = add_item("Drill", 0)
    trade = area(plan, "enhancing-trade-opportunities")
    with plan.edit("Link"):
        objective = plan.add(Objective(number="1"))
        plan.add(Alignment(objective_id=objective.id, focus_area_id=trade.id))
        plan.add(ScheduleObjective(item_id=item.id, objective_id=objective.id))
        plan.add(Criterion(objective_id=objective.id))
    with plan.edit("Remove"):
        plan.remove(objective)
    found = state(plan, trade.key)
    assert (found.objectives, found.activities, found.criteria) == ([], [], [])


def test_only_frameworks_of_the_plan_are_shown(plan: OpenPlan) -> None:
    assert len(coverage_of(plan).pillars) == 3
    assert len(coverage_of(plan).frameworks) == 1
    with plan.edit("Take the framework away"):
        plan.remove(plan.rows(PlanFramework)[0])
    assert coverage_of(plan).pillars == []
    assert list(coverage_of(plan)) == []


@pytest.mark.parametrize("in_scope", [True, False, None])
def test_scope_is_told_apart_from_silence(plan: OpenPlan, in_scope: bool | None) -> None:
    if in_scope is not None:
        with plan.edit("Choose"):
            plan.add(PlanFocusArea(focus_area_id=area(plan, "job-creation").id, in_scope=in_scope))
    assert state(plan, "job-creation").in_scope is in_scope


def test_injects_exercise_an_area_as_activities_do(plan: OpenPlan) -> None:
    cyber, trade = area(plan, "cybersecurity-initiatives"), area(plan, "job-creation")
    with plan.edit("Align"):
        objective = plan.add(Objective(number="1"))
        for one in (cyber, trade):
            plan.add(Alignment(objective_id=objective.id, focus_area_id=one.id))
        late = plan.add(Inject(number="002", offset_minutes=60))
        early = plan.add(Inject(number="001", offset_minutes=30))
        dropped = plan.add(Inject(number="003", status="cancelled"))
        for inject in (late, early, dropped):
            plan.add(InjectFocusArea(inject_id=inject.id, focus_area_id=cyber.id))
        plan.add(InjectObjective(inject_id=late.id, objective_id=objective.id))
        plan.add(InjectObjective(inject_id=dropped.id, objective_id=objective.id))
    assert state(plan, cyber.key).injects == [early, late]
    assert state(plan, trade.key).injects == [late]
    assert {state(plan, key).state for key in (cyber.key, trade.key)} == {"exercised"}
    with plan.edit("Cancel"):
        late.status = "cancelled"
    assert state(plan, cyber.key).state == "exercised"
    assert state(plan, trade.key).state == "aligned"


def test_only_exercises_have_a_msel(make_plan: Callable[..., OpenPlan]) -> None:
    assert coverage_of(make_plan()).has_msel
    assert not coverage_of(make_plan("blank-workshop")).has_msel
