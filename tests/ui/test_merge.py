"""Two planners edit one plan apart, exchange it by file, and merge it by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
)

from db.backup import backups_of
from db.departure import departing_rows
from db.library import PROFILE, Library
from db.open_plan import OpenPlan
from db.tables import Criterion, Objective, ScheduleItem
from db.text import Text
from desktop.app import Application
from desktop.exchange.merge import analyze, finish
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.language import _, speak
from desktop.planning.starter import prepare
from desktop.planning.templates import new_plan
from desktop.ui import commands
from desktop.ui.library.plan_file_dialogs import open_path
from desktop.ui.merge.compare_dialog import CompareDialog
from desktop.ui.merge.merge_dialog import MergeDialog
from desktop.ui.merge.opening import review_and_merge
from desktop.ui.merge.two_files import compare_files
from desktop.ui.merge.word_marks import both_changes, marked

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
UNCONTESTED = 40


@dataclass
class Apart:
    """Planner A's window (English), and planner B's copy of the plan (Spanish)."""

    application: Application
    mine: OpenPlan
    theirs: OpenPlan
    folder: Path

    def receive(self) -> None:
        """Have B export, and open the file in A's window."""
        path = self.folder / "De Rivera.istmo"
        export_plan(self.theirs, path, author=self.theirs.library.author)
        open_path(self.application.desk, path, self.application.window)

    def review(self) -> MergeDialog:
        """Have B export, and review what came in."""
        self.receive()
        press(self.application, "Review and merge")
        dialog = self.application.window.findChild(MergeDialog)
        assert isinstance(dialog, MergeDialog)
        QApplication.processEvents()
        return dialog


@pytest.fixture
def apart(planned: Application, tmp_path: Path) -> Iterator[Apart]:
    """Yield a plan that two planners have, each in a library of their own."""
    planned.library.set_setting(PROFILE, {"name": "Cmdr. Lee", "organization": "USCG"})
    plan = planned.desk.plan
    assert plan is not None
    path = tmp_path / "out.istmo"
    export_plan(plan, path, author=planned.library.author)
    library = Library.open(tmp_path / "theirs.sqlite")
    prepare(library)
    library.set_setting(PROFILE, {"name": "Cap. Rivera", "organization": "SENAN"})
    yield Apart(planned, plan, open_plan_file(library, read_plan_file(path)), tmp_path)
    speak("en")
    library.close()


def press(application: Application, text: str) -> None:
    boxes = [box for box in application.window.findChildren(QMessageBox) if box.isVisible()]
    button = next(b for b in boxes[-1].buttons() if b.text().replace("&", "") == text)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)


def key(dialog: MergeDialog, *keys: Qt.Key) -> None:
    for one in keys:
        target = QApplication.focusWidget() or dialog.view.tree
        QTest.keyClick(target, one)
        QApplication.processEvents()


def content(plan: OpenPlan) -> dict[tuple[str, str], dict[str, object]]:
    """Return all that a plan says, rows that are deleted left out."""
    rows = {row.key: dict(row.values) for row in departing_rows(plan)}
    return {key: values for key, values in rows.items() if not values["deleted"]}


