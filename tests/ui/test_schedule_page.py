"""The Schedule page: its views, its form, its clashes, and moving with a preview."""

from __future__ import annotations

import random
from datetime import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from db.tables import Person, ScheduleItem, SchedulePerson
from db.text import Text
from desktop.app import Application
from desktop.planning.templates import new_plan
from desktop.ui.desk import Place
from desktop.ui.schedule.move_dialog import MoveDialog
from desktop.ui.schedule.view_bar import DAY, TABLE, TIMELINE
from tests.ui.schedule_hands import LEFT, PLAIN, item_named, middle_of, press, schedule_page


def dialog_of(application: Application, qtbot: QtBot) -> MoveDialog:
    """Ask to move, by the button, and return the dialog."""
    page = schedule_page(application)
    QTest.mouseClick(page.move_button, LEFT)
    dialog = application.window.findChild(QWidget, "move-dialog")
    assert isinstance(dialog, MoveDialog)
    return dialog


def test_the_view_is_remembered_and_the_selection_shared(
    planned: Application, qtbot: QtBot
) -> None:
    page = schedule_page(planned)
    item = item_named(planned, "Module 2A")
    at = middle_of(page.timeline, item)
    QTest.mouseClick(page.timeline.viewport(), LEFT, PLAIN, at)
    assert page.form.row is item

    QTest.mouseClick(page.bar.buttons[TABLE], LEFT)
    row = page.table.table.current_row()
    assert row is item
    page.table.table.view.setFocus()
    QTest.keyClick(page.table.table.view, Qt.Key.Key_Down)
    other = page.table.table.current_row()
    assert other is not item
    assert page.form.row is other

    QTest.mouseClick(page.bar.buttons[DAY], LEFT)
    assert page.day_view.grid.selection.current == getattr(other, "id", "")
    scale = page.timeline.axis.scale
    planned.change_language("es")
    again = schedule_page(planned)
    assert again is not page
    assert again.selection.current == getattr(other, "id", "")
    assert again.timeline.axis.scale == scale
    assert again.bar.view == DAY
    assert again.bar.buttons[TIMELINE].text() == "Línea de tiempo"


def test_the_heading_tells_dates_zone_and_count(planned: Application) -> None:
    page = schedule_page(planned)
    told = page.heading.subtitle.text()
    assert "8 Mar 2027" in told
    assert "America/Panama (UTC-5)" in told
    assert planned.desk.plan is not None
    assert f"{len(planned.desk.plan.rows(ScheduleItem))} items" in told


def test_the_table_reads_many_notations_and_the_end(planned: Application) -> None:
    page = schedule_page(planned)
    page.bar.choose(TABLE)
    table = page.table.table
    item = item_named(planned, "Module 2A")
    for field, typed, start, minutes in (
        ("offset_minutes", "D+1 H+2:30", 1440 + 150, item.duration_minutes),
        ("offset_minutes", "091600Z MAR 27", 1440 + 180, item.duration_minutes),
        ("end", "13:30", 1440 + 180, 150),
        ("duration_minutes", "1 h 30", 1440 + 180, 90),
    ):
        column = next(c for c in table.model.columns if c.field == field)
        assert table.edits.type_into([item], column, typed)
        assert (item.offset_minutes, item.duration_minutes) == (start, minutes)
    people = next(c for c in table.model.columns if c.field == "objectives")
    numbers = people.text(item, table.model.plan)
    assert table.edits.type_into([item], people, "")
    assert people.text(item, table.model.plan) == ""
    assert table.edits.type_into([item], people, numbers)
    assert people.text(item, table.model.plan) == numbers


