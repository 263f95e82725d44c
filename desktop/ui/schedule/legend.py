"""The legend of the timeline and the day grid: how each kind of item looks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.language import _
from desktop.planning.terms import SCHEDULE_KINDS
from desktop.ui.schedule.bar_paint import font_of
from desktop.ui.schedule.kind_looks import look_of, paint_band
from desktop.ui.theme import colors

SWATCH = QSize(22, 12)
LINE = 20
FONT = 12


class Legend(QWidget):
    """Shows the kinds that a board has, in as many lines as they need.

    `names` are the kinds there can be, with their message ids.
    """

    def __init__(self, names: Mapping[str, str] = SCHEDULE_KINDS) -> None:
        super().__init__()
        self._names = names
        self._kinds: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(LINE)
        self.setAccessibleName(_("Legend"))

    def show_kinds(self, kinds: set[str]) -> None:
        """Show these kinds, in the order of lists."""
        self._kinds = [kind for kind in self._names if kind in kinds]
        words = ", ".join(_(self._names[kind]) for kind in self._kinds)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return that narrower legends are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        places = self._places(width)
        return int(places[-1][1]) + LINE if places else LINE

    def sizeHint(self) -> QSize:
        """Return the size for the present width."""
        width = max(self.width(), 320)
        return QSize(width, self.heightForWidth(width))

    def _places(self, width: int) -> list[tuple[float, float, str]]:
        metrics = QFontMetricsF(font_of(FONT))
        found, x, y = [], 0.0, 0.0
        for kind in self._kinds:
            needed = SWATCH.width() + 6 + metrics.horizontalAdvance(_(self._names[kind])) + 16
            if x and x + needed > width:
                x, y = 0.0, y + LINE
            found.append((x, y, kind))
            x += needed
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a swatch and a word for each kind."""
        worn = colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setFont(font_of(FONT))
        for x, y, kind in self._places(self.width()):
            look = look_of(kind, worn)
            area = QRectF(x + 0.5, y + (LINE - SWATCH.height()) / 2, 22, 12)
            painter.setPen(QPen(look.edge, 1))
            painter.setBrush(look.ground)
            painter.drawRoundedRect(area, 3, 3)
            paint_band(painter, QRectF(area.left() + 2, area.top() + 2, 6, 8), look)
            painter.setPen(QColor(worn.quiet))
            words = QRectF(x + SWATCH.width() + 6, y, self.width(), LINE)
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, align, _(self._names[kind]))
