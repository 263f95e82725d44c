from __future__ import annotations

from db.history import bring_back, changes_of, count_of, row_of, steps_of
from db.journal import Change
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Objective
from db.text import N_, Text
from tests.db.sample import add_plan, objective_of, rename


def test_history_is_read_newest_first_and_page_by_page(library: Library, plan: OpenPlan) -> None:
    rename(add_plan(library), "Elsewhere")
    for number in range(5):
        rename(plan, str(number))
    assert count_of(plan) == 6
    newest = steps_of(plan, limit=2)
    older = steps_of(plan, before=newest[-1].id)
    assert [step.values.get("what") for step in newest] == ["objective"] * 2
    assert len(older) == 4
    assert older[-1].kind == "create"
    (change,) = changes_of(plan, newest[0])
    assert change.after == {"statement_en": "4"}
    assert row_of(plan, change) is objective_of(plan)


def test_an_old_value_is_brought_back_as_an_edit_of_its_own(plan: OpenPlan) -> None:
    rename(plan, "One")
    (step, *_) = steps_of(plan)
    rename(plan, "Two")
    bring_back(plan, changes_of(plan, step), N_("Bring back {what}"), what="objective")
    assert objective_of(plan).statement_en == "Board a vessel"
    plan.undo()
    assert objective_of(plan).statement_en == "Two"


def test_bringing_back_what_was_before_a_row_was_added_deletes_it(plan: OpenPlan) -> None:
    with plan.edit(N_("Add objective")):
        added = plan.add(Objective(statement=Text("Report")))
    changes = changes_of(plan, steps_of(plan)[0])
    bring_back(plan, changes, N_("Bring back"))
    assert plan.get(Objective, added.id) is None
    assert row_of(plan, changes[0]) is added
    plan.undo()
    assert plan.get(Objective, added.id) is added


def test_changes_of_a_table_given_up_since_are_passed_over(plan: OpenPlan) -> None:
    gone = Change(table_name="given_up", row_id="x", before={"a": 1}, after={"a": 2})
    never = Change(table_name="objective", row_id="x", before={"number": "1"}, after={})
    bring_back(plan, [gone, never], N_("Bring back"))
    assert row_of(plan, gone) is None
    assert count_of(plan) == 1
