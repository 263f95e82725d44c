"""A line that finds an entry while one types, in a list that drops below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from db.text import folded
from desktop.language import _
from desktop.ui.icons import icon_for
from desktop.ui.tables.coded_columns import Choice, NewEntry
from desktop.ui.theme import colors

LINES = 8
LINE_HEIGHT = 28
NOTED_WIDTH = 340
NOTE = Qt.ItemDataRole.UserRole + 1


class ChoiceEdit(QLineEdit):
    """Picks one of `choices`; words are found anywhere in a label, whatever their accents.

    Emits `picked` with the `Choice` or `NewEntry`. With `can_add` what is typed can become
    a new entry; with `own` it may stay as it was typed.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Sequence[Choice] | Callable[[], Sequence[Choice]] = ()
        self._can_add = self._own = False
        self.pick: Choice | NewEntry | None = None
        self._list = _DropList(self)
        self._list.itemClicked.connect(self._take)
        self._list.currentTextChanged.connect(self.setAccessibleDescription)
        self._arrow = self.addAction(
            icon_for("caret-down", "quiet"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._arrow.setToolTip(_("Show the list (Alt+Down)"))
        self._arrow.triggered.connect(self.toggle_list)
        self.textEdited.connect(self._typed)

    def offer(
        self,
        choices: Sequence[Choice] | Callable[[], Sequence[Choice]],
        *,
        can_add: bool = False,
        own: bool = False,
    ) -> None:
        """Set what can be picked; long lists are called for when they are first needed."""
        self._offered, self._can_add, self._own = choices, can_add, own

    @property
    def _choices(self) -> Sequence[Choice]:
        if callable(self._offered):
            self._offered = self._offered()
        return self._offered

    def is_listing(self) -> bool:
        """Return whether the list is shown."""
        return self._list.isVisible()

    def listed(self) -> list[str]:
        """Return the lines of the list as they are shown."""
        return [self._list.item(line).text() for line in range(self._list.count())]

    def toggle_list(self) -> None:
        """Show all choices, or hide them."""
        if self._list.isVisible():
            self._list.hide()
        else:
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            self._fill("")
            self._mark_present()

    def take_marked(self) -> None:
        """Pick the marked line of the list, if it is shown."""
        item = self._list.currentItem() if self._list.isVisible() else None
        if item is not None:
            self._take(item)
        self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the list with Up and Down, pick with Enter, leave it with Escape."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and self._list.isVisible():
            self._list.hide()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._list.isVisible():
            self.take_marked()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Pick the marked line when Tab leads away."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        ):
            self.take_marked()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the list when the line is clicked."""
        super().mousePressEvent(event)
        if not self._list.isVisible() and event.button() == Qt.MouseButton.LeftButton:
            self.toggle_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the list when the focus leaves."""
        self._list.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the list with the line."""
        self._list.hide()
        super().hideEvent(event)

    def _typed(self, text: str) -> None:
        self.pick = None
        self._fill(text)
        if text.strip() and self._list.count() and not self._own:
            self._list.setCurrentRow(0)

    def _walk(self, step: int) -> None:
        if not self._list.isVisible():
            self.toggle_list()
            return
        line = self._list.currentRow() + step
        self._list.setCurrentRow(max(0, min(line, self._list.count() - 1)))

    def _mark_present(self) -> None:
        for line in range(self._list.count()):
            if self._list.item(line).text() == self.text():
                self._list.setCurrentRow(line)

    def _fill(self, text: str) -> None:
        words = folded(text).split()
        found = [choice for choice in self._choices if all(word in choice.words for word in words)]
        found.sort(key=lambda choice: _rank(choice, folded(text)))
        self._list.clear()
        for choice in found:
            item = QListWidgetItem(choice.label)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            item.setData(NOTE, choice.note)
            item.setToolTip(choice.note)
            self._list.addItem(item)
        word = " ".join(text.split())
        if self._can_add and word and all(folded(c.label) != folded(word) for c in found):
            item = QListWidgetItem(_("Add “{text}”").format(text=word))
            item.setIcon(icon_for("plus", "accent"))
            item.setData(Qt.ItemDataRole.UserRole, NewEntry(word))
            self._list.addItem(item)
        for line in range(self._list.count()):
            self._list.item(line).setSizeHint(QSize(0, LINE_HEIGHT))
        if self._list.count():
            self._list.drop(self)
        else:
            self._list.hide()

    def _take(self, item: QListWidgetItem) -> None:
        pick: Choice | NewEntry = item.data(Qt.ItemDataRole.UserRole)
        self.pick = pick
        self.setText(pick.words if isinstance(pick, NewEntry) else pick.label)
        self._list.hide()
        self.picked.emit(pick)


def _rank(choice: Choice, typed: str) -> int:
    """Return how late a choice is listed: labels that begin alike first, then words."""
    if folded(choice.label).startswith(typed):
        return 0
    return 1 if any(word.startswith(typed) for word in choice.words.split()) else 2


class _DropList(QListWidget):
    """A list that shows above everything and leaves the focus where it is."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "drop")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(_("Choices"))
        self.setItemDelegate(_NotedLine(self))
        self.hide()

    def drop(self, owner: QWidget) -> None:
        """Show below `owner`, or above it where the screen ends."""
        lines = min(self.count(), LINES)
        height = lines * LINE_HEIGHT + 10
        noted = any(self.item(line).data(NOTE) for line in range(self.count()))
        self.resize(max(owner.width(), NOTED_WIDTH if noted else 220), height)
        corner = owner.mapToGlobal(QPoint(0, owner.height()))
        screen = owner.screen().availableGeometry()
        if corner.y() + height > screen.bottom():
            corner = owner.mapToGlobal(QPoint(0, -height))
        corner.setX(min(corner.x(), screen.right() - self.width()))
        self.move(corner)
        self.show()
        self.raise_()


class _NotedLine(QStyledItemDelegate):
    """Draws a line's note in grey behind its label."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        note = index.data(NOTE)
        if not note:
            return
        metrics = option.fontMetrics
        taken = metrics.horizontalAdvance(index.data()) + 22
        room = option.rect.adjusted(taken, 0, -8, 0)
        painter.setPen(QColor(colors().quiet))
        text = metrics.elidedText(note, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
