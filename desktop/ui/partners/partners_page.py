"""The page of partners: cards and keys in one tab, outbox and inbox in the other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QTabWidget, QWidget

from db.correspondence import Contact, letters
from db.door import Changes
from desktop.exchange.letter_list import names_in
from desktop.exchange.seal.contact_card import CARD_SUFFIX
from desktop.language import _, ngettext
from desktop.places import keys_path
from desktop.ui.current_only import CurrentOnly
from desktop.ui.desk import Desk, Place
from desktop.ui.page import Page
from desktop.ui.partners.card_reading import read_card
from desktop.ui.partners.contacts_tab import ContactsTab
from desktop.ui.partners.letters_tab import LettersTab
from desktop.ui.sharing.own_keys_dialog import ChangePassphraseDialog, OwnKeysDialog

CONTACTS, LETTERS = range(2)
CONTACT, MAIL = "contact", "mail"
"""What `reveal` can lead to: a contact by id, and the outbox and inbox."""


class PartnersPage(Page):
    """Who one plans with, and all that went back and forth."""

    section = "partners"
    needs_plan = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Partners"))
        self.add_button = self.heading.add_button(
            _("Add from card…"), icon="user-plus", primary=True
        )
        self.contacts = ContactsTab(desk)
        self.letters = LettersTab(desk)
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self._panels = CurrentOnly()
        self.inspector = self._panels
        for tab, panel, title in (
            (_scrolled(self.contacts), self.contacts.inspector, _("Contacts")),
            (self.letters, self.letters.inspector, _("Outbox and inbox")),
        ):
            place = self.tabs.addTab(tab, title)
            self._panels.addWidget(panel)
            self.add_command(title, lambda own=place: self.tabs.setCurrentIndex(own))  # type: ignore[misc]
        self.body.addWidget(self.tabs, 1)
        self._connect()
        self._add_commands()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._panels.setCurrentIndex)
        self.add_button.clicked.connect(self._ask_for_card)
        self.contacts.card_asked.connect(self._ask_for_card)
        self.contacts.changed.connect(lambda: self.refresh(None))
        self.contacts.table.entered_row.connect(lambda _row: self._show_letters_of_current())
        self.contacts.inspector.letters_asked.connect(self._show_letters_of)
        self.contacts.card.save_asked.connect(self._ask_where)
        self.contacts.card.keys_asked.connect(self._make_keys)
        self.contacts.card.passphrase_asked.connect(self._change_passphrase)
        self.letters.file_asked.connect(self._ask_for_plan_file)
        self.letters.inspector.contact_asked.connect(self._show_contact)
        self.letters.table.entered_row.connect(lambda _row: self._lead_to_contact())
        self.desk.posted.connect(self._hear_post)

    def _add_commands(self) -> None:
        self.add_command(_("Add from card…"), self._ask_for_card, "Ctrl+Alt+N")
        self.add_command(_("Filter letters"), self._filter, "Ctrl+F")
        self.add_command(_("The digits match"), self.contacts.compare_current)
        self.add_command(_("Remove contact"), self._remove, "Del", only_told=True)
        self.add_command(_("Save my card…"), self._save_card)
        self.add_command(_("Make my keys…"), self._make_keys)
        self.add_command(_("Change passphrase…"), self._change_passphrase)

    def refresh(self, changes: Changes | None) -> None:
        """Show contacts and letters as they are now."""
        if changes is not None and not changes.everything:
            # Neither is part of a plan; what plans are called is read when the page is shown.
            return
        library = self.desk.library
        mail, names = letters(library), names_in(library)
        self.contacts.refresh(mail, names)
        self.letters.refresh(mail, names)
        count = len(names.contacts)
        # While there is nobody, the middle of the page offers it.
        self.add_button.setVisible(bool(count))
        if not count and not mail:
            words = _("Who you plan with, their keys, and what went back and forth.")
            self.heading.set_texts(_("Partners"), words)
            return
        compared = sum(contact.verified for contact in names.contacts.values())
        parts = [
            ngettext("{count} contact", "{count} contacts", count).format(count=count),
            ngettext(
                "{count} with digits compared", "{count} with digits compared", compared
            ).format(count=compared),
            ngettext(
                "{count} letter in outbox and inbox",
                "{count} letters in outbox and inbox",
                len(mail),
            ).format(count=len(mail)),
        ]
        self.heading.set_texts(_("Partners"), " · ".join(parts))

    def reveal(self, place: Place) -> None:
        """Show a contact, or the outbox and inbox."""
        if place.table == MAIL:
            self.tabs.setCurrentIndex(LETTERS)
            self.letters.table.setFocus()
        elif place.table == CONTACT:
            self._show_contact(int(place.row_id))

    def _show_contact(self, contact_id: int) -> None:
        self.tabs.setCurrentIndex(CONTACTS)
        self.contacts.choose(contact_id)

    def _show_letters_of(self, name: str) -> None:
        self.tabs.setCurrentIndex(LETTERS)
        self.letters.seek(name)

    def _show_letters_of_current(self) -> None:
        contact = self.contacts.current()
        if contact is not None:
            self._show_letters_of(contact.signs_as)

    def _lead_to_contact(self) -> None:
        letter = self.letters.model.letter_at(self.letters.table.currentIndex().row())
        if letter is not None and letter.contact_id is not None:
            self._show_contact(letter.contact_id)

    def _hear_post(self) -> None:
        if self.isVisible():
            self.refresh(None)

    def _filter(self) -> None:
        self.tabs.setCurrentIndex(LETTERS)
        self.letters.begin()

    def _remove(self) -> None:
        if self.tabs.currentIndex() == CONTACTS:
            self.contacts.remove(self.contacts.current())

    def _make_keys(self) -> None:
        dialog = OwnKeysDialog(keys_path(), self)
        dialog.accepted.connect(self.contacts.card.refresh)
        dialog.open()

    def _change_passphrase(self) -> None:
        dialog = ChangePassphraseDialog(keys_path(), self)
        dialog.accepted.connect(
            lambda: self.desk.tell(_("Your keys have a new passphrase now. Keep it safe."))
        )
        dialog.open()

    def _save_card(self) -> None:
        """Save the card, or lead to what it still needs."""
        if self.contacts.card.has_keys():
            self._ask_where()
        else:
            self._make_keys()

    def _ask_for_plan_file(self) -> None:
        from desktop.ui.library.plan_file_dialogs import ask_for_plan_file

        ask_for_plan_file(self.desk, self)

    def _ask_for_card(self) -> None:
        dialog = self._file_dialog(_("Read in a contact card"), "read-card")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: read_card(self.desk, Path(name), self, self._kept))
        dialog.open()

    def _kept(self, contact: Contact) -> None:
        self.refresh(None)
        self._show_contact(contact.id)
        self.desk.tell(
            _("{name} is a contact now. Compare the digits next.").format(name=contact.signs_as)
            if not contact.verified
            else _("{name} was brought up to date.").format(name=contact.signs_as)
        )

    def _ask_where(self) -> None:
        dialog = self._file_dialog(_("Save my contact card"), "save-card")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        name = self.contacts.card.lines["name"].text().strip().replace("/", " ")
        dialog.selectFile((name or _("My card")) + CARD_SUFFIX)
        dialog.fileSelected.connect(lambda name: self.contacts.card.save(Path(name)))
        dialog.open()

    def _file_dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([_("Contact cards (*.txt)"), _("All files (*)")])
        place = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(place))
        return dialog


def _scrolled(tab: QWidget) -> QScrollArea:
    """Return a tab that scrolls where the window is too low for the own card and a list."""
    tab.setProperty("role", "scrolled")
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(tab)
    return area
