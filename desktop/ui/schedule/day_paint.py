"""Painting the day grid."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from db.tables import Organization, ScheduleItem, Venue
from desktop.language import _, spoken
from desktop.planning.moments import relative
from desktop.ui.schedule.bar_paint import BarPainter, font_of
from desktop.ui.schedule.day_names import clock_time
from desktop.ui.schedule.facts import organization_name
from desktop.ui.schedule.kind_looks import look_of, paint_band
from desktop.ui.schedule.lanes import VENUE
from desktop.ui.schedule.shading import DAWN, DUSK
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY
from desktop.ui.schedule.wrapping import wrapped
from desktop.ui.theme import Colors, colors

if TYPE_CHECKING:
    from desktop.ui.schedule.day_grid import DayGrid
    from desktop.ui.schedule.day_layout import Placed

BAND = 5.0
TITLE, SMALL, TINY = 13, 12, 11
LINE = 16.0


def paint_day(board: DayGrid) -> None:
    """Paint the day grid on its viewport."""
    worn = colors()
    painter = QPainter(board.viewport())
    painter.fillRect(board.viewport().rect(), QColor(worn.ground))
    if board.chart is None or board.clock is None:
        return
    area = board.free_area()
    painter.save()
    painter.setClipRect(area)
    _ground(painter, board, area, worn)
    bars = BarPainter(painter, worn, area, board.fonts, focused=board.hasFocus())
    dragged = board.drag.dragged if board.drag is not None else set()
    for placed in board.placed:
        shape = board.area_of_placed(placed)
        if shape.intersects(QRectF(area)):
            _item(painter, board, placed, shape, worn, faded=placed.bar.item_id in dragged)
    _ghosts(painter, board, worn)
    _now(painter, board, area, worn)
    painter.restore()
    _headings(painter, board, area, worn)
    label = board.drag_label()
    if label:
        bars.bubble(label, board.ghost_area(0), board.viewport().rect())


def _ground(painter: QPainter, board: DayGrid, area: QRect, worn: Colors) -> None:
    begin = board.begin
    dawn, dusk = board.y_of(begin + DAWN), board.y_of(begin + DUSK)
    day_top, day_end = board.y_of(begin), board.y_of(begin + MINUTES_PER_DAY)
    night = QColor(worn.shade)
    painter.fillRect(QRectF(area.left(), day_top, area.width(), dawn - day_top), night)
    painter.fillRect(QRectF(area.left(), dusk, area.width(), day_end - dusk), night)
    hours: list[QLineF] = []
    halves: list[QLineF] = []
    for minute in range(0, MINUTES_PER_DAY + 1, 30):
        y = round(board.y_of(begin + minute)) + 0.5
        if area.top() <= y <= area.bottom():
            line = QLineF(area.left(), y, area.right(), y)
            (hours if minute % 60 == 0 else halves).append(line)
    faint = QColor(worn.line)
    faint.setAlpha(110)
    painter.setPen(QPen(faint, 1))
    painter.drawLines(halves)
    painter.setPen(QPen(QColor(worn.line), 1))
    painter.drawLines(hours)
    count = len(board.chart.rows) if board.chart is not None else 0
    painter.drawLines(
        [
            QLineF(board.lane_left(lane), area.top(), board.lane_left(lane), area.bottom())
            for lane in range(count + 1)
        ]
    )


def _item(
    painter: QPainter,
    board: DayGrid,
    placed: Placed,
    area: QRectF,
    worn: Colors,
    *,
    faded: bool,
) -> None:
    bar = placed.bar
    look = look_of(bar.kind, worn)
    selected, clashing = bar.item_id in board.selection, bar.item_id in board.clashes
    painter.setOpacity(0.35 if faded else 1.0)
    edge = QColor(worn.error) if clashing else QColor(worn.text) if selected else look.edge
    painter.setPen(QPen(edge, 2.0 if selected or clashing else 1.0))
    painter.setBrush(look.ground)
    painter.drawRoundedRect(area, 4, 4)
    if look.pattern != Qt.BrushStyle.NoBrush:
        paint_band(painter, QRectF(area.left() + 2, area.top() + 3, BAND, area.height() - 6), look)
    inner = area.adjusted(BAND + 6, 1, -4, -1)
    if clashing:
        painter.setFont(font_of(TINY, weight=QFont.Weight.Bold))
        painter.setPen(QColor(worn.error))
        painter.drawText(QPointF(inner.right() - 9, min(inner.top() + 12, inner.bottom())), "▲")
        inner.setRight(inner.right() - 14)
    painter.save()
    painter.setClipRect(area.intersected(QRectF(board.free_area())))
    _words(painter, board, placed, inner, look.text)
    painter.restore()
    if selected and board.hasFocus():
        painter.setPen(QPen(QColor(worn.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), 6, 6)
    painter.setOpacity(1.0)


def _words(painter: QPainter, board: DayGrid, placed: Placed, area: QRectF, color: QColor) -> None:
    """Write the title, and below it as many facts as there is room for."""
    bar = placed.bar
    tall = area.height() >= LINE
    font = font_of(TITLE if tall else TINY, weight=QFont.Weight.DemiBold)
    font.setItalic(bar.fallen)
    painter.setFont(font)
    painter.setPen(color)
    metrics = QFontMetricsF(font)
    facts = _facts(board, placed)
    most = int(area.height() // LINE)
    lines = wrapped(bar.title or _("Untitled"), metrics, area.width(), min(max(most - 1, 1), 3))
    if not tall:
        y = area.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(area.left(), y), lines[0])
        return
    y = area.top() + 13
    for line in lines:
        painter.drawText(QPointF(area.left(), y), line)
        y += LINE
    small = font_of(SMALL)
    painter.setFont(small)
    metrics = QFontMetricsF(small)
    for fact in facts:
        if y > area.bottom() - 2:
            return
        shown = metrics.elidedText(fact, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QPointF(area.left(), y), shown)
        y += LINE


def _facts(board: DayGrid, placed: Placed) -> list[str]:
    plan, clock = board.desk.plan, board.clock
    item = plan.get(ScheduleItem, placed.bar.item_id) if plan is not None else None
    if plan is None or clock is None or item is None or board.chart is None:
        return []
    bar = placed.bar
    same = clock.day(bar.start) == clock.day(max(bar.end - 1, bar.start))
    begin = clock.local(bar.start).strftime("%H:%M") if same else relative(bar.start, clock)
    end = clock.local(bar.end).strftime("%H:%M") if same else relative(bar.end, clock)
    venue, lead = plan.get(Venue, item.venue_id), plan.get(Organization, item.lead_id)
    where = venue.name.best(spoken()) if venue is not None else ""
    by_venue = board.chart.lanes.by == VENUE
    second = item.track.best(spoken()) if by_venue else where
    who = organization_name(lead, spoken()) if lead is not None else ""
    return [fact for fact in (f"{begin}–{end}", second, who) if fact]


def _ghosts(painter: QPainter, board: DayGrid, worn: Colors) -> None:
    drag = board.drag
    if drag is None:
        return
    if not drag.band.isNull():
        faint = QColor(worn.accent)
        faint.setAlpha(30)
        painter.setPen(QPen(QColor(worn.accent), 1, Qt.PenStyle.DashLine))
        painter.setBrush(faint)
        painter.drawRect(drag.band)
    for number, ghost in enumerate(drag.ghosts):
        look = look_of(ghost.bar.kind if ghost.bar is not None else "training", worn)
        area = board.ghost_area(number)
        painter.setPen(QPen(QColor(worn.text), 2))
        painter.setBrush(look.ground)
        painter.drawRoundedRect(area, 4, 4)
        if ghost.bar is not None and area.height() >= LEAST_TEXT:
            font = font_of(TITLE, weight=QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(look.text)
            shown = QFontMetricsF(font).elidedText(
                ghost.bar.title, Qt.TextElideMode.ElideRight, area.width() - 14
            )
            painter.drawText(QPointF(area.left() + 10, area.top() + 13), shown)


LEAST_TEXT = 14.0


def _now(painter: QPainter, board: DayGrid, area: QRect, worn: Colors) -> None:
    clock = board.clock
    if clock is None:
        return
    marks = [(0, worn.accent), (clock.end_offset, worn.accent)]
    marks.append((clock.offset_of(datetime.now(UTC)), worn.error))
    for minute, color in marks:
        if board.begin <= minute < board.begin + MINUTES_PER_DAY:
            y = board.y_of(minute)
            painter.setPen(QPen(QColor(color), 2))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


def _headings(painter: QPainter, board: DayGrid, area: QRect, worn: Colors) -> None:
    whole = board.viewport().rect()
    ground = QColor(worn.ground)
    painter.fillRect(0, 0, whole.width(), area.top(), ground)
    painter.fillRect(0, 0, area.left(), whole.height(), ground)
    painter.fillRect(area.right() + 1, 0, whole.width() - area.right(), whole.height(), ground)
    _hours(painter, board, area, worn)
    painter.setPen(QPen(QColor(worn.line), 1))
    painter.drawLine(area.left(), area.top() - 1, area.right(), area.top() - 1)
    painter.setClipRect(area.left(), 0, area.width(), area.top())
    font = font_of(TITLE, weight=QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    lanes = board.chart.lanes.all if board.chart is not None else []
    for number, lane in enumerate(lanes):
        left = board.lane_left(number)
        if left > area.right() or left + board.lane_width(number) < area.left():
            continue
        font.setItalic(lane.fallen)
        painter.setFont(font)
        painter.setPen(QColor(worn.text if lane.key else worn.quiet))
        lines = wrapped(lane.title, metrics, board.lane_width(number) - 12, 2)
        for line, text in enumerate(lines):
            y = area.top() - 12 - (len(lines) - 1 - line) * 17
            painter.drawText(QPointF(left + 6, y), text)
    painter.setClipping(False)


def _hours(painter: QPainter, board: DayGrid, area: QRect, worn: Colors) -> None:
    clock = board.clock
    if clock is None:
        return
    painter.setFont(font_of(TINY, weight=QFont.Weight.DemiBold))
    painter.setPen(QColor(worn.quiet))
    painter.drawText(QRectF(0, area.top() - 26, area.left() - 8, 18), _RIGHT, _("Local"))
    painter.drawText(QRectF(area.right() + 8, area.top() - 26, 48, 18), _LEFT, _("Zulu"))
    painter.setClipRect(0, area.top(), board.viewport().width(), area.height())
    painter.setFont(font_of(SMALL))
    step = 60 if board.hour_height >= 22 else 120
    for minute in range(0, MINUTES_PER_DAY + 1, step):
        y = board.y_of(board.begin + minute)
        if area.top() - 10 <= y <= area.bottom() + 10:
            local = "24:00" if minute == MINUTES_PER_DAY else clock_time(minute)
            zulu = clock.utc(board.begin + minute).strftime("%H%MZ")
            painter.drawText(QRectF(0, y - 9, area.left() - 8, 18), _RIGHT, local)
            painter.drawText(QRectF(area.right() + 8, y - 9, 48, 18), _LEFT, zulu)
    painter.setClipping(False)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
