"""The flush listener: turns what a session writes into journal changes and stamps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session, attributes
from sqlalchemy.orm.base import NO_VALUE

from db import search
from db.bookkeeping import REPLICAS
from db.clock import COUNTER_BITS, Stamp, next_clock
from db.correspondence import SENT
from db.errors import EditOutsideDoor
from db.journal import CHANGES, STEPS
from db.record import BOOKKEEPING, DirectoryRecord, PlanRecord, Record
from db.tables import Plan

EDIT = "istmo_edit"
"""Where a session keeps the edit that is under way."""

TOGETHER_MILLISECONDS = 5 * 60 * 1000
"""Edits further apart are not one undo step, whatever they have in common."""

# Statements of every edit, made once. They are Core's: those of the ORM look at every row in
# the session before they go to the database.
_CLOCK = select(REPLICAS.c.id, REPLICAS.c.clock)
_SET_CLOCK = update(REPLICAS)
_DROP_UNDONE = (
    update(STEPS)
    .where(STEPS.c.scope == bindparam("of"), STEPS.c.state == "undone")
    .values(state="dropped")
)
_ADD_STEP = insert(STEPS).returning(STEPS.c.id)
_ADD_CHANGES = insert(CHANGES)
_LAST_STEP = (
    select(STEPS.c.id, STEPS.c.clock, STEPS.c.together, STEPS.c.state, STEPS.c.kind)
    .add_columns(STEPS.c.replica)
    .where(STEPS.c.scope == bindparam("of"))
    .order_by(STEPS.c.id.desc())
    .limit(1)
)

_LAST_SENT = (
    select(SENT.c.vector)
    .where(SENT.c.plan_id == bindparam("of"))
    .order_by(SENT.c.id.desc())
    .limit(1)
)

Key = tuple[str, str]
RowChange = tuple[Key, dict[str, Any] | None, dict[str, Any]]


@dataclass(slots=True)
class Edit:
    """An edit under way: its stamp, the plan it belongs to, and what it has changed so far."""

    scope: str
    stamp: Stamp
    plan: Plan | None = None
    before: dict[Key, dict[str, Any] | None] = field(default_factory=dict)
    after: dict[Key, dict[str, Any]] = field(default_factory=dict)
    stamps: dict[Key, Mapping[str, str]] = field(default_factory=dict)

    def record(
        self,
        key: Key,
        before: dict[str, Any] | None,
        after: dict[str, Any],
        stamps: Mapping[str, str],
    ) -> None:
        """Add what a flush did to a row to what earlier flushes of this edit did.

        `stamps` are those of the values in `before`.
        """
        self.stamps[key] = {**stamps, **self.stamps.get(key, {})}
        if key not in self.before:
            self.before[key], self.after[key] = before, after
            return
        earlier = self.before[key]
        if earlier is not None and before is not None:
            self.before[key] = before | earlier
        self.after[key] |= after

    def real_changes(self) -> list[RowChange]:
        """Return what differs in the end; a field set and set back is no change."""
        result: list[RowChange] = []
        for key, before in self.before.items():
            after = self.after[key]
            if before is None:
                result.append((key, None, after))
                continue
            differing = [name for name in before if before[name] != after[name]]
            if differing:
                old = {name: before[name] for name in differing}
                result.append((key, old, {name: after[name] for name in differing}))
        return result


def next_stamp(session: Session) -> tuple[Stamp, int]:
    """Return the stamp of an edit that begins, and the clock of the one before it.

    The clock moves when `write_step` writes the edit.
    """
    replica, last = session.connection().execute(_CLOCK).one()
    return Stamp(next_clock(last), replica), last


def before_flush(session: Session, _context: Any, _instances: Any) -> None:
    """Stamp and record every touched row. Raises EditOutsideDoor outside an edit."""
    edit: Edit | None = session.info.get(EDIT)
    if session.deleted:
        raise EditOutsideDoor("rows get a tombstone and are never erased")
    plans: set[Plan] = set()
    for row in list(session.new):
        if isinstance(row, Record):
            _record_birth(_required(edit, row), row)
            plans.update([row] if isinstance(row, Plan) else [])
    for row in list(session.dirty):
        if isinstance(row, Record) and _record_changes(session, edit, row):
            plans.update([row] if isinstance(row, Plan) else [])
    if edit is not None and edit.before:
        for plan in plans | ({edit.plan} if edit.plan is not None else set()):
            # The plan has seen this edit: its version vector says so.
            plan.vector = {**plan.vector, edit.stamp.replica: edit.stamp.clock}


def _required(edit: Edit | None, row: Record) -> Edit:
    if edit is None:
        raise EditOutsideDoor(f"{row.__tablename__} {row.id} was changed outside plan.edit()")
    if isinstance(row, PlanRecord) and row.plan_id != edit.scope:
        raise EditOutsideDoor(f"{row.__tablename__} {row.id} belongs to another plan")
    return edit


def _record_birth(edit: Edit, row: Record) -> None:
    row.born = str(edit.stamp)
    _see(edit, row)
    values = {name: getattr(row, name) for name in row.content_fields()}
    edit.record((row.__tablename__, row.id), None, values, {})


def _record_changes(session: Session, edit: Edit | None, row: Record) -> bool:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    committed = attributes.instance_state(row).committed_state
    stamped = committed.get("stamps", row.stamps)
    for name, old in committed.items():
        if name in BOOKKEEPING:
            continue
        new = getattr(row, name)
        before[name] = _value_on_disk(session, row, name) if old is NO_VALUE else old
        after[name] = new
        if new == before[name]:
            del before[name], after[name]
    if not after:
        return False
    edit = _required(edit, row)
    stamps = {name: stamped.get(name, row.born) for name in before}
    stamp = str(edit.stamp)
    if row.born != stamp:
        row.stamps = {**row.stamps, **dict.fromkeys(after, stamp)}
    _see(edit, row)
    edit.record((row.__tablename__, row.id), before, after, stamps)
    return True


def _value_on_disk(session: Session, row: Record, name: str) -> Any:
    """Return the old value of a field that was set before it had been read."""
    columns = row.__table__.c
    query = select(columns[name]).where(columns.id == row.id)
    return session.connection().execute(query).scalar_one()


def _see(edit: Edit, row: Record) -> None:
    if isinstance(row, DirectoryRecord):
        row.seen = {**row.seen, edit.stamp.replica: edit.stamp.clock}


def write_step(
    session: Session,
    edit: Edit,
    changes: Sequence[RowChange],
    *,
    kind: str,
    label: str,
    values: Mapping[str, Any],
    author: str,
    target: int | None = None,
    together: str = "",
    births: bool = True,
) -> int:
    """Write the journal of `edit`, bring search up to date, and return the step's id.

    `changes` is what `edit.real_changes()` answers. Edits with the same `together` as the
    scope's last step, such as the keystrokes in one field, become part of that step.
    Without `births` the rows that are new are not listed.
    """
    connection = session.connection()
    connection.execute(_SET_CLOCK, {"clock": edit.stamp.clock})
    touched: dict[str, dict[str, Iterable[str]]] = {}
    for (table_name, row_id), _, after in changes:
        touched.setdefault(table_name, {})[row_id] = after
    search.refresh(connection, touched)
    if together and (step_id := _step_to_continue(session, edit, together)):
        _extend_step(session, step_id, [_change_row(step_id, edit, change) for change in changes])
        continued = update(STEPS).where(STEPS.c.id == step_id)
        connection.execute(continued.values(clock=edit.stamp.clock))
        return step_id
    if kind in {"edit", "merge"}:
        connection.execute(_DROP_UNDONE, {"of": edit.scope})
    step_id = connection.execute(
        _ADD_STEP,
        {
            "scope": edit.scope,
            "kind": kind,
            "state": "done",
            "label": label,
            "values": dict(values),
            "target": target,
            "together": together,
            "clock": edit.stamp.clock,
            "replica": edit.stamp.replica,
            "author": author,
        },
    ).scalar_one()
    if not births:
        changes = [change for change in changes if change[1] is not None]
    if changes:
        connection.execute(_ADD_CHANGES, [_change_row(step_id, edit, change) for change in changes])
    return int(step_id)


def _change_row(step_id: int, edit: Edit, change: RowChange) -> dict[str, Any]:
    key, before, after = change
    if before is None:
        # Most fields of a new row are empty, and there are many: they go without saying.
        after = {name: value for name, value in after.items() if value not in (None, "")}
    stamps = edit.stamps[key] if before is not None else {}
    return {
        "step_id": step_id,
        "table_name": key[0],
        "row_id": key[1],
        "before": before,
        "after": after,
        "stamps": {name: stamps[name] for name in before or {}},
    }


def _step_to_continue(session: Session, edit: Edit, together: str) -> int | None:
    last = session.connection().execute(_LAST_STEP, {"of": edit.scope}).first()
    if last is None or tuple(last[2:]) != (together, "done", "edit", edit.stamp.replica):
        return None
    pause = (edit.stamp.clock - last.clock) >> COUNTER_BITS
    if pause > TOGETHER_MILLISECONDS:
        return None
    # What somebody else has seen meanwhile is a value of its own, not a pause in typing.
    sent = session.connection().execute(_LAST_SENT, {"of": edit.scope}).scalar() or {}
    return None if sent.get(edit.stamp.replica, 0) >= last.clock else int(last.id)


def _extend_step(session: Session, step_id: int, changes: Sequence[dict[str, Any]]) -> None:
    connection = session.connection()
    for change in changes:
        same_row = (
            CHANGES.c.step_id == step_id,
            CHANGES.c.table_name == change["table_name"],
            CHANGES.c.row_id == change["row_id"],
        )
        earlier = connection.execute(
            select(CHANGES.c.before, CHANGES.c.after, CHANGES.c.stamps).where(*same_row)
        ).first()
        if earlier is None:
            connection.execute(_ADD_CHANGES, [change])
            continue
        joined = {
            "before": None if earlier.before is None else (change["before"] or {}) | earlier.before,
            "after": earlier.after | change["after"],
            "stamps": change["stamps"] | earlier.stamps,
        }
        connection.execute(update(CHANGES).where(*same_row).values(**joined))
