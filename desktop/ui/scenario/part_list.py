"""A list of parts of the scenario, put in order by drag or keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.language import _
from desktop.ui.icons import icon_for
from desktop.ui.scenario.audience import audience_icon, audience_words
from desktop.ui.theme import colors

ID = Qt.ItemDataRole.UserRole
PLAYERS = Qt.ItemDataRole.UserRole + 1
KIND = Qt.ItemDataRole.UserRole + 2
ROW_HEIGHT = 48
ICON = 16


class _Delegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(120, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        c, area = colors(), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(c.accent_ground))
            painter.fillRect(QRect(area.x(), area.y(), 3, area.height()), QColor(c.accent))
        inside = area.adjusted(12, 6, -10, -6)
        half = inside.height() // 2
        icon, tone = audience_icon(bool(index.data(PLAYERS)))
        words = audience_words(bool(index.data(PLAYERS)))
        font = option.font
        painter.setFont(font)
        metrics = QFontMetrics(font)
        upper = QRect(inside.x(), inside.y(), inside.width(), half)
        painter.setPen(QColor(c.text))
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, title)
        lower = upper.translated(0, half)
        font.setPixelSize(12)
        painter.setFont(font)
        icon_for(icon, tone).paint(painter, QRect(lower.x(), lower.y() + 1, ICON, ICON))
        painter.setPen(QColor(getattr(c, tone)))
        after = lower.adjusted(ICON + 6, 0, 0, 0)
        painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, words)
        width = QFontMetrics(font).horizontalAdvance(words) + 8
        # The kind is told when pointed at, too; half a word would help nobody.
        kind = str(index.data(KIND))
        if QFontMetrics(font).horizontalAdvance(kind) <= after.width() - width:
            painter.setPen(QColor(c.quiet))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(after.adjusted(width, 0, 0, 0), right, kind)
        painter.restore()


class PartList(QListWidget):
    """The parts. Emits `chosen` with a row, and `moved` with a row and its new predecessor."""

    chosen = Signal(object)
    moved = Signal(object, object)
    removing = Signal()

    def __init__(self, name: str, title: Callable[[Any], str], kind: Callable[[Any], str]) -> None:
        super().__init__()
        self._title, self._kind = title, kind
        self._rows: list[Any] = []
        self._filling = False
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setToolTip(_("Drag to change the order, or press Alt+Up and Alt+Down"))
        self.currentItemChanged.connect(self._choose)
        self.itemClicked.connect(lambda _item: self._choose())
        self.model().rowsMoved.connect(lambda *_moved: self._tell_moved())

    def show_rows(self, rows: Sequence[Any], chosen_id: str | None) -> None:
        """Show the parts in order, with the cursor on the chosen one."""
        self._filling = True
        self._rows = list(rows)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        at = -1
        for place, row in enumerate(rows):
            item = self.item(place)
            title = self._title(row)
            item.setText(title)
            item.setData(ID, row.id)
            item.setData(PLAYERS, bool(row.for_players))
            item.setData(KIND, self._kind(row))
            words = audience_words(bool(row.for_players))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {words}")
            item.setToolTip(f"{title}\n{self._kind(row)}")
            if row.id == chosen_id:
                at = place
        self.setCurrentRow(at)
        if at < 0:
            self.clearSelection()
        self._filling = False
        # QListView takes its own size of an empty list for one of many rows.
        self.setFixedHeight(ROW_HEIGHT * max(1, min(len(rows), 9)) + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the part up or down with Alt, remove it with Delete."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._shift(step)
        elif event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def _shift(self, step: int) -> None:
        here = self.currentRow()
        there = here + step
        if here < 0 or not 0 <= there < len(self._rows):
            return
        others = [row for place, row in enumerate(self._rows) if place != here]
        self.moved.emit(self._rows[here], others[there - 1] if there else None)

    def _tell_moved(self) -> None:
        ids = [self.item(place).data(ID) for place in range(self.count())]
        by_id = {row.id: row for row in self._rows}
        before = [row.id for row in self._rows]
        moved = next(
            (
                one
                for one in ids
                if [i for i in ids if i != one] == [i for i in before if i != one]
                and ids.index(one) != before.index(one)
            ),
            None,
        )
        if moved is not None:
            place = ids.index(moved)
            self.moved.emit(by_id[moved], by_id[ids[place - 1]] if place else None)

    def _choose(self, *_items: object) -> None:
        item = self.currentItem()
        if self._filling or item is None:
            return
        row = next((row for row in self._rows if row.id == item.data(ID)), None)
        if row is not None:
            self.chosen.emit(row)
