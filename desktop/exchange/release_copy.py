"""Release copies: a plan with only what its audience may see, and nothing else in the file.

A release copy is a plan of its own. Its rows have ids of their own, made from what they
hold, no tombstones, and no stamps that tell who wrote what when: so nothing that was left
out can be found in it, and nothing of it can be merged into the plan it was made from. Its
pictures show what they show, and no longer tell where and by whom they were taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from db.arrival import latest_clock
from db.attachments import digest_of
from db.clock import BUILTIN_REPLICA, BUILTIN_STAMP, Stamp
from db.departure import TravelingRow, references_of, vector_column
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
from desktop.exchange.bare_pictures import bare
from desktop.exchange.plan_content import content_of, plan_row
from desktop.exchange.plan_copy import renamed
from desktop.exchange.release_rules import FRAMEWORK_TABLES, PLAYERS_NOT_TOLD, fields_for
from desktop.exchange.row_rules import defaults_of

_VERSION_DIGIT = 14
"""Where a UUID tells how it was made; random ones, which plans have, say 4."""

_BEFORE_ALL_EDITS = Stamp(1, BUILTIN_REPLICA)
"""Nobody's, and later only than the birth of what ships with Istmo."""

Rows = dict[tuple[str, str], TravelingRow]


def release_copy(
    rows: Sequence[TravelingRow], contents: Mapping[str, bytes], audience: str
) -> tuple[list[TravelingRow], dict[str, bytes]]:
    """Return the rows and the pictures of a plan that `audience` may see.

    A picture that is too broken to tell what is in it stays out. A plan in the bin keeps
    saying so, and is then refused as any other.
    """
    fields = fields_for(audience)
    kept = {
        row.key: _redacted(row, fields[row.table])
        for row in rows
        if row.table in fields and (row.table is Plan or not row.values["deleted"])
    }
    if audience == PLAYERS:
        kept = _without_secrets(kept)
    kept, contents = _with_bare_pictures(kept, contents)
    kept = _needed(_whole(_told(kept, audience)))
    changed = {
        row.key for row in rows if row.key in kept and (kept[row.key] != row or _is_reworded(row))
    }
    released = _of_its_own(list(kept.values()), changed, latest_clock(rows))
    digests = {row.values["digest"] for row in released if row.table is Attachment}
    return released, {digest: contents[digest] for digest in digests if digest in contents}


def is_of_its_own(rows: Sequence[TravelingRow]) -> bool:
    """Return whether these rows are a release copy: nobody's stamps, no ids of a plan."""
    plan = plan_row(rows)
    return plan.seen.keys() == {BUILTIN_REPLICA} and all(
        row.id[_VERSION_DIGIT] == "5" for row in rows if row.table not in DIRECTORY_TABLES
    )


def _told(rows: Rows, audience: str) -> Rows:
    """Return the rows with the plan saying for whom it was released."""
    return {
        key: replace(row, values={**row.values, "released_for": audience})
        if row.table is Plan
        else row
        for key, row in rows.items()
    }


def _with_bare_pictures(rows: Rows, contents: Mapping[str, bytes]) -> tuple[Rows, dict[str, bytes]]:
    """Return the rows and contents with nothing in the pictures but the pictures."""
    kept: Rows = {}
    stripped: dict[str, bytes] = {}
    for key, row in rows.items():
        if row.table is not Attachment:
            kept[key] = row
            continue
        content = bare(contents.get(row.values["digest"], b""))
        if content is not None:
            digest = digest_of(content)
            stripped[digest] = content
            kept[key] = replace(row, values={**row.values, "digest": digest, "size": len(content)})
    return kept, stripped


def _is_reworded(row: TravelingRow) -> bool:
    """Return whether it ships with Istmo and was changed since: it is another row for others."""
    return row.born == str(BUILTIN_STAMP) and bool(row.stamps)


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
    """Return the rows as another plan, under stamps that are nobody's.

    Directory rows that go out as they are stay themselves, with a stamp older than any edit:
    where they are known already, whatever is written there stands. Others become rows apart,
    so that what was taken from them here is not taken from them elsewhere.
    """
    nameless = [replace(row, born=_stamp_of(row, changed, clock), stamps={}) for row in rows]
    nameless = [replace(row, seen=_vector_of(row)) for row in nameless]
    state = sha256(content_of(nameless)).hexdigest()
    ids = {row.id: _id_of(row, state) for row in nameless if row.table not in DIRECTORY_TABLES}
    ids |= {row.id: _id_of(row, "") for row in nameless if row.key in changed and row.id not in ids}
    return [renamed(row, ids) for row in nameless]


def _stamp_of(row: TravelingRow, changed: set[tuple[str, str]], clock: int) -> str:
    """Return the stamp of all fields of a released row."""
    if row.table not in DIRECTORY_TABLES or row.key in changed:
        return str(Stamp(clock, BUILTIN_REPLICA))
    return row.born if row.born == str(BUILTIN_STAMP) else str(_BEFORE_ALL_EDITS)


def _vector_of(row: TravelingRow) -> dict[str, int]:
    """Return the version vector that covers the row's one stamp, where a row has one."""
    if not vector_column(row.table) or row.born == str(BUILTIN_STAMP):
        return {}
    return {BUILTIN_REPLICA: Stamp.parse(row.born).clock}


def _id_of(row: TravelingRow, state: str) -> str:
    own = state or sha256(content_of([row])).hexdigest()
    return fixed_id("release", own, row.id)
