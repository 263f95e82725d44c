"""A letter of the outbox or the inbox: its facts, and what changed since."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from db.correspondence import Mail, Sent
from desktop.exchange.letter_list import Names, audience_of
from desktop.language import _, ngettext
from desktop.ui.desk import Desk
from desktop.ui.labels import plain_label
from desktop.ui.partners.letter_words import code_of, moment_of, plan_of, who_of
from desktop.ui.partners.news_dialog import NewsDialog
from desktop.ui.partners.news_finder import News, NewsFinder
from desktop.ui.rebuilt_panel import RebuiltPanel


class LetterPanel(RebuiltPanel):
    """The inspector of the outbox and the inbox; `contact_asked` brings the contact's id."""

    contact_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._plan, self._plan_id = "", ""
        self._news: News = {}
        self.news_button: QPushButton | None = None
        self._finder = NewsFinder(desk, self)
        self._finder.found.connect(self._show_news)

    def show_letter(self, letter: Mail | None, names: Names) -> None:
        """Show what is known of a letter."""
        self._finder.stop()
        self.news_button = None
        with self.rebuilt() as layout:
            self._add_letter(layout, letter, names)

    def _add_letter(self, layout: QVBoxLayout, letter: Mail | None, names: Names) -> None:
        if letter is None:
            words = _("Choose a letter to see what has changed since.")
            layout.addWidget(plain_label(words, "quiet"))
            layout.addStretch(1)
            return
        self._plan, self._plan_id = plan_of(letter, names), letter.plan_id
        sent = isinstance(letter, Sent)
        heading = _("Sent to {name}") if sent else _("Received from {name}")
        layout.addWidget(plain_label(heading.format(name=who_of(letter, names)), "section"))
        self.add_fact(layout, _("When"), moment_of(letter.milliseconds))
        self.add_fact(layout, _("Plan"), self._plan)
        self.add_fact(layout, _("File"), letter.file_name)
        self.add_fact(layout, _("Version"), code_of(letter))
        self.add_fact(layout, _("For"), audience_of(letter))
        layout.addSpacing(8)
        if letter.plan_id in names.plans:
            self.news_button = self.add_button(
                layout, _("Looking for changes…"), "list-bullets", self._list_news
            )
            self.news_button.setEnabled(False)
            self.add_button(layout, _("Open plan"), "folder-open", self._open_plan)
            self._finder.find({letter.plan_id: letter.vector})
        contact = letter.contact_id
        if contact is not None and contact in names.contacts:
            self.add_button(
                layout,
                _("Show contact"),
                "identification-card",
                lambda: self.contact_asked.emit(contact),
            )
        layout.addStretch(1)

    def _show_news(self, news: News) -> None:
        self._news = news
        if self.news_button is None:
            return
        count = len(news.get(self._plan_id, []))
        self.news_button.setEnabled(bool(count))
        words = ngettext("{count} change since then", "{count} changes since then", count)
        self.news_button.setText(words.format(count=count) if count else _("No change since then"))

    def _list_news(self) -> None:
        news = self._news.get(self._plan_id, [])
        words = ngettext("{count} change since then", "{count} changes since then", len(news))
        title = words.format(count=len(news))
        NewsDialog(
            self._desk, news, self.window(), title=title, plan_id=self._plan_id, plan=self._plan
        ).open()

    def _open_plan(self) -> None:
        with self._desk.attempt():
            self._desk.open_plan(self._plan_id)
