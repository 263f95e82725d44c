"""Clashes: a person or a venue that two activities need at the same time.

They are found across all plans that are not in the bin. An organization is no clash: it
leads and attends several activities at once through several people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from heapq import heappop, heappush
from itertools import islice
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from db.library import Library
from db.reader import PlanReader
from db.tables import Person, Plan, ScheduleItem, SchedulePerson, Venue
from db.text import Text
from desktop.planning.moments import MINUTES_PER_DAY, PlanClock, clock_of
from desktop.planning.row_values import values_of

ClashKind = Literal["person", "venue"]
CLASH_KINDS: tuple[ClashKind, ...] = ("person", "venue")

MOST_CLASHES = 1000
"""More of them would help nobody, and a plan with everything at once has millions."""
IDS_PER_QUERY = 500
SHARED_KINDS = frozenset({"meal", "rest"})
"""People of one plan eat and rest in one place, in whichever track they are."""
PASSING_KINDS = frozenset({"movement", "travel"})
"""Who moves only passes through a venue."""
MARGIN = 31 * MINUTES_PER_DAY
"""Nothing is scheduled further than this before a plan's start or after its end."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Booking:
    """A schedule item as one side of a clash; `start` is in UTC."""

    plan_id: str
    plan_name: Text
    item_id: str
    title: Text
    start: datetime


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


class _Slot(NamedTuple):
    """What an item occupies, in minutes of UTC since 1970; slots sort by their beginning."""

    begins: int
    ends: int
    item_id: str
    plan_id: str
    item: Any
    """A ScheduleItem of the plan asked about, or the like columns of one elsewhere."""


_Slots = dict[tuple[ClashKind, str], list[_Slot]]


def clashes_of(library: Library | Session, plan: PlanReader) -> list[Clash]:
    """Return the clashes of a plan's activities, with each other and with other plans'.

    They come by time, at most MOST_CLASHES of them.
    """
    session = library.session if isinstance(library, Library) else library
    own = _own_slots(plan)
    if not own:
        return []
    plans: dict[str, Any] = {plan.id: plan.row}
    elsewhere = _slots_elsewhere(session, plan.id, own, plans)
    if isinstance(library, Library):
        library.end_reading()
    found: list[Clash] = []
    for key, slots in own.items():
        pairs = _overlaps([*slots, *elsewhere.get(key, ())], plan.id)
        real = (pair for pair in pairs if _contradict(key[0], *pair))
        for first, second in islice(real, MOST_CLASHES - len(found)):
            minutes = min(first.ends, second.ends) - max(first.begins, second.begins)
            sides = _booking(first, plans), _booking(second, plans)
            found.append(Clash(*key, _name_of(plan, *key), *sides, minutes))
    return sorted(found, key=lambda clash: (clash.first.start, clash.key))


def _own_slots(plan: PlanReader) -> _Slots:
    """Return what the plan's items occupy, by person and venue."""
    people: dict[str, list[str]] = defaultdict(list)
    for link in map(values_of, plan.rows(SchedulePerson)):
        people[link["item_id"]].append(link["person_id"])
    taken: _Slots = defaultdict(list)
    rows = plan.rows(ScheduleItem)
    if not rows:
        return taken
    values = [values_of(row) for row in rows]
    to_utc = _minutes_of_utc(clock_of(plan.row), [item["offset_minutes"] for item in values])
    for row, item in zip(rows, values, strict=True):
        item_id, venue_id = item["id"], item.get("venue_id")
        if venue_id is None and item_id not in people:
            continue
        begins = to_utc(item["offset_minutes"])
        slot = _Slot(begins, begins + item["duration_minutes"], item_id, plan.id, row)
        if venue_id is not None and item["kind"] not in PASSING_KINDS:
            taken["venue", venue_id].append(slot)
        for person in set(people.get(item_id, ())):
            taken["person", person].append(slot)
    return taken


def _slots_elsewhere(session: Session, plan_id: str, own: _Slots, plans: dict[str, Any]) -> _Slots:
    """Return what other plans need of the same persons and venues, and note these plans."""
    taken: _Slots = defaultdict(list)
    others = _plans_near(session, plan_id, own)
    plans.update(others)
    for kind in CLASH_KINDS if others else ():
        wanted = sorted(who for what, who in own if what == kind)
        for start in range(0, len(wanted), IDS_PER_QUERY):
            given = {"ids": wanted[start : start + IDS_PER_QUERY], "plans": list(others)}
            for row in session.execute(_query(kind), given):
                if kind == "person" or row.kind not in PASSING_KINDS:
                    begins = _since_epoch(clock_of(others[row.plan_id]).utc(row.offset_minutes))
                    slot = _Slot(begins, begins + row.duration_minutes, row.id, row.plan_id, row)
                    taken[kind, row.who].append(slot)
    return taken


