"""The plan's life cycle at a glance: months, milestones, STARTEX to ENDEX, today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from db.open_plan import OpenPlan
from db.tables import Milestone
from desktop.language import _, spoken
from desktop.planning.moments import clock_of
from desktop.ui.milestones.milestone_facts import date_sentence, day_of, is_late, today
from desktop.ui.tables.time_columns import day_label
from desktop.ui.theme import colors

HEIGHT = 116
SIDE = 16
AXIS = 70
MARK = 6
LEVELS = (48, 30)
"""Where the names stand above the axis, in pixels from the top."""


@dataclass(slots=True)
class _Mark:
    row: Milestone
    day: date
    x: float
    late: bool


class LifeCycleStrip(QWidget):
    """A time axis from the first milestone to the last. Emits `chosen` with a row id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Life cycle of the plan"))
        self._colors = colors()
        self._plan: OpenPlan | None = None
        self._selected = ""
        self.marks: list[_Mark] = []
        self._first = self._last = today()

    def sizeHint(self) -> QSize:
        """Return the strip's size."""
        return QSize(600, HEIGHT)

    def show_plan(self, plan: OpenPlan, selected: str) -> None:
        """Show the milestones as they stand now."""
        self._plan, self._selected = plan, selected
        clock = clock_of(plan.row)
        rows = [row for row in plan.rows(Milestone) if row.status != "cancelled"]
        days = [day_of(row, plan) for row in rows]
        start, end = clock.date_of_day(0), clock.local(clock.end_offset).date()
        everything = [*days, start, end]
        self._first, self._last = min(everything), max(everything)
        if (self._last - self._first).days < 14:
            self._last = self._first + timedelta(days=14)
        self.marks = [
            _Mark(row, day, 0, is_late(row, plan)) for row, day in zip(rows, days, strict=True)
        ]
        self._place()
        self.setAccessibleDescription(
            _("From {first} to {last}").format(
                first=self._first.isoformat(), last=self._last.isoformat()
            )
        )
        self.update()

    def mark_selected(self, row_id: str) -> None:
        """Show which milestone is selected."""
        self._selected = row_id
        self.update()

    def resizeEvent(self, _event: QEvent) -> None:
        """Place the marks anew."""
        self._place()

    def _place(self) -> None:
        for mark in self.marks:
            mark.x = self._x(mark.day)
        # Marks of neighbouring days would hide each other: those behind stand aside.
        for before, mark in zip(self.marks, self.marks[1:], strict=False):
            mark.x = max(mark.x, before.x + MARK + 2)

    def _x(self, day: date) -> float:
        span = max(1, (self._last - self._first).days)
        room = self.width() - 2 * SIDE
        return SIDE + room * (day - self._first).days / span

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the strip."""
        if self._plan is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        self._paint_axis(painter)
        self._paint_conduct(painter, self._plan)
        self._paint_today(painter)
        self._paint_names(painter)
        for mark in self.marks:
            self._paint_mark(painter, mark)
        painter.end()

    def _paint_axis(self, painter: QPainter) -> None:
        worn = self._colors
        painter.setPen(QPen(QColor(worn.line), 2))
        painter.drawLine(SIDE, AXIS, self.width() - SIDE, AXIS)
        month = self._first.replace(day=1)
        free_from = 0.0
        while month <= self._last:
            if month >= self._first:
                x = self._x(month)
                painter.setPen(QPen(QColor(worn.line), 1))
                painter.drawLine(QPointF(x, AXIS), QPointF(x, AXIS + 12))
                text = _month_name(month)
                width = painter.fontMetrics().horizontalAdvance(text)
                if x >= free_from and x + width + 8 < self.width():
                    painter.setPen(QColor(worn.quiet))
                    painter.drawText(QPointF(x + 4, AXIS + 24), text)
                    free_from = x + width + 14
            month = (month + timedelta(days=32)).replace(day=1)

    def _paint_conduct(self, painter: QPainter, plan: OpenPlan) -> None:
        clock = clock_of(plan.row)
        left = self._x(clock.date_of_day(0))
        right = self._x(clock.local(clock.end_offset).date())
        bar = QRectF(left - 2, AXIS - 3, max(6.0, right - left + 4), 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colors.accent))
        painter.drawRoundedRect(bar, 3, 3)
        text = "STARTEX – ENDEX" if plan.row.kind == "exercise" else _("Workshop")
        width = painter.fontMetrics().horizontalAdvance(text)
        middle = bar.center().x() - width / 2
        at = max(4.0, min(middle, self.width() - width - 4))
        painter.setPen(QColor(self._colors.accent))
        painter.drawText(QPointF(at, AXIS + 40), text)

    def _paint_today(self, painter: QPainter) -> None:
        now = today()
        if not self._first <= now <= self._last:
            return
        x = self._x(now)
        painter.setPen(QPen(QColor(self._colors.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 4), QPointF(x, AXIS + 12))
        text = _("Today")
        width = painter.fontMetrics().horizontalAdvance(text)
        at = x + 4 if x + 4 + width < self.width() else x - 4 - width
        painter.setPen(QColor(self._colors.text))
        painter.drawText(QPointF(at, 13), text)

    def _paint_names(self, painter: QPainter) -> None:
        """Write the names that find room, the selected one first, in two levels."""
        metrics = painter.fontMetrics()
        taken: dict[int, list[tuple[float, float]]] = {level: [] for level in LEVELS}
        ordered = sorted(self.marks, key=lambda m: (m.row.id != self._selected, not m.late))
        for mark in ordered:
            title = mark.row.title.best(spoken())
            text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, 128)
            width = metrics.horizontalAdvance(text)
            left = max(2.0, min(mark.x - 4, self.width() - width - 2.0))
            for level in LEVELS:
                if all(left > b + 10 or left + width < a - 10 for a, b in taken[level]):
                    taken[level].append((left, left + width))
                    chosen = mark.row.id == self._selected
                    painter.setPen(QPen(QColor(self._colors.line), 1))
                    painter.drawLine(QPointF(mark.x, level + 4), QPointF(mark.x, AXIS - MARK))
                    behind = QRectF(left - 2, level - 11, width + 4, 15)
                    painter.fillRect(behind, QColor(self._colors.ground))
                    painter.setPen(QColor(self._tone(mark) if chosen else self._colors.quiet))
                    painter.drawText(QPointF(left, level), text)
                    break

    def _paint_mark(self, painter: QPainter, mark: _Mark) -> None:
        tone = QColor(self._tone(mark))
        painter.setPen(QPen(tone, 2))
        done = mark.row.status == "done"
        painter.setBrush(tone if done else QColor(self._colors.ground))
        size = MARK + 2 if mark.row.id == self._selected else MARK
        x, y = mark.x, float(AXIS)
        corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        if mark.late:
            corners = [(x, y - size), (x + size, y + size), (x - size, y + size)]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))

    def _tone(self, mark: _Mark) -> str:
        return self._colors.error if mark.late else self._colors.accent

    # Pointing and clicking

    def mark_at(self, x: float) -> _Mark | None:
        """Return the mark at `x`, the nearest of those within reach."""
        near = [mark for mark in self.marks if abs(mark.x - x) <= MARK + 3]
        return min(near, key=lambda mark: abs(mark.x - x), default=None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the milestone that was clicked."""
        mark = self.mark_at(event.position().x())
        if mark is not None:
            self.chosen.emit(mark.row.id)

    def event(self, event: QEvent) -> bool:
        """Tell of the milestone that is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos().x())
            if mark is not None and self._plan is not None:
                title, day = mark.row.title.best(spoken()), day_label(mark.row.day_offset)
                sentence = date_sentence(mark.row, self._plan)
                QToolTip.showText(event.globalPos(), f"{title} · {day} · {sentence}", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def _month_name(month: date) -> str:
    from babel.dates import format_date

    pattern = "MMM y" if month.month == 1 else "MMM"
    return str(format_date(month, pattern, locale=spoken())).replace(".", "")