def take_in_spanish(library: Library, path: Path) -> None:
    """Have planner B, whose window speaks Spanish, take in all of a file by keyboard."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    library.set_setting("language", "es")
    theirs = Application(qt, library)
    theirs.window.show()
    open_path(theirs.desk, path, theirs.window)
    press(theirs, _("Review and merge"))
    dialog = theirs.window.findChild(MergeDialog)
    assert isinstance(dialog, MergeDialog)
    QApplication.processEvents()
    assert dialog.review.conflicts == []
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_A)
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    theirs.change_language("en")
    theirs.window.close()
    theirs.desk.leave()
    theirs.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def words(dialog: MergeDialog) -> str:
    return "\n".join(label.text() for label in dialog.view.panel.findChildren(QLabel))


def edit_apart(apart: Apart) -> None:
    """Make three fields conflict and one deletion meet an edit; B makes forty other changes."""
    mine, theirs = apart.mine, apart.theirs
    objectives, items = list(mine.rows(Objective)), list(mine.rows(ScheduleItem))
    their_objectives, their_items = list(theirs.rows(Objective)), list(theirs.rows(ScheduleItem))
    with mine.edit("Edit"):
        objectives[0].statement = Text("Detect, track and board within 60 minutes.", "Abordar.")
        objectives[1].priority = "medium"
        items[1].offset_minutes += 30
        items[2].notes = Text("Bring the charts", "")
    with theirs.edit("Edit"):
        their_objectives[0].statement = Text("Detect and board within 45 minutes.", "Abordar.")
        their_objectives[1].priority = "low"
        their_items[1].offset_minutes += 60
    with theirs.edit("Remove"):
        theirs.remove(their_items[2])
    changed = 0
    for criterion in theirs.rows(Criterion)[:30]:
        with theirs.edit("Edit"):
            criterion.source = f"Standard {changed}"
        changed += 1
    for number in range(UNCONTESTED - changed):
        with theirs.edit("Add"):
            last = theirs.rows(Objective)[-1]
            added = theirs.add(Objective(number=f"9.{number}", statement=Text("", "Nuevo")))
            theirs.place(added, last)


def test_review_by_keyboard_makes_both_equal_and_undo_gives_back(apart: Apart) -> None:
    edit_apart(apart)
    before = content(apart.mine)
    dialog = apart.review()
    review = dialog.review
    fields = sorted(entry.field for entry in review.conflicts)
    assert fields == ["deleted", "offset_minutes", "priority", "statement_en"]
    assert len(review.changes) == UNCONTESTED
    key(dialog, Qt.Key.Key_A)
    assert not review.open_changes()
    by_field = {entry.field: entry for entry in review.conflicts}
    choices = {
        "statement_en": Qt.Key.Key_W,
        "priority": Qt.Key.Key_T,
        "offset_minutes": Qt.Key.Key_M,
        "deleted": Qt.Key.Key_M,
    }
    for _each in range(len(review.conflicts)):
        entry = dialog.view.tree.current()
        assert entry is not None
        key(dialog, choices[entry.field])
        if entry.field == "statement_en":
            editor = QApplication.focusWidget()
            assert editor is not None
            QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
            QTest.keyClicks(editor, "Detect, track and board within 45 minutes.")
            key(dialog, Qt.Key.Key_Escape, Qt.Key.Key_Down)
    assert not review.open_conflicts()
    assert content(apart.mine) == before
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    QApplication.processEvents()
    mine = apart.mine
    assert mine.rows(Objective)[0].statement.en == "Detect, track and board within 45 minutes."
    assert mine.rows(Objective)[1].priority == "low"
    kept = mine.get(ScheduleItem, by_field["deleted"].row_id)
    assert kept is not None
    assert kept.notes.en == "Bring the charts"
    back = apart.folder / "back.istmo"
    export_plan(mine, back, author="Cmdr. Lee (USCG)")
    take_in_spanish(apart.theirs.library, back)
    assert content(apart.theirs) == content(mine)
    step = apart.application.desk.undo()
    assert step is not None
    assert step.kind == "merge"
    assert content(mine) == before


def test_plan_in_the_bin_comes_back_to_be_merged(apart: Apart) -> None:
    with apart.theirs.edit("Edit"):
        apart.theirs.rows(Objective)[0].priority = "low"
    application, plan_id = apart.application, apart.mine.id
    application.desk.close_plan()
    application.library.bin(plan_id)
    apart.receive()
    press(application, "Bring mine back and merge")
    QApplication.processEvents()
    dialog = application.window.findChild(MergeDialog)
    assert isinstance(dialog, MergeDialog)
    key(dialog, Qt.Key.Key_A)
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    assert application.library.plans()[0].id == plan_id
    assert apart.mine.rows(Objective)[0].priority == "low"


def test_backup_comes_before_the_merge(apart: Apart) -> None:
    with apart.theirs.edit("Edit"):
        apart.theirs.rows(Objective)[0].priority = "low"
    dialog = apart.review()
    key(dialog, Qt.Key.Key_A)
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    assert apart.mine.rows(Objective)[0].priority == "low"
    assert backups_of(apart.application.library.path)[0].occasion == "before-merge"


def test_what_does_not_conflict_can_be_left_as_it_is(apart: Apart) -> None:
    doomed = apart.theirs.rows(Objective)[-1]
    with apart.theirs.edit("Edit"):
        apart.theirs.rows(Objective)[0].priority = "low"
        apart.theirs.rows(Objective)[1].priority = "low"
    with apart.theirs.edit("Remove"):
        apart.theirs.remove(doomed)
    with apart.theirs.edit("Add"):
        added = apart.theirs.add(Objective(number="9.9", statement=Text("New", "Nuevo")))
        apart.theirs.place(added, apart.theirs.rows(Objective)[-1])
    before = content(apart.mine)
    priority = apart.mine.rows(Objective)[0].priority
    dialog = apart.review()
    for entry in dialog.review.changes:
        dialog.view.tree.choose(entry)
        wanted = entry.row_id == apart.mine.rows(Objective)[1].id
        QTest.keyClick(dialog.view.tree, Qt.Key.Key_T if wanted else Qt.Key.Key_M)
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    mine = apart.mine
    assert mine.rows(Objective)[0].priority == priority
    assert mine.rows(Objective)[1].priority == "low"
    assert mine.get(Objective, doomed.id) is not None
    assert mine.get(Objective, added.id) is None
    assert content(mine).keys() == before.keys()


def test_escape_leaves_without_writing(apart: Apart) -> None:
    with apart.theirs.edit("Edit"):
        apart.theirs.rows(Objective)[0].priority = "low"
    before = content(apart.mine)
    dialog = apart.review()
    key(dialog, Qt.Key.Key_A, Qt.Key.Key_Escape)
    press(apart.application, "Leave without merging")
    QApplication.processEvents()
    assert content(apart.mine) == before
    assert apart.application.window.findChild(MergeDialog) is None or not dialog.isVisible()


def test_undecided_conflicts_are_asked_about(apart: Apart) -> None:
    edit_apart(apart)
    dialog = apart.review()
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    press(apart.application, "Look again")
    assert dialog.isVisible()
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    press(apart.application, "Finish")
    statement = apart.mine.rows(Objective)[0].statement.en
    assert statement == "Detect and board within 45 minutes."


def test_record_and_all_conflicts_are_decided_together(apart: Apart) -> None:
    edit_apart(apart)
    dialog = apart.review()
    both = CONTROL | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_T, both)
    assert not dialog.review.open_conflicts()
    assert set(dialog.review.decisions.values()) == {"theirs"}
    first = dialog.review.conflicts[0]
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.review.decision(first) == "mine"


def test_wordings_stand_side_by_side_with_what_both_had(apart: Apart) -> None:
    edit_apart(apart)
    base = apart.mine.rows(Objective)[0]
    dialog = apart.review()
    entry = next(e for e in dialog.review.conflicts if e.field == "statement_en")
    dialog.view.tree.choose(entry)
    shown = words(dialog)
    assert "BEFORE, WHEN YOU BOTH HAD IT" in shown
    assert "track" in shown
    assert "font-weight:600" in shown
    assert "Cap. Rivera (SENAN)" in shown
    assert base.statement.en == "Detect, track and board within 60 minutes."


def test_moves_of_both_tell_where_each_put_it(apart: Apart) -> None:
    mine, theirs = apart.mine.rows(Objective), apart.theirs.rows(Objective)
    with apart.mine.edit("Move"):
        apart.mine.place(mine[2], None)
    with apart.theirs.edit("Move"):
        apart.theirs.place(theirs[2], theirs[0])
    dialog = apart.review()
    [entry] = dialog.review.conflicts
    assert entry.field == "position"
    shown = words(dialog)
    assert "First in the list" in shown
    assert f"After Objective {theirs[0].number}" in shown
    assert "another place" not in shown


def test_value_that_a_field_cannot_hold_is_not_taken(apart: Apart) -> None:
    edit_apart(apart)
    dialog = apart.review()
    entry = next(e for e in dialog.review.conflicts if e.field == "offset_minutes")
    dialog.view.tree.choose(entry)
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_W)
    third = dialog.view.panel.third
    assert third is not None
    QTest.keyClick(third.editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(third.editor, "whenever")
    assert third.problem.isVisible()
    assert dialog.review.decision(entry) is None
    QTest.keyClick(third.editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(third.editor, "D 09:15")
    assert not third.problem.isVisible()
    assert dialog.review.decision(entry) is not None


def test_nothing_to_merge_is_said_calmly(apart: Apart) -> None:
    dialog = apart.review()
    assert any("Nothing to merge" in label.text() for label in dialog.findChildren(QLabel))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_deletion_tells_what_rests_on_the_row(apart: Apart) -> None:
    doomed = apart.theirs.rows(Objective)[0]
    with apart.theirs.edit("Remove"):
        apart.theirs.remove(doomed)
    dialog = apart.review()
    entry = next(e for e in dialog.review.changes if e.row_id == doomed.id)
    assert entry.kind == "deleted"
    assert "rests on it" in entry.consequence
    dialog.view.tree.choose(entry)
    assert "rests on it" in words(dialog)


def test_file_is_compared_without_touching_the_plan(apart: Apart) -> None:
    edit_apart(apart)
    before = content(apart.mine)
    path = apart.folder / "De Rivera.istmo"
    export_plan(apart.theirs, path, author="Cap. Rivera (SENAN)")
    commands.compare_with_file(apart.application.window)
    shown = apart.application.window.findChildren(QFileDialog, "compare-plan-file")
    line = shown[0].findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    dialog = apart.application.window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert len(dialog.entries) == UNCONTESTED + 4
    assert dialog.view.tree.columnWidth(0) == dialog.view.tree.viewport().width()
    assert not dialog.findChildren(QPushButton, "decide-mine")
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Escape)
    assert content(apart.mine) == before


def choose_two_files(application: Application, first: Path, second: Path) -> None:
    commands.compare_two_files(application.window)
    [shown] = application.window.findChildren(QFileDialog, "compare-two-plan-files")
    line = shown.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(f'"{first.name}" "{second.name}"')
    shown.setDirectory(str(first.parent))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_two_files_are_compared_from_the_older_to_the_newer(apart: Apart) -> None:
    older, newer = apart.folder / "out.istmo", apart.folder / "back.istmo"
    export_plan(apart.theirs, older, author="")
    with apart.theirs.edit("Edit"):
        apart.theirs.rows(Objective)[0].statement = Text("Search two vessels", "Registrar")
    export_plan(apart.theirs, newer, author="Cap. Rivera (SENAN)")
    application = apart.application
    application.library.bin(apart.mine.id)
    application.library.erase(apart.mine.id)
    plans = len(application.library.plans())
    choose_two_files(application, newer, older)
    dialog = application.window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert dialog.heading.title.text() == "From out.istmo to back.istmo"
    assert [entry.table for entry in dialog.entries] == ["objective"]
    assert "Search two vessels" in "\n".join(
        label.text() for label in dialog.view.panel.findChildren(QLabel)
    )
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Escape)
    assert len(application.library.plans()) == plans


def test_only_two_copies_of_one_plan_are_compared(apart: Apart, tmp_path: Path) -> None:
    application, told = apart.application, list[str]()
    application.desk.apologized.connect(told.append)
    one, other = tmp_path / "one.istmo", tmp_path / "other.istmo"
    export_plan(apart.theirs, one, author="")
    library = Library.in_memory()
    start = datetime(2027, 3, 8, 8, 0)
    export_plan(
        new_plan(library, "blank-exercise", name=Text("B", ""), start=start, zone="UTC"),
        other,
        author="",
    )
    library.close()
    choose_two_files(application, one, other)
    assert "another plan" in told.pop()
    compare_files(application.desk, [one], application.window)
    assert "Choose two plan files" in told.pop()
    other.write_bytes(b"no plan")
    choose_two_files(application, one, other)
    assert told
    assert application.window.findChild(CompareDialog) is None


def test_third_begins_with_both_changes_in_one_text(apart: Apart) -> None:
    mine, theirs = apart.mine.rows(Objective)[0], apart.theirs.rows(Objective)[0]
    old = "Detect and board a suspect vessel within 60 minutes."
    with apart.mine.edit("Edit"):
        mine.statement = Text(old, "")
    path = apart.folder / "again.istmo"
    export_plan(apart.mine, path, author="")
    library = apart.theirs.library
    finish(library, analyze(library, read_plan_file(path)))
    with apart.mine.edit("Edit"):
        mine.statement = Text(old.replace("Detect and", "Detect, track and"), "")
    with apart.theirs.edit("Edit"):
        theirs.statement = Text(old.replace("60 minutes", "45 minutes, day or night"), "")
    dialog = apart.review()
    key(dialog, Qt.Key.Key_W)
    assert not dialog.review.open_conflicts()
    key(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    both = "Detect, track and board a suspect vessel within 45 minutes, day or night."
    assert mine.statement.en == both


def test_plan_changed_meanwhile_is_reviewed_anew(apart: Apart) -> None:
    with apart.theirs.edit("Edit"):
        apart.theirs.rows(Objective)[0].priority = "low"
        apart.theirs.rows(Objective)[1].priority = "low"
    dialog = apart.review()
    key(dialog, Qt.Key.Key_T)
    other = Library.open(apart.application.library.path)
    again = other.open_plan(apart.mine.id)
    with again.edit("Edit"):
        again.rows(Objective)[1].priority = "medium"
    other.close()
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_Return, CONTROL)
    press(apart.application, "OK")
    assert dialog.isVisible()
    assert [entry.field for entry in dialog.review.conflicts] == ["priority"]
    assert len(dialog.review.decisions) == 1
    assert apart.mine.rows(Objective)[0].priority != "low"


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_wider_than_a_small_laptop(apart: Apart, language: str) -> None:
    edit_apart(apart)
    apart.application.change_language(language)
    apart.application.window.resize(1366, 768)
    path = apart.folder / "De Rivera.istmo"
    export_plan(apart.theirs, path, author="Cap. Rivera (SENAN)")
    dialog = review_and_merge(
        apart.application.desk, read_plan_file(path), apart.application.window
    )
    QApplication.processEvents()
    assert dialog.width() == 1366
    assert dialog.minimumSizeHint().width() <= 1024
    for entry in dialog.review.conflicts:
        dialog.view.tree.choose(entry)
        QApplication.processEvents()
        assert dialog.view.panel.minimumSizeHint().width() <= dialog.view.panel.width()


def test_words_that_differ_are_marked() -> None:
    assert marked("a new plan", "a plan").count("<span") == 1
    assert marked("same", "same") == "same"
    assert marked("<b>\nx", "<b>\nx") == "&lt;b&gt;<br>x"
    assert both_changes("one two three", "1 two three", "one two 3") == "1 two 3"
    assert both_changes("one two", "1 two", "uno two") is None
    assert both_changes("one", "one more", "one more") == "one more"
