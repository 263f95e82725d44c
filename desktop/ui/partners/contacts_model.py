"""The contacts as a table: who, whether compared, and when letters last went and came."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from db.correspondence import Contact, Mail, Sent
from desktop.exchange.seal.contact_card import digits_of
from desktop.language import N_, _
from desktop.ui.icons import icon_for
from desktop.ui.partners.letter_words import day_of

AnyIndex = QModelIndex | QPersistentModelIndex
TITLES = (
    N_("Name"),
    N_("Organization"),
    N_("E-mail"),
    N_("Compared"),
    N_("Last sent"),
    N_("Last received"),
    N_("Digits"),
)
COMPARED = 3


class ContactsModel(QAbstractTableModel):
    """Contacts by name."""

    def __init__(self) -> None:
        super().__init__()
        self._contacts: list[Contact] = []
        self._last: dict[tuple[int | None, bool], int] = {}

    def show(self, contacts: list[Contact], letters: list[Mail]) -> None:
        """Show contacts, with the last of the letters that went to each and came from them."""
        self.beginResetModel()
        self._contacts = contacts
        self._last = {}
        for letter in reversed(letters):
            self._last[letter.contact_id, isinstance(letter, Sent)] = letter.milliseconds
        self.endResetModel()

    def contact_at(self, row: int) -> Contact | None:
        """Return the contact shown in `row`."""
        return self._contacts[row] if 0 <= row < len(self._contacts) else None

    def row_of(self, contact_id: int | None) -> int:
        """Return the row of a contact, -1 when it is not here."""
        ids = [contact.id for contact in self._contacts]
        return ids.index(contact_id) if contact_id in ids else -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many contacts there are."""
        return 0 if parent.isValid() else len(self._contacts)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return a column's heading."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation == Qt.Orientation.Horizontal and role in shown:
            return _(TITLES[section])
        return None

    def data(self, index: AnyIndex, role: int = 0) -> Any:
        """Return what a cell shows."""
        contact = self._contacts[index.row()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == COMPARED:
            return icon_for(*(("check", "accent") if contact.verified else ("phone", "quiet")))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(contact, index.column())
        return None

    def _text(self, contact: Contact, column: int) -> str:
        match column:
            case 0:
                return contact.name
            case 1:
                return contact.organization
            case 2:
                return contact.email
            case 3:
                return _("yes") if contact.verified else _("not yet")
            case 4 | 5:
                last = self._last.get((contact.id, column == 4))
                return day_of(last) if last else ""
            case _:
                return digits_of(contact)
