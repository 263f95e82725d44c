"""What an empty table says, and the button that ends its being empty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop.language import _
from desktop.ui.icons import icon_for


class EmptyNote(QWidget):
    """Lies over a table that shows no rows. Emits `add_asked` or `all_asked`."""

    add_asked = Signal()
    all_asked = Signal()

    def __init__(self, view: QTableView, text: str, add_text: str) -> None:
        super().__init__(view.viewport())
        self._empty = text or _("There is nothing here yet.")
        self.label = QLabel()
        self.label.setProperty("role", "quiet")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add = QPushButton(add_text)
        self.add.setIcon(icon_for("plus", "text"))
        self.add.clicked.connect(self.add_asked)
        self.all = QPushButton(_("Show all rows"))
        self.all.clicked.connect(self.all_asked)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(self.label)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.all, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)
        self._has_add = bool(add_text)
        view.viewport().installEventFilter(self)
        self.hide()

    def show_for(self, *, empty: bool, filtered: bool, words: str) -> None:
        """Show what is the case, or nothing when there are rows."""
        if not empty:
            self.hide()
            return
        self.label.setText(
            _("No row contains “{words}”.").format(words=words) if filtered else self._empty
        )
        self.add.setVisible(self._has_add and not filtered)
        self.all.setVisible(filtered)
        self._fit()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the table."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
