"""The planner's own card: who they are, their keys, and the digits to read out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.correspondence import Contact
from db.library import PROFILE
from desktop.apology import apology
from desktop.exchange.seal.contact_card import card_of, digits_of
from desktop.exchange.seal.own_keys import PublicKeys, public_keys
from desktop.exchange.seal.refusals import DamagedKeys
from desktop.language import N_, _
from desktop.places import keys_path
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.forms.flow_layout import FlowLayout
from desktop.ui.forms.typing_widgets import LineEdit
from desktop.ui.icons import icon_for
from desktop.ui.labels import plain_label
from desktop.written_file import write_whole

FIELDS = {"name": N_("Name and rank"), "organization": N_("Organization"), "email": N_("E-mail")}
LONGEST = 255
PAUSE_MILLISECONDS = 600


class OwnCard(QFrame):
    """Says who the planner is to partners; what is typed is kept at once.

    `save_asked` when the card is to be saved to a file, `keys_asked` when keys are to be
    made, `passphrase_asked` when they are to have another passphrase.
    """

    save_asked = Signal()
    keys_asked = Signal()
    passphrase_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._desk = desk
        self.lines = {field: named(LineEdit(), _(title)) for field, title in FIELDS.items()}
        self.digits = plain_label("", "accent")
        self.signature = plain_label("", "quiet")
        self.state = plain_label("", "quiet")
        self.make_button = self._button(_("Make my keys…"), "key", self.keys_asked)
        self.make_button.setProperty("role", "primary")
        self.make_button.setIcon(icon_for("key", "on-accent"))
        self.save_button = self._button(_("Save my card…"), "identification-card", self.save_asked)
        self.passphrase_button = self._button(
            _("Change passphrase…"), "lock-key", self.passphrase_asked
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.write)
        self._lay_out()
        for line in self.lines.values():
            line.setMaxLength(LONGEST)
            line.textEdited.connect(lambda _text: self._pause.start())
            line.left.connect(self.write)
            line.returnPressed.connect(self.write)
        desk.settling.connect(self.write)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(plain_label(_("My card"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, (field, title) in enumerate(FIELDS.items()):
            caption = plain_label(_(title).upper(), "caption")
            caption.setBuddy(self.lines[field])
            grid.addWidget(caption, 0, column)
            grid.addWidget(self.lines[field], 1, column)
            grid.setColumnStretch(column, 1)
        layout.addLayout(grid)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.digits, self.signature, self.state):
            texts.addWidget(label)
        layout.addLayout(texts)
        line = QWidget()
        foot = FlowLayout(8)
        line.setLayout(foot)
        for button in (self.make_button, self.save_button, self.passphrase_button):
            foot.addWidget(button)
        layout.addWidget(line)

    def refresh(self) -> None:
        """Show the profile and the keys as they are now."""
        profile = self._desk.library.setting(PROFILE) or {}
        for field, line in self.lines.items():
            text = str(profile.get(field, ""))
            if line.text() != text and not line.isModified():
                line.setText(text)
        self._show_keys()

    def write(self) -> None:
        """Keep what was typed."""
        self._pause.stop()
        library = self._desk.library
        typed = {
            field: " ".join(line.text().split())
            for field, line in self.lines.items()
            if line.isModified()
        }
        if not typed:
            return
        with self._desk.attempt():
            library.set_setting(PROFILE, {**(library.setting(PROFILE) or {}), **typed})
            for field in typed:
                self.lines[field].setModified(False)
        self._show_keys()

    def save(self, path: Path) -> None:
        """Write the card to a file."""
        with self._desk.attempt():
            write_whole(path, card_of(self._me(public_keys(keys_path()))).encode())
            self._desk.tell(_("Saved {file}. Send it to your partners.").format(file=path.name))

    def has_keys(self) -> bool:
        """Return whether there are keys to give to partners."""
        return not self.save_button.isHidden()

    def _button(self, text: str, icon: str, signal: object) -> QPushButton:
        button = QPushButton(icon_for(icon), text)
        button.clicked.connect(signal)
        return button

    def _show_keys(self) -> None:
        try:
            keys = public_keys(keys_path())
            trouble = ""
        except (DamagedKeys, OSError) as error:
            keys, trouble = None, apology(error)
        named_one = bool(self.lines["name"].text().strip())
        self.make_button.setVisible(keys is None and not trouble)
        self.save_button.setVisible(keys is not None)
        self.save_button.setEnabled(named_one)
        self.passphrase_button.setVisible(keys is not None)
        self.digits.setVisible(keys is not None)
        self.signature.setVisible(keys is not None)
        if keys is not None:
            me = self._me(keys)
            alone = digits_of(Contact(signing_key=keys.signing))
            self.digits.setText(_("My digits: {digits}").format(digits=digits_of(me)))
            self.signature.setText(_("Of my signature alone: {digits}").format(digits=alone))
        _say(self.state, trouble or _what_to_do(keys, named_one=named_one), wrong=bool(trouble))

    def _me(self, keys: PublicKeys | None) -> Contact:
        said = {field: line.text().strip() for field, line in self.lines.items()}
        return Contact(
            **said,
            age_key=keys.age if keys else "",
            signing_key=keys.signing if keys else "",
        )


def _what_to_do(keys: PublicKeys | None, *, named_one: bool) -> str:
    if keys is None:
        return _("You have no keys yet. Partners need them to seal for you.")
    return "" if named_one else _("Type your name: a card without one is of no use to partners.")


def _say(label: QLabel, text: str, *, wrong: bool) -> None:
    label.setVisible(bool(text))
    label.setText(text)
    label.setProperty("role", "error" if wrong else "quiet")
    label.style().unpolish(label)
    label.style().polish(label)
