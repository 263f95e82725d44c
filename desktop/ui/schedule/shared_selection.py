"""A table whose selected rows are those of the page's other views."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject

from desktop.ui.schedule.selection import Selection
from desktop.ui.tables.record_table import RecordTable


class SharedSelection(QObject):
    """Tells a `Selection` what is selected in a table, and the other way round."""

    def __init__(self, table: RecordTable, selection: Selection) -> None:
        super().__init__(table)
        self._table, self._selection = table, selection
        self._following = False
        table.view.selectionModel().selectionChanged.connect(lambda *_args: self._tell())
        table.row_chosen.connect(lambda _row: self._tell())

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Tell nothing while the block brings the table up to date."""
        self._following = True
        try:
            yield
        finally:
            self._following = False

    def follow(self) -> None:
        """Put the cursor on the current row, and select all that are selected."""
        table, now, ids = self._table, self._selection.current, set(self._selection.ids)
        current = table.current_row()
        if not now or ({row.id for row in table.selected_rows()} == ids and current):
            return
        with self.at_rest():
            if table.select(now) and len(ids) > 1:
                model, view = table.model, table.view
                column = view.currentIndex().column()
                chosen = QItemSelection()
                for place in sorted(p for i in ids if (p := model.place_of(i)) is not None):
                    cell = model.index(place, column)
                    chosen.select(cell, cell)
                flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
                view.selectionModel().select(chosen, flag)

    def _tell(self) -> None:
        if self._following:
            return
        row = self._table.current_row()
        rows = self._table.selected_rows()
        ids = [r.id for r in rows] or ([row.id] if row is not None else [])
        self._selection.choose(ids, row.id if row is not None else "")
