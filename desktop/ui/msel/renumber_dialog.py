"""Renumber the injects by time: only on request, and seen before it happens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.tables import Inject
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.inject_numbers import renumbered_injects
from desktop.planning.moments import clock_of, relative
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.theme import colors

WIDTH, HEIGHT = 620, 560
MOST_LISTED = 2000


class RenumberDialog(QDialog):
    """Shows present and new numbers by time, and gives the new ones as one undo step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Renumber injects"))
        self.setObjectName("renumber-dialog")
        self.resize(WIDTH, HEIGHT)
        self._desk = desk
        plan = desk.plan
        injects = [] if plan is None else plan.rows(Inject)
        self._pairs = list(zip(injects, renumbered_injects(len(injects)), strict=True))
        changing = sum(inject.number != number for inject, number in self._pairs)
        words = QLabel(
            _(
                "Injects keep their numbers when times move. Controllers who hold a printed MSEL "
                "know them by these numbers: give new ones before it is printed."
            )
        )
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        summary = QLabel(
            ngettext("{count} number changes", "{count} numbers change", changing).format(
                count=changing
            )
        )
        summary.setProperty("role", "section")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply = self.buttons.addButton(_("Renumber"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self.apply.setEnabled(changing > 0)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(summary)
        layout.addWidget(self._list(), 1)
        layout.addWidget(self.buttons)

    def _list(self) -> QTableWidget:
        self.list = named(QTableWidget(0, 4), _("Numbers now and then"))
        self.list.setHorizontalHeaderLabels([_("Now"), _("Then"), _("Time"), _("Title")])
        self.list.verticalHeader().hide()
        self.list.setShowGrid(False)
        self.list.setAlternatingRowColors(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.list.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        plan = self._desk.plan
        if plan is None:
            return self.list
        clock, shown = clock_of(plan.row), self._pairs[:MOST_LISTED]
        self.list.setRowCount(len(shown))
        for line, (inject, number) in enumerate(shown):
            title, time = inject.title.best(spoken()), relative(inject.offset_minutes, clock)
            for column, text in enumerate((inject.number, number, time, title)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column == 1 and number != inject.number:
                    cell.setForeground(QColor(colors().accent))
                self.list.setItem(line, column, cell)
        return self.list

    def accept(self) -> None:
        """Give the new numbers."""
        plan = self._desk.plan
        changing = [(row, number) for row, number in self._pairs if row.number != number]
        if plan is None or not changing:
            return
        with self._desk.attempt(), plan.edit(N_("Renumber {count} injects"), count=len(changing)):
            for row, number in changing:
                row.number = number
        super().accept()
