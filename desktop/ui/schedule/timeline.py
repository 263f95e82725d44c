"""The timeline: lanes down, time across, from weeks to minutes."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

from desktop.language import _, spoken
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import ScheduleActs
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.gestures import SEVERAL
from desktop.ui.schedule.lanes import TRACK
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.shading import Holidays
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY, TimeAxis
from desktop.ui.schedule.timeline_ground import GAP, GUTTER, HANDLE, HEADER, ROW, TimelineGround
from desktop.ui.schedule.timeline_paint import paint_timeline

FIRST_DAYS = 5
WEEKS_IN_SIGHT = 28 * MINUTES_PER_DAY
ZOOM_STEP = 1.25
NOW_MILLISECONDS = 30_000


class Timeline(TimelineGround):
    """Shows the schedule along time. Emits `day_asked` with the n of D+n."""

    day_asked = Signal(int)

    def __init__(self, desk: Desk, selection: Selection, acts: ScheduleActs) -> None:
        super().__init__(desk, selection, acts)
        self.holidays = Holidays()
        self._first = 0
        self._placed = False
        self._scrolling = False
        self._touched = False
        self.setAccessibleName(_("Timeline"))
        self.horizontalScrollBar().valueChanged.connect(self._follow_scrolling)
        self.horizontalScrollBar().setSingleStep(48)
        self.verticalScrollBar().setSingleStep(ROW)
        clock = QTimer(self, interval=NOW_MILLISECONDS)
        clock.timeout.connect(self.viewport().update)
        clock.start()

    def press_beside(self, pos: QPoint, modifiers: Qt.KeyboardModifier) -> bool:
        """Select all items of a lane when its name is clicked; take clicks on the days."""
        if pos.y() < HEADER:
            return True
        if pos.x() >= GUTTER or self.chart is None:
            return False
        if pos.y() - HEADER + self.verticalScrollBar().value() < self.tops[-1]:
            lane = self.lane_at(pos)
            ids = [bar.item_id for bar in self.chart.in_lane(lane)]
            self.lane_of_current = lane
            self.selection.choose((*self.selection.ids, *ids) if modifiers & SEVERAL else ids)
        return True

    def double_click_beside(self, pos: QPoint) -> bool:
        """Show the day whose name is double-clicked; rename a track."""
        if self.clock is None:
            return False
        if pos.y() < HEADER:
            if pos.x() >= GUTTER:
                self.day_asked.emit(self.clock.day(int(self.minute_at(pos))))
            return True
        if pos.x() < GUTTER and self.chart is not None:
            self._edit_track(self.lane_at(pos))
            return True
        return False

    def _edit_track(self, number: int) -> None:
        """Open the line in which the name of a track is typed."""
        lane = self.chart.lane(number) if self.chart is not None else None
        if lane is None or not lane.key or self.chart is None or self.chart.lanes.by != TRACK:
            return

        def done(text: str | None) -> None:
            if text is not None:
                self.acts.rename_track(lane, text)

        area = QRect(0, self.lane_top(number) + 2, GUTTER, ROW)
        self.edit_in_place(area, lane.title, done)

    def tooltip_beside(self, pos: QPoint) -> tuple[str, QRect]:
        """Return the whole name of a lane, or the holiday of a day."""
        if self.chart is None or self.clock is None:
            return "", QRect()
        if pos.y() < HEADER and pos.x() > GUTTER:
            offset = int(self.minute_at(pos))
            date = self.clock.date_of_day(self.clock.day(offset))
            return self.holidays.name(date, spoken()), QRect()
        if pos.x() < GUTTER and pos.y() - HEADER + self.scrolled().y() < self.tops[-1]:
            return self.chart.lane(self.lane_at(pos)).title, QRect()
        return "", QRect()

    # Zoom and scroll.

    def chart_changed(self) -> None:
        """Lay out the lanes anew and keep what is in sight where it is."""
        self.axis.midnight = self.midnight
        if self.chart is not None:
            self.lay_out_lanes()
            self._set_ranges()
            if not self._placed and self.viewport().width() > 2 * GUTTER:
                self._placed = True
                self._show_beginning()
        self.viewport().update()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom around an x of the viewport, by default the middle."""
        self._touched = True
        area = self.free_area()
        around = (area.center().x() if x is None else max(x, GUTTER)) - GUTTER
        self._wear(self.axis.zoomed(factor, around, self._farthest()))

    def fit(self) -> None:
        """Show the whole plan."""
        if self.chart is None:
            return
        first, last = self._items_span()
        span = max(last - first, 60)
        scale = max(self.free_area().width() / (span * 1.06), self._farthest())
        self._wear(TimeAxis(scale, first - span * 0.03, self.midnight))

    def come_back(self, scale: float, left: float) -> None:
        """Begin at a scale and a minute at the left edge, rather than at the beginning."""
        self._touched = True
        self.axis = TimeAxis(scale, left, self.midnight)
        self._placed = True

    def show_day(self, day: int) -> None:
        """Scroll to D+`day`."""
        self._touched = True
        left = self.midnight + day * MINUTES_PER_DAY
        self._wear(TimeAxis(self.axis.scale, left, self.midnight))

    def bring_into_view(self, bar: Bar) -> None:
        """Scroll so that a bar's beginning, and if there is room its end, can be seen."""
        free, area = self.free_area(), self.area_of(bar)
        by = QPoint()
        if area.left() < free.left() + HANDLE:
            by.setX(round(area.left() - free.left() - 24))
        elif area.right() > free.right() - HANDLE:
            past = area.right() - free.right() + 24
            by.setX(round(min(past, area.left() - free.left() - 24)))
        if area.top() < free.top():
            by.setY(round(area.top() - free.top() - GAP))
        elif area.bottom() > free.bottom():
            by.setY(round(area.bottom() - free.bottom() + GAP))
        if not by.isNull():
            self.scroll_by(by)

    def _items_span(self) -> tuple[int, int]:
        if self.chart is None:
            return 0, MINUTES_PER_DAY
        return self.chart.first, self.chart.last

    def _show_beginning(self) -> None:
        first, last = self._items_span()
        if last - first <= FIRST_DAYS * MINUTES_PER_DAY:
            self.fit()
            return
        scale = self.free_area().width() / (FIRST_DAYS * MINUTES_PER_DAY)
        self._wear(TimeAxis(scale, float(self.midnight), self.midnight))

    def _farthest(self) -> float:
        first, last = self._items_span()
        widest = max(WEEKS_IN_SIGHT, (last - first) * 1.2)
        return self.free_area().width() / widest

    def _wear(self, axis: TimeAxis) -> None:
        self.axis = axis
        self._set_ranges()
        bar = self.horizontalScrollBar()
        self._scrolling = True
        bar.setValue(round((axis.left - self._first) * axis.scale))
        self._scrolling = False
        self._follow_scrolling()
        self.viewport().update()

    def _follow_scrolling(self) -> None:
        if not self._scrolling:
            self.axis.left = self._first + self.horizontalScrollBar().value() / self.axis.scale

    def _set_ranges(self) -> None:
        """Let everything be scrolled to: the items, with a day around them."""
        first, last = self._items_span()
        area = self.free_area()
        day = MINUTES_PER_DAY
        in_sight = area.width() / self.axis.scale
        self._first = int((first - self.midnight) // day - 1) * day + self.midnight
        beyond = max((last // day + 2) * day + self.midnight, self._first + in_sight)
        self._first = min(self._first, int(self.axis.left))
        beyond = max(beyond, self.axis.left + in_sight)
        across = self.horizontalScrollBar()
        self._scrolling = True
        across.setPageStep(area.width())
        across.setRange(0, max(0, round((beyond - self._first) * self.axis.scale) - area.width()))
        across.setValue(round((self.axis.left - self._first) * self.axis.scale))
        self._scrolling = False
        down = self.verticalScrollBar()
        down.setPageStep(area.height())
        down.setRange(0, max(0, self.tops[-1] - area.height()))

    # Qt's events.

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; scroll down, or with Shift sideways."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turned / 120), event.position().x())
        elif modifiers & Qt.KeyboardModifier.ShiftModifier or not event.angleDelta().y():
            self.scroll_by(QPoint(-turned, 0))
        else:
            down = self.verticalScrollBar()
            if down.maximum() > 0:
                self.scroll_by(QPoint(0, -turned // 2))
            else:
                self.scroll_by(QPoint(-turned, 0))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with +, - and 0; page sideways; all else as on any board."""
        key = event.key()
        if key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_0 and not event.modifiers() & SEVERAL:
            self.fit()
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            page = self.free_area().width() * 9 // 10
            self.scroll_by(QPoint(page if key == Qt.Key.Key_PageDown else -page, 0))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for the new size; show the beginning until the planner goes elsewhere."""
        super().resizeEvent(event)
        self._placed = self._placed and self._touched
        self.chart_changed()

    def scroll_by(self, by: QPoint) -> None:
        """Scroll by pixels, as far as there is anything."""
        self._touched = True
        super().scroll_by(by)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in sight."""
        now = None if self.clock is None else self.clock.offset_of(datetime.now(UTC))
        paint_timeline(self, now)
