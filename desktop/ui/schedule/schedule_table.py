"""The schedule as a table, with the selection it shares with the other views."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.door import Changes
from db.tables import ScheduleItem
from desktop.language import N_, _, as_text
from desktop.ui.desk import Desk
from desktop.ui.schedule.acts import NEW_ITEM, usual_kind
from desktop.ui.schedule.schedule_columns import COLUMNS
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.shared_selection import SharedSelection
from desktop.ui.tables.record_table import RecordTable


class ScheduleTable(QWidget):
    """A `RecordTable` over the schedule's items."""

    def __init__(self, desk: Desk, selection: Selection) -> None:
        super().__init__()
        self._desk = desk
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
        self._shared = SharedSelection(self.table, selection)

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands."""
        with self._shared.at_rest():
            self.table.refresh(changes)

    def follow_selection(self) -> None:
        """Put the cursor on the current item, and select all that are selected."""
        self._shared.follow()

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
