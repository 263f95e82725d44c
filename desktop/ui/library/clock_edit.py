"""A field for a clock time, typed as planners write it: 0730, 7:30, 07h30."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop.planning.moments import MINUTES_PER_DAY, PlanClock, parse_moment

WIDEST = "00:00 AM"
_MIDNIGHT = PlanClock(datetime(2000, 1, 1), ZoneInfo("UTC"))  # noqa: DTZ001 - wall time


class ClockEdit(QLineEdit):
    """A clock time; emits `settled` when it is left. What cannot be read is outlined."""

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("08:00")
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(WIDEST) + 24)
        self.textEdited.connect(lambda _text: self._mark())
        self.editingFinished.connect(self._tidy)

    def minutes(self) -> int | None:
        """Return the minutes after midnight, None when the text is no clock time."""
        text = self.text().strip()
        if not text[:1].isdigit():
            return None
        try:
            minutes = parse_moment(text, _MIDNIGHT)
        except ValueError:
            return None
        return minutes if 0 <= minutes < MINUTES_PER_DAY else None

    def set_minutes(self, minutes: int) -> None:
        """Show a clock time."""
        self.setText(f"{minutes // 60:02}:{minutes % 60:02}")
        self._mark()

    def _tidy(self) -> None:
        minutes = self.minutes()
        if minutes is not None:
            self.set_minutes(minutes)
        self.settled.emit()

    def _mark(self) -> None:
        wrong = self.minutes() is None
        if bool(self.property("invalid")) != wrong:
            self.setProperty("invalid", wrong)
            self.style().unpolish(self)
            self.style().polish(self)
