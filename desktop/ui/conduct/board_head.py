"""The head of the board: the clocks, how many injects are where, rehearsal."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.language import _, ngettext, spoken
from desktop.planning.deliveries import tally
from desktop.planning.moments import date_time_group, elapsed
from desktop.ui.conduct.play import Play
from desktop.ui.icons import icon_for
from desktop.ui.status_line import CITIES


class BoardHead(QWidget):
    """Local time in large figures, Zulu, the day, the counts, and the board's switches."""

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play
        self._counts = tally(play.all())
        self._rehearsing = False
        self.clock = _label("clock")
        self.clock.setAccessibleName(_("Local time"))
        self.city = _label("second-clock")
        self.zulu = _label("second-clock")
        self.zulu.setAccessibleName(_("Zulu time"))
        self.day = _label("second-clock")
        self.counts = _label("second-clock")
        self.late = _label("error")
        self.banner = _label("banner")
        self.banner.hide()
        self.rehearse = QPushButton(_("Rehearse…"))
        self.rehearse.setIcon(icon_for("play"))
        self.stop = QPushButton(_("End rehearsal"))
        self.stop.setIcon(icon_for("x-circle"))
        self.stop.hide()
        self.compare = QPushButton(_("Planned against actual"))
        self.compare.setIcon(icon_for("timer"))
        self.compare.setCheckable(True)
        times = QVBoxLayout()
        times.setSpacing(0)
        for label in (self.day, self.zulu):
            times.addWidget(label)
        told = QVBoxLayout()
        told.setSpacing(0)
        for label in (self.counts, self.late):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            told.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.clock)
        layout.addLayout(times)
        layout.addWidget(self.banner, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        layout.addLayout(told)
        for button in (self.compare, self.rehearse, self.stop):
            layout.addWidget(button)

    def tick(self, now: datetime, late: int) -> None:
        """Show the moment of play and how many are late."""
        play = self._play
        clock = play.clock
        local = now.astimezone(clock.zone)
        offset = clock.offset_of(local)
        day = clock.day(offset)
        city = clock.zone.key.rsplit("/", 1)[-1].replace("_", " ")
        city = _(CITIES.get(city, city))
        self.clock.setText(f"{local:%H:%M:%S}")
        self.zulu.setText(date_time_group(now, spoken()))
        self.day.setText(f"{f'D{day:+d}' if day else 'D'} · {elapsed(offset)} · {city}")
        self._say_counts(late)
        rehearsing = play.rehearsal is not None
        if rehearsing != self._rehearsing:
            self._show_rehearsal(rehearsing=rehearsing)

    def _show_rehearsal(self, *, rehearsing: bool) -> None:
        self._rehearsing = rehearsing
        self.banner.setText(_("REHEARSAL") if rehearsing else "")
        self.banner.setVisible(rehearsing)
        self.stop.setVisible(rehearsing)
        # There is room for one more button only by leaving out its words.
        words = _("Set the clock…") if rehearsing else _("Rehearse…")
        self.rehearse.setText("" if rehearsing else words)
        self.rehearse.setToolTip(words)
        self.rehearse.setAccessibleName(words)
        self.rehearse.setIcon(icon_for("clock" if rehearsing else "play"))

    def count(self) -> None:
        """Count the injects anew, when something was marked."""
        self._counts = tally(self._play.all())

    def _say_counts(self, late: int) -> None:
        counts = self._counts
        self.counts.setText(
            _("{waiting} to come · {delivered} delivered").format(
                waiting=counts["waiting"] + counts["held"], delivered=counts["delivered"]
            )
        )
        words = []
        if late:
            words.append("⚠ " + ngettext("{count} late", "{count} late", late).format(count=late))
        if counts["held"]:
            words.append(
                ngettext("{count} held", "{count} held", counts["held"]).format(
                    count=counts["held"]
                )
            )
        self.late.setText(" · ".join(words))


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
