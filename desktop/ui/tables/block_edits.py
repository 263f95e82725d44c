"""What is done to the selected cells and rows of a table: copy, paste, fill, move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from desktop.ui.tables.clipboard_text import cells_of, text_of
from desktop.ui.tables.columns import Column
from desktop.ui.tables.pasted_headings import below_headings

if TYPE_CHECKING:
    from desktop.ui.tables.table_view import TableView

Cell = tuple[Any, Column]


class BlockEdits:
    """Edits the plan by the selection of a table, each time as one undo step."""

    def __init__(self, view: TableView) -> None:
        self._view = view

    def copy(self) -> None:
        """Put the selected cells on the clipboard as spreadsheets read them."""
        columns = [self._view.records.columns[number] for number in self._view.selected_columns()]
        plan = self._view.records.plan
        block = [[c.text(row, plan) for c in columns] for row in self._view.selected_rows()]
        if block and columns:
            QGuiApplication.clipboard().setText(text_of(block))

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        self._view.edits.clear(self._cells())
        self._view.say()

    def cut(self) -> None:
        """Put the selected cells on the clipboard and empty them."""
        self.copy()
        self.clear_cells()

    def paste_as_new(self) -> None:
        """Make new rows of the clipboard's cells, from the column of the cursor on."""
        self.paste(as_new=True)

    def paste(self, *, as_new: bool = False) -> None:
        """Write the clipboard's cells from the selection's first cell on.

        A single text goes into every selected cell; a block that is longer than the table
        makes new rows, and `as_new` makes new rows of all of it.
        """
        text = QGuiApplication.clipboard().text()
        lines, selected = self._view.selected_lines(), self._view.selected_columns()
        if not text:
            return
        block = cells_of(text)
        first_column = selected[0] if selected else self._view.visible_columns()[0]
        visible = self._view.visible_columns()
        columns = visible[visible.index(first_column) :]
        first = lines[0] if lines else 0
        if as_new:
            first = len(self._view.records.shown)
        elif len(block) == 1 and len(block[0]) == 1 and (len(lines) > 1 or len(selected) > 1):
            block = [[block[0][0]] * len(selected) for _line in lines]
        wanted: Sequence[Column] = [self._view.records.columns[number] for number in columns]
        pasted: Sequence[Sequence[str]] = block
        if first >= len(self._view.records.shown):
            pasted, wanted = below_headings(block, self._view.records.columns, wanted)
        rows = self._view.edits.paste(pasted, first, wanted)
        width = min(len(columns), max(len(cells) for cells in pasted))
        self._view.select_block(rows, columns[:width])
        self._view.say()

    def fill_down(self) -> None:
        """Write the first selected row's cells into the others; one row takes from above."""
        lines = self._view.selected_lines()
        if len(lines) == 1:
            lines = [lines[0] - 1, *lines]
        if len(lines) < 2 or lines[0] < 0:
            return
        rows = [self._view.records.shown[line] for line in lines]
        columns = [self._view.records.columns[number] for number in self._view.selected_columns()]
        self._view.edits.fill_down(columns, rows[0], rows[1:])
        self._view.say()

    def drop_rows(self, line: int) -> None:
        """Move the selected rows before `line`."""
        moving = self._view.selected_rows()
        ids = {row.id for row in moving}
        before = [row for row in self._view.records.shown[:line] if row.id not in ids]
        self._view.edits.move(moving, before[-1] if before else None)
        self._view.select_rows(moving)

    def shift_rows(self, step: int) -> None:
        """Move the selected rows one line up or down."""
        if not self._view.gutter.can_drag:
            self._view.told.emit(self._view.gutter.toolTip(), False)
            return
        lines = self._view.selected_lines()
        if lines and (lines[0] + step >= 0 and lines[-1] + step < len(self._view.records.shown)):
            self.drop_rows(lines[-1] + 2 if step > 0 else lines[0] - 1)

    def _cells(self) -> list[Cell]:
        columns = [self._view.records.columns[number] for number in self._view.selected_columns()]
        return [(row, column) for row in self._view.selected_rows() for column in columns]
