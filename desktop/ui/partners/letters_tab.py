"""Outbox and inbox: what went to whom and when, and what came, of all plans."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.correspondence import Mail
from desktop.exchange.letter_list import Names
from desktop.language import N_, _
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon_for
from desktop.ui.labels import plain_label
from desktop.ui.partners.letter_panel import LetterPanel
from desktop.ui.partners.letters_model import LettersModel
from desktop.ui.partners.plain_table import PlainTable

WAYS = {"": N_("Sent and received"), "sent": N_("Sent"), "received": N_("Received")}
WIDTHS = {0: 132, 1: 184, 3: 116, 4: 94, 5: 118}
DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LettersTab(QWidget):
    """All letters, newest first; `file_asked` when a plan file shall be opened."""

    file_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._names = Names({}, {})
        self.search = named(QLineEdit(clearButtonEnabled=True), _("Filter letters"))
        self.search.setPlaceholderText(_("Filter: partner, plan, file, version, day"))
        self.search.addAction(
            icon_for("magnifying-glass", "quiet"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(lambda _text: self._seek())
        self.search.installEventFilter(self)
        self.ways = named(QComboBox(), _("Sent or received"))
        for way, title in WAYS.items():
            self.ways.addItem(_(title), way)
        self.ways.currentIndexChanged.connect(lambda _index: self._seek())
        self.model = LettersModel()
        self.table = PlainTable(self.model, _("Outbox and inbox"), WIDTHS, stretched=2)
        self.inspector = LetterPanel(desk)
        self.table.chosen.connect(self._show)
        self.none = plain_label(_("No letter matches. Clear the filter to see all."), "quiet")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = EmptyState(
            "envelope-simple",
            _("Nothing sent or received yet"),
            _(
                "Open a plan and share it (Ctrl+E). This list then shows what went to whom,"
                " when, and what they had seen by then. What partners send you comes in "
                "with “Open plan file”."
            ),
        )
        self.empty.add_way(_("Open plan file…"), "folder-open").clicked.connect(self.file_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        self.filters = QWidget()
        row = QHBoxLayout(self.filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addWidget(self.ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.filters)
        for part in (self.table, self.none, self.empty):
            layout.addWidget(part, 1)

    def refresh(self, letters: list[Mail], names: Names) -> None:
        """Show the letters as they are now."""
        self._names = names
        self.model.show(letters, names)
        self.filters.setVisible(bool(letters))
        self.empty.setVisible(not letters)
        self._seek()

    def seek(self, words: str) -> None:
        """Show only the letters that hold these words."""
        self.ways.setCurrentIndex(0)
        self.search.setText(words)
        self.table.setFocus()

    def begin(self) -> None:
        """Put the cursor into the filter."""
        self.search.setFocus()
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead from the words to what they found with Down or Enter."""
        down = isinstance(event, QKeyEvent) and Qt.Key(event.key()) in DOWN
        if watched is self.search and event.type() == QEvent.Type.KeyPress and down:
            self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _seek(self) -> None:
        chosen = self.model.letter_at(self.table.currentIndex().row())
        self.model.seek(self.search.text(), self.ways.currentData())
        found = bool(self.model.rowCount())
        self.table.setVisible(found)
        self.none.setVisible(not found and self.model.has_any())
        self.table.choose(self.model.row_of(chosen))

    def _show(self, row: int) -> None:
        self.inspector.show_letter(self.model.letter_at(row), self._names)
