"""The way in for a plan that comes from elsewhere: its rows keep their stamps.

An edit stamps what it writes; rows that arrive were stamped where they were written, and
merging depends on these stamps staying as they are. So this is a way in of its own beside
`plan.edit`, for rows that have been validated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.attachments import write_contents
from db.clock import BUILTIN_REPLICA, BUILTIN_STAMP, Stamp, joined
from db.departure import IDS_PER_QUERY, TravelingRow, traveling_fields, vector_column
from db.door import Door
from db.edit import EDIT, Edit
from db.open_plan import OpenPlan
from db.past import UNKNOWN_PAST, Past, keep
from db.record import DirectoryRecord
from db.tables import (
    CONTENT_TABLES,
    AreaOfAction,
    FocusArea,
    Framework,
    Indicator,
    Pillar,
    Plan,
    ProposedAction,
)
from db.text import Text

if TYPE_CHECKING:
    from db.library import Library

_FRAMEWORK_TABLES = frozenset(
    {Framework, Pillar, FocusArea, AreaOfAction, ProposedAction, Indicator}
)


class PlanAlreadyHere(Exception):
    """The plan is in the library already; `in_bin` tells where."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.id)
        self.plan_id: str = plan.id
        self.name: Text = plan.name
        self.in_bin: bool = plan.deleted


class TakenId(Exception):
    """A row that arrives has the id of another row of the library."""


def arrive(
    library: Library,
    rows: Sequence[TravelingRow],
    label: str,
    *,
    contents: Mapping[str, bytes] | None = None,
    changed: Mapping[str, Any] | None = None,
    past: Past = UNKNOWN_PAST,
    **values: Any,
) -> OpenPlan:
    """Write the rows of a plan that is not in the library; return the plan, open.

    All of `rows` is written with its stamps in one transaction, with one step in the
    plan's journal, described by `label` and `values` as in `plan.edit`, and with the bytes
    of its attachments, `contents` by digest. Directory rows that are here already take what
    is newer. `changed` are fields of the plan that this library sets as an edit of its own;
    `past` is what the other copy knows of its past. The clock moves beyond everything that
    arrives.

    Raises PlanAlreadyHere, TakenId and UnwritableLibrary; nothing is written then.
    """
    plan_id = next(row.id for row in rows if row.table is Plan)
    session = library.session
    try:
        with Door(library, plan_id).edit(label, kind="create", values=values):
            present = session.get(Plan, plan_id, populate_existing=True)
            if present is not None:
                raise PlanAlreadyHere(present)
            edit: Edit = session.info[EDIT]
            edit.stamp = max(edit.stamp, Stamp(latest_clock(rows) + 1, edit.stamp.replica))
            write_contents(session, contents or {})
            _write(session, edit, rows, changed or {})
            keep(session, plan_id, past, rows)
    except IntegrityError as error:
        raise TakenId(str(error.orig)) from error
    return library.open_plan(plan_id)


def latest_clock(rows: Sequence[TravelingRow]) -> int:
    """Return the greatest clock in the stamps and vectors of `rows`."""
    stamps = {row.born for row in rows}
    stamps.update(stamp for row in rows for stamp in row.stamps.values())
    seen = (max(row.seen.values(), default=0) for row in rows)
    return max(Stamp.parse(max(stamps)).clock, *seen)


def _write(
    session: Session, edit: Edit, rows: Sequence[TravelingRow], changed: Mapping[str, Any]
) -> None:
    for table in CONTENT_TABLES:
        arriving = [row for row in rows if row.table is table]
        here = rows_here(session, arriving) if issubclass(table, DirectoryRecord) else {}
        new = [row for row in arriving if row.id not in here]
        columns = [_columns(row, edit, changed if table is Plan else {}) for row in new]
        if columns:
            session.execute(insert(table), columns)
        for row, written in zip(new, columns, strict=True):
            edit.record(row.key, None, {name: written[name] for name in table.content_fields()}, {})
        for row in arriving:
            if row.id in here:
                _take_newer(session, edit, here[row.id], row)