def test_the_table_selects_what_is_selected_and_offers_the_tracks(planned: Application) -> None:
    page = schedule_page(planned)
    first, second = item_named(planned, "Module 2A"), item_named(planned, "Module 3A")
    page.selection.choose((first.id, second.id))
    page.bar.choose(TABLE)
    table = page.table.table
    assert {row.id for row in table.selected_rows()} == {first.id, second.id}
    assert set(page.selection.ids) == {first.id, second.id}
    column = next(c for c in table.model.columns if c.field == "track")
    spanish = next(i.track.es for i in table.model.shown if i.track.en == "All")
    assert table.edits.type_into([first], column, "all")
    assert (first.track.en, first.track.es) == ("All", spanish)
    assert table.edits.type_into([first], column, "Pier")
    assert (first.track.en, first.track.es) == ("Pier", "")


def test_the_form_shows_local_and_zulu_and_edits(planned: Application, qtbot: QtBot) -> None:
    page = schedule_page(planned)
    item = item_named(planned, "Module 2A")
    planned.window.go(Place("schedule", "schedule_item", item.id, "offset_minutes"))
    QApplication.processEvents()
    assert page.form.row is item
    line = planned.qt.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "D+1 14:15")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert item.offset_minutes == 1440 + 6 * 60 + 15
    shown = [w.text() for w in page.form.findChildren(QWidget) if hasattr(w, "text")]
    assert any("091915Z MAR 27" in text for text in shown)


def test_a_clash_is_marked_explained_and_mended(planned: Application, qtbot: QtBot) -> None:
    plan = planned.desk.plan
    assert plan is not None
    first, second = item_named(planned, "Module 2A"), item_named(planned, "Module 2B")
    with plan.edit("Assign"):
        person = plan.add(Person(name="Ana Ríos"))
        for item in (first, second):
            plan.add(SchedulePerson(item_id=item.id, person_id=person.id))
    page = schedule_page(planned)
    with qtbot.waitSignal(planned.desk.reviewed):
        page.refresh(None)
        planned.window.review_watch.review_now()
    assert {first.id, second.id} <= set(page.timeline.clashes)
    assert "1 clash" in page.heading.subtitle.text()
    page.selection.choose((second.id,))
    assert any("Ana Ríos" in sentence for sentence in page.timeline.clashes[second.id])
    note = next(e for e in page.form.editors if hasattr(e, "way_out"))
    assert note.isVisibleTo(page.form)
    QTest.mouseClick(note.way_out, LEFT)
    assert second.offset_minutes == first.offset_minutes + first.duration_minutes
    planned.window.review_watch.review_now()
    assert second.id not in page.timeline.clashes


def test_moving_everything_after_a_moment_shows_first_what_comes_of_it(
    planned: Application, qtbot: QtBot
) -> None:
    plan = planned.desk.plan
    assert plan is not None
    dialog = dialog_of(planned, qtbot)
    dialog.choices["after"].click()
    dialog.since.clear()
    QTest.keyClicks(dialog.since, "D+1 00:00")
    QTest.keyClicks(dialog.by, "+1 h 30")
    qtbot.waitUntil(lambda: "move ·" in dialog.summary.text())
    later = [i for i in plan.rows(ScheduleItem) if i.offset_minutes >= 1440 - 480]
    assert dialog.list.rowCount() == len(later)
    before = {i.id: i.offset_minutes for i in plan.rows(ScheduleItem)}
    QTest.mouseClick(dialog.apply, LEFT)
    moved = {i.id for i in plan.rows(ScheduleItem) if i.offset_minutes != before[i.id]}
    assert moved == {i.id for i in later}
    assert all(i.offset_minutes == before[i.id] + 90 for i in later)
    planned.desk.undo()
    assert {i.id: i.offset_minutes for i in plan.rows(ScheduleItem)} == before


def test_moving_startex_moves_the_plan_as_one(planned: Application, qtbot: QtBot) -> None:
    plan = planned.desk.plan
    assert plan is not None
    dialog = dialog_of(planned, qtbot)
    dialog.choices["startex"].click()
    QTest.keyClicks(dialog.to, "2027-03-29 09:00")
    qtbot.waitUntil(lambda: "Monday, March 29, 2027 09:00" in dialog.reading.text())
    offsets = [i.offset_minutes for i in plan.rows(ScheduleItem)]
    QTest.mouseClick(dialog.apply, LEFT)
    assert plan.row.start == "2027-03-29T09:00"
    assert [i.offset_minutes for i in plan.rows(ScheduleItem)] == offsets
    planned.desk.undo()
    assert plan.row.start == "2027-03-08T08:00"


