from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from db.clock import Stamp, covers
from db.door import Changes
from db.errors import EditOutsideDoor, UnwritableLibrary
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Criterion, Objective, Person, Plan, ScheduleItem
from db.text import N_, Text
from tests.db.sample import add_plan, changes_of, objective_of, steps

RENAME = N_("Rename objective")


def test_an_edit_is_on_disk_when_its_block_ends(library: Library, plan: OpenPlan) -> None:
    with plan.edit(RENAME):
        objective_of(plan).statement = Text("Stop a vessel", "Detener una nave")
    with library.reader(plan.id) as reader:
        assert reader.rows(Objective)[0].statement == Text("Stop a vessel", "Detener una nave")


def test_the_journal_tells_what_an_edit_did(library: Library, plan: OpenPlan) -> None:
    library.set_setting("profile", {"name": "Ana Ruiz", "organization": "SENAN"})
    with plan.edit(N_("Rename {what}"), what="objective"):
        objective_of(plan).statement_en = "Stop a vessel"
    made, renamed = steps(library)
    assert (made.kind, made.label, made.author) == ("create", "Create plan", "")
    assert (renamed.kind, renamed.label) == ("edit", "Rename {what}")
    assert renamed.values == {"what": "objective"}
    assert renamed.author == "Ana Ruiz (SENAN)"
    assert abs(renamed.milliseconds - made.milliseconds) < 60_000
    (change,) = changes_of(library, renamed)
    assert (change.table_name, change.row_id) == ("objective", objective_of(plan).id)
    assert change.before == {"statement_en": "Board a vessel"}
    assert change.after == {"statement_en": "Stop a vessel"}
    # The rows of a new plan are known by their birth stamp.
    assert changes_of(library, made) == []
    assert {Stamp.parse(row.born).clock for row in plan.rows(Objective)} == {made.clock}


def test_a_changed_field_is_stamped_and_the_plan_has_seen_it(plan: OpenPlan) -> None:
    objective = objective_of(plan)
    assert objective.stamps == {}
    with plan.edit(RENAME):
        objective.statement_es = "Detener una nave"
    assert set(objective.stamps) == {"statement_es"}
    stamp = Stamp.parse(objective.stamps["statement_es"])
    assert stamp > Stamp.parse(objective.born)
    assert plan.row.vector == {stamp.replica: stamp.clock}


def test_a_row_that_is_made_and_filled_in_one_edit_has_one_stamp(plan: OpenPlan) -> None:
    with plan.edit(N_("Add objective")):
        objective = plan.add(Objective())
        plan._session.flush()
        objective.statement = Text("Report", "Informar")
    assert objective.stamps == {}
    assert covers(plan.row.vector, Stamp.parse(objective.born))


def test_a_person_of_the_directory_keeps_a_version_vector_of_its_own(
    library: Library, plan: OpenPlan
) -> None:
    with plan.edit(N_("Add person")):
        person = plan.add(Person(name="Ana Ruiz"))
    first = dict(person.seen)
    assert first == plan.row.vector
    with library.edit(N_("Rename person")):
        person.name = "Ana Ruiz Pérez"
    assert person.seen[library.replica] > first[library.replica]
    assert plan.row.vector == first


def test_when_the_block_fails_nothing_has_changed(library: Library, plan: OpenPlan) -> None:
    objective = objective_of(plan)

    def fail_half_way() -> None:
        with plan.edit(RENAME):
            objective.statement_en = "Half done"
            plan.add(Objective(statement=Text("Another")))
            plan.remove(plan.rows(ScheduleItem)[0])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert objective.statement_en == "Board a vessel"
    assert plan.rows(Objective) == [objective]
    assert len(plan.rows(ScheduleItem)) == 2
    assert len(steps(library)) == 1
    with plan.edit(RENAME):
        objective.statement_en = "Done"
    assert objective.statement_en == "Done"


