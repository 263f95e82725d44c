"""A spreadsheet's grid: what keys and clicks do to its cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QEvent,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from desktop.language import _
from desktop.ui.tables.block_edits import BlockEdits
from desktop.ui.tables.cell_delegate import CellDelegate
from desktop.ui.tables.choice_edit import ChoiceEdit
from desktop.ui.tables.coded_columns import NewEntry
from desktop.ui.tables.columns import BoolColumn
from desktop.ui.tables.record_grid import RecordGrid
from desktop.ui.tables.record_model import Index, RecordModel
from desktop.ui.tables.sheet_edits import SheetEdits

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class TableView(RecordGrid):
    """A spreadsheet's keys on a `RecordModel`.

    `told` carries a sentence about the cell the cursor is in, or nothing, and whether
    something is wrong with it; `removing` asks
    to remove the selected rows, `adding` for a new one, `finding` for the filter;
    `entered_by_focus` tells that the keyboard came to the table.
    """

    told = Signal(str, bool)
    removing = Signal()
    adding = Signal()
    finding = Signal()
    entered_by_focus = Signal()

    def __init__(self, model: RecordModel, edits: SheetEdits, lines: int = 1) -> None:
        super().__init__(model, lines)
        self.edits = edits
        self.delegate = CellDelegate(self, model)
        self.setItemDelegate(self.delegate)
        self.block = BlockEdits(self)
        self.gutter.dropped.connect(self.block.drop_rows)
        self.setTabKeyNavigation(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)

    # Writing

    def take(self, index: Index, typed: str | NewEntry, *, to_all: bool) -> None:
        """Write what was typed into a cell, or into its column in all selected rows."""
        row, column = self.records.shown[index.row()], self.records.columns[index.column()]
        rows = self.selected_rows() if to_all else [row]
        self.edits.type_into(rows, column, typed)
        self.say()

    def finish_editing(self) -> None:
        """Write what is being typed and close the editor."""
        editor = self.delegate.editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def editing_began(self) -> None:
        """Tell how to write into all selected rows."""
        self.say(editing=True)

    # Keys and clicks

    def event(self, event: QEvent) -> bool:
        """Take keys that are shortcuts of the window elsewhere."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._act_for(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a spreadsheet does on this key."""
        act = self._act_for(event)
        if act is not None:
            act()
            event.accept()
            return
        if event.modifiers() & (CONTROL | ALT) and event.text() and not event.text().isprintable():
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick or untick a tick's cell that is clicked."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            left = self.columnViewportPosition(index.column())
            if index.isValid() and event.position().x() < left + 28:
                self._toggle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came here; put the cursor somewhere."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.records.shown:
            self.go(0, self.visible_columns()[0])
        self.entered_by_focus.emit()

    def currentChanged(self, current: Any, previous: Any) -> None:
        """Tell what is the matter with the cell the cursor comes to."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            # The whole row of the cursor is tinted.
            self.viewport().update()
        self.say()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go from cell to cell with Tab, and on to the next control behind the last."""
        return self._step_sideways(1 if forward else -1) or self._leave(forward=forward)

    def move_on(self, key: Qt.Key, *, back: bool) -> None:
        """Go on to the next cell after typing: down for Enter, right for Tab."""
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            forward = not back and key == Qt.Key.Key_Tab
            if not self._step_sideways(1 if forward else -1):
                self._leave(forward=forward)
                return
        else:
            self._step_down(-1 if back else 1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, *, editing: bool = False) -> None:
        """Tell what a planner should know about the cell the cursor is in."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.records.shown):
            self.told.emit("", False)
            return
        row, column = self.records.shown[index.row()], self.records.columns[index.column()]
        count = len(self.selected_lines())
        refused = self.records.refused.get((row.id, column.field))
        if editing and count > 1:
            sentence = _("Ctrl+Enter writes into all {count} selected rows.")
            self.told.emit(sentence.format(count=count), False)
        else:
            self.told.emit(refused[1] if refused else "", refused is not None)

    def _act_for(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = Qt.Key(event.key()) if event.key() else Qt.Key.Key_unknown
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        for standard, act in (
            (QKeySequence.StandardKey.Copy, self.block.copy),
            (QKeySequence.StandardKey.Cut, self.block.cut),
            (QKeySequence.StandardKey.Paste, self.block.paste),
        ):
            if event.matches(standard):
                return act
        return self._acts().get((key, held))

    def _acts(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        keys, none = Qt.Key, Qt.KeyboardModifier.NoModifier
        return {
            (keys.Key_F2, none): self._begin_typing,
            (keys.Key_Down, ALT): self._open_list,
            (keys.Key_Space, none): self._toggle_or_type,
            (keys.Key_Return, none): lambda: self._step_down(1),
            (keys.Key_Enter, none): lambda: self._step_down(1),
            (keys.Key_Return, SHIFT): lambda: self._step_down(-1),
            (keys.Key_Tab, CONTROL): lambda: self._leave(forward=True),
            (keys.Key_Delete, none): self.block.clear_cells,
            (keys.Key_Backspace, none): self.block.clear_cells,
            (keys.Key_Delete, CONTROL): self.removing.emit,
            (keys.Key_Insert, none): self.adding.emit,
            (keys.Key_D, CONTROL): self.block.fill_down,
            (keys.Key_V, CONTROL | SHIFT): self.block.paste_as_new,
            (keys.Key_F, CONTROL): self.finding.emit,
            (keys.Key_Space, SHIFT): lambda: self.select_rows(self.selected_rows()),
            (keys.Key_Up, CONTROL): lambda: self.block.shift_rows(-1),
            (keys.Key_Down, CONTROL): lambda: self.block.shift_rows(1),
        }

    def _begin_typing(self) -> None:
        """Open the editor of the cell the cursor is in, if it can be typed into."""
        index = self.currentIndex()
        if index.isValid() and self.records.is_typed(index.column()):
            self.edit(index)

    def _open_list(self) -> None:
        self._begin_typing()
        if isinstance(self.delegate.editor, ChoiceEdit):
            self.delegate.editor.toggle_list()

    def _toggle_or_type(self) -> None:
        if not self._toggle():
            self._begin_typing()

    def _toggle(self) -> bool:
        index = self.currentIndex()
        if not index.isValid():
            return False
        column = self.records.columns[index.column()]
        if not isinstance(column, BoolColumn) or not column.editable:
            return False
        row = self.records.shown[index.row()]
        ticked = column.value(row, self.records.plan)
        self.take(index, "no" if ticked else "yes", to_all=len(self.selected_lines()) > 1)
        return True

    def _step_down(self, step: int) -> None:
        index = self.currentIndex()
        self.go(max(0, min(index.row() + step, len(self.records.shown) - 1)), index.column())

    def _step_sideways(self, step: int) -> bool:
        """Go to the next cell to the side; return whether there is one."""
        columns = self.visible_columns()
        index = self.currentIndex()
        if not index.isValid() or index.column() not in columns:
            return False
        place = columns.index(index.column()) + step
        line = index.row() + place // len(columns)
        if not 0 <= line < len(self.records.shown):
            return False
        self.go(line, columns[place % len(columns)])
        return True

    def _leave(self, *, forward: bool) -> bool:
        """Give the keyboard to the next control of the window."""
        return super().focusNextPrevChild(forward)
