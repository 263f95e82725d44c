"""A time zone as a calendar file describes it: when its clocks change, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_HOUR = timedelta(hours=1)


def zone_component(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """Return a VTIMEZONE that holds from `first` to `last`, both included.

    Each change of the clocks stands by itself, at the local time that was before it, as
    RFC 5545 asks.
    """
    component = Timezone()
    component.add("tzid", zone.key)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=2)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=2)
    component.add_component(_observance(zone, start, start))
    for moment in _changes(zone, start, end):
        component.add_component(_observance(zone, moment, moment - _HOUR))
    return component


def _observance(
    zone: ZoneInfo, moment: datetime, before: datetime
) -> TimezoneStandard | TimezoneDaylight:
    local, earlier = moment.astimezone(zone), before.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    offset = earlier.utcoffset() or timedelta()
    part.add("dtstart", (moment + offset).replace(tzinfo=None))
    part.add("tzoffsetfrom", offset)
    part.add("tzoffsetto", local.utcoffset() or timedelta())
    part.add("tzname", local.tzname() or zone.key)
    return part


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the UTC moments, exact to the minute, at which the offset of `zone` changes."""
    moment = start
    while moment < end:
        later = moment + timedelta(days=1)
        if moment.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            yield _first_after(zone, moment, later)
        moment = later


def _first_after(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
