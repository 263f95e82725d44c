"""Editors of one value: a line, a tick, something that can only be read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.forms.field_editor import FieldEditor
from desktop.ui.forms.fields import LineField, SaidField, TickField
from desktop.ui.forms.typing_widgets import LineEdit
from desktop.ui.forms.wrapping_tick import WrappingTick
from desktop.ui.tables.columns import Column, WordColumn


class LineEditor(FieldEditor):
    """Edits any column that is typed: what cannot be read stays, outlined and explained."""

    def __init__(self, desk: Desk, field: LineField) -> None:
        self.column: Column = field.column
        super().__init__(desk, self.column.title, (self.column.field,))
        self.edit = LineEdit()
        self.edit.setAccessibleName(_(self.column.title))
        self.edit.entered.connect(self.begin_visit)
        self.edit.left.connect(self.leave)
        self.edit.returnPressed.connect(self.leave)
        # Half a moment or a number is another one, so only words are written while typing.
        if isinstance(self.column, WordColumn):
            self.edit.textEdited.connect(lambda _text: self.note_typing())
        self.box.addWidget(self.edit)
        self.box.addWidget(self.trouble)

    def show_value(self) -> None:
        """Show the row's value, unless what stands in the line says the same."""
        if self.row is None:
            self.edit.clear()
            return
        text = self.column.typed(self.row, self.plan)
        refused = bool(self.trouble.text())
        if self.edit.hasFocus() and (
            refused or self._means(self.column.value(self.row, self.plan))
        ):
            return
        if refused and self.edit.isModified():
            return
        if self.edit.text() != text:
            self.edit.setText(text)
        self.edit.setModified(False)
        self.edit.setPlaceholderText(self.column.hint(self.row, self.plan))

    def show_row(self, row: Any) -> None:
        """Show another row; what was refused for the former one is dropped."""
        super().show_row(row)
        self.edit.setModified(False)
        self.show_value()

    def write_typed(self) -> None:
        """Write what was typed, or say why it cannot be."""
        if self.row is None or not self.edit.isModified():
            return
        try:
            value = self.column.read(self.edit.text(), self.row, self.plan)
        except ValueError as error:
            self.complain(str(error))
            return
        self.complain("")
        if value != self.column.value(self.row, self.plan):
            self.write(lambda: self.column.put(self.row, value, self.plan))

    def complain(self, sentence: str) -> None:
        """Outline the line while something is wrong with it."""
        super().complain(sentence)
        if bool(self.edit.property("invalid")) != bool(sentence):
            self.edit.setProperty("invalid", bool(sentence))
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def _means(self, value: Any) -> bool:
        try:
            return bool(self.column.read(self.edit.text(), self.row, self.plan) == value)
        except ValueError:
            return True


class TickEditor(FieldEditor):
    """Edits a yes or no."""

    def __init__(self, desk: Desk, field: TickField) -> None:
        super().__init__(desk, "", (field.column.field,))
        self.title = field.column.title
        self._column = field.column
        line = WrappingTick(_(field.column.title))
        self.tick = line.box
        self.tick.clicked.connect(self._write)
        self.box.addWidget(line)

    def show_value(self) -> None:
        """Show the row's value."""
        self.tick.setChecked(bool(self.row and self._column.value(self.row, self.plan)))

    def _write(self, ticked: bool) -> None:
        self.write(lambda: self._column.put(self.row, ticked, self.plan), together=False)


class SaidLine(FieldEditor):
    """Shows something computed."""

    def __init__(self, desk: Desk, field: SaidField) -> None:
        super().__init__(desk, field.title)
        self._said = field.said
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.box.addWidget(self.label)

    def show_value(self) -> None:
        """Show what is computed now; nothing when there is nothing to say."""
        text = "" if self.row is None else self._said(self.row, self.plan)
        self.label.setText(text)
        self.setVisible(bool(text))
