"""What changed in a plan since a partner last saw it, from what was sent and received."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy.orm import Session, object_session

from db.clock import Stamp, covers
from db.correspondence import last_seen_by
from db.departure import TravelingRow, departing_rows
from db.merge_changes import PLACES, ChangeKind, FieldChange, RowChange
from db.open_plan import OpenPlan
from db.past import authors_of, earlier_values
from db.reader import PlanReader
from db.tables import DIRECTORY_TABLES, Plan
from desktop.exchange.change_entries import EntryWriter
from desktop.exchange.change_report import told
from desktop.exchange.row_words import RowWords
from desktop.language import spoken
from desktop.planning.moments import clock_of
from desktop.planning.told_changes import ToldChange

DELETED = "deleted"
Novelty = ToldChange
"""A row that is not as a partner last saw it."""

Earlier = Mapping[tuple[str, str, str], Any]


def changes_for(plan: OpenPlan, contact_id: int) -> list[Novelty] | None:
    """Return what is new to a contact, None when they have seen nothing of the plan."""
    seen = last_seen_by(plan.library, plan.id, contact_id)
    return None if seen is None else changes_since(plan, seen)


def changes_since(plan: PlanReader, seen: Mapping[str, int]) -> list[Novelty]:
    """Return the rows that changed after the state with the version vector `seen`.

    They come by section and author, links with the row that they came or went with.
    Directory rows, whose history is their own, are left out, and so is what was changed and
    changed back, as far as this library remembers what the partner saw.
    """
    if all(seen.get(replica, 0) >= clock for replica, clock in plan.row.vector.items()):
        return []
    session = cast("Session", object_session(plan.row))
    rows = {row.key: row for row in departing_rows(plan)}
    fresh = {
        row.key: fields
        for row in rows.values()
        if row.table not in DIRECTORY_TABLES and (fields := _fields(row, seen))
    }
    earlier: dict[tuple[str, str, str], Any] = {}
    known = earlier_values(session, fresh)
    for value in sorted(known, key=lambda value: value.stamp):
        if covers(seen, Stamp.parse(value.stamp)):
            earlier[value.table, value.id, value.field] = value.value
    found = [
        change
        for key, fields in fresh.items()
        if (change := _change(rows[key], fields, seen, earlier)) is not None
    ]
    authors = authors_of(session)
    words = RowWords([rows], clock_of(plan.row), lambda replica: authors.get(replica, ""))
    if isinstance(plan, OpenPlan):
        plan.library.end_reading()
    return told(EntryWriter(words), found, first=spoken())


def _fields(row: TravelingRow, seen: Mapping[str, int]) -> list[str]:
    # Moving a plan to the bin and back is an edit of the library, not of the plan.
    own = [field for field in row.values if row.table is not Plan or field != "deleted"]
    return [field for field in own if not covers(seen, Stamp.parse(row.stamp_of(field)))]


def _change(
    row: TravelingRow, fields: list[str], seen: Mapping[str, int], earlier: Earlier
) -> RowChange | None:
    stamp = max(row.stamp_of(field) for field in fields)
    new = not covers(seen, Stamp.parse(row.born))
    if new or row.values["deleted"]:
        if new and row.values["deleted"]:
            return None
        return RowChange("added" if new else "deleted", *row.key, (), stamp)
    table, row_id = row.key
    changes = [
        FieldChange(
            field, earlier.get((table, row_id, field)), row.values[field], row.stamp_of(field)
        )
        for field in fields
        if field != "deleted" and earlier.get((table, row_id, field), _UNKNOWN) != row.values[field]
    ]
    if not changes:
        return None
    kind: ChangeKind = "changed"
    if all(
        change.field in PLACES and (table, row_id, change.field) in earlier for change in changes
    ):
        kind = "moved"
    return RowChange(kind, table, row_id, tuple(changes), max(each.stamp for each in changes))


_UNKNOWN = object()
