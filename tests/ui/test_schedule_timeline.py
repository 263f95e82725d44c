"""The timeline, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from db.tables import ScheduleItem, Venue
from desktop.app import Application
from desktop.language import spoken
from desktop.ui.schedule.timeline import Timeline
from tests.ui.schedule_hands import (
    LEFT,
    bar_of,
    drag,
    hold,
    is_dragging,
    item_named,
    lane_named,
    middle_of,
    point_at,
    press,
    schedule_page,
)

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def timeline(planned: Application) -> Timeline:
    """Return the timeline of the tabletop template, by track, two pixels for five minutes."""
    board = schedule_page(planned).timeline
    while board.axis.scale < 0.4:
        board.zoom(1.25)
    return board


def last_label(planned: Application) -> str:
    assert planned.desk.plan is not None
    step = planned.desk.plan.next_undo()
    assert step is not None
    return step.label.format(**step.values)


def test_dragging_a_bar_moves_the_item_in_steps_of_a_quarter_of_an_hour(
    planned: Application, timeline: Timeline
) -> None:
    item = item_named(planned, "Design of the shared")
    begin = middle_of(timeline, item)
    before = item.offset_minutes

    drag(timeline, begin, begin + QPoint(round(63 * timeline.axis.scale), 0))

    assert item.offset_minutes == before + 60
    assert last_label(planned).startswith("Move Design of the shared platform")
    planned.desk.undo()
    assert item.offset_minutes == before


def test_alt_snaps_to_five_minutes(planned: Application, timeline: Timeline) -> None:
    item = item_named(planned, "Design of the shared")
    begin = middle_of(timeline, item)
    before = item.offset_minutes

    drag(timeline, begin, begin + QPoint(round(51 * timeline.axis.scale), 0), ALT)

    assert item.offset_minutes == before + 50


def test_dragging_to_another_lane_changes_the_track(
    planned: Application, timeline: Timeline
) -> None:
    item = item_named(planned, "Design of the shared")
    begin = middle_of(timeline, item)
    lane = lane_named(timeline, "Port operations")

    drag(timeline, begin, QPoint(begin.x(), timeline.lane_top(lane) + 20))

    assert item.track.en == "Port operations"
    assert item.track.es
    assert last_label(planned).endswith("to Port operations")


def test_dragging_to_another_lane_by_venue_changes_the_venue(
    planned: Application, timeline: Timeline
) -> None:
    page = schedule_page(planned)
    page.bar.lanes.setCurrentIndex(1)
    page.bar.lanes.activated.emit(1)
    item = item_named(planned, "Design of the shared")
    begin = middle_of(timeline, item)
    bar = bar_of(timeline, item)
    lane = bar.lane - 1 if bar.lane else 1
    target = timeline.chart.lane(lane) if timeline.chart else None
    assert target is not None

    drag(timeline, begin, QPoint(begin.x(), timeline.lane_top(lane) + 20))

    assert planned.desk.plan is not None
    venue = planned.desk.plan.get(Venue, item.venue_id)
    assert venue is not None
    assert venue.id == target.key


def test_dragging_an_edge_changes_the_length(planned: Application, timeline: Timeline) -> None:
    item = item_named(planned, "Design of the shared")
    middle_of(timeline, item)
    area = timeline.area_of(bar_of(timeline, item))
    before, length = item.offset_minutes, item.duration_minutes
    edge = QPoint(round(area.right()) - 1, round(area.center().y()))

    drag(timeline, edge, edge + QPoint(round(31 * timeline.axis.scale), 0))

    assert (item.offset_minutes, item.duration_minutes) == (before, length + 30)
    area = timeline.area_of(bar_of(timeline, item))
    edge = QPoint(round(area.left()) + 1, round(area.center().y()))

    drag(timeline, edge, edge - QPoint(round(31 * timeline.axis.scale), 0))

    assert (item.offset_minutes, item.duration_minutes) == (before - 30, length + 60)


def test_escape_gives_a_drag_up_and_the_time_is_shown_until_then(
    planned: Application, timeline: Timeline
) -> None:
    item = item_named(planned, "Design of the shared")
    begin = middle_of(timeline, item)
    before = item.offset_minutes

    hold(timeline, begin, begin + QPoint(round(60 * timeline.axis.scale), 0))

    assert is_dragging(timeline)
    assert "D+1 14:" in timeline.drag_label()
    press(timeline, KEY.Key_Escape)
    assert not is_dragging(timeline)
    QTest.mouseRelease(timeline.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, begin)
    assert item.offset_minutes == before


def test_dragging_over_an_empty_place_makes_an_item_that_is_named_at_once(
    planned: Application, timeline: Timeline, qtbot: QtBot
) -> None:
    assert planned.desk.plan is not None
    plan = planned.desk.plan
    count = len(plan.rows(ScheduleItem))
    lane = lane_named(timeline, "Public information")
    timeline.show_day(0)
    start = 60

    drag(timeline, point_at(timeline, start + 2, lane), point_at(timeline, start + 91, lane))
    editor = timeline.findChild(QLineEdit, "title-editor")
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Press line-up")
    QTest.keyClick(editor, KEY.Key_Return)

    item = item_named(planned, "Press line-up")
    assert (item.offset_minutes, item.duration_minutes) == (start, 90)
    assert item.track.en == "Public information"
    assert timeline.selection.ids == (item.id,)
    planned.desk.undo()
    assert len(plan.rows(ScheduleItem)) == count


def test_several_items_move_as_one_step(planned: Application, timeline: Timeline) -> None:
    timeline.fit()
    first = item_named(planned, "Module 2A")
    second = item_named(planned, "Module 2B")
    begin = middle_of(timeline, first)
    QTest.mouseClick(timeline.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, begin)
    QTest.mouseClick(timeline.viewport(), LEFT, CTRL, middle_of(timeline, second))
    assert set(timeline.selection.ids) == {first.id, second.id}
    before = first.offset_minutes, second.offset_minutes

    begin = middle_of(timeline, first)
    drag(timeline, begin, begin + QPoint(round(121 * timeline.axis.scale), 0))

    moved = first.offset_minutes - before[0]
    assert moved > 0
    assert second.offset_minutes - before[1] == moved
    assert last_label(planned).startswith("Move 2 schedule items by")
    planned.desk.undo()
    assert (first.offset_minutes, second.offset_minutes) == before


def test_a_rubber_band_selects_what_it_touches(planned: Application, timeline: Timeline) -> None:
    timeline.fit()
    first, second = item_named(planned, "Module 2A"), item_named(planned, "Module 2B")
    top, bottom = sorted((middle_of(timeline, first), middle_of(timeline, second)), key=QPoint.y)

    drag(timeline, top - QPoint(14, 28), bottom + QPoint(6, 10), SHIFT)

    assert {first.id, second.id} <= set(timeline.selection.ids)


def test_a_double_click_edits_the_title_where_it_lies(
    planned: Application, timeline: Timeline, qtbot: QtBot
) -> None:
    item = item_named(planned, "Design of the shared")
    spanish = item.title.es
    at = middle_of(timeline, item)

    QTest.mouseDClick(timeline.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    editor = timeline.findChild(QLineEdit, "title-editor")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Platform design")
    QTest.keyClick(editor, KEY.Key_Return)

    assert item.title.en == "Platform design"
    assert item.title.es == spanish
    assert last_label(planned) == "Rename to Platform design"


def test_keys_alone_select_move_resize_add_name_and_remove(
    planned: Application, timeline: Timeline, qtbot: QtBot
) -> None:
    assert planned.desk.plan is not None
    plan = planned.desk.plan
    timeline.setFocus()
    press(timeline, KEY.Key_Home)
    first = plan.get(ScheduleItem, timeline.selection.current)
    assert first is not None
    assert first.offset_minutes == min(i.offset_minutes for i in plan.rows(ScheduleItem))
    press(timeline, KEY.Key_Down)
    press(timeline, KEY.Key_Right)
    item = plan.get(ScheduleItem, timeline.selection.current)
    assert item is not None
    assert item is not first
    start, length = item.offset_minutes, item.duration_minutes
    track = item.track.en

    press(timeline, KEY.Key_Right, ALT)
    press(timeline, KEY.Key_Right, ALT)
    assert item.offset_minutes == start + 30
    press(timeline, KEY.Key_Left, ALT)
    assert item.offset_minutes == start + 15
    press(timeline, KEY.Key_Right, ALT | SHIFT)
    assert item.duration_minutes == length + 15
    press(timeline, KEY.Key_Down, ALT)
    assert item.track.en != track
    press(timeline, KEY.Key_Up, ALT)
    assert item.track.en == track

    press(timeline, KEY.Key_Insert)
    editor = timeline.findChild(QLineEdit, "title-editor")
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Radio check")
    QTest.keyClick(editor, KEY.Key_Return)
    added = item_named(planned, "Radio check")
    assert added.offset_minutes == item.offset_minutes + item.duration_minutes
    assert timeline.hasFocus()

    press(timeline, KEY.Key_Return)
    editor = timeline.findChild(QLineEdit, "title-editor")
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Never mind")
    QTest.keyClick(editor, KEY.Key_Escape)
    assert added.title.en == "Radio check"

    count = len(plan.rows(ScheduleItem))
    press(timeline, KEY.Key_Delete)
    assert len(plan.rows(ScheduleItem)) == count - 1
    assert plan.get(ScheduleItem, added.id) is None
    planned.desk.undo()
    assert len(plan.rows(ScheduleItem)) == count


def test_shift_and_arrows_extend_the_selection_and_all_can_be_selected(
    planned: Application, timeline: Timeline
) -> None:
    assert planned.desk.plan is not None
    timeline.setFocus()
    press(timeline, KEY.Key_Home)
    press(timeline, KEY.Key_Down, SHIFT)
    assert len(timeline.selection.ids) == 2
    QTest.keySequence(timeline, QKeySequence(QKeySequence.StandardKey.SelectAll))
    assert len(timeline.selection.ids) == len(planned.desk.plan.rows(ScheduleItem))
    press(timeline, KEY.Key_Escape)
    assert len(timeline.selection.ids) == 0


def test_what_is_selected_is_told_to_those_who_hear_the_screen(
    planned: Application, timeline: Timeline
) -> None:
    timeline.setFocus()
    press(timeline, KEY.Key_Home)
    item = item_named(planned, "Set-up of rooms")
    told = timeline.accessibleDescription()
    assert item.title.best(spoken()) in told
    assert "D-1 13:00" in told
    press(timeline, KEY.Key_Down)
    assert timeline.accessibleDescription() != told


def test_ctrl_and_the_wheel_zoom_around_the_pointer(
    planned: Application, timeline: Timeline
) -> None:
    middle_of(timeline, item_named(planned, "Module 2A"))
    at = timeline.free_area().center() + QPoint(80, 0)
    minute, scale = timeline.minute_at(at), timeline.axis.scale
    turn = QWheelEvent(
        QPointF(at),
        QPointF(timeline.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(timeline.viewport(), turn)

    assert timeline.axis.scale == pytest.approx(scale * 1.25)
    assert timeline.minute_at(at) == pytest.approx(minute, abs=2 / timeline.axis.scale)


def test_zoom_keys_reach_from_weeks_to_minutes(timeline: Timeline) -> None:
    timeline.setFocus()
    for _turn in range(60):
        press(timeline, KEY.Key_Minus)
    assert timeline.free_area().width() / timeline.axis.scale >= 28 * 1440 - 1
    for _turn in range(60):
        press(timeline, KEY.Key_Plus)
    assert timeline.axis.tick_step() == 5
    press(timeline, KEY.Key_0)
    assert timeline.x_of(0) >= timeline.free_area().left()
    assert timeline.x_of(timeline.end_offset) <= timeline.free_area().right() + 1


def test_pointing_at_a_bar_tells_all_of_it(planned: Application, timeline: Timeline) -> None:
    item = item_named(planned, "Design of the shared")
    at = middle_of(timeline, item)
    hit = timeline.bar_at(at)
    assert hit is not None
    assert hit[0].item_id == item.id
    assert timeline.bar_at(timeline.free_area().bottomRight()) is None


def test_clicking_the_name_of_a_lane_selects_all_in_it(
    planned: Application, timeline: Timeline
) -> None:
    assert planned.desk.plan is not None
    lane = lane_named(timeline, "Port operations")
    at = QPoint(20, timeline.lane_top(lane) + 16)
    QTest.mouseClick(timeline.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    wanted = {i.id for i in planned.desk.plan.rows(ScheduleItem) if i.track.en == "Port operations"}
    assert set(timeline.selection.ids) == wanted


def test_the_wheel_scrolls_and_the_middle_button_pans(timeline: Timeline) -> None:
    for _turn in range(4):
        timeline.zoom(1.4)
    timeline.show_day(0)
    at = timeline.free_area().center()
    left = timeline.axis.left
    middle = Qt.MouseButton.MiddleButton
    QTest.mousePress(timeline.viewport(), middle, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseMove(timeline.viewport(), at - QPoint(90, 0))
    QApplication.processEvents()
    QTest.mouseRelease(timeline.viewport(), middle, Qt.KeyboardModifier.NoModifier, at)
    assert timeline.axis.left == pytest.approx(left + 90 / timeline.axis.scale)
    turn = QWheelEvent(
        QPointF(at),
        QPointF(timeline.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        SHIFT,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(timeline.viewport(), turn)
    assert timeline.axis.left < left + 90 / timeline.axis.scale


def test_a_track_is_renamed_in_all_its_items(planned: Application, timeline: Timeline) -> None:
    plan = planned.desk.plan
    assert plan is not None
    lane = lane_named(timeline, "Port operations")
    ids = {i.id for i in plan.rows(ScheduleItem) if i.track.en == "Port operations"}
    at = QPoint(30, timeline.lane_top(lane) + 16)
    QTest.mouseDClick(timeline.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    editor = timeline.findChild(QLineEdit, "title-editor")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Harbor")
    QTest.keyClick(editor, KEY.Key_Return)
    assert {i.id for i in plan.rows(ScheduleItem) if i.track.en == "Harbor"} == ids
    assert lane_named(timeline, "Harbor") == lane
    planned.desk.undo()
    assert {i.id for i in plan.rows(ScheduleItem) if i.track.en == "Port operations"} == ids


def test_a_day_whose_name_is_double_clicked_is_shown(
    planned: Application, timeline: Timeline
) -> None:
    timeline.fit()
    at = QPoint(round(timeline.x_of(1440)), 12)
    QTest.mouseDClick(timeline.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    page = schedule_page(planned)
    assert page.day_view.grid.isVisible()
    assert page.day_view.grid.day == 1


def test_a_right_click_offers_the_acts(planned: Application, timeline: Timeline) -> None:
    item = item_named(planned, "Design of the shared")
    at = middle_of(timeline, item)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, timeline.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(timeline.viewport(), event)
    menu = timeline.findChild(QMenu, "board-menu")
    assert isinstance(menu, QMenu)
    assert timeline.selection.ids == (item.id,)
    texts = [action.text() for action in menu.actions()]
    assert texts == ["New item", "Edit title", "Move…", "Remove"]
    menu.actions()[3].trigger()
    menu.close()
    assert planned.desk.plan is not None
    assert planned.desk.plan.get(ScheduleItem, item.id) is None
