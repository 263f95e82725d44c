"""A field for a date, with a calendar that marks the holidays of both nations."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton

from desktop.planning.holidays_of_both import holidays_between
from desktop.ui.icons import icon_for
from desktop.ui.theme import colors

CALENDAR = QSize(320, 264)


class DayEdit(QDateEdit):
    """A date, typed part by part or picked in the calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setCalendarPopup(True)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setMinimumSize(CALENDAR)
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(colors().quiet))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, quiet)
        for name, icon in (("prev", "caret-left"), ("next", "caret-right")):
            button = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                button.setIcon(icon_for(icon))
        self.setCalendarWidget(calendar)
        calendar.currentPageChanged.connect(self._mark_holidays)
        self._marked: set[tuple[int, int]] = set()

    def day(self) -> date:
        """Return the date that stands in the field."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a date."""
        self.setDate(QDate(day.year, day.month, day.day))
        self._mark_holidays(day.year, day.month)

    def _mark_holidays(self, year: int, month: int) -> None:
        if (year, month) in self._marked:
            return
        self._marked.add((year, month))
        first = date(year, month, 1)
        marked = QTextCharFormat()
        marked.setForeground(QColor(colors().warning))
        marked.setFontWeight(700)
        for holiday in holidays_between(first, first + timedelta(days=31)):
            day = holiday.date
            self.calendarWidget().setDateTextFormat(QDate(day.year, day.month, day.day), marked)
