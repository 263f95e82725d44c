"""A plan that is open for editing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from db.door import Changes, Door
from db.edit import EDIT
from db.errors import EditOutsideDoor, UnknownPlan
from db.journal import Step
from db.ordering import after, place_between
from db.reader import PlanReader
from db.record import PlanRecord, Record
from db.tables import (
    CONTENT_TABLES,
    TABLE_BY_NAME,
    AreaOfAction,
    Criterion,
    FocusArea,
    Indicator,
    Pillar,
    Plan,
    ProposedAction,
)

if TYPE_CHECKING:
    from db.library import Library

R = TypeVar("R", bound=Record)

_NOTHING_ALONE = frozenset({"alignment", "plan_focus_area", "proposed_action"})
"""Tables whose rows belong to whichever of two others they name, and go with it."""

LISTED_WITHIN: dict[type[Record], tuple[str, ...]] = {
    Criterion: ("objective_id",),
    Pillar: ("framework_id",),
    FocusArea: ("pillar_id",),
    AreaOfAction: ("framework_id",),
    ProposedAction: ("focus_area_id", "area_of_action_id"),
    Indicator: ("focus_area_id",),
}
"""Tables that hold many lists, and what tells one list from another."""


class OpenPlan(PlanReader):
    """A plan read through the library's own session, which can be edited.

    Every change goes through `edit`; within it rows are changed by setting their
    attributes, and come and go by `add` and `remove`.
    """

    def __init__(self, library: Library, plan_id: str) -> None:
        super().__init__(library.session, plan_id)
        self.library = library
        self._door = Door(library, plan_id, self.row)
        library.end_reading()

    @contextmanager
    def edit(self, label: str, *, together: str = "", **values: Any) -> Iterator[None]:
        """Open the one way in for edits: one undo step, one transaction.

        `label` is an English message id marked with `N_`, `values` fill its placeholders.
        Edits in a row with the same `together`, a few minutes apart at most, are one step.
        Raises UnwritableLibrary; then, or when the block raises, nothing has changed.
        """
        with self._door.edit(label, together=together, values=values):
            yield

    def add(self, row: R) -> R:
        """Add a new row, within an edit; rows with a position go to the end of their list."""
        self._require_edit(row)
        if isinstance(row, PlanRecord):
            row.plan_id = self.id
        table = type(row)
        if hasattr(row, "position") and not row.position:
            last = self.rows(table)[-1:]
            row.position = after(getattr(last[0], "position", "") if last else "")
        self._session.add(row)
        self._table(table).put([row])
        return row

    def add_all(self, rows: Sequence[Record]) -> None:
        """Add many rows, within an edit: each list is put in order once, not row by row."""
        by_table: dict[type[Record], list[Record]] = {}
        for row in rows:
            by_table.setdefault(type(row), []).append(row)
        for table, own in by_table.items():
            self._require_edit(own[0])
            last = self.rows(table)[-1:] if hasattr(table, "position") else []
            position = getattr(last[0], "position", "") if last else ""
            for row in own:
                if isinstance(row, PlanRecord):
                    row.plan_id = self.id
                if hasattr(row, "position") and not row.position:
                    position = row.position = after(position)
            self._session.add_all(own)
            self._table(table).put(own)

    def remove(self, row: Record) -> None:
        """Delete a row of the plan, within an edit, with what cannot stand without it.

        Rows that merely mention it stay and lose the mention.
        """
        self._require_edit(row)
        if row.deleted:
            return
        row.deleted = True
        for table in CONTENT_TABLES:
            for column in _columns_referring_to(table, row.__tablename__):
                for dependent in self.children(table, column, row.id):
                    if getattr(dependent, column) != row.id:
                        continue  # It found another place earlier in this edit.
                    if _stands_without(table, column):
                        setattr(dependent, column, None)
                        self._table(table).put([dependent])
                    else:
                        self.remove(dependent)
        self._table(type(row)).discard([row.id])

    def place(self, row: Record, after_row: Record | None) -> None:
        """Move `row`, within an edit, behind `after_row`; None moves it to the front.

        The list is that of the table, or of what the row belongs to: criteria are placed
        among those of their objective.
        """
        self._require_edit(row)
        if after_row is row:
            return
        table = type(row)
        others: list[Any] = [
            other for other in self.rows(table) if other is not row and _belong_together(row, other)
        ]
        index = 0 if after_row is None else others.index(after_row) + 1
        moved: list[Any] = []
        for position, other in place_between(
            [other.position for other in others], index, [*others[:index], row, *others[index:]]
        ):
            other.position = position
            moved.append(other)
        self._table(table).put(moved)

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
        touched: dict[str, list[str]] = {}
        for name, row_id in changes.rows:
            touched.setdefault(name, []).append(row_id)
        for name, row_ids in touched.items():
            table = TABLE_BY_NAME[name]
            foreign = issubclass(table, PlanRecord) and changes.scope != self.id
            if table in self._tables and table is not Plan and not foreign:
                self._take_in(table, row_ids)

    def read_again(self) -> None:
        """Read every table anew: another process wrote, or an edit was taken back.

        Raises UnknownPlan when the plan has been erased.
        """
        tables = list(self._tables)
        self._tables.clear()
        if self._session.get(Plan, self.id, populate_existing=True) is None:
            raise UnknownPlan(self.id)
        for table in tables:
            self._table(table)

    def _load(self, table: type[R]) -> list[R]:
        if self._session.info.get(EDIT) is not None:
            # What the edit has changed so far must not be read over.
            self._session.flush()
        rows = super()._load(table)
        self.library.end_reading()
        return rows

    def _require_edit(self, row: Record) -> None:
        if self._session.info.get(EDIT) is None:
            raise EditOutsideDoor(f"{row.__tablename__} {row.id} was changed outside plan.edit()")

    def _take_in(self, table: type[Record], row_ids: list[str]) -> None:
        rows = self._table(table)
        gone, present = [], []
        for row_id in row_ids:
            row = rows.get(row_id) or self._session.get(table, row_id)
            if row is None or row.deleted:
                gone.append(row_id)
            else:
                present.append(row)
        rows.discard(gone)
        rows.put(present)


def _belong_together(row: Record, other: Record) -> bool:
    """Return whether two rows of a table are in the same list."""
    columns = LISTED_WITHIN.get(type(row), ())
    return all(getattr(row, column) == getattr(other, column) for column in columns)


def _columns_referring_to(table: type[Record], target: str) -> list[str]:
    return [
        column.key
        for column in table.__table__.columns
        if column.key != "plan_id"
        and any(link.column.table.name == target for link in column.foreign_keys)
    ]


def _stands_without(table: type[Record], column: str) -> bool:
    """Return whether a row of `table` still says something when `column` is emptied."""
    nullable = table.__table__.columns[column].nullable
    return bool(nullable) and table.__tablename__ not in _NOTHING_ALONE
