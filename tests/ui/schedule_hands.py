"""Hands for tests of the schedule: a mouse that drags, and ways to find what is shown."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.tables import ScheduleItem
from desktop.app import Application
from desktop.ui.desk import Place
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.board import Board
from desktop.ui.schedule.schedule_page import SchedulePage
from desktop.ui.schedule.timeline import Timeline

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def schedule_page(application: Application) -> SchedulePage:
    """Return the Schedule page, shown."""
    application.window.go(Place("schedule"))
    QApplication.processEvents()
    page = application.window.page("schedule")
    assert isinstance(page, SchedulePage)
    return page


def item_named(application: Application, words: str) -> ScheduleItem:
    """Return the one item whose English title contains `words`."""
    plan = application.desk.plan
    assert plan is not None
    [item] = [item for item in plan.rows(ScheduleItem) if words in item.title.en]
    return item


def bar_of(board: Board, item: ScheduleItem) -> Bar:
    """Return the bar of an item."""
    assert board.chart is not None
    bar = board.chart.bar(item.id)
    assert bar is not None
    return bar


def is_dragging(board: Board) -> bool:
    """Return whether something is being dragged."""
    return board.drag is not None


def middle_of(board: Board, item: ScheduleItem) -> QPoint:
    """Return a point on the bar of an item, after scrolling to it."""
    bar = bar_of(board, item)
    board.bring_into_view(bar)
    # Well away from the edges, where a drag would scroll.
    board.scroll_by(board.area_of(bar).center().toPoint() - board.free_area().center())
    QApplication.processEvents()
    return board.area_of(bar).center().toPoint()


def point_at(timeline: Timeline, minute: float, lane: int) -> QPoint:
    """Return the point of the timeline at a minute, low in a lane."""
    return QPoint(round(timeline.x_of(minute)), timeline.lane_top(lane + 1) - 3)


def lane_named(board: Board, title: str) -> int:
    """Return the number of the lane with a title."""
    assert board.chart is not None
    return [lane.title for lane in board.chart.lanes.all].index(title)


def hold(board: Board, begin: QPoint, end: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Press at one point and move to another, without letting go."""
    surface = board.viewport()
    QTest.mousePress(surface, LEFT, keys, begin)
    steps = 4
    for step in range(1, steps + 1):
        QTest.mouseMove(surface, begin + (end - begin) * step / steps)
        QApplication.processEvents()


def drag(board: Board, begin: QPoint, end: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Drag from one point to another and let go."""
    hold(board, begin, end, keys)
    QTest.mouseRelease(board.viewport(), LEFT, keys, end)
    QApplication.processEvents()


def press(board: Board, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key on a board."""
    QTest.keyClick(board, key, keys)
    QApplication.processEvents()
