"""The command palette: every command, section and plan, a few letters away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from db.text import folded
from desktop.language import _, spoken
from desktop.ui.accessible import named
from desktop.ui.theme import colors

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

LONGEST = 60
ROW_HEIGHT, MARGIN = 28, 8
NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the palette can do."""

    text: str
    hint: str
    run: Callable[[], object]
    also: str = ""
    """Words that find it beside those shown, such as a plan's name in the other language."""


def actions_of(menu: QMenu, path: str = "") -> Iterator[tuple[str, QAction]]:
    """Yield every enabled command below `menu` with the names of the menus it is in."""
    for action in menu.actions():
        text = action.text().replace("&", "")
        below = action.menu()
        if isinstance(below, QMenu):
            yield from actions_of(below, f"{path}{text}: ")
        elif text and action.isEnabled():
            yield f"{path}{text}", action


class KeysAtTheRight(QStyledItemDelegate):
    """Paints an entry with its shortcut, or its plan's code, quietly at the right edge."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the text in the width that the hint leaves it."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        shown.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget
        )
        area = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        ink = colors()
        painter.save()
        painter.setPen(QColor(ink.quiet))
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.hint
        )
        taken = option.fontMetrics.horizontalAdvance(entry.hint) + MARGIN if entry.hint else 0
        painter.setPen(QColor(ink.text))
        words = option.fontMetrics.elidedText(
            entry.text, Qt.TextElideMode.ElideRight, area.width() - taken
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a row that is easy to hit."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)


class Palette(QDialog):
    """Type a few letters, choose with the arrows, do it with Enter."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self._entries = [*self._commands(), *self._plans()]
        self.words = QLineEdit(placeholderText=_("What do you want to do?"))
        self.words.setAccessibleName(_("Command palette"))
        self.list = named(QListWidget(), _("Matching commands"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(KeysAtTheRight(self.list))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.list)
        self.words.textChanged.connect(self._match)
        self.words.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self._run())
        self.list.itemClicked.connect(lambda _item: self._run())
        self.resize(560, 420)
        frame = window.geometry()
        self.move(frame.center().x() - self.width() // 2, frame.top() + 80)
        self._match("")
        self.words.setFocus()

    def _commands(self) -> Iterator[Entry]:
        for top in self._window.menus.bar.actions():
            menu = top.menu()
            if isinstance(menu, QMenu):
                name = top.text().replace("&", "")
                for text, action in actions_of(menu, f"{name}: "):
                    yield Entry(text, action.shortcut().toString(NATIVE), action.trigger)

    def _plans(self) -> Iterator[Entry]:
        desk = self._window.desk
        for plan in desk.library.plans():
            name = plan.name.best(spoken())
            yield Entry(
                _("Open plan: {name}").format(name=name),
                plan.code,
                lambda plan_id=plan.id: desk.open_plan(plan_id),  # type: ignore[misc]
                f"{plan.name.en} {plan.name.es}",
            )

    def _match(self, typed: str) -> None:
        words = folded(typed).split()
        self.list.clear()
        for entry in self._entries:
            if all(word in folded(f"{entry.text} {entry.hint} {entry.also}") for word in words):
                item = QListWidgetItem(entry.text)
                item.setToolTip(entry.text)
                item.setData(Qt.ItemDataRole.UserRole, entry)
                self.list.addItem(item)
            if self.list.count() >= LONGEST:
                break
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        if self.list.currentRow() < 0:
            return
        entry: Entry = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        self.accept()
        with self._window.desk.attempt():
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the cursor stays in the words."""
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.words and pressed and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)