def test_a_reference_to_nothing_fails_the_whole_edit(library: Library, plan: OpenPlan) -> None:

    def refer_to_nothing() -> None:
        with plan.edit(N_("Add criterion")):
            plan.add(Criterion(objective_id="nowhere"))
            objective_of(plan).statement_en = "Half done"

    with pytest.raises(IntegrityError):
        refer_to_nothing()
    assert objective_of(plan).statement_en == "Board a vessel"
    assert len(plan.rows(Criterion)) == 1
    assert len(steps(library)) == 1


def test_an_edit_that_changes_nothing_leaves_no_step(library: Library, plan: OpenPlan) -> None:
    clock = library.known_clock
    told: list[Changes] = []
    library.subscribe(told.append)
    with plan.edit(RENAME):
        objective_of(plan).statement_en = "Board a vessel"
    with plan.edit(RENAME):
        pass
    assert len(steps(library)) == 1
    assert library.known_clock == clock
    assert told == []


def test_a_field_set_and_set_back_is_no_change(library: Library, plan: OpenPlan) -> None:
    objective = objective_of(plan)
    with plan.edit(RENAME):
        objective.statement_en = "For a moment"
        plan._session.flush()
        objective.statement_en = "Board a vessel"
    assert len(steps(library)) == 1
    assert objective.stamps == {}


def test_only_what_differs_in_the_end_is_journalled(library: Library, plan: OpenPlan) -> None:
    objective = objective_of(plan)
    with plan.edit(RENAME):
        objective.statement_en = "For a moment"
        plan._session.flush()
        objective.statement_en = "Stop a vessel"
        objective.priority = "high"
    (change,) = changes_of(library, steps(library)[-1])
    assert change.before == {"statement_en": "Board a vessel", "priority": "medium"}
    assert change.after == {"statement_en": "Stop a vessel", "priority": "high"}


def test_edits_are_not_nested(plan: OpenPlan) -> None:
    with plan.edit(RENAME):
        objective_of(plan).statement_en = "Outer"
        with pytest.raises(EditOutsideDoor), plan.edit(RENAME):
            pass
    assert objective_of(plan).statement_en == "Outer"


def test_a_change_outside_an_edit_is_refused_and_taken_back(plan: OpenPlan) -> None:
    objective = objective_of(plan)
    objective.statement_en = "Past the door"
    with pytest.raises(EditOutsideDoor), plan.edit(RENAME):
        pass
    assert objective.statement_en == "Board a vessel"
    with plan.edit(RENAME):
        objective.statement_en = "Through the door"
    assert objective.statement_en == "Through the door"


def test_rows_come_and_go_only_within_an_edit(library: Library, plan: OpenPlan) -> None:
    for attempt in (
        lambda: plan.add(Objective()),
        lambda: plan.remove(objective_of(plan)),
        lambda: plan.place(objective_of(plan), None),
        lambda: library.add(Person(name="Ana Ruiz")),
    ):
        with pytest.raises(EditOutsideDoor):
            attempt()
    assert [row.deleted for row in plan.rows(Objective)] == [False]


def test_rows_of_another_plan_are_out_of_reach(library: Library, plan: OpenPlan) -> None:
    other = add_plan(library, "Another")
    with pytest.raises(EditOutsideDoor), plan.edit(RENAME):
        objective_of(other).statement_en = "Not mine"
    assert objective_of(other).statement_en == "Board a vessel"
    with pytest.raises(EditOutsideDoor), plan.edit(RENAME):
        library.session.delete(objective_of(plan))
    assert not objective_of(plan).deleted


def test_a_field_set_before_it_was_read_is_journalled_with_its_old_value(
    library: Library, plan: OpenPlan
) -> None:
    objective = objective_of(plan)
    with plan.edit(RENAME):
        library.session.expire(objective)
        objective.statement_en = "Stop a vessel"
    (change,) = changes_of(library, steps(library)[-1])
    assert change.before == {"statement_en": "Board a vessel"}


