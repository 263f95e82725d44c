from __future__ import annotations

import pytest

from db.errors import UnknownPlan
from db.journal import Step
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    Alignment,
    Assignment,
    Criterion,
    FocusArea,
    Framework,
    Milestone,
    Objective,
    Organization,
    Person,
    Pillar,
    Plan,
    PlanFocusArea,
    ProposedAction,
    ScheduleItem,
    ScheduleObjective,
)
from db.text import N_, Text
from tests.db.sample import add_plan, objective_of

EDIT = N_("Edit")


def statements(plan: OpenPlan) -> list[str]:
    return [objective.statement_en for objective in plan.rows(Objective)]


def add_objectives(plan: OpenPlan, *names: str) -> list[Objective]:
    with plan.edit(EDIT):
        return [plan.add(Objective(statement=Text(name))) for name in names]


def test_rows_are_read_in_the_order_a_planner_expects(plan: OpenPlan) -> None:
    with plan.edit(EDIT):
        for offset in (30, -10, 90):
            plan.add(ScheduleItem(offset_minutes=offset))
        for day in (30, -120, 0):
            plan.add(Milestone(day_offset=day))
        long = plan.add(ScheduleItem(offset_minutes=30, duration_minutes=600))
    assert [item.offset_minutes for item in plan.rows(ScheduleItem)] == [-10, 0, 30, 30, 60, 90]
    assert plan.rows(ScheduleItem)[2] is long
    assert [milestone.day_offset for milestone in plan.rows(Milestone)] == [-120, 0, 30]
    assert plan.rows(Plan) == [plan.row]


def test_a_moved_item_is_in_its_new_place_at_once(plan: OpenPlan) -> None:
    first, second = plan.rows(ScheduleItem)
    with plan.edit(EDIT):
        first.offset_minutes = 120
    assert plan.rows(ScheduleItem) == [second, first]
    plan.undo()
    assert plan.rows(ScheduleItem) == [first, second]


def test_going_through_rows_while_deleting_them_misses_none(plan: OpenPlan) -> None:
    with plan.edit(EDIT):
        for item in plan.rows(ScheduleItem):
            plan.remove(item)
    assert plan.rows(ScheduleItem) == []


def test_children_follow_what_they_belong_to(plan: OpenPlan) -> None:
    (other,) = add_objectives(plan, "Report")
    criterion = plan.rows(Criterion)[0]
    assert plan.children(Criterion, "objective_id", objective_of(plan).id) == [criterion]
    assert plan.children(Criterion, "objective_id", other.id) == []
    with plan.edit(EDIT):
        criterion.objective_id = other.id
    assert plan.children(Criterion, "objective_id", other.id) == [criterion]
    assert plan.children(Criterion, "objective_id", objective_of(plan).id) == []


def test_what_cannot_stand_without_a_row_goes_with_it(plan: OpenPlan) -> None:
    objective, item = objective_of(plan), plan.rows(ScheduleItem)[0]
    with plan.edit(EDIT):
        framework = plan.add(Framework(key="own"))
        pillar = plan.add(Pillar(framework_id=framework.id))
        area = plan.add(FocusArea(pillar_id=pillar.id))
        plan.add(ProposedAction(focus_area_id=area.id))
        plan.add(Alignment(objective_id=objective.id, focus_area_id=area.id))
        plan.add(PlanFocusArea(focus_area_id=area.id))
        plan.add(ScheduleObjective(item_id=item.id, objective_id=objective.id))
    with plan.edit(EDIT):
        plan.remove(framework)
        plan.remove(framework)
    for table in (Framework, Pillar, FocusArea, ProposedAction, Alignment, PlanFocusArea):
        assert plan.rows(table) == []
    assert plan.rows(Objective) == [objective]
    with plan.edit(EDIT):
        plan.remove(objective)
    assert plan.rows(ScheduleObjective) == []
    assert len(plan.rows(ScheduleItem)) == 2
    plan.undo()
    plan.undo()
    assert len(plan.rows(Alignment)) == len(plan.rows(ScheduleObjective)) == 1


def test_what_found_another_place_in_the_same_edit_stays(plan: OpenPlan) -> None:
    (other,) = add_objectives(plan, "Report")
    (criterion,) = plan.children(Criterion, "objective_id", objective_of(plan).id)
    with plan.edit(EDIT):
        criterion.objective_id = other.id
        plan.remove(objective_of(plan))
    assert plan.rows(Criterion) == [criterion]
    assert plan.children(Criterion, "objective_id", other.id) == [criterion]


