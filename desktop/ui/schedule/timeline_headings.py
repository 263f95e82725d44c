"""The headings of the timeline: days and hours above, lanes at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.language import _, spoken
from desktop.ui.schedule.bar_paint import font_of
from desktop.ui.schedule.day_names import (
    FULL,
    MEDIUM,
    SHORT,
    clock_time,
    day_name,
    day_of_plan,
    month_name,
    short_date,
    utc_label,
)
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY
from desktop.ui.schedule.wrapping import wrapped
from desktop.ui.theme import Colors

if TYPE_CHECKING:
    from desktop.ui.schedule.timeline import Timeline

DAY_LINE, PLAN_LINE, HOUR_LINE, MARK_LINE = 16, 34, 53, 72
"""Baselines of the rows of the heading, in pixels from its top."""

ROOM_FULL, ROOM_MEDIUM, ROOM_SHORT, ROOM_NUMBER = 250, 110, 56, 24


def paint_headings(painter: QPainter, board: Timeline, worn: Colors, now: int | None) -> None:
    """Paint the headings over what is scrolled below them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    free, whole = board.free_area(), board.viewport().rect()
    ground = QColor(worn.ground)
    painter.fillRect(0, 0, whole.width(), free.top(), ground)
    painter.fillRect(0, 0, free.left(), whole.height(), ground)
    painter.save()
    painter.setClipRect(free.left(), 0, free.width(), free.top())
    _days(painter, board, worn)
    _hours(painter, board, worn)
    _marks(painter, board, worn, now)
    painter.restore()
    _corner(painter, board, worn)
    painter.setPen(QPen(QColor(worn.line), 1))
    painter.drawLine(0, free.top() - 1, whole.width(), free.top() - 1)
    painter.save()
    _lane_names(painter, board, worn)
    painter.restore()


def _days(painter: QPainter, board: Timeline, worn: Colors) -> None:
    bold = font_of(13, weight=QFont.Weight.DemiBold)
    small = font_of(12)
    bold_metrics, small_metrics = QFontMetricsF(bold), QFontMetricsF(small)
    width, free = board.axis.day_width, board.free_area()
    weekly = width < ROOM_NUMBER
    span = width * 7 if weekly else width
    for day, x in board.axis.days(free.width()):
        date = board.date_of(day)
        left = free.left() + x
        holiday = board.holidays.name(date, spoken())
        if weekly and date.weekday() != 0:
            if holiday and width >= 6:
                _diamond(painter, left + width / 2, HOUR_LINE - 4, worn)
            continue
        if weekly and holiday:
            _diamond(painter, left + width / 2, HOUR_LINE - 4, worn)
        name = _day_label(board, day, width)
        painter.setPen(QPen(QColor(worn.line), 1))
        painter.drawLine(QPointF(left, 2), QPointF(left, free.top()))
        at = _sticky(left + 6, left + span, free.left() + 6, bold_metrics.horizontalAdvance(name))
        painter.setPen(QColor(worn.text))
        painter.setFont(bold)
        room = left + span - at - 4
        painter.drawText(
            QPointF(at, DAY_LINE),
            bold_metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(room, 0)),
        )
        second = day_of_plan(day)
        if width < 36 and not weekly:
            second = second if day % 2 == 0 else ""
        painter.setFont(small)
        painter.setPen(QColor(worn.quiet))
        painter.drawText(QPointF(at, PLAN_LINE), second)
        if holiday and not weekly:
            after = at + small_metrics.horizontalAdvance(second) + 8
            shown = small_metrics.elidedText(
                holiday, Qt.TextElideMode.ElideRight, left + span - after - 4
            )
            painter.setPen(QColor(worn.sand))
            if left + span - after > 40:
                painter.drawText(QPointF(after, PLAN_LINE), shown)
            else:
                _diamond(painter, min(left + span - 8, after), PLAN_LINE - 4, worn)


def _day_label(board: Timeline, day: int, width: float) -> str:
    date = board.date_of(day)
    if width >= ROOM_FULL:
        return day_name(date, FULL, spoken())
    if width >= ROOM_MEDIUM:
        return day_name(date, MEDIUM, spoken())
    if width >= ROOM_SHORT:
        return day_name(date, SHORT, spoken())
    if width >= ROOM_NUMBER:
        return str(date.day)
    return short_date(date, spoken())


