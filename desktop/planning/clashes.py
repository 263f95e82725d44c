"""Clashes: a person or a venue that two activities need at the same time.

They are found across all plans that are not in the bin. An organization is no clash: it
leads and attends several activities at once through several people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.library import Library
from db.reader import PlanReader
from db.tables import Person, Plan, ScheduleItem, SchedulePerson, Venue
from db.text import Text
from desktop.planning.moments import MINUTES_PER_DAY, PlanClock, clock_of

ClashKind = Literal["person", "venue"]

MOST_CLASHES = 1000
"""More of them would help nobody, and a plan with everything at once has millions."""
IDS_PER_QUERY = 500
SHARED_KINDS = frozenset({"meal", "rest"})
"""People of one plan eat and rest in one place, in whichever track they are."""
PASSING_KINDS = frozenset({"movement", "travel"})
"""Who moves only passes through a venue."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Booking:
    """A schedule item as it occupies somebody or something, in minutes of UTC since 1970."""

    begins: int
    ends: int
    item_id: str
    plan_id: str
    kind: str
    title: Text = field(compare=False)
    plan_name: Text = field(compare=False)

    @property
    def start(self) -> datetime:
        """The UTC time at which the item begins."""
        return _EPOCH + timedelta(minutes=self.begins)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two activities that need `who` at the same time, for `minutes`.

    `first` belongs to the plan that was asked about; of two of its own it begins earlier.
    """

    kind: ClashKind
    who_id: str
    who: Text
    first: Booking
    second: Booking
    minutes: int

    @property
    def across_plans(self) -> bool:
        """Whether the other activity belongs to another plan."""
        return self.first.plan_id != self.second.plan_id

    @property
    def key(self) -> str:
        """What names this clash for as long as it lasts."""
        items = sorted((self.first.item_id, self.second.item_id))
        return ":".join((self.kind, self.who_id, *items))


def clashes_of(library: Library | Session, plan: PlanReader) -> list[Clash]:
    """Return the clashes of a plan's activities, with each other and with other plans'.

    They come by time, at most MOST_CLASHES of them.
    """
    session = library.session if isinstance(library, Library) else library
    own = _own_bookings(plan)
    if not own:
        return []
    found: list[Clash] = []
    others = _other_bookings(session, plan.id, own)
    if isinstance(library, Library):
        library.end_reading()
    for (kind, who_id), bookings in own.items():
        who = _name_of(plan, kind, who_id)
        pairs = _overlaps([*bookings, *others.get((kind, who_id), ())], plan.id)
        for first, second, minutes in islice(pairs, MOST_CLASHES - len(found)):
            if _contradict(kind, first, second):
                found.append(Clash(kind, who_id, who, first, second, minutes))
    return sorted(found, key=lambda clash: (clash.first.begins, clash.key))


Bookings = dict[tuple[ClashKind, str], list[Booking]]


def _own_bookings(plan: PlanReader) -> Bookings:
    """Return what the plan's items occupy, by person and venue."""
    people: dict[str, list[str]] = defaultdict(list)
    for link in plan.rows(SchedulePerson):
        people[link.item_id].append(link.person_id)
    items = [item for item in plan.rows(ScheduleItem) if item.venue_id or item.id in people]
    booked: Bookings = defaultdict(list)
    if not items:
        return booked
    clock = clock_of(plan.row)
    to_utc = _minutes_of_utc(clock, [item.offset_minutes for item in items])
    for item in items:
        begins = to_utc(item.offset_minutes)
        booking = Booking(
            begins,
            begins + item.duration_minutes,
            item.id,
            plan.id,
            item.kind,
            item.title,
            plan.row.name,
        )
        if item.venue_id and item.kind not in PASSING_KINDS:
            booked["venue", item.venue_id].append(booking)
        for person in set(people.get(item.id, ())):
            booked["person", person].append(booking)
    return booked


