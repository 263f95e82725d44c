"""The inject in hand, in large type: what to read out, to whom, by what means."""

from __future__ import annotations

from datetime import datetime
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.tables import Inject, Venue
from db.text import Language
from desktop.language import N_, _, spoken, translate
from desktop.planning.assignees import assignee_of
from desktop.planning.deliveries import state_of
from desktop.planning.moments import relative
from desktop.planning.storylines import storyline_of
from desktop.planning.terms import DELIVERY_STATUSES, INJECT_MODES
from desktop.ui.conduct.countdown import countdown, is_late
from desktop.ui.conduct.play import Play
from desktop.ui.theme import colors

SIZES = (18, 22, 26, 32, 40)
SIZE, LANGUAGE = "conduct-type", "conduct-language"
EXPECTED, FOR_CONTROLLER = N_("Expected response"), N_("For the controller")
ROUTES = {
    (True, True): N_("From {sender} to {receiver}"),
    (True, False): N_("From {sender}"),
    (False, True): N_("To {receiver}"),
}


class InjectCard(QWidget):
    """Shows one inject, its message in the language and at the size that are chosen."""

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self.inject: Inject | None = None
        library = play.desk.library
        self._size = int(library.setting(SIZE, 1))
        wanted = library.setting(LANGUAGE)
        self.language: Language = "es" if (wanted or spoken()) == "es" else "en"
        self.title = _label("inject-title")
        self.title.setWordWrap(True)
        self.countdown = _label("countdown")
        self.countdown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.where = _label("inject-line")
        self.where.setWordWrap(True)
        self.route = _label("inject-line")
        self.route.setWordWrap(True)
        self.message = QTextBrowser()
        self.message.setMinimumHeight(90)
        self.message.setAccessibleName(_("Message to read out"))
        self.message.setOpenLinks(False)
        self.state = _label("inject-line")
        self.state.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title, 1)
        head.addWidget(self.countdown)
        frame = QFrame()
        frame.setObjectName("message")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 8, 8, 8)
        inside.addLayout(self._tools())
        inside.addWidget(self.message, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.where)
        layout.addWidget(self.route)
        layout.addWidget(frame, 1)
        layout.addWidget(self.state)

    def _tools(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        caption = QLabel(_("Message").upper())
        caption.setProperty("role", "caption")
        line.addWidget(caption)
        line.addStretch(1)
        group = QButtonGroup(self)
        self.languages: dict[Language, QPushButton] = {}
        names: dict[Language, str] = {"en": "English", "es": "Español"}
        for language, name in names.items():
            button = QPushButton(name)
            button.setCheckable(True)
            button.setChecked(language == self.language)
            button.clicked.connect(lambda _on=False, own=language: self.speak(own))
            group.addButton(button)
            self.languages[language] = button
            line.addWidget(button)
        line.addSpacing(8)
        self.smaller = self._size_button("A−", _("Smaller type"), -1)
        self.larger = self._size_button("A+", _("Larger type"), 1)
        line.addWidget(self.smaller)
        line.addWidget(self.larger)
        return line

    def _size_button(self, text: str, tip: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(f"{tip} (Ctrl{'+' if step > 0 else '−'})")
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self.resize_type(step))
        return button

    def speak(self, language: Language) -> None:
        """Show the message in a language."""
        self.language = language
        self.languages[language].setChecked(True)
        self._play.desk.library.set_setting(LANGUAGE, language)
        self.show_inject(self.inject)

    def resize_type(self, step: int) -> None:
        """Show the message in larger or smaller type."""
        self._size = min(max(self._size + step, 0), len(SIZES) - 1)
        self._play.desk.library.set_setting(SIZE, self._size)
        self.show_inject(self.inject)

    def show_inject(self, inject: Inject | None) -> None:
        """Show an inject, or that nothing is in hand."""
        self.inject = inject
        for widget in (self.countdown, self.where, self.route):
            widget.setVisible(inject is not None)
        self.smaller.setEnabled(self._size > 0)
        self.larger.setEnabled(self._size < len(SIZES) - 1)
        if inject is None:
            self.title.setText(_("Nothing more to come"))
            self.message.setHtml(
                _html(_("All injects that are shown have been delivered or canceled."), 18)
            )
            self.state.setText("")
            self.state.hide()
            return
        play, language = self._play, self.language
        self.title.setText(f"{inject.number}  {inject.title.best(language)}")
        venue = play.plan.get(Venue, inject.venue_id)
        storyline = storyline_of(play.plan, inject)
        self.where.setText(
            "  ·  ".join(
                part
                for part in (
                    relative(inject.offset_minutes, play.clock),
                    translate(INJECT_MODES.get(inject.mode, inject.mode), language),
                    venue.name.best(language) if venue else "",
                    storyline.name.best(language) if storyline else "",
                    assignee_of(play.plan, inject.controller_id, language),
                )
                if part
            )
        )
        self.route.setText(self._route_of(inject))
        self.route.setVisible(bool(self.route.text()))
        self.message.setHtml(self._message_of(inject))
        self._say_state(inject)
        self.tick(play.now())

    def tick(self, now: datetime) -> None:
        """Count down."""
        inject = self.inject
        if inject is None:
            return
        delivery = state_of(self._play.plan, inject)
        if delivery is not None and delivery.status != "held":
            words, late = _(DELIVERY_STATUSES[delivery.status]), False
        else:
            planned = self._play.clock.utc(inject.offset_minutes)
            words, late = countdown(planned, now), is_late(planned, now)
        if self.countdown.text() != words:
            self.countdown.setText(words)
        if bool(self.countdown.property("late")) != late:
            self.countdown.setProperty("late", late)
            self.countdown.style().polish(self.countdown)

    def _route_of(self, inject: Inject) -> str:
        sender = inject.sender.best(self.language)
        receiver = inject.receiver.best(self.language)
        pattern = ROUTES.get((bool(sender), bool(receiver)), "")
        route = translate(pattern, self.language) if pattern else ""
        return route.format(sender=sender, receiver=receiver)

    def _message_of(self, inject: Inject) -> str:
        message, language = inject.message, self.language
        pixels = SIZES[self._size]
        quiet = colors().quiet
        parts = [_html(message.best(language) or _("No message is written."), pixels)]
        if message.has_fallen_back(language):
            note = _("There is no wording in this language; this is the other one.")
            parts.insert(0, f'<p style="color: {quiet}; font-size: 14px">{escape(note)}</p>')
        expected = inject.expected_response.best(language)
        if expected:
            head = translate(EXPECTED, language)
            size = max(15, pixels - 6)
            parts.append(
                f'<p style="color: {quiet}; font-size: {size}px"><b>{escape(head)}:</b> '
                f"{_lines(expected)}</p>"
            )
        notes = inject.notes.best(language)
        if notes:
            head = translate(FOR_CONTROLLER, language)
            parts.append(
                f'<p style="color: {quiet}; font-size: 15px"><b>{escape(head)}:</b> '
                f"{_lines(notes)}</p>"
            )
        return "".join(parts)

    def _say_state(self, inject: Inject) -> None:
        delivery = state_of(self._play.plan, inject)
        words = []
        if delivery is not None:
            words.append(_(DELIVERY_STATUSES.get(delivery.status, delivery.status)))
        note = self._play.note_of(inject)
        if note:
            words.append(_("Note: {note}").format(note=note))
        self.state.setText("\n".join(words))
        self.state.setVisible(bool(words))


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _html(text: str, pixels: int) -> str:
    return f'<p style="font-size: {pixels}px; line-height: 130%">{_lines(text)}</p>'
