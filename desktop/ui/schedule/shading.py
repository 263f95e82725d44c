"""What is shaded behind the schedule: nights, weekends, holidays of both nations."""

from __future__ import annotations

from datetime import date

from db.text import Language
from desktop.language import translate
from desktop.planning.holidays_of_both import Holiday, holidays_between
from desktop.planning.terms import COUNTRY_CODES

DAWN, DUSK = 6 * 60, 20 * 60
"""Minutes after midnight between which it is day."""

SATURDAY = 5


class Holidays:
    """The holidays of both nations by date, read a year at a time."""

    def __init__(self) -> None:
        self._years: dict[int, dict[date, list[Holiday]]] = {}

    def on(self, day: date) -> list[Holiday]:
        """Return the holidays of a date, of either nation."""
        year = self._years.get(day.year)
        if year is None:
            year = self._years[day.year] = {}
            for holiday in holidays_between(date(day.year, 1, 1), date(day.year, 12, 31)):
                year.setdefault(holiday.date, []).append(holiday)
        return year.get(day, [])

    def name(self, day: date, language: Language) -> str:
        """Return the holidays of a date as one line, "Martyrs' Day (PA)"; empty for none."""
        names = [
            f"{holiday.name.best(language)} ({translate(COUNTRY_CODES[holiday.country], language)})"
            for holiday in self.on(day)
        ]
        return " · ".join(names)


def is_weekend(day: date) -> bool:
    """Return whether a date is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY
