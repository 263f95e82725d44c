"""The line at the foot of the window: saved, findings, the plan's clock, the language."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from desktop.language import N_, _, ngettext, spoken
from desktop.planning.moments import clock_of, date_time_group
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for

TOLD_MILLISECONDS = 6000
CLOCK_MILLISECONDS = 5000
CITIES = {
    "Panama": N_("Panama"),
    "New York": N_("New York"),
    "Bogota": N_("Bogota"),
    "Mexico City": N_("Mexico City"),
}
"""Cities of time zones that are not written alike in both languages."""


class StatusLine(QWidget):
    """Emits `review_asked` and `language_asked` when its buttons are pressed."""

    review_asked = Signal()
    language_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(26)
        self._desk = desk
        self._saved = QLabel()
        # A long sentence must not make the window wider; pointed at, it is told in full.
        self._saved.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lost = False
        self.findings = self._button("warning", self.review_asked)
        self._clock = QLabel()
        self.language = self._button("translate", self.language_asked)
        self.language.setText("Español" if spoken() == "es" else "English")
        self.language.setToolTip(_("Switch the interface between English and Spanish"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(12)
        layout.addWidget(self._saved, 1)
        layout.addWidget(self.findings)
        layout.addWidget(self._clock)
        layout.addWidget(self.language)
        self._silence = QTimer(self, singleShot=True, interval=TOLD_MILLISECONDS)
        self._silence.timeout.connect(self._say_saved)
        ticking = QTimer(self, interval=CLOCK_MILLISECONDS)
        ticking.timeout.connect(self.show_clock)
        ticking.start()
        desk.told.connect(self.tell)
        desk.unsaved.connect(self._say_unsaved)
        desk.content_changed.connect(lambda _changes: self._hear_saved())
        desk.reviewed.connect(self.show_findings)
        self._say_saved()
        self.show_clock()
        self.show_findings()

    def _button(self, icon: str, signal: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon_for(icon, "quiet"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(signal)
        return button

    def tell(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        if not self._lost:
            self._saved.setText(sentence)
            self._saved.setToolTip(sentence)
            self._silence.start()

    def _say_saved(self) -> None:
        self._lost = False
        self._saved.setText("✓ " + _("Saved"))
        self._saved.setToolTip("")

    def _say_unsaved(self) -> None:
        """Say so, until an edit is written again."""
        self._lost = True
        self._silence.stop()
        self._saved.setText("⚠ " + _("Not saved: the library cannot be written"))

    def _hear_saved(self) -> None:
        if self._lost:
            self._say_saved()

    def show_findings(self) -> None:
        """Show how many open findings the review has."""
        count = sum(1 for finding in self._desk.findings if finding.accepted is None)
        self.findings.setVisible(self._desk.plan is not None)
        self.findings.setText(
            ngettext("{count} finding", "{count} findings", count).format(count=count)
        )
        self.findings.setToolTip(_("Show the review list (F8)"))

    def show_clock(self) -> None:
        """Show the time in the plan's zone and in Zulu."""
        plan = self._desk.plan
        now = datetime.now(UTC)
        zulu = date_time_group(now, spoken())
        if plan is None:
            self._clock.setText(zulu)
            return
        zone = clock_of(plan.row).zone
        city = zone.key.rsplit("/", 1)[-1].replace("_", " ")
        self._clock.setText(f"{now.astimezone(zone):%H:%M} {_(CITIES.get(city, city))} · {zulu}")
