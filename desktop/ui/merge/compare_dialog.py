"""Two states of a plan compared: the plan, a plan file, or the plan as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from db.open_plan import OpenPlan
from desktop.exchange.change_entries import EntryWriter
from desktop.exchange.merge_compare import Comparison
from desktop.language import _, ngettext
from desktop.ui.merge.calm_note import calm_note
from desktop.ui.merge.entries_view import EntriesView
from desktop.ui.page import MARGIN, Heading


class CompareDialog(QDialog):
    """What leads from one state of a plan to another; nothing can be changed here."""

    def __init__(
        self, plan: OpenPlan, comparison: Comparison, title: str, alike: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
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

    def show_note(self, note: QWidget) -> None:
        """Show something to know below the heading, such as who signed the file."""
        self._notes.addWidget(note)
