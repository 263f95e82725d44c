"""The list of the injects that come next, each with its countdown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.language import _, spoken
from desktop.planning.assignees import assignee_of
from desktop.planning.deliveries import Conducted
from desktop.planning.moments import relative
from desktop.ui.conduct.countdown import countdown, is_late, is_soon
from desktop.ui.conduct.play import Play
from desktop.ui.icons import icon_for
from desktop.ui.theme import colors

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 64
PAD = 12
ICON = 18
CONDUCTED = Qt.ItemDataRole.UserRole


class QueueModel(QAbstractListModel):
    """The injects still to come."""

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play
        self.shown: list[Conducted] = []
        self.now = datetime.now(UTC)

    def show_all(self, conducted: list[Conducted]) -> None:
        """Show these injects."""
        self.beginResetModel()
        self.shown = conducted
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the inject, and in words what its line says."""
        if not index.isValid():
            return None
        one = self.shown[index.row()]
        if role == CONDUCTED:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words_of(one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{one.inject.number} {one.inject.title.best(spoken())}"
        return None

    def words_of(self, one: Conducted) -> str:
        """Return what the line of an inject says."""
        held = f" · {_('Held')}" if one.status == "held" else ""
        when = relative(one.inject.offset_minutes, self.play.clock)
        title = one.inject.title.best(spoken())
        return f"{one.inject.number} {title} · {when} · {countdown(one.planned, self.now)}{held}"


class QueueDelegate(QStyledItemDelegate):
    """Paints a line: number and title, time and controller, and the countdown in large type."""

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a line."""
        del option, index
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        one: Conducted = index.data(CONDUCTED)
        c, area, now = colors(), option.rect, self._model.now
        late, held = is_late(one.planned, now), one.status == "held"
        soon = is_soon(one.planned, now)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, QColor(c.accent_ground))
            painter.fillRect(QRect(area.x(), area.y(), 4, area.height()), QColor(c.accent))
        inside = area.adjusted(PAD, 8, -PAD, -8)
        tone = "quiet" if held else "error" if late else "accent" if soon else "text"
        count = _("Held") if held else countdown(one.planned, now)
        font = _font(option.font, 17, bold=True)
        width = QFontMetrics(font).horizontalAdvance(count) + (ICON + 6 if late or held else 0)
        painter.setFont(font)
        painter.setPen(QColor(getattr(c, tone)))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, count)
        if late or held:
            at = QRect(inside.right() - width, inside.center().y() - ICON // 2, ICON, ICON)
            icon_for("pause-circle" if held else "warning-circle", tone).paint(painter, at)
        left = inside.adjusted(0, 0, -width - PAD, 0)
        upper = QRect(left.x(), left.y(), left.width(), left.height() // 2)
        _line(painter, upper, _font(option.font, 16, bold=True), c.text, _title(one))
        lower = upper.translated(0, left.height() // 2)
        who = assignee_of(self._model.play.plan, one.inject.controller_id, spoken())
        when = relative(one.inject.offset_minutes, self._model.play.clock)
        words = " · ".join(filter(None, (when, who, _("Ad hoc") if one.inject.ad_hoc else "")))
        _line(painter, lower, _font(option.font, 14), c.quiet, words)
        painter.setPen(QColor(c.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()


class InjectQueue(QListView):
    """The list. Emits `chosen` with the inject a person picks, None when there is none."""

    chosen = Signal(object)

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.model_ = QueueModel(play)
        self.setModel(self.model_)
        self.setItemDelegate(QueueDelegate(self.model_))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(300)
        self.setAccessibleName(_("Injects to come"))
        self.selectionModel().currentChanged.connect(self._hear)
        self._filling = False

    def show_all(self, conducted: list[Conducted], chosen_id: str | None) -> None:
        """Show the injects to come, with the cursor on the chosen one."""
        at = self.verticalScrollBar().value()
        self._filling = True
        self.model_.show_all(conducted)
        places = [n for n, one in enumerate(conducted) if one.inject.id == chosen_id]
        if places:
            self.setCurrentIndex(self.model_.index(places[0]))
        self._filling = False
        self.verticalScrollBar().setValue(at)
        if places:
            self.scrollTo(self.model_.index(places[0]))

    def tick(self, now: datetime) -> None:
        """Count down."""
        self.model_.now = now
        self.viewport().update()

    def _hear(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._filling and current.isValid():
            self.chosen.emit(self.model_.shown[current.row()].inject)


def _title(one: Conducted) -> str:
    title = one.inject.title.best(spoken()) or _("Untitled")
    return f"{one.inject.number}  {title}"


def _font(base: QFont, pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(base)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _line(painter: QPainter, area: QRect, font: QFont, color: str, text: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, elided)
