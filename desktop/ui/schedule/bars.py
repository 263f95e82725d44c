"""Bars: the items of the schedule as the timeline and the day grid draw them.

A lane's bars are packed into sub-rows in which none overlap. Within a sub-row both starts
and ends are in order, so what lies between two moments is found by bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any

from db.door import Changes
from db.open_plan import OpenPlan
from db.record import PlanRecord, Record
from db.tables import ScheduleItem
from db.text import Language
from desktop.planning.row_values import values_of
from desktop.ui.schedule.lanes import Lane, Lanes

MOST_AT_ONCE = 200
"""So many changed items are shown sooner by a new chart."""


@dataclass(slots=True, eq=False)
class Bar:
    """An item in one lane, from minute `start` to minute `end` after STARTEX.

    `room` are the minutes behind it in which no other bar begins beside it, for its title.
    """

    item_id: str
    start: int
    end: int
    kind: str
    title: str
    fallen: bool
    lane: int
    row: int = 0
    room: int = 0


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
        heappush(busy, (max(bar.end, bar.start + 1) + bar.room, bar.row))
    return rows


class Chart:
    """All lanes of a plan's schedule with their bars, and the time they span.

    `kinds` are the kinds of item there are. Subclasses chart the rows of another `table`
    that happen at an `offset_minutes` and have a title and a kind.
    """

    table: type[PlanRecord] = ScheduleItem
    resizable = True
    room_for_titles = 0

    def __init__(self, plan: OpenPlan, by: str, language: Language) -> None:
        self.lanes = self._lanes(plan, by, language)
        self._plan = plan
        self._title = ("title_en", "title_es") if language == "en" else ("title_es", "title_en")
        self.bars_of: dict[str, list[Bar]] = {}
        in_lane: list[list[Bar]] = [[] for _lane in self.lanes.all]
        for item in plan.rows(self.table):
            self.bars_of[item.id] = bars = self._bars(item)
            for bar in bars:
                in_lane[bar.lane].append(bar)
        self.rows: list[list[SubRow]] = [packed(bars) or [SubRow()] for bars in in_lane]
        self._measure()

    def take_up(self, changes: Changes | None, tables: Iterable[type[Record]]) -> bool:
        """Bring the bars up to date after an edit; the lanes are made of `tables`.

        Returns False, with nothing done, when more changed than bars: a new chart is quicker,
        or needed.
        """
        if changes is None or changes.everything:
            return False
        own = self.table.__tablename__
        others = {table.__tablename__ for table in tables} - {own}
        ids = [row_id for name, row_id in changes.rows if name == own]
        if len(ids) > MOST_AT_ONCE or any(name in others for name, _row_id in changes.rows):
            return False
        return self.take(ids)

    def take(self, ids: Iterable[str]) -> bool:
        """Bring the bars of some items up to date; the lanes stay where they are.

        Returns False, with nothing done, when a lane is new or goes by other words now.
        """
        items: dict[str, Any] = {key: self._plan.get(self.table, key) for key in ids}
        keys = {key for item in items.values() if item is not None for key in self.lanes.of(item)}
        if not keys <= self.lanes.index.keys() or not self.lanes.know(items.values()):
            return False
        touched = {bar.lane for item_id in items for bar in self.bars_of.pop(item_id, ())}
        new: list[Bar] = []
        for item_id, item in items.items():
            if item is not None:
                self.bars_of[item_id] = bars = self._bars(item)
                new += bars
        touched |= {bar.lane for bar in new}
        for lane in touched:
            bars = [b for row in self.rows[lane] for b in row.bars if b.item_id not in items]
            self.rows[lane] = packed([*bars, *(b for b in new if b.lane == lane)]) or [SubRow()]
        self._measure()
        return True

    def links(self, ids: Iterable[str]) -> list[tuple[Bar, Bar]]:
        """Return the bars between which an arrow is drawn while `ids` are selected."""
        del ids
        return []

    def _lanes(self, plan: OpenPlan, by: str, language: Language) -> Lanes:
        return Lanes(plan, by, language)

    def _length(self, values: dict[str, Any]) -> int:
        """Return how many minutes the bar of an item is long, from its columns."""
        minutes: int = values["duration_minutes"]
        return minutes

    def _bars(self, item: Any) -> list[Bar]:
        values = values_of(item)
        wanted, other = (values.get(column) for column in self._title)
        start = values["offset_minutes"]
        end = start + self._length(values)
        index = self.lanes.index
        return [
            Bar(
                values["id"],
                start,
                end,
                values["kind"],
                wanted or other or "",
                not wanted and bool(other),
                index[key],
                room=self.room_for_titles,
            )
            for key in self.lanes.of(item)
            if key in index
        ]

    def _measure(self) -> None:
        rows = [row for lane in self.rows for row in lane if row.bars]
        self.first = min((row.starts[0] for row in rows), default=0)
        self.first = min(self.first, 0)
        self.last = max((row.ends[-1] for row in rows), default=0)
        self.last = max(self.last, self._plan.row.duration_minutes)
        self.kinds = {bar.kind for row in rows for bar in row.bars}

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
