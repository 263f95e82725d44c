"""A plan read from rows outside a library, such as those of a plan file or of the past."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from db.departure import TravelingRow, references_of
from db.merge_changes import Rows
from db.merging import plan_of
from db.reader import PlanReader
from db.record import DirectoryRecord, PlanRecord, Record
from db.tables import Plan
from desktop.planning.version import Version, version_of

R = TypeVar("R", bound=Record)


class RowsReader(PlanReader):
    """Reads a state of a plan as `PlanReader` reads the library's."""

    def __init__(self, rows: Rows) -> None:
        self._rows: dict[type[Record], list[TravelingRow]] = {}
        for row in rows.values():
            if not row.values["deleted"]:
                self._rows.setdefault(row.table, []).append(row)
        plan = plan_of(rows)
        self._id = plan.id
        self._tables = {}
        self.row = cast("Plan", self._record(plan))

    def _load(self, table: type[R]) -> list[R]:
        if table is Plan:
            return cast("list[R]", [self.row])
        return cast("list[R]", [self._record(row) for row in self._rows.get(table, ())])

    def _record(self, row: TravelingRow) -> Record:
        own: dict[str, Any] = {"id": row.id, "born": row.born, "stamps": dict(row.stamps)}
        if row.table is Plan:
            own["vector"] = dict(row.seen)
        elif issubclass(row.table, DirectoryRecord):
            own["seen"] = dict(row.seen)
        elif issubclass(row.table, PlanRecord):
            own["plan_id"] = self._id
        return row.table(**row.values, **own)


def version_of_rows(rows: Rows) -> Version | None:
    """Return the version of a state of a plan, None when rows that it refers to are not known."""
    for row in rows.values():
        if row.values["deleted"]:
            continue
        for column, target in references_of(row.table).items():
            value = row.values[column]
            if value is not None and (target, value) not in rows:
                return None
    return version_of(RowsReader(rows))
