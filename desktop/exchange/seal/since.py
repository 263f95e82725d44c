"""What changed in a plan since a partner last saw it, from what was sent and received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session, object_session

from db.clock import Stamp, covers
from db.correspondence import last_seen_by
from db.departure import TravelingRow, departing_rows
from db.open_plan import OpenPlan
from db.reader import PlanReader
from db.tables import DIRECTORY_TABLES, PLAN_TABLES, Plan
from db.text import LANGUAGES, Text
from desktop.language import N_, as_text
from desktop.planning.record_names import field_name, row_name

ADDED, CHANGED, DELETED = "added", "changed", "deleted"
_SENTENCES = {
    ADDED: N_("{row}: added"),
    CHANGED: N_("{row}: changed in {fields}"),
    DELETED: N_("{row}: deleted"),
}


@dataclass(frozen=True, slots=True)
class Novelty:
    """A row that is not as a partner last saw it; `fields` are those changed since."""

    kind: str
    table: str
    row_id: str
    fields: tuple[str, ...]
    sentence: Text


def changes_for(plan: OpenPlan, contact_id: int) -> list[Novelty] | None:
    """Return what is new to a contact, None when they have seen nothing of the plan."""
    seen = last_seen_by(plan.library, plan.id, contact_id)
    return None if seen is None else changes_since(plan, seen)


def changes_since(plan: PlanReader, seen: Mapping[str, int]) -> list[Novelty]:
    """Return the rows that changed after the state with the version vector `seen`.

    They come in the order of the tables of a plan. Directory rows, whose history is their
    own, are left out.
    """
    if all(seen.get(replica, 0) >= clock for replica, clock in plan.row.vector.items()):
        return []
    session = cast("Session", object_session(plan.row))
    order = {table: number for number, table in enumerate((Plan, *PLAN_TABLES))}
    rows = [row for row in departing_rows(plan) if row.table not in DIRECTORY_TABLES]
    found = [
        novelty
        for row in sorted(rows, key=lambda row: (order[row.table], row.born, row.id))
        if (novelty := _novelty(session, row, seen)) is not None
    ]
    if isinstance(plan, OpenPlan):
        plan.library.end_reading()
    return found


def _novelty(session: Session, row: TravelingRow, seen: Mapping[str, int]) -> Novelty | None:
    # Moving a plan to the bin and back is an edit of the library, not of the plan.
    own = [field for field in row.values if row.table is not Plan or field != "deleted"]
    fields = tuple(field for field in own if not covers(seen, Stamp.parse(row.stamp_of(field))))
    new = not covers(seen, Stamp.parse(row.born))
    gone = bool(row.values["deleted"])
    if not fields or (new and gone):
        return None
    kind = ADDED if new else DELETED if gone else CHANGED
    record = session.get(row.table, row.id)
    name = Text(row.table.__tablename__, row.table.__tablename__)
    if record is not None:
        name = row_name(record)
    sentence = as_text(_SENTENCES[kind], row=name, fields=_names(fields))
    return Novelty(kind, row.table.__tablename__, row.id, fields, sentence)


def _names(fields: tuple[str, ...]) -> Text:
    """Return what fields are called, one after another, each once."""
    wordings = []
    for language in LANGUAGES:
        names = [field_name(field).get(language) for field in fields if field != "deleted"]
        wordings.append(", ".join(dict.fromkeys(_lower(name) for name in names)))
    return Text(*wordings)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
