"""Reading in a partner's card: who is here already is brought up to date, or asked about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from db.correspondence import Contact, contacts, keep_contact
from desktop.exchange.seal.contact_card import LONGEST_CARD, contact_on, digits_of
from desktop.language import _
from desktop.ui.desk import Desk

Kept = Callable[[Contact], None]


def read_card(desk: Desk, path: Path, parent: QWidget, kept: Kept) -> None:
    """Read in a contact card and tell which contact came of it.

    A card with a key that is here already brings its contact up to date. One that carries a
    name that is here, with other keys, is asked about first: it may be from somebody else.
    """
    with desk.attempt():
        with path.open("rb") as file:
            contact = contact_on(file.read(LONGEST_CARD + 1))
        known = contacts(desk.library)
        same = next((one for one in known if _shares_a_key(one, contact)), None)
        namesake = next((one for one in known if _is_called_alike(one, contact)), None)
        if same is None and namesake is not None:
            _ask(desk, contact, namesake, parent, kept)
        else:
            kept(_keep(desk, contact, same))


def _keep(desk: Desk, contact: Contact, old: Contact | None) -> Contact:
    """Keep what a card says, in the place of `old`; other keys are to be compared anew."""
    if old is not None:
        changed = (old.age_key, old.signing_key) != (contact.age_key, contact.signing_key)
        contact.id, contact.verified = old.id, old.verified and not changed
    return keep_contact(desk.library, contact)


def _ask(desk: Desk, contact: Contact, old: Contact, parent: QWidget, kept: Kept) -> None:
    box = QMessageBox(parent)
    box.setObjectName("other-keys")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(_("Another key than before"))
    text = _("The card is from {name}, who is here already, but it holds other keys.")
    box.setText(text.format(name=contact.signs_as))
    more = _(
        "They may have a new laptop, or somebody else uses the name. Call them on a number that "
        "you know and compare the digits of the card: {digits}"
    )
    box.setInformativeText(more.format(digits=digits_of(contact)))
    replace = box.addButton(_("Replace the keys"), QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton(_("Keep as another contact"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(_("Do not read it in"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stop)
    box.setEscapeButton(stop)

    def act() -> None:
        if box.clickedButton() in {replace, other}:
            with desk.attempt():
                kept(_keep(desk, contact, old if box.clickedButton() is replace else None))

    box.finished.connect(act)
    box.open()


def _shares_a_key(one: Contact, other: Contact) -> bool:
    signing = bool(one.signing_key) and one.signing_key == other.signing_key
    return signing or (bool(one.age_key) and one.age_key == other.age_key)


def _is_called_alike(one: Contact, other: Contact) -> bool:
    return one.signs_as.casefold() == other.signs_as.casefold()
