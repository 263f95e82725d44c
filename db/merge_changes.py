"""What leads from one state of a plan to another, row by row and field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from db.departure import TravelingRow

Key = tuple[str, str]
Rows = Mapping[Key, TravelingRow]
ChangeKind = Literal["added", "changed", "deleted", "moved", "restored"]

PLACES = frozenset({"position", "offset_minutes", "day_offset"})
"""Fields that tell where a row stands in a list or in time, not what it says."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a row before and after, and the stamp of the change."""

    field: str
    before: Any
    after: Any
    stamp: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a merge does to one row; `fields` is empty for rows that come or go as a whole.

    `stamp` is the latest of the changes: it tells who made them and when.
    """

    kind: ChangeKind
    table: str
    id: str
    fields: tuple[FieldChange, ...]
    stamp: str

    @property
    def key(self) -> Key:
        """The row's table and id."""
        return self.table, self.id


def difference(
    before: TravelingRow, after: TravelingRow, *, leaving_out: Iterable[str] = ()
) -> RowChange | None:
    """Return what leads from one state of a row to another, None when nothing does."""
    left_out = set(leaving_out)
    fields = tuple(
        FieldChange(name, value, after.values[name], after.stamp_of(name))
        for name, value in before.values.items()
        if name not in left_out and value != after.values[name]
    )
    if not fields:
        return None
    names = {change.field for change in fields}
    kind: ChangeKind = "moved" if names <= PLACES else "changed"
    if "deleted" in names:
        kind = "deleted" if after.values["deleted"] else "restored"
    return RowChange(kind, *before.key, fields, max(change.stamp for change in fields))


def differences(before: Rows, after: Rows) -> list[RowChange]:
    """Return what leads from one whole state of a plan to another, in the order of `after`."""
    changes: list[RowChange] = []
    for key, row in after.items():
        earlier = before.get(key)
        if earlier is row:
            continue
        if earlier is None or (earlier.values["deleted"] and not row.values["deleted"]):
            if not row.values["deleted"]:
                stamp = max([row.born, *row.stamps.values()])
                changes.append(
                    RowChange("added" if earlier is None else "restored", *key, (), stamp)
                )
        elif row.values["deleted"]:
            if not earlier.values["deleted"]:
                changes.append(RowChange("deleted", *key, (), row.stamp_of("deleted")))
        elif (change := difference(earlier, row)) is not None:
            changes.append(change)
    for key, row in before.items():
        if key not in after and not row.values["deleted"]:
            changes.append(RowChange("deleted", *key, (), row.stamp_of("deleted")))
    return changes
