"""The form of an inject: its pictures, what goes with it, and the scenario's clock."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.tables import Attachment, Inject, InjectDependency
from desktop.app import Application
from desktop.ui.msel.dependants import Dependants
from desktop.ui.msel.inject_pictures import InjectPictures
from tests.ui.table_hands import click_cell, show, shown, undo

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(planned: Application) -> Any:
    return show(planned, "msel")


def editor(page: Any, kind: type) -> Any:
    """Return the form's editor of this kind."""
    [found] = [one for one in page.form.editors if isinstance(one, kind)]
    return found


def test_a_picture_is_attached_shown_and_taken_back(
    planned: Application, page: Any, tmp_path: Path
) -> None:
    picture = QImage(320, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    path = tmp_path / "Muelle 3.png"
    assert picture.save(str(path))
    click_cell(page.table.table, 2, "title")
    pictures = editor(page, InjectPictures)
    pictures.attach(path)
    [row] = page.plan.children(Attachment, "inject_id", page.form.row.id)
    [thumb] = pictures.thumbs
    assert thumb.toolTip() == row.file_name == "Muelle 3.png"
    QTest.mouseClick(thumb, LEFT)
    QApplication.processEvents()
    [shown_big] = [w for w in QApplication.topLevelWidgets() if w.windowTitle() == "Muelle 3.png"]
    shown_big.close()
    QApplication.processEvents()
    planned.window.activateWindow()
    QApplication.processEvents()
    undo(planned)
    assert not page.plan.children(Attachment, "inject_id", page.form.row.id)


def test_what_is_no_picture_is_refused_where_it_was_asked(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "notes.png"
    path.write_text("no picture at all")
    click_cell(page.table.table, 2, "title")
    pictures = editor(page, InjectPictures)
    apologies: list[str] = []
    page.desk.apologized.disconnect()
    page.desk.apologized.connect(apologies.append)
    pictures.attach(path)
    assert "notes.png" in (pictures.trouble.text() or "".join(apologies))
    assert not page.plan.rows(Attachment)


def test_what_an_inject_needs_leads_there_and_a_late_one_is_marked(page: Any) -> None:
    link = page.plan.rows(InjectDependency)[0]
    row, first = page.plan.get(Inject, link.inject_id), page.plan.get(Inject, link.depends_on_id)
    page.selection.choose((row.id,))
    label = editor(page, Dependants).label
    assert first.number in label.text()
    assert "⚠" not in label.text()
    with page.plan.edit("Move inject"):
        first.offset_minutes = row.offset_minutes + 30
    assert "⚠" in label.text()
    label.linkActivated.emit(first.id)
    assert page.form.row is first
    assert "needed by" in label.text()


def test_scenario_time_is_optional_and_told_between_two_of_them(page: Any) -> None:
    rows = page.plan.rows(Inject)
    table = page.table.table
    assert set(shown(table, "scenario_minutes")) == {""}
    with page.plan.edit("Set scenario time"):
        rows[0].scenario_minutes = rows[0].offset_minutes
        rows[-1].scenario_minutes = rows[-1].offset_minutes * 10
    page.selection.choose((rows[5].id,))
    said = [one.label.text() for one in page.form.editors if type(one).__name__ == "SaidLine"]
    assert any("scenario D+" in text for text in said)
    assert sum(bool(text) for text in shown(table, "scenario_minutes")) == 2


def test_a_language_switch_comes_back_to_the_same_inject(planned: Application, page: Any) -> None:
    row = page.plan.rows(Inject)[7]
    page.selection.choose((row.id,))
    planned.desk.settle()
    planned.change_language("es")
    QApplication.processEvents()
    again: Any = planned.window.page("msel")
    assert again is not page
    assert again.form.row is row
    assert again.table.table.current_row() is row
