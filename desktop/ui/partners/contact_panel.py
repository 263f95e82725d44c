"""A contact: the digits to compare over the telephone, and all that went and came."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.correspondence import Contact, Mail, Sent, last_seen_by
from desktop.exchange.audiences import PLANNERS
from desktop.exchange.letter_list import Names, audience_of
from desktop.exchange.seal.contact_card import digits_of
from desktop.language import _, ngettext
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.labels import plain_label
from desktop.ui.partners.letter_words import code_of, day_of, moment_of, plan_of
from desktop.ui.partners.news_dialog import NewsDialog
from desktop.ui.partners.news_finder import News, NewsFinder
from desktop.ui.rebuilt_panel import RebuiltPanel

MOST_LETTERS = 24
GROUPS_IN_A_ROW = 3


class ContactPanel(RebuiltPanel):
    """The inspector of the contacts.

    `compared` brings a contact and whether the digits are the same, `removal_asked` the
    contact to remove, `letters_asked` the name whose letters shall all be listed.
    """

    compared = Signal(object, bool)
    removal_asked = Signal(object)
    letters_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.match_button: QPushButton | None = None
        self.news_buttons: dict[str, QPushButton] = {}
        self._news: News = {}
        self._finder = NewsFinder(desk, self)
        self._finder.found.connect(self._show_news)
        self._contact: Contact | None = None
        self._names = Names({}, {})

    def show_contact(self, contact: Contact | None, letters: list[Mail], names: Names) -> None:
        """Show a contact and the letters of all plans that went to them and came from them."""
        self._finder.stop()
        self._contact, self._names = contact, names
        self.match_button, self.news_buttons = None, {}
        with self.rebuilt() as layout:
            self._add_contact(layout, contact, letters)

    def _add_contact(
        self, layout: QVBoxLayout, contact: Contact | None, letters: list[Mail]
    ) -> None:
        if contact is None:
            layout.addWidget(
                plain_label(_("Choose a contact to compare digits and see your letters."), "quiet")
            )
            layout.addStretch(1)
            return
        layout.addWidget(plain_label(contact.name, "section"))
        about = " · ".join(part for part in (contact.organization, contact.email) if part)
        if about:
            layout.addWidget(plain_label(about, "quiet"))
        self._add_digits(layout, contact)
        self._add_letters(layout, contact, letters)
        layout.addStretch(1)
        since = _("First seen {day}.").format(day=day_of(contact.first_seen))
        layout.addWidget(plain_label(since, "quiet"))
        self.add_button(
            layout, _("Remove contact"), "trash", lambda: self.removal_asked.emit(contact), "flat"
        )

    def _add_digits(self, layout: QVBoxLayout, contact: Contact) -> None:
        layout.addSpacing(8)
        layout.addWidget(plain_label(_("DIGITS TO COMPARE"), "caption"))
        layout.addWidget(_large_digits(contact))
        where = (
            _(
                "Call {name} and ask them to read you “My digits” from their Partners page."
                " They must match these. Then read them yours."
            )
            if contact.age_key
            else _(
                "{name} is known by signature alone. Call them and ask them to read you the"
                " digits of their signature from their Partners page. They must match "
                "these. With their contact card you can also seal files for them."
            )
        )
        if contact.verified:
            layout.addWidget(plain_label(_("✓ Compared: the digits are the same."), "accent"))
            self.match_button = self.add_button(
                layout,
                _("Compare them again"),
                "phone",
                lambda: self.compared.emit(contact, False),
                "flat",
            )
            return
        layout.addWidget(plain_label(where.format(name=contact.name), "quiet"))
        self.match_button = self.add_button(
            layout, _("They match"), "check", lambda: self.compared.emit(contact, True), "primary"
        )
        layout.addWidget(
            plain_label(_("If they do not: remove the contact and ask for a new card."), "quiet")
        )

    def _add_letters(self, layout: QVBoxLayout, contact: Contact, letters: list[Mail]) -> None:
        layout.addSpacing(8)
        layout.addWidget(plain_label(_("SENT AND RECEIVED"), "caption"))
        if not letters:
            words = _("Nothing yet. Open a plan and share it with {name} (Ctrl+E).")
            layout.addWidget(plain_label(words.format(name=contact.name), "quiet"))
            return
        by_plan: dict[str, list[Mail]] = {}
        for letter in islice(letters, MOST_LETTERS):
            by_plan.setdefault(letter.plan_id, []).append(letter)
        seen = {}
        for plan_id, some in by_plan.items():
            name = plan_of(some[0], self._names)
            layout.addWidget(plain_label(name, "accent"))
            vector = last_seen_by(self._desk.library, plan_id, contact.id)
            if vector is not None and plan_id in self._names.plans:
                seen[plan_id] = vector
                button = self.add_button(
                    layout,
                    _("Looking for changes…"),
                    "list-bullets",
                    lambda plan_id=plan_id, name=name: self._list_news(plan_id, name),  # type: ignore[misc]
                )
                button.setEnabled(False)
                self.news_buttons[plan_id] = button
            for letter in some:
                layout.addWidget(_line(letter))
        if len(letters) > MOST_LETTERS:
            self.add_button(
                layout,
                _("Show all {count}").format(count=len(letters)),
                "tray",
                lambda: self.letters_asked.emit(contact.signs_as),
                "flat",
            )
        self._finder.find(seen)

    def _show_news(self, news: News) -> None:
        self._news = news
        for plan_id, button in self.news_buttons.items():
            count = len(news.get(plan_id, []))
            button.setEnabled(bool(count))
            if not count:
                button.setText(_("They have seen it as it is now"))
                continue
            words = ngettext(
                "{count} change since they saw it", "{count} changes since they saw it", count
            )
            button.setText(words.format(count=count))

    def _list_news(self, plan_id: str, plan: str) -> None:
        news = self._news.get(plan_id, [])
        if self._contact is None or not news:
            return
        words = ngettext(
            "{count} change since {name} last saw it",
            "{count} changes since {name} last saw it",
            len(news),
        )
        title = words.format(count=len(news), name=self._contact.name)
        NewsDialog(self._desk, news, self.window(), title=title, plan_id=plan_id, plan=plan).open()


def _large_digits(contact: Contact) -> QWidget:
    """Return the digits large, in rows of three groups, as they are read out."""
    digits = digits_of(contact)
    box = named(QFrame(), _("Digits: {digits}").format(digits=digits))
    box.setProperty("role", "card")
    grid = QGridLayout(box)
    grid.setContentsMargins(12, 10, 12, 10)
    grid.setVerticalSpacing(6)
    for place, group in enumerate(digits.split()):
        label = QLabel(group)
        label.setProperty("role", "digits")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(label, place // GROUPS_IN_A_ROW, place % GROUPS_IN_A_ROW)
    return box


def _line(letter: Mail) -> QWidget:
    arrow = "→" if isinstance(letter, Sent) else "←"
    first = " · ".join(part for part in (moment_of(letter.milliseconds), code_of(letter)) if part)
    audience = "" if letter.audience == PLANNERS else audience_of(letter)
    second = " · ".join(part for part in (letter.file_name, audience) if part)
    line = QWidget()
    layout = QVBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(plain_label(f"{arrow} {first}", ""))
    layout.addWidget(plain_label(second, "quiet"))
    return line