def test_what_merely_mentions_a_row_stays_and_loses_the_mention(plan: OpenPlan) -> None:
    with plan.edit(EDIT):
        agency = plan.add(Organization(acronym="SENAN"))
        person = plan.add(Person(name="Ana Ruiz", organization_id=agency.id))
        role = plan.add(Assignment(role="controller", person_id=person.id))
        plan.rows(ScheduleItem)[0].lead_id = agency.id
    with plan.edit(EDIT):
        plan.remove(person)
        plan.remove(agency)
    assert plan.rows(Assignment) == [role]
    assert role.person_id is None
    assert plan.rows(ScheduleItem)[0].lead_id is None
    assert plan.children(Assignment, "person_id", None) == [role]
    plan.undo()
    assert role.person_id == person.id


def test_new_rows_go_to_the_end_of_their_list(plan: OpenPlan) -> None:
    add_objectives(plan, "Two", "Three")
    add_objectives(plan, "Four")
    assert statements(plan) == ["Board a vessel", "Two", "Three", "Four"]


@pytest.mark.parametrize(
    ("moved", "behind", "expected"),
    [(2, None, "2013"), (0, 3, "1230"), (3, 0, "0312"), (1, 1, "0123"), (1, 2, "0213")],
)
def test_a_row_is_placed_behind_another_or_in_front(
    moved: int, behind: int | None, expected: str, plan: OpenPlan
) -> None:
    add_objectives(plan, "1", "2", "3")
    with plan.edit(EDIT):
        objective_of(plan).statement_en = "0"
    rows = plan.rows(Objective)
    with plan.edit(EDIT):
        plan.place(rows[moved], None if behind is None else rows[behind])
    assert "".join(statements(plan)) == expected
    if moved != behind:
        plan.undo()
        assert "".join(statements(plan)) == "0123"


def test_rows_that_share_a_position_can_be_placed_between(plan: OpenPlan) -> None:
    first, *_, last = add_objectives(plan, "1", "2", "3", "4")
    with plan.edit(EDIT):
        for row in plan.rows(Objective)[1:4]:
            row.position = "X"
    tied = [row for row in plan.rows(Objective) if row.position == "X"]
    with plan.edit(EDIT):
        plan.place(last, tied[0])
    order = plan.rows(Objective)
    assert order.index(last) == order.index(tied[0]) + 1
    assert order.index(tied[1]) == order.index(last) + 1
    assert first in order


def test_criteria_are_placed_among_those_of_their_objective(plan: OpenPlan) -> None:
    (other,) = add_objectives(plan, "Report")
    with plan.edit(EDIT):
        for objective in (objective_of(plan), other):
            for position in ("V", "X"):
                plan.add(Criterion(objective_id=objective.id, position=position))
    mine = plan.children(Criterion, "objective_id", other.id)
    theirs = plan.children(Criterion, "objective_id", objective_of(plan).id)
    stamps = [dict(row.stamps) for row in theirs]
    with plan.edit(EDIT):
        plan.place(mine[1], None)
    assert plan.children(Criterion, "objective_id", other.id) == mine[::-1]
    assert [row.stamps for row in theirs] == stamps
    with plan.edit(EDIT):
        mine[0].objective_id = objective_of(plan).id
        plan.place(mine[0], theirs[0])
    placed = plan.children(Criterion, "objective_id", objective_of(plan).id)
    assert placed.index(mine[0]) == placed.index(theirs[0]) + 1


def test_a_failed_edit_leaves_lists_as_they_were(library: Library, plan: OpenPlan) -> None:
    add_objectives(plan, "Two", "Three")
    rows = plan.rows(Objective)

    def fail() -> None:
        with plan.edit(EDIT):
            plan.place(rows[2], None)
            plan.remove(rows[0])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert plan.rows(Objective) == rows
    with library.reader(plan.id) as reader:
        assert [row.id for row in reader.rows(Objective)] == [row.id for row in rows]


def test_the_directory_is_shared_and_other_plans_content_is_not(library: Library) -> None:
    one, other = add_plan(library, "One"), add_plan(library, "Other")
    assert other.rows(Person) == []
    with one.edit(EDIT):
        person = one.add(Person(name="Ana Ruiz"))
        one.add(Objective(statement=Text("Only mine")))
    assert other.rows(Person) == [person]
    assert len(other.rows(Objective)) == 1
    assert library.open_plan(one.id) is one


def test_a_table_first_read_within_an_edit_shows_what_the_edit_did(library: Library) -> None:
    plan = add_plan(library)
    with library.edit(EDIT):
        person = library.add(Person(name="Ana Ruiz"))
        assert plan.rows(Person) == [person]
        person.name = "Ana Ruiz Pérez"
    assert plan.rows(Person)[0].name == "Ana Ruiz Pérez"


def test_unknown_plans_and_tables_are_refused(library: Library, plan: OpenPlan) -> None:
    with pytest.raises(UnknownPlan):
        library.open_plan("nowhere")
    with pytest.raises(UnknownPlan), library.reader("nowhere"):
        pass
    with pytest.raises(TypeError, match="not plan content"):
        plan.rows(Step)  # type: ignore[type-var]
    assert plan.get(Objective, None) is None
    assert plan.get(Objective, "nowhere") is None
