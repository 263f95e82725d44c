"""The grid of a record table: rows, columns that stay in sight, and what is selected."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QRect,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui.tables.frozen_columns import FrozenColumns, FrozenHeader
from desktop.ui.tables.group_bands import GroupBands
from desktop.ui.tables.record_model import Index, RecordModel
from desktop.ui.tables.row_gutter import RowGutter
from desktop.ui.theme import colors

ROOMY, COMPACT = 34, 26
LINE = 18
"""Height of each further line of text in a roomy row, in pixels."""


class RecordGrid(QTableView):
    """Shows a `RecordModel`, `lines` lines of text a cell; its frozen columns stay in sight."""

    def __init__(self, model: RecordModel, lines: int = 1) -> None:
        super().__init__()
        self.records = model
        self._lines = lines
        self._compact = False
        self.setModel(model)
        self.frozen = FrozenColumns(self, model)
        self.headings = FrozenHeader(self, self.frozen)
        self.setHorizontalHeader(self.headings)
        self.groups = GroupBands(self, model)
        self.gutter = RowGutter(self)
        self.setVerticalHeader(self.gutter)
        self.gutter.dragged.connect(self.viewport().update)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(36)
        self.selectionModel().selectionChanged.connect(self._paint_frozen)
        model.dataChanged.connect(self._paint_frozen)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.set_compact(compact=False)

    # Rows and columns

    @property
    def text_lines(self) -> int:
        """Return how many lines of text a cell shows."""
        return 1 if self._compact else self._lines

    def row_height(self) -> int:
        """Return the height of a row in pixels."""
        return COMPACT if self._compact else ROOMY + LINE * (self._lines - 1)

    def set_compact(self, *, compact: bool) -> None:
        """Show rows close together, or roomy."""
        self._compact = compact
        self.gutter.setMinimumSectionSize(COMPACT)
        self.gutter.setDefaultSectionSize(self.row_height())
        self.groups.make_room()
        self.viewport().update()

    def visible_columns(self) -> list[int]:
        """Return the columns that are shown, from left to right."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in order if not self.isColumnHidden(column)]

    def selected_lines(self) -> list[int]:
        """Return the lines of the selected cells, in order."""
        lines = {
            line for part in self._selected_parts() for line in range(part.top(), part.bottom() + 1)
        }
        if not lines and self.currentIndex().isValid():
            lines = {self.currentIndex().row()}
        return sorted(lines)

    def _selected_parts(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.size())]

    def selected_rows(self) -> list[Any]:
        """Return the rows of the selected cells, in order."""
        return [self.records.shown[line] for line in self.selected_lines()]

    def selected_columns(self) -> list[int]:
        """Return the columns of the selected cells, from left to right."""
        selected = {
            column
            for part in self._selected_parts()
            for column in range(part.left(), part.right() + 1)
        }
        if not selected and self.currentIndex().isValid():
            selected = {self.currentIndex().column()}
        return [column for column in self.visible_columns() if column in selected]

    def go(self, line: int, column: int) -> None:
        """Put the cursor into a cell."""
        if 0 <= line < len(self.records.shown):
            index = self.records.index(line, column)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    def select_rows(self, rows: list[Any]) -> None:
        """Select whole rows, with the cursor in the first."""
        places = [self.records.place_of(row.id) for row in rows]
        lines = sorted(place for place in places if place is not None)
        if not lines:
            return
        columns = self.visible_columns()
        current = self.currentIndex().column()
        self.go(lines[0], current if current in columns else columns[0])
        flags = QItemSelectionModel.SelectionFlag
        for line in lines:
            index = self.records.index(line, columns[0])
            self.selectionModel().select(index, flags.Select | flags.Rows)

    def select_block(self, rows: list[Any], columns: list[int]) -> None:
        """Select a block of cells, with the cursor in its first."""
        places = [self.records.place_of(row.id) for row in rows]
        lines = [place for place in places if place is not None]
        if not lines or not columns:
            return
        self.go(lines[0], columns[0])
        selection = QItemSelection()
        for line in lines:
            for column in columns:
                index = self.records.index(line, column)
                selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    # What is painted

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, and where dragged rows would fall."""
        super().paintEvent(event)
        self.frozen.paint(self.currentIndex() if self.hasFocus() else None)
        self.groups.paint()
        edge = self.gutter.drop_edge()
        if edge is not None:
            painter = QPainter(self.viewport())
            painter.fillRect(0, edge - 1, self.viewport().width(), 2, QColor(colors().accent))
            painter.end()

    # Columns that stay in sight

    def _paint_frozen(self, *_args: object) -> None:
        if self.horizontalScrollBar().value():
            self.viewport().update()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """Return the cell at a point: of a frozen column, where it covers another."""
        column = self.frozen.column_at(pos.x())
        if column is None:
            return super().indexAt(pos)
        line = self.rowAt(pos.y())
        return self.records.index(line, column) if line >= 0 else QModelIndex()

    def visualRect(self, index: Index) -> QRect:
        """Return where a cell lies on the viewport."""
        return self.frozen.placed(index.column(), super().visualRect(index))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll to a cell; one that frozen columns cover comes out from below them."""
        bar = self.horizontalScrollBar()
        before, is_frozen = bar.value(), self.records.columns[index.column()].frozen
        super().scrollTo(index, hint)
        if is_frozen and before and index.column() in [n for n, _l, _w in self.frozen.places()]:
            bar.setValue(before)
            return
        hidden = self.frozen.width() - self.columnViewportPosition(index.column())
        if hidden > 0 and not is_frozen:
            bar.setValue(bar.value() - hidden)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew what must not move along."""
        super().scrollContentsBy(dx, dy)
        if dx or self.horizontalScrollBar().value():
            self.viewport().update()
            self.headings.viewport().update()
