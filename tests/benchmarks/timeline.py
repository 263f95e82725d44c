"""Painting a frame of the timeline while it is scrolled and zoomed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from statistics import median, quantiles

from PySide6.QtCore import QLineF, QPoint, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from db.library import Library
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import ScheduleActs, Shift
from desktop.ui.schedule.bars import Chart
from desktop.ui.schedule.lanes import TRACK
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.timeline import Timeline
from tests.benchmarks.figure import Figure, best_time, median_time, times_of
from tests.benchmarks.large_plan import large_plan, library_folder
from tests.benchmarks.painted import show, wear_look

SIZES = (1_000, 10_000, 50_000)
AREA = QSize(814, 560)
"""The timeline's size in a window of 1366x768."""

FRAMES, REPEATS = 40, 3
BUDGETED, BUDGET_SECONDS = 10_000, 0.016
LANES, DAYS = 12, 30


class EmptyGrid(QWidget):
    """The floor: a widget of the same size that paints lanes and days, and nothing else."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the lines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.setPen(QColor("gray"))
        across, down = self.width() / DAYS, self.height() / LANES
        painter.drawLines(
            [QLineF(day * across, 0, day * across, self.height()) for day in range(DAYS)]
        )
        painter.drawLines(
            [QLineF(0, lane * down, self.width(), lane * down) for lane in range(LANES)]
        )
        painter.end()


def measure() -> list[Figure]:
    """Return painting, and moving one item, beside their floors, by size of the plan."""
    wear_look()
    grid = EmptyGrid()
    show(grid, AREA)
    floor = median_time(grid.repaint, times=FRAMES, warm_up=5)
    figures: list[Figure] = []
    with library_folder() as folder:
        for size in SIZES:
            path = folder / f"{size}.sqlite"
            plan_id = large_plan(path, size)
            library = Library.open(path)
            figures += _figures(library, plan_id, size, floor)
            library.close()
    return figures


def _figures(library: Library, plan_id: str, size: int, floor: float) -> list[Figure]:
    desk = Desk(library)
    desk.open_plan(plan_id)
    board = Timeline(desk, Selection(), ScheduleActs(desk))
    show(board, AREA)
    plan = desk.plan
    assert plan is not None
    chart = Chart(plan, TRACK, "en")
    board.show_chart(chart)
    budget = BUDGET_SECONDS if size <= BUDGETED else None
    figures = []
    for name, turn in (("scrolled", _scrolling(board)), ("zoomed", _zooming(board))):
        taken = _frames(board, turn)
        for which, value in (("median", median(taken)), ("95th percentile", _p95(taken))):
            what = f"Paint a {name} frame of {size:,} items, {which}"
            figures.append(Figure(what, value, floor, "empty grid", budget=budget))
    figures.append(_moving(desk, board, chart, size, floor))
    board.hide()
    desk.leave()
    return figures


def _moving(desk: Desk, board: Timeline, chart: Chart, size: int, floor: float) -> Figure:
    """Return taking up one moved item, from the edit's end to the painted frame."""
    item_id = next(iter(chart.bars_of))
    acts = ScheduleActs(desk)
    start = 0

    def take_up() -> None:
        chart.take([item_id])
        board.show_chart(chart)
        board.viewport().repaint()

    taken = []
    for _turn in range(10):
        start += 15
        acts.shift([Shift(item_id, start, 60)])
        taken += times_of(take_up, times=1, warm_up=0)
    return Figure(f"Show a moved item among {size:,}", median(taken), floor, "empty grid")


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def _frames(board: Timeline, turn: Iterator[None]) -> list[float]:
    """Return how long each of a row of frames takes to paint, undisturbed by other work."""
    taken = []
    for _frame in range(FRAMES):
        next(turn)
        taken.append(best_time(board.viewport().repaint, times=REPEATS, warm_up=0))
    return taken


def _scrolling(board: Timeline) -> Iterator[None]:
    """Scroll sideways and down at the scale at which the plan opens."""
    while True:
        board.scroll_by(QPoint(37, 11))
        if board.horizontalScrollBar().value() >= board.horizontalScrollBar().maximum():
            board.scroll_by(QPoint(-100_000, -100_000))
        yield


def _zooming(board: Timeline) -> Iterator[None]:
    """Zoom between the whole plan and minutes, around chance points."""
    chance = random.Random(5)
    while True:
        board.fit()
        yield
        for _step in range(14):
            board.zoom(1.4, chance.uniform(200, AREA.width()))
            yield
