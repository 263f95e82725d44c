"""The board of the controller, by real keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.open_plan import OpenPlan
from db.tables import Delivery, Inject, Storyline
from db.text import N_, Text
from desktop.app import Application
from desktop.planning.ad_hoc import free_number
from desktop.planning.deliveries import state_of
from desktop.planning.moments import clock_of
from desktop.planning.rehearsal import rehearsal_of
from desktop.ui.conduct.conduct_window import ConductWindow
from desktop.ui.conduct.countdown import countdown, is_late
from desktop.ui.desk import Place
from tests.ui.table_hands import CONTROL, SHIFT, type_text

K = Qt.Key


@pytest.fixture
def plan(planned: Application) -> OpenPlan:
    """Return a plan with exactly three injects of two storylines."""
    plan = planned.desk.plan
    assert plan is not None
    with plan.edit(N_("Add {noun}"), noun="MSEL"):
        for table in (Inject, Storyline):
            for row in list(plan.rows(table)):
                plan.remove(row)
        lines = [plan.add(Storyline(code=code, name=Text(code, code))) for code in "AB"]
        for number, minutes in enumerate((60, 90, 120), start=1):
            plan.add(
                Inject(
                    number=f"00{number}",
                    offset_minutes=minutes,
                    title=Text(f"Call {number}", f"Llamada {number}"),
                    message=Text(f"Words {number}", f"Palabras {number}"),
                    storyline_id=lines[number % 2].id,
                    status="synchronized",
                )
            )
    return plan


@pytest.fixture
def board(planned: Application, plan: OpenPlan) -> Iterator[ConductWindow]:
    """Return the board, opened through the menu's shortcut."""
    QTest.keyClick(planned.window, K.Key_L, CONTROL | SHIFT)
    board = planned.window.findChild(ConductWindow)
    assert board is not None
    front(board)
    yield board
    if planned.window.findChild(ConductWindow) is not None:
        board.close()


def front(board: ConductWindow) -> None:
    """Bring the board to the front, as a window manager does when a dialog closes."""
    board.activateWindow()
    QApplication.processEvents()


def press(board: ConductWindow, key: Qt.Key) -> None:
    front(board)
    QTest.keyClick(board, key)
    QApplication.processEvents()


def inject(plan: OpenPlan, number: str) -> Inject:
    return next(row for row in plan.rows(Inject) if row.number == number)


def statuses(plan: OpenPlan) -> dict[str, str]:
    found = ((row.number, state_of(plan, row)) for row in plan.rows(Inject))
    return {number: one.status for number, one in found if one is not None}


def test_keys_mark_write_at_once_and_go_on_to_the_next(
    board: ConductWindow, plan: OpenPlan
) -> None:
    assert board.card.title.text() == "001  Call 1"
    assert "Words 1" in board.card.message.toPlainText()
    before = datetime.now(UTC)
    press(board, K.Key_D)
    assert statuses(plan) == {"001": "delivered"}
    assert inject(plan, "001").status == "delivered"
    moment = datetime.fromisoformat(plan.rows(Delivery)[0].moment).replace(tzinfo=UTC)
    assert abs(moment - before) < timedelta(seconds=30)
    assert board.status.text().startswith("✓ Inject 001 delivered at")
    assert board.card.title.text() == "002  Call 2"
    press(board, K.Key_H)
    assert board.card.title.text() == "003  Call 3"
    press(board, K.Key_C)
    assert statuses(plan) == {"001": "delivered", "002": "held", "003": "cancelled"}
    assert inject(plan, "002").status == "synchronized"
    assert inject(plan, "003").status == "cancelled"
    # What is held comes back when nothing else waits.
    assert board.card.title.text() == "002  Call 2"
    assert [one.inject.number for one in board.queue.model_.shown] == ["002"]
    assert "1 held" in board.head.late.text()
    assert board.log.list.count() == 3
    assert "003  Canceled" in board.log.list.item(0).text()


