"""Columns of times: a day, a moment, a length of time, a date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.dates import format_date

from db.open_plan import OpenPlan
from desktop.language import _, spoken
from desktop.planning.moments import (
    clock_of,
    duration_label,
    parse_duration,
    parse_moment,
    relative,
)
from desktop.ui.tables.columns import Column, missing

MOST_DAYS = 3650


@dataclass(frozen=True)
class DayColumn(Column):
    """Days from D, as D-42; a date is read as well."""

    width: int = 80
    right: bool = field(default=True, kw_only=True)

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the day as planners write it."""
        del plan
        return day_label(getattr(row, self.field))

    def read(self, text: str, row: Any, plan: OpenPlan) -> int:
        """Return the days from D. Raises ValueError when `text` is no day."""
        del row
        return read_day(text, plan)

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the day."""
        del plan
        return getattr(row, self.field)


@dataclass(frozen=True)
class MomentColumn(Column):
    """Minutes from STARTEX, shown as D+1 09:30 and read in any notation of planners."""

    width: int = 110

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the moment."""
        return relative(getattr(row, self.field), clock_of(plan.row))

    def read(self, text: str, row: Any, plan: OpenPlan) -> int:
        """Return the offset; a clock time alone keeps the day. Raises ValueError."""
        if not text.strip():
            raise ValueError(missing(self))
        clock = clock_of(plan.row)
        return parse_moment(text, clock, day=clock.day(getattr(row, self.field)))

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the offset."""
        del plan
        return getattr(row, self.field)


@dataclass(frozen=True)
class DurationColumn(Column):
    """A length of time in minutes, shown as 1 h 30."""

    width: int = 90
    right: bool = field(default=True, kw_only=True)
    least: int = field(default=1, kw_only=True)

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the length of time."""
        del plan
        return duration_label(getattr(row, self.field))

    def read(self, text: str, row: Any, plan: OpenPlan) -> int:
        """Return the minutes. Raises ValueError when `text` is no length of time."""
        del row, plan
        if not text.strip():
            raise ValueError(missing(self))
        minutes = parse_duration(text)
        if minutes < self.least:
            shortest = duration_label(self.least)
            raise ValueError(_("The shortest is {shortest}.").format(shortest=shortest))
        return minutes

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the minutes."""
        del plan
        return getattr(row, self.field)


@dataclass(frozen=True)
class DateColumn(Column):
    """A date, stored as 2026-01-12; it may be empty."""

    width: int = 110

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the date in the interface's language."""
        del plan
        return date_label(getattr(row, self.field))

    def read(self, text: str, row: Any, plan: OpenPlan) -> str:
        """Return the date. Raises ValueError when `text` is no date."""
        del row
        return read_date(text, plan)

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the date; empty cells come last."""
        del plan
        stored = getattr(row, self.field)
        return (not stored, stored)


def day_label(day: int) -> str:
    """Return a day as planners write it: D-42, D, D+30."""
    return f"D{day:+d}" if day else "D"


def read_day(text: str, plan: OpenPlan) -> int:
    """Return the days from D that `text` names, as D-42, -42 or a date. Raises ValueError."""
    plain = text.strip().replace("−", "-").replace("–", "-")
    found = re.fullmatch(r"[+-]?\d{1,4}", plain)
    if found:
        day = int(plain)
    else:
        clock = clock_of(plan.row)
        try:
            day = clock.day(parse_moment(plain, clock))
        except ValueError:
            day = MOST_DAYS + 1
    if abs(day) > MOST_DAYS:
        message = _("“{text}” cannot be read as a day. Write it as D-42, D, D+30 or 2026-01-12.")
        raise ValueError(message.format(text=text.strip()))
    return day


def date_label(stored: str) -> str:
    """Return a stored date in the interface's language, or as it is when it is none."""
    try:
        return short_date(date.fromisoformat(stored))
    except ValueError:
        return stored


def short_date(day: date, *, weekday: bool = False) -> str:
    """Return a date in the interface's language, as "12 Jan 2026"."""
    pattern = "EEE d MMM y" if weekday else "d MMM y"
    return str(format_date(day, pattern, locale=spoken())).replace(".", "")


def read_date(text: str, plan: OpenPlan) -> str:
    """Return the date that `text` names as 2026-01-12, empty for none. Raises ValueError."""
    if not text.strip():
        return ""
    clock = clock_of(plan.row)
    try:
        return clock.date_of_day(clock.day(parse_moment(text, clock))).isoformat()
    except ValueError:
        message = _("“{text}” cannot be read as a date. Write it as 2026-01-12 or 12 Jan 2026.")
        raise ValueError(message.format(text=text.strip())) from None
