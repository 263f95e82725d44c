"""A comparison saved as a change report, from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from db.issues import issue_of
from db.open_plan import OpenPlan
from db.tables import Objective
from db.text import Text
from desktop.app import Application
from desktop.exchange.plan_file import export_plan
from desktop.planning.version import version_of
from desktop.ui.desk import Place
from desktop.ui.history.history_page import HistoryPage
from desktop.ui.merge.compare_dialog import CompareDialog
from desktop.ui.merge.opening import compare_with_file
from desktop.ui.merge.report_dialog import ReportDialog
from desktop.ui.packet.choices import PacketChoices
from tests.packets.printed import Printed

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def plan(planned: Application) -> OpenPlan:
    plan = planned.desk.plan
    assert plan is not None
    return plan


def reworded(plan: OpenPlan) -> None:
    with plan.edit("Reword"):
        plan.rows(Objective)[0].statement = Text("Board at night", "Abordar de noche")


def compared(planned: Application) -> CompareDialog:
    dialog = planned.window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    return dialog


def asked(dialog: CompareDialog, qtbot: QtBot) -> ReportDialog:
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_S, CONTROL)
    asking = dialog.findChild(ReportDialog)
    assert isinstance(asking, ReportDialog)
    return asking


def name_file(asking: ReportDialog, path: Path, qtbot: QtBot) -> str:
    """Save by keyboard; return the name that was suggested."""
    QTest.keyClick(asking, Qt.Key.Key_Return)
    where = asking.findChild(QFileDialog)
    assert isinstance(where, QFileDialog)
    line = where.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    suggested = line.text()
    line.setText(str(path))
    with qtbot.waitSignal(asking.saved):
        QTest.keyClick(line, Qt.Key.Key_Return)
    return suggested


def test_comparison_with_a_file_is_saved_by_keyboard(
    planned: Application, plan: OpenPlan, tmp_path: Path, qtbot: QtBot
) -> None:
    file, paper = tmp_path / "De Rivera.istmo", tmp_path / "Informe.pdf"
    export_plan(plan, file, author="Cap. Rivera (SENAN)")
    reworded(plan)
    compare_with_file(planned.desk, file, planned.window)
    dialog = compared(planned)
    asking = asked(dialog, qtbot)
    language, size = asking.findChildren(QComboBox)
    QTest.keyClick(language, Qt.Key.Key_End)
    QTest.keyClick(size, Qt.Key.Key_Down)
    assert name_file(asking, paper, qtbot).endswith(" - changes.pdf")
    printed = Printed(paper)
    assert printed.says("Informe de cambios")
    assert printed.says("El plan de la biblioteca")
    assert printed.says("Exportado por Cap. Rivera (SENAN)")
    assert printed.says("Abordar de noche")
    assert [round(side) for side in printed.pages[0].mediabox[2:]] == [595, 842]
    assert dialog.said.text() == "Saved Informe.pdf"
    kept = PacketChoices.remembered(planned.library)
    assert (kept.language, kept.paper) == ("es", "a4")


def test_comparison_with_the_past_names_its_moment_and_is_known_by_its_version(
    planned: Application, plan: OpenPlan, tmp_path: Path, qtbot: QtBot
) -> None:
    reworded(plan)
    planned.window.go(Place("history"))
    page = planned.window.page("history")
    assert isinstance(page, HistoryPage)
    page.table.selectRow(page.model.rowCount() - 1)
    [button] = [
        button
        for button in page.details.findChildren(QPushButton)
        if button.text() == "Compare with now" and button.isVisible()
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    paper = tmp_path / "Report.pdf"
    name_file(asked(compared(planned), qtbot), paper, qtbot)
    printed = Printed(paper)
    assert printed.says("The plan as it was")
    code = version_of(plan).code
    assert printed.says(f"Version {code}")
    issue = issue_of(planned.library, code)
    assert issue is not None
    assert issue.document == "change-report"


def test_report_that_cannot_be_written_says_so_and_can_be_tried_again(
    planned: Application, plan: OpenPlan, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "a.istmo"
    export_plan(plan, file, author="")
    reworded(plan)
    compare_with_file(planned.desk, file, planned.window)
    asking = asked(compared(planned), qtbot)
    asking.save(tmp_path / "nowhere" / "x.pdf")
    qtbot.waitUntil(asking.problem.isVisible)
    assert asking.go_button.isEnabled()
    assert "nowhere" in asking.problem.text()
    QTest.keyClick(asking, Qt.Key.Key_Escape)
    assert not asking.isVisible()


def test_without_differences_there_is_nothing_to_change_but_a_report_to_show_it(
    planned: Application, plan: OpenPlan, tmp_path: Path, qtbot: QtBot
) -> None:
    file, paper = tmp_path / "a.istmo", tmp_path / "same.pdf"
    export_plan(plan, file, author="")
    compare_with_file(planned.desk, file, planned.window)
    name_file(asked(compared(planned), qtbot), paper, qtbot)
    assert Printed(paper).says("There is no difference.")
