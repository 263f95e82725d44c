"""The overview: cards that tell where the plan stands, and the form of its details."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.tables import Approval, Milestone, Participation
from db.text import Text
from desktop.app import Application
from desktop.planning.version import version_of
from desktop.ui.desk import Place
from desktop.ui.library.plan_file_dialogs import FOLDER
from desktop.ui.library.plan_words import status_of
from desktop.ui.overview.overview_page import OverviewPage

LEFT = Qt.MouseButton.LeftButton


def page_of(application: Application) -> OverviewPage:
    page = application.window.page("overview")
    assert isinstance(page, OverviewPage)
    return page


def words_in(widget: QWidget) -> str:
    QApplication.processEvents()  # what was just laid out is shown then
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def holds_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def retype(field: QLineEdit, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def test_heading_tells_type_status_dates_and_place(planned: Application) -> None:
    heading = page_of(planned).heading
    assert heading.title.text() == "Port security tabletop 2027"
    facts = heading.subtitle.text().split(" · ")
    assert facts[:3] == ["Tabletop exercise", "draft", "8 – 9 Mar 2027"]
    assert facts[3].startswith("Conference center in Ciudad del Saber")


def test_next_card_counts_days_and_names_milestones(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    page.next.show_plan(plan, date(2027, 1, 17))
    assert "50\ndays to STARTEX, Mon 8 Mar 2027 08:00" in words_in(page.next)
    assert "MSEL and evaluation meeting" in words_in(page.next)
    page.next.show_plan(plan, date(2027, 3, 9))
    assert "2\nis today's day of 2" in words_in(page.next)
    page.next.show_plan(plan, date(2027, 3, 19))
    assert "10\ndays since it ended" in words_in(page.next)


def test_done_milestones_are_not_next(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    with plan.edit("Finish"):
        for row in plan.rows(Milestone):
            row.status = "done"
    page.next.show_plan(plan, date(2027, 1, 17))
    assert "No milestone lies ahead." in words_in(page.next)


def test_coverage_bars_by_pillar(planned: Application) -> None:
    page = page_of(planned)
    assert "10 of 10 served" in words_in(page.coverage)
    bars = page.coverage.findChildren(QProgressBar)
    named = [bar.accessibleName() for bar in bars if bar.isVisible()]
    assert "Maritime security collaboration: 4 of 4 served" in named


def test_findings_lead_to_the_field(planned: Application, qtbot: QtBot) -> None:
    page = page_of(planned)
    with qtbot.waitSignal(planned.desk.reviewed, timeout=5000):
        planned.window.review_watch.review_now()
    count = sum(1 for finding in planned.desk.findings if finding.accepted is None)
    assert count > 0
    assert len(page.review.lines) == min(count, 5)
    with qtbot.waitSignal(planned.desk.going) as going:
        QTest.mouseClick(page.review.lines[0], LEFT)
    assert going.args[0].row_id


def test_participants_with_headcounts(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    total = sum(row.headcount for row in plan.rows(Participation))
    assert f"Total\n{total}" in words_in(page.participants)
    assert "AMP · host" in words_in(page.participants)
    with plan.edit("Remove all"):
        for row in list(plan.rows(Participation)):
            plan.remove(row)
    assert "No organization takes part yet." in words_in(page.participants)
    button = next(
        b for b in page.participants.findChildren(QPushButton) if b.text() == "Add organizations"
    )
    QTest.mouseClick(button, LEFT)
    assert planned.window.section == "people"


def test_lately_tells_edits_as_sentences(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit("Rename objective"):
        plan.row.purpose = Text("Why", "Por qué")
    assert "Rename objective" in words_in(page_of(planned).lately)
    planned.desk.undo()
    assert "Undo: Rename objective" in words_in(page_of(planned).lately)


def test_empty_purpose_leads_to_its_field(planned: Application, qtbot: QtBot) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    with plan.edit("Clear"):
        plan.row.purpose = Text()
    assert page.purpose.steps[0].accessibleName() == "Write what the plan is for: to do"
    assert page.purpose.steps[1].accessibleName().endswith(": done")
    QTest.mouseClick(page.purpose.steps[0], LEFT)
    assert page.details.isVisible()
    editor = next(e for e in page.details.editors if "purpose" in e.fields)
    qtbot.waitUntil(lambda: holds_focus(editor), timeout=3000)


def test_buttons_print_and_share(planned: Application, tmp_path: object) -> None:
    page = page_of(planned)
    planned.library.set_setting(FOLDER, str(tmp_path))
    QTest.mouseClick(page.print_button, LEFT)
    assert planned.window.section == "packet"
    planned.window.go(Place("overview"))
    QTest.mouseClick(page.share_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_details_are_written_when_the_field_is_left(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    QTest.mouseClick(page.edit_button, LEFT)
    editor = next(e for e in page.details.editors if "code" in e.fields)
    field = editor.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    retype(field, "TTX-27")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert plan.row.code == "TTX-27"
    QTest.mouseClick(page.edit_button, LEFT)
    assert not page.details.isVisible()


def test_f2_names_the_plan_and_undo_takes_it_back(planned: Application, qtbot: QtBot) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    planned.window.go(Place("overview", "plan", "", "name"))
    editor = next(e for e in page.details.editors if "name" in e.fields)
    qtbot.waitUntil(lambda: holds_focus(editor), timeout=3000)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    retype(field, "Gulf watch")
    planned.desk.settle()
    assert plan.row.name.en == "Gulf watch"
    assert page.heading.title.text() == "Gulf watch"
    planned.desk.undo()
    assert plan.row.name.en == "Port security tabletop 2027"


def test_moving_startex_moves_all_and_says_so(planned: Application, qtbot: QtBot) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    planned.window.go(Place("overview", "plan", "", "start"))
    editor = next(e for e in page.details.editors if "start" in e.fields)
    activities = "33 activities and 13 milestones move with it."
    assert activities in words_in(editor)
    with qtbot.waitSignal(planned.desk.told) as told:
        field = editor.time  # type: ignore[attr-defined]
        retype(field, "1030")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert plan.row.start == "2027-03-08T10:30"
    assert told.args == [f"The start moved by +2:30 h. {activities}"]


def test_end_before_start_is_refused(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    planned.window.go(Place("overview", "plan", "", "duration_minutes"))
    editor = next(e for e in page.details.editors if "duration_minutes" in e.fields)
    before = plan.row.duration_minutes
    editor.date.setDate(editor.date.date().addDays(-4))  # type: ignore[attr-defined]
    planned.desk.settle()
    assert plan.row.duration_minutes == before
    assert "must come after" in words_in(editor)
    editor.date.setDate(editor.date.date().addDays(6))  # type: ignore[attr-defined]
    planned.desk.settle()
    assert plan.row.duration_minutes == before + 2 * 1440


def test_hidden_form_never_writes_what_it_still_shows(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    QTest.mouseClick(page.edit_button, LEFT)
    planned.window.go(Place("milestones"))
    with plan.edit("Edit elsewhere"):
        plan.row.name = Text("Elsewhere", "En otra parte")
        plan.row.start = "2027-04-05T09:00"
        plan.row.zone = "America/New_York"
    planned.desk.settle()
    assert plan.row.name == Text("Elsewhere", "En otra parte")
    assert plan.row.start == "2027-04-05T09:00"
    assert plan.row.zone == "America/New_York"


def test_every_field_of_a_plan_has_its_place(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    shown = {field for editor in page.details.editors for field in editor.fields}
    bookkeeping = {"deleted", "kind", "template", "sample", "sample_note", "released_for"}
    wanted = {
        name.removesuffix("_en").removesuffix("_es") for name in type(plan.row).content_fields()
    }
    assert wanted - bookkeeping - shown == set()


def test_approvals_are_added(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    planned.window.go(Place("overview", "approval", "none", ""))
    row = page.details.approvals.add_row()
    assert isinstance(row, Approval)
    assert plan.rows(Approval) == [row]
    approvals = page.details.approvals
    code = version_of(plan).code
    assert row.version == code
    shown = [approvals.model.index(0, column).data() for column in range(5)]
    assert shown[3:] == [code, "this version"]
    with plan.edit("Reword"):
        plan.row.code = "NEW-1"
    assert approvals.model.index(0, 4).data() == "an earlier version (since changed)"
    planned.desk.undo()
    assert approvals.model.index(0, 4).data() == "this version"
    with plan.edit("Retype"):
        row.version = f" {code.lower().replace('-', ' ')}"
    assert approvals.model.index(0, 4).data() == "this version"
    with plan.edit("Empty"):
        row.version = ""
    assert approvals.model.index(0, 4).data() == ""


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_cut_at_the_smallest_common_screen(
    planned: Application, language: str, qtbot: QtBot
) -> None:
    planned.change_language(language)
    planned.window.resize(1366, 768)
    with qtbot.waitSignal(planned.desk.reviewed, timeout=5000):
        planned.window.review_watch.review_now()
    page = page_of(planned)
    planned.qt.processEvents()
    for card in (page.next, page.coverage, page.review, page.participants):
        assert card.height() >= card.minimumSizeHint().height()
    assert page.lately.visibleRegion().boundingRect().height() == page.lately.height()


def test_a_release_copy_is_told_from_a_plan(planned: Application) -> None:
    page, plan = page_of(planned), planned.desk.plan
    assert plan is not None
    assert not page.release.isVisibleTo(page)
    with plan.edit("Receive"):
        plan.row.released_for = "players"
    assert page.release.isVisibleTo(page)
    assert "for players" in page.release.text()
    assert "cannot be merged" in page.release.text()
    assert status_of(plan.row) == "Release copy"
