"""The history: steps as sentences, what each changed, and bringing it back."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from sqlalchemy import func, insert, select, update

from db.clock import COUNTER_BITS
from db.departure import departing_rows
from db.history import PAGE
from db.journal import CHANGES, STEPS
from db.library import PROFILE
from db.open_plan import OpenPlan
from db.tables import Objective
from db.text import Text
from desktop.app import Application
from desktop.language import N_
from desktop.ui.desk import Place
from desktop.ui.history.history_page import HistoryPage
from desktop.ui.merge.compare_dialog import CompareDialog

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


def click(page: HistoryPage, text: str) -> None:
    shown = page.details.findChildren(QPushButton)
    button = next(b for b in shown if b.text() == text and b.isVisible())
    QTest.mouseClick(button, LEFT)


def choose(box: QComboBox, text: str) -> None:
    """Go down a list to an entry by keyboard."""
    for _ in range(box.count()):
        if box.currentText() != text:
            QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == text


def content(plan: OpenPlan) -> dict[tuple[str, str], dict[str, object]]:
    """Return all that a plan says, rows that are deleted left out."""
    rows = {row.key: dict(row.values) for row in departing_rows(plan)}
    return {key: values for key, values in rows.items() if not values["deleted"]}


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
    click(page, "Bring back what was before")
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


def test_steps_are_filtered_by_person_and_time(planned: Application) -> None:
    planned.library.set_setting(PROFILE, {"name": "Cmdr. Lee", "organization": "USCG"})
    reword(planned, "By the commander")
    planned.library.set_setting(PROFILE, {"name": "Cap. Rivera", "organization": "SENAN"})
    reword(planned, "By the captain")
    page = history(planned)
    assert page.model.rowCount() == 3
    choose(page.filter.person, "Cmdr. Lee (USCG)")
    assert sentences(page) == ["Undo: By the commander"]
    assert page.heading.subtitle.text() == "1 step"
    choose(page.filter.time, "The last 7 days")
    assert page.model.rowCount() == 1
    step = page.model.step_at(0)
    assert step is not None
    year = 366 * 24 * 3600 * 1000 << COUNTER_BITS
    with planned.library.writing() as connection:
        connection.execute(update(STEPS).values(clock=STEPS.c.clock - year))
    page.refresh(None)
    assert page.model.rowCount() == 0
    assert page.none.isVisible()
    assert "Choose a step to see what it changed." in details(page)
    QTest.mouseClick(page.all_button, LEFT)
    assert page.model.rowCount() == 3
    assert page.filter.person.currentText() == "Everybody"
    assert not page.none.isVisible()


def test_move_is_said_in_words(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit(N_("Undo: {step}"), step="Move"):
        plan.place(plan.rows(Objective)[1], None)
    shown = details(history(planned))
    assert "Moved to another place." in shown
    assert not [text for text in shown if text.startswith("→")]


def test_steps_of_one_record(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    reword(planned, "Close the breakwater")
    other = plan.rows(Objective)[1]
    with plan.edit(N_("Undo: {step}"), step="Another one"):
        other.priority = "low"
    page = history(planned)
    page.table.selectRow(1)
    click(page, "All its steps")
    assert sentences(page) == ["Undo: Close the breakwater"]
    assert page.filter.record.text() == f"Only Objective {plan.rows(Objective)[0].number}"
    QTest.mouseClick(page.filter.record, LEFT)
    assert page.model.rowCount() == 3


def test_single_value_is_brought_back(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    objective = plan.rows(Objective)[0]
    before = objective.statement
    with plan.edit(N_("Undo: {step}"), step="Both"):
        objective.statement = Text("Close the breakwater", "Cierre el rompeolas")
    page = history(planned)
    shown = page.details.findChildren(QPushButton)
    [english, _spanish] = [b for b in shown if b.text() == "Bring this value back"]
    QTest.mouseClick(english, LEFT)
    assert objective.statement == Text(before.en, "Cierre el rompeolas")


def test_whole_plan_is_made_as_it_was_and_undone(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    reword(planned, "As approved")
    approved = content(plan)
    with plan.edit("Add"):
        added = plan.add(Objective(number="9", statement=Text("New", "Nuevo")))
        plan.place(added, plan.rows(Objective)[-1])
    with plan.edit("Remove"):
        plan.remove(plan.rows(Objective)[1])
    reword(planned, "Later")
    later = content(plan)
    page = history(planned)
    page.table.selectRow(3)
    click(page, "Make the plan as it was then")
    assert content(plan) == approved
    planned.desk.undo()
    assert content(plan) == later


def test_past_is_compared_with_now(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    page = history(planned)
    click(page, "Compare with now")
    dialog = planned.window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert any("No differences" in label.text() for label in dialog.findChildren(QLabel))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    reword(planned, "Close the breakwater")
    with plan.edit("Remove"):
        plan.remove(plan.rows(Objective)[-1])
    page.table.selectRow(page.model.rowCount() - 1)
    click(page, "Compare with now")
    dialog = planned.window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    kinds = {entry.kind for entry in dialog.entries}
    assert kinds >= {"changed", "deleted"}
    assert not dialog.findChildren(QPushButton, "decide-theirs")
    text = " ".join(label.text() for label in dialog.view.panel.findChildren(QLabel))
    assert "breakwater" in text


def test_version_is_named_found_and_compared(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    reword(planned, "As approved")
    reword(planned, "Later")
    page = history(planned)
    page.table.selectRow(1)
    [line] = [e for e in page.details.findChildren(QLineEdit, "version-name") if e.isVisible()]
    QTest.keyClicks(line, "as approved on 3 March")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert sentences(page)[1] == "“as approved on 3 March” · Undo: As approved"
    QTest.mouseClick(page.filter.named, LEFT)
    assert page.model.rowCount() == 1
    click(page, "Compare with now")
    dialog = planned.window.findChild(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert [entry.field for entry in dialog.entries] == [""]
    assert "as approved on 3 March" in dialog.heading.title.text()
    planned.library.bin(plan.id)
    planned.library.erase(plan.id)
    assert planned.library.setting(f"named-versions {plan.id}") is None


def test_twenty_thousand_steps_are_open_at_once(planned: Application) -> None:
    plan = planned.desk.plan
    assert plan is not None
    count, objective = 20_000, plan.rows(Objective)[0].id
    reword(planned, "The last one by hand")
    page = history(planned)
    newest = page.model.step_at(0)
    assert newest is not None
    clock = newest.clock
    common = {"scope": plan.id, "kind": "edit", "state": "done", "label": "Edit", "values": {}}
    common |= {"together": "", "replica": planned.library.replica, "author": "Cmdr. Lee"}
    with planned.library.writing() as connection:
        first = connection.execute(select(func.max(STEPS.c.id))).scalar_one() + 1
        connection.execute(
            insert(STEPS),
            [{**common, "id": first + i, "clock": clock + i} for i in range(count)],
        )
        connection.execute(
            insert(CHANGES),
            [
                {
                    "step_id": first + i,
                    "table_name": "objective",
                    "row_id": objective,
                    "before": {"priority": "low"},
                    "after": {"priority": "high"},
                }
                for i in range(count)
            ],
        )
    began = time.perf_counter()
    page.refresh(None)
    elapsed = time.perf_counter() - began
    assert page.model.rowCount() == PAGE
    assert f"{count + 2}" in page.heading.subtitle.text()
    # Generous for a busy machine; it takes a twentieth of this on an idle one.
    assert elapsed < 2
    began = time.perf_counter()
    page.filter.show_record(("objective", objective), "Objective 1")
    assert time.perf_counter() - began < 2
    assert page.model.rowCount() == PAGE