def test_what_a_row_knows_of_its_own_history_is_no_content(
    library: Library, plan: OpenPlan
) -> None:
    with plan.edit(RENAME):
        plan.row.vector = {**plan.row.vector, "0123456789ab": 1}
    assert len(steps(library)) == 1


def test_an_error_while_taking_back_does_not_hide_the_first_one(
    library: Library, plan: OpenPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise UnwritableLibrary(library.path, "disk I/O error")

    monkeypatch.setattr(library, "read_again", fail)
    with pytest.raises(ZeroDivisionError), plan.edit(RENAME):
        raise ZeroDivisionError
    monkeypatch.undo()
    assert objective_of(plan).statement_en == "Board a vessel"
    with plan.edit(RENAME):
        objective_of(plan).statement_en = "Stop a vessel"


def test_subscribers_hear_what_was_touched_after_it_is_on_disk(
    library: Library, plan: OpenPlan
) -> None:
    told: list[tuple[Changes, str]] = []

    def listen(changes: Changes) -> None:
        with library.reader(plan.id) as reader:
            told.append((changes, reader.rows(Objective)[0].statement_en))

    stop = library.subscribe(listen)
    with plan.edit(RENAME):
        objective_of(plan).statement_en = "Stop a vessel"
    ((changes, on_disk),) = told
    assert on_disk == "Stop a vessel"
    assert changes.scope == plan.id
    assert changes.touches(Objective, Plan)
    assert not changes.touches(ScheduleItem)
    assert (Objective.__tablename__, objective_of(plan).id) in changes.rows
    stop()
    plan.undo()
    assert len(told) == 1


def test_pauses_while_typing_are_one_step(library: Library, plan: OpenPlan) -> None:
    objective = objective_of(plan)
    for typed in ("S", "St", "Stop"):
        with plan.edit(RENAME, together=f"statement {objective.id}"):
            objective.statement_en = typed
    with plan.edit(RENAME, together=f"statement {objective.id}"):
        objective.statement_en = "Stop a vessel"
        objective.priority = "high"
    _, step = steps(library)
    (change,) = changes_of(library, step)
    assert change.before == {"statement_en": "Board a vessel", "priority": "medium"}
    assert change.after == {"statement_en": "Stop a vessel", "priority": "high"}
    plan.undo()
    assert objective.statement_en == "Board a vessel"
    plan.redo()
    assert (objective.statement_en, objective.priority) == ("Stop a vessel", "high")


def test_typing_in_a_new_row_and_another_one_is_one_step_too(
    library: Library, plan: OpenPlan
) -> None:
    with plan.edit(N_("Add objective"), together="new"):
        objective = plan.add(Objective())
    with plan.edit(N_("Add objective"), together="new"):
        objective.statement_en = "Report"
        plan.rows(ScheduleItem)[0].title_en = "Start"
    assert len(steps(library)) == 2
    plan.undo()
    assert len(plan.rows(Objective)) == 1
    assert plan.rows(ScheduleItem)[0].title_en == "Opening"
    plan.redo()
    assert plan.rows(Objective)[-1].statement_en == "Report"


@pytest.mark.parametrize("between", ["another edit", "another field", "undo", "a long pause"])
def test_typing_is_a_new_step_after(
    between: str, library: Library, plan: OpenPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    objective = objective_of(plan)
    with plan.edit(RENAME, together="statement"):
        objective.statement_en = "Stop"
    key = "statement"
    if between == "another edit":
        with plan.edit(RENAME):
            objective.priority = "high"
    elif between == "another field":
        key = "other"
    elif between == "undo":
        plan.undo()
    else:
        monkeypatch.setattr("db.edit.TOGETHER_MILLISECONDS", -1)
    before = len(steps(library))
    with plan.edit(RENAME, together=key):
        objective.statement_en = "Stop a vessel"
    assert len(steps(library)) == before + 1
