"""A workbook that Istmo wrote comes back: as exactly the changes made in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Event,
    Inject,
    InjectDependency,
    InjectObjective,
    Objective,
    PlanVenue,
    Storyline,
    Venue,
)
from db.text import Text
from desktop.exchange.spreadsheets.arrival import Arrival
from desktop.exchange.spreadsheets.changes import Change, apply_changes
from desktop.exchange.spreadsheets.workbook_writer import write_workbook
from desktop.language import speak


@pytest.fixture
def msel(exercise: OpenPlan) -> OpenPlan:
    """The exercise with four injects, the first of which has every field."""
    by_table = {table: exercise.rows(table)[0] for table in (Objective, Storyline, Event, Venue)}
    by_role = {row.role: row for row in exercise.rows(Assignment)}
    controller, evaluator = by_role["controller"], by_role["evaluator"]
    first = Inject(
        number="001",
        offset_minutes=120,
        scenario_minutes=7 * 1440,
        event_id=by_table[Event].id,
        title=Text("Collision", "Colisión"),
        kind="contingency",
        mode="radio",
        sender=Text("ACP", "ACP"),
        receiver=Text("SENAN", "SENAN"),
        message=Text("=SUM(A1)\nTwo ships", "+507 llama\nDos buques"),
        expected_response=Text("Send a boat", "Enviar una lancha"),
        controller_id=controller.id,
        evaluator_id=evaluator.id,
        venue_id=by_table[Venue].id,
        status="approved",
        notes=Text("Note", "Nota"),
    )
    others = [
        Inject(number=f"00{n}", offset_minutes=60 * n, title=Text(f"Inject {n}", f"Inyecto {n}"))
        for n in (3, 4, 5)
    ]
    with exercise.edit("Fill"):
        exercise.add(PlanVenue(venue_id=by_table[Venue].id))
        exercise.add_all([first, *others])
        exercise.add(InjectObjective(inject_id=first.id, objective_id=by_table[Objective].id))
        exercise.add(InjectDependency(inject_id=others[1].id, depends_on_id=first.id))
    return exercise


def headings(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def edited(
    plan: OpenPlan, path: Path, change: Callable[[Any], None], language: Any = "en"
) -> Arrival:
    """Write the plan, change the sheet as somebody in Excel would, and read it back."""
    write_workbook(plan, path, language=language)
    return again(plan, path, change)


def again(plan: OpenPlan, path: Path, change: Callable[[Any], None]) -> Arrival:
    book = openpyxl.load_workbook(path)
    change(book["MSEL"])
    book.save(path)
    return Arrival.of(plan, path)


def told(changes: list[Change] | None) -> list[tuple[str, str, str, str]]:
    assert changes is not None
    return [(change.kind, change.number, change.field, change.new) for change in changes]


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_untouched_workbook_has_no_changes(
    msel: OpenPlan, tmp_path: Path, language: Any
) -> None:
    arrival = edited(msel, tmp_path / "a.xlsx", lambda sheet: None, language)
    assert arrival.changes == []
    assert arrival.reading.unreadable == []
    assert len(arrival.reading.injects) == 4
    speak("es" if language == "en" else "en")
    assert Arrival.of(msel, tmp_path / "a.xlsx").changes == []


def test_every_edited_cell_is_a_change_and_is_taken_over(msel: OpenPlan, tmp_path: Path) -> None:
    new: dict[str, Any] = {
        "Number": "77",
        "Date and time (local)": datetime(2026, 1, 13, 8, 15),
        "Scenario time (local)": datetime(2026, 1, 20, 9, 0),
        "Storyline": "Another one",
        "Event": "9 - Fire",
        "Title (English)": "Grounding",
        "Title (Spanish)": "Encallamiento",
        "Kind": "Key event",
        "Mode": "correo",
        "From (English)": "AMP",
        "From (Spanish)": None,
        "To (English)": "Joint center",
        "To (Spanish)": "Centro conjunto",
        "Message (English)": "-1 ship",
        "Message (Spanish)": "@todos",
        "Expected response (English)": "None",
        "Expected response (Spanish)": "Ninguna",
        "Objectives": "1, 2.1",
        "Controller": None,
        "Evaluator": "Ana Núñez",
        "Venue": None,
        "Status": "Synchronized",
        "Depends on": "004",
        "Notes (English)": "Other",
        "Notes (Spanish)": "Otra",
    }

    def change(sheet: Any) -> None:
        columns = headings(sheet)
        for heading, value in new.items():
            sheet.cell(2, columns[heading]).value = value

    arrival = edited(msel, tmp_path / "a.xlsx", change)
    assert arrival.changes is not None
    assert len(arrival.changes) == len(new)
    assert {change.kind for change in arrival.changes} == {"edited"}
    assert not arrival.conflicts
    assert arrival.reading.unreadable == []
    before = msel.next_undo()
    assert arrival.arrive() == 0
    inject = next(row for row in msel.rows(Inject) if row.number == "77")
    assert (inject.offset_minutes, inject.scenario_minutes) == (1515, 8 * 1440 + 120)
    assert (inject.title, inject.message) == (
        Text("Grounding", "Encallamiento"), Text("-1 ship", "@todos"),
    )  # fmt: skip
    assert (inject.sender, inject.mode, inject.kind) == (Text("AMP", ""), "e-mail", "key-event")
    assert (inject.status, inject.venue_id, inject.controller_id) == ("synchronized", None, None)
    ana = next(row for row in msel.rows(Assignment) if row.role == "controller")
    assert inject.evaluator_id == ana.id
    event = msel.get(Event, inject.event_id)
    assert event is not None
    assert (event.number, event.title.en) == ("9", "Fire")
    storyline = msel.get(Storyline, inject.storyline_id or event.storyline_id)
    assert storyline is not None
    assert storyline.name.en == "Another one"
    linked = msel.children(InjectObjective, "inject_id", inject.id)
    assert {link.objective_id for link in linked} == {row.id for row in msel.rows(Objective)}
    (dependency,) = msel.children(InjectDependency, "inject_id", inject.id)
    assert msel.get(Inject, dependency.depends_on_id).number == "004"  # type: ignore[union-attr]
    step = msel.undo()
    assert step is not None
    assert step.label == "Take over {count} changes from a workbook"
    after = msel.next_undo()
    assert before is not None
    assert after is not None
    assert after.id == before.id
    assert Arrival.of(msel, tmp_path / "a.xlsx").changes == arrival.changes


def test_rows_are_added_copied_moved_and_deleted(msel: OpenPlan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        columns = headings(sheet)
        rows = {sheet.cell(row, 1).value: row for row in range(2, 6)}
        copied = [cell.value for cell in sheet[rows["004"]]]
        sheet.delete_rows(rows["005"])
        sheet.append(copied)
        sheet.cell(sheet.max_row, columns["Title (English)"], "A copy, reworded")
        sheet.append(["006", datetime(2026, 1, 12, 18, 0)])
        sheet.cell(sheet.max_row, columns["Title (English)"], "New")

    arrival = edited(msel, tmp_path / "a.xlsx", change)
    assert told(arrival.changes) == [
        ("added", "004", "", ""),
        ("added", "006", "", ""),
        ("removed", "005", "", ""),
    ]
    assert arrival.expected() == 2
    assert list(arrival.lines())[1:] == ["Added: 006 New", "Deleted: 005 Inject 5"]
    assert arrival.arrive() == 2
    assert [row.number for row in msel.rows(Inject)] == ["001", "003", "004", "007", "006"]


def test_what_both_sides_changed_is_a_conflict(msel: OpenPlan, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(msel, path, language="en")
    injects = {row.number: row for row in msel.rows(Inject)}
    with msel.edit("Meanwhile"):
        injects["001"].title = Text("Ours", "Colisión")
        injects["003"].title = Text("Same", "Inyecto 3")
        injects["004"].title = Text("Only ours", "Inyecto 4")
        msel.remove(injects["005"])

    def change(sheet: Any) -> None:
        column = headings(sheet)["Title (English)"]
        rows = {sheet.cell(row, 1).value: row for row in range(2, 6)}
        sheet.cell(rows["001"], column, "Theirs")
        sheet.cell(rows["003"], column, "Same")
        sheet.cell(rows["005"], column, "Edited there, deleted here")

    arrival = again(msel, path, change)
    assert arrival.changes is not None
    assert [(c.kind, c.number, c.old, c.new, c.conflict) for c in arrival.changes] == [
        ("edited", "001", "Ours", "Theirs", True),
        ("added", "005", "", "", True),
    ]
    assert arrival.conflicts == arrival.changes
    assert "the plan has changed there too" in next(arrival.lines())
    assert arrival.arrive() == 0
    assert injects["001"].title.en == "Ours"
    apply_changes(msel, arrival.changes)
    assert injects["001"].title.en == "Theirs"
    assert {row.number for row in msel.rows(Inject)} == {"001", "003", "004", "005"}


def test_a_moved_start_is_no_change(msel: OpenPlan, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(msel, path, language="en")
    with msel.edit("Slip STARTEX"):
        msel.row.start = "2026-01-13T07:00"
    assert Arrival.of(msel, path).changes == []


def test_words_that_mean_nothing_are_listed(msel: OpenPlan, tmp_path: Path) -> None:
    wrong = {"Controller": "Nobody", "Venue": "Moon", "Objectives": "9", "Depends on": "999",
             "Mode": "Pigeon"}  # fmt: skip

    def change(sheet: Any) -> None:
        columns = headings(sheet)
        for heading, value in wrong.items():
            sheet.cell(2, columns[heading]).value = value
        sheet.cell(3, columns["Date and time (local)"], "some day")

    arrival = edited(msel, tmp_path / "a.xlsx", change)
    listed = [(each.row, each.reason) for each in arrival.reading.unreadable]
    assert listed[0] == (3, "“some day” cannot be read as a time.")
    for heading, value in wrong.items():
        assert (2, f"{heading}: the plan knows nothing by the name “{value}”.") in listed
    assert arrival.changes is not None
    # The note keeps the mode that is not known; the row that cannot be read is not deleted.
    assert told(arrival.changes) == [("edited", "001", "notes_en", "Note\nMode: Pigeon")]


def test_columns_may_be_moved_sorted_and_added(msel: OpenPlan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, len(rows))
        for index, row in enumerate([rows[0], *reversed(rows[1:])]):
            sheet.append([*reversed(row), "Remark" if not index else f"r{index}"])

    arrival = edited(msel, tmp_path / "a.xlsx", change)
    assert told(arrival.changes)[:1] == [("edited", "005", "notes_en", "Remark: r1")]
    assert len(arrival.changes or []) == 4
    # openpyxl takes the text for a formula when it is copied: it is listed, and not emptied.
    assert [each.row for each in arrival.reading.unreadable] == [5]


def test_a_workbook_of_another_plan_is_read_as_new(
    msel: OpenPlan, other: Library, tmp_path: Path
) -> None:
    from tests.exchange.small_plan import make_plan

    write_workbook(msel, tmp_path / "a.xlsx", language="es")
    elsewhere = make_plan(other)
    arrival = Arrival.of(elsewhere, tmp_path / "a.xlsx")
    assert arrival.changes is None
    assert arrival.arrive() == 4
    first = next(row for row in elsewhere.rows(Inject) if row.number == "001")
    assert (first.title, first.mode, first.kind) == (
        Text("Collision", "Colisión"), "radio", "contingency",
    )  # fmt: skip
    assert first.message == Text("=SUM(A1)\nTwo ships", "+507 llama\nDos buques")
    assert first.controller_id == elsewhere.rows(Assignment)[0].id
    assert "Evaluador, Equipo del muelle" in first.notes.en
    assert Arrival.of(elsewhere, tmp_path / "a.xlsx").expected() == 0
