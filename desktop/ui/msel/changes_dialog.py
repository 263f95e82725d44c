"""A workbook that came back: what was changed in it, to be taken over or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.exchange.spreadsheets.changes import Change, apply_changes, changes_from
from desktop.exchange.spreadsheets.reading import Reading
from desktop.language import N_, _, ngettext, spoken
from desktop.ui.desk import Desk
from desktop.ui.msel.import_tables import column_table, show_unreadable
from desktop.ui.theme import colors

WIDTH, HEIGHT = 960, 620
KINDS = {"added": N_("New inject"), "removed": N_("Row deleted")}
MOST_LETTERS = 160


class ChangesDialog(QDialog):
    """Lists the changes, each with a tick, and makes the chosen ones as one undo step."""

    def __init__(
        self, desk: Desk, name: str, reading: Reading, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Changes in “{file}”").format(file=name))
        self.setObjectName("changes-dialog")
        self.resize(WIDTH, HEIGHT)
        self._desk = desk
        plan = desk.plan
        self.changes: Sequence[Change] = [] if plan is None else changes_from(plan, reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        self.summary = QLabel()
        self.summary.setProperty("role", "section")
        layout.addWidget(self.summary)
        advice = QLabel(
            _(
                "This workbook was written from this plan. Choose what to take over from it. "
                "Where the plan has changed as well since then, nothing is ticked: look first."
            )
        )
        advice.setProperty("role", "quiet")
        advice.setWordWrap(True)
        layout.addWidget(advice)
        self.list = column_table(_("Changes"))
        self.unreadable = column_table(_("What cannot be read"))
        self.tabs = QTabWidget()
        count = len(self.changes)
        text = ngettext("{count} change", "{count} changes", count).format(count=count)
        self.tabs.addTab(self.list, text)
        rows = reading.unreadable
        if rows:
            text = ngettext("{count} row not read", "{count} rows not read", len(rows))
            self.tabs.addTab(self.unreadable, "⚠ " + text.format(count=len(rows)))
            show_unreadable(self.unreadable, rows)
        layout.addWidget(self.tabs, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply = self.buttons.addButton(_("Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self._fill()
        self.list.itemChanged.connect(lambda _item: self._count())
        self._count()

    def _fill(self) -> None:
        table = self.list
        table.setColumnCount(5)
        table.setHorizontalHeaderLabels(
            [_("Inject"), _("Field"), _("In the plan"), _("In the workbook"), ""]
        )
        header = table.horizontalHeader()
        for column in (0, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (1, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.setRowCount(len(self.changes))
        for line, change in enumerate(self.changes):
            title = f"{change.number} · {change.title.best(spoken())}".strip(" ·")
            what = change.label.best(spoken()) or _(KINDS.get(change.kind, ""))
            clash = _("⚠ changed in the plan too") if change.conflict else ""
            for column, text in enumerate((title, what, change.old, change.new, clash)):
                cell = QTableWidgetItem(" ".join(text.split())[:MOST_LETTERS])
                cell.setToolTip(text)
                if column == 0:
                    cell.setFlags(cell.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    ticked = Qt.CheckState.Checked
                    cell.setCheckState(Qt.CheckState.Unchecked if change.conflict else ticked)
                elif column == 4:
                    cell.setForeground(QColor(colors().warning))
                table.setItem(line, column, cell)

    def chosen(self) -> list[Change]:
        """Return the changes that are ticked."""
        return [
            change
            for line, change in enumerate(self.changes)
            if (cell := self.list.item(line, 0)) is not None
            and cell.checkState() == Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        chosen, count = len(self.chosen()), len(self.changes)
        if count:
            text = ngettext("{chosen} of {count} change", "{chosen} of {count} changes", count)
            self.summary.setText(text.format(chosen=chosen, count=count))
        else:
            self.summary.setText(_("Nothing was changed in this workbook."))
        self.apply.setEnabled(bool(chosen))

    def accept(self) -> None:
        """Make the chosen changes."""
        plan, chosen = self._desk.plan, self.chosen()
        if plan is None or not chosen:
            return
        with self._desk.attempt():
            apply_changes(plan, chosen)
            text = ngettext("Took over {count} change.", "Took over {count} changes.", len(chosen))
            self._desk.tell(text.format(count=len(chosen)))
            super().accept()