def _plans_near(session: Session, plan_id: str, own: _Slots) -> dict[str, Any]:
    """Return the other plans outside the bin that may need something at the same time."""
    first = min(slot.begins for slots in own.values() for slot in slots) - MARGIN
    last = max(slot.ends for slots in own.values() for slot in slots) + MARGIN
    near = {}
    for row in session.execute(_other_plans(), {"plan_id": plan_id}):
        start = _since_epoch(datetime.fromisoformat(row.start).replace(tzinfo=UTC))
        if start < last and start + row.duration_minutes > first:
            near[row.id] = row
    return near


@cache
def _other_plans() -> Any:
    return select(
        Plan.id, Plan.start, Plan.zone, Plan.duration_minutes, Plan.name_en, Plan.name_es
    ).where(Plan.deleted.is_(False), Plan.id != bindparam("plan_id"))


def _elsewhere(who: Any) -> Select[Any]:
    return select(
        who.label("who"),
        ScheduleItem.id,
        ScheduleItem.plan_id,
        ScheduleItem.kind,
        ScheduleItem.offset_minutes,
        ScheduleItem.duration_minutes,
        ScheduleItem.title_en,
        ScheduleItem.title_es,
    ).where(
        ScheduleItem.deleted.is_(False),
        ScheduleItem.plan_id.in_(bindparam("plans", expanding=True)),
        who.in_(bindparam("ids", expanding=True)),
    )


@cache
def _query(kind: ClashKind) -> Select[Any]:
    if kind == "venue":
        return _elsewhere(ScheduleItem.venue_id)
    return _elsewhere(SchedulePerson.person_id).join(
        SchedulePerson,
        (SchedulePerson.item_id == ScheduleItem.id) & SchedulePerson.deleted.is_(False),
    )


def _minutes_of_utc(clock: PlanClock, offsets: list[int]) -> Callable[[int], int]:
    """Return what turns an offset into minutes of UTC.

    When the clocks do not change over the whole span it is one addition.
    """
    lowest, highest = min(offsets), max(offsets)
    days = range(lowest, highest + MINUTES_PER_DAY, MINUTES_PER_DAY)
    if len({clock.local(min(day, highest)).utcoffset() for day in days}) == 1:
        base = _since_epoch(clock.utc(lowest)) - lowest
        return lambda offset: base + offset
    return lambda offset: _since_epoch(clock.utc(offset))


def _since_epoch(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(minutes=1)


def _overlaps(slots: list[_Slot], plan_id: str) -> Iterator[tuple[_Slot, _Slot]]:
    """Yield the pairs that overlap and concern the plan: a sweep over their beginnings."""
    current: list[tuple[int, int, _Slot]] = []
    lasting = [slot for slot in slots if slot.ends > slot.begins]
    lasting.sort(key=_BY_TIME)
    for number, slot in enumerate(lasting):
        while current and current[0][0] <= slot.begins:
            heappop(current)
        for _ends, _number, other in current:
            own = [one for one in (other, slot) if one.plan_id == plan_id]
            if own and other.item_id != slot.item_id:
                yield own[0], slot if own[0] is other else other
        heappush(current, (slot.ends, number, slot))


_BY_TIME = itemgetter(0, 1, 2)


def _contradict(kind: ClashKind, first: _Slot, second: _Slot) -> bool:
    """Return whether two activities that overlap really cannot share a person or venue."""
    if first.plan_id != second.plan_id:
        return True
    if first.item.kind in SHARED_KINDS and second.item.kind in SHARED_KINDS:
        return False
    # One activity split over two tracks stands twice in the schedule under one title.
    titles = [(slot.item.title_en, slot.item.title_es) for slot in (first, second)]
    return kind == "person" or titles[0] != titles[1]


def _booking(slot: _Slot, plans: dict[str, Any]) -> Booking:
    item, plan = slot.item, plans[slot.plan_id]
    name, title = Text(plan.name_en, plan.name_es), Text(item.title_en, item.title_es)
    return Booking(plan.id, name, item.id, title, EPOCH + timedelta(minutes=slot.begins))


def _name_of(plan: PlanReader, kind: ClashKind, who_id: str) -> Text:
    if kind == "venue":
        venue = plan.get(Venue, who_id)
        return Text() if venue is None else venue.name
    person = plan.get(Person, who_id)
    name = "" if person is None else f"{person.rank} {person.name}".strip()
    return Text(name, name)
