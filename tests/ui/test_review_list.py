"""The review list: findings lead to their field, and can be accepted with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from db.tables import AcceptedFinding, Alignment, Objective
from desktop.app import Application
from desktop.ui.review.review_list import ReviewList

LEFT = Qt.MouseButton.LeftButton


def opened(application: Application) -> ReviewList:
    QTest.mouseClick(application.window.status_line.findings, LEFT)
    review = application.window.review
    assert review is not None
    assert review.isVisible()
    return review


def unalign(application: Application) -> Objective:
    plan = application.desk.plan
    assert plan is not None
    objective = plan.rows(Objective)[1]
    with plan.edit("Change"):
        for link in list(plan.children(Alignment, "objective_id", objective.id)):
            plan.remove(link)
    return objective


def row_about(review: ReviewList, row_id: str) -> int:
    for row in range(review.list.count()):
        if review.list.item(row).data(Qt.ItemDataRole.UserRole).row_id == row_id:
            return row
    raise LookupError(row_id)


def test_a_click_leads_to_the_field_that_mends_it(planned: Application, qtbot: QtBot) -> None:
    objective = unalign(planned)
    review = opened(planned)
    item = review.list.item(row_about(review, objective.id))
    review.list.scrollToItem(item)
    QTest.mouseClick(review.list.viewport(), LEFT, pos=review.list.visualItemRect(item).center())
    assert planned.window.section == "objectives"


def test_edits_bring_the_list_and_the_count_up_to_date(planned: Application, qtbot: QtBot) -> None:
    review = opened(planned)
    before = review.list.count()
    with qtbot.waitSignal(planned.desk.reviewed, timeout=20_000):
        unalign(planned)
    assert review.list.count() > before
    assert planned.window.status_line.findings.text().startswith(str(review.list.count()))
    with qtbot.waitSignal(planned.desk.reviewed, timeout=20_000):
        planned.desk.undo()
    assert review.list.count() == before


def test_accepting_with_a_reason_and_taking_it_back(planned: Application, qtbot: QtBot) -> None:
    objective = unalign(planned)
    review = opened(planned)
    count = review.list.count()
    review.list.setCurrentRow(row_about(review, objective.id))
    QTest.mouseClick(review.accept_button, LEFT)
    [dialog] = review.findChildren(QInputDialog)
    [field] = dialog.findChildren(QLineEdit)
    QTest.keyClicks(field, "Agreed at the main conference")
    with qtbot.waitSignal(planned.desk.reviewed, timeout=20_000):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert review.list.count() == count - 1
    plan = planned.desk.plan
    assert plan is not None
    assert [row.reason for row in plan.rows(AcceptedFinding)] == ["Agreed at the main conference"]
    review.accepted.setChecked(True)
    assert review.list.count() == count
    review.list.setCurrentRow(row_about(review, objective.id))
    with qtbot.waitSignal(planned.desk.reviewed, timeout=20_000):
        QTest.mouseClick(review.accept_button, LEFT)
    assert plan.rows(AcceptedFinding) == []


def test_the_same_key_hides_the_list_again(planned: Application) -> None:
    review = opened(planned)
    planned.window.show_review()
    assert not review.isVisible()
