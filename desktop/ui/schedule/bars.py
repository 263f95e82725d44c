"""Bars: the items of the schedule as the timeline and the day grid draw them.

A lane's bars are packed into sub-rows in which none overlap. Within a sub-row both starts
and ends are in order, so what lies between two moments is found by bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

from db.open_plan import OpenPlan
from db.tables import ScheduleItem
from db.text import Language
from desktop.ui.schedule.lanes import Lane, Lanes


@dataclass(slots=True, eq=False)
class Bar:
    """An item in one lane, from minute `start` to minute `end` after STARTEX."""

    item_id: str
    start: int
    end: int
    kind: str
    title: str
    fallen: bool
    lane: int
    row: int = 0


@dataclass(slots=True)
class SubRow:
    """Bars that do not overlap, in order of time."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    def between(self, first: float, last: float) -> range:
        """Return the positions of the bars that reach into the time from `first` to `last`."""
        return range(bisect_right(self.ends, first), bisect_left(self.starts, last))

    def append(self, bar: Bar) -> None:
        """Add a bar that begins no earlier than the last one ends."""
        self.starts.append(bar.start)
        self.ends.append(max(bar.end, bar.start + 1))
        self.bars.append(bar)


def packed(bars: Iterable[Bar]) -> list[SubRow]:
    """Return sub-rows for `bars`, each bar in the topmost one that is free at its start."""
    rows: list[SubRow] = []
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    for bar in sorted(bars, key=lambda bar: (bar.start, -bar.end, bar.item_id)):
        while busy and busy[0][0] <= bar.start:
            heappush(free, heappop(busy)[1])
        if free:
            bar.row = heappop(free)
        else:
            bar.row = len(rows)
            rows.append(SubRow())
        rows[bar.row].append(bar)
        heappush(busy, (max(bar.end, bar.start + 1), bar.row))
    return rows


class Chart:
    """All lanes of a plan's schedule with their bars, and the time they span."""

    def __init__(self, plan: OpenPlan, by: str, language: Language) -> None:
        self.lanes = Lanes(plan, by, language)
        self.bars_of: dict[str, list[Bar]] = {}
        in_lane: list[list[Bar]] = [[] for _lane in self.lanes.all]
        first, last = 0, plan.row.duration_minutes
        index, of = self.lanes.index, self.lanes.of
        for item in plan.rows(ScheduleItem):
            title = item.title
            start = item.offset_minutes
            end = start + item.duration_minutes
            first, last = min(first, start), max(last, end)
            bars = []
            for key in of(item):
                lane = index.get(key)
                if lane is None:
                    continue
                bar = Bar(
                    item.id,
                    start,
                    end,
                    item.kind,
                    title.best(language),
                    title.has_fallen_back(language),
                    lane,
                )
                bars.append(bar)
                in_lane[lane].append(bar)
            self.bars_of[item.id] = bars
        self.rows: list[list[SubRow]] = [packed(bars) or [SubRow()] for bars in in_lane]
        self.first, self.last = first, last

    def lane(self, number: int) -> Lane:
        """Return a lane by its place from the top."""
        return self.lanes.all[number]

    def in_lane(self, number: int) -> list[Bar]:
        """Return the bars of a lane in order of time."""
        bars = [bar for row in self.rows[number] for bar in row.bars]
        return sorted(bars, key=lambda bar: (bar.start, bar.row))

    def bar(self, item_id: str, lane: int | None = None) -> Bar | None:
        """Return the bar of an item: the one in `lane` when it has one there."""
        bars = self.bars_of.get(item_id, [])
        return next((bar for bar in bars if bar.lane == lane), bars[0] if bars else None)
