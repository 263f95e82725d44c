"""The day grid, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.ui.schedule.day_grid import DayGrid
from desktop.ui.schedule.view_bar import DAY
from tests.ui.schedule_hands import (
    LEFT,
    PLAIN,
    bar_of,
    drag,
    item_named,
    lane_named,
    middle_of,
    press,
    schedule_page,
)

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def grid(planned: Application, qtbot: QtBot) -> DayGrid:
    """Return the day grid of the tabletop template, reached by its button."""
    page = schedule_page(planned)
    QTest.mouseClick(page.bar.buttons[DAY], LEFT)
    assert page.day_view.grid.isVisible()
    return page.day_view.grid


def test_proportions_are_true(grid: DayGrid) -> None:
    heights = {}
    for placed in grid.placed:
        if placed.bar.end - placed.bar.start >= 30:
            area = grid.area_of_placed(placed)
            heights[placed.bar.end - placed.bar.start] = area.height() + 2
    assert len(heights) > 1
    for minutes, height in heights.items():
        assert height == pytest.approx(minutes * grid.hour_height / 60)


def test_dragging_down_moves_and_aside_changes_the_lane(
    planned: Application, grid: DayGrid
) -> None:
    item = item_named(planned, "Module 2A")
    begin = middle_of(grid, item)
    lane = lane_named(grid, "Public information")
    before = item.offset_minutes

    drag(grid, begin, QPoint(round(grid.lane_left(lane)) + 20, begin.y() + round(grid.hour_height)))

    assert item.offset_minutes == before + 60
    assert item.track.en == "Public information"
    planned.desk.undo()
    assert (item.offset_minutes, item.track.en) == (before, "Port operations")


def test_the_lower_edge_changes_the_length(planned: Application, grid: DayGrid) -> None:
    item = item_named(planned, "Module 2A")
    middle_of(grid, item)
    area = grid.area_of(bar_of(grid, item))
    before = item.duration_minutes
    edge = QPoint(round(area.center().x()), round(area.bottom()) - 1)

    drag(grid, edge, edge + QPoint(0, round(grid.hour_height / 2)))

    assert item.duration_minutes == before + 30


def test_dragging_over_an_empty_place_makes_an_item(
    planned: Application, grid: DayGrid, qtbot: QtBot
) -> None:
    lane = lane_named(grid, "Public information")
    x = round(grid.lane_left(lane)) + 20
    begin = QPoint(x, round(grid.y_of(120)) + 2)

    drag(grid, begin, QPoint(x, round(grid.y_of(180)) - 1))
    editor = grid.findChild(QLineEdit, "title-editor")
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Interview")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    item = item_named(planned, "Interview")
    assert (item.offset_minutes, item.duration_minutes) == (120, 60)
    assert item.track.en == "Public information"


def test_days_turn_by_button_key_date_and_strip(planned: Application, grid: DayGrid) -> None:
    view = schedule_page(planned).day_view
    assert grid.day == 0
    QTest.mouseClick(view.next, LEFT)
    assert grid.day == 1
    assert view.date.date().day() == 9
    grid.setFocus()
    press(grid, Qt.Key.Key_PageUp)
    press(grid, Qt.Key.Key_PageUp)
    assert grid.day == -1
    cell = view.strip.visualItemRect(view.strip.item(2)).center()
    QTest.mouseClick(view.strip.viewport(), LEFT, PLAIN, cell)
    assert grid.day == 1
    view.date.setDate(view.date.date().addDays(-1))
    assert grid.day == 0


def test_days_say_how_much_happens(planned: Application, grid: DayGrid) -> None:
    strip = schedule_page(planned).day_view.strip
    told = [strip.item(row).toolTip() for row in range(strip.count())]
    assert [line.split(" · ")[1] for line in told] == ["D-1", "D", "D+1"]
    assert told[0].endswith("2 items")


def test_keys_go_from_day_to_day_with_the_items(planned: Application, grid: DayGrid) -> None:
    grid.setFocus()
    press(grid, Qt.Key.Key_End)
    assert grid.day == 1
    item = item_named(planned, "Closing and ENDEX")
    before = item.offset_minutes
    grid.selection.choose((item.id,))
    press(grid, Qt.Key.Key_Down, ALT)
    assert item.offset_minutes == before + 15
    press(grid, Qt.Key.Key_Up, ALT)
    assert item.offset_minutes == before
    press(grid, Qt.Key.Key_Home)
    assert grid.day == -1
