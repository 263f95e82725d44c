"""A plan as it would be with other times, to be looked at before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from sqlalchemy.orm import object_session

from db.reader import PlanReader, order_of
from db.record import Record
from db.tables import Plan
from desktop.planning.row_values import values_of

R = TypeVar("R", bound=Record)


class WhatIf(PlanReader):
    """Reads a plan with some rows moved, and with another STARTEX; nothing is written.

    `moved` are offsets by row id; rows of `tables` are looked up in it.
    """

    def __init__(
        self,
        reader: PlanReader,
        *,
        moved: Mapping[str, int] | None = None,
        tables: tuple[type[Record], ...] = (),
        start: str = "",
    ) -> None:
        self._reader = reader
        self._id = reader.id
        self._session = cast("Any", object_session(reader.row))
        self._moved = moved or {}
        self._changed = {table: self._read(table) for table in tables}
        self._in_order = {table: self._sorted(table) for table in tables}
        row = reader.row
        self.row = cast("Plan", _WouldBe(row, start=start)) if start else row

    def rows(self, table: type[R]) -> list[R]:
        """Return the rows in the order they would have."""
        if table in self._in_order:
            return cast("list[R]", self._in_order[table])
        return cast("list[R]", [self.row]) if table is Plan else self._reader.rows(table)

    def get(self, table: type[R], row_id: str | None) -> R | None:
        """Return the row with this id, as it would be."""
        row = self._reader.get(table, row_id)
        changed = self._changed.get(table, {}).get(row_id or "")
        return cast("R", changed) if row is not None and changed is not None else row

    def children(self, table: type[R], column: str, value: str | None) -> list[R]:
        """Return the rows that belong to another, in the order they would have."""
        rows = self._reader.children(table, column, value)
        changed = self._changed.get(table)
        if not changed:
            return rows
        would_be = [cast("R", changed.get(row.id, row)) for row in rows]
        return sorted(would_be, key=order_of(table))

    def _read(self, table: type[Record]) -> dict[str, Any]:
        return {
            row.id: _WouldBe(row, offset_minutes=self._moved[row.id])
            for row in self._reader.rows(table)
            if row.id in self._moved
        }

    def _sorted(self, table: type[Record]) -> list[Any]:
        changed = self._changed[table]
        rows = [changed.get(row.id, row) for row in self._reader.rows(table)]
        return sorted(rows, key=order_of(table)) if changed else rows


class _WouldBe:
    """A row with other values in some fields; all else is the row's own."""

    def __init__(self, row: Record, **changed: Any) -> None:
        self.__dict__.update(values_of(row))
        self.__dict__.update(changed)
        self.__dict__["_row"] = row

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_row"], name)
