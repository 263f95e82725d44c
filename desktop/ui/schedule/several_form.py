"""The form for several selected items: what can be set for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from db.record import PlanRecord
from db.tables import ScheduleItem
from desktop.language import N_, _, ngettext
from desktop.planning.moments import clock_of
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.forms.typing_widgets import CalmCombo
from desktop.ui.icons import icon_for
from desktop.ui.schedule.facts import span_label
from desktop.ui.schedule.schedule_columns import KIND, LEAD, VENUE
from desktop.ui.schedule.selection import Selection
from desktop.ui.tables.coded_columns import PickColumn

SEVERAL_VALUES = "—"


class SeveralForm(QWidget):
    """Sets kind, venue and lead of all selected items. Emits `move_asked`, `remove_asked`.

    The rows of another `table` have other `columns`, all of them picked from lists.
    """

    move_asked = Signal()
    remove_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        selection: Selection,
        table: type[PlanRecord] = ScheduleItem,
        columns: Sequence[PickColumn] = (KIND, VENUE, LEAD),
    ) -> None:
        super().__init__()
        self._desk, self._selection, self._table = desk, selection, table
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.span = QLabel()
        self.span.setProperty("role", "quiet")
        self.span.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 20, 12, 16)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.span)
        self.combos: list[tuple[PickColumn, CalmCombo]] = []
        for column in columns:
            caption = QLabel(_(column.title).upper())
            caption.setProperty("role", "caption")
            combo = named(CalmCombo(), _(column.title))
            combo.activated.connect(self._setter(column, combo))
            box = QVBoxLayout()
            box.setSpacing(4)
            box.addWidget(caption)
            box.addWidget(combo)
            layout.addLayout(box)
            self.combos.append((column, combo))
        move = QPushButton(_("Move…"))
        move.setIcon(icon_for("arrows-left-right"))
        move.clicked.connect(self.move_asked)
        remove = QPushButton(_("Remove"))
        remove.setIcon(icon_for("trash"))
        remove.clicked.connect(self.remove_asked)
        layout.addWidget(move)
        layout.addWidget(remove)
        layout.addStretch()

    def refresh(self) -> None:
        """Show what the selected items have in common."""
        items = self._items()
        plan = self._desk.plan
        if plan is None or not items:
            return
        count = len(items)
        heading = ngettext("{count} item selected", "{count} items selected", count)
        self.heading.setText(heading.format(count=count))
        first = min(item.offset_minutes for item in items)
        last = max(i.offset_minutes + getattr(i, "duration_minutes", 0) for i in items)
        self.span.setText(span_label(first, last, clock_of(plan.row)))
        for column, combo in self.combos:
            combo.clear()
            combo.addItem(SEVERAL_VALUES, None)
            for choice in column.choices_in(plan):
                combo.addItem(choice.label, choice.value)
            values = {column.value(item, plan) for item in items}
            common = values.pop() if len(values) == 1 else None
            combo.setCurrentIndex(max(combo.findData(common), 0) if common else 0)

    def _items(self) -> list[Any]:
        plan = self._desk.plan
        if plan is None:
            return []
        found = [plan.get(self._table, item_id) for item_id in self._selection.ids]
        return [item for item in found if item is not None]

    def _setter(self, column: PickColumn, combo: CalmCombo) -> Callable[[int], None]:
        def put(place: int) -> None:
            value, plan, items = combo.itemData(place), self._desk.plan, self._items()
            if value is None or plan is None:
                return
            label = N_("Change “{field}” in {count} rows")
            count = str(len(items))
            with self._desk.attempt(), plan.edit(label, field=column.title, count=count):
                for item in items:
                    column.put(item, value, plan)

        return put
