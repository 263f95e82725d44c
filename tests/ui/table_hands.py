"""Hands for tests of tables and forms: real keys and clicks on the window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.open_plan import OpenPlan
from desktop.app import Application
from desktop.ui.desk import Place
from desktop.ui.tables.record_table import RecordTable

NO, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def show(application: Application, section: str) -> Any:
    """Show a section with the window active, and return its page."""
    application.window.activateWindow()
    application.window.go(Place(section))
    QApplication.processEvents()
    return application.window.page(section)


def plan_of(application: Application) -> OpenPlan:
    """Return the open plan."""
    assert application.desk.plan is not None
    return application.desk.plan


def click(widget: QWidget) -> None:
    """Click into the middle of a control."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def focused() -> QWidget:
    """Return the control that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
    """Press a key on whatever has the keyboard."""
    QTest.keyClick(focused(), key, held)
    QApplication.processEvents()


def type_text(text: str) -> None:
    """Type on whatever has the keyboard, character by character."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(focused(), character)
        else:
            # QTest knows no keys for other letters.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focused(), QKeyEvent(kind, 0, NO, character))
    QApplication.processEvents()


def column_of(table: RecordTable, field: str) -> int:
    """Return the number of the column over a field."""
    return [column.field for column in table.model.columns].index(field)


def click_cell(table: RecordTable, line: int, field: str, held: Qt.KeyboardModifier = NO) -> None:
    """Click into the middle of a cell."""
    index = table.model.index(line, column_of(table, field))
    table.view.scrollTo(index)
    at = table.view.visualRect(index).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, held, at)
    QApplication.processEvents()


def click_heading(table: RecordTable, field: str) -> None:
    """Click a column's heading."""
    header = table.view.horizontalHeader()
    number = column_of(table, field)
    at = QPoint(header.sectionViewportPosition(number) + 12, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, NO, at)
    QApplication.processEvents()


def shown(table: RecordTable, field: str) -> list[str]:
    """Return what a column shows, line by line."""
    number = column_of(table, field)
    lines = range(table.model.rowCount())
    return [table.model.data(table.model.index(line, number)) for line in lines]


def put_on_clipboard(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def undo(application: Application) -> None:
    """Take back the last edit through the window's shortcut."""
    application.window.setFocus()
    QTest.keyClick(application.window, Qt.Key.Key_Z, CONTROL)
    QApplication.processEvents()
