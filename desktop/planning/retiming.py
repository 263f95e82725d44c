"""Moving injects and schedule items in time, seen before it happens.

One inject, a selection, everything after a moment, or STARTEX itself. What would move and
what would then clash is found by looking at the plan as it would be.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy.orm import Session, object_session

from db.library import Library
from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.tables import Inject, Milestone, ScheduleItem
from desktop.language import N_
from desktop.planning.clashes import clashes_of
from desktop.planning.deliveries import FINAL, state_of
from desktop.planning.finding import Finding
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import clock_of, duration_label
from desktop.planning.rules.availability import assignee_unavailable, person_unavailable
from desktop.planning.rules.clashing import clash
from desktop.planning.rules.control import (
    play_unwatched,
    staff_in_two_places,
    staff_off_watch,
)
from desktop.planning.rules.holidays import activity_on_holiday
from desktop.planning.rules.inject_order import (
    inject_before_its_cause,
    inject_outside_plan,
    scenario_time_backwards,
)
from desktop.planning.rules.milestones import milestone_past_due
from desktop.planning.rules.schedule_bounds import item_outside_plan
from desktop.planning.rules.subject import Rule, Subject
from desktop.planning.rules.travel import no_time_to_travel
from desktop.planning.rules.working_day import working_day_too_long
from desktop.planning.storylines import storyline_id_of
from desktop.planning.what_if import WhatIf

MOST_OVERTAKEN = 200
"""More pairs than this nobody reads."""
TIMING_RULES: tuple[Rule, ...] = (
    clash,
    item_outside_plan,
    no_time_to_travel,
    working_day_too_long,
    activity_on_holiday,
    person_unavailable,
    assignee_unavailable,
    inject_outside_plan,
    inject_before_its_cause,
    staff_in_two_places,
    staff_off_watch,
    play_unwatched,
    scenario_time_backwards,
    milestone_past_due,
)
"""The rules of the review whose outcome depends on when something happens."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What is moved together, and by how many minutes; negative is earlier."""

    injects: tuple[Inject, ...]
    items: tuple[ScheduleItem, ...]
    minutes: int

    def __bool__(self) -> bool:
        return bool(self.minutes and (self.injects or self.items))

    @property
    def rows(self) -> tuple[Inject | ScheduleItem, ...]:
        """All rows that move."""
        return (*self.injects, *self.items)

    def reversed(self) -> Shift:
        """Return the shift that takes everything back."""
        return Shift(self.injects, self.items, -self.minutes)


