"""Two states of a plan compared: the plan, a plan file, or the plan as it was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.open_plan import OpenPlan
from desktop.exchange.change_entries import EntryWriter
from desktop.exchange.merge_compare import Comparison
from desktop.language import _, ngettext
from desktop.planning.told_changes import ToldState
from desktop.ui.desk import Desk
from desktop.ui.labels import plain_label
from desktop.ui.merge.calm_note import calm_note
from desktop.ui.merge.entries_view import EntriesView
from desktop.ui.merge.report_dialog import Compared, ReportDialog
from desktop.ui.page import MARGIN, Heading


class CompareDialog(QDialog):
    """What leads from one state of a plan to another; nothing can be changed here."""

    def __init__(
        self, plan: OpenPlan, comparison: Comparison, title: str, alike: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._comparison = comparison
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("compare")
        self.setWindowTitle(_("Compare"))
        self.resize(parent.window().size())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, 16)
        layout.setSpacing(12)
        self.heading = Heading(title)
        layout.addWidget(self.heading)
        self._notes = QVBoxLayout()
        layout.addLayout(self._notes)
        self.said = plain_label("", "quiet")
        self.said.hide()
        layout.addWidget(self.said)
        self.close_button = self.heading.add_button(_("Close"), primary=True)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        writer = EntryWriter.of_comparison(comparison, replica=plan.library.replica)
        self.entries = writer.told(comparison.changes)
        self.view = EntriesView(plan, writer, read_only=True)
        if not self.entries:
            self.view.hide()
            self.heading.set_texts(title, "")
            layout.addWidget(calm_note(_("No differences"), alike), 1)
            self.close_button.setDefault(True)
            return
        count = len(self.entries)
        text = ngettext("{count} difference", "{count} differences", count).format(count=count)
        self.heading.set_texts(title, text)
        layout.addWidget(self.view, 1)
        self.view.show_entries([], self.entries, lambda _entry: None)
        self.view.setFocus()

    def offer_report(self, desk: Desk, before: ToldState, after: ToldState) -> None:
        """Offer to save what is shown as a change report; it tells what the two states are."""
        compared = Compared(self._comparison, before, after)
        self.save_button = self.heading.add_button(_("Save PDF…"), icon="file-pdf")
        self.save_button.setAutoDefault(False)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save_button.click)
        self.save_button.setToolTip(_("Save this as a change report to print (Ctrl+S)"))
        self.save_button.clicked.connect(lambda: self._save(desk, compared))
        # The way out stays at the edge.
        self.heading.add_widget(self.close_button)
        self.setTabOrder(self.save_button, self.close_button)

    def _save(self, desk: Desk, compared: Compared) -> None:
        dialog = ReportDialog(desk, compared, self)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self, path: Path) -> None:
        self.said.setText(_("Saved {file}").format(file=path.name))
        self.said.setToolTip(str(path))
        self.said.show()

    def show_note(self, note: QWidget) -> None:
        """Show something to know below the heading, such as who signed the file."""
        self._notes.addWidget(note)
