"""A venue holds the people who come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from db.tables import Participation, ScheduleItem, ScheduleOrganization, Venue
from desktop.language import N_
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
    busy = _items_by_organization(subject)
    for item, venue, organizations in crowded:
        whole = [who for who in organizations if not _is_split(item, busy[who])]
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
        if venue is None:
            continue
        links = reader.children(ScheduleOrganization, "item_id", item.id)
        organizations = {link.organization_id for link in links}
        whole = subject.is_workshop or everybody <= organizations
        if whole and sum(heads[who] for who in organizations) > venue.capacity:
            yield item, venue, organizations


def _items_by_organization(subject: Subject) -> dict[str, list[ScheduleItem]]:
    busy: dict[str, list[ScheduleItem]] = defaultdict(list)
    for link in subject.reader.rows(ScheduleOrganization):
        item = subject.reader.get(ScheduleItem, link.item_id)
        if item is not None:
            busy[link.organization_id].append(item)
    return busy


def _is_split(item: ScheduleItem, others: list[ScheduleItem]) -> bool:
    begins, ends = item.offset_minutes, item.offset_minutes + item.duration_minutes
    return any(
        other.id != item.id
        and other.offset_minutes < ends
        and other.offset_minutes + other.duration_minutes > begins
        for other in others
    )
