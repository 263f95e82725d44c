"""Reading a plan: its rows in order, by id, and by what they belong to."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import UnknownPlan
from db.ordered_rows import Key, OrderedRows
from db.record import DirectoryRecord, PlanRecord, Record
from db.tables import Delivery, Inject, Milestone, Plan, ScheduleItem, Watch

R = TypeVar("R", bound=Record)

_ORDER: dict[type[Record], Callable[[Any], Key]] = {
    ScheduleItem: lambda item: (item.offset_minutes, -item.duration_minutes, item.id),
    # On the day of STARTEX the exercise starts before anything else of that day.
    Milestone: lambda milestone: (milestone.day_offset, milestone.kind != "startex", milestone.id),
    Inject: lambda inject: (inject.offset_minutes, inject.number, inject.id),
    Watch: lambda watch: (watch.offset_minutes, watch.id),
    # A row has no stamp of its birth before the edit ends; it is the last one till then.
    Delivery: lambda delivery: (delivery.moment, delivery.born or "~", delivery.id),
}


def order_of(table: type[Record]) -> Callable[[Any], Key]:
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
        self._id = plan_id
        row = session.get(Plan, plan_id)
        if row is None:
            raise UnknownPlan(plan_id)
        self.row: Plan = row
        self._tables: dict[type[Record], OrderedRows[Any]] = {}

    @property
    def id(self) -> str:
        """The plan's id."""
        return self._id

    def rows(self, table: type[R]) -> list[R]:
        """Return the plan's rows of `table` (all rows, for a directory table), in order.

        Do not change the list: it is the reader's own.
        """
        return self._table(table).all()

    def get(self, table: type[R], row_id: str | None) -> R | None:
        """Return the row with this id, None when there is none or it is deleted."""
        return None if row_id is None else self._table(table).get(row_id)

    def children(self, table: type[R], column: str, value: str | None) -> list[R]:
        """Return the rows of `table` whose `column` is `value`, in order.

        Do not change the list: it is the reader's own.
        """
        return self._table(table).group(column, value)

    def _table(self, table: type[R]) -> OrderedRows[R]:
        rows = self._tables.get(table)
        if rows is None:
            rows = self._tables[table] = OrderedRows(self._load(table), order_of(table))
        return rows

    def _load(self, table: type[R]) -> list[R]:
        if table is Plan:
            return cast("list[R]", [self.row])
        if not issubclass(table, PlanRecord | DirectoryRecord):
            raise TypeError(f"{table.__name__} is not plan content")
        query = select(table).where(table.deleted.is_(False))
        if issubclass(table, PlanRecord):
            query = query.where(table.plan_id == self._id)
        with without_collecting():
            return list(self._session.scalars(query.execution_options(populate_existing=True)))


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector from looking through rows while they are being read.

    It would find nothing, again and again, and double the time that a large plan takes.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
