"""Days, months and hours as the schedule's headings write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from db.text import Language

FULL, MEDIUM, SHORT = "full", "MMMEd", "Ed"


@lru_cache(maxsize=4096)
def day_name(day: date, form: str, language: Language) -> str:
    """Return a date as its heading: `form` FULL, MEDIUM or SHORT ("Mon 12", "lun 12")."""
    if form == FULL:
        return format_date(day, "full", locale=language)
    if form == SHORT:
        return format_date(day, "EEE d", locale=language).replace(".", "")
    return str(format_skeleton(form, day, locale=language))


@lru_cache(maxsize=1024)
def month_name(day: date, language: Language) -> str:
    """Return the month and year of a date: "January 2026", "enero de 2026"."""
    return str(format_skeleton("yMMMM", day, locale=language))


@lru_cache(maxsize=1024)
def short_date(day: date, language: Language) -> str:
    """Return a date without its year: "Jan 12", "12 ene"."""
    return str(format_skeleton("MMMd", day, locale=language)).replace(".", "")


def day_of_plan(day: int) -> str:
    """Return the name of a day counted from STARTEX: "D", "D+1", "D-2"."""
    return f"D{day:+d}" if day else "D"


def clock_time(minute_of_day: int, *, whole_hours: bool = False) -> str:
    """Return minutes after midnight as "09:30", or as "09" with `whole_hours`."""
    hour, minute = divmod(minute_of_day % 1440, 60)
    return f"{hour:02}" if whole_hours else f"{hour:02}:{minute:02}"


def utc_label(moment: datetime) -> str:
    """Return how far the zone of `moment` is from UTC, as "UTC-5" or "UTC+5:30"."""
    shift = moment.utcoffset() or timedelta()
    hours, minutes = divmod(abs(int(shift.total_seconds())) // 60, 60)
    sign = "-" if shift < timedelta() else "+"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"