def test_undo_takes_back_marks_of_the_board_and_nothing_else(
    board: ConductWindow, plan: OpenPlan
) -> None:
    QTest.mouseClick(board.buttons.of["delivered"], Qt.MouseButton.LeftButton)
    assert statuses(plan) == {"001": "delivered"}
    press(board, K.Key_U)
    assert statuses(plan) == {}
    assert inject(plan, "001").status == "synchronized"
    assert board.status.text() == "✓ Taken back: Mark inject 001 as delivered"
    assert board.card.title.text() == "001  Call 1"
    assert board.log.list.count() == 0
    press(board, K.Key_U)
    assert board.status.text() == "⚠ The board has nothing to take back."
    assert len(plan.rows(Inject)) == 3


def test_a_note_goes_on_the_mark_and_typing_it_marks_nothing(
    board: ConductWindow, plan: OpenPlan
) -> None:
    press(board, K.Key_D)
    item = board.log.list.item(0)
    at = board.log.list.visualItemRect(item).center()
    QTest.mouseClick(board.log.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert board.card.title.text() == "001  Call 1"
    press(board, K.Key_N)
    QTest.keyClicks(board.note, "Heard, and had a duch")
    QTest.keyClick(board.note, K.Key_Return)
    QApplication.processEvents()
    assert [row.note for row in plan.rows(Delivery)] == ["Heard, and had a duch"]
    assert not board.note.isVisible()
    assert "Heard, and had a duch" in board.log.list.item(0).text()


def test_a_note_on_what_waits_is_added_to_its_notes(board: ConductWindow, plan: OpenPlan) -> None:
    with plan.edit(N_("Change “{field}”"), field="Notes"):
        inject(plan, "001").notes = Text("Speak slowly", "")
    press(board, K.Key_N)
    QTest.keyClicks(board.note, "line busy")
    QTest.keyClick(board.note, K.Key_Return)
    first, second = inject(plan, "001").notes.en.split("\n")
    assert first == "Speak slowly"
    assert second.endswith(" line busy")
    assert plan.rows(Delivery) == []


def test_an_ad_hoc_inject_gets_a_number_and_is_in_hand(
    board: ConductWindow, plan: OpenPlan
) -> None:
    press(board, K.Key_A)
    dialog = board.ad_hoc
    assert dialog.number_line.text() == "001-A"
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.trouble.text() == "Give the inject a title."
    QTest.keyClicks(dialog.title_line, "Press asks")
    QTest.keyClicks(dialog.message_box, "What happened?")
    QTest.keyClicks(dialog.sender_line, "Radio Sol")
    QTest.keyClicks(dialog.receiver_line, "Spokesperson")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    added = inject(plan, "001-A")
    assert added.ad_hoc
    assert (added.title.en, added.message.en) == ("Press asks", "What happened?")
    assert (added.sender.en, added.receiver.en) == ("Radio Sol", "Spokesperson")
    assert added.storyline_id == inject(plan, "001").storyline_id
    assert board.card.title.text() == "001-A  Press asks"


def test_numbers_of_ad_hoc_injects_are_free() -> None:
    assert free_number("012", {"012", "012-A"}) == "012-B"
    taken = {f"7-{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    assert free_number("7", taken) == "7-AA"


def test_filters_show_one_storyline_and_are_remembered(
    planned: Application, board: ConductWindow, plan: OpenPlan
) -> None:
    combo = board.filters.storyline
    front(board)
    combo.setFocus()
    QTest.keyClick(combo, K.Key_Down)
    QApplication.processEvents()
    assert [one.inject.number for one in board.queue.model_.shown] == ["002"]
    board.close()
    again = ConductWindow(planned.desk)
    assert [one.inject.number for one in again.queue.model_.shown] == ["002"]
    again.close()


def test_rehearsal_pretends_a_time_and_sweeps_its_marks_away(
    board: ConductWindow, plan: OpenPlan
) -> None:
    QTest.mouseClick(board.head.rehearse, Qt.MouseButton.LeftButton)
    dialog = board.rehearsal
    dialog.moment.clear()
    QTest.keyClicks(dialog.moment, "D 09:10")
    QTest.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert board.head.banner.text() == "REHEARSAL"
    assert board.head.clock.text().startswith("09:10:")
    assert board.card.countdown.text().startswith("late 10:")
    assert "⚠ 1 late" in board.head.late.text()
    press(board, K.Key_D)
    press(board, K.Key_H)
    assert statuses(plan) == {"001": "delivered", "002": "held"}
    clock = clock_of(plan.row)
    first = min(plan.rows(Delivery), key=lambda row: row.born)
    moment = datetime.fromisoformat(first.moment).replace(tzinfo=UTC)
    assert 10 <= (moment - clock.utc(60)) / timedelta(minutes=1) < 12
    QTest.mouseClick(board.head.stop, Qt.MouseButton.LeftButton)
    assert plan.rows(Delivery) == []
    assert inject(plan, "001").status == "synchronized"
    assert rehearsal_of(plan) is None
    assert not board.head.banner.isVisible()


def test_planned_against_actual_tells_delays_and_totals(
    board: ConductWindow, plan: OpenPlan
) -> None:
    board.play.rehearse(clock_of(plan.row).utc(67))
    press(board, K.Key_D)
    QTest.mouseClick(board.head.compare, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    model = board.comparison.table.model
    names = [column.field for column in model.columns]
    line = [model.data(model.index(0, column)) for column in range(len(names))]
    assert line[names.index("state")] == "Delivered"
    assert line[names.index("delay")] == "7 min late"
    assert line[names.index("actual")] == "D 09:07"
    # Nothing is marked that is not seen.
    board.comparison.table.view.setFocus()
    press(board, K.Key_H)
    assert statuses(plan) == {"001": "delivered"}
    totals = board.comparison.totals
    told = [
        [totals.model().index(row, column).data() for column in range(totals.columnCount())]
        for row in range(totals.rowCount())
    ]
    assert told == [
        ["A", "1", "", "", "", "1", "", ""],
        ["B", "2", "1", "", "", "1", "", "7 min late"],
    ]


def test_the_message_is_shown_in_either_language_and_in_larger_type(
    planned: Application, board: ConductWindow
) -> None:
    QTest.mouseClick(board.card.languages["es"], Qt.MouseButton.LeftButton)
    assert board.card.title.text() == "001  Llamada 1"
    assert "Palabras 1" in board.card.message.toPlainText()
    QTest.mouseClick(board.card.larger, Qt.MouseButton.LeftButton)
    again = ConductWindow(planned.desk)
    assert "Palabras 1" in again.card.message.toPlainText()
    assert "font-size:26px" in again.card.message.toHtml()
    again.close()


def test_the_board_follows_language_and_closes_with_its_plan(
    planned: Application, board: ConductWindow
) -> None:
    planned.change_language("es")
    board.tick()
    assert board.buttons.of["delivered"].text().startswith("Entregar")
    planned.change_language("en")
    planned.desk.close_plan()
    QApplication.processEvents()
    assert planned.window.findChild(ConductWindow) is None


def test_the_board_is_opened_once_and_from_the_msel_too(
    planned: Application, board: ConductWindow
) -> None:
    page = planned.window.page("msel")
    planned.window.go(Place("msel"))
    planned.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(planned.window, K.Key_L, CONTROL | SHIFT)
    assert planned.window.findChildren(ConductWindow) == [board]
    assert page.isVisible()


def test_no_board_without_a_plan(application: Application) -> None:
    QTest.keyClick(application.window, K.Key_L, CONTROL | SHIFT)
    assert application.window.findChild(ConductWindow) is None


def test_countdowns() -> None:
    now = datetime(2027, 3, 8, 14, 0, tzinfo=UTC)
    assert countdown(now + timedelta(minutes=4, seconds=5), now) == "in 04:05"
    assert countdown(now + timedelta(hours=26), now) == "in 1 d 2 h"
    assert countdown(now, now) == "now"
    assert countdown(now - timedelta(minutes=12), now) == "late 12:00"
    assert not is_late(now - timedelta(seconds=60), now)


def test_typing_in_the_main_window_is_not_heard_by_the_board(
    planned: Application, board: ConductWindow, plan: OpenPlan
) -> None:
    page = planned.window.page("overview")
    planned.window.activateWindow()
    QApplication.processEvents()
    page.setFocus()
    type_text("d")
    assert plan.rows(Delivery) == []
