"""The strip of the plan's days: which day it is, and a mark where something happens."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.language import _, ngettext, spoken
from desktop.planning.moments import PlanClock
from desktop.ui.schedule.bar_paint import font_of
from desktop.ui.schedule.bars import Chart
from desktop.ui.schedule.day_names import FULL, SHORT, day_name, day_of_plan
from desktop.ui.schedule.shading import Holidays, is_weekend
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY
from desktop.ui.theme import colors

CELL = QSize(60, 44)
HEIGHT = 58


class DayRole(IntEnum):
    """What a cell of the strip knows of its day."""

    DAY = Qt.ItemDataRole.UserRole.value
    NAME = Qt.ItemDataRole.UserRole.value + 1
    COUNT = Qt.ItemDataRole.UserRole.value + 2
    FREE = Qt.ItemDataRole.UserRole.value + 3


class DayStrip(QListWidget):
    """Lists the days of the plan side by side. Emits `day_chosen` with the n of D+n."""

    day_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFixedHeight(HEIGHT)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_DayDelegate(self))
        self.setStyleSheet("QListWidget { background: transparent; }")
        self.setAccessibleName(_("Days of the plan"))
        self._holidays = Holidays()
        self.currentItemChanged.connect(self._tell)

    def show_days(self, chart: Chart, clock: PlanClock, day: int) -> None:
        """List the days from the first to the last of the chart, `day` among them."""
        counts = _counts(chart, clock)
        first = min([clock.day(chart.first), day, *counts])
        last = max([clock.day(max(chart.last - 1, chart.first)), day, *counts])
        self.blockSignals(True)
        if [self._day(0), self._day(self.count() - 1)] != [first, last]:
            self.clear()
            for n in range(first, last + 1):
                cell = QListWidgetItem()
                cell.setSizeHint(CELL)
                cell.setData(DayRole.DAY, n)
                self.addItem(cell)
        for row in range(self.count()):
            self._fill(self.item(row), clock, counts)
        self.setCurrentRow(day - first)
        self.blockSignals(False)
        self._show_chosen()
        self.viewport().update()

    def _fill(self, cell: QListWidgetItem, clock: PlanClock, counts: dict[int, int]) -> None:
        day = cell.data(DayRole.DAY)
        date = clock.date_of_day(day)
        count = counts.get(day, 0)
        holiday = self._holidays.name(date, spoken())
        cell.setData(DayRole.NAME, day_name(date, SHORT, spoken()))
        cell.setData(DayRole.COUNT, count)
        cell.setData(DayRole.FREE, bool(holiday) or is_weekend(date))
        told = ngettext("{count} item", "{count} items", count).format(count=count)
        parts = [day_name(date, FULL, spoken()), day_of_plan(day), told, holiday]
        text = " · ".join(part for part in parts if part)
        cell.setToolTip(text)
        cell.setData(Qt.ItemDataRole.AccessibleTextRole, text)

    def _day(self, row: int) -> int | None:
        return int(self.item(row).data(DayRole.DAY)) if 0 <= row < self.count() else None

    def _tell(self, current: QListWidgetItem | None) -> None:
        if current is not None:
            self.day_chosen.emit(int(current.data(DayRole.DAY)))

    def _show_chosen(self) -> None:
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem(), QListView.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen day in sight."""
        super().resizeEvent(event)
        self._show_chosen()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways whichever way the wheel turns."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turned // 2)
        event.accept()


def _counts(chart: Chart, clock: PlanClock) -> dict[int, int]:
    """Return how many items begin, or go on, on each day."""
    midnight = -(clock.start.hour * 60 + clock.start.minute)
    counts: dict[int, int] = {}
    for bars in chart.bars_of.values():
        if bars:
            first = (bars[0].start - midnight) // MINUTES_PER_DAY
            last = (max(bars[0].end - 1, bars[0].start) - midnight) // MINUTES_PER_DAY
            for day in range(first, last + 1):
                counts[day] = counts.get(day, 0) + 1
    return counts


class _DayDelegate(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a day: its name, D+n, and a dot for each of up to three items."""
        worn = colors()
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        area.setHeight(CELL.height())
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            focused = chosen and state & QStyle.StateFlag.State_HasFocus
            edge = QPen(QColor(worn.accent), 1) if focused else QPen(Qt.PenStyle.NoPen)
            painter.setPen(edge)
            painter.setBrush(QColor(worn.accent_ground if chosen else worn.shade))
            painter.drawRoundedRect(area, 6, 6)
        free = bool(index.data(DayRole.FREE))
        painter.setPen(QColor(worn.accent if chosen else worn.quiet if free else worn.text))
        painter.setFont(font_of(13, weight=QFont.Weight.DemiBold))
        top = QRectF(area.left(), area.top() + 3, area.width(), 18)
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, str(index.data(DayRole.NAME)))
        painter.setPen(QColor(worn.quiet))
        painter.setFont(font_of(11))
        below = QRectF(area.left(), area.top() + 19, area.width(), 14)
        painter.drawText(
            below, Qt.AlignmentFlag.AlignCenter, day_of_plan(int(index.data(DayRole.DAY)))
        )
        dots = min(int(index.data(DayRole.COUNT)), 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.accent))
        left = area.center().x() - (dots - 1) * 3.5
        for dot in range(dots):
            painter.drawEllipse(QRectF(left + dot * 7 - 1.75, area.bottom() - 6, 3.5, 3.5))
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a day's cell."""
        return CELL
