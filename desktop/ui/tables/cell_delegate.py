"""Paints the cells of a record table and makes their editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.language import _
from desktop.ui.tables.choice_edit import ChoiceEdit
from desktop.ui.tables.coded_columns import ChoiceColumn, NewEntry, PickColumn
from desktop.ui.tables.columns import BoolColumn, Column, TextColumn
from desktop.ui.tables.record_model import Index, RecordModel
from desktop.ui.theme import colors

if TYPE_CHECKING:
    from desktop.ui.tables.table_view import TableView

PADDING = 8
STATE = QStyle.StateFlag
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellDelegate(QStyledItemDelegate):
    """Draws cells straight from the rows, which is several times quicker than by roles."""

    def __init__(self, view: TableView, model: RecordModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._colors = colors()
        self._selected = QColor(self._colors.accent_ground)
        self._current = _between(self._colors.accent_ground, self._colors.panel)
        self._zebra = QColor(self._colors.zebra)
        self._font = QFont(view.font())
        self._italic = QFont(self._font)
        self._italic.setItalic(True)
        self._metrics = QFontMetrics(self._font)
        self.editor: QWidget | None = None
        self.to_all = False

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        worn, rect = self._colors, self._view.groups.below(index.row(), option.rect)
        state = option.state
        row, column = self._model.shown[index.row()], self._model.columns[index.column()]
        if state & STATE.State_Selected:
            painter.fillRect(rect, self._selected)
        elif index.row() == self._view.currentIndex().row():
            painter.fillRect(rect, self._current)
        elif index.row() % 2:
            painter.fillRect(rect, self._zebra)
        if isinstance(column, BoolColumn) and (row.id, column.field) not in self._model.refused:
            self._paint_tick(painter, rect, ticked=bool(column.value(row, self._model.plan)))
        else:
            self._paint_text(painter, rect, row, column)
        refused = self._model.refused and (row.id, column.field) in self._model.refused
        if refused:
            self._outline(painter, rect, worn.error)
        if state & STATE.State_HasFocus:
            self._outline(painter, rect, worn.accent)

    def _paint_text(self, painter: QPainter, rect: QRect, row: Any, column: Column) -> None:
        text = self._model.cell_text(row, column)
        if not text:
            if column.blank_text:
                self._paint_line(painter, rect, column, _(column.blank_text), "quiet", slanted=True)
            return
        plan = self._model.plan
        tone = column.tone(row, plan) if column.tone is not None else ""
        tone = tone or ("text" if column.editable else "quiet")
        fallen_back = column.has_fallen_back(row, plan)
        if fallen_back:
            tone = "quiet"
        self._paint_line(painter, rect, column, text, tone, slanted=fallen_back)

    def _paint_line(
        self,
        painter: QPainter,
        rect: QRect,
        column: Column,
        text: str,
        tone: str,
        *,
        slanted: bool,
    ) -> None:
        painter.setFont(self._italic if slanted else self._font)
        painter.setPen(QColor(getattr(self._colors, tone)))
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        text = text.replace("\n", " ")
        lines = self._view.text_lines
        if lines > 1 and self._metrics.horizontalAdvance(text) > inner.width():
            text = self._shortened(text, inner.width(), lines)
        else:
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, flags, text)

    def _shortened(self, text: str, width: int, lines: int) -> str:
        """Return as much of `text` as fits into `lines` lines of `width` when wrapped."""
        taken: list[str] = []
        words = text.split(" ")
        while words and len(taken) < lines - 1:
            line = words.pop(0)
            while words and self._metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
                line += " " + words.pop(0)
            if " " not in line:
                line = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            taken.append(line)
        rest = self._metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
        return "\n".join([*taken, rest]) if rest else "\n".join(taken)

    def _paint_tick(self, painter: QPainter, rect: QRect, *, ticked: bool) -> None:
        box = QRect(rect.left() + PADDING, rect.center().y() - 7, 15, 15)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colors.accent if ticked else self._colors.quiet), 1))
        painter.setBrush(QColor(self._colors.accent) if ticked else QBrush(Qt.BrushStyle.NoBrush))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            painter.setPen(QPen(QColor(self._colors.on_accent), 2))
            x, y = box.left(), box.top()
            painter.drawPolyline(
                [QPoint(x + 4, y + 8), QPoint(x + 7, y + 11), QPoint(x + 12, y + 5)]
            )
        painter.restore()

    @staticmethod
    def _outline(painter: QPainter, rect: QRect, color: str) -> None:
        painter.setPen(QColor(color))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell what a cell has no room for, why it was refused, or what its column adds."""
        if not index.isValid():
            return False
        row, column = self._model.shown[index.row()], self._model.columns[index.column()]
        room = (option.rect.width() - 2 * PADDING) * self._view.text_lines
        text = self._model.cell_text(row, column)
        tip = self._model.tip(row, column)
        if tip == text and self._metrics.horizontalAdvance(text) < room * 0.9:
            QToolTip.hideText()
            return True
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell's whole text, for double clicks on a heading's edge."""
        del option
        row, column = self._model.shown[index.row()], self._model.columns[index.column()]
        text = self._model.cell_text(row, column)
        width = self._metrics.horizontalAdvance(text) + 2 * PADDING + 4
        return QSize(min(width, 480), self._view.row_height())

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of a cell."""
        del option
        column = self._model.columns[index.column()]
        editor: QWidget
        if isinstance(column, PickColumn):
            editor = ChoiceEdit(parent)
            editor.picked.connect(lambda _pick: self._finish(Qt.Key.Key_Return))
        elif isinstance(column, TextColumn) and column.lines:
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
        else:
            editor = QLineEdit(parent)
        editor.setProperty("role", "cell")
        editor.setAccessibleName(_(column.title))
        self.editor, self.to_all = editor, False
        self._view.editing_began()
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Let go of an editor that is closed."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)
        self._view.say()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the cell's text into its editor, once: what is typed is not overwritten."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        row, column = self._model.shown[index.row()], self._model.columns[index.column()]
        plan = self._model.plan
        refused = self._model.refused.get((row.id, column.field))
        text = column.typed(row, plan) if refused is None else refused[0]
        editor.setProperty("before", text)
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
            editor.setPlaceholderText(column.hint(row, plan))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.setPlaceholderText(column.hint(row, plan))
        if isinstance(editor, ChoiceEdit) and isinstance(column, PickColumn):
            own = isinstance(column, ChoiceColumn) and column.own
            editor.offer(column.choices_in(plan), can_add=column.can_add(), own=own)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand what was typed to the table."""
        del model
        typed = editor_text(editor)
        pick = editor.pick if isinstance(editor, ChoiceEdit) else None
        if isinstance(pick, NewEntry):
            self._view.take(index, pick, to_all=self.to_all)
        elif typed != editor.property("before") or self.to_all:
            self._view.take(index, typed, to_all=self.to_all)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the editor over its cell; one for several lines reaches further down."""
        rect: QRect = self._view.groups.below(index.row(), option.rect)
        if isinstance(editor, QPlainTextEdit):
            below = self._view.viewport().height() - rect.top()
            height = max(rect.height(), min(110, below))
            top = min(rect.top(), self._view.viewport().height() - height)
            rect = QRect(rect.left(), max(0, top), max(rect.width(), 240), height)
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Commit on Enter and Tab and move on; Ctrl+Enter writes to all selected rows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if key in ENTER and alt and isinstance(editor, QPlainTextEdit):
                editor.insertPlainText("\n")
                return True
            if key in ENTER and control:
                self.to_all = True
            if key in ENTER or key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
                if isinstance(editor, ChoiceEdit) and editor.is_listing():
                    editor.blockSignals(True)
                    editor.take_marked()
                    editor.blockSignals(False)
                self._finish(key, back=self._is_back(event))
                return True
            if key == Qt.Key.Key_Escape and isinstance(editor, ChoiceEdit) and editor.is_listing():
                return False
        return super().eventFilter(editor, event)

    @staticmethod
    def _is_back(event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    def _finish(self, key: Qt.Key, *, back: bool = False) -> None:
        editor, to_all = self.editor, self.to_all
        if editor is None:
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if not to_all:
            self._view.move_on(key, back=back)


def editor_text(editor: QWidget) -> str:
    """Return what stands in an editor."""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)  # noqa: S101 - the delegate makes no others
    return editor.text()


def _between(one: str, other: str) -> QColor:
    """Return the colour halfway between two."""
    a, b = QColor(one), QColor(other)
    return QColor(
        (a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2
    )
