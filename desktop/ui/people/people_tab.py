"""One tab of the people page: a table, what stands above it, and its forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.door import Changes
from desktop.ui.desk import Place
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.tables.choice_edit import ChoiceEdit
from desktop.ui.tables.coded_columns import Choice, NewEntry, ReferenceColumn
from desktop.ui.tables.record_table import RecordTable

ADD_WIDTH = 264


class PeopleTab(QWidget):
    """A table with a sentence above it and, in `inspector`, the forms of its current row.

    Each form shows what its `Callable` makes of the row.
    """

    def __init__(
        self, table: RecordTable, note: str, forms: list[tuple[RecordForm, Callable[[Any], Any]]]
    ) -> None:
        super().__init__()
        self.table = table
        self._forms = forms
        label = QLabel(note)
        label.setProperty("role", "quiet")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label)
        layout.addWidget(table, 1)
        self.inspector = QWidget()
        stacked = QVBoxLayout(self.inspector)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        for form, _row_of in forms:
            stacked.addWidget(form)
        stacked.addStretch(1)
        table.row_chosen.connect(self._choose)

    def refresh(self, changes: Changes | None) -> None:
        """Show the rows as they stand now."""
        self.table.refresh(changes)
        if self.table.current_row() is None and self.table.model.shown:
            self.table.select(self.table.model.shown[0].id)
        for form, row_of in self._forms:
            row = self.table.current_row()
            target = None if row is None else row_of(row)
            if target is form.row:
                form.refresh(changes)
            else:
                form.show_row(target)

    def reveal(self, place: Place, row_id: str) -> None:
        """Select a row and put the cursor into a field of its forms."""
        if self.table.select(row_id, place.field):
            self.table.focus()
            for form, _row_of in self._forms:
                form.focus_field(place.field)

    def _choose(self, row: Any) -> None:
        for place, (form, row_of) in enumerate(self._forms):
            target = None if row is None else row_of(row)
            form.show_row(target)
            form.setVisible(place == 0 or target is not None)


class AddLine(ChoiceEdit):
    """A line above a table that finds, or makes, what the planner wants to add."""

    def __init__(self, words: str, column: ReferenceColumn) -> None:
        super().__init__()
        self._column = column
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMinimumWidth(ADD_WIDTH)

    def offer_all(self, choices: list[Choice]) -> None:
        """Set what can be added; what is not among it can be made."""
        self.offer(choices, can_add=self._column.can_add())

    def value_of(self, pick: Choice | NewEntry) -> Any:
        """Return what to write for what was picked, and empty the line."""
        self.clear()
        return pick if isinstance(pick, NewEntry) else pick.value
