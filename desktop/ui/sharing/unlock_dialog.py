"""Opening a sealed file: asks for the passphrase, and once more when it was mistyped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop.apology import KNOWN_ERRORS, apology
from desktop.exchange.plan_file import PlanFile, read_plan_file
from desktop.exchange.seal.lock import Key
from desktop.exchange.seal.own_keys import unlocked_keys
from desktop.exchange.seal.refusals import Needs
from desktop.language import _
from desktop.places import keys_path
from desktop.ui.background import Job
from desktop.ui.sharing.growing import grow
from desktop.ui.sharing.passphrase_fields import PassphraseFields


class UnlockDialog(QDialog):
    """Asks for what opens a sealed file; `unlocked` brings the `PlanFile` that was in it."""

    unlocked = Signal(object)

    def __init__(self, path: Path, needs: Needs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path, self._needs = path, needs
        self.setWindowTitle(_("Open sealed file"))
        self.setMinimumWidth(460)
        title = QLabel(path.name, wordWrap=True)
        title.setProperty("role", "section")
        if needs == "passphrase":
            words = _("The file is sealed with a passphrase. Whoever sent it can tell it to you.")
            label = _("Passphrase of the file")
        else:
            words = _(
                "The file is sealed for certain people. Your own keys open it if you are one."
            )
            label = _("Passphrase of my keys")
        about = QLabel(words, wordWrap=True)
        about.setProperty("role", "quiet")
        self.fields = PassphraseFields(label)
        self.state = QLabel(wordWrap=True)
        self.state.setAccessibleName(_("What to know"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = self.buttons.addButton(_("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.open_button.setProperty("role", "primary")
        self.open_button.setEnabled(False)
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)
        self.fields.changed.connect(self._weigh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for part in (title, about, self.fields, self.state, self.buttons):
            layout.addWidget(part)
        self.fields.first.setFocus()

    def _weigh(self) -> None:
        self.open_button.setEnabled(not self.fields.fault)

    def _try(self) -> None:
        passphrase = self.fields.passphrase
        if not passphrase:
            return
        job = Job(lambda _job: _read(self._path, self._needs, passphrase), self)
        job.done.connect(self._opened)
        job.failed.connect(self._say)
        self.setEnabled(False)
        self.state.setText(_("Opening takes a few seconds…"))
        job.start()

    def _opened(self, plan_file: PlanFile) -> None:
        self.fields.empty()
        self.accept()
        self.unlocked.emit(plan_file)

    def _say(self, error: Exception) -> None:
        if not isinstance(error, KNOWN_ERRORS):
            raise error
        self.setEnabled(True)
        self.state.setText(apology(error))
        grow(self)
        self.fields.first.setFocus()
        self.fields.first.selectAll()


def _read(path: Path, needs: Needs, passphrase: str) -> PlanFile:
    if needs == "passphrase":
        return read_plan_file(path, Key(passphrase=passphrase))
    return read_plan_file(path, unlocked_keys(keys_path(), passphrase).key)
