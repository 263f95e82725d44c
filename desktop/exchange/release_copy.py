"""Release copies: a plan with only what its audience may see, and nothing else in the file.

A release copy is a plan of its own. Its rows have ids of their own, made from what they
hold, no tombstones, and no stamps that tell who wrote what when: so nothing that was left
out can be found in it, and nothing of it can be merged into the plan it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from db.arrival import latest_clock
from db.clock import BUILTIN_REPLICA, Stamp
from db.departure import TravelingRow, references_of
from db.record import fixed_id
from db.tables import (
    DIRECTORY_TABLES,
    Assignment,
    Attachment,
    Plan,
    ScenarioSection,
    SchedulePerson,
    SimulatedActor,
)
from desktop.exchange.audiences import PLAYERS
from desktop.exchange.plan_content import content_of, plan_row
from desktop.exchange.plan_copy import renamed
from desktop.exchange.release_rules import FRAMEWORK_TABLES, PLAYERS_NOT_TOLD, fields_for
from desktop.exchange.row_rules import defaults_of

_VERSION_DIGIT = 14
"""Where a UUID tells how it was made; random ones, which plans have, say 4."""

Rows = dict[tuple[str, str], TravelingRow]


def release_copy(
    rows: Sequence[TravelingRow], contents: Mapping[str, bytes], audience: str
) -> tuple[list[TravelingRow], dict[str, bytes]]:
    """Return the rows and the pictures of a plan that `audience` may see.

    A plan in the bin keeps saying so, and is then refused as any other.
    """
    fields = fields_for(audience)
    kept = {
        row.key: _redacted(row, fields[row.table])
        for row in rows
        if row.table in fields and (row.table is Plan or not row.values["deleted"])
    }
    if audience == PLAYERS:
        kept = _without_secrets(kept)
    kept = _needed(_whole(kept))
    changed = {row.key for row in rows if row.key in kept and kept[row.key] != row}
    released = _of_its_own(list(kept.values()), changed, latest_clock(rows))
    digests = {row.values["digest"] for row in released if row.table is Attachment}
    return released, {digest: contents[digest] for digest in digests if digest in contents}


def is_of_its_own(rows: Sequence[TravelingRow]) -> bool:
    """Return whether these rows are a release copy: nobody's stamps, no ids of a plan."""
    plan = plan_row(rows)
    return plan.seen.keys() == {BUILTIN_REPLICA} and all(
        row.id[_VERSION_DIGIT] == "5" for row in rows if row.table not in DIRECTORY_TABLES
    )


def _redacted(row: TravelingRow, fields: frozenset[str]) -> TravelingRow:
    """Return a row with nothing in the fields that do not go out."""
    empty = defaults_of(row.table)
    stays = fields | {"deleted"}
    values = {
        field: value if field in stays else empty[field] for field, value in row.values.items()
    }
    return replace(row, values=values)


def _without_secrets(rows: Rows) -> Rows:
    """Return the rows without those that only controllers may see."""
    told = {
        row.values["person_id"]
        for row in rows.values()
        if row.table is Assignment and row.values["role"] not in PLAYERS_NOT_TOLD
    }
    open_sections = {
        row.id
        for row in rows.values()
        if row.table is ScenarioSection and row.values["for_players"]
    }

    def may_go(row: TravelingRow) -> bool:
        if row.table in {ScenarioSection, SimulatedActor}:
            return bool(row.values["for_players"])
        if row.table is Attachment:
            # Pictures of injects have lost the inject they are of, and belong to no section.
            return bool(row.values["for_players"]) and row.values["section_id"] in open_sections
        if row.table is Assignment:
            return row.values["role"] not in PLAYERS_NOT_TOLD
        if row.table is SchedulePerson:
            return row.values["person_id"] in told
        return True

    return {key: row for key, row in rows.items() if may_go(row)}


def _whole(rows: Rows) -> Rows:
    """Return the rows such that each one they refer to is among them.

    A reference to a row that stays out is emptied; a row that is nothing without it stays
    out too, and so on.
    """
    while True:
        kept: Rows = {}
        for key, row in rows.items():
            mended = _mended(row, rows)
            if mended is not None:
                kept[key] = mended
        if kept == rows:
            return kept
        rows = kept


def _mended(row: TravelingRow, rows: Rows) -> TravelingRow | None:
    values: dict[str, Any] = {}
    for column, target in references_of(row.table).items():
        wanted = row.values[column]
        if wanted is not None and (target, wanted) not in rows:
            if not row.table.__table__.columns[column].nullable:
                return None
            values[column] = None
    return replace(row, values={**row.values, **values}) if values else row


def _needed(rows: Rows) -> Rows:
    """Return the rows of the plan with the directory rows that they need, frameworks whole."""
    needed = {key: row for key, row in rows.items() if row.table not in DIRECTORY_TABLES}
    rest = {key: row for key, row in rows.items() if key not in needed}
    while True:
        wanted = {key for row in needed.values() for key in _references(row)}
        fresh = {
            key: row
            for key, row in rest.items()
            if key in wanted
            or (row.table in FRAMEWORK_TABLES and any(k in needed for k in _references(row)))
        }
        if not fresh:
            return needed
        needed |= fresh
        rest = {key: row for key, row in rest.items() if key not in fresh}


def _references(row: TravelingRow) -> Iterable[tuple[str, str]]:
    for column, target in references_of(row.table).items():
        if row.values[column] is not None:
            yield target, row.values[column]


def _of_its_own(
    rows: list[TravelingRow], changed: set[tuple[str, str]], clock: int
) -> list[TravelingRow]:
    """Return the rows as another plan, under one stamp that is nobody's.

    Directory rows that go out as they are stay themselves. Others become rows apart, so that
    what was taken from them here is not taken from them elsewhere.
    """
    bare = [
        replace(row, born=str(Stamp(clock, BUILTIN_REPLICA)), stamps={}, seen={})
        if row.table not in DIRECTORY_TABLES or row.key in changed
        else row
        for row in rows
    ]
    state = sha256(content_of(bare)).hexdigest()
    ids = {row.id: _id_of(row, state) for row in bare if row.table not in DIRECTORY_TABLES}
    ids |= {row.id: _id_of(row, "") for row in bare if row.key in changed and row.id not in ids}
    vector = {BUILTIN_REPLICA: clock}
    return [
        replace(renamed(row, ids), seen=vector) if _judges(row, changed) else renamed(row, ids)
        for row in bare
    ]


def _judges(row: TravelingRow, changed: set[tuple[str, str]]) -> bool:
    """Return whether the row carries a version vector that must cover its new stamp."""
    return row.table is Plan or (row.table in DIRECTORY_TABLES and row.key in changed)


def _id_of(row: TravelingRow, state: str) -> str:
    own = state or sha256(content_of([row])).hexdigest()
    return fixed_id("release", own, row.id)
