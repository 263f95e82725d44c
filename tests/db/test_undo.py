from __future__ import annotations

from pathlib import Path

from sqlalchemy import update

from db.door import REDO_LABEL, UNDO_LABEL
from db.journal import Change, Step
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Criterion, Objective, Person, ScheduleItem
from db.text import N_, Text
from tests.db.sample import add_plan, changes_of, objective_of, rename, steps

RENAME = N_("Rename objective")


def test_undo_and_redo_go_back_and_forth_step_by_step(plan: OpenPlan) -> None:
    rename(plan, "One")
    rename(plan, "Two")
    seen = []
    for move in (plan.undo, plan.undo, plan.undo, plan.redo, plan.redo, plan.redo):
        move()
        seen.append(objective_of(plan).statement_en)
    assert seen == ["One", "Board a vessel", "Board a vessel", "One", "Two", "Two"]


def test_the_labels_of_what_comes_next_are_told(plan: OpenPlan) -> None:
    assert plan.next_undo() is None
    assert plan.next_redo() is None
    assert plan.undo() is None
    assert plan.redo() is None
    rename(plan, "One")
    step = plan.next_undo()
    assert step is not None
    assert (step.label, step.values) == ("Rename {what}", {"what": "objective"})
    undone = plan.undo()
    assert undone is not None
    assert undone.id == step.id
    assert plan.next_undo() is None
    assert plan.next_redo() is not None


def test_undo_survives_a_restart(path: Path, library: Library, plan: OpenPlan) -> None:
    plan_id = plan.id
    rename(plan, "One")
    rename(plan, "Two")
    plan.undo()
    library.close()
    again = Library.open(path)
    plan = again.open_plan(plan_id)
    assert objective_of(plan).statement_en == "One"
    plan.undo()
    assert objective_of(plan).statement_en == "Board a vessel"
    plan.redo()
    plan.redo()
    assert objective_of(plan).statement_en == "Two"
    again.close()


def test_an_edit_after_undo_leaves_nothing_to_redo(plan: OpenPlan) -> None:
    rename(plan, "One")
    plan.undo()
    rename(plan, "Other")
    assert plan.next_redo() is None
    assert plan.redo() is None
    plan.undo()
    assert objective_of(plan).statement_en == "Board a vessel"


def test_undo_is_itself_an_edit_with_a_stamp_and_a_step(library: Library, plan: OpenPlan) -> None:
    rename(plan, "One")
    stamped = objective_of(plan).stamps["statement_en"]
    plan.undo()
    plan.redo()
    undo, redo = steps(library)[-2:]
    assert (undo.kind, undo.label, redo.kind, redo.label) == (
        "undo",
        UNDO_LABEL,
        "redo",
        REDO_LABEL,
    )
    assert undo.values == {"step": "Rename {what}", "values": {"what": "objective"}}
    assert objective_of(plan).stamps["statement_en"] > stamped
    (change,) = changes_of(library, undo)
    assert change.after == {"statement_en": "Board a vessel"}


def test_what_was_added_goes_and_what_was_deleted_comes_back(plan: OpenPlan) -> None:
    with plan.edit(N_("Add objective")):
        added = plan.add(Objective(statement=Text("Report", "Informar")))
    with plan.edit(N_("Delete objective")):
        plan.remove(plan.rows(Objective)[0])
    assert plan.rows(Objective) == [added]
    assert plan.rows(Criterion) == []
    plan.undo()
    assert len(plan.rows(Objective)) == 2
    assert len(plan.rows(Criterion)) == 1
    plan.undo()
    assert plan.get(Objective, added.id) is None
    plan.redo()
    assert plan.get(Objective, added.id) is added
    plan.redo()
    assert plan.rows(Criterion) == []


def test_plans_and_the_library_undo_apart(library: Library, plan: OpenPlan) -> None:
    other = add_plan(library, "Another")
    rename(plan, "One")
    rename(other, "Two")
    with library.edit(N_("Add person")):
        library.add(Person(name="Ana Ruiz"))
    plan.undo()
    assert objective_of(plan).statement_en == "Board a vessel"
    assert objective_of(other).statement_en == "Two"
    assert len(plan.rows(Person)) == 1
    library.undo()
    assert plan.rows(Person) == []
    assert other.rows(Person) == []
    assert library.next_undo() is None
    assert library.next_redo() is not None
    library.redo()
    assert len(other.rows(Person)) == 1


def test_making_a_plan_is_not_undone(plan: OpenPlan) -> None:
    assert plan.undo() is None
    assert not plan.row.deleted


def test_undo_leaves_alone_what_somebody_else_changed_since(
    library: Library, plan: OpenPlan
) -> None:
    with plan.edit(RENAME):
        objective_of(plan).statement_en = "Mine"
        objective_of(plan).priority = "high"
    # A merge brings another statement without being a step to undo.
    with plan._door.edit(N_("Merge"), kind="create"):
        objective_of(plan).statement_en = "Theirs"
    plan.undo()
    assert objective_of(plan).statement_en == "Theirs"
    assert objective_of(plan).priority == "medium"
    assert steps(library)[-1].kind == "undo"


def test_undo_of_what_is_wholly_overwritten_changes_nothing_but_is_done(
    library: Library, plan: OpenPlan
) -> None:
    rename(plan, "Mine")
    with plan._door.edit(N_("Merge"), kind="create"):
        objective_of(plan).statement_en = "Theirs"
    plan.undo()
    assert objective_of(plan).statement_en == "Theirs"
    assert plan.next_undo() is None
    plan.redo()
    assert objective_of(plan).statement_en == "Theirs"


def test_a_journal_of_tables_given_up_since_does_not_stop_undo(
    library: Library, plan: OpenPlan
) -> None:
    rename(plan, "One")
    with library.engine.begin() as connection:
        last = steps(library)[-1].id
        old = {"step_id": last, "row_id": "x", "before": {"a": 1}, "after": {"a": 2}}
        connection.execute(Change.__table__.insert(), {**old, "table_name": "given_up"})  # type: ignore[attr-defined]
        connection.execute(
            update(Change)
            .where(Change.step_id == last, Change.table_name == "objective")
            .values(before={"statement_en": "Board a vessel", "gone": 1})
        )
    plan.undo()
    assert objective_of(plan).statement_en == "Board a vessel"


def test_a_large_edit_is_undone_at_once(library: Library, plan: OpenPlan) -> None:
    with plan.edit(N_("Add items")):
        for number in range(1200):
            plan.add(ScheduleItem(title=Text(f"Item {number}"), offset_minutes=number))
    with plan.edit(N_("Move items")):
        for item in plan.rows(ScheduleItem):
            item.offset_minutes += 30
    plan.undo()
    assert [item.offset_minutes for item in plan.rows(ScheduleItem)][-1] == 1199
    plan.undo()
    assert len(plan.rows(ScheduleItem)) == 2
    assert isinstance(plan.next_redo(), Step)
