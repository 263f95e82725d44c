"""Plan files through the window: export, open, refuse, copy, drop, and backups."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from db.backup import backups_of
from db.library import PROFILE, Library
from db.tables import Objective
from db.text import Text
from desktop.app import Application
from desktop.exchange.plan_file import export_plan
from desktop.planning.starter import prepare
from desktop.planning.templates import new_plan
from desktop.ui import commands
from desktop.ui.library.backups_dialog import BackupsDialog
from desktop.ui.library.plan_file_dialogs import open_path, suggested_name
from desktop.ui.profile_dialog import ProfileDialog
from desktop.ui.sharing.share_dialog import ShareDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """Return a plan file that somebody else exported."""
    library = Library.open(tmp_path / "theirs.sqlite")
    prepare(library)
    plan = new_plan(
        library,
        "exercise-port-security-tabletop",
        name=Text("Their tabletop", "Su ejercicio de mesa"),
        start=datetime(2027, 3, 8, 8, 0),
        zone="America/Panama",
    )
    path = tmp_path / "theirs.istmo"
    export_plan(plan, path, author="Capt. Rivera (SENAN)")
    library.close()
    return path


def choose(dialog: QFileDialog, path: Path) -> None:
    """Type a path into a file dialog and press its button."""
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def file_dialog(application: Application, name: str) -> QFileDialog:
    shown = application.window.findChildren(QFileDialog, name)
    return next(dialog for dialog in shown if dialog.isVisible())


def box_of(application: Application, name: str = "") -> QMessageBox:
    box = application.window.findChild(QMessageBox, name)
    assert isinstance(box, QMessageBox)
    return box


def open_name(application: Application) -> str:
    plan = application.desk.plan
    return "" if plan is None else plan.row.name.en


def press(box: QMessageBox, text: str) -> None:
    button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)


def share_dialog(application: Application) -> ShareDialog:
    shown = application.window.findChildren(ShareDialog)
    return next(dialog for dialog in shown if dialog.isVisible())


def test_export_asks_for_the_name_once_then_writes(
    planned: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    commands.export_plan_file(planned.window)
    profile = planned.window.findChild(ProfileDialog)
    assert isinstance(profile, ProfileDialog)
    QTest.keyClicks(profile.name, "Cmdr. Lee")
    QTest.keyClick(profile.name, Qt.Key.Key_Return)
    QTest.mouseClick(share_dialog(planned).go_button, LEFT)
    dialog = file_dialog(planned, "export-plan-file")
    assert dialog.selectedFiles()[0].endswith("Port security tabletop 2027.istmo")
    with qtbot.waitSignal(planned.desk.told, timeout=20_000):
        choose(dialog, tmp_path / "out.istmo")
    assert (tmp_path / "out.istmo").is_file()
    assert planned.library.setting(PROFILE)["name"] == "Cmdr. Lee"
    commands.export_plan_file(planned.window)
    assert share_dialog(planned).isVisible()


def test_suggested_name_is_one_that_every_disk_takes(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit("Rename"):
        plan.row.name = Text('A/B: "C" <D>? ' + "x" * 200, "")
    name = suggested_name(plan)
    assert name.startswith("A B C D x")
    assert len(name) < 100
    assert not set('\\/:*?"<>|') & set(name)


def test_open_by_dialog(application: Application, plan_file: Path) -> None:
    commands.open_plan_file(application.window)
    choose(file_dialog(application, "open-plan-file"), plan_file)
    assert application.desk.plan is not None
    assert application.desk.plan.row.name.en == "Their tabletop"
    assert application.window.section == "overview"


def test_drop_on_the_window(application: Application, plan_file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(plan_file)), QUrl.fromLocalFile("x.txt")])
    how = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(application.window, QDragEnterEvent(QPointF(300, 300), *how))
    QApplication.sendEvent(application.window, QDropEvent(QPointF(300, 300), *how))
    assert application.desk.plan is not None
    assert application.desk.plan.row.name.en == "Their tabletop"


def test_path_given_at_start_opens(application: Application, plan_file: Path) -> None:
    application.answer(str(plan_file))
    assert application.desk.plan is not None
    assert application.desk.plan.row.name.en == "Their tabletop"


@pytest.mark.parametrize("damage", ["empty", "foreign", "cut", "gone"])
def test_bad_files_are_refused_with_a_sentence(
    application: Application, plan_file: Path, damage: str
) -> None:
    whole = plan_file.read_bytes()
    if damage == "gone":
        plan_file.unlink()
    else:
        content = {"empty": b"", "foreign": b"%PDF-1.7 no plan", "cut": whole[:-400]}
        plan_file.write_bytes(content[damage])
    open_path(application.desk, plan_file, application.window)
    box = box_of(application)
    assert len(box.text()) > 20
    assert application.library.plans() == []
    assert application.desk.plan is None
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_plan_that_is_here_already_shows_mine(application: Application, plan_file: Path) -> None:
    open_path(application.desk, plan_file, application.window)
    plan = application.desk.plan
    assert plan is not None
    with plan.edit("Rename"):
        plan.row.name = Text("Mine now", "Ahora mío")
    application.desk.close_plan()
    open_path(application.desk, plan_file, application.window)
    press(box_of(application, "plan-already-here"), "Show mine")
    assert open_name(application) == "Mine now"
    assert len(application.library.plans()) == 1


def test_plan_that_is_here_already_opens_as_a_copy(
    application: Application, plan_file: Path
) -> None:
    open_path(application.desk, plan_file, application.window)
    open_path(application.desk, plan_file, application.window)
    press(box_of(application, "plan-already-here"), "Open as a separate copy")
    names = sorted(plan.name.en for plan in application.library.plans())
    assert names == ["Their tabletop", "Their tabletop (copy)"]
    assert application.desk.plan is not None
    assert application.desk.plan.row.name.en == "Their tabletop (copy)"


def test_plan_in_the_bin_can_be_brought_back(application: Application, plan_file: Path) -> None:
    open_path(application.desk, plan_file, application.window)
    commands.bin_plan(application.window)
    assert application.library.plans() == []
    open_path(application.desk, plan_file, application.window)
    press(box_of(application, "plan-already-here"), "Bring mine back")
    assert [plan.name.en for plan in application.library.plans()] == ["Their tabletop"]
    assert application.desk.plan is not None


def test_duplicate_is_separate(planned: Application) -> None:
    original = planned.desk.plan
    assert original is not None
    commands.duplicate_plan(planned.window)
    copy = planned.desk.plan
    assert copy is not None
    assert copy.id != original.id
    assert copy.row.name.en == "Port security tabletop 2027 (copy)"
    with copy.edit("Reword"):
        copy.rows(Objective)[0].statement = Text("Changed", "Cambiado")
    assert original.rows(Objective)[0].statement.en != "Changed"


def test_backup_now_and_restore(planned: Application, library_path: Path, qtbot: QtBot) -> None:
    commands.show_backups(planned.window)
    dialog = planned.window.findChild(BackupsDialog)
    assert isinstance(dialog, BackupsDialog)
    assert not dialog.restore_button.isEnabled()
    QTest.mouseClick(dialog.make_button, LEFT)
    assert [backup.occasion for backup in backups_of(library_path)] == ["by-hand"]
    first = dialog.list.topLevelItem(0)
    assert first is not None
    assert first.text(2) == "1 plan"
    commands.duplicate_plan(planned.window)
    assert len(planned.library.plans()) == 2
    QTest.mouseClick(dialog.restore_button, LEFT)
    box = dialog.findChild(QMessageBox, "restore-backup")
    assert isinstance(box, QMessageBox)
    with qtbot.waitSignal(planned.desk.library_changed):
        press(box, "Restore")
    assert [plan.name.en for plan in planned.library.plans()] == ["Port security tabletop 2027"]
    assert planned.window.section == "library"
    assert open_name(planned) == ""
    aside = list(library_path.parent.glob("*set-aside*"))
    assert aside
    planned.desk.open_plan(planned.library.plans()[0].id)
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit("Rename"):
        plan.row.name = Text("After", "Después")
    assert planned.window.windowTitle().startswith("After")


def test_restore_of_a_damaged_backup_is_refused(planned: Application, library_path: Path) -> None:
    commands.show_backups(planned.window)
    dialog = planned.window.findChild(BackupsDialog)
    assert isinstance(dialog, BackupsDialog)
    QTest.mouseClick(dialog.make_button, LEFT)
    backup = backups_of(library_path)[0]
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    dialog.refresh()
    first = dialog.list.topLevelItem(0)
    assert first is not None
    assert first.text(2) == "damaged"
    assert not dialog.restore_button.isEnabled()
    assert len(planned.library.plans()) == 1
