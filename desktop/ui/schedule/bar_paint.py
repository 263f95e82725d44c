"""Painting bars: ground, band, edge, title, and the marks of selection and clash."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop.language import _
from desktop.ui.fonts import FAMILY
from desktop.ui.schedule.bars import Bar
from desktop.ui.schedule.kind_looks import BAND, KindLook, look_of, paint_band
from desktop.ui.theme import Colors

RADIUS = 5.0
INSET = 6.0
BANDED_FROM = 14.0
LEAST_TITLE = 26.0
ROOMY = 64.0
MARK = 15.0
FADED = 0.35


def font_of(pixels: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's font at a size in pixels."""
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


class BarPainter:
    """Paints the bars of one frame; narrow ones are gathered and painted by `flush`."""

    def __init__(self, painter: QPainter, worn: Colors, clip: QRect, *, focused: bool) -> None:
        self._painter, self._worn, self._clip = painter, worn, clip
        self._focused = focused
        self._looks: dict[str, KindLook] = {}
        self._strokes: dict[str, list[QRectF]] = {}
        self._font = font_of(13)
        self._slanted = font_of(13)
        self._slanted.setItalic(True)
        self._metrics = QFontMetricsF(self._font)
        self._slanted_metrics = QFontMetricsF(self._slanted)
        self._baseline = (self._metrics.ascent() - self._metrics.descent()) / 2
        self._widths: dict[tuple[str, bool], float] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)

    def look(self, kind: str) -> KindLook:
        """Return the look of a kind."""
        found = self._looks.get(kind)
        if found is None:
            found = self._looks[kind] = look_of(kind, self._worn)
        return found

    def stroke(self, bar: Bar, area: QRectF, limit: float) -> None:
        """Gather a bar that is too narrow for more than its colour; its title goes beside."""
        self._strokes.setdefault(bar.kind, []).append(area)
        if min(limit, self._clip.right()) - area.right() >= ROOMY:
            self._title(bar, area, limit, self.look(bar.kind), banded=False, clashing=False)

    def flush(self) -> None:
        """Paint what was gathered."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for kind, areas in self._strokes.items():
            self._painter.setBrush(self.look(kind).edge)
            self._painter.drawRects(areas)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        self._strokes.clear()

    def bar(
        self,
        bar: Bar,
        area: QRectF,
        limit: float,
        *,
        selected: bool,
        clashing: bool,
        dragged: bool,
    ) -> None:
        """Paint a bar; its title may go on to its right up to `limit`, the next bar's x."""
        painter, look, worn = self._painter, self.look(bar.kind), self._worn
        if dragged:
            painter.setOpacity(FADED)
        edge = QColor(worn.error) if clashing else look.edge
        thick = 2.0 if clashing or selected else 1.0
        if selected:
            edge = QColor(worn.error if clashing else worn.text)
        painter.setPen(QPen(edge, thick))
        painter.setBrush(look.ground)
        inner = area.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        radius = min(RADIUS, area.width() / 3)
        painter.drawRoundedRect(inner, radius, radius)
        banded = area.width() >= BANDED_FROM and look.pattern != Qt.BrushStyle.NoBrush
        if banded:
            band = QRectF(area.left() + 2, area.top() + 3, BAND - 2, area.height() - 6)
            paint_band(painter, band, look)
        if clashing:
            self._clash_mark(area)
        self._title(bar, area, limit, look, banded=banded, clashing=clashing)
        if selected and self._focused:
            painter.setPen(QPen(QColor(worn.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)
        if dragged:
            painter.setOpacity(1.0)

    def bubble(self, label: str, beside: QRectF, within: QRect) -> None:
        """Paint a label above an area, or below it where there is no room."""
        painter, worn = self._painter, self._worn
        width = self._metrics.horizontalAdvance(label) + 20
        left = max(4.0, min(beside.left(), within.right() - width - 4))
        top = beside.top() - 32
        if top < within.top() + 2:
            top = beside.bottom() + 6
        area = QRectF(left, top, width, 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.text))
        painter.drawRoundedRect(area, 6, 6)
        painter.setPen(QColor(worn.ground))
        painter.setFont(self._font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, label)

    def _title(
        self,
        bar: Bar,
        area: QRectF,
        limit: float,
        look: KindLook,
        *,
        banded: bool,
        clashing: bool,
    ) -> None:
        """Paint the title inside where it fits, else beside, else as much as there is room."""
        title = bar.title or _("Untitled")
        begin = max(area.left() + (BAND if banded else 0), self._clip.left()) + INSET
        roomy = area.width() > 2 * MARK
        end = area.right() - INSET + 2 - (MARK if clashing and roomy else 0)
        inside = end - begin
        outside = area.right() + INSET - 1 + (MARK if clashing and not roomy else 0)
        beside = min(limit - 4, self._clip.right()) - outside
        needed = self._width(title, slanted=bar.fallen)
        painter = self._painter
        painter.setFont(self._slanted if bar.fallen else self._font)
        if needed <= inside or (inside >= beside and inside >= LEAST_TITLE):
            painter.setPen(look.text)
            self._text(title, begin, area.center().y(), inside, needed, slanted=bar.fallen)
        elif beside >= LEAST_TITLE:
            painter.setPen(QColor(self._worn.text))
            self._text(title, outside, area.center().y(), beside, needed, slanted=bar.fallen)

    def _text(
        self, text: str, x: float, middle: float, room: float, needed: float, *, slanted: bool
    ) -> None:
        if needed > room:
            metrics = self._slanted_metrics if slanted else self._metrics
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._painter.drawText(QPointF(x, middle + self._baseline), text)

    def _width(self, text: str, *, slanted: bool) -> float:
        width = self._widths.get((text, slanted))
        if width is None:
            metrics = self._slanted_metrics if slanted else self._metrics
            width = self._widths[text, slanted] = metrics.horizontalAdvance(text)
        return width

    def _clash_mark(self, area: QRectF) -> None:
        """Paint a triangle with an exclamation mark: a shape, not only a colour."""
        painter, worn = self._painter, self._worn
        size = MARK - 3
        right = area.right() + (-4 if area.width() > 2 * MARK else MARK)
        top = area.top() + 4
        triangle = QPolygonF(
            [
                QPointF(right - size / 2, top),
                QPointF(right, top + size - 1),
                QPointF(right - size, top + size - 1),
            ]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.error))
        painter.drawPolygon(triangle)
        painter.setPen(QPen(QColor(worn.ground), 1.6))
        x = right - size / 2
        painter.drawLine(QPointF(x, top + 4), QPointF(x, top + 7))
        painter.drawPoint(QPointF(x, top + 9.4))