def test_a_move_that_would_clash_says_so_before(planned: Application, qtbot: QtBot) -> None:
    plan = planned.desk.plan
    assert plan is not None
    first, second = item_named(planned, "Module 2A"), item_named(planned, "Module 3A")
    with plan.edit("Assign"):
        person = plan.add(Person(name="Ana Ríos"))
        for item in (first, second):
            plan.add(SchedulePerson(item_id=item.id, person_id=person.id))
    page = schedule_page(planned)
    page.selection.choose((second.id,))
    dialog = dialog_of(planned, qtbot)
    QTest.keyClicks(dialog.to, "D 13:00")
    qtbot.waitUntil(lambda: "new clash" in dialog.summary.text())
    assert "no new clash" not in dialog.summary.text()
    last = dialog.list.item(0, 3)
    assert last is not None
    assert "Ana Ríos" in last.text()
    before = second.offset_minutes
    dialog.reject()
    assert second.offset_minutes == before


def test_what_cannot_be_read_is_explained(planned: Application, qtbot: QtBot) -> None:
    dialog = dialog_of(planned, qtbot)
    QTest.keyClicks(dialog.by, "soon")
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()))
    assert not dialog.apply.isEnabled()
    dialog.reject()


def test_an_empty_schedule_says_what_to_do(application: Application, qtbot: QtBot) -> None:
    plan = new_plan(
        application.library,
        "blank-exercise",
        name=Text("Blank", "Vacío"),
        start=datetime(2027, 3, 8, 8, 0),
        zone="America/Panama",
    )
    application.desk.open_plan(plan.id)
    page = schedule_page(application)
    assert page.empty.isVisible()
    assert not page.views.isVisible()
    QTest.mouseClick(page.empty.button, LEFT)
    [item] = plan.rows(ScheduleItem)
    assert item.offset_minutes == 0
    assert page.views.isVisible()
    assert page.form.row is item


def test_several_items_are_set_at_once(planned: Application, qtbot: QtBot) -> None:
    page = schedule_page(planned)
    first, second = item_named(planned, "Module 2A"), item_named(planned, "Module 2B")
    page.selection.choose((first.id, second.id))
    assert page.several.isVisibleTo(page.inspector or page)
    _column, combo = page.several.combos[0]
    place = combo.findData("briefing")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    assert first.kind == second.kind == "briefing"
    planned.desk.undo()
    assert first.kind == second.kind == "play"


def test_ten_thousand_items_open_and_are_edited(planned: Application, qtbot: QtBot) -> None:
    plan = planned.desk.plan
    assert plan is not None
    chance = random.Random(3)
    with plan.edit("Fill"):
        planned.library.session.add_all(
            ScheduleItem(
                plan_id=plan.id,
                title=Text(f"Activity {n}", f"Actividad {n}"),
                offset_minutes=chance.randrange(3000, 60_000, 15),
                duration_minutes=chance.choice((15, 30, 60, 120)),
                track=Text(f"Track {n % 9}", f"Pista {n % 9}"),
            )
            for n in range(10_000)
        )
    plan.read_again()
    page = schedule_page(planned)
    board = page.timeline
    assert board.chart is not None
    assert len(board.chart.bars_of) == len(plan.rows(ScheduleItem)) > 10_000
    item = item_named(planned, "Module 2A")
    board.setFocus()
    middle_of(board, item)
    page.selection.choose((item.id,))
    before = item.offset_minutes
    press(board, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert item.offset_minutes == before + 15
    board.fit()
    board.scroll_by(QPoint(200, 100))
    assert not board.grab().isNull()
