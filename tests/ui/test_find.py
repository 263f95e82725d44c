"""Finding words in all plans (Ctrl+Shift+F)."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.tables import Organization, ScheduleItem
from db.text import Text
from desktop.app import Application
from desktop.planning.templates import new_plan
from desktop.ui import commands
from desktop.ui.find_dialog import FindDialog
from desktop.ui.library.hit_list import HIT


@pytest.fixture
def dialog(planned: Application) -> FindDialog:
    """Return the dialog over two plans, one of them open."""
    new_plan(
        planned.library,
        "blank-workshop",
        name=Text("Radio operators’ course", "Curso de operadores de radio"),
        start=datetime(2027, 5, 3, 8, 0),
        zone="America/Panama",
    )
    commands.find_in_plans(planned.window)
    found = planned.window.findChild(FindDialog)
    assert isinstance(found, FindDialog)
    return found


def lines(dialog: FindDialog) -> list[str]:
    return [dialog.hits.item(row).text() for row in range(dialog.hits.count())]


def test_hits_come_as_one_types_grouped_by_plan(dialog: FindDialog, qtbot: QtBot) -> None:
    assert not dialog.hits.isVisible()
    QTest.keyClicks(dialog.words, "operadores radio")
    qtbot.waitUntil(dialog.hits.isVisible, timeout=3000)
    assert lines(dialog)[0].startswith("Radio operators’ course · ")
    assert lines(dialog)[1].startswith("Plan details: Radio operators’ course")


def test_accents_do_not_matter(dialog: FindDialog) -> None:
    QTest.keyClicks(dialog.words, "estatico")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    without = len(lines(dialog))
    dialog.words.clear()
    dialog.words.insert("estático")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert len(lines(dialog)) == without


def test_enter_leads_to_the_record_in_its_plan(planned: Application, dialog: FindDialog) -> None:
    planned.desk.close_plan()
    QTest.keyClicks(dialog.words, "cyber incident terminal operating")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert dialog.hits.hasFocus()
    assert dialog.hits.item(dialog.hits.currentRow()).data(HIT) is not None
    row = next(row for row, line in enumerate(lines(dialog)) if line.startswith("Objective:"))
    dialog.hits.setCurrentRow(row)
    QTest.keyClick(dialog.hits, Qt.Key.Key_Return)
    assert planned.desk.plan is not None
    assert planned.desk.plan.row.name.en == "Port security tabletop 2027"
    assert planned.window.section == "objectives"
    assert not dialog.isVisible()


def test_directory_rows_lead_to_a_plan_that_uses_them(
    planned: Application, dialog: FindDialog
) -> None:
    planned.desk.close_plan()
    plan = planned.library.plans()[0]
    used = planned.library.open_plan(plan.id)
    senan = next(row for row in used.rows(Organization) if row.acronym == "SENAN")
    dialog.words.insert(senan.name.es)
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    row = next(
        row
        for row in range(dialog.hits.count())
        if (hit := dialog.hits.item(row).data(HIT)) is not None and hit.row_id == senan.id
    )
    dialog.hits.setCurrentRow(row)
    QTest.keyClick(dialog.hits, Qt.Key.Key_Return)
    assert planned.desk.plan is not None
    assert planned.window.section == "people"


def test_nothing_found_is_said(dialog: FindDialog) -> None:
    QTest.keyClicks(dialog.words, "zzzunheardof")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert not dialog.hits.isVisible()
    assert "Nothing" in dialog.notice.text()


def test_what_is_edited_is_found_at_once(planned: Application, dialog: FindDialog) -> None:
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit("Rename"):
        plan.rows(ScheduleItem)[0].title = Text("Quetzal rehearsal", "Ensayo Quetzal")
    QTest.keyClicks(dialog.words, "quetz")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert any("Activity: Quetzal rehearsal" in line for line in lines(dialog))
    assert planned.window.isVisible()
