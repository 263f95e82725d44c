"""The row above the plans: words to find, kind, state, and the bin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from db.tables import Plan
from desktop.language import N_, _
from desktop.planning.terms import PLAN_KINDS, STATUSES
from desktop.ui.accessible import named
from desktop.ui.icons import icon_for

UNFINISHED, ALL = "unfinished", "all"
STATES = {UNFINISHED: N_("Open plans"), ALL: N_("All plans")}


class PlanFilters(QWidget):
    """Words, kind, state and bin.

    Emits `changed` when another filter is chosen, `typed` with the words to find, and
    `entered` when Enter or Down leads from the words to what they found.
    """

    changed = Signal()
    typed = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = named(QLineEdit(clearButtonEnabled=True), _("Search all plans"))
        self.search.setPlaceholderText(
            _("Search all plans: titles, objectives, activities, people, places")
        )
        self.search.addAction(
            icon_for("magnifying-glass", "quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.installEventFilter(self)
        self.search.textChanged.connect(lambda _text: self.typed.emit(self.words()))
        self.kinds = named(QComboBox(), _("Kind of plan"))
        self.kinds.addItem(_("All kinds"), "")
        for kind, name in PLAN_KINDS.items():
            self.kinds.addItem(_(name), kind)
        self.states = named(QComboBox(), _("State of the plan"))
        for state, name in (STATES | STATUSES).items():
            self.states.addItem(_(name), state)
        self.states.insertSeparator(len(STATES))
        self.bin_button = QPushButton(icon_for("trash"), _("Bin"))
        self.bin_button.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        for widget in (self.kinds, self.states, self.bin_button):
            row.addWidget(widget)
        self.kinds.activated.connect(lambda _index: self.changed.emit())
        self.states.activated.connect(lambda _index: self.changed.emit())
        self.bin_button.toggled.connect(self._show_bin)

    def words(self) -> str:
        """Return the words to find."""
        return self.search.text().strip()

    def in_bin(self) -> bool:
        """Return whether the bin is asked for."""
        return self.bin_button.isChecked()

    def count_bin(self, count: int) -> None:
        """Say how many plans lie in the bin; an empty one cannot be asked for."""
        if not count:
            self.bin_button.setChecked(False)
        self.bin_button.setEnabled(bool(count))
        self.bin_button.setText(_("Bin ({count})").format(count=count) if count else _("Bin"))

    def let_through(self, plans: Sequence[Plan]) -> list[Plan]:
        """Return the plans of the chosen kind and, outside the bin, state."""
        kind, state = self.kinds.currentData(), self.states.currentData()
        found = [plan for plan in plans if not kind or plan.kind == kind]
        if self.in_bin() or state == ALL:
            return found
        if state == UNFINISHED:
            return [plan for plan in found if plan.status != "closed"]
        return [plan for plan in found if plan.status == state]

    def begin(self) -> None:
        """Put the cursor into the words to find."""
        self.search.setFocus()
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead on; Escape empties the words."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _show_bin(self, shown: bool) -> None:
        if shown:
            self.search.clear()
        self.states.setEnabled(not shown)
        self.changed.emit()