def _sticky(left: float, right: float, edge: float, needed: float) -> float:
    """Return the x of a label that stays in sight while any of its day is."""
    return max(left, min(edge, right - needed - 6))


def _hours(painter: QPainter, board: Timeline, worn: Colors) -> None:
    step = board.axis.tick_step()
    if not step:
        return
    free = board.free_area()
    font = font_of(11)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(worn.quiet))
    for _day, x in board.axis.days(free.width()):
        for minute in range(0, MINUTES_PER_DAY, step):
            at = free.left() + x + minute * board.axis.scale
            if free.left() + 8 < at < free.right() + 40:
                label = clock_time(minute, whole_hours=step >= 60)
                painter.drawText(
                    QPointF(at - metrics.horizontalAdvance(label) / 2, HOUR_LINE), label
                )


def _marks(painter: QPainter, board: Timeline, worn: Colors, now: int | None) -> None:
    font = font_of(11, weight=QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    begin, end = board.end_names()
    marks = [(0, begin, worn.accent), (board.end_offset, end, worn.accent)]
    if now is not None:
        marks.append((now, _("Now"), worn.error))
    taken: list[tuple[float, float]] = []
    for minute, label, color in marks:
        x = board.x_of(minute)
        width = metrics.horizontalAdvance(label) + 10
        left = x if minute != board.end_offset else x - width
        painter.setPen(QPen(QColor(color), 1.5))
        painter.drawLine(QPointF(x, MARK_LINE - 11), QPointF(x, board.free_area().top()))
        if any(left < right and left + width > start for start, right in taken):
            continue
        taken.append((left, left + width))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(QRectF(left, MARK_LINE - 11, width, 15), 3, 3)
        painter.setPen(QColor(worn.on_accent if color == worn.accent else worn.ground))
        painter.drawText(QPointF(left + 5, MARK_LINE), label)


def _corner(painter: QPainter, board: Timeline, worn: Colors) -> None:
    """Paint month and zone above the lanes' names."""
    clock = board.clock
    if clock is None:
        return
    offset = int(board.axis.left + 60)
    painter.setFont(font_of(13, weight=QFont.Weight.DemiBold))
    painter.setPen(QColor(worn.text))
    name = month_name(clock.local(offset).date(), spoken())
    painter.drawText(QPointF(0, DAY_LINE), name[:1].upper() + name[1:])
    painter.setFont(font_of(12))
    painter.setPen(QColor(worn.quiet))
    painter.drawText(QPointF(0, PLAN_LINE), utc_label(clock.local(offset)))


def _lane_names(painter: QPainter, board: Timeline, worn: Colors) -> None:
    free, chart = board.free_area(), board.chart
    if chart is None:
        return
    painter.setClipRect(0, free.top(), free.left(), free.height())
    font = font_of(13, weight=QFont.Weight.DemiBold)
    slanted = font_of(13, weight=QFont.Weight.DemiBold)
    slanted.setItalic(True)
    metrics = QFontMetricsF(font)
    for number, lane in enumerate(chart.lanes.all):
        top, bottom = board.lane_top(number), board.lane_top(number + 1)
        if bottom <= free.top() or top >= free.bottom():
            continue
        painter.setPen(QPen(QColor(worn.line), 1))
        painter.drawLine(0, bottom, free.left(), bottom)
        painter.setPen(QColor(worn.text if lane.key else worn.quiet))
        painter.setFont(slanted if lane.fallen else font)
        room = free.left() - 12
        begin = max(top, min(free.top(), bottom - 34)) + 8
        lines = wrapped(lane.title, metrics, room, 2 if bottom - begin >= 38 else 1)
        for line, text in enumerate(lines):
            painter.drawText(QPointF(0, begin + 13 + line * 17), text)


def _diamond(painter: QPainter, x: float, y: float, worn: Colors) -> None:
    """Paint the mark of a holiday whose name has no room."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(worn.sand))
    painter.save()
    painter.translate(x, y)
    painter.rotate(45)
    painter.drawRect(QRectF(-3, -3, 6, 6))
    painter.restore()
