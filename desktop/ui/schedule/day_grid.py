"""The day grid: one day, hours down, lanes across, in true proportions."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import ScheduleActs
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.board import Board
from desktop.ui.schedule.day_layout import Placed, placed_on
from desktop.ui.schedule.day_paint import paint_day
from desktop.ui.schedule.drag import BODY, END, START
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY

HEADER, HOURS, ZULU = 48, 52, 56
LEAST_LANE, EMPTY_LANE = 92, 60
"""Widths in pixels of a lane in which something happens that day, and of another."""

PADDING = 3
HANDLE = 5
LEAST_HEIGHT = 15.0
LOWEST_HOUR, HIGHEST_HOUR = 40.0, 400.0
LEGIBLE = 16.0
"""Height in pixels that the shortest item of a day should have, if it can."""

MOST_FOR_SHORT = 72.0
USUAL_HOURS = (7, 18)
ZOOM_STEP = 1.2


class DayGrid(Board):
    """Shows one day of the schedule. Emits `day_changed` with the n of D+n."""

    day_changed = Signal(int)

    def __init__(self, desk: Desk, selection: Selection, acts: ScheduleActs) -> None:
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        super().__init__(desk, selection, acts, arrows)
        self.day = 0
        self.placed: list[Placed] = []
        self.hour_height = 48.0
        self.lefts: list[float] = [0.0, 1.0]
        self._zoomed = self._begun = False
        self.setAccessibleName(_("Day grid"))
        self.verticalScrollBar().setSingleStep(24)
        self.horizontalScrollBar().setSingleStep(48)

    # Where things lie.

    @property
    def begin(self) -> int:
        """The minute at which the day begins."""
        return self.midnight + self.day * MINUTES_PER_DAY

    @property
    def date(self) -> date:
        """The date of the day."""
        return self.clock.date_of_day(self.day) if self.clock is not None else date.min

    def free_area(self) -> QRect:
        """Return the part of the viewport between the hours and below the lanes' names."""
        size = self.viewport().size()
        return QRect(HOURS, HEADER, size.width() - HOURS - ZULU, size.height() - HEADER)

    def y_of(self, minute: float) -> float:
        """Return the y of a minute on the viewport."""
        down = (minute - self.begin) * self.hour_height / 60
        return HEADER + down - self.verticalScrollBar().value()

    def minute_at(self, pos: QPoint) -> float:
        """Return the minute after STARTEX at a point of the viewport."""
        down = pos.y() - HEADER + self.verticalScrollBar().value()
        return self.begin + down * 60 / self.hour_height

    def pixels_per_minute(self) -> float:
        """Return how high a minute is."""
        return self.hour_height / 60

    def lane_left(self, lane: int) -> float:
        """Return the x of the left edge of a lane on the viewport."""
        return HOURS + self.lefts[lane] - self.horizontalScrollBar().value()

    def lane_width(self, lane: int) -> float:
        """Return the width of a lane."""
        return self.lefts[lane + 1] - self.lefts[lane]

    def lane_at(self, pos: QPoint) -> int:
        """Return the lane at, or nearest to, a point of the viewport."""
        across = pos.x() - HOURS + self.horizontalScrollBar().value()
        return min(max(bisect_right(self.lefts, across) - 1, 0), len(self.lefts) - 2)

    def area_of_placed(self, placed: Placed) -> QRectF:
        """Return where a placed bar lies on the viewport."""
        width = (self.lane_width(placed.lane) - 2 * PADDING) / placed.parts
        left = self.lane_left(placed.lane) + PADDING + placed.part * width
        top = self.y_of(placed.start)
        height = max((placed.end - placed.start) * self.hour_height / 60, LEAST_HEIGHT)
        return QRectF(left, top + 1, width - 2, height - 2)

    def area_of(self, bar: Bar) -> QRectF:
        """Return where a bar lies on the viewport; outside the day above or below it."""
        for placed in self.placed:
            if placed.bar.item_id == bar.item_id and placed.lane == bar.lane:
                return self.area_of_placed(placed)
        return self.area_of_placed(Placed(bar, bar.lane, bar.start, bar.end, 0, 1))

    def ghost_area(self, number: int) -> QRectF:
        """Return where the ghost of a dragged bar lies."""
        ghosts = self.drag.ghosts if self.drag is not None else []
        if number >= len(ghosts):
            return QRectF()
        ghost = ghosts[number]
        bar = Bar("", ghost.start, ghost.end, "", "", False, ghost.lane)
        return self.area_of_placed(Placed(bar, ghost.lane, ghost.start, ghost.end, 0, 1))

    def bar_at(self, pos: QPoint) -> tuple[Bar, str] | None:
        """Return the bar at a point of the viewport and the part of it that lies there."""
        if not self.free_area().contains(pos):
            return None
        for placed in reversed(self.placed):
            area = self.area_of_placed(placed)
            if area.contains(pos):
                return placed.bar, _part(pos.y(), area, placed)
        return None

    def bars_in(self, band: QRectF) -> list[Bar]:
        """Return the bars that a rubber band touches."""
        return [p.bar for p in self.placed if self.area_of_placed(p).intersects(band)]

    def is_free(self, pos: QPoint) -> bool:
        """Return whether a point lies in a lane, within the day."""
        if self.chart is None or not self.free_area().contains(pos):
            return False
        inside = self.begin <= self.minute_at(pos) < self.begin + MINUTES_PER_DAY
        return inside and pos.x() < self.lane_left(len(self.chart.rows))

    def cursor_for(self, hit: tuple[Bar, str] | None) -> Qt.CursorShape:
        """Return a pointer that tells what dragging would do."""
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.SizeVerCursor if hit[1] != BODY else Qt.CursorShape.OpenHandCursor

    def middle_of_view(self) -> tuple[int, int]:
        """Return a full hour in the middle of what is in sight, and the first lane there."""
        area = self.free_area()
        minute = self.snapped(self.minute_at(area.center()), 60)
        last = self.begin + MINUTES_PER_DAY - 60
        return min(max(minute, self.begin), last), self.lane_at(QPoint(area.left() + 4, 0))

    def first_in_view(self) -> Bar | None:
        """Return the first bar of the day."""
        return min((p.bar for p in self.placed), key=lambda b: (b.start, b.lane), default=None)

    def press_beside(self, pos: QPoint, _modifiers: Qt.KeyboardModifier) -> bool:
        """Take presses on the hours and the lanes' names, which do nothing."""
        return not self.free_area().contains(pos)

    def tooltip_beside(self, pos: QPoint) -> tuple[str, QRect]:
        """Return the whole name of a lane."""
        if self.chart is None or pos.y() >= HEADER or pos.x() <= HOURS:
            return "", QRect()
        return self.chart.lane(self.lane_at(pos)).title, QRect()

    # What is shown.

    def show_day(self, day: int) -> None:
        """Show D+`day`."""
        if day != self.day:
            self.finish_editing()
            self.day = day
            self.chart_changed()
            self._show_hours()
            self.day_changed.emit(day)

    def chart_changed(self) -> None:
        """Place the day's bars anew."""
        if self.chart is None:
            return
        self.placed = placed_on(self.chart, self.begin)
        area = self.free_area()
        self.lefts = self._lane_edges(len(self.chart.rows), area.width())
        if not self._zoomed:
            self.hour_height = self._fitting_height()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(area.width())
        across.setRange(0, max(0, round(self.lefts[-1]) - area.width()))
        down.setPageStep(area.height())
        down.setRange(0, max(0, round(24 * self.hour_height) - area.height()))
        if not self._begun:
            self._begun = True
            self._show_hours()
        self.viewport().update()

    def _lane_edges(self, count: int, room: float) -> list[float]:
        """Return where lanes begin: those with items share what the others leave."""
        parts: dict[int, int] = {}
        for placed in self.placed:
            parts[placed.lane] = max(parts.get(placed.lane, 1), placed.parts)
        if not parts:
            width = max(room / max(count, 1), EMPTY_LANE)
            return [lane * width for lane in range(count + 1)]
        spare = room - EMPTY_LANE * (count - len(parts)) - LEAST_LANE * len(parts)
        each = max(spare, 0) / sum(parts.values())
        edges = [0.0]
        for lane in range(count):
            width = LEAST_LANE + each * parts[lane] if lane in parts else EMPTY_LANE
            edges.append(edges[-1] + width)
        return edges

    def bring_into_view(self, bar: Bar) -> None:
        """Show the day of a bar, and scroll to it."""
        if bar.end <= self.begin or bar.start >= self.begin + MINUTES_PER_DAY:
            self.show_day((bar.start - self.midnight) // MINUTES_PER_DAY)
        free, area = self.free_area(), self.area_of(bar)
        by = QPoint()
        if area.left() < free.left():
            by.setX(round(area.left() - free.left() - PADDING))
        elif area.right() > free.right():
            by.setX(round(area.right() - free.right() + PADDING))
        if area.top() < free.top():
            by.setY(round(area.top() - free.top() - 8))
        elif area.bottom() > free.bottom():
            past = area.bottom() - free.bottom() + 8
            by.setY(round(min(past, area.top() - free.top() - 8)))
        if not by.isNull():
            self.scroll_by(by)

    def _hours_used(self) -> tuple[float, float]:
        """Return the hours between which the day's items lie, at least the usual ones."""
        first, last = USUAL_HOURS
        for placed in self.placed:
            first = min(first, (placed.start - self.begin) // 60)
            last = max(last, -((self.begin - placed.end) // 60))
        return float(first), float(min(last, 24))

    def _fitting_height(self) -> float:
        first, last = self._hours_used()
        fitting = (self.free_area().height() - 12) / max(last - first, 1)
        shortest = min((p.end - p.start for p in self.placed if p.end > p.start), default=60)
        wanted = min(LEGIBLE * 60 / shortest, MOST_FOR_SHORT)
        return min(max(fitting, wanted, LOWEST_HOUR), HIGHEST_HOUR)

    def _show_hours(self) -> None:
        first, _last = self._hours_used()
        self.verticalScrollBar().setValue(round(first * self.hour_height) - 6)

    def zoom(self, factor: float, y: float | None = None) -> None:
        """Zoom around a y of the viewport, by default the middle."""
        area = self.free_area()
        around = area.center().y() if y is None else round(y)
        minute = self.minute_at(QPoint(area.left(), around))
        self._zoomed = True
        self.hour_height = min(max(self.hour_height * factor, LOWEST_HOUR / 2), HIGHEST_HOUR)
        self.chart_changed()
        down = (minute - self.begin) * self.hour_height / 60
        self.verticalScrollBar().setValue(round(down - (around - HEADER)))

    def fit(self) -> None:
        """Show the hours in which something happens."""
        self._zoomed = False
        self.chart_changed()
        self._show_hours()

    # Qt's events.

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; scroll down, or with Shift sideways."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turned / 120), event.position().y())
        elif modifiers & Qt.KeyboardModifier.ShiftModifier or not event.angleDelta().y():
            self.scroll_by(QPoint(-turned, 0))
        else:
            self.scroll_by(QPoint(0, -turned // 2))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with +, - and 0; turn days with the page keys; all else as on any board."""
        key = event.key()
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.show_day(self.day + (1 if key == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for the new size."""
        super().resizeEvent(event)
        self.chart_changed()
        self._show_hours()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint anew: headings stay where they are while the rest moves."""
        self.finish_editing()
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in sight."""
        paint_day(self)


def _part(y: float, area: QRectF, placed: Placed) -> str:
    """Return the part of a bar at `y`; where the day cuts it off is no edge."""
    handle = min(HANDLE, area.height() / 4)
    if y >= area.bottom() - handle and placed.end == placed.bar.end:
        return END
    if y <= area.top() + handle and placed.start == placed.bar.start:
        return START
    return BODY
