"""Moments of a plan: offsets on the wall clock, and the notations planners write them in.

A plan keeps every time as minutes from its start, counted on the wall clock of its zone, so
that 08:00 stays 08:00 when the clocks change. D is the day of STARTEX, D+1 the day after,
Day 1 is D; H is the hour of STARTEX.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from db.tables import Plan
from db.text import Language
from desktop.planning.moment_notations import parse_duration, parse_moment
from desktop.planning.months import MONTHS

__all__ = [
    "PlanClock",
    "clock_of",
    "date_time_group",
    "duration_label",
    "elapsed",
    "parse_duration",
    "parse_moment",
    "relative",
]

MINUTES_PER_DAY = 1440


@dataclass(frozen=True, slots=True)
class PlanClock:
    """The clock of a plan: `start` is local wall time without a zone, `zone` its IANA zone.

    `end_offset` is the minute of ENDEX. Times that the clocks skip in spring are taken as
    the hour before went on; of times that come twice in autumn the first is meant.
    """

    start: datetime
    zone: ZoneInfo
    end_offset: int = 0

    def local(self, offset: int) -> datetime:
        """Return the local time, with its zone, `offset` wall-clock minutes from start."""
        return (self.start + timedelta(minutes=offset)).replace(tzinfo=self.zone)

    def utc(self, offset: int) -> datetime:
        """Return the UTC time of `offset`."""
        return self.local(offset).astimezone(UTC)

    def offset_of(self, local: datetime) -> int:
        """Return the minutes from start to `local`, wall time without a zone.

        A time that has a zone is read on the plan's wall clock first.
        """
        if local.tzinfo is not None:
            local = local.astimezone(self.zone).replace(tzinfo=None)
        return (local - self.start) // timedelta(minutes=1)

    def day(self, offset: int) -> int:
        """Return the day of `offset`: 0 is D, 1 is D+1."""
        return (offset + self.start.hour * 60 + self.start.minute) // MINUTES_PER_DAY

    def date_of_day(self, day: int) -> date:
        """Return the date of D+`day`."""
        return self.start.date() + timedelta(days=day)


def clock_of(plan: Plan) -> PlanClock:
    """Return the clock of `plan`."""
    start = datetime.fromisoformat(plan.start)
    return PlanClock(start, ZoneInfo(plan.zone), plan.duration_minutes)


def relative(offset: int, clock: PlanClock) -> str:
    """Return the day and the clock time of `offset`, as "D+1 09:30"."""
    day = clock.day(offset)
    clock_time = (clock.start + timedelta(minutes=offset)).strftime("%H:%M")
    return f"D{day:+d} {clock_time}" if day else f"D {clock_time}"


def elapsed(offset: int) -> str:
    """Return the time since STARTEX, as "H+26:30"."""
    hours, minutes = divmod(abs(offset), 60)
    return f"H{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


def date_time_group(moment: datetime, language: Language) -> str:
    """Return a moment that has a zone as a Zulu date-time group, as "271430Z NOV 26"."""
    zulu = moment.astimezone(UTC)
    month = MONTHS[language][zulu.month - 1]
    return f"{zulu:%d%H%M}Z {month} {zulu:%y}"


def duration_label(minutes: int) -> str:
    """Return a length of time in words of both languages: "45 min", "1 h 30", "2 d 9 h"."""
    days, rest = divmod(abs(minutes), MINUTES_PER_DAY)
    hours, left = divmod(rest, 60)
    parts = [f"{days} d"] if days else []
    if hours:
        parts.append(f"{hours} h")
    if left or not parts:
        parts.append(f"{left:02}" if hours else f"{left} min")
    return ("-" if minutes < 0 else "") + " ".join(parts)