def _columns(row: TravelingRow, edit: Edit, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row as the table stores it, with what is `changed` on the way in."""
    columns = dict(row.values) | {"id": row.id, "born": row.born, "stamps": dict(row.stamps)}
    vector = vector_column(row.table)
    if vector:
        columns[vector] = dict(row.seen)
    else:
        columns["plan_id"] = edit.scope
    if changed:
        columns |= changed
        columns["stamps"] |= dict.fromkeys(changed, str(edit.stamp))
        columns[vector] |= {edit.stamp.replica: edit.stamp.clock}
    return columns


def rows_here(session: Session, rows: Sequence[TravelingRow]) -> dict[str, TravelingRow]:
    """Return those of `rows` that the library has already, as it has them."""
    here: dict[str, TravelingRow] = {}
    for some in _portions([row.id for row in rows]):
        table = rows[0].table
        fields = traveling_fields(table)
        query = select(*table.__table__.columns).where(table.__table__.columns["id"].in_(some))
        for found in session.execute(query).mappings():
            here[found["id"]] = TravelingRow(
                table=table,
                id=found["id"],
                born=found["born"],
                stamps=found["stamps"],
                seen=found["seen"],
                values={field: found[field] for field in fields},
            )
    return here


def _portions(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), IDS_PER_QUERY):
        yield ids[start : start + IDS_PER_QUERY]


def _take_newer(session: Session, edit: Edit, here: TravelingRow, row: TravelingRow) -> None:
    """Bring a directory row up to date with the copy of it that arrives."""
    if here.born == str(BUILTIN_STAMP) and here.table in _FRAMEWORK_TABLES:
        # The built-in framework is read-only: no file may reword it.
        return
    newer = here if _is_before(row, here) else newer_of(here, row)
    if newer.values["deleted"] and not row.values["deleted"]:
        # It was deleted here, and the plan that arrives needs it: it is brought back.
        newer = _brought_back(newer, edit.stamp)
    if newer == here:
        return
    session.execute(
        update(here.table)
        .where(here.table.id == here.id)
        .values(**newer.values, born=newer.born, stamps=dict(newer.stamps), seen=dict(newer.seen))
    )
    differing = [name for name in here.values if here.values[name] != newer.values[name]]
    if differing:
        before = {name: here.values[name] for name in differing}
        stamps = {name: here.stamp_of(name) for name in differing}
        edit.record(here.key, before, {name: newer.values[name] for name in differing}, stamps)


def _is_before(row: TravelingRow, here: TravelingRow) -> bool:
    """Return whether nobody wrote the row, as in a release copy, before anybody wrote here."""
    nobodys = Stamp.parse(row.born).replica == BUILTIN_REPLICA and not row.stamps
    return nobodys and row.born < here.born


def newer_of(one: TravelingRow, other: TravelingRow) -> TravelingRow:
    """Return what two copies of a directory row come to: per field, the later value.

    A change made by somebody who had seen another is later than it by the logical clock.
    So this never takes back a change for one that it replaced, and comes to the same
    whichever copies meet in which order.
    """
    born = min(one.born, other.born)
    values: dict[str, Any] = {}
    stamps: dict[str, str] = {}
    for field in one.values:
        later = one if one.stamp_of(field) >= other.stamp_of(field) else other
        values[field] = later.values[field]
        if later.stamp_of(field) != born:
            stamps[field] = later.stamp_of(field)
    return TravelingRow(one.table, one.id, born, stamps, joined([one.seen, other.seen]), values)


def _brought_back(row: TravelingRow, stamp: Stamp) -> TravelingRow:
    return TravelingRow(
        row.table,
        row.id,
        row.born,
        {**row.stamps, "deleted": str(stamp)},
        {**row.seen, stamp.replica: stamp.clock},
        {**row.values, "deleted": False},
    )
