"""Making the planner's own keys, once, under a passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop.apology import KNOWN_ERRORS, apology
from desktop.exchange.seal.own_keys import make_keys
from desktop.language import _
from desktop.ui.background import Job
from desktop.ui.sharing.passphrase_fields import PassphraseFields


class OwnKeysDialog(QDialog):
    """Asks for the passphrase of new keys and makes them; accepted when they are made."""

    def __init__(self, keys_path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys_path = keys_path
        self.setWindowTitle(_("Make my keys"))
        self.setMinimumWidth(480)
        why = QLabel(
            _(
                "With keys of your own, partners can seal files that only you open, and see that "
                "what you sign is from you. The keys stay on this laptop under a passphrase that "
                "nobody can bring back: keep it where you keep such things."
            ),
            wordWrap=True,
        )
        self.fields = PassphraseFields(_("Passphrase of my keys"), new=True)
        self.state = QLabel(wordWrap=True)
        self.state.setProperty("role", "quiet")
        box = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(box.Cancel)
        self.make_button = self.buttons.addButton(
            _("Make keys"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.make_button.setProperty("role", "primary")
        self.buttons.accepted.connect(self._make)
        self.buttons.rejected.connect(self.reject)
        self.fields.changed.connect(self._weigh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for part in (why, self.fields, self.state, self.buttons):
            layout.addWidget(part)
        self._weigh()

    def _weigh(self) -> None:
        self.make_button.setEnabled(not self.fields.fault)
        self.state.setText(self.fields.fault if self.fields.first.text() else "")

    def _make(self) -> None:
        if self.fields.fault:
            return
        passphrase, path = self.fields.passphrase, self._keys_path
        job = Job(lambda _job: make_keys(path, passphrase), self)
        job.done.connect(lambda _keys: self.accept())
        job.failed.connect(self._say)
        self.setEnabled(False)
        self.state.setText(_("Making the keys takes a few seconds…"))
        job.start()

    def _say(self, error: Exception) -> None:
        if not isinstance(error, KNOWN_ERRORS):
            raise error
        self.setEnabled(True)
        self.state.setText(apology(error))
