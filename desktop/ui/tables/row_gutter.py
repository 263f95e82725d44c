"""The gutter left of the rows: click to select a row, drag to move it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from desktop.language import _
from desktop.ui.icons import icon_for
from desktop.ui.theme import colors

WIDTH = 26


class RowGutter(QHeaderView):
    """The rows' handles. Emits `dropped` with the line before which rows are let fall.

    `dragged` tells that `drop_edge`, where they would fall, has changed.
    """

    dropped = Signal(int)
    dragged = Signal()

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._colors = colors()
        self._grip = icon_for("dots-six-vertical", "quiet")
        self._pressed: QPoint | None = None
        self._target: int | None = None
        self._holding = False
        self.can_drag = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(_("Rows"))

    def sizeHint(self) -> QSize:
        """Return the gutter's width."""
        return QSize(WIDTH, super().sizeHint().height())

    def allow_drag(self, *, wanted: bool) -> None:
        """Say whether rows can be moved now."""
        self.can_drag = wanted
        self.setToolTip(
            _("Drag to move the row (Ctrl+Up, Ctrl+Down)")
            if wanted
            else _("Rows can be moved when they are neither sorted nor filtered.")
        )
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, _line: int) -> None:
        """Draw a row's handle."""
        painter.fillRect(rect, QColor(self._colors.ground))
        if self.can_drag:
            grip = QRect(0, 0, 14, 14)
            grip.moveCenter(rect.center())
            self._grip.paint(painter, grip)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the handles, and where the dragged rows would fall."""
        super().paintEvent(event)
        if self._target is None:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(0, self._edge(self._target) - 1, WIDTH, 2, QColor(self._colors.accent))
        painter.end()

    def drop_edge(self) -> int | None:
        """Return where dragged rows would fall, in pixels from the top; None when none are."""
        return None if self._target is None else self._edge(self._target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the row, and be ready to drag."""
        self._pressed = event.position().toPoint()
        # A row that is selected with others stays selected: they may be dragged together.
        self._holding = self.can_drag and self._is_selected(self.logicalIndexAt(self._pressed))
        if not self._holding:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the rows would fall."""
        at = event.position().toPoint()
        if self._pressed is None or not self.can_drag:
            super().mouseMoveEvent(event)
            return
        if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._scroll_along(at.y())
            self._target = self._line_at(at.y())
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()
            self.dragged.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the rows fall."""
        target, self._target, self._pressed = self._target, None, None
        self.viewport().unsetCursor()
        self.viewport().update()
        super().mouseReleaseEvent(event)
        if target is not None:
            self.dragged.emit()
            self.dropped.emit(target)
        elif self._holding:
            self._view.selectRow(self.logicalIndexAt(event.position().toPoint()))

    def _scroll_along(self, y: int) -> None:
        """Scroll while rows are dragged beyond an edge."""
        bar = self._view.verticalScrollBar()
        if y < 0:
            bar.setValue(bar.value() - self.defaultSectionSize())
        elif y > self.viewport().height():
            bar.setValue(bar.value() + self.defaultSectionSize())

    def _is_selected(self, line: int) -> bool:
        model = self.selectionModel()
        return line >= 0 and len(model.selectedRows()) > 1 and model.isRowSelected(line)

    def _line_at(self, y: int) -> int:
        line = self.logicalIndexAt(QPoint(0, y))
        if line < 0:
            return self.count() if y > 0 else 0
        middle = self.sectionViewportPosition(line) + self.sectionSize(line) // 2
        return line + (y > middle)

    def _edge(self, line: int) -> int:
        if line >= self.count():
            return self.sectionViewportPosition(self.count() - 1) + self.sectionSize(
                self.count() - 1
            )
        return self.sectionViewportPosition(line)
