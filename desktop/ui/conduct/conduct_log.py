"""What was done during play, the latest on top."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.tables import Delivery, Inject
from desktop.language import _, ngettext, spoken
from desktop.planning.deliveries import minutes_late, moment_of
from desktop.planning.terms import DELIVERY_STATUSES
from desktop.ui.conduct.play import Play
from desktop.ui.icons import icon_for

ICONS = {"delivered": "check-circle", "held": "pause-circle", "cancelled": "x-circle"}
TONES = {"delivered": "accent", "held": "warning", "cancelled": "quiet"}
ROW = Qt.ItemDataRole.UserRole
MOST_SHOWN = 500


class ConductLog(QWidget):
    """The log. Emits `chosen` with the inject of the line a person picks."""

    chosen = Signal(object)

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self.caption = QLabel()
        self.caption.setProperty("role", "section")
        self.list = QListWidget()
        self.list.setAccessibleName(_("What was done"))
        self.list.setWordWrap(True)
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(220)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.empty = QLabel(_("What you deliver, hold or cancel is written down here at once."))
        self.empty.setProperty("role", "quiet")
        self.empty.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.caption)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)

    def show_all(self) -> None:
        """Show the log as it stands."""
        rows = self._play.log()
        self.caption.setText(
            ngettext("{count} mark", "{count} marks", len(rows)).format(count=len(rows))
            if rows
            else _("Log")
        )
        self.empty.setVisible(not rows)
        self.list.clear()
        for row in rows[:MOST_SHOWN]:
            inject = self._play.plan.get(Inject, row.inject_id)
            if inject is not None:
                self.list.addItem(self._item(row, inject))

    def _item(self, row: Delivery, inject: Inject) -> QListWidgetItem:
        clock = self._play.clock
        local = moment_of(row).astimezone(clock.zone).strftime("%H:%M:%S")
        status = _(DELIVERY_STATUSES.get(row.status, row.status))
        words = f"{local}  {inject.number}  {status}"
        late = minutes_late(row, inject, clock)
        if row.status == "delivered" and late:
            words += f" · {delay_words(late)}"
        words += f"\n{inject.title.best(spoken())}"
        if row.note:
            words += f"\n“{row.note}”"
        icon = icon_for(ICONS.get(row.status, "clock"), TONES.get(row.status, "quiet"))
        item = QListWidgetItem(icon, words)
        item.setData(ROW, row.id)
        return item

    def _choose(self, item: QListWidgetItem) -> None:
        row = self._play.plan.get(Delivery, item.data(ROW))
        if row is not None:
            self.chosen.emit(self._play.plan.get(Inject, row.inject_id))


def delay_words(minutes: int) -> str:
    """Return how late or early in words: "5 min late", "on time", "3 min early"."""
    if minutes > 0:
        return _("{count} min late").format(count=minutes)
    if minutes < 0:
        return _("{count} min early").format(count=-minutes)
    return _("on time")
