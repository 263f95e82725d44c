"""The schedule leaves the public holidays of both nations free."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import ScheduleItem
from desktop.language import N_, as_text
from desktop.planning.finding import Finding, found
from desktop.planning.holidays_of_both import holidays_between
from desktop.planning.months import dated
from desktop.planning.rules.subject import Subject
from desktop.planning.terms import COUNTRIES


def activity_on_holiday(subject: Subject) -> Iterator[Finding]:
    """Yield each holiday on which something is scheduled."""
    clock = subject.clock
    first_of_day: dict[int, ScheduleItem] = {}
    for item in subject.reader.rows(ScheduleItem):
        first_of_day.setdefault(clock.day(item.offset_minutes), item)
    if not first_of_day:
        return
    items = {clock.date_of_day(day): item for day, item in first_of_day.items()}
    for holiday in holidays_between(min(items), max(items)):
        if holiday.date in items:
            yield found(
                "activity-on-holiday",
                "warning",
                items[holiday.date],
                "offset_minutes",
                N_(
                    "Activities are scheduled for {date}, a holiday in {country} ({holiday}). "
                    "Move them, or agree with both nations that they take place."
                ),
                about=(holiday.date.isoformat(), holiday.country),
                of_plan=True,
                date=dated(holiday.date),
                country=as_text(COUNTRIES[holiday.country]),
                holiday=holiday.name,
            )
