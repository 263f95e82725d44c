"""The overview: where the plan stands, and the form of what it says of itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from db.door import Changes
from db.tables import Plan
from desktop.exchange.audiences import RELEASED
from desktop.language import _, pgettext, spoken
from desktop.planning.moments import clock_of
from desktop.ui.desk import Desk, Place
from desktop.ui.library.plan_words import date_word, name_of, status_of, type_of
from desktop.ui.overview.coverage_card import CoverageCard
from desktop.ui.overview.details import Details
from desktop.ui.overview.lately_card import LatelyCard
from desktop.ui.overview.next_card import NextCard
from desktop.ui.overview.participants_card import ParticipantsCard
from desktop.ui.overview.purpose_card import PurposeCard
from desktop.ui.overview.review_card import ReviewCard
from desktop.ui.page import Page

LONGEST_PLACE = 72
SPACING, ROW_HEIGHT, TALL = 16, 232, 560


class OverviewPage(Page):
    """Cards about the plan, or the form of its details."""

    section = "overview"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Overview"))
        self.next = NextCard(desk)
        self.coverage = CoverageCard(desk)
        self.review = ReviewCard(desk, self._show_review)
        self.purpose = PurposeCard(desk)
        self.participants = ParticipantsCard(desk)
        self.lately = LatelyCard(desk)
        self._details: Details | None = None
        self._filled = 0
        self._refill = QTimer(self, singleShot=True, interval=0)
        self._refill.timeout.connect(self._fill_height)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._cards())
        self.release = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.release.setObjectName("release-copy-notice")
        self.body.addWidget(self.release)
        self.body.addWidget(self._stack, 1)
        self.edit_button = self.heading.add_button(_("Edit details"), icon="pencil-simple")
        self.edit_button.clicked.connect(self._toggle)
        self.share_button = self.heading.add_button(_("Share…"), icon="paper-plane-tilt")
        self.share_button.clicked.connect(self._share)
        self.print_button = self.heading.add_button(_("Print…"), icon="printer", primary=True)
        self.print_button.clicked.connect(lambda: desk.go("packet"))
        desk.reviewed.connect(self.review.show_findings)
        self.add_command(_("Edit details"), self._toggle, "Ctrl+I")
        self.add_command(_("Share…"), self._share)

    @property
    def details(self) -> Details:
        """The form of the plan's details, made when it is first asked for."""
        if self._details is None:
            self._details = Details(self.desk)
            self._stack.addWidget(self._details)
        return self._details

    def _cards(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACING)
        grid.addWidget(self.next, 0, 0)
        grid.addWidget(self.coverage, 0, 1)
        grid.addWidget(self.review, 0, 2)
        grid.addWidget(self.purpose, 1, 0, 1, 2)
        grid.addWidget(self.participants, 1, 2, 2, 1)
        grid.addWidget(self.lately, 2, 0, 1, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 240)
        grid.setRowStretch(2, 1)
        grid.setRowMinimumHeight(0, ROW_HEIGHT)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setWidget(inside)
        self._scroll.viewport().installEventFilter(self)
        return self._scroll

    def refresh(self, changes: Changes | None) -> None:
        """Show the plan as it stands."""
        row = self.plan.row
        self.heading.set_texts(name_of(row), _facts(row))
        self.release.setText(_(RELEASED[row.released_for]) if row.released_for in RELEASED else "")
        self.release.setVisible(bool(self.release.text()))
        if self._details is not None:
            self._details.refresh(changes)
        if self._stack.currentIndex() != 0:
            return
        today = date.today()  # noqa: DTZ011 - a date on the wall calendar
        self.next.show_plan(self.plan, today)
        self.coverage.show_plan(self.plan)
        self.review.show_findings()
        self._fill_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Use a new height for more or fewer lines, once the cards are laid out in it."""
        if event.type() == QEvent.Type.Resize and self._scroll.viewport().height() != self._filled:
            self._refill.start()
        return super().eventFilter(watched, event)

    def _fill_height(self) -> None:
        """Give the lower cards the height that the upper ones leave."""
        view = self._scroll.viewport()
        self._filled = view.height()
        if self.desk.plan is None or self._stack.currentIndex() != 0:
            return
        above = max(card.sizeHint().height() for card in (self.next, self.coverage, self.review))
        below = view.height() - max(above, ROW_HEIGHT) - SPACING
        self.purpose.show_plan(self.plan, with_scope=below >= TALL)
        self.participants.show_plan(self.plan, below)
        purpose = self.purpose.heightForWidth(view.width() * 2 // 3)
        self.lately.show_plan(self.plan, below - purpose - SPACING)

    def reveal(self, place: Place) -> None:
        """Show the form of the plan's details and put the cursor into a field."""
        self._show_details(wanted=True)
        self.details.reveal(place)

    def _toggle(self) -> None:
        self.desk.settle()
        self._show_details(wanted=self._stack.currentIndex() == 0)

    def _show_details(self, *, wanted: bool) -> None:
        if wanted:
            self._stack.setCurrentWidget(self.details)
        else:
            self._stack.setCurrentIndex(0)
        self.edit_button.setText(
            pgettext("leave the form", "Done") if wanted else _("Edit details")
        )
        self.share_button.setVisible(not wanted)
        self.print_button.setVisible(not wanted)
        self.refresh(None)

    def _share(self) -> None:
        from desktop.ui.library.plan_file_dialogs import ask_where_to_export

        ask_where_to_export(self.desk, self.window())

    def _show_review(self) -> None:
        window = self.window()
        if hasattr(window, "show_review"):
            window.show_review()


def _facts(row: Plan) -> str:
    clock = clock_of(row)
    first = clock.date_of_day(0)
    last = clock.date_of_day(clock.day(max(0, clock.end_offset - 1)))
    place = row.location.best(spoken()).split(". ")[0].rstrip(".")
    if len(place) > LONGEST_PLACE:
        place = place[:LONGEST_PLACE].rsplit(" ", 1)[0] + "…"
    facts = [type_of(row), status_of(row).lower(), _dates(first, last), place]
    return " · ".join(fact for fact in facts if fact)


def _dates(first: date, last: date) -> str:
    if first == last:
        return date_word(first)
    shown = date_word(first)
    if (first.year, first.month) == (last.year, last.month):
        # "8 – 9 Mar 2027": what both dates share is said once.
        shown = str(first.day)
    elif first.year == last.year:
        shown = shown.removesuffix(f" {first.year}")
    return f"{shown} – {date_word(last)}"
