"""Where a planner writes a third value, in the place of mine and theirs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from db.merging import Conflict
from db.open_plan import OpenPlan
from db.tables import TABLE_BY_NAME
from desktop.exchange.row_words import RowWords
from desktop.language import _
from desktop.planning.value_words import codes_of, is_date, is_prose, read, target_of
from desktop.ui.accessible import named

PROSE_HEIGHT = 84


class ThirdEditor(QWidget):
    """An editor that fits the field: prose, one line, or a list to pick from.

    `written` tells a value that the field can hold; `refused` that it cannot hold what
    was typed.
    """

    written = Signal(object)
    refused = Signal()

    def __init__(self, plan: OpenPlan, words: RowWords, conflict: Conflict, value: Any) -> None:
        super().__init__()
        self._words, self._conflict = words, conflict
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.problem = QLabel(_("That is not a value this field can hold."))
        self.problem.setProperty("role", "error")
        self.problem.hide()
        table, field = conflict.table, conflict.field
        self.editor: QComboBox | QPlainTextEdit | QLineEdit
        if codes_of(table, field) or target_of(table, field):
            self.editor = self._list(plan, value)
        elif is_prose(table, field):
            self.editor = QPlainTextEdit(str(value or ""))
            self.editor.setTabChangesFocus(True)
            self.editor.setFixedHeight(PROSE_HEIGHT)
            self.editor.textChanged.connect(self._typed)
        else:
            text = "" if value in (None, "") else words.said(table, field, value)
            if is_date(field):
                text = str(value or "")
            self.editor = QLineEdit(text)
            self.editor.textEdited.connect(self._typed)
        named(self.editor, _("Your own value"))
        self.setFocusProxy(self.editor)
        layout.addWidget(self.editor)
        layout.addWidget(self.problem)

    def _list(self, plan: OpenPlan, value: Any) -> QComboBox:
        box, table, field = QComboBox(), self._conflict.table, self._conflict.field
        target = target_of(table, field)
        choices: list[tuple[str, str | None]] = [
            (_(label), code) for code, label in codes_of(table, field).items()
        ]
        if target:
            rows = plan.rows(TABLE_BY_NAME[target])
            choices = [("", None), *((self._words.name(target, row.id), row.id) for row in rows)]
        for label, code in choices:
            box.addItem(label, code)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(lambda _index: self.written.emit(box.currentData()))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return box

    def write(self) -> None:
        """Tell the value that stands in the editor now."""
        if isinstance(self.editor, QComboBox):
            self.written.emit(self.editor.currentData())
        else:
            self._typed()

    def _typed(self) -> None:
        editor, conflict = self.editor, self._conflict
        if isinstance(editor, QComboBox):
            return
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()
        try:
            value = read(conflict.table, conflict.field, text, self._words.clock)
        except ValueError:
            self.problem.show()
            self.refused.emit()
            return
        self.problem.hide()
        self.written.emit(value)
