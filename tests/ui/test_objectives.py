"""The page of objectives and criteria, by real keys and clicks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db.tables import Alignment, Criterion, FocusArea, Objective, ProposedAction
from desktop.app import Application
from desktop.planning.objective_numbers import next_number, renumbered
from tests.ui.table_hands import (
    click,
    click_cell,
    focused,
    plan_of,
    press,
    put_on_clipboard,
    show,
    shown,
    type_text,
    undo,
)

K = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(planned: Application) -> Any:
    return show(planned, "objectives")


def button(page: Any, text: str) -> QPushButton:
    buttons: list[QPushButton] = page.findChildren(QPushButton)
    return next(one for one in buttons if one.text() == text)


def test_next_numbers() -> None:
    assert next_number([]) == "1"
    assert next_number(["1", "2", "3"]) == "4"
    assert next_number(["1.1", "1.2", "2.1"]) == "2.2"
    assert next_number(["3", "1", "2"]) == "4"
    assert next_number(["A", "B"]) == "1"


@given(st.lists(st.from_regex(r"[1-9]{1,2}(\.[1-9])?", fullmatch=True)))
def test_a_proposed_number_is_never_in_use_and_renumbering_settles(numbers: list[str]) -> None:
    assert next_number(numbers) not in numbers
    once = renumbered(numbers)
    assert len(set(once)) == len(numbers)
    assert renumbered(once) == once


def test_an_objective_is_added_with_a_number_and_waits_for_its_statement(
    planned: Application, page: Any
) -> None:
    click(button(page, "New objective"))
    type_text("Evacuate the wounded")
    press(K.Key_Return)
    rows = plan_of(planned).rows(Objective)
    added = next(row for row in rows if row.statement.en == "Evacuate the wounded")
    assert added.number == "7"
    assert page.heading.subtitle.text().startswith("7 objectives · 15 criteria")
    assert "1 serves no focus area" in page.heading.subtitle.text()


def test_pasted_objectives_get_numbers_of_their_own(planned: Application, page: Any) -> None:
    click_cell(page.objectives, 5, "statement")
    put_on_clipboard("Sixth\nSeventh\nEighth\n")
    press(K.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert shown(page.objectives, "number")[5:] == ["6", "7", "8"]


def test_numbers_stay_when_rows_move_until_renumbering_is_asked_for(
    planned: Application, page: Any
) -> None:
    click_cell(page.objectives, 2, "statement")
    press(K.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert shown(page.objectives, "number")[:3] == ["1", "3", "2"]
    click(button(page, "Renumber"))
    assert shown(page.objectives, "number")[:3] == ["1", "2", "3"]
    undo(planned)
    assert shown(page.objectives, "number")[:3] == ["1", "3", "2"]


def test_criteria_of_the_selected_objective_are_edited_below_it(
    planned: Application, page: Any
) -> None:
    click_cell(page.objectives, 1, "statement")
    second = page.objectives.current_row()
    assert len(page.criteria.model.shown) == 2
    QTest.keyClick(focused(), K.Key_C, BOTH)
    QApplication.processEvents()
    type_text("Report the container")
    press(K.Key_Tab)
    type_text("Minutes to report")
    press(K.Key_Return)
    criteria = plan_of(planned).children(Criterion, "objective_id", second.id)
    assert criteria[-1].critical_task.en == "Report the container"
    assert criteria[-1].measure.en == "Minutes to report"
    assert shown(page.objectives, "criteria")[1] == "3"
    assert page.criterion_form.isVisible()
    assert not page.form.isVisible()
    click_cell(page.objectives, 0, "statement")
    assert page.form.isVisible()
    assert len(page.criteria.model.shown) == 3


def test_focus_areas_are_ticked_with_a_note_how(planned: Application, page: Any) -> None:
    plan = plan_of(planned)
    click_cell(page.objectives, 0, "statement")
    objective = page.objectives.current_row()
    serves = page.form.editors[-1]
    area = next(a for a in plan.rows(FocusArea) if a.name.en == "Cybersecurity Initiatives")
    before = len(plan.children(Alignment, "objective_id", objective.id))
    serves.ticks[area.id].box.setFocus()
    press(K.Key_Space)
    links = plan.children(Alignment, "objective_id", objective.id)
    assert len(links) == before + 1
    assert shown(page.objectives, "areas")[0] == str(before + 1)
    note = serves.notes[area.id]
    note.take_focus("note_en")
    type_text("By a cyber inject")
    press(K.Key_Tab)
    link = next(one for one in links if one.focus_area_id == area.id)
    assert link.note.en == "By a cyber inject"
    serves.ticks[area.id].box.setFocus()
    press(K.Key_Space)
    assert len(plan.children(Alignment, "objective_id", objective.id)) == before
    undo(planned)
    assert serves.ticks[area.id].box.isChecked()
    assert note.edits["en"].toPlainText() == "By a cyber inject"


def test_proposed_actions_can_be_served(planned: Application, page: Any) -> None:
    plan = plan_of(planned)
    serves = page.form.editors[-1]
    action = plan.rows(ProposedAction)[0]
    served = action.id in {
        link.proposed_action_id
        for link in plan.children(Alignment, "objective_id", page.objective.id)
    }
    serves.ticks[action.id].box.click()
    now = {
        link.proposed_action_id
        for link in plan.children(Alignment, "objective_id", page.objective.id)
    }
    assert (action.id in now) is not served


def test_a_finding_leads_to_a_criterion(planned: Application, page: Any) -> None:
    criterion = plan_of(planned).rows(Criterion)[-1]
    planned.desk.go("objectives", "criterion", criterion.id, "measure")
    QApplication.processEvents()
    assert page.objective.id == criterion.objective_id
    assert page.criteria.current_row() is criterion
    assert page.criterion_form.isVisible()
    type_text("Mended")
    press(K.Key_Tab)
    assert criterion.measure.en.startswith("Mended") or "Mended" in criterion.measure.en


def test_an_empty_plan_says_what_to_do(planned: Application, page: Any) -> None:
    view = page.objectives.view
    view.setFocus()
    press(K.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(K.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert plan_of(planned).rows(Objective) == []
    note = page.objectives.note
    assert note.isVisible()
    click(note.add)
    assert [row.number for row in plan_of(planned).rows(Objective)] == ["1"]
    undo(planned)
    undo(planned)
    assert len(plan_of(planned).rows(Objective)) == 6
    assert len(plan_of(planned).rows(Criterion)) == 15
