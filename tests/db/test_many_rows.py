"""Adding many rows in one edit."""

from __future__ import annotations

import pytest

from db.errors import EditOutsideDoor
from db.library import Library
from db.tables import Objective, Plan, ScheduleItem
from db.text import Text


def test_many_rows_are_added_as_one_step_in_their_order() -> None:
    library = Library.in_memory()
    plan = library.add_plan([Plan(name=Text("A"), start="2026-01-12T07:00")], "New")
    with plan.edit("First"):
        plan.add(Objective(number="1"))
    objectives = [Objective(number=str(number)) for number in range(2, 300)]
    items = [ScheduleItem(offset_minutes=-number) for number in range(5)]
    with plan.edit("Many"):
        plan.add_all([*objectives, *items])
    assert [row.number for row in plan.rows(Objective)] == [str(n) for n in range(1, 300)]
    assert [row.offset_minutes for row in plan.rows(ScheduleItem)] == [-4, -3, -2, -1, 0]
    assert {row.plan_id for row in objectives} == {plan.id}
    plan.undo()
    assert [row.number for row in plan.rows(Objective)] == ["1"]
    with pytest.raises(EditOutsideDoor):
        plan.add_all(objectives[:1])
    library.close()
