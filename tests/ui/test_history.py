"""The history: steps as sentences, what each changed, and bringing it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from db.history import PAGE
from db.tables import Objective
from db.text import Text
from desktop.app import Application
from desktop.language import N_
from desktop.ui.desk import Place
from desktop.ui.history.history_page import HistoryPage

LEFT = Qt.MouseButton.LeftButton


def history(application: Application) -> HistoryPage:
    application.window.go(Place("history"))
    page = application.window.page("history")
    assert isinstance(page, HistoryPage)
    return page


def sentences(page: HistoryPage) -> list[str]:
    return [page.model.index(row, 2).data() for row in range(page.model.rowCount())]


def details(page: HistoryPage) -> list[str]:
    return [label.text() for label in page.details.findChildren(QLabel) if label.isVisible()]


def reword(application: Application, words: str) -> Objective:
    plan = application.desk.plan
    assert plan is not None
    objective = plan.rows(Objective)[0]
    with plan.edit(N_("Undo: {step}"), step=words):
        objective.statement = Text(words, objective.statement.es)
    return objective


def test_newest_step_comes_first_and_says_what_it_changed(planned: Application) -> None:
    objective = reword(planned, "Close the breakwater")
    page = history(planned)
    assert sentences(page)[0] == "Undo: Close the breakwater"
    shown = details(page)
    assert f"Objective {objective.number}" in shown
    assert "→ Close the breakwater" in shown


def test_undone_steps_stay_and_say_so(planned: Application) -> None:
    reword(planned, "Close the breakwater")
    planned.desk.undo()
    page = history(planned)
    assert any(sentence.endswith("(undone)") for sentence in sentences(page))


def test_bringing_back_is_an_edit_like_any_other(planned: Application) -> None:
    before = planned.desk.plan.rows(Objective)[0].statement  # type: ignore[union-attr]
    objective = reword(planned, "Close the breakwater")
    page = history(planned)
    [button] = page.details.findChildren(QPushButton)
    QTest.mouseClick(button, LEFT)
    assert objective.statement == before
    planned.desk.undo()
    assert objective.statement.en == "Close the breakwater"


def test_long_journals_are_read_on_as_they_are_scrolled(planned: Application) -> None:
    for number in range(PAGE + 5):
        reword(planned, f"Wording {number}")
    page = history(planned)
    assert page.model.rowCount() == PAGE
    page.table.scrollToBottom()
    page.model.fetchMore(page.model.index(-1, -1))
    assert page.model.rowCount() == PAGE + 6
    assert f"{PAGE + 6}" in page.heading.subtitle.text()
