"""Bands with the names of groups, each above the first row of its group."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QTableView

from desktop.ui.tables.record_model import RecordModel
from desktop.ui.theme import colors

if TYPE_CHECKING:
    from desktop.ui.tables.record_grid import RecordGrid

HEIGHT = 26
Grouping = tuple[Callable[[Any], Any], Callable[[Any], str]]
"""What rows of one group have in common, and what the group of a row is called."""


class GroupBands:
    """Makes the first row of each group higher and paints the group's name above its cells."""

    def __init__(self, view: RecordGrid, model: RecordModel) -> None:
        self._view: QTableView = view
        self._rows = view
        self._model = model
        self._grouping: Grouping | None = None
        self._titles: dict[int, str] = {}
        model.rearranged.connect(self.make_room)

    def show(self, grouping: Grouping | None) -> None:
        """Group the rows from the next arrangement on, or no more."""
        self._grouping = grouping

    def below(self, line: int, rect: QRect) -> QRect:
        """Return the part of a cell's `rect` that is below the band."""
        return rect.adjusted(0, HEIGHT, 0, 0) if line in self._titles else rect

    def make_room(self) -> None:
        """Find where groups begin now, and give those rows room for a band."""
        before, self._titles = self._titles, {}
        if self._grouping is not None:
            order, title = self._grouping
            last: Any = object()
            counts: list[tuple[int, str, int]] = []
            for line, row in enumerate(self._model.shown):
                key = order(row)
                if key != last:
                    counts.append((line, title(row), 0))
                    last = key
                first, name, count = counts[-1]
                counts[-1] = (first, name, count + 1)
            self._titles = {first: f"{name}  ·  {count}" for first, name, count in counts}
        if not before and not self._titles:
            return
        header, height = self._view.verticalHeader(), self._rows.row_height()
        for line in range(len(self._model.shown)):
            wanted = height + (HEIGHT if line in self._titles else 0)
            if header.sectionSize(line) != wanted:
                header.resizeSection(line, wanted)
        self._view.viewport().update()

    def paint(self) -> None:
        """Paint the bands in sight over the whole width."""
        if not self._titles:
            return
        view, worn = self._view, colors()
        painter = QPainter(view.viewport())
        font = QFont(view.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        height = view.viewport().height()
        for line, title in self._titles.items():
            top = view.rowViewportPosition(line)
            if -HEIGHT <= top < height:
                band = QRect(0, top, view.viewport().width(), HEIGHT)
                painter.fillRect(band, QColor(worn.sidebar))
                painter.setPen(QColor(worn.line))
                painter.drawLine(band.bottomLeft(), band.bottomRight())
                painter.setPen(QColor(worn.text))
                painter.drawText(
                    band.adjusted(8, 0, -8, 0),
                    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                    title,
                )
        painter.end()
