"""The values that conflicting edits started from, as far as either copy remembers them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from db.clock import Stamp, Vector, covers
from db.merge_changes import Rows
from db.merge_decisions import ConflictKey
from db.merging import Analysis, plan_of
from db.past import EarlierValue, Past, earlier_values
from db.record import DirectoryRecord


def bases_of(session: Session, analysis: Analysis, past: Past) -> dict[ConflictKey, Any]:
    """Return what the fields in conflict held when the two copies last agreed on them.

    That is the latest value that both have seen, of those that this library knows of and of
    those in `past`, what the other copy knows.
    """
    contested = {conflict.key for conflict in analysis.conflicts if conflict.field != "deleted"}
    sides = _Side(analysis.mine), _Side(analysis.theirs)
    latest: dict[ConflictKey, EarlierValue] = {}
    known = earlier_values(session, {(table, row_id) for table, row_id, _ in contested})
    for value in [*known, *past.earlier]:
        key = value.table, value.id, value.field
        if key not in contested or (key in latest and latest[key].stamp >= value.stamp):
            continue
        if all(side.has_seen(value) for side in sides):
            latest[key] = value
    return {key: value.value for key, value in latest.items()}


class _Side:
    """One of the two copies, and what it has seen."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._vector: Vector = plan_of(rows).seen

    def has_seen(self, value: EarlierValue) -> bool:
        row = self._rows[value.table, value.id]
        seen = row.seen if issubclass(row.table, DirectoryRecord) else self._vector
        return covers(seen, Stamp.parse(value.stamp))
