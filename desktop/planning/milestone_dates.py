"""On which date a milestone falls."""

from __future__ import annotations

from datetime import date

from db.tables import Milestone
from desktop.planning.holidays_of_both import moved_to_working_day
from desktop.planning.moments import PlanClock


def date_of(milestone: Milestone, clock: PlanClock) -> date:
    """Return the date of a milestone, moved to a working day of both nations if it asks so."""
    day = clock.date_of_day(milestone.day_offset)
    return moved_to_working_day(day) if milestone.avoid_holidays else day
