"""Moving items, everything after a moment, or STARTEX itself: what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from db.library import Library
from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.record import Record
from db.tables import Plan, ScheduleItem
from desktop.planning.clashes import Clash, clashes_of
from desktop.planning.holidays_of_both import holidays_between
from desktop.planning.moments import clock_of, parse_duration
from desktop.planning.row_values import values_of

R = TypeVar("R", bound=Record)
SELECTED, AFTER, STARTEX = "selected", "after", "startex"


@dataclass(frozen=True, slots=True)
class Move:
    """What to move by `minutes`: the items `ids`, or with `startex` the whole plan.

    `since` is the moment from which on everything moves, None for a selection.
    """

    ids: tuple[str, ...]
    minutes: int
    startex: bool = False
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would come of a move: items by time, clashes that would begin and end.

    `on_holidays` are the ids of moved items that would lie on a holiday of either nation.
    """

    items: list[ScheduleItem]
    begin: list[Clash]
    end: list[Clash]
    on_holidays: set[str]


def items_from(plan: OpenPlan, moment: int) -> tuple[str, ...]:
    """Return the ids of the items that begin at or after a moment."""
    return tuple(i.id for i in plan.rows(ScheduleItem) if i.offset_minutes >= moment)


def outcome_of(library: Library, plan: OpenPlan, move: Move, now: Sequence[Clash]) -> Outcome:
    """Return what would come of `move`; `now` are the clashes that there are already."""
    moved = _MovedPlan(plan, move)
    ids = set(move.ids)
    items = [i for i in plan.rows(ScheduleItem) if move.startex or i.id in ids]
    then = clashes_of(library, moved)
    known, coming = {clash.key for clash in now}, {clash.key for clash in then}
    return Outcome(
        items,
        [clash for clash in then if clash.key not in known],
        [clash for clash in now if clash.key not in coming],
        _on_holidays(moved, {item.id for item in items}),
    )


def parse_shift(text: str) -> int:
    """Return the minutes of "+1 h 30" or "-2 d". Raises ValueError as `parse_duration`."""
    plain = text.strip().replace("−", "-").replace("–", "-")
    sign = -1 if plain.startswith("-") else 1
    return sign * parse_duration(plain.lstrip("+-"))


def moved_start(plan: Plan, minutes: int) -> str:
    """Return the start of a plan moved by minutes, as it is stored."""
    moved = datetime.fromisoformat(plan.start) + timedelta(minutes=minutes)
    return moved.isoformat(timespec="minutes")


class _MovedPlan(PlanReader):
    """A plan as it would be after a move; nothing of it is written."""

    def __init__(self, plan: OpenPlan, move: Move) -> None:
        self._plan = plan
        self._id = plan.id
        self.row = plan.row
        self._items = plan.rows(ScheduleItem)
        if move.startex:
            values = _columns_of(plan.row) | {"start": moved_start(plan.row, move.minutes)}
            self.row = Plan(**values)
        else:
            ids = set(move.ids)
            self._items = [
                _moved(item, move.minutes) if item.id in ids else item for item in self._items
            ]

    def rows(self, table: type[R]) -> list[R]:
        """Return the plan's rows, its items where they would lie."""
        if table is ScheduleItem:
            return cast("list[R]", self._items)
        return self._plan.rows(table)

    def get(self, table: type[R], row_id: str | None) -> R | None:
        """Return a row of the plan."""
        return self._plan.get(table, row_id)

    def children(self, table: type[R], column: str, value: str | None) -> list[R]:
        """Return the rows that belong to another."""
        return self._plan.children(table, column, value)


def _moved(item: ScheduleItem, minutes: int) -> ScheduleItem:
    values = _columns_of(item)
    return ScheduleItem(**values | {"offset_minutes": item.offset_minutes + minutes})


def _columns_of(row: Record) -> dict[str, Any]:
    values = values_of(row)
    columns = type(row).__mapper__.column_attrs
    return {column.key: values[column.key] for column in columns if column.key in values}


def _on_holidays(plan: PlanReader, ids: set[str]) -> set[str]:
    clock = clock_of(plan.row)
    dates = {
        item.id: clock.local(item.offset_minutes).date()
        for item in plan.rows(ScheduleItem)
        if item.id in ids
    }
    if not dates:
        return set()
    free = {h.date for h in holidays_between(min(dates.values()), max(dates.values()))}
    return {item_id for item_id, date in dates.items() if date in free}
