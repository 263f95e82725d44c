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
MOST_WIDTHS = 20_000
"""How many titles' widths are kept."""


def font_of(pixels: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's font at a size in pixels."""
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


class BarFonts:
    """The fonts of bars' titles, and how wide titles are, kept from frame to frame."""

    def __init__(self) -> None:
        self.upright = font_of(13)
        self.slanted = font_of(13)
        self.slanted.setItalic(True)
        self._upright_metrics = QFontMetricsF(self.upright)
        self._slanted_metrics = QFontMetricsF(self.slanted)
        metrics = self._upright_metrics
        self.baseline = (metrics.ascent() - metrics.descent()) / 2
        self._widths: dict[tuple[str, bool], float] = {}

    def width(self, text: str, *, slanted: bool = False) -> float:
        """Return how wide a text is."""
        width = self._widths.get((text, slanted))
        if width is None:
            if len(self._widths) > MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[text, slanted] = self._metrics(slanted).horizontalAdvance(text)
        return width

    def elided(self, text: str, room: float, *, slanted: bool) -> str:
        """Return as much of a text as there is room for."""
        return self._metrics(slanted).elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _metrics(self, slanted: bool) -> QFontMetricsF:
        return self._slanted_metrics if slanted else self._upright_metrics


class BarPainter:
    """Paints the bars of one frame; narrow ones are gathered and painted by `flush`."""

    def __init__(
        self, painter: QPainter, worn: Colors, clip: QRect, fonts: BarFonts, *, focused: bool
    ) -> None:
        self._painter, self._worn, self._fonts = painter, worn, fonts
        self._left, self._right = clip.left(), clip.right()
        self._focused = focused
        self._looks: dict[str, KindLook] = {}
        self._strokes: dict[str, list[QRectF]] = {}
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
        if min(limit, self._right) - area.right() >= ROOMY:
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
        width = self._fonts.width(label) + 20
        left = max(4.0, min(beside.left(), within.right() - width - 4))
        top = beside.top() - 32
        if top < within.top() + 2:
            top = beside.bottom() + 6
        area = QRectF(left, top, width, 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.text))
        painter.drawRoundedRect(area, 6, 6)
        painter.setPen(QColor(worn.ground))
        painter.setFont(self._fonts.upright)
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
        begin = max(area.left() + (BAND if banded else 0), self._left) + INSET
        roomy = area.width() > 2 * MARK
        end = area.right() - INSET + 2 - (MARK if clashing and roomy else 0)
        inside = end - begin
        outside = area.right() + INSET - 1 + (MARK if clashing and not roomy else 0)
        beside = min(limit - 4, self._right) - outside
        if max(inside, beside) < LEAST_TITLE:
            return
        needed = self._fonts.width(title, slanted=bar.fallen)
        painter = self._painter
        painter.setFont(self._fonts.slanted if bar.fallen else self._fonts.upright)
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
            text = self._fonts.elided(text, room, slanted=slanted)
        self._painter.drawText(QPointF(x, middle + self._fonts.baseline), text)

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
