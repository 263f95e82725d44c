"""Reading a plan: its rows in order, by id, and by what they belong to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import UnknownPlan
from db.record import DirectoryRecord, PlanRecord, Record
from db.tables import Milestone, Plan, ScheduleItem

R = TypeVar("R", bound=Record)

_ORDER: dict[type[Record], Callable[[Any], tuple[Any, ...]]] = {
    ScheduleItem: lambda item: (item.offset_minutes, -item.duration_minutes, item.id),
    Milestone: lambda milestone: (milestone.day_offset, milestone.id),
}


def order_of(table: type[Record]) -> Callable[[Any], tuple[Any, ...]]:
    """Return the sort key in which rows of `table` are read."""
    if table in _ORDER:
        return _ORDER[table]
    if hasattr(table, "position"):
        return lambda row: (row.position, row.id)
    return lambda row: (row.id,)


class PlanReader:
    """The content of one plan, and of the directory it refers to, as it stands now.

    Rows are read table by table when first asked for and kept; tombstones are left out.
    Raises UnknownPlan when the library has no such plan.
    """

    def __init__(self, session: Session, plan_id: str) -> None:
        self._session = session
        row = session.get(Plan, plan_id)
        if row is None:
            raise UnknownPlan(plan_id)
        self.row: Plan = row
        self._live: dict[type[Record], dict[str, Record]] = {}
        self._ordered: dict[type[Record], list[Any]] = {}
        self._indexes: dict[tuple[type[Record], str], dict[Any, list[Any]]] = {}

    @property
    def id(self) -> str:
        """The plan's id."""
        return self.row.id

    def rows(self, table: type[R]) -> list[R]:
        """Return the plan's rows of `table` (all rows, for a directory table), in order.

        Do not change the list: it is the reader's own.
        """
        ordered = self._ordered.get(table)
        if ordered is None:
            ordered = sorted(self._table(table).values(), key=order_of(table))
            self._ordered[table] = ordered
        return ordered

    def get(self, table: type[R], row_id: str | None) -> R | None:
        """Return the row with this id, None when there is none or it is deleted."""
        row: Any = None if row_id is None else self._table(table).get(row_id)
        return cast("R | None", row)

    def children(self, table: type[R], column: str, value: str | None) -> list[R]:
        """Return the rows of `table` whose `column` is `value`, in order."""
        index = self._indexes.get((table, column))
        if index is None:
            index = {}
            for row in self.rows(table):
                index.setdefault(getattr(row, column), []).append(row)
            self._indexes[table, column] = index
        return index.get(value, [])

    def _table(self, table: type[Record]) -> dict[str, Record]:
        live = self._live.get(table)
        if live is None:
            live = self._live[table] = {row.id: row for row in self._load(table)}
        return live

    def _load(self, table: type[Record]) -> list[Record]:
        if table is Plan:
            return [self.row]
        query = select(table).where(table.deleted.is_(False))
        if issubclass(table, PlanRecord):
            query = query.where(table.plan_id == self.row.id)
        elif not issubclass(table, DirectoryRecord):
            raise TypeError(f"{table.__name__} is not plan content")
        return list(self._session.scalars(query.execution_options(populate_existing=True)))
