"""The flush listener: turns what a session writes into journal changes and stamps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session, attributes
from sqlalchemy.orm.base import NO_VALUE

from db import search
from db.bookkeeping import Replica
from db.clock import Stamp, next_clock
from db.errors import EditOutsideDoor
from db.journal import Change, Step
from db.record import BOOKKEEPING, DirectoryRecord, PlanRecord, Record
from db.tables import Plan

EDIT = "istmo_edit"
"""Where a session keeps the edit that is under way."""

Key = tuple[str, str]


@dataclass(slots=True)
class Edit:
    """An edit under way: its stamp, and what it has changed so far."""

    scope: str
    stamp: Stamp
    before: dict[Key, dict[str, Any] | None] = field(default_factory=dict)
    after: dict[Key, dict[str, Any]] = field(default_factory=dict)

    def record(self, key: Key, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        """Add what a flush did to a row to what earlier flushes of this edit did."""
        if key not in self.before:
            self.before[key], self.after[key] = before, after
            return
        earlier = self.before[key]
        if earlier is not None and before is not None:
            self.before[key] = before | earlier
        self.after[key] |= after

    def real_changes(self) -> list[tuple[Key, dict[str, Any] | None, dict[str, Any]]]:
        """Return what differs in the end; a field set and set back is no change."""
        result: list[tuple[Key, dict[str, Any] | None, dict[str, Any]]] = []
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
    """Advance this installation's clock.

    Returns the stamp of the edit that begins, and the clock of the one before it.
    """
    replica, last = session.execute(select(Replica.id, Replica.clock)).one()
    clock = next_clock(last)
    session.execute(update(Replica).values(clock=clock))
    return Stamp(clock, replica), last


def before_flush(session: Session, _context: Any, _instances: Any) -> None:
    """Stamp and record every touched row. Raises EditOutsideDoor outside an edit."""
    edit: Edit | None = session.info.get(EDIT)
    if session.deleted:
        raise EditOutsideDoor("rows get a tombstone and are never erased")
    for row in session.new:
        if isinstance(row, Record):
            _record_birth(_required(edit, row), row)
    for row in session.dirty:
        if isinstance(row, Record):
            _record_changes(edit, row)


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
    edit.record((row.__tablename__, row.id), None, values)


def _record_changes(edit: Edit | None, row: Record) -> None:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, old in attributes.instance_state(row).committed_state.items():
        if name in BOOKKEEPING:
            continue
        new = getattr(row, name)
        if old is NO_VALUE:
            raise EditOutsideDoor(f"{row.__tablename__}.{name} was set before it was read")
        if new != old:
            before[name], after[name] = old, new
    if not after:
        return
    edit = _required(edit, row)
    stamp = str(edit.stamp)
    if row.born != stamp:
        row.stamps = {**row.stamps, **dict.fromkeys(after, stamp)}
    _see(edit, row)
    edit.record((row.__tablename__, row.id), before, after)


def _see(edit: Edit, row: Record) -> None:
    if isinstance(row, DirectoryRecord):
        row.seen = {**row.seen, edit.stamp.replica: edit.stamp.clock}


def write_step(
    session: Session,
    edit: Edit,
    *,
    kind: str,
    label: str,
    values: Mapping[str, Any],
    author: str,
    target: int | None = None,
    together: str = "",
) -> int:
    """Write the journal of `edit` and return its step's id.

    Edits with the same `together` as the scope's last step, such as the keystrokes in one
    field, become part of that step.
    """
    changes = edit.real_changes()
    touched: dict[str, dict[str, Iterable[str]]] = {}
    for (table_name, row_id), _, after in changes:
        touched.setdefault(table_name, {})[row_id] = after
    search.refresh(session.connection(), touched)
    if together and (step_id := _step_to_continue(session, edit, together)):
        _extend_step(session, step_id, changes)
        session.execute(update(Step).where(Step.id == step_id).values(clock=edit.stamp.clock))
        return step_id
    if kind in {"edit", "merge"}:
        session.execute(
            update(Step)
            .where(Step.scope == edit.scope, Step.state == "undone")
            .values(state="dropped")
        )
    step_id = session.execute(
        insert(Step).returning(Step.id),
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
    if changes:
        session.execute(insert(Change), [_change_row(step_id, *change) for change in changes])
    return step_id


def _change_row(
    step_id: int, key: Key, before: dict[str, Any] | None, after: dict[str, Any]
) -> dict[str, Any]:
    return {
        "step_id": step_id,
        "table_name": key[0],
        "row_id": key[1],
        "before": before,
        "after": after,
    }


def _step_to_continue(session: Session, edit: Edit, together: str) -> int | None:
    last = session.execute(
        select(Step.id, Step.together, Step.state, Step.kind, Step.replica)
        .where(Step.scope == edit.scope)
        .order_by(Step.id.desc())
        .limit(1)
    ).first()
    expected = (together, "done", "edit", edit.stamp.replica)
    return last.id if last is not None and tuple(last[1:]) == expected else None


def _extend_step(
    session: Session,
    step_id: int,
    changes: list[tuple[Key, dict[str, Any] | None, dict[str, Any]]],
) -> None:
    for key, before, after in changes:
        same_row = (Change.step_id == step_id, Change.table_name == key[0], Change.row_id == key[1])
        earlier = session.execute(select(Change.before, Change.after).where(*same_row)).first()
        if earlier is None:
            session.execute(insert(Change), [_change_row(step_id, key, before, after)])
            continue
        first = None if earlier.before is None else (before or {}) | earlier.before
        session.execute(
            update(Change).where(*same_row).values(before=first, after=earlier.after | after)
        )


def note_in_vector(session: Session, plan: Plan, stamp: Stamp) -> None:
    """Raise the plan's version vector to the edit that is being committed."""
    plan.vector = {**plan.vector, stamp.replica: stamp.clock}
    session.flush()
