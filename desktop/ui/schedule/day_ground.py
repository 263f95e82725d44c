"""Where things lie on the day grid: hours down, lanes across."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, Qt

from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import ScheduleActs
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.board import Board
from desktop.ui.schedule.day_layout import Placed
from desktop.ui.schedule.drag import BODY, END, START
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY

HEADER, HOURS, ZULU = 48, 52, 56
LEAST_LANE, EMPTY_LANE = 92, 60
"""Widths in pixels of a lane in which something happens that day, and of another."""

PADDING = 3
HANDLE = 5
LEAST_HEIGHT = 15.0


class DayGround(Board):
    """A board with the hours of D+`day` down; `placed` are the bars of the day."""

    def __init__(self, desk: Desk, selection: Selection, acts: ScheduleActs) -> None:
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        super().__init__(desk, selection, acts, arrows)
        self.day = 0
        self.placed: list[Placed] = []
        self.hour_height = 48.0
        self.lefts: list[float] = [0.0, 1.0]

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

    def lane_edges(self, count: int, room: float) -> list[float]:
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


def _part(y: float, area: QRectF, placed: Placed) -> str:
    """Return the part of a bar at `y`; where the day cuts it off is no edge."""
    handle = min(HANDLE, area.height() / 4)
    if y >= area.bottom() - handle and placed.end == placed.bar.end:
        return END
    if y <= area.top() + handle and placed.start == placed.bar.start:
        return START
    return BODY
