"""How changes are told, whoever tells them: screen, command line or paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    CorrectiveAction,
    Delivery,
    Inject,
    InjectObjective,
    Milestone,
    Objective,
    Person,
)
from db.text import Text
from desktop.exchange.change_entries import Entry, EntryWriter
from desktop.exchange.merge_compare import State, compare, state_of_plan
from desktop.language import in_language
from desktop.planning.starter import prepare
from desktop.planning.templates import add_sample


@pytest.fixture
def plan() -> Iterator[OpenPlan]:
    library = Library.in_memory()
    prepare(library)
    yield add_sample(library, "exercise-jungle-training-2026")
    library.close()


def told(before: State, plan: OpenPlan) -> tuple[EntryWriter, list[Entry]]:
    comparison = compare(before, state_of_plan(plan))
    writer = EntryWriter.of_comparison(comparison)
    return writer, writer.told(comparison.changes)


def test_links_go_and_come_back_with_their_record(plan: OpenPlan) -> None:
    inject = next(
        row for row in plan.rows(Inject) if plan.children(InjectObjective, "inject_id", row.id)
    )
    number = inject.number
    whole = state_of_plan(plan)
    with plan.edit("Remove"):
        plan.remove(inject)
    _writer, gone = told(whole, plan)
    assert f"Inject {number} deleted" in [entry.title for entry in gone]
    assert not [entry for entry in gone if entry.table == "inject_objective"]
    without = state_of_plan(plan)
    plan.undo()
    _writer, back = told(without, plan)
    [entry] = [entry for entry in back if entry.table == "inject"]
    assert (entry.kind, entry.title) == ("restored", f"Inject {number} brought back")
    assert "to other records" in entry.consequence or "to another record" in entry.consequence
    assert not [entry for entry in back if entry.table == "inject_objective"]


def test_values_read_as_planners_write_them(plan: OpenPlan) -> None:
    before = state_of_plan(plan)
    action, delivery = plan.rows(CorrectiveAction)[0], plan.rows(Delivery)[0]
    assignment = plan.rows(Assignment)[0]
    with plan.edit("Edit"):
        person = plan.add(Person(name="Itzel Núñez"))
        action.due_date = "2026-03-09"
        delivery.moment = "2026-02-18T21:30:00"
        assignment.person_id = person.id
        assignment.role = "exercise-director"
        plan.rows(Milestone)[0].day_offset -= 7
        plan.rows(Inject)[0].offset_minutes -= 90
    writer, entries = told(before, plan)
    by_table = {entry.table: entry for entry in entries}
    assert by_table["assignment"].row == "Exercise director (Itzel Núñez)"
    assert by_table["milestone"].brief == "−7 days"
    assert by_table["inject"].brief == "−1 h 30"

    def after(table: str, field: str) -> str:
        change = by_table[table].change
        assert change is not None
        [line] = [line for line in writer.lines(change) if line.field == field]
        return line.after

    assert after("corrective_action", "due_date") == "9 Mar 2026"
    assert after("delivery", "moment") == "18 Feb 2026, 21:30Z"
    assert after("assignment", "person_id") == "Itzel Núñez"
    with in_language("es"):
        assert after("corrective_action", "due_date") == "9 mar 2026"
        [entry] = [
            e
            for e in writer.told(compare(before, state_of_plan(plan)).changes)
            if e.table == "assignment"
        ]
        assert entry.row == "Director del ejercicio (Itzel Núñez)"


def test_a_sentence_names_a_text_that_changed_in_both_languages_once(plan: OpenPlan) -> None:
    before = state_of_plan(plan)
    first, second = plan.rows(Objective)[:2]
    with plan.edit("Edit"):
        first.statement = Text("One", "Uno")
        first.priority = "low"
        second.statement = second.statement.replaced("es", "Dos")
    writer, entries = told(before, plan)
    assert [writer.sentence(entry) for entry in entries] == [
        "Objective 1: changed in statement, priority",
        "Objective 2: changed in statement (ES)",
    ]


def test_long_names_end_at_a_word(plan: OpenPlan) -> None:
    before = state_of_plan(plan)
    title = "Night crossing of the river with boats, guides, a safety line and two rescue swimmers"
    with plan.edit("Edit"):
        plan.add(Milestone(title=Text(title, title)))
    _writer, [entry] = told(before, plan)
    assert entry.row == "Milestone “Night crossing of the river with boats, guides, a safety…”"


def test_move_tells_between_which_rows(plan: OpenPlan) -> None:
    first, second, third = plan.rows(Objective)[:3]
    before = state_of_plan(plan)
    with plan.edit("Move"):
        plan.place(third, None)
    writer, [entry] = told(before, plan)
    assert entry.change is not None
    place = writer.place_line(entry.change)
    assert place is not None
    assert (place.before, place.after) == (f"After Objective {second.number}", "First in the list")
    with plan.edit("Move"):
        plan.place(third, first)
    writer, [entry] = told(before, plan)
    assert entry.change is not None
    place = writer.place_line(entry.change)
    assert place is not None
    assert place.after == f"After Objective {first.number}"


def test_other_changes_tell_no_place(plan: OpenPlan) -> None:
    before = state_of_plan(plan)
    with plan.edit("Edit"):
        plan.rows(Objective)[0].priority = "low"
    writer, [entry] = told(before, plan)
    assert entry.change is not None
    assert writer.place_line(entry.change) is None
