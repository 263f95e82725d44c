"""The items of a schedule as they are printed: names looked up, times on the wall clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.reader import PlanReader
from db.tables import Organization, Participation, ScheduleItem, ScheduleOrganization, Venue
from db.text import Text
from desktop.packets.fonts import printable
from desktop.packets.wording import Wording, clean
from desktop.planning.moments import MINUTES_PER_DAY, PlanClock, clock_of


@dataclass(frozen=True, slots=True)
class Activity:
    """A schedule item; `start` and `end` are minutes from midnight before STARTEX (day D)."""

    start: int
    end: int
    offset: int
    title: Text
    kind: str
    track: Text
    venue: Text
    lead: str
    organizations: tuple[str, ...]
    everybody: bool
    uniform: Text
    notes: Text

    @property
    def day(self) -> int:
        """The day on which it begins: 0 is D."""
        return self.start // MINUTES_PER_DAY

    @property
    def lasts_a_day(self) -> bool:
        """Whether it lasts a day or more, too long for a grid of hours."""
        return self.end - self.start >= MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class Timetable:
    """All activities of a plan in the order of their start, and the clock they keep."""

    clock: PlanClock
    activities: list[Activity]
    is_exercise: bool
    note: Text

    def date(self, day: int) -> date:
        """Return the date of D+`day`."""
        return self.clock.date_of_day(day)

    def offset_at(self, minute: int) -> int:
        """Return the offset from STARTEX of a minute counted from midnight of D."""
        return minute - midnight_to_start(self.clock)

    def days(self) -> list[int]:
        """Return the days on which something shorter than a day takes place."""
        days: set[int] = set()
        for activity in self.activities:
            if not activity.lasts_a_day:
                last = max(activity.start, activity.end - 1) // MINUTES_PER_DAY
                days.update(range(activity.day, last + 1))
        return sorted(days)


def midnight_to_start(clock: PlanClock) -> int:
    """Return the minutes from midnight to STARTEX."""
    return clock.start.hour * 60 + clock.start.minute


def organization_label(organization: Organization | None, wording: Wording) -> str:
    """Return an organization's acronym, or its name when it has none."""
    if organization is None:
        return ""
    acronym = " ".join(printable(organization.acronym).split())
    return acronym or wording.line(clean(organization.name))


def timetable_of(reader: PlanReader, wording: Wording) -> Timetable:
    """Return the schedule of a plan, ready to be printed."""
    clock = clock_of(reader.row)
    midnight = midnight_to_start(clock)
    labels = {
        organization.id: organization_label(organization, wording)
        for organization in reader.rows(Organization)
    }
    venues = {venue.id: clean(venue.name) for venue in reader.rows(Venue)}
    taking_part = {part.organization_id for part in reader.rows(Participation)}
    activities = []
    for item in reader.rows(ScheduleItem):
        parts = reader.children(ScheduleOrganization, "item_id", item.id)
        ids = list(dict.fromkeys(part.organization_id for part in parts))
        everybody = len(ids) > 2 and taking_part.issubset(ids)
        start = midnight + item.offset_minutes
        activities.append(
            Activity(
                start=start,
                end=start + max(0, item.duration_minutes),
                offset=item.offset_minutes,
                title=clean(item.title),
                kind=item.kind,
                track=clean(item.track),
                venue=venues.get(item.venue_id or "", Text()),
                lead=labels.get(item.lead_id or "", ""),
                organizations=tuple(
                    sorted(labels[i] for i in ids if i != item.lead_id and labels.get(i))
                ),
                everybody=everybody,
                uniform=clean(item.uniform),
                notes=clean(item.notes),
            )
        )
    activities.sort(key=_reading_order)
    plan = reader.row
    return Timetable(clock, activities, plan.kind != "workshop", clean(plan.sample_note))


def _reading_order(activity: Activity) -> tuple[int, int, str, str]:
    return activity.start, -activity.end, activity.title.en.casefold(), activity.title.es
