"""The fields of a new plan: its name, when and where it starts."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from db.text import LANGUAGES, Text
from desktop.language import Language, _, spoken
from desktop.planning.templates import Template
from desktop.ui.library.clock_edit import ClockEdit
from desktop.ui.library.day_edit import DayEdit
from desktop.ui.library.start_advice import start_advice, suggested_start
from desktop.ui.library.zones import ZoneBox

ADVICE_HEIGHT = 40


class NewPlanForm(QWidget):
    """Name in both languages, start, zone and place; emits `changed` when any of it does.

    What the planner has not touched follows the template that is chosen.
    """

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._template: Template | None = None
        self._named = self._dated = False
        first = spoken()
        second: Language = "es" if first == "en" else "en"
        self.names: dict[Language, QLineEdit] = {}
        labels = {"en": _("Name in English"), "es": _("Name in Spanish")}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(4)
        row = 0
        for language in (first, second):
            edit = QLineEdit()
            edit.textEdited.connect(lambda _text, own=language: self._take_name(own))
            self.names[language] = edit
            row = self._add(layout, row, labels[language], edit)
        self.names[second].setPlaceholderText(_("May follow later"))
        self.date = DayEdit()
        self.date.userDateChanged.connect(lambda _date: self._take_date())
        self.time = ClockEdit()
        self.time.textEdited.connect(lambda _text: self.changed.emit())
        self.zone = ZoneBox()
        self.zone.editTextChanged.connect(lambda _text: self.changed.emit())
        for column, (label, widget) in enumerate(
            ((_("Start date"), self.date), (_("Time"), self.time), (_("Time zone"), self.zone))
        ):
            self._add(layout, row, label, widget, column)
        row += 2
        self.advice = QLabel(wordWrap=True)
        self.advice.setProperty("role", "warning")
        self.advice.setMinimumHeight(ADVICE_HEIGHT)
        layout.addWidget(self.advice, row, 0, 1, 3)
        self.place = QLineEdit()
        self.place.setPlaceholderText(_("City, base, port or building"))
        self._add(layout, row + 1, _("Place"), self.place)
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 2)
        layout.setColumnStretch(2, 4)

    def _add(
        self, layout: QGridLayout, row: int, label: str, widget: QWidget, column: int = -1
    ) -> int:
        caption = QLabel(label)
        caption.setProperty("role", "quiet")
        caption.setBuddy(widget)
        widget.setAccessibleName(label)
        if column < 0:
            layout.addWidget(caption, row, 0, 1, 3)
            layout.addWidget(widget, row + 1, 0, 1, 3)
        else:
            layout.addWidget(caption, row, column)
            layout.addWidget(widget, row + 1, column)
        layout.setRowMinimumHeight(row, 24)
        return row + 2

    def show_template(self, template: Template) -> None:
        """Suggest what goes with a template, where the planner has not spoken yet."""
        self._template = template
        if not self._dated:
            self.date.set_day(suggested_start(template.type, self._today))
            self._dated = False
            hour, minute = (int(part) for part in template.start_time.split(":"))
            self.time.set_minutes(hour * 60 + minute)
            self.zone.set_zone(template.zone)
        if not self._named:
            year = self.date.date().year()
            for language in LANGUAGES:
                name = template.name.get(language)
                blank = template.file is None
                self.names[language].setText("" if blank else f"{name} {year}")
        self._advise()

    def name(self) -> Text:
        """Return the name in both languages."""
        return Text(self.names["en"].text().strip(), self.names["es"].text().strip())

    def start(self) -> datetime:
        """Return the wall-clock moment of the start."""
        minutes = self.time.minutes() or 0
        return datetime.combine(self.date.day(), time(minutes // 60, minutes % 60))

    def location(self) -> Text:
        """Return the place as it was typed, in the language of the interface."""
        return Text().replaced(spoken(), self.place.text().strip())

    def problem(self) -> tuple[str, QWidget] | None:
        """Return a sentence about what is still needed, and the field; None when all is well."""
        if not self.name():
            return _("Give the plan a name, in either language."), self.names[spoken()]
        if self.time.minutes() is None:
            return _("Write the time as 0730 or 07:30."), self.time
        if not self.zone.zone():
            return _("Choose a time zone from the list, such as America/Panama."), self.zone
        return None

    def _take_name(self, language: Language) -> None:
        if not self._named:
            # The template's own name in the other language says something else now.
            self._named = True
            for other in LANGUAGES:
                if other != language:
                    self.names[other].clear()
        self.changed.emit()

    def _take_date(self) -> None:
        self._dated = True
        self._advise()
        self.changed.emit()

    def _advise(self) -> None:
        if self._template is not None:
            advice = start_advice(self.start().date(), self._template.type, self._today)
            self.advice.setText(" ".join(advice))
