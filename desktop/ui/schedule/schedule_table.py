"""The schedule as a table, with the selection it shares with the other views."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.door import Changes
from db.tables import ScheduleItem
from desktop.language import N_, _, as_text
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import NEW_ITEM, usual_kind
from desktop.ui.schedule.schedule_columns import COLUMNS
from desktop.ui.schedule.selection import Selection
from desktop.ui.tables.record_table import RecordTable


class ScheduleTable(QWidget):
    """A `RecordTable` over the schedule's items."""

    def __init__(self, desk: Desk, selection: Selection) -> None:
        super().__init__()
        self._desk, self._selection = desk, selection
        self._following = False
        self.table = RecordTable(
            desk,
            ScheduleItem,
            COLUMNS,
            page="schedule",
            noun=N_("schedule item"),
            make=self._new_item,
            empty=_("No items yet."),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_args: self._tell())
        self.table.row_chosen.connect(lambda _row: self._tell())

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands."""
        self._following = True
        self.table.refresh(changes)
        self._following = False

    def follow_selection(self) -> None:
        """Put the cursor on the current item, and select all that are selected."""
        now, ids = self._selection.current, set(self._selection.ids)
        current = self.table.current_row()
        if not now or ({row.id for row in self.table.selected_rows()} == ids and current):
            return
        self._following = True
        if self.table.select(now) and len(ids) > 1:
            model, view = self.table.model, self.table.view
            column = view.currentIndex().column()
            chosen = QItemSelection()
            for place in sorted(p for i in ids if (p := model.place_of(i)) is not None):
                cell = model.index(place, column)
                chosen.select(cell, cell)
            view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._following = False

    def add(self) -> None:
        """Add an item behind the current one and begin to type its title."""
        self.table.add_row()

    def _new_item(self) -> ScheduleItem:
        """Return an item that begins where the current one ends, in its track and venue."""
        plan, row = self._desk.plan, self.table.current_row()
        kind = usual_kind(plan) if plan is not None else "training"
        item = ScheduleItem(title=as_text(NEW_ITEM), kind=kind)
        if isinstance(row, ScheduleItem):
            item.offset_minutes = row.offset_minutes + row.duration_minutes
            item.track, item.venue_id = row.track, row.venue_id
        return item

    def _tell(self) -> None:
        if self._following:
            return
        row = self.table.current_row()
        ids = [r.id for r in self.table.selected_rows()] or ([row.id] if row is not None else [])
        self._selection.choose(ids, row.id if row is not None else "")
