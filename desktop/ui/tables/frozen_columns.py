"""The first columns of a table stay in sight while the rest is scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from desktop.ui.tables.record_model import Index, RecordModel
from desktop.ui.theme import colors

if TYPE_CHECKING:
    from desktop.ui.tables.record_grid import RecordGrid

SHARE = 0.6
"""The most of a table's width that frozen columns may take."""


class FrozenColumns:
    """Paints the frozen columns over what is scrolled below them, and says where they lie."""

    def __init__(self, view: RecordGrid, model: RecordModel) -> None:
        self._view: QTableView = view
        self._table = view
        self._model = model

    def places(self) -> list[tuple[int, int, int]]:
        """Return number, left edge and width of each frozen column while they are in use."""
        view = self._view
        if view.horizontalScrollBar().value() == 0:
            return []
        found, left = [], 0
        for number in self._table.visible_columns():
            width = view.columnWidth(number)
            too_wide = left + width > view.viewport().width() * SHARE
            if not self._model.columns[number].frozen or too_wide:
                break
            found.append((number, left, width))
            left += width
        return found

    def width(self) -> int:
        """Return how much of the viewport the frozen columns cover."""
        return sum(width for _number, _left, width in self.places())

    def column_at(self, x: int) -> int | None:
        """Return the frozen column at an x of the viewport."""
        for number, left, width in self.places():
            if left <= x < left + width:
                return number
        return None

    def placed(self, column: int, rect: QRect) -> QRect:
        """Return where a cell's `rect` lies when its column is frozen."""
        for number, left, width in self.places():
            if number == column:
                return QRect(left, rect.top(), width, rect.height())
        return rect

    def paint(self, focused: Index | None) -> None:
        """Paint the frozen cells in sight; `focused` is the cell with the keyboard."""
        places, view = self.places(), self._view
        if not places:
            return
        height, whole = view.viewport().height(), sum(width for _n, _l, width in places)
        painter = QPainter(view.viewport())
        painter.fillRect(0, 0, whole, height, QColor(colors().ground))
        last = view.rowAt(height - 1)
        lines = range(
            max(0, view.rowAt(0)), (last if last >= 0 else len(self._model.shown) - 1) + 1
        )
        for line in lines:
            for number, left, width in places:
                index = self._model.index(line, number)
                option = QStyleOptionViewItem()
                top, tall = view.rowViewportPosition(line), view.rowHeight(line)
                option.rect = QRect(left, top, width, tall)
                state = QStyle.StateFlag.State_Enabled
                if view.selectionModel().isSelected(index):
                    state |= QStyle.StateFlag.State_Selected
                if index == focused:
                    state |= QStyle.StateFlag.State_HasFocus
                option.state = state
                self._table.itemDelegate().paint(painter, option, index)
        painter.setPen(QColor(colors().line))
        painter.drawLine(whole - 1, 0, whole - 1, height)
        painter.end()


class FrozenHeader(QHeaderView):
    """The headings of a table whose first columns may be frozen."""

    frozen_clicked = Signal(int)

    def __init__(self, view: QTableView, frozen: FrozenColumns) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._frozen = frozen
        self._pressed: int | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings, the frozen ones over the others."""
        super().paintEvent(event)
        places = self._frozen.places()
        if not places:
            return
        painter = QPainter(self.viewport())
        for number, left, width in places:
            painter.save()
            rect = QRect(left, 0, width, self.height())
            painter.fillRect(rect, QColor(colors().ground))
            self.paintSection(painter, rect, number)
            painter.restore()
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a click on a frozen heading from the one below it."""
        self._pressed = self._frozen.column_at(event.position().toPoint().x())
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Resize and move only what is not below a frozen heading."""
        hidden = self._frozen.column_at(event.position().toPoint().x()) is not None
        if self._pressed is None and not (hidden and not event.buttons()):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that a frozen heading was clicked."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif self._frozen.column_at(event.position().toPoint().x()) == pressed:
            self.frozen_clicked.emit(pressed)

    def viewportEvent(self, event: QEvent) -> bool:
        """Paint whole when only a part is asked for: what is frozen may lie elsewhere."""
        if event.type() == QEvent.Type.Paint and self._frozen.places():
            region = QRect(QPoint(0, 0), self.viewport().size())
            if isinstance(event, QPaintEvent) and event.rect() != region:
                self.viewport().update()
        return super().viewportEvent(event)
