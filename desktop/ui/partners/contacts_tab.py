"""The own card, and below it the contacts, or what to do while there are none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.correspondence import Contact, Mail, bring_back_contact, drop_contact, keep_contact
from desktop.exchange.letter_list import Names
from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.empty_state import EmptyState
from desktop.ui.icons import icon_for
from desktop.ui.labels import plain_label
from desktop.ui.partners.contact_panel import ContactPanel
from desktop.ui.partners.contacts_model import ContactsModel
from desktop.ui.partners.own_card import OwnCard
from desktop.ui.partners.plain_table import PlainTable

WIDTHS = {1: 96, 2: 128, 3: 98, 4: 100, 5: 118, 6: 108}


class ContactsTab(QWidget):
    """Who there is; `inspector` shows the contact in hand. `changed` when one was edited."""

    changed = Signal()
    card_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._letters: list[Mail] = []
        self._names = Names({}, {})
        self._removed: Contact | None = None
        self.card = OwnCard(desk)
        self.model = ContactsModel()
        self.table = PlainTable(self.model, _("Contacts"), WIDTHS, stretched=0)
        self.inspector = ContactPanel(desk)
        self.table.chosen.connect(self._show)
        self.table.removal_asked.connect(lambda: self.remove(self.current()))
        self.inspector.compared.connect(self._compare)
        self.inspector.removal_asked.connect(self.remove)
        self.empty = EmptyState(
            "handshake",
            _("No partners yet"),
            _(
                "Partners give you their contact card, a small text file, and you give them yours. "
                "Compare the digits once, over the telephone or in person: then you know that "
                "nobody came between."
            ),
        )
        self.empty.add_way(_("Add from card…"), "user-plus").clicked.connect(self.card_asked)
        self._fill()

    def _fill(self) -> None:
        self.removed_bar = QWidget()
        bar = QHBoxLayout(self.removed_bar)
        bar.setContentsMargins(0, 0, 0, 0)
        self._removed_words = plain_label("", "quiet")
        self.bring_back_button = QPushButton(icon_for("arrow-counter-clockwise"), _("Bring back"))
        self.bring_back_button.clicked.connect(self.bring_back)
        bar.addWidget(self._removed_words, 1)
        bar.addWidget(self.bring_back_button)
        self.removed_bar.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.card)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.removed_bar)

    def refresh(self, letters: list[Mail], names: Names) -> None:
        """Show the contacts, and the letters that went and came, as they are now."""
        chosen = self.current()
        self._letters, self._names = letters, names
        self.card.refresh()
        self.model.show(list(names.contacts.values()), letters)
        self.table.setVisible(bool(names.contacts))
        self.empty.setVisible(not names.contacts)
        self.table.choose(self.model.row_of(chosen.id if chosen else None))

    def current(self) -> Contact | None:
        """Return the contact in hand."""
        return self.model.contact_at(self.table.currentIndex().row())

    def choose(self, contact_id: int) -> None:
        """Take a contact in hand."""
        self.table.choose(self.model.row_of(contact_id))
        self.table.setFocus()

    def remove(self, contact: Contact | None) -> None:
        """Remove a contact; a bar offers to bring it back."""
        if contact is None:
            return
        with self._desk.attempt():
            drop_contact(self._desk.library, contact.id)
            self._removed = contact
            words = _("{name} was removed. What you sent to each other stays in the lists.")
            self._removed_words.setText(words.format(name=contact.signs_as))
            self.removed_bar.show()
            self.changed.emit()
            (self.table if self.model.rowCount() else self.bring_back_button).setFocus()

    def bring_back(self) -> None:
        """Keep the contact again that was removed last."""
        if self._removed is None:
            return
        with self._desk.attempt():
            kept = bring_back_contact(self._desk.library, self._removed)
            self._removed = None
            self.removed_bar.hide()
            self.changed.emit()
            self.choose(kept.id)

    def compare_current(self) -> None:
        """Say of the contact in hand that the digits are the same."""
        contact = self.current()
        if contact is not None and not contact.verified:
            self._compare(contact, same=True)

    def _compare(self, contact: Contact, same: bool) -> None:
        with self._desk.attempt():
            contact.verified = same
            keep_contact(self._desk.library, contact)
            self.changed.emit()
            self.table.setFocus()
            if same:
                said = _("The digits of {name} are compared.")
                self._desk.tell(said.format(name=contact.signs_as))

    def _show(self, row: int) -> None:
        contact = self.model.contact_at(row)
        theirs = [
            letter
            for letter in self._letters
            if contact is not None and letter.contact_id == contact.id
        ]
        self.inspector.show_contact(contact, theirs, self._names)
