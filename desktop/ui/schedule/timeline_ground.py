"""Where things lie on the timeline: lanes down, time across."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, Qt

from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import ScheduleActs
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.board import Board
from desktop.ui.schedule.drag import BODY, END, START
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.time_axis import TimeAxis

HEADER, GUTTER = 80, 152
ROW, GAP, LANE_PADDING = 30, 4, 10
TALLEST_ROW, TALLEST_LANE = 36, 96
LEAST_WIDTH = 3.0
HANDLE = 6


class TimelineGround(Board):
    """A board with time across by `axis`; each lane is as high as its sub-rows need."""

    def __init__(self, desk: Desk, selection: Selection, acts: ScheduleActs) -> None:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        super().__init__(desk, selection, acts, arrows)
        self.axis = TimeAxis()
        self.tops: list[int] = [0]
        self.row_height = ROW

    def free_area(self) -> QRect:
        """Return the part of the viewport right of the lanes' names and below the days."""
        size = self.viewport().size()
        return QRect(GUTTER, HEADER, size.width() - GUTTER, size.height() - HEADER)

    def x_of(self, minute: float) -> float:
        """Return the x of a minute on the viewport."""
        return GUTTER + self.axis.x(minute)

    def minute_at(self, pos: QPoint) -> float:
        """Return the minute after STARTEX at a point of the viewport."""
        return self.axis.minute(pos.x() - GUTTER)

    def pixels_per_minute(self) -> float:
        """Return how wide a minute is."""
        return self.axis.scale

    def lane_at(self, pos: QPoint) -> int:
        """Return the lane at, or nearest to, a point of the viewport."""
        y = pos.y() - HEADER + self.verticalScrollBar().value()
        return min(max(bisect_right(self.tops, y) - 1, 0), max(len(self.tops) - 2, 0))

    def lane_top(self, lane: int) -> int:
        """Return the y of the upper edge of a lane on the viewport."""
        return HEADER + self.tops[lane] - self.verticalScrollBar().value()

    def row_top(self, lane: int, row: int) -> int:
        """Return the y at which the bars of a sub-row begin."""
        return self.lane_top(lane) + LANE_PADDING // 2 + row * self.row_height + GAP // 2

    def area_of(self, bar: Bar) -> QRectF:
        """Return where a bar lies on the viewport."""
        x = self.x_of(bar.start)
        width = max((bar.end - bar.start) * self.axis.scale, LEAST_WIDTH)
        return QRectF(x, self.row_top(bar.lane, bar.row), width, self.row_height - GAP)

    def bar_at(self, pos: QPoint) -> tuple[Bar, str] | None:
        """Return the bar at a point, and its part; a bar's edges reach a little outside."""
        if self.chart is None or not self.free_area().contains(pos):
            return None
        lane = self.lane_at(pos)
        row = (pos.y() - self.lane_top(lane) - LANE_PADDING // 2) // self.row_height
        rows = self.chart.rows[lane]
        if not 0 <= row < len(rows):
            return None
        slack = HANDLE / 2 / self.axis.scale
        minute = self.minute_at(pos)
        least = (LEAST_WIDTH + HANDLE / 2) / self.axis.scale
        near = rows[row].between(minute - least, minute + slack)
        bars = [rows[row].bars[i] for i in near]
        if not bars:
            return None
        bar = min(bars, key=lambda b: max(b.start - minute, minute - b.end, 0))
        area = self.area_of(bar)
        if not area.left() - HANDLE / 2 <= pos.x() <= area.right() + HANDLE / 2:
            return None
        return bar, _part(pos.x(), area) if self.chart.resizable else BODY

    def ghost_area(self, number: int) -> QRectF:
        """Return where the ghost of a dragged bar lies; it keeps its sub-row in its lane."""
        ghosts = self.drag.ghosts if self.drag is not None else []
        if number >= len(ghosts):
            return QRectF()
        ghost = ghosts[number]
        row = ghost.bar.row if ghost.bar is not None and ghost.bar.lane == ghost.lane else 0
        return self.area_of(Bar("", ghost.start, ghost.end, "", "", False, ghost.lane, row))

    def date_of(self, day: int) -> date:
        """Return the date of D+`day`."""
        return self.clock.date_of_day(day) if self.clock is not None else date.min

    @property
    def end_offset(self) -> int:
        """The minute of ENDEX."""
        return self.clock.end_offset if self.clock is not None else 0

    def end_names(self) -> tuple[str, str]:
        """Return what the beginning and the end of the plan are called."""
        plan = self.desk.plan
        if plan is not None and plan.row.kind == "workshop":
            return _("Opening"), _("Closing")
        return _("STARTEX"), _("ENDEX")

    def bars_in(self, band: QRectF) -> list[Bar]:
        """Return the bars that a rubber band touches."""
        if self.chart is None:
            return []
        first = self.minute_at(band.topLeft().toPoint())
        last = self.minute_at(band.bottomRight().toPoint())
        found = []
        for lane in range(len(self.chart.rows)):
            for number, row in enumerate(self.chart.rows[lane]):
                top = self.row_top(lane, number)
                if top < band.bottom() and top + self.row_height - GAP > band.top():
                    found += [row.bars[i] for i in row.between(first, last)]
        return found

    def is_free(self, pos: QPoint) -> bool:
        """Return whether a point lies in a lane."""
        if self.chart is None or not self.free_area().contains(pos):
            return False
        return pos.y() - HEADER + self.verticalScrollBar().value() < self.tops[-1]

    def cursor_for(self, hit: tuple[Bar, str] | None) -> Qt.CursorShape:
        """Return a pointer that tells what dragging would do."""
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.SizeHorCursor if hit[1] != BODY else Qt.CursorShape.OpenHandCursor

    def middle_of_view(self) -> tuple[int, int]:
        """Return the minute in the middle of what is in sight, and the first lane there."""
        area = self.free_area()
        return (
            self.snapped(self.minute_at(area.center()), 60),
            self.lane_at(QPoint(area.left(), area.top() + ROW // 2)),
        )

    def first_in_view(self) -> Bar | None:
        """Return the first bar in sight, or failing that of all."""
        if self.chart is None:
            return None
        seen = self.bars_in(QRectF(self.free_area()))
        bars = seen or [bar for lane in self.chart.rows for row in lane for bar in row.bars]
        return min(bars, key=lambda bar: (bar.lane, bar.start), default=None)

    def lay_out_lanes(self) -> None:
        """Give each lane its height; few lanes share the room that there is."""
        if self.chart is None:
            return
        counts = [len(rows) for rows in self.chart.rows]
        room = self.free_area().height()
        least = sum(counts) * ROW + len(counts) * LANE_PADDING
        spare = max(0, room - least)
        self.row_height = min(TALLEST_ROW, ROW + spare // max(sum(counts), 1))
        spare = max(0, room - sum(counts) * self.row_height - len(counts) * LANE_PADDING)
        extra = spare // max(len(counts), 1)
        self.tops = [0]
        for count in counts:
            height = count * self.row_height + LANE_PADDING
            height = max(height, min(height + extra, max(TALLEST_LANE, height * 3 // 2)))
            self.tops.append(self.tops[-1] + height)


def _part(x: float, area: QRectF) -> str:
    """Return the part of a bar at `x`: short ones have little to take hold of."""
    handle = min(HANDLE, area.width() / 4)
    if x >= area.right() - handle:
        return END
    return START if x <= area.left() + handle else BODY
