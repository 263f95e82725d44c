"""What a planner does to the cells and rows of a table, each act one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from db.open_plan import OpenPlan
from db.ordering import after
from db.record import Record
from desktop.language import N_, _, ngettext
from desktop.ui.desk import Desk
from desktop.ui.tables.coded_columns import NewEntry
from desktop.ui.tables.columns import Column, missing
from desktop.ui.tables.record_model import RecordModel

Write = tuple[Any, Column, Any]
"""A row, a column, and the value that its cell gets."""
Refusal = tuple[Any, Column, str, str]
"""A row, a column, what was typed, and why it cannot be written."""


class SheetEdits:
    """Edits of the rows of a `RecordModel`; errors of the disk become sentences.

    `make` returns a new row, `make_pasted` one that takes nothing from where the cursor is.
    """

    def __init__(
        self, desk: Desk, model: RecordModel, noun: str, make: Callable[[], Record] | None
    ) -> None:
        self._desk = desk
        self._model = model
        self._noun = noun
        self.make = make
        self.make_pasted = make

    @property
    def plan(self) -> OpenPlan:
        """The open plan."""
        return self._model.plan

    def type_into(self, rows: Sequence[Any], column: Column, typed: str | NewEntry) -> bool:
        """Write what was typed into `column` of `rows`; return whether it was understood."""
        writes: list[Write] = []
        for row in rows:
            if isinstance(typed, NewEntry):
                writes.append((row, column, typed))
            else:
                writes += self._understood(row, column, typed)
        if len(writes) == 1:
            self._write(writes, N_("Change “{field}”"), field=column.title)
        else:
            label = N_("Change “{field}” in {count} rows")
            self._write(writes, label, field=column.title, count=len(writes))
        return len(writes) == len(rows)

    def clear(self, cells: Sequence[tuple[Any, Column]], label: str = "") -> None:
        """Empty cells; those that cannot be empty keep what they hold."""
        writes: list[Write] = []
        for row, column in cells:
            self._model.accept(row, column)
            if not column.editable:
                continue
            try:
                writes.append((row, column, column.read("", row, self.plan)))
            except ValueError:
                self._desk.tell(missing(column))
        self._write(writes, label or N_("Clear cells"))

    def fill_down(self, columns: Sequence[Column], source: Any, rows: Sequence[Any]) -> None:
        """Write into `rows` what `source` holds in `columns`."""
        writes = [
            (row, column, column.value(source, self.plan))
            for column in columns
            if column.editable
            for row in rows
        ]
        for row, column, _value in writes:
            self._model.accept(row, column)
        self._write(writes, N_("Fill down"))

    def paste(
        self, block: Sequence[Sequence[str]], place: int, columns: Sequence[Column]
    ) -> list[Any]:
        """Write a block of texts from line `place` on; return the rows it went into."""
        shown = self._model.shown
        writes: list[Write] = []
        for row, texts in zip(shown[place:], block, strict=False):
            for column, text in zip(columns, texts, strict=False):
                if column.editable:
                    writes += self._understood(row, column, text)
        rows = list(shown[place : place + len(block)])
        surplus = block[len(rows) :] if self.make_pasted is not None else ()
        if not writes and not surplus:
            return rows
        count = len(rows) + len(surplus)
        label = N_("Paste {count} rows") if count > 1 else N_("Paste cells")
        refusals: list[Refusal] = []
        with self._desk.attempt(), self.plan.edit(label, count=count):
            _put(writes, self.plan)
            new, refusals = self._add_rows(surplus, columns)
            self._model.expect(new)
            rows += new
        for row, column, text, sentence in refusals:
            self._model.refuse(row, column, text, sentence)
        return rows

    def add(self, after_row: Any | None = None) -> Any | None:
        """Add a row, behind `after_row` when rows have an order; return it."""
        if self.make is None:
            return None
        row = self.make()
        added: list[Any] = []
        with self._desk.attempt(), self.plan.edit(N_("Add {noun}"), noun=self._noun):
            self.plan.add(row)
            if after_row is not None and hasattr(row, "position"):
                self.plan.place(row, after_row)
            added.append(row)
        return added[0] if added else None

    def remove(self, rows: Sequence[Any]) -> None:
        """Remove rows, with what cannot stand without them."""
        values: dict[str, Any]
        if len(rows) == 1:
            label, values = N_("Remove {noun}"), {"noun": self._noun}
        else:
            label, values = N_("Remove {count} rows"), {"count": len(rows)}
        with self._desk.attempt():
            with self.plan.edit(label, **values):
                for row in rows:
                    self.plan.remove(row)
            self._desk.tell(_("Removed. Ctrl+Z brings it back."))

    def move(self, rows: Sequence[Any], after_row: Any | None) -> None:
        """Move rows, in their order, behind `after_row`; None moves them to the front."""
        with self._desk.attempt(), self.plan.edit(N_("Move {noun}"), noun=self._noun):
            for row in rows:
                self.plan.place(row, after_row)
                after_row = row

    def _understood(self, row: Any, column: Column, typed: str) -> list[Write]:
        """Return what `typed` means for a cell; nothing, and why in the cell, when unclear."""
        try:
            value = column.read(typed, row, self.plan)
        except ValueError as error:
            self._model.refuse(row, column, typed, str(error))
            return []
        self._model.accept(row, column)
        return [(row, column, value)]

    def _write(self, writes: Sequence[Write], label: str, **values: Any) -> None:
        writes = [w for w in writes if w[1].value(w[0], self.plan) != w[2]]
        if writes:
            with self._desk.attempt(), self.plan.edit(label, **values):
                _put(writes, self.plan)

    def _add_rows(
        self, block: Sequence[Sequence[str]], columns: Sequence[Column]
    ) -> tuple[list[Any], list[Refusal]]:
        """Add a row behind the last one for each row of texts, within an edit.

        Returns the rows, and the cells of theirs that are not understood.
        """
        rows: list[Any] = []
        refusals: list[Refusal] = []
        if self.make_pasted is None or not block:
            return rows, refusals
        ordered = self.plan.rows(self._model.table)
        last = getattr(ordered[-1], "position", "") if ordered else ""
        required = [column for column in self._model.columns if column.required]
        for texts in block:
            row: Any = self.make_pasted()
            waiting = [(c, t) for c, t in zip(columns, texts, strict=False) if c.needs_row]
            refused = self._fill_in(row, columns, texts)
            if any(not column.value(row, self.plan) for column in required):
                continue
            if hasattr(row, "position"):
                last = row.position = after(last)
            rows.append(self.plan.add(row))
            if waiting:
                columns_left, texts_left = zip(*waiting, strict=True)
                refused += self._fill_in(row, columns_left, texts_left, added=True)
            refusals += refused
        self._tell_left_out(len(block) - len(rows))
        return rows, refusals

    def _fill_in(
        self, row: Any, columns: Sequence[Column], texts: Sequence[str], *, added: bool = False
    ) -> list[Refusal]:
        """Write texts into a new row; return what is not understood.

        Columns that need the row in the plan are left until it is `added`.
        """
        refused: list[Refusal] = []
        for column, text in zip(columns, texts, strict=False):
            if not column.editable or not text.strip() or column.needs_row != added:
                continue
            try:
                column.put(row, column.read(text, row, self.plan), self.plan)
            except ValueError as error:
                refused.append((row, column, text, str(error)))
        return refused

    def _tell_left_out(self, count: int) -> None:
        if count:
            sentence = ngettext(
                "{count} row was left out: it lacks what every row needs.",
                "{count} rows were left out: they lack what every row needs.",
                count,
            )
            self._desk.tell(sentence.format(count=count))


def _put(writes: Sequence[Write], plan: OpenPlan) -> None:
    made: dict[NewEntry, Any] = {}
    for row, column, value in writes:
        if isinstance(value, NewEntry):
            # Several rows that get the same new entry share one directory row.
            if value in made:
                column.put(row, made[value], plan)
            else:
                column.put(row, value, plan)
                made[value] = column.value(row, plan)
        else:
            column.put(row, value, plan)