@dataclass(frozen=True, slots=True)
class Move:
    """A row that would move, with its offset before and after."""

    row: Inject | ScheduleItem
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would move, what would be wrong then that is not now, and what would be mended.

    `overtaken` are pairs of injects of one storyline whose order would change: first the
    one that moves, then the one that stays; at most MOST_OVERTAKEN of them.
    """

    moves: tuple[Move, ...]
    clashes: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    overtaken: tuple[tuple[Inject, Inject], ...] = ()


@dataclass(frozen=True, slots=True)
class StartexPreview:
    """What another STARTEX would do: everything keeps its offset and moves along.

    `milestones` are those whose date changes, each with the date before and after.
    """

    before: datetime
    after: datetime
    injects: int
    items: int
    milestones: tuple[tuple[Milestone, date, date], ...]
    clashes: tuple[Finding, ...]
    mended: tuple[Finding, ...]


def shift_of(
    reader: PlanReader,
    *,
    injects: Iterable[Inject] = (),
    items: Iterable[ScheduleItem] = (),
    after: int | None = None,
    with_items: bool = False,
    minutes: int,
) -> Shift:
    """Return the shift of the given rows, and of all injects from offset `after` on.

    `with_items` takes the schedule from there on along. Injects that were delivered or
    cancelled during play stay where they were planned, unless they are given themselves.
    """
    moving = {row.id: row for row in injects}
    moving_items = {row.id: row for row in items}
    if after is not None:
        for inject in reader.rows(Inject):
            if inject.offset_minutes >= after and not _is_done(reader, inject):
                moving[inject.id] = inject
        for item in reader.rows(ScheduleItem) if with_items else ():
            if item.offset_minutes >= after:
                moving_items[item.id] = item
    return Shift(tuple(moving.values()), tuple(moving_items.values()), minutes)


def moved_and_clashing(reader: PlanReader, shift: Shift, *, today: date | None = None) -> Preview:
    """Return what `shift` would move, and what would clash that does not now."""
    moves = tuple(
        Move(row, row.offset_minutes, row.offset_minutes + shift.minutes) for row in shift.rows
    )
    would_be = WhatIf(
        reader,
        moved={move.row.id: move.after for move in moves},
        tables=(Inject, ScheduleItem),
    )
    clashes, mended = _new_and_gone(reader, would_be, today)
    overtaken = tuple(islice(_overtaken(reader, shift), MOST_OVERTAKEN))
    return Preview(moves, clashes, mended, overtaken)


def apply_shift(plan: OpenPlan, shift: Shift) -> None:
    """Move everything in `shift`, in one edit. Raises UnwritableLibrary."""
    if not shift:
        return
    length = duration_label(abs(shift.minutes))
    with plan.edit(_label(shift), count=len(shift.rows), length=length, **_name(shift)):
        for row in shift.rows:
            row.offset_minutes += shift.minutes


def startex_preview(
    reader: PlanReader, new_start: datetime, *, today: date | None = None
) -> StartexPreview:
    """Return what a STARTEX at `new_start`, local wall time of the plan, would do."""
    start = new_start.replace(tzinfo=None).isoformat(timespec="minutes")
    would_be = WhatIf(reader, start=start)
    now, then = clock_of(reader.row), clock_of(would_be.row)
    dates = ((row, date_of(row, now), date_of(row, then)) for row in reader.rows(Milestone))
    clashes, mended = _new_and_gone(reader, would_be, today)
    return StartexPreview(
        before=now.start,
        after=then.start,
        injects=len(reader.rows(Inject)),
        items=len(reader.rows(ScheduleItem)),
        milestones=tuple(moved for moved in dates if moved[1] != moved[2]),
        clashes=clashes,
        mended=mended,
    )


def _label(shift: Shift) -> str:
    if len(shift.rows) == 1 and shift.injects:
        later = N_("Move inject {row} later by {length}")
        earlier = N_("Move inject {row} earlier by {length}")
    elif len(shift.rows) == 1:
        later = N_("Move “{row}” later by {length}")
        earlier = N_("Move “{row}” earlier by {length}")
    elif not shift.items:
        later = N_("Move {count} injects later by {length}")
        earlier = N_("Move {count} injects earlier by {length}")
    else:
        later = N_("Move {count} injects and activities later by {length}")
        earlier = N_("Move {count} injects and activities earlier by {length}")
    return later if shift.minutes > 0 else earlier


def _name(shift: Shift) -> dict[str, str]:
    if len(shift.rows) != 1:
        return {}
    row = shift.rows[0]
    return {"row": getattr(row, "number", "") or row.title.best("en")}


def _is_done(reader: PlanReader, inject: Inject) -> bool:
    delivery = state_of(reader, inject)
    return delivery is not None and delivery.status in FINAL


def _new_and_gone(
    reader: PlanReader, would_be: PlanReader, today: date | None
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    library = reader.library if isinstance(reader, OpenPlan) else object_session(reader.row)
    now = _timing_findings(reader, library, today)
    then = _timing_findings(would_be, library, today)
    new = tuple(finding for key, finding in then.items() if key not in now)
    return new, tuple(finding for key, finding in now.items() if key not in then)


def _timing_findings(
    reader: PlanReader, library: Library | Session | None, today: date | None
) -> dict[str, Finding]:
    clock = clock_of(reader.row)
    clashes = clashes_of(library, reader) if library is not None else []
    subject = Subject(reader, clock, today or datetime.now(clock.zone).date(), clashes)
    return {finding.key: finding for rule in TIMING_RULES for finding in rule(subject)}


def _overtaken(reader: PlanReader, shift: Shift) -> Iterator[tuple[Inject, Inject]]:
    """Yield the injects of each storyline that would change places."""
    moving = {row.id for row in shift.injects}
    staying: dict[str | None, list[Inject]] = defaultdict(list)
    for row in reader.rows(Inject):
        if row.id not in moving:
            staying[storyline_id_of(reader, row)].append(row)
    times = {key: [row.offset_minutes for row in rows] for key, rows in staying.items()}
    for row in shift.injects:
        storyline = storyline_id_of(reader, row)
        others: Sequence[Inject] = staying.get(storyline, ()) if storyline is not None else ()
        offsets = times.get(storyline, [])
        here, there = row.offset_minutes, row.offset_minutes + shift.minutes
        if there > here:
            passed = others[bisect_right(offsets, here) : bisect_left(offsets, there)]
        else:
            passed = others[bisect_right(offsets, there) : bisect_left(offsets, here)]
        yield from ((row, other) for other in passed)
