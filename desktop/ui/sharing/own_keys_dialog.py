"""The passphrase of the planner's own keys: making the keys under one, and changing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop.apology import KNOWN_ERRORS, apology
from desktop.exchange.seal.own_keys import change_passphrase, make_keys
from desktop.language import _
from desktop.ui.background import Job
from desktop.ui.labels import plain_label
from desktop.ui.sharing.growing import grow
from desktop.ui.sharing.passphrase_fields import PassphraseFields


class _KeysDialog(QDialog):
    """Asks for passphrases and works with the keys; accepted when that is done."""

    def __init__(self, keys_path: Path, parent: QWidget | None, title: str, act: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keys_path = keys_path
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.fields = PassphraseFields(_("Passphrase of my keys"), new=True)
        self.state = QLabel(wordWrap=True)
        self.state.setProperty("role", "quiet")
        self.state.setMinimumHeight(2 * self.state.fontMetrics().lineSpacing())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make_button = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        self.make_button.setProperty("role", "primary")
        self.buttons.accepted.connect(self._go)
        self.buttons.rejected.connect(self.reject)
        self.fields.changed.connect(self._weigh)

    def _lay_out(self, *parts: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for part in (*parts, self.state, self.buttons):
            layout.addWidget(part)
        self._weigh()

    def _fault(self) -> str:
        """Return what is still missing, as a sentence."""
        raise NotImplementedError

    def _work(self) -> Callable[[Job], object]:
        """Return what a worker does, with what was typed."""
        raise NotImplementedError

    def _typed(self) -> bool:
        return bool(self.fields.first.text())

    def _weigh(self) -> None:
        fault = self._fault()
        self.make_button.setEnabled(not fault)
        self.state.setText(fault if self._typed() else "")
        grow(self)

    def _go(self) -> None:
        if self._fault():
            return
        job = Job(self._work(), self)
        job.done.connect(lambda _nothing: self._done())
        job.failed.connect(self._say)
        self.setEnabled(False)
        self.state.setText(_("Sealing the keys takes a few seconds…"))
        job.start()

    def _done(self) -> None:
        self.fields.empty()
        self.accept()

    def _say(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, KNOWN_ERRORS):
            raise error
        self.state.setText(apology(error))
        grow(self)


class OwnKeysDialog(_KeysDialog):
    """Asks for the passphrase of new keys and makes them; accepted when they are made."""

    def __init__(self, keys_path: Path, parent: QWidget | None = None) -> None:
        super().__init__(keys_path, parent, _("Make my keys"), _("Make keys"))
        why = plain_label(
            _(
                "With keys of your own, partners can seal files that only you can open, and"
                " see that what you sign is from you. The keys stay on this laptop under a "
                "passphrase that nobody can recover: keep it in a safe place."
            ),
            "",
        )
        self._lay_out(why, self.fields)
        self.fields.first.setFocus()

    def _fault(self) -> str:
        return self.fields.fault

    def _work(self) -> Callable[[Job], object]:
        passphrase, path = self.fields.passphrase, self._keys_path
        return lambda _job: make_keys(path, passphrase)


class ChangePassphraseDialog(_KeysDialog):
    """Asks for the passphrase of the keys and for another one that shall take its place."""

    def __init__(self, keys_path: Path, parent: QWidget | None = None) -> None:
        title = _("Change the passphrase of my keys")
        super().__init__(keys_path, parent, title, _("Change passphrase"))
        self.old = PassphraseFields(_("Current passphrase"))
        self.fields.name_first(_("New passphrase"))
        self.old.changed.connect(self._weigh)
        why = plain_label(
            _(
                "The keys stay the same, so partners need nothing new from you. Copies of "
                "your key file, such as those in a backup of this laptop, still open with "
                "the passphrase they had."
            ),
            "",
        )
        self._lay_out(why, self.old, self.fields)
        self.old.first.setFocus()

    def _typed(self) -> bool:
        return super()._typed() or bool(self.old.first.text())

    def _fault(self) -> str:
        return self.old.fault or self.fields.fault

    def _work(self) -> Callable[[Job], object]:
        old, new, path = self.old.passphrase, self.fields.passphrase, self._keys_path
        return lambda _job: change_passphrase(path, old, new)

    def _done(self) -> None:
        self.old.empty()
        super()._done()
