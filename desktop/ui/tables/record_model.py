"""The rows of a table of the plan as a Qt model, filtered and sorted without a proxy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from db.door import Changes
from db.open_plan import OpenPlan
from db.record import Record
from db.text import folded
from desktop.language import _
from desktop.ui.desk import Desk
from desktop.ui.tables.columns import BoolColumn, Column

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
ROLE = Qt.ItemDataRole


class RecordModel(QAbstractTableModel):
    """Shows `rows(plan)`. What an edit touched is painted anew, and nothing else.

    Rows that are edited stay where they are until the planner sorts or filters again.
    `refused` holds, by row id and field, what was typed but cannot be written, and why.
    """

    rearranged = Signal()

    def __init__(
        self,
        desk: Desk,
        table: type[Record],
        columns: Sequence[Column],
        rows: Callable[[OpenPlan], Sequence[Any]],
    ) -> None:
        super().__init__()
        self._desk = desk
        self.table = table
        self.columns = tuple(columns)
        self._source = rows
        self.shown: list[Any] = []
        self._places: dict[str, int] = {}
        self._known: set[str] = set()
        self._before: list[Any] = []
        self._arrivals: dict[str, int] = {}
        self._words: list[str] = []
        self._test: Callable[[Any], bool] | None = None
        self._order: Callable[[Any], Any] | None = None
        self._haystacks: dict[str, str] = {}
        self.sorted_by: int | None = None
        self.descending = False
        self.refused: dict[tuple[str, str], tuple[str, str]] = {}

    @property
    def plan(self) -> OpenPlan:
        """The open plan."""
        assert self._desk.plan is not None  # noqa: S101 - tables stand on pages of a plan
        return self._desk.plan

    # What Qt asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """Return what accessibility and tests read; the painter asks `cell_text` itself."""
        if not index.isValid():
            return None
        row, column = self.shown[index.row()], self.columns[index.column()]
        if role in {ROLE.DisplayRole, ROLE.AccessibleTextRole}:
            return self.cell_text(row, column)
        if role == ROLE.EditRole:
            return column.typed(row, self.plan)
        if role == ROLE.ToolTipRole:
            return self.tip(row, column)
        if role == ROLE.CheckStateRole and isinstance(column, BoolColumn):
            ticked = column.value(row, self.plan)
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        """Return a column's title, with an arrow when the rows are sorted by it."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == ROLE.DisplayRole:
            arrow = "" if self.sorted_by != section else " ↓" if self.descending else " ↑"
            heading = column.heading or column.title
            return _(heading) + arrow if heading else arrow
        if role == ROLE.ToolTipRole:
            return _(column.title) if column.title else None
        if role == ROLE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.is_typed(index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    # What the table asks

    def is_typed(self, column: int) -> bool:
        """Return whether a column's cells have an editor; ticks are only toggled."""
        declared = self.columns[column]
        return declared.editable and not isinstance(declared, BoolColumn)

    def cell_text(self, row: Any, column: Column) -> str:
        """Return what a cell shows: its text, or what was typed and refused."""
        refused = self.refused.get((row.id, column.field)) if self.refused else None
        return column.text(row, self.plan) if refused is None else refused[0]

    def tip(self, row: Any, column: Column) -> str:
        """Return what pointing at a cell tells: why it was refused, or its whole text."""
        refused = self.refused.get((row.id, column.field))
        if refused is not None:
            return refused[1]
        said = column.tip(row, self.plan) if column.tip is not None else ""
        return said or column.text(row, self.plan)

    def place_of(self, row_id: str) -> int | None:
        """Return the line of a row that is shown."""
        return self._places.get(row_id)

    def in_plan_order(self) -> bool:
        """Return whether all rows are shown, in the plan's order."""
        return self.sorted_by is None and not self.is_filtered() and self._order is None

    def known_count(self) -> int:
        """Return how many rows there are, shown or not."""
        return len(self._known)

    def is_filtered(self) -> bool:
        """Return whether a filter hides rows."""
        return bool(self._words) or self._test is not None

    def refresh(self, changes: Changes | None) -> None:
        """Show the rows as they stand now; without `changes` arrange them anew."""
        source = list(self._source(self.plan))
        same = source == self._before
        here = self._known if same else {row.id for row in source}
        touched = self._forget(changes, here)
        if changes is None or changes.everything:
            self._show(self._arranged(source))
        elif not same:
            self._show(source if self.in_plan_order() else self._kept(source, here))
        self._known, self._before = here, source
        self._repaint(touched)

    def _rearrange(self) -> None:
        """Sort and filter anew what is known already."""
        self._show(self._arranged(self._before))
        self._repaint(None)

    def sort_by(self, column: int | None, *, descending: bool = False) -> None:
        """Sort by a column; None is the plan's order."""
        self.sorted_by, self.descending = column, descending
        self._rearrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def filter_by(self, words: str) -> None:
        """Show only rows that contain every word, whatever its accents."""
        self._words = folded(words).split()
        self._rearrange()

    def narrow(self, test: Callable[[Any], bool] | None) -> None:
        """Show only rows that pass `test` as well; None shows all."""
        self._test = test
        self._rearrange()

    def group_by(self, order: Callable[[Any], Any] | None) -> None:
        """Keep rows of a group together, groups in `order`, sorted within; None ends that."""
        self._order = order
        self._rearrange()

    def refuse(self, row: Any, column: Column, typed: str, sentence: str) -> None:
        """Keep in a cell what was typed into it and cannot be written."""
        self.refused[row.id, column.field] = (typed, sentence)
        self._repaint({row.id})

    def expect(self, rows: Sequence[Any]) -> None:
        """Remember the order in which rows are added, for tables that are sorted."""
        self._arrivals = {row.id: place for place, row in enumerate(rows)}

    def accept(self, row: Any, column: Column) -> None:
        """Forget what was refused in a cell."""
        if self.refused.pop((row.id, column.field), None) is not None:
            self._repaint({row.id})

    # How rows come to be shown

    def _forget(self, changes: Changes | None, here: set[str]) -> set[str] | None:
        """Drop what was remembered of touched rows; return their ids, None for all rows."""
        if self.refused:
            self.refused = {key: v for key, v in self.refused.items() if key[0] in here}
        if changes is None or changes.everything:
            self._haystacks.clear()
            return None
        name = self.table.__tablename__
        if any(table != name for table, _ in changes.rows):
            # Another table's row may be what a reference or a computed cell shows.
            self._haystacks.clear()
            return None
        touched = {row_id for _, row_id in changes.rows}
        for row_id in touched:
            self._haystacks.pop(row_id, None)
        return touched

    def _arranged(self, source: list[Any]) -> list[Any]:
        rows = source
        if self._words:
            rows = [row for row in rows if self._matches(row)]
        if self._test is not None:
            rows = [row for row in rows if self._test(row)]
        if self.sorted_by is not None:
            column, plan = self.columns[self.sorted_by], self.plan
            rows = sorted(rows, key=lambda row: column.sort_key(row, plan), reverse=self.descending)
        if self._order is not None:
            rows = sorted(rows, key=self._order)
        return rows

    def _kept(self, source: list[Any], here: set[str]) -> list[Any]:
        """Return what is shown already, and what has come since, in its present order."""
        new = [row for row in source if row.id not in self._known]
        new.sort(key=lambda row: self._arrivals.get(row.id, 0))
        if self.sorted_by is None:
            staying = {row.id for row in self.shown} | {row.id for row in new}
            return [row for row in source if row.id in staying]
        by_id = {row.id: row for row in source}
        return [by_id[row.id] for row in self.shown if row.id in here] + new

    def _matches(self, row: Any) -> bool:
        words = self._haystack(row)
        return all(word in words for word in self._words)

    def _haystack(self, row: Any) -> str:
        words = self._haystacks.get(row.id)
        if words is None:
            plan = self.plan
            texts = (column.text(row, plan) for column in self.columns if column.searched)
            words = folded("\n".join(texts))
            self._haystacks[row.id] = words
        return words

    def _show(self, wanted: list[Any]) -> None:
        if wanted == self.shown:
            return
        ids = [row.id for row in wanted]
        staying = set(ids)
        gone = [place for place, row in enumerate(self.shown) if row.id not in staying]
        for first, last in reversed(_runs(gone)):
            self.beginRemoveRows(NO_INDEX, first, last)
            del self.shown[first : last + 1]
            self.endRemoveRows()
        present = {row.id for row in self.shown}
        self._reorder([row for row in wanted if row.id in present])
        new = [place for place, row in enumerate(wanted) if row.id not in present]
        for first, last in _runs(new):
            self.beginInsertRows(NO_INDEX, first, last)
            self.shown[first:first] = wanted[first : last + 1]
            self.endInsertRows()
        self.shown = list(wanted)
        self._places = {row_id: place for place, row_id in enumerate(ids)}
        self.rearranged.emit()

    def _reorder(self, wanted: list[Any]) -> None:
        before = [row.id for row in self.shown]
        if before == [row.id for row in wanted]:
            self.shown = list(wanted)
            return
        self.layoutAboutToBeChanged.emit()
        places = {row.id: place for place, row in enumerate(wanted)}
        self.shown = list(wanted)
        for old in self.persistentIndexList():
            new = self.index(places[before[old.row()]], old.column())
            self.changePersistentIndex(old, new)
        self.layoutChanged.emit()

    def _repaint(self, touched: set[str] | None) -> None:
        if not self.shown:
            return
        last_column = len(self.columns) - 1
        if touched is None:
            ranges = [(0, len(self.shown) - 1)]
        else:
            ranges = _runs(sorted(self._places[i] for i in touched if i in self._places))
        for first, last in ranges:
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Return ascending places as runs (first, last) without a gap."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
