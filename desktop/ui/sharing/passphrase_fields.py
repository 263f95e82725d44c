"""Where a passphrase is typed: hidden, shown on wish, twice when it is a new one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from desktop.exchange.seal.lock import LEAST_PASSPHRASE
from desktop.language import _
from desktop.ui.accessible import named


class PassphraseFields(QWidget):
    """One field for a passphrase that is known, two for a new one. Nothing of it is kept."""

    changed = Signal()

    def __init__(self, label: str, *, new: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = named(QLineEdit(), label)
        self.again = named(QLineEdit(), _("The same again"))
        self.shown = QCheckBox(_("Show what I type"))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(6)
        self._title = QLabel(label)
        layout.addWidget(self._title, 0, 0)
        layout.addWidget(self.first, 1, 0)
        if new:
            layout.addWidget(QLabel(_("The same again")), 0, 1)
            layout.addWidget(self.again, 1, 1)
            layout.addWidget(self.shown, 2, 0)
        else:
            layout.addWidget(self.shown, 1, 1)
            layout.setColumnStretch(0, 1)
        self._new = new
        for line in (self.first, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.textChanged.connect(lambda _text: self.changed.emit())
        self.shown.toggled.connect(self._show)

    @property
    def passphrase(self) -> str:
        """What was typed, empty while it is not yet good."""
        return self.first.text() if not self.fault else ""

    @property
    def fault(self) -> str:
        """Why what was typed does not do yet, as a sentence; empty when it does."""
        typed = self.first.text()
        if not self._new:
            return "" if typed else _("Type the passphrase.")
        if len(typed) < LEAST_PASSPHRASE:
            message = _("Take at least {count} characters: four words are easy to say.")
            return message.format(count=LEAST_PASSPHRASE)
        return "" if typed == self.again.text() else _("Type the same passphrase twice.")

    def name_first(self, label: str) -> None:
        """Call the first field something else."""
        self._title.setText(label)
        self.first.setAccessibleName(label)

    def empty(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in (self.first, self.again):
            line.setEchoMode(mode)
