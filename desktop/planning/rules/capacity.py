"""A venue holds the people who come."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from db.tables import Participation, ScheduleItem, ScheduleOrganization, Venue
from desktop.language import N_
from desktop.planning.clashes import PASSING_KINDS
from desktop.planning.finding import Finding, found
from desktop.planning.rules.subject import Subject


def venue_too_small(subject: Subject) -> Iterator[Finding]:
    """Yield each item whose organizations bring more people than its venue holds.

    In an exercise organizations send some of their people to most activities, so that only
    those are counted to which all come. One that is in several places at the time has split
    up; it is not counted, because nobody knows how many of it come to which.
    """
    heads: dict[str, int] = defaultdict(int)
    for part in subject.reader.rows(Participation):
        heads[part.organization_id] += part.headcount
    crowded = list(_crowded(subject, heads))
    if not crowded:
        return
    timetable = _Timetable(subject)
    for item, venue, organizations in crowded:
        whole = organizations - timetable.elsewhere(item)
        people = sum(heads[who] for who in whole)
        if people > venue.capacity:
            yield found(
                "venue-too-small",
                "warning",
                item,
                "venue_id",
                N_(
                    "“{item}” brings {people} people to {venue}, which holds {capacity}. Choose "
                    "a larger venue, or split the group."
                ),
                item=item.title,
                venue=venue.name,
                people=people,
                capacity=venue.capacity,
            )


def _crowded(
    subject: Subject, heads: dict[str, int]
) -> Iterator[tuple[ScheduleItem, Venue, set[str]]]:
    reader = subject.reader
    everybody = {who for who, count in heads.items() if count}
    if not everybody:
        return
    capacities = {row.id: row for row in reader.rows(Venue) if row.capacity}
    for item in reader.rows(ScheduleItem):
        venue = capacities.get(item.venue_id or "")
        if venue is None or item.kind in PASSING_KINDS:
            continue
        links = reader.children(ScheduleOrganization, "item_id", item.id)
        organizations = {link.organization_id for link in links}
        whole = subject.is_workshop or everybody <= organizations
        if whole and sum(heads[who] for who in organizations) > venue.capacity:
            yield item, venue, organizations


class _Timetable:
    """Tells which organizations are somewhere else during an item."""

    def __init__(self, subject: Subject) -> None:
        self._reader = subject.reader
        self._items = subject.reader.rows(ScheduleItem)
        self._beginnings = [item.offset_minutes for item in self._items]
        self._longest = max((item.duration_minutes for item in self._items), default=0)

    def elsewhere(self, item: ScheduleItem) -> set[str]:
        """Return the organizations that another item needs while `item` lasts."""
        begins, ends = item.offset_minutes, item.offset_minutes + item.duration_minutes
        first = bisect_left(self._beginnings, begins - self._longest)
        last = bisect_left(self._beginnings, ends)
        return {
            link.organization_id
            for other in self._items[first:last]
            if other.id != item.id and other.offset_minutes + other.duration_minutes > begins
            for link in self._reader.children(ScheduleOrganization, "item_id", other.id)
        }
