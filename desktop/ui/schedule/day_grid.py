"""The day grid: one day, hours down, lanes across, in true proportions."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import ScheduleActs
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.day_ground import HEADER, HOURS, PADDING, DayGround
from desktop.ui.schedule.day_layout import placed_on
from desktop.ui.schedule.day_paint import paint_day
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY

LOWEST_HOUR, HIGHEST_HOUR = 40.0, 400.0
LEGIBLE = 16.0
"""Height in pixels that the shortest item of a day should have, if it can."""

MOST_FOR_SHORT = 72.0
USUAL_HOURS = (7, 18)
ZOOM_STEP = 1.2


class DayGrid(DayGround):
    """Shows one day of the schedule. Emits `day_changed` with the n of D+n."""

    day_changed = Signal(int)

    def __init__(self, desk: Desk, selection: Selection, acts: ScheduleActs) -> None:
        super().__init__(desk, selection, acts)
        self._zoomed = self._begun = False
        self.setAccessibleName(_("Day grid"))
        self.verticalScrollBar().setSingleStep(24)
        self.horizontalScrollBar().setSingleStep(48)

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
        self.lefts = self.lane_edges(len(self.chart.rows), area.width())
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in sight."""
        paint_day(self)
