"""Who watches what and when: the watches of controllers and evaluators over play."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from db.reader import PlanReader
from db.tables import Assignment, Inject, ScheduleItem, Watch
from desktop.planning.row_values import values_of

Side = Literal["controller", "evaluator"]
SIDES: dict[Side, frozenset[str]] = {
    "controller": frozenset({"controller", "senior-controller", "simulator", "facilitator"}),
    "evaluator": frozenset({"evaluator"}),
}
"""The roles that stand watch on either side."""

MOST_DOUBLES = 1000
"""More of them would help nobody, and a plan with everybody on watch at once has millions."""

Span = tuple[int, int]
"""From when to when, in minutes from STARTEX."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Play that nobody of one side watches, in minutes from STARTEX."""

    side: Side
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class DoubleWatch:
    """Two watches of one person, or of one role, that overlap for `minutes`."""

    first: Watch
    second: Watch
    minutes: int


@dataclass(frozen=True, slots=True)
class Unwatched:
    """An inject whose controller or evaluator is not on watch when it comes."""

    inject: Inject
    side: Side
    assignment: Assignment


@dataclass(slots=True)
class WatchPlan:
    """The watches of a plan and what is wrong with them.

    `gaps` are empty for a side that has no watch at all: it is not planned by watches.
    """

    gaps: list[Gap] = field(default_factory=list)
    doubles: list[DoubleWatch] = field(default_factory=list)
    unwatched: list[Unwatched] = field(default_factory=list)


def watch_plan_of(reader: PlanReader) -> WatchPlan:
    """Return the gaps in the watches over play, double watches, and unwatched injects."""
    doubles = list(islice(_doubles(reader), MOST_DOUBLES))
    return WatchPlan(list(_gaps(reader)), doubles, list(unwatched_of(reader)))


def play_of(reader: PlanReader) -> list[Span]:
    """Return when play goes on, merged and in order.

    Without play in the schedule it is the time from STARTEX to ENDEX.
    """
    spans = [
        (values["offset_minutes"], values["offset_minutes"] + values["duration_minutes"])
        for values in map(values_of, reader.rows(ScheduleItem))
        if values["kind"] == "play"
    ]
    return _merged(spans) or [(0, reader.row.duration_minutes)]


def watched_by(reader: PlanReader, side: Side) -> list[Span]:
    """Return when somebody of `side` is on watch, merged and in order."""
    return _merged(
        _span(watch)
        for assignment in reader.rows(Assignment)
        if assignment.role in SIDES[side]
        for watch in reader.children(Watch, "assignment_id", assignment.id)
    )


def unwatched_of(reader: PlanReader) -> Iterator[Unwatched]:
    """Yield each inject that comes when its controller or evaluator is not on watch."""
    if not reader.rows(Watch):
        return
    watches: dict[str, list[Span]] = defaultdict(list)
    for watch in reader.rows(Watch):
        watches[watch.assignment_id].append(_span(watch))
    merged = {who: _merged(spans) for who, spans in watches.items()}
    starts = {who: [begins for begins, _ends in spans] for who, spans in merged.items()}
    for inject in reader.rows(Inject):
        values = values_of(inject)
        for side in SIDES:
            who = values.get(f"{side}_id")
            if who in merged and values["status"] != "cancelled":
                place = bisect_right(starts[who], values["offset_minutes"]) - 1
                if place < 0 or merged[who][place][1] <= values["offset_minutes"]:
                    assignment = reader.get(Assignment, who)
                    if assignment is not None:
                        yield Unwatched(inject, side, assignment)


def _gaps(reader: PlanReader) -> Iterator[Gap]:
    play = play_of(reader)
    for side in SIDES:
        watched = watched_by(reader, side)
        if not watched:
            continue
        for begins, ends in play:
            covered = begins
            for first, last in watched:
                if last > covered and first < ends:
                    if first > covered:
                        yield Gap(side, covered, first)
                    covered = last
            if covered < ends:
                yield Gap(side, covered, ends)


def _doubles(reader: PlanReader) -> Iterator[DoubleWatch]:
    by_person: dict[str, list[Watch]] = defaultdict(list)
    for watch in reader.rows(Watch):
        assignment = reader.get(Assignment, watch.assignment_id)
        if assignment is not None and watch.duration_minutes > 0:
            by_person[assignment.person_id or assignment.id].append(watch)
    for watches in by_person.values():
        for number, first in enumerate(watches):
            ends = _span(first)[1]
            for second in watches[number + 1 :]:
                if second.offset_minutes >= ends:
                    break
                minutes = min(ends, _span(second)[1]) - second.offset_minutes
                if minutes > 0:
                    yield DoubleWatch(first, second, minutes)


def _span(watch: Watch) -> Span:
    values = values_of(watch)
    return values["offset_minutes"], values["offset_minutes"] + values["duration_minutes"]


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for begins, ends in sorted(spans):
        if ends <= begins:
            continue
        if merged and begins <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], ends)
        else:
            merged.append((begins, ends))
    return merged
