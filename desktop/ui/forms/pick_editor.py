"""Edits a value that is picked: a drop-down for codes, type-to-find for a directory."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.forms.fields import PickField
from desktop.ui.forms.typing_widgets import CalmCombo
from desktop.ui.tables.choice_edit import ChoiceEdit
from desktop.ui.tables.coded_columns import Choice, ChoiceColumn, NewEntry, PickColumn

NONE = "—"


class ComboEditor(FieldEditor):
    """Edits a coded value in a drop-down."""

    def __init__(self, desk: Desk, column: ChoiceColumn) -> None:
        super().__init__(desk, column.title, (column.field,))
        self._column = column
        self.combo = CalmCombo()
        self.combo.setAccessibleName(_(column.title))
        if column.blank:
            self.combo.addItem(NONE, "")
        for choice in column.choices_in(self.plan):
            self.combo.addItem(choice.label, choice.value)
        self.combo.activated.connect(self._write)
        self.box.addWidget(self.combo)

    def show_value(self) -> None:
        """Show the row's value; one that is not in the list is added to it."""
        if self.row is None:
            return
        value = self._column.value(self.row, self.plan)
        place = self.combo.findData(value)
        if place < 0:
            self.combo.addItem(self._column.text(self.row, self.plan) or NONE, value)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)

    def _write(self, place: int) -> None:
        value = self.combo.itemData(place)
        if self.row is not None and value != self._column.value(self.row, self.plan):
            self.write(lambda: self._column.put(self.row, value, self.plan), together=False)


class FindEditor(FieldEditor):
    """Edits a value that is found by typing, and may be added to the directory."""

    def __init__(self, desk: Desk, column: PickColumn) -> None:
        super().__init__(desk, column.title, (column.field,))
        self._column = column
        self.edit = ChoiceEdit()
        self.edit.setAccessibleName(_(column.title))
        self.edit.setPlaceholderText(_("Type to find"))
        self.edit.picked.connect(self._take)
        self.edit.returnPressed.connect(self.leave)
        self.edit.installEventFilter(self)
        self.box.addWidget(self.edit)
        self.box.addWidget(self.trouble)

    def show_value(self) -> None:
        """Show the row's value and offer what can be picked now."""
        if self.row is None:
            # Clearing a line would count as typing into it.
            self.edit.setText("")
            return
        column = self._column
        own = isinstance(column, ChoiceColumn) and column.own
        plan = self.plan
        self.edit.offer(lambda: column.choices_in(plan), can_add=column.can_add(), own=own)
        if not self.edit.isModified():
            self.edit.setText(column.text(self.row, self.plan))
            self.edit.setCursorPosition(0)

    def write_typed(self) -> None:
        """Write what was typed, or say why it cannot be."""
        if self.row is None or not self.edit.isModified():
            return
        try:
            value = self._column.read(self.edit.text(), self.row, self.plan)
        except ValueError as error:
            self.complain(str(error))
            return
        self.complain("")
        self.edit.setModified(False)
        if value != self._column.value(self.row, self.plan):
            self.write(lambda: self._column.put(self.row, value, self.plan), together=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write when the focus leaves; Escape brings back what was there."""
        if event.type() == QEvent.Type.FocusOut:
            self.leave()
        return super().eventFilter(watched, event)

    def complain(self, sentence: str) -> None:
        """Outline the line while something is wrong with it."""
        super().complain(sentence)
        if bool(self.edit.property("invalid")) != bool(sentence):
            self.edit.setProperty("invalid", bool(sentence))
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def _take(self, pick: Choice | NewEntry) -> None:
        value = pick if isinstance(pick, NewEntry) else pick.value
        self.edit.setModified(False)
        self.complain("")
        if self.row is not None and value != self._column.value(self.row, self.plan):
            self.write(lambda: self._column.put(self.row, value, self.plan), together=False)


def pick_editor(desk: Desk, field: PickField) -> FieldEditor:
    """Return the editor that fits the column."""
    column = field.column
    if isinstance(column, ChoiceColumn) and not column.own:
        return ComboEditor(desk, column)
    return FindEditor(desk, column)
