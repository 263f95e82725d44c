"""How a planner left a table: widths, order, hidden columns, sort, density."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.ui.desk import Desk
from desktop.ui.tables.record_model import RecordModel
from desktop.ui.tables.table_view import TableView

PAUSE_MILLISECONDS = 500
FLEXIBLE = 200
"""Columns that are declared at least this wide take up what room there is, in pixels."""
NARROWEST = 120


class RememberedLook(QObject):
    """Keeps a table's look as a setting of this installation, outside the journal."""

    def __init__(
        self, desk: Desk, page: str, view: TableView, model: RecordModel, sort: str
    ) -> None:
        super().__init__(view)
        self._desk, self._view, self._model = desk, view, model
        self._name = f"table-{page}"
        self._arranging = False
        self._first_sort = [sort, False] if sort else None
        kept = desk.library.setting(self._name, {})
        self._kept: dict[str, Any] = kept if isinstance(kept, dict) else {}
        self.compact = bool(self._kept.get("compact", False))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.keep_now)
        self._put_back()
        header = view.horizontalHeader()
        header.sectionResized.connect(self._note_width)
        header.sectionMoved.connect(self._pause.start)
        desk.settling.connect(self.keep_now)

    def note(self) -> None:
        """Keep the present look soon."""
        self._pause.start()

    def keep_now(self) -> None:
        """Keep the present look, if it has changed since it was kept."""
        if not self._pause.isActive() and self.sender() is not self._pause:
            return
        self._pause.stop()
        header, columns = self._view.horizontalHeader(), self._model.columns
        order = [columns[header.logicalIndex(place)].field for place in range(len(columns))]
        sort = self._model.sorted_by
        self._kept |= {
            "order": order,
            "hidden": [c.field for i, c in enumerate(columns) if self._view.isColumnHidden(i)],
            "sort": None if sort is None else [columns[sort].field, self._model.descending],
            "compact": self.compact,
        }
        with self._desk.attempt():
            self._desk.library.set_setting(self._name, dict(self._kept))

    def reset(self) -> None:
        """Show the columns as they were declared."""
        header, columns = self._view.horizontalHeader(), self._model.columns
        for field in ("widths", "order", "hidden"):
            self._kept.pop(field, None)
        for number, column in enumerate(columns):
            self._view.setColumnHidden(number, column.hidden)
            header.moveSection(header.visualIndex(number), number)
        self.fit()
        self.note()

    def show_column(self, number: int, *, shown: bool) -> None:
        """Show or hide a column."""
        self._view.setColumnHidden(number, not shown)
        self.fit()
        self.note()

    def fit(self) -> None:
        """Spread the columns over the table's width, unless the planner sized them."""
        if self._kept.get("widths"):
            return
        visible = self._view.visible_columns()
        room = self._view.viewport().width()
        declared = {number: self._least_width(number) for number in visible}
        flexible = [number for number in visible if declared[number] >= FLEXIBLE] or visible[-1:]
        weight = sum(declared[number] for number in flexible)
        spare = room - sum(declared.values())
        self._arranging = True
        for number in visible:
            width = declared[number]
            if number in flexible:
                least = max(NARROWEST, self._model.columns[number].narrowest)
                width = max(min(least, width), width + spare * width // max(1, weight))
            self._view.setColumnWidth(number, width)
        self._arranging = False

    def _least_width(self, number: int) -> int:
        """Return the declared width of a column, or what its heading needs."""
        header = self._view.horizontalHeader()
        return max(self._model.columns[number].width, header.sectionSizeHint(number))

    def _put_back(self) -> None:
        columns = self._model.columns
        numbers = {column.field: number for number, column in enumerate(columns)}
        header = self._view.horizontalHeader()
        hidden = self._kept.get("hidden", [c.field for c in columns if c.hidden])
        for number, column in enumerate(columns):
            width = self._kept.get("widths", {}).get(column.field, column.width)
            self._view.setColumnWidth(number, int(width))
            self._view.setColumnHidden(number, column.field in hidden)
        known = [field for field in self._kept.get("order", []) if field in numbers]
        for place, field in enumerate(known):
            header.moveSection(header.visualIndex(numbers[field]), place)
        sort = self._kept.get("sort", self._first_sort)
        if sort and sort[0] in numbers:
            self._model.sorted_by, self._model.descending = numbers[sort[0]], bool(sort[1])
        self._view.set_compact(compact=self.compact)

    def _note_width(self, _column: int, old: int, new: int) -> None:
        if self._arranging or not old or not new:
            return
        self._kept["widths"] = {
            column.field: self._view.columnWidth(number)
            for number, column in enumerate(self._model.columns)
            if not self._view.isColumnHidden(number)
        } | {}
        self._pause.start()
