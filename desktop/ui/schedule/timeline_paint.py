"""Painting the timeline: only what is in sight, and no more of it than can be told apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.ui.schedule.bar_paint import BarPainter
from desktop.ui.schedule.bars import Bar, SubRow
from desktop.ui.schedule.shading import DAWN, DUSK, is_weekend
from desktop.ui.schedule.time_axis import MINUTES_PER_DAY
from desktop.ui.schedule.timeline_headings import paint_headings
from desktop.ui.theme import Colors, colors

if TYPE_CHECKING:
    from desktop.ui.schedule.timeline import Timeline

NIGHTS_FROM = 28
"""Width of a day, in pixels, from which on its night is shaded."""

DENSE = 4.0
"""Bars narrower than this are painted without edge, band and title."""

MOST_MARKED = 600
"""How many selected and clashing bars are marked among those too narrow to tell."""


def paint_timeline(board: Timeline, now: int | None) -> None:
    """Paint the timeline on its viewport; `now` is the present minute after STARTEX."""
    worn = colors()
    painter = QPainter(board.viewport())
    painter.fillRect(board.viewport().rect(), QColor(worn.ground))
    if board.chart is None or board.clock is None:
        return
    area = board.free_area()
    painter.save()
    painter.setClipRect(area)
    _shade(painter, board, area, worn)
    _grid(painter, board, area, worn)
    _lanes(painter, board, area, worn)
    bars = BarPainter(painter, worn, area, board.fonts, focused=board.hasFocus())
    _lines(painter, board, area, worn, now)
    _bars(board, area, bars)
    _arrows(painter, board, worn)
    _dragged(painter, board, bars, worn)
    painter.restore()
    paint_headings(painter, board, worn, now)
    label = board.drag_label()
    if label:
        bars.bubble(label, board.ghost_area(0), board.viewport().rect())


def _shade(painter: QPainter, board: Timeline, area: QRect, worn: Colors) -> None:
    axis, clock = board.axis, board.clock
    if clock is None:
        return
    width = axis.day_width
    night = QColor(worn.shade)
    weekend, holiday = _faint(worn.quiet, 16), _faint(worn.sand, 46)
    for day, x in axis.days(area.width()):
        date = clock.date_of_day(day)
        left = area.left() + x
        whole = QRectF(left, area.top(), width, area.height())
        if board.holidays.on(date):
            painter.fillRect(whole, holiday)
        elif is_weekend(date):
            painter.fillRect(whole, weekend)
        if width >= NIGHTS_FROM:
            dawn, dusk = DAWN * axis.scale, (MINUTES_PER_DAY - DUSK) * axis.scale
            painter.fillRect(QRectF(left, area.top(), dawn, area.height()), night)
            painter.fillRect(QRectF(left + width - dusk, area.top(), dusk, area.height()), night)


def _grid(painter: QPainter, board: Timeline, area: QRect, worn: Colors) -> None:
    axis, step = board.axis, board.axis.tick_step()
    days, ticks = [], []
    for day, x in axis.days(area.width()):
        left = area.left() + x
        if axis.day_width >= 14 or board.date_of(day).weekday() == 0:
            days.append(QLineF(left, area.top(), left, area.bottom()))
        if step:
            for minute in range(step, MINUTES_PER_DAY, step):
                at = left + minute * axis.scale
                if area.left() <= at <= area.right():
                    ticks.append(QLineF(at, area.top(), at, area.bottom()))
    painter.setPen(QPen(_faint(worn.line, 130), 1))
    painter.drawLines(ticks)
    painter.setPen(QPen(QColor(worn.line), 1))
    painter.drawLines(days)


def _lanes(painter: QPainter, board: Timeline, area: QRect, worn: Colors) -> None:
    painter.setPen(QPen(QColor(worn.line), 1))
    lines = []
    for lane in range(len(board.tops)):
        y = board.lane_top(lane)
        if area.top() <= y <= area.bottom():
            lines.append(QLineF(area.left(), y, area.right(), y))
    painter.drawLines(lines)


def _bars(board: Timeline, area: QRect, bars: BarPainter) -> None:
    chart = board.chart
    if chart is None:
        return
    seen = board.axis.left, board.axis.minute(area.width())
    scrolled = board.verticalScrollBar().value()
    top = bisect_right(board.tops, scrolled) - 1
    beyond = bisect_left(board.tops, scrolled + area.height())
    for lane in range(max(top, 0), min(beyond, len(chart.rows))):
        for number, row in enumerate(chart.rows[lane]):
            y = board.row_top(lane, number)
            if y < area.bottom() and y + board.row_height > area.top():
                _row(board, row, y, seen, bars)
    bars.flush()
    _marked(board, area, bars)


def _marked(board: Timeline, area: QRect, bars: BarPainter) -> None:
    """Paint the selected and the clashing among the bars too narrow to be told apart."""
    chart = board.chart
    if chart is None:
        return
    ids = [*board.clashes, *board.selection.ids]
    for item_id in ids[:MOST_MARKED]:
        for bar in chart.bars_of.get(item_id, ()):
            shape = board.area_of(bar)
            if shape.width() < DENSE and shape.intersects(QRectF(area)):
                bars.bar(
                    bar,
                    shape,
                    0,
                    selected=item_id in board.selection,
                    clashing=item_id in board.clashes,
                    dragged=False,
                )


def _row(board: Timeline, row: SubRow, y: int, seen: tuple[float, float], bars: BarPainter) -> None:
    """Paint a sub-row: bars one by one, or in strokes where they are too narrow to tell."""
    axis, selection, clashes = board.axis, board.selection, board.clashes
    near = row.between(*seen)
    height = board.row_height - 4
    dragged = board.drag.dragged if board.drag is not None else ()
    at, stop, left, scale = near.start, near.stop, board.x_of(0), axis.scale
    while at < stop:
        bar = row.bars[at]
        x = left + bar.start * scale
        width = (bar.end - bar.start) * scale
        following = at + 1
        if width < DENSE:
            following = bisect_left(row.starts, bar.start + 3.0 / scale, following, stop)
            limit = left + row.starts[following] * scale if following < len(row.bars) else 1e9
            bars.stroke(bar, QRectF(x, y, max(width, 3.0), height), limit)
        else:
            limit = left + row.starts[following] * scale if following < len(row.bars) else 1e9
            bars.bar(
                bar,
                QRectF(x, y, max(width, 3.0), height),
                limit,
                selected=bar.item_id in selection,
                clashing=bar.item_id in clashes,
                dragged=bar.item_id in dragged,
            )
        at = following


def _lines(painter: QPainter, board: Timeline, area: QRect, worn: Colors, now: int | None) -> None:
    """Paint STARTEX, ENDEX and now from top to bottom."""
    marks = [(0, worn.accent, 2.0), (board.end_offset, worn.accent, 2.0)]
    if now is not None:
        marks.append((now, worn.error, 1.5))
    for minute, color, width in marks:
        x = board.x_of(minute)
        if area.left() - 1 <= x <= area.right() + 1:
            painter.setPen(QPen(QColor(color), width))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))


def _arrows(painter: QPainter, board: Timeline, worn: Colors) -> None:
    """Paint an arrow from what comes first to what depends on it."""
    pairs = [] if board.chart is None else board.chart.links(board.selection.ids)
    for first, then in pairs[:MOST_MARKED]:
        start, end = board.area_of(first), board.area_of(then)
        color = QColor(worn.text if first.start <= then.start else worn.error)
        leave = QPointF(start.right(), start.center().y())
        reach = QPointF(end.left(), end.center().y())
        path = QPainterPath(leave)
        bend = max(8.0, min(72.0, abs(reach.x() - leave.x()) / 2))
        path.cubicTo(leave + QPointF(bend, 0), reach - QPointF(bend, 0), reach)
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        head = [reach, reach + QPointF(-8, -4), reach + QPointF(-8, 4)]
        painter.drawPolygon(QPolygonF(head))


def _dragged(painter: QPainter, board: Timeline, bars: BarPainter, worn: Colors) -> None:
    drag = board.drag
    if drag is None:
        return
    if not drag.band.isNull():
        painter.setPen(QPen(QColor(worn.accent), 1, Qt.PenStyle.DashLine))
        painter.setBrush(_faint(worn.accent, 30))
        painter.drawRect(drag.band)
    for number, ghost in enumerate(drag.ghosts):
        area = board.ghost_area(number)
        kind, title = ("training", "") if ghost.bar is None else (ghost.bar.kind, ghost.bar.title)
        shown = Bar("", ghost.start, ghost.end, kind, title, False, ghost.lane)
        bars.bar(shown, area, 0, selected=True, clashing=False, dragged=False)


def _faint(color: str, alpha: int) -> QColor:
    faint = QColor(color)
    faint.setAlpha(alpha)
    return faint
