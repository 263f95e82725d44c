"""The one way in for edits, and the way back: edit, undo, redo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from db.connection import WRITES
from db.edit import EDIT, Edit, RowChange, next_stamp, write_step
from db.errors import EditOutsideDoor
from db.journal import CHANGES, STEPS, Step
from db.record import Record
from db.tables import TABLE_BY_NAME, Plan
from db.text import N_

if TYPE_CHECKING:
    from db.library import Library

UNDO_LABEL = N_("Undo: {step}")
REDO_LABEL = N_("Redo: {step}")
IDS_PER_QUERY = 500


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit touched, told to subscribers after it is on disk.

    `rows` are (table name, row id); it is empty, with `everything` true, when another
    process wrote to the library and all that is shown must be read again.
    """

    scope: str
    rows: frozenset[tuple[str, str]] = frozenset()
    everything: bool = False

    def touches(self, *tables: type[Record]) -> bool:
        """Return whether a row of one of `tables` was touched."""
        names = {table.__tablename__ for table in tables}
        return self.everything or any(name in names for name, _ in self.rows)


class _NothingChanged(Exception):
    """A field was set and set back: the stamps of the way there must not stay."""


class Door:
    """Edits of one scope: a plan, or the library itself."""

    def __init__(self, library: Library, scope: str, plan: Plan | None = None) -> None:
        self._library = library
        self._scope = scope
        self._plan = plan

    @contextmanager
    def edit(
        self,
        label: str,
        *,
        together: str = "",
        kind: str = "edit",
        target: int | None = None,
        values: Mapping[str, Any] | None = None,
        births: bool = True,
    ) -> Iterator[None]:
        """Make what the block changes one undo step and one transaction.

        `label` is an English message id and `values` fill its placeholders. Edits in a row
        with the same `together`, such as pauses while typing in one field, are one step.
        Without `births` the journal does not list rows that are new.
        When the block or the commit fails nothing is changed. Raises UnwritableLibrary
        when the disk does not take it, EditOutsideDoor when edits are nested.
        """
        library, session = self._library, self._library.session
        if session.info.get(EDIT) is not None:
            raise EditOutsideDoor("an edit is already under way")
        changes: list[RowChange] = []
        with library.turn:
            try:
                if session.new or session.dirty:
                    session.flush()
                edit, others_wrote = self._begin()
                yield
                session.flush()
                changes = edit.real_changes()
                if edit.before and not changes and target is None and kind != "merge":
                    raise _NothingChanged
                if changes or target is not None:
                    write_step(
                        session,
                        edit,
                        changes,
                        kind=kind,
                        label=label,
                        values=values or {},
                        author=library.author,
                        target=target,
                        together=together,
                        births=births,
                    )
                    session.commit()
                    library.known_clock = edit.stamp.clock
                elif kind == "merge":
                    # Nothing that can be seen came in, but it must not come in again.
                    session.commit()
            except _NothingChanged:
                library.take_back()
            except BaseException:
                library.take_back()
                raise
            finally:
                session.info[EDIT] = None
                library.end_reading()
        if others_wrote:
            library.announce(Changes(self._scope, everything=True))
        elif changes:
            library.announce(Changes(self._scope, frozenset(key for key, _, _ in changes)))

    def _begin(self) -> tuple[Edit, bool]:
        """Take the lock; return the edit, and whether another process wrote before it."""
        library, session = self._library, self._library.session
        session.commit()
        session.connection(execution_options={WRITES: True})
        stamp, last = next_stamp(session)
        # From here on nothing ends the transaction but the edit itself.
        edit = session.info[EDIT] = Edit(self._scope, stamp, self._plan)
        others_wrote = last != library.known_clock
        if others_wrote:
            library.read_again()
        return edit, others_wrote

    def next_undo(self) -> Step | None:
        """Return the step that `undo` would take back."""
        return self._find("done", newest=True)

    def next_redo(self) -> Step | None:
        """Return the step that `redo` would do again."""
        return self._find("undone", newest=False)

    def _find(self, state: str, *, newest: bool) -> Step | None:
        query = select(Step).where(
            Step.scope == self._scope, Step.state == state, Step.kind.in_(("edit", "merge"))
        )
        order = Step.id.desc() if newest else Step.id.asc()
        step = self._library.session.scalars(
            query.order_by(order).limit(1).execution_options(populate_existing=True)
        ).first()
        self._library.end_reading()
        return step

    def undo(self) -> Step | None:
        """Take back the last step that is not yet taken back; return it."""
        step = self.next_undo()
        if step is not None:
            self._reverse(step, step.id, kind="undo", label=UNDO_LABEL, state="undone")
        return step

    def redo(self) -> Step | None:
        """Do the step again that was last taken back; return it."""
        step = self.next_redo()
        if step is not None:
            self._reverse(step, None, kind="redo", label=REDO_LABEL, state="done")
        return step

    def _reverse(
        self, step: Step, reversed_id: int | None, *, kind: str, label: str, state: str
    ) -> None:
        """Reverse the changes of a step: `step` itself, or the last undo of it."""
        values = {"step": step.label, "values": dict(step.values)}
        with self.edit(label, kind=kind, target=step.id, values=values):
            connection = self._library.session.connection()
            if reversed_id is None:
                reversed_id = connection.execute(
                    select(STEPS.c.id)
                    .where(STEPS.c.scope == self._scope)
                    .where(STEPS.c.kind == "undo", STEPS.c.target == step.id)
                    .order_by(STEPS.c.id.desc())
                    .limit(1)
                ).scalar_one()
            changes = connection.execute(
                select(CHANGES.c.table_name, CHANGES.c.row_id, CHANGES.c.before, CHANGES.c.after)
                .where(CHANGES.c.step_id == reversed_id)
                .order_by(CHANGES.c.id)
            ).all()
            rows = self._rows_of([(change.table_name, change.row_id) for change in changes])
            for change in changes:
                row = rows.get((change.table_name, change.row_id))
                if row is not None:
                    _put_back(row, change.before, change.after)
            connection.execute(update(STEPS).where(STEPS.c.id == step.id).values(state=state))

    def _rows_of(self, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Record]:
        wanted: dict[str, list[str]] = {}
        for table_name, row_id in keys:
            wanted.setdefault(table_name, []).append(row_id)
        found: dict[tuple[str, str], Record] = {}
        for table_name, ids in wanted.items():
            table = TABLE_BY_NAME.get(table_name)
            if table is None:
                # An older Istmo wrote this step, before a table was given up.
                continue
            for start in range(0, len(ids), IDS_PER_QUERY):
                query = select(table).where(table.id.in_(ids[start : start + IDS_PER_QUERY]))
                for row in self._library.session.scalars(query):
                    found[table_name, row.id] = row
        return found


def _put_back(row: Record, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
    if before is None:
        row.deleted = True
        return
    for field, value in before.items():
        # What somebody else changed since stays as they left it.
        if field in row.content_fields() and getattr(row, field) == after[field]:
            setattr(row, field, value)
