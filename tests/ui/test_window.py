"""The frame: sections, language, appearance, palette, typing while closing, and start-up."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from db.backup import back_up
from db.errors import UnwritableLibrary
from db.library import PROFILE, Library
from db.tables import Objective, Person
from db.text import N_, Text
from desktop.app import Application
from desktop.planning.templates import new_plan
from desktop.ui import commands
from desktop.ui.desk import Place
from desktop.ui.opening import open_library
from desktop.ui.palette import Palette
from desktop.ui.profile_dialog import ProfileDialog
from desktop.ui.sections import PLAN_SECTIONS
from desktop.ui.shortcuts_dialog import ShortcutsDialog
from desktop.ui.single_instance import FirstInstance, hand_over
from desktop.ui.theme import colors
from desktop.ui.unexpected import show_unexpected, watch_for_errors

LEFT = Qt.MouseButton.LeftButton


def test_every_section_opens_from_the_sidebar(planned: Application) -> None:
    for section in PLAN_SECTIONS:
        button = planned.window.sidebar.button(section.key)
        if button.isVisible():
            QTest.mouseClick(button, LEFT)
            assert planned.window.section == section.key
            assert planned.window.page(section.key).isVisible()


def test_language_changes_at_once_and_stays(planned: Application, library_path: Path) -> None:
    planned.window.go(Place("objectives"))
    QTest.mouseClick(planned.window.status_line.language, LEFT)
    assert planned.window.section == "objectives"
    assert planned.window.page("objectives").heading.title.text() == "Objetivos"
    assert planned.window.menus.bar.actions()[0].text().replace("&", "") == "Archivo"
    other = Library.open(library_path)
    assert other.setting("language") == "es"
    other.close()
    QTest.mouseClick(planned.window.status_line.language, LEFT)
    assert planned.window.page("objectives").heading.title.text() == "Objectives"


def test_dark_and_light_are_worn_at_once(planned: Application) -> None:
    light = colors()
    planned.change_appearance("dark")
    assert colors().dark
    assert planned.window.palette().window().color().name() == colors().ground
    planned.change_appearance("light")
    assert colors() == light


def test_what_is_being_typed_is_kept_when_the_window_closes(
    planned: Application, library_path: Path
) -> None:
    plan = planned.desk.plan
    assert plan is not None
    objective = plan.rows(Objective)[0]
    planned.window.go(Place("objectives", "objective", objective.id, "statement"))
    page = planned.window.page("objectives")
    assert page.inspector is not None
    editor = next(
        field
        for field in page.inspector.findChildren(QPlainTextEdit)
        if field.toPlainText() == objective.statement.en
    )
    editor.selectAll()
    QTest.keyClicks(editor, "Hold the outer anchorage")
    planned.close()
    library = Library.open(library_path)
    assert library.open_plan(plan.id).rows(Objective)[0].statement.en == "Hold the outer anchorage"
    library.close()


def test_palette_finds_commands_by_their_letters_and_runs_them(planned: Application) -> None:
    commands.show_palette(planned.window)
    palette = planned.window.findChild(Palette)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.words, "milest")
    assert "Milestones" in palette.list.item(0).text()
    QTest.keyClick(palette.words, Qt.Key.Key_Return)
    assert planned.window.section == "milestones"


def test_palette_is_blind_to_accents_and_moves_by_arrows(planned: Application) -> None:
    planned.change_language("es")
    commands.show_palette(planned.window)
    palette = planned.window.findChild(Palette)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.words, "edicion")
    assert palette.list.count() > 1
    QTest.keyClick(palette.words, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    palette.reject()
    planned.change_language("en")


def test_shortcuts_are_all_listed(planned: Application) -> None:
    dialog = ShortcutsDialog(planned.window)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Command palette…", "Ctrl+K", "Review list", "F8"} <= texts
    dialog.deleteLater()


def test_the_planners_name_is_kept_and_signs_edits(planned: Application) -> None:
    commands.ask_profile(planned.window)
    dialog = planned.window.findChild(ProfileDialog)
    assert isinstance(dialog, ProfileDialog)
    QTest.keyClicks(dialog.name, "Capt. A. Moreno")
    QTest.keyClicks(dialog.organization, "SENAN")
    QTest.keyClick(dialog.organization, Qt.Key.Key_Return)
    assert planned.library.setting(PROFILE) == {
        "name": "Capt. A. Moreno",
        "organization": "SENAN",
    }
    assert planned.library.author == "Capt. A. Moreno (SENAN)"


def test_undo_names_the_step_it_takes_back(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    objective = plan.rows(Objective)[0]
    with plan.edit("Rename objective"):
        objective.number = "99"
    undo = next(
        action
        for top in planned.window.menus.bar.actions()
        for action in top.menu().actions()  # type: ignore[attr-defined]
        if action.shortcut().toString() == "Ctrl+Z"
    )
    assert undo.text() == "Undo: Rename objective"
    undo.trigger()
    assert objective.number != "99"
    assert not undo.isEnabled() or undo.text() != "Undo: Rename objective"


def test_second_start_hands_its_file_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    assert not hand_over(library, "plan.istmo")
    first = FirstInstance(library)
    with qtbot.waitSignal(first.asked, timeout=5000) as asked:
        assert hand_over(library, "/plans/Escudo Marítimo.istmo")
    assert asked.args == ["/plans/Escudo Marítimo.istmo"]
    first.deleteLater()


def test_unexpected_errors_say_that_the_plan_is_safe(application: Application) -> None:
    box = show_unexpected(application.window, "Traceback: details to send")
    assert "safe" in box.informativeText()
    copy = next(b for b in box.findChildren(QPushButton) if b.text() == "Copy details")
    copy.click()
    assert QApplication.clipboard().text() == "Traceback: details to send"
    box.reject()


def test_errors_in_the_event_loop_are_shown(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    watch_for_errors(application.window)
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())
    box = application.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "ZeroDivisionError" in box.detailedText()
    box.reject()


def press_when_asked(parent: QObject, text: str) -> None:
    """Press the button whose text begins with `text` in the message that will appear."""
    looking = QTimer(parent, interval=20)

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            looking.stop()
            wanted = [b for b in box.buttons() if b.text().replace("&", "").startswith(text)]
            # Without the button, closing the message fails the test instead of waiting for ever.
            wanted[0].click() if wanted else box.reject()

    looking.timeout.connect(press)
    looking.start()


def test_damaged_library_is_set_aside_and_its_backup_offered(
    qapp: QApplication, library_path: Path
) -> None:
    library = Library.open(library_path)
    library.set_setting("kept", "yes")
    library.close()
    back_up(library_path)
    content = library_path.read_bytes()
    library_path.write_bytes(content[: len(content) // 2])
    press_when_asked(qapp, "Restore the backup")
    again = open_library(library_path)
    assert again is not None
    assert again.setting("kept") == "yes"
    again.close()
    aside = [file for file in library_path.parent.iterdir() if file.name != library_path.name]
    assert any(
        file.is_file() and file.read_bytes() == content[: len(content) // 2] for file in aside
    )


def test_foreign_file_is_refused_with_a_sentence_and_left_alone(
    qapp: QApplication, library_path: Path
) -> None:
    library_path.write_text("a letter, not a library")
    press_when_asked(qapp, "Quit")
    assert open_library(library_path) is None
    assert library_path.read_text() == "a letter, not a library"


def test_another_library_can_be_chosen_when_one_cannot_be_opened(
    qapp: QApplication, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library_path.write_text("a letter, not a library")
    other = library_path.with_name("other.sqlite")
    # The system's own file dialog cannot be driven from here.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(other), ""))
    press_when_asked(qapp, "Choose another library")
    library = open_library(library_path)
    assert library is not None
    assert library.path == other
    library.close()


def test_what_cannot_be_written_is_told_once_and_not_called_saved(planned: Application) -> None:
    desk, status = planned.desk, planned.window.status_line
    for _round in range(2):
        with desk.attempt():
            raise UnwritableLibrary(Path("library.sqlite"), "disk is full")
    boxes = [box for box in planned.window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    assert any("Not saved" in label.text() for label in status.findChildren(QLabel))
    boxes[0].accept()
    assert desk.plan is not None
    with desk.plan.edit(N_("Rename plan")):
        desk.plan.row.code = "X"
    assert any("✓ Saved" in label.text() for label in status.findChildren(QLabel))


def test_name_of_the_plan_is_in_the_title(planned: Application) -> None:
    assert planned.window.windowTitle().startswith("Port security tabletop 2027")
    planned.desk.close_plan()
    assert planned.window.windowTitle() == "Istmo"


def test_undo_in_the_library_leaves_the_open_plan_alone(planned: Application) -> None:
    plan, desk = planned.desk.plan, planned.desk
    assert plan is not None
    other = new_plan(
        planned.library,
        "workshop-port-facility-security",
        name=Text("Port facility security", "Protección portuaria"),
        start=datetime(2027, 5, 3, 8, 0),
        zone="America/Panama",
    )
    with plan.edit("Rename objective"):
        plan.rows(Objective)[0].number = "99"
    planned.window.go(Place("library"))
    planned.library.bin(other.id)
    desk.undo()
    assert other.id in {row.id for row in planned.library.plans()}
    assert plan.rows(Objective)[0].number == "99"
    planned.window.go(Place("objectives"))
    desk.undo()
    assert plan.rows(Objective)[0].number != "99"


def test_a_long_plan_name_wraps_and_leaves_every_section_within_reach(
    planned: Application,
) -> None:
    assert planned.desk.plan is not None
    name = "Joint exercise for the protection of the Canal, its ports and its coasts " * 3
    with planned.desk.plan.edit(N_("Rename plan")):
        planned.desk.plan.row.name = Text(name, name)
    window = planned.window
    window.resize(1024, 640)
    window.show_review()
    QApplication.processEvents()
    heading = window.page("overview").heading.title
    assert heading.height() >= heading.heightForWidth(heading.width())
    for key in ("history", "overview"):
        window.go(Place(key))
        QApplication.processEvents()
        button = window.sidebar.button(key)
        assert not button.visibleRegion().isEmpty()
        assert button.height() >= button.sizeHint().height()


def test_the_inspector_scrolls_over_nothing_that_is_hidden(planned: Application) -> None:
    window = planned.window
    window.go(Place("objectives"))
    window.go(Place("history"))
    QApplication.processEvents()
    area = window.findChild(QScrollArea, "inspector")
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0


def test_the_status_line_writes_panama_as_the_language_does(planned: Application) -> None:
    clock = planned.window.status_line
    assert any(" Panama ·" in label.text() for label in clock.findChildren(QLabel))
    planned.change_language("es")
    clock = planned.window.status_line
    assert any(" Panamá ·" in label.text() for label in clock.findChildren(QLabel))


def test_enter_presses_the_button_that_has_the_focus(planned: Application) -> None:
    button = planned.window.sidebar.button("milestones")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert planned.window.section == "milestones"


def test_a_long_word_does_not_widen_the_inspector(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    person = Person(name="Ñ" * 180)
    with plan.edit(N_("Add person")):
        plan.add(person)
    planned.window.go(Place("people", "person", person.id))
    QApplication.processEvents()
    area = planned.window.findChild(QScrollArea, "inspector")
    assert isinstance(area, QScrollArea)
    form = area.widget()
    assert form is not None
    assert form.width() <= area.viewport().width()


def test_palette_finds_a_plan_by_its_name_in_the_other_language(planned: Application) -> None:
    commands.show_palette(planned.window)
    palette = planned.window.findChild(Palette)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.words, "portuario 2027")
    assert palette.list.item(0).text() == "Open plan: Port security tabletop 2027"
    palette.close()


def test_a_wide_page_takes_no_room_from_the_next(planned: Application) -> None:
    window = planned.window
    planned.change_language("es")
    window.go(Place("milestones"))
    QApplication.processEvents()
    needed = window.minimumSizeHint().width()
    window.go(Place("evaluation"))
    QApplication.processEvents()
    assert window.minimumSizeHint().width() > needed
    window.go(Place("milestones"))
    QApplication.processEvents()
    assert window.minimumSizeHint().width() == needed


def test_what_another_process_edits_is_seen_when_the_window_is_used_again(
    planned: Application, library_path: Path
) -> None:
    plan = planned.desk.plan
    assert plan is not None
    planned.window.go(Place("objectives"))
    elsewhere = Library.open(library_path)
    with elsewhere.open_plan(plan.id).edit(N_("Reword")):
        elsewhere.open_plan(plan.id).rows(Objective)[0].statement_en = "Said elsewhere"
    elsewhere.close()
    QApplication.sendEvent(planned.window, QEvent(QEvent.Type.WindowActivate))
    assert plan.rows(Objective)[0].statement_en == "Said elsewhere"
    shown = [label.toPlainText() for label in planned.window.findChildren(QPlainTextEdit)]
    assert "Said elsewhere" in shown
