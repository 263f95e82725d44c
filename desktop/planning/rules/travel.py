"""People have the time to get from one venue to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import asin, ceil, cos, radians, sin, sqrt

from db.tables import Person, ScheduleItem, SchedulePerson, Venue
from desktop.language import N_
from desktop.planning.clashes import PASSING_KINDS
from desktop.planning.finding import Finding, found
from desktop.planning.moments import duration_label
from desktop.planning.row_values import values_of
from desktop.planning.rules.subject import Subject

EARTH_KM = 6371.0
DETOUR = 1.3
"""Roads are about this much longer than the straight line."""
KM_PER_HOUR = 40.0
"""A careful average for a convoy on the roads of Panama."""
WALKING_KM = 0.5
"""Venues nearer than this are one site."""

Stop = tuple[ScheduleItem, Venue]


def no_time_to_travel(subject: Subject) -> Iterator[Finding]:
    """Yield each pair of activities with too little time between their venues.

    Only people are followed: organizations are in several places at once. Venues without
    coordinates are passed over.
    """
    for person_id, stops in _stops(subject).items():
        person = subject.reader.get(Person, person_id)
        if person is None:
            continue
        for (before, here), (after, there) in pairwise(stops):
            distance = kilometers(here, there) * DETOUR
            needed = ceil(distance / KM_PER_HOUR * 60)
            free = after.offset_minutes - before.offset_minutes - before.duration_minutes
            if distance > WALKING_KM and 0 <= free < needed:
                yield found(
                    "no-time-to-travel",
                    "warning",
                    after,
                    "offset_minutes",
                    N_(
                        "{person} has {free} to get from {here} to {there}, about {distance} "
                        "km. Allow about {needed} before “{item}”, or ask another person."
                    ),
                    about=(person.id,),
                    person=person.name,
                    free=duration_label(free),
                    here=here.name,
                    there=there.name,
                    distance=round(distance),
                    needed=duration_label(needed),
                    item=after.title,
                )


def kilometers(here: Venue, there: Venue) -> float:
    """Return the great-circle distance of two venues that have coordinates, in km."""
    north, east = radians(here.latitude or 0.0), radians(here.longitude or 0.0)
    to_north, to_east = radians(there.latitude or 0.0), radians(there.longitude or 0.0)
    square = (
        sin((to_north - north) / 2) ** 2
        + cos(north) * cos(to_north) * sin((to_east - east) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(min(1.0, sqrt(square)))


def _stops(subject: Subject) -> dict[str, list[Stop]]:
    """Return where each person has to be, in order of time."""
    reader = subject.reader
    located = {
        venue.id: venue
        for venue in reader.rows(Venue)
        if venue.latitude is not None and venue.longitude is not None
    }
    stops: dict[str, list[Stop]] = defaultdict(list)
    for item in reader.rows(ScheduleItem) if len(located) > 1 else ():
        values = values_of(item)
        venue = located.get(values.get("venue_id") or "")
        if venue is not None and values["kind"] not in PASSING_KINDS:
            for link in reader.children(SchedulePerson, "item_id", item.id):
                stops[link.person_id].append((item, venue))
    return stops
