"""Spreadsheets in and out of the MSEL's page, by the dialogs' own controls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from db.tables import Inject
from desktop.app import Application
from desktop.ui.msel.export_workbook import write_to
from desktop.ui.msel.import_dialog import open_workbook
from tests.ui.table_hands import show, undo

LEFT = Qt.MouseButton.LeftButton
ROWS = (
    (1, "0900", "Phone", "Harbor pilot", "Port authority", "A tug is adrift. Report it."),
    (2, "9:30 AM", "Radio", "Tug master", "Port authority", "No answer from the tug."),
    (3, "Day 2 08:30", "Email", "Agent", "Customs", "The manifest has changed."),
    (4, "some day", "Email", "Agent", "Customs", "This row has no time."),
)


@pytest.fixture
def page(planned: Application) -> Any:
    return show(planned, "msel")


@pytest.fixture
def agency_sheet(tmp_path: Path) -> Path:
    """Return a workbook such as agencies make, with a title above its headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Master scenario events list"])
    sheet.append([])
    sheet.append(["Event #", "Inject Time", "Inject Mode", "From", "To", "Message"])
    for row in ROWS:
        sheet.append(row)
    path = tmp_path / "agency.xlsx"
    book.save(path)
    return path


def dialog(kind: str) -> Any:
    """Return the open dialog whose class is called so."""
    QApplication.processEvents()
    found = [
        w for w in QApplication.topLevelWidgets() if type(w).__name__ == kind and w.isVisible()
    ]
    assert len(found) == 1
    assert isinstance(found[0], QDialog)
    return found[0]


def settle(application: Application) -> None:
    QApplication.processEvents()
    application.window.activateWindow()
    QApplication.processEvents()


def test_a_sheet_is_shown_as_it_will_be_read_and_imported_as_one_step(
    planned: Application, page: Any, agency_sheet: Path
) -> None:
    before = len(page.plan.rows(Inject))
    open_workbook(planned.desk, agency_sheet, planned.window)
    importing = dialog("ImportDialog")
    assert importing.headings.value() == 3
    fields = [importing.columns.cellWidget(0, n).currentText() for n in range(6)]
    assert fields == ["Number", "Time", "Mode", "From", "To", "Message"]
    assert importing.tabs.tabText(1) == "3 injects as read"
    assert [importing.preview.item(n, 2).text() for n in range(3)] == [
        "D 09:00",
        "D 09:30",
        "D+1 08:30",
    ]
    assert importing.unreadable.item(0, 1).text() == "7"
    assert "some day" in importing.unreadable.item(0, 3).text()
    assert len(page.plan.rows(Inject)) == before
    QTest.mouseClick(importing.apply, LEFT)
    new = [row for row in page.plan.rows(Inject) if "tug" in row.message.en]
    assert [(row.offset_minutes, row.mode) for row in new] == [(60, "telephone"), (90, "radio")]
    settle(planned)
    undo(planned)
    assert len(page.plan.rows(Inject)) == before


def test_a_corrected_mapping_is_used_and_remembered(
    planned: Application, page: Any, agency_sheet: Path
) -> None:
    open_workbook(planned.desk, agency_sheet, planned.window)
    importing = dialog("ImportDialog")
    combo = importing.columns.cellWidget(0, 5)
    place = combo.findData("expected_response")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    combo = importing.columns.cellWidget(0, 3)
    place = combo.findData("title")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    importing.read()
    assert importing.preview.item(0, 3).text() == "Harbor pilot"
    QTest.mouseClick(importing.apply, LEFT)
    [row] = [row for row in page.plan.rows(Inject) if row.title.en == "Tug master"]
    assert row.expected_response.en == "No answer from the tug."
    QApplication.processEvents()
    open_workbook(planned.desk, agency_sheet, planned.window)
    again = dialog("ImportDialog")
    assert again.from_memory
    assert again.columns.cellWidget(0, 3).currentText() == "Title"
    again.reject()


def test_a_workbook_that_comes_back_offers_its_changes(
    planned: Application, page: Any, tmp_path: Path
) -> None:
    path = tmp_path / "msel.xlsx"
    write_to(planned.desk, path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    title = next(n for n, text in enumerate(headings, start=1) if str(text).startswith("Title"))
    row = page.plan.rows(Inject)[0]
    line = next(n for n in range(2, 40) if sheet.cell(n, title).value == row.title.en)
    sheet.cell(line, title).value = "A better title"
    sheet.delete_rows(line + 3)
    book.save(path)
    count = len(page.plan.rows(Inject))
    open_workbook(planned.desk, path, planned.window)
    changes = dialog("ChangesDialog")
    assert [change.kind for change in changes.changes] == ["edited", "removed"]
    assert changes.summary.text() == "2 of 2 changes"
    changes.list.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    QTest.mouseClick(changes.apply, LEFT)
    assert row.title.en == "A better title"
    assert len(page.plan.rows(Inject)) == count


def test_what_is_no_spreadsheet_is_refused_with_a_sentence(
    planned: Application, page: Any, tmp_path: Path
) -> None:
    del page
    told: list[str] = []
    planned.desk.apologized.disconnect()
    planned.desk.apologized.connect(told.append)
    path = tmp_path / "notes.xlsx"
    path.write_bytes(b"\x00\x01\x02 nothing of the kind")
    open_workbook(planned.desk, path, planned.window)
    [sentence] = told
    assert "unchanged" in sentence