def _other_bookings(session: Session, plan_id: str, own: Bookings) -> Bookings:
    """Return what other plans need of the persons and venues that the plan needs."""
    venues = [who for kind, who in own if kind == "venue"]
    persons = [who for kind, who in own if kind == "person"]
    venue_query = _elsewhere(ScheduleItem.venue_id, plan_id)
    person_query = _elsewhere(SchedulePerson.person_id, plan_id).join(
        SchedulePerson,
        (SchedulePerson.item_id == ScheduleItem.id) & SchedulePerson.deleted.is_(False),
    )
    rows: list[tuple[ClashKind, Any]] = [
        *(("venue", row) for row in _in_portions(session, venue_query, venues)),
        *(("person", row) for row in _in_portions(session, person_query, persons)),
    ]
    booked: Bookings = defaultdict(list)
    plans = _plans(session, {row.plan_id for _kind, row in rows})
    for kind, row in rows:
        if row.plan_id in plans and not (kind == "venue" and row.kind in PASSING_KINDS):
            plan = plans[row.plan_id]
            local = clock_of(plan).utc(row.offset_minutes)
            begins = (local - _EPOCH) // timedelta(minutes=1)
            title = Text(row.title_en, row.title_es)
            ends = begins + row.duration_minutes
            booking = Booking(begins, ends, row.id, plan.id, row.kind, title, plan.name)
            booked[kind, row.who].append(booking)
    return booked


def _elsewhere(who: Any, plan_id: str) -> Select[Any]:
    return select(
        who.label("who"),
        ScheduleItem.id,
        ScheduleItem.plan_id,
        ScheduleItem.kind,
        ScheduleItem.offset_minutes,
        ScheduleItem.duration_minutes,
        ScheduleItem.title_en,
        ScheduleItem.title_es,
    ).where(ScheduleItem.deleted.is_(False), ScheduleItem.plan_id != plan_id)


def _in_portions(session: Session, query: Select[Any], ids: list[str]) -> Iterator[Any]:
    who = query.selected_columns[0].element
    for start in range(0, len(ids), IDS_PER_QUERY):
        yield from session.execute(query.where(who.in_(ids[start : start + IDS_PER_QUERY])))


def _plans(session: Session, ids: set[str]) -> dict[str, Plan]:
    query = select(Plan).where(Plan.deleted.is_(False))
    return {plan.id: plan for plan in session.scalars(query) if plan.id in ids}


def _minutes_of_utc(clock: PlanClock, offsets: list[int]) -> Callable[[int], int]:
    """Return what turns an offset into minutes of UTC.

    When the clocks do not change over the whole span it is one addition.
    """
    lowest, highest = min(offsets), max(offsets)
    days = range(lowest, highest + MINUTES_PER_DAY, MINUTES_PER_DAY)
    if len({clock.local(min(day, highest)).utcoffset() for day in days}) == 1:
        base = (clock.utc(lowest) - _EPOCH) // timedelta(minutes=1) - lowest
        return lambda offset: base + offset
    return lambda offset: (clock.utc(offset) - _EPOCH) // timedelta(minutes=1)


def _overlaps(bookings: Iterable[Booking], plan_id: str) -> Iterator[tuple[Booking, Booking, int]]:
    """Yield the pairs that overlap and concern the plan: a sweep over their beginnings."""
    current: list[tuple[int, str, Booking]] = []
    for booking in sorted(bookings, key=lambda b: (b.begins, b.ends, b.item_id)):
        while current and current[0][0] <= booking.begins:
            heappop(current)
        for ends, _item, other in current:
            if plan_id in (booking.plan_id, other.plan_id) and booking.item_id != other.item_id:
                first, second = other, booking
                if first.plan_id != plan_id:
                    first, second = second, first
                yield first, second, min(ends, booking.ends) - booking.begins
        if booking.ends > booking.begins:
            heappush(current, (booking.ends, booking.item_id, booking))


def _contradict(kind: ClashKind, first: Booking, second: Booking) -> bool:
    """Return whether two activities that overlap really cannot share `kind`."""
    if first.plan_id != second.plan_id:
        return True
    if first.kind in SHARED_KINDS and second.kind in SHARED_KINDS:
        return False
    # One activity split over two tracks stands twice in the schedule under one title.
    return kind == "person" or first.title != second.title


def _name_of(plan: PlanReader, kind: ClashKind, who_id: str) -> Text:
    if kind == "venue":
        venue = plan.get(Venue, who_id)
        return venue.name if venue else Text()
    person = plan.get(Person, who_id)
    if person is None:
        return Text()
    name = " ".join(filter(None, (person.rank, person.name)))
    return Text(name, name)
