"""What a milestone says about itself: its date, whether it was moved, whether it is late."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.open_plan import OpenPlan
from db.tables import Milestone
from desktop.language import _, spoken
from desktop.planning.holidays_of_both import holidays_between
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import clock_of
from desktop.planning.terms import COUNTRIES
from desktop.ui.tables.time_columns import short_date

OPEN_STATUSES = frozenset({"planned", "confirmed"})


def day_of(row: Milestone, plan: OpenPlan) -> date:
    """Return the date on which the milestone falls."""
    return date_of(row, clock_of(plan.row))


def today() -> date:
    """Return today's date on the wall calendar."""
    return date.today()  # noqa: DTZ011 - due dates are dates on the wall calendar


def is_late(row: Milestone, plan: OpenPlan) -> bool:
    """Return whether the milestone's date has passed and it is neither done nor cancelled."""
    return row.status in OPEN_STATUSES and day_of(row, plan) < today()


def date_words(row: Any, plan: OpenPlan) -> str:
    """Return the date, and that it is late or moved."""
    day = day_of(row, plan)
    words = short_date(day, weekday=True)
    if is_late(row, plan):
        return f"⚠ {words}"
    if day != clock_of(plan.row).date_of_day(row.day_offset):
        return f"{words} →"
    return words


def date_sentence(row: Any, plan: OpenPlan) -> str:
    """Return the date in words: why it was moved, how far away it is, whether it is late."""
    clock = clock_of(plan.row)
    day, counted = day_of(row, plan), clock.date_of_day(row.day_offset)
    parts = [short_date(day, weekday=True)]
    why = reason_not_to_work(counted)
    if day != counted:
        moved = _("moved from {date} ({reason})")
        parts.append(moved.format(date=short_date(counted, weekday=True), reason=why))
    elif why:
        parts.append(_("falls on: {reason}").format(reason=why))
    if is_late(row, plan):
        parts.append(_("late by {count} d").format(count=(today() - day).days))
    elif day >= today():
        parts.append(_("in {count} d").format(count=(day - today()).days))
    return " · ".join(parts)


def reason_not_to_work(day: date) -> str:
    """Return which holidays `day` is, or that it is on a weekend; empty for a working day."""
    names = [
        f"{holiday.name.best(spoken())}, {_(COUNTRIES.get(holiday.country, holiday.country))}"
        for holiday in holidays_between(day, day)
    ]
    if names:
        return "; ".join(names)
    return _("weekend") if day.weekday() >= 5 else ""
