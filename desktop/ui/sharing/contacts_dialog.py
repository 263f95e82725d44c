"""Partners and their keys, and the planner's own card to give them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.correspondence import Contact, contacts, drop_contact, keep_contact
from db.library import PROFILE
from desktop.exchange.seal.contact_card import (
    CARD_SUFFIX,
    LONGEST_CARD,
    card_of,
    contact_on,
    digits_of,
)
from desktop.exchange.seal.own_keys import public_keys
from desktop.language import _
from desktop.places import keys_path
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.library.plan_words import date_word
from desktop.ui.sharing.own_keys_dialog import OwnKeysDialog
from desktop.written_file import write_whole

CONTACT = Qt.ItemDataRole.UserRole
WIDTHS = (170, 150, 130)


class ContactsDialog(QDialog):
    """Lists contacts; reads in cards, tells digits to compare, makes and saves the own card."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.setWindowTitle(_("Contacts"))
        self.resize(760, 560)
        self.list = named(QTreeWidget(), _("Contacts"))
        self.list.setHeaderLabels([_("Name"), _("Organization"), _("E-mail"), _("Keys")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS, start=1):
            self.list.setColumnWidth(column, width)
        self.list.itemSelectionChanged.connect(self._show)
        self.digits = QLabel(wordWrap=True)
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.verified = QCheckBox(_("I have compared these digits with the person"))
        self.verified.clicked.connect(self._verify)
        self.read_button = self._button(_("Read in a card…"), self._ask_for_card)
        self.read_button.setIcon(icon_for("plus"))
        self.drop_button = self._button(_("Remove"), self._drop)
        self.own = QLabel(wordWrap=True)
        self.own.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.make_button = self._button(_("Make my keys…"), self._make)
        self.save_button = self._button(_("Save my card…"), self._ask_where)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(_label(_("Contacts"), "title"))
        layout.addWidget(
            _label(
                _(
                    "Partners give you their contact card, a small text file, and you give them "
                    "yours. Compare the digits once, over the telephone or in person: then you "
                    "know that nobody came between."
                ),
                "quiet",
            )
        )
        layout.addWidget(self.list, 1)
        layout.addWidget(self.digits)
        layout.addWidget(self.verified)
        layout.addLayout(_row(self.read_button, self.drop_button))
        layout.addWidget(_label(_("My own card"), "section"))
        layout.addWidget(self.own)
        layout.addLayout(_row(self.make_button, self.save_button, last=close))
        self.refresh()

    def refresh(self) -> None:
        """Show the contacts and the own keys as they are now."""
        self.list.clear()
        for contact in contacts(self._desk.library):
            self.list.addTopLevelItem(_item(contact))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._show()
        self._show_own()

    def read_card(self, path: Path) -> None:
        """Read in a contact card; a card of somebody here already brings them up to date."""
        with self._desk.attempt():
            with path.open("rb") as file:
                contact = contact_on(file.read(LONGEST_CARD + 1))
            known = contacts(self._desk.library)
            same = [
                one
                for one in known
                if (one.signing_key and one.signing_key == contact.signing_key)
                or (one.age_key and one.age_key == contact.age_key)
            ]
            for old in same[:1]:
                changed = (old.age_key, old.signing_key) != (contact.age_key, contact.signing_key)
                contact.id, contact.verified = old.id, old.verified and not changed
            keep_contact(self._desk.library, contact)
            self.refresh()

    def save_card(self, path: Path) -> None:
        """Write the own contact card to a file."""
        with self._desk.attempt():
            write_whole(path, card_of(self._me()).encode())
            self._desk.tell(_("Saved {file}. Send it to your partners.").format(file=path.name))

    def chosen(self) -> Contact | None:
        """Return the contact that is selected."""
        items = self.list.selectedItems()
        contact: Contact | None = items[0].data(0, CONTACT) if items else None
        return contact

    def _button(self, text: str, run: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _show(self) -> None:
        contact = self.chosen()
        for part in (self.verified, self.drop_button):
            part.setEnabled(contact is not None)
        self.verified.setChecked(contact is not None and contact.verified)
        if contact is None:
            self.digits.setText(_("No contact yet.") if not self.list.topLevelItemCount() else "")
            return
        since = datetime.fromtimestamp(contact.first_seen / 1000).astimezone()
        day = date_word(since.date())
        message = _("Digits of {name}: {digits}. First seen {day}.")
        self.digits.setText(
            message.format(name=contact.signs_as, digits=digits_of(contact), day=day)
        )

    def _show_own(self) -> None:
        with self._desk.attempt():
            keys = public_keys(keys_path())
            self.make_button.setVisible(keys is None)
            self.save_button.setEnabled(keys is not None)
            if keys is None:
                self.own.setText(_("You have no keys yet. Partners need them to seal for you."))
            else:
                digits = digits_of(self._me())
                self.own.setText(_("My digits: {digits}").format(digits=digits))

    def _me(self) -> Contact:
        keys = public_keys(keys_path())
        profile = self._desk.library.setting(PROFILE) or {}
        return Contact(
            name=profile.get("name", "") or _("Without a name"),
            organization=profile.get("organization", ""),
            email=profile.get("email", ""),
            age_key=keys.age if keys else "",
            signing_key=keys.signing if keys else "",
        )

    def _verify(self, verified: bool) -> None:
        contact = self.chosen()
        if contact is None:
            return
        with self._desk.attempt():
            contact.verified = verified
            kept = keep_contact(self._desk.library, contact)
            items = self.list.selectedItems()
            items[0].setData(0, CONTACT, kept)
            items[0].setText(3, _state(kept))

    def _drop(self) -> None:
        contact = self.chosen()
        if contact is not None:
            with self._desk.attempt():
                drop_contact(self._desk.library, contact.id)
                self.refresh()

    def _make(self) -> None:
        dialog = OwnKeysDialog(keys_path(), self)
        dialog.accepted.connect(self._show_own)
        dialog.open()

    def _ask_for_card(self) -> None:
        dialog = self._file_dialog(_("Read in a contact card"), "read-card")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read_card(Path(name)))
        dialog.open()

    def _ask_where(self) -> None:
        dialog = self._file_dialog(_("Save my contact card"), "save-card")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(_("My card") + CARD_SUFFIX)
        dialog.fileSelected.connect(lambda name: self.save_card(Path(name)))
        dialog.open()

    def _file_dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([_("Contact cards (*.txt)"), _("All files (*)")])
        place = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(place))
        return dialog


def _item(contact: Contact) -> QTreeWidgetItem:
    texts = [contact.name, contact.organization, contact.email, _state(contact)]
    item = QTreeWidgetItem(texts)
    item.setData(0, CONTACT, contact)
    for column, text in enumerate(texts):
        item.setToolTip(column, text)
    return item


def _state(contact: Contact) -> str:
    return _("verified") if contact.verified else _("not verified")


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", role)
    return label


def _row(*buttons: QWidget, last: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    if last is not None:
        row.addWidget(last)
    return row
