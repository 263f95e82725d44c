"""A new plan, made by keys and clicks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.tables import Milestone, Objective
from desktop.app import Application
from desktop.planning.holidays_of_both import is_working_day
from desktop.planning.templates import templates
from desktop.ui.library.new_plan_dialog import NewPlanDialog
from desktop.ui.library.start_advice import start_advice, suggested_start, usual_lead

LEFT = Qt.MouseButton.LeftButton


def ask_for(application: Application, qtbot: QtBot, shortcut: str) -> NewPlanDialog:
    """Trigger the menu entry with this shortcut and return the dialog, in front."""
    for action in application.window.menus.bar.actions():
        for entry in action.menu().actions():  # type: ignore[attr-defined]
            if entry.shortcut().toString() == shortcut:
                entry.trigger()
    dialog = application.window.findChild(NewPlanDialog)
    assert isinstance(dialog, NewPlanDialog)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=3000)
    return dialog


def retype(field: QLineEdit, text: str) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def test_exercise_from_template_by_keyboard_alone(application: Application, qtbot: QtBot) -> None:
    dialog = ask_for(application, qtbot, "Ctrl+N")
    assert dialog.form.names["en"].hasFocus()
    retype(dialog.form.names["en"], "Gulf watch 2028")
    QTest.keyClick(dialog.form.names["en"], Qt.Key.Key_Tab)
    assert dialog.form.names["es"].hasFocus()
    retype(dialog.form.names["es"], "Guardia del Golfo 2028")
    QTest.keyClick(dialog.form.names["es"], Qt.Key.Key_Return)
    plan = application.desk.plan
    assert plan is not None
    assert (plan.row.name.en, plan.row.name.es) == ("Gulf watch 2028", "Guardia del Golfo 2028")
    assert plan.row.kind == "exercise"
    assert plan.rows(Objective)
    assert application.window.section == "overview"


def test_template_chosen_by_arrow_keys_changes_preview_and_suggestions(
    application: Application, qtbot: QtBot
) -> None:
    dialog = ask_for(application, qtbot, "Ctrl+Shift+N")
    before = dialog.summary.text()
    QTest.keyClick(dialog.templates, Qt.Key.Key_Down)
    second = templates("workshop")[1]
    assert dialog.summary.text() == second.summary.en != before
    assert dialog.form.names["en"].text().startswith(second.name.en)
    assert dialog.form.time.text() == second.start_time
    assert "objectives" in dialog.brings.text()
    dialog.reject()


def test_typing_one_name_drops_the_suggested_other(application: Application, qtbot: QtBot) -> None:
    dialog = ask_for(application, qtbot, "Ctrl+N")
    assert dialog.form.names["es"].text()
    retype(dialog.form.names["en"], "Own name")
    assert dialog.form.names["es"].text() == ""
    QTest.keyClick(dialog.templates, Qt.Key.Key_Down)
    assert dialog.form.names["en"].text() == "Own name"
    dialog.reject()


def test_blank_workshop(application: Application, qtbot: QtBot) -> None:
    dialog = ask_for(application, qtbot, "Ctrl+N")
    QTest.mouseClick(dialog.kinds["workshop"], LEFT)
    QTest.keyClick(dialog.templates, Qt.Key.Key_End)
    retype(dialog.form.names["en"], "Radio course")
    QTest.mouseClick(dialog.create_button, LEFT)
    plan = application.desk.plan
    assert plan is not None
    assert plan.row.template == "blank-workshop"
    assert not plan.rows(Objective)
    assert len(plan.rows(Milestone)) == 2


def test_start_zone_and_place_are_taken(application: Application, qtbot: QtBot) -> None:
    dialog = ask_for(application, qtbot, "Ctrl+N")
    dialog.form.date.setDate(QDate(2028, 5, 9))
    retype(dialog.form.time, "0645")
    dialog.form.zone.setEditText("new_york")
    assert dialog.form.zone.zone() == ""
    dialog.form.zone.setEditText("america/new_york")
    QTest.keyClicks(dialog.form.place, "Rodman")
    QTest.mouseClick(dialog.create_button, LEFT)
    plan = application.desk.plan
    assert plan is not None
    assert plan.row.start == "2028-05-09T06:45"
    assert plan.row.zone == "America/New_York"
    assert (plan.row.location.en, plan.row.location.es) == ("Rodman", "")


@pytest.mark.parametrize("fault", ["name", "time", "zone"])
def test_what_is_missing_is_said_kindly(application: Application, qtbot: QtBot, fault: str) -> None:
    dialog = ask_for(application, qtbot, "Ctrl+N")
    form = dialog.form
    if fault == "name":
        form.names["en"].clear()
        form.names["es"].clear()
    elif fault == "time":
        form.time.setText("25:99")
    else:
        form.zone.setEditText("Atlantis/Center")
    QTest.mouseClick(dialog.create_button, LEFT)
    assert dialog.isVisible()
    assert dialog.problem.text()
    assert application.desk.plan is None
    assert application.library.plans() == []
    dialog.reject()


def test_advice_about_the_start() -> None:
    today = date(2026, 11, 24)
    assert "past" in start_advice(date(2026, 1, 6), "tabletop", today)[0]
    holiday = start_advice(date(2027, 11, 3), "tabletop", today)
    assert any("Panama" in sentence for sentence in holiday)
    assert "weekend" in " ".join(start_advice(date(2027, 3, 6), "tabletop", today))
    assert "days are left" in " ".join(start_advice(date(2026, 12, 14), "full-scale", today))
    assert start_advice(date(2027, 3, 9), "tabletop", today) == []


def test_advice_is_shown(application: Application, qtbot: QtBot) -> None:
    dialog = ask_for(application, qtbot, "Ctrl+N")
    assert dialog.form.advice.text() == ""
    dialog.form.date.setDate(QDate(2020, 1, 6))
    assert "past" in dialog.form.advice.text()
    dialog.reject()


@pytest.mark.parametrize("plan_type", ["tabletop", "functional", "full-scale", "course"])
def test_suggested_start_leaves_time_and_is_a_working_day(plan_type: str) -> None:
    today = date(2026, 11, 24)
    for ahead in range(40):
        day = today + timedelta(days=ahead)
        start = suggested_start(plan_type, day)
        assert is_working_day(start)
        assert usual_lead(plan_type) <= (start - day).days <= usual_lead(plan_type) + 14
