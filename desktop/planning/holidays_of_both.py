"""Public holidays of the two partner nations, and the working days between them.

The dates come from the `holidays` package: Panama's national and the U.S. federal ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from db.text import Text
from desktop.language import N_, as_text

PARTNERS = ("PA", "US")
OBSERVED = " (observed)"
US_HOLIDAYS = (
    N_("New Year's Day"),
    N_("Martin Luther King Jr. Day"),
    N_("Washington's Birthday"),
    N_("Memorial Day"),
    N_("Juneteenth National Independence Day"),
    N_("Independence Day"),
    N_("Labor Day"),
    N_("Columbus Day"),
    N_("Veterans Day"),
    N_("Thanksgiving Day"),
    N_("Christmas Day"),
)
"""The package names Panama's holidays in both languages, the U.S. ones only in English."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; `country` is PA or US."""

    date: date
    country: str
    name: Text


def holidays_between(first: date, last: date) -> list[Holiday]:
    """Return the holidays of both nations from `first` to `last`, both included, by date."""
    found = [
        holiday
        for year in range(first.year, last.year + 1)
        for country in PARTNERS
        for holiday in _holidays_of(country, year)
        if first <= holiday.date <= last
    ]
    return sorted(found, key=lambda holiday: (holiday.date, holiday.country))


def is_working_day(day: date) -> bool:
    """Return whether `day` is neither on a weekend nor a holiday of either nation."""
    return day.weekday() < 5 and not holidays_between(day, day)


def moved_to_working_day(day: date) -> date:
    """Return `day`, or the next day on which both nations work."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@cache
def _holidays_of(country: str, year: int) -> tuple[Holiday, ...]:
    # Importing it takes a twelfth of a second, which start-up does not have.
    from holidays import country_holidays

    if country == "US":
        named = country_holidays("US", years=year).items()
        return tuple(Holiday(day, "US", _us_name(name)) for day, name in named)
    english = country_holidays("PA", years=year, language="en_US")
    spanish = country_holidays("PA", years=year, language="es")
    return tuple(
        Holiday(day, "PA", Text(name, spanish.get(day, name))) for day, name in english.items()
    )


def _us_name(name: str) -> Text:
    if name.endswith(OBSERVED):
        return as_text(N_("{holiday} (observed)"), holiday=_us_name(name.removesuffix(OBSERVED)))
    return as_text(name)
