"""The day view: the grid of one day, and the strip from which the day is chosen."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.language import _, spoken
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.icons import icon_for
from desktop.ui.schedule.acts import ScheduleActs
from desktop.ui.schedule.bars import Chart
from desktop.ui.schedule.day_grid import DayGrid
from desktop.ui.schedule.day_strip import DayStrip
from desktop.ui.schedule.selection import Selection
from desktop.ui.schedule.shading import Holidays

HOLIDAY_WIDTH = 176


class DayView(QWidget):
    """The grid with what chooses its day: previous and next, a date, the strip of days."""

    def __init__(self, desk: Desk, selection: Selection, acts: ScheduleActs) -> None:
        super().__init__()
        self.grid = DayGrid(desk, selection, acts)
        self.strip = DayStrip()
        self._holidays = Holidays()
        self.date = named(QDateEdit(), _("Date"))
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat(_("ddd, MMM d, yyyy"))
        self.date.setMinimumWidth(168)
        self.previous = self._turner("caret-left", _("Previous day (Page Up)"), -1)
        self.next = self._turner("caret-right", _("Next day (Page Down)"), 1)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.previous, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.date, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(8)
        line.addWidget(self.strip, 1)
        self.holiday = QLabel()
        self.holiday.setProperty("role", "quiet")
        self.holiday.setWordWrap(True)
        self.holiday.setMaximumWidth(HOLIDAY_WIDTH)
        self.holiday.hide()
        line.addWidget(self.holiday)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.grid, 1)
        self.strip.day_chosen.connect(self.grid.show_day)
        self.date.dateChanged.connect(self._go_to_date)
        self.grid.day_changed.connect(lambda _day: self._show_chosen())

    def show_chart(self, chart: Chart) -> None:
        """Show a chart of the plan on the desk."""
        self.grid.show_chart(chart)
        self._show_chosen()

    def _turner(self, icon: str, text: str, step: int) -> QToolButton:
        button = named(QToolButton(), text)
        button.setIcon(icon_for(icon))
        button.setToolTip(text)
        button.clicked.connect(lambda: self.grid.show_day(self.grid.day + step))
        return button

    def _go_to_date(self, date: QDate) -> None:
        clock = self.grid.clock
        if clock is not None:
            days = QDate(clock.start.year, clock.start.month, clock.start.day).daysTo(date)
            self.grid.show_day(days)

    def _show_chosen(self) -> None:
        chart, clock = self.grid.chart, self.grid.clock
        if chart is None or clock is None:
            return
        self.strip.show_days(chart, clock, self.grid.day)
        date = self.grid.date
        self.date.blockSignals(True)
        self.date.setDate(QDate(date.year, date.month, date.day))
        self.date.blockSignals(False)
        name = self._holidays.name(date, spoken())
        self.holiday.setText(name)
        self.holiday.setVisible(bool(name))
