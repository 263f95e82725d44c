"""Reading in a partner's card: a known contact is brought up to date, or asked about first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from db.correspondence import Contact
from desktop.exchange.seal.card_keeping import Acquaintance, acquaintance, keep_card
from desktop.exchange.seal.contact_card import LONGEST_CARD, contact_on, digits_of
from desktop.language import _
from desktop.ui.desk import Desk

Kept = Callable[[Contact], None]


def read_card(desk: Desk, path: Path, parent: QWidget, kept: Kept) -> None:
    """Read in a contact card and tell which contact came of it.

    A card that leaves a contact its keys brings that contact up to date. One that would replace
    a key, or carries a known name with other keys, is asked about first: it may be from
    somebody else.
    """
    with desk.attempt():
        with path.open("rb") as file:
            contact = contact_on(file.read(LONGEST_CARD + 1))
        known = acquaintance(desk.library, contact)
        if known.in_doubt:
            _ask(desk, contact, known, parent, kept)
        else:
            kept(keep_card(desk.library, contact, known.same))


def _ask(desk: Desk, contact: Contact, known: Acquaintance, parent: QWidget, kept: Kept) -> None:
    box = QMessageBox(parent)
    box.setObjectName("other-keys")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(_("A different key than before"))
    text = _("The card is from {name}, who is already a contact, but it holds different keys.")
    box.setText(text.format(name=contact.signs_as))
    more = _(
        "They may have a new laptop, or somebody else may be using the name. Call them on a"
        " number that you know and compare the digits of the card: {digits}"
    )
    box.setInformativeText(more.format(digits=digits_of(contact)))
    replace = box.addButton(_("Replace the keys"), QMessageBox.ButtonRole.AcceptRole)
    other = box.addButton(_("Keep as another contact"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(_("Do not add it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stop)
    box.setEscapeButton(stop)

    def act() -> None:
        if box.clickedButton() in {replace, other}:
            with desk.attempt():
                old = known.doubtful if box.clickedButton() is replace else None
                kept(keep_card(desk.library, contact, old))

    box.finished.connect(act)
    box.open()
