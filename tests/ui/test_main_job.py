"""The main job in one walk: from an empty library to a saved PDF, in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from db.library import Library
from db.tables import Alignment, FocusArea, Objective, Plan, ScheduleItem
from desktop.app import Application
from desktop.ui.desk import Place
from desktop.ui.library.library_page import LibraryPage
from desktop.ui.library.new_plan_dialog import NewPlanDialog
from desktop.ui.objectives.alignments_editor import AlignmentsEditor
from desktop.ui.objectives.objectives_page import ObjectivesPage
from desktop.ui.packet.packet_page import PacketPage
from desktop.ui.schedule.title_editor import TitleEditor
from tests.ui.schedule_hands import drag, point_at, schedule_page
from tests.ui.table_hands import press, type_text

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
STATEMENT = {
    "en": "Coordinate the response to a pollution spill in the anchorage",
    "es": "Coordinar la respuesta a un derrame en el fondeadero",
}
TITLE = {"en": "Rehearsal of the spill response", "es": "Ensayo de la respuesta al derrame"}
SWITCH = {"en": "English", "es": "Español"}


def type_into(field: QLineEdit, words: str) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, words)


def command(application: Application, shortcut: str) -> QAction:
    for top in application.window.menus.bar.actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            if shortcut in {keys.toString() for keys in action.shortcuts()}:
                return action
    raise LookupError(shortcut)


def make_plan(application: Application, qtbot: QtBot, name: str) -> None:
    library = application.window.page("library")
    assert isinstance(library, LibraryPage)
    assert library.welcome is not None
    QTest.mouseClick(library.welcome.exercise, LEFT)
    dialog = application.window.findChild(NewPlanDialog)
    assert isinstance(dialog, NewPlanDialog)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_into(field, name)
    QTest.keyClick(dialog.templates, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert application.desk.plan is not None
    # Without a window manager nobody hands the keyboard back when a dialog closes.
    application.window.activateWindow()
    qtbot.waitUntil(application.window.isActiveWindow, timeout=5000)


def add_objective(application: Application, statement: str) -> Objective:
    window = application.window
    QTest.mouseClick(window.sidebar.button("objectives"), LEFT)
    page = window.page("objectives")
    assert isinstance(page, ObjectivesPage)
    QTest.mouseClick(page.new_objective, LEFT)
    type_text(statement)
    press(Qt.Key.Key_Return)
    assert application.desk.plan is not None
    [made] = [
        objective
        for objective in application.desk.plan.rows(Objective)
        if statement in (objective.statement.en, objective.statement.es)
    ]
    return made


def align(application: Application, objective: Objective) -> FocusArea:
    page = application.window.page("objectives")
    assert isinstance(page, ObjectivesPage)
    page.reveal(Place("objectives", "objective", objective.id, "statement"))
    [editor] = page.form.findChildren(AlignmentsEditor)
    plan = application.desk.plan
    assert plan is not None
    area = plan.rows(FocusArea)[0]
    QTest.mouseClick(editor.ticks[area.id].box, LEFT)
    [link] = plan.children(Alignment, "objective_id", objective.id)
    assert link.focus_area_id == area.id
    return area


def draw_item(application: Application, title: str) -> ScheduleItem:
    timeline = schedule_page(application).timeline
    while timeline.axis.scale < 0.4:
        timeline.zoom(1.25)
    plan = application.desk.plan
    assert plan is not None
    known = {item.id for item in plan.rows(ScheduleItem)}
    minute = round(timeline.minute_at(timeline.free_area().center()) / 60) * 60
    drag(timeline, point_at(timeline, minute, 0), point_at(timeline, minute + 90, 0))
    [made] = [item for item in plan.rows(ScheduleItem) if item.id not in known]
    assert made.duration_minutes == 90
    [editor] = timeline.viewport().findChildren(TitleEditor)
    type_into(editor, title)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    return made


def content_of(library: Library, plan_id: str) -> dict[str, object]:
    plan = library.open_plan(plan_id)
    return {
        table.__tablename__: [
            {name: getattr(row, name) for name in row.content_fields()} for row in plan.rows(table)
        ]
        for table in (Plan, Objective, Alignment, ScheduleItem)
    }


def save_pdf(application: Application, qtbot: QtBot, path: Path) -> str:
    QTest.mouseClick(application.window.sidebar.button("packet"), LEFT)
    page = application.window.page("packet")
    assert isinstance(page, PacketPage)
    with qtbot.waitSignal(page.preview.shown, timeout=60_000) as shown:
        pass
    assert shown.args is not None
    assert shown.args[0] > 3
    QTest.mouseClick(page.save_button, LEFT)
    [dialog] = application.window.findChildren(QFileDialog)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    name.setText(str(path))
    [save] = [
        button
        for button in dialog.findChildren(QPushButton)
        if button.isVisible() and button.isDefault()
    ]
    with qtbot.waitSignal(page.saving.saved, timeout=60_000):
        QTest.mouseClick(save, LEFT)
    return "".join(sheet.extract_text() for sheet in PdfReader(path).pages)


@pytest.mark.parametrize("language", ["en", "es"])
def test_from_first_start_to_a_saved_pdf(
    application: Application, qtbot: QtBot, library_path: Path, language: str
) -> None:
    if language == "es":
        QTest.mouseClick(application.window.status_line.language, LEFT)
    assert application.window.status_line.language.text() == SWITCH[language]
    make_plan(application, qtbot, "Anchorage 2027")
    objective = add_objective(application, STATEMENT[language])
    assert objective.statement.best("es" if language == "es" else "en") == STATEMENT[language]
    area = align(application, objective)
    item = draw_item(application, TITLE[language])
    assert item.title.best("es" if language == "es" else "en") == TITLE[language]

    plan = application.desk.plan
    assert plan is not None
    command(application, "Ctrl+Z").trigger()
    assert plan.get(ScheduleItem, item.id) is None
    command(application, "Ctrl+Z").trigger()
    assert not plan.children(Alignment, "objective_id", objective.id)
    command(application, "Ctrl+Shift+Z").trigger()
    assert plan.children(Alignment, "objective_id", objective.id)
    before, plan_id = content_of(application.library, plan.id), plan.id
    application.close()

    library = Library.open(library_path)
    assert content_of(library, plan_id) == before
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    again = Application(qt, library)
    again.window.show()
    again.desk.open_plan(plan_id)
    assert again.desk.plan is not None
    command(again, "Ctrl+Z").trigger()
    assert not again.desk.plan.children(Alignment, "objective_id", objective.id)
    command(again, "Ctrl+Y").trigger()
    assert content_of(library, plan_id) == before
    command(again, "Ctrl+Y").trigger()
    assert again.desk.plan.get(ScheduleItem, item.id) is not None

    text = save_pdf(again, qtbot, library_path.with_name("packet.pdf"))
    seen = re.sub(r"\s+", "", text)
    assert re.sub(r"\s+", "", STATEMENT[language]) in seen
    assert re.sub(r"\s+", "", TITLE[language]) in seen
    assert re.sub(r"\s+", "", area.name.get("es" if language == "es" else "en")) in seen
    again.close()
    again.window.deleteLater()
