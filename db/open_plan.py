"""A plan that is open for editing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from db.door import Changes, Door
from db.journal import Step
from db.ordering import after, between
from db.reader import PlanReader
from db.record import PlanRecord, Record
from db.tables import PLAN_TABLES, TABLE_BY_NAME, Plan

if TYPE_CHECKING:
    from db.library import Library

R = TypeVar("R", bound=Record)


class OpenPlan(PlanReader):
    """A plan read through the library's own session, which can be edited.

    Every change goes through `edit`; within it rows are changed by setting their
    attributes, and come and go by `add` and `remove`.
    """

    def __init__(self, library: Library, plan_id: str) -> None:
        super().__init__(library.session, plan_id)
        self.library = library
        self._door = Door(library, plan_id, self.row)
        library.session.commit()

    def rows(self, table: type[R]) -> list[R]:
        """Return the plan's rows of `table`, in order; see `PlanReader.rows`."""
        if table in self._ordered:
            return super().rows(table)
        rows = super().rows(table)
        self.library.end_reading()
        return rows

    @contextmanager
    def edit(self, label: str, *, together: str = "", **values: Any) -> Iterator[None]:
        """Open the one way in for edits: one undo step, one transaction.

        `label` is an English message id marked with `N_`, `values` fill its placeholders.
        Raises UnwritableLibrary; then, or when the block raises, nothing has changed.
        """
        with self._door.edit(label, together=together, values=values):
            yield

    def add(self, row: R) -> R:
        """Add a new row, within an edit; rows with a position go to the end of their list."""
        if isinstance(row, PlanRecord):
            row.plan_id = self.id
        table = type(row)
        if hasattr(row, "position") and not row.position:
            last = self.rows(table)[-1:]
            row.position = after(getattr(last[0], "position", "") if last else "")
        self._session.add(row)
        self._table(table)[row.id] = row
        self._forget_order(table)
        return row

    def remove(self, row: Record) -> None:
        """Delete a row of the plan, within an edit, with what cannot stand without it.

        Rows that merely mention it stay and lose the mention.
        """
        if row.deleted:
            return
        row.deleted = True
        for table in PLAN_TABLES:
            for column in _columns_referring_to(table, row.__tablename__):
                for dependent in list(self.children(table, column, row.id)):
                    if table.__table__.columns[column].nullable and not _is_link(table):
                        setattr(dependent, column, None)
                    else:
                        self.remove(dependent)
        self._session.flush()
        self._table(type(row)).pop(row.id, None)
        for table in PLAN_TABLES:
            self._forget_order(table)
        self._forget_order(type(row))

    def place(self, row: Record, after_row: Record | None) -> None:
        """Move `row`, within an edit, behind `after_row`; None moves it to the front."""
        rows: list[Any] = [other for other in self.rows(type(row)) if other is not row]
        index = rows.index(after_row) + 1 if after_row is not None else 0
        low = rows[index - 1].position if index else ""
        following = [other.position for other in rows[index:] if other.position > low]
        row.position = between(low, following[0] if following else "")  # type: ignore[attr-defined]
        self._forget_order(type(row))

    def undo(self) -> Step | None:
        """Take back the last edit; return its step, None when there is none."""
        return self._door.undo()

    def redo(self) -> Step | None:
        """Do the edit again that was last taken back; return its step."""
        return self._door.redo()

    def next_undo(self) -> Step | None:
        """Return the step that `undo` would take back."""
        return self._door.next_undo()

    def next_redo(self) -> Step | None:
        """Return the step that `redo` would do again."""
        return self._door.next_redo()

    def forget(self, changes: Changes) -> None:
        """Let go of what `changes` made stale; the library calls this after each edit."""
        if changes.everything:
            self.read_again()
            return
        for table_name in {name for name, _ in changes.rows}:
            table = TABLE_BY_NAME[table_name]
            if table in self._live and table is not Plan:
                self._refresh_membership(table, changes)
            self._forget_order(table)

    def read_again(self) -> None:
        """Read every table anew: another process wrote, or an edit was taken back."""
        tables = list(self._live)
        self._live.clear()
        self._ordered.clear()
        self._indexes.clear()
        self._session.refresh(self.row)
        for table in tables:
            self._table(table)

    def _refresh_membership(self, table: type[Record], changes: Changes) -> None:
        live = self._live[table]
        for name, row_id in changes.rows:
            if name != table.__tablename__:
                continue
            row: Any = self._session.get(table, row_id)
            mine = row is not None and getattr(row, "plan_id", self.id) == self.id
            if row is None or row.deleted or not mine:
                live.pop(row_id, None)
            else:
                live[row_id] = row

    def _forget_order(self, table: type[Record]) -> None:
        self._ordered.pop(table, None)
        for key in [key for key in self._indexes if key[0] is table]:
            del self._indexes[key]


def _columns_referring_to(table: type[Record], target: str) -> list[str]:
    return [
        column.key
        for column in table.__table__.columns
        if column.key != "plan_id"
        and any(link.column.table.name == target for link in column.foreign_keys)
    ]


def _is_link(table: type[Record]) -> bool:
    """Return whether rows of `table` say nothing but that two others belong together."""
    return table.__tablename__ in {"alignment", "plan_focus_area"}
