"""The rows of one table in reading order, found by id and by what they belong to.

A plan may hold ten thousand rows, and an edit changes one of them: that row alone moves to
its new place. Lists that were handed out are replaced, never changed, so whoever goes
through one is not disturbed by an edit.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from db.record import Record

R = TypeVar("R", bound=Record)
Key = tuple[Any, ...]
SORT_ANEW_FROM = 100
"""So many rows changed at once are put in order faster by sorting all."""
_ABSENT = object()


class OrderedRows(Generic[R]):
    """Rows in the order of `order`, whose keys end with the row's id and so are unique."""

    def __init__(self, rows: Iterable[R], order: Callable[[R], Key]) -> None:
        self._order = order
        self._by_id: dict[str, R] = {row.id: row for row in rows}
        self._rows: list[R] | None = None
        self._keys: list[Key] = []
        self._key_of: dict[str, Key] = {}
        self._groups: dict[str, dict[Any, list[R]]] = {}
        self._group_of: dict[str, dict[str, Any]] = {}

    def get(self, row_id: str) -> R | None:
        """Return the row with this id, None when it is not here."""
        return self._by_id.get(row_id)

    def all(self) -> list[R]:
        """Return the rows in order. The list is not to be changed."""
        if self._rows is None:
            self._key_of = {row_id: self._order(row) for row_id, row in self._by_id.items()}
            ids = sorted(self._key_of, key=self._key_of.__getitem__)
            self._rows = [self._by_id[row_id] for row_id in ids]
            self._keys = [self._key_of[row_id] for row_id in ids]
        return self._rows

    def group(self, column: str, value: Any) -> list[R]:
        """Return the rows whose `column` is `value`, in order. Not to be changed."""
        groups = self._groups.get(column)
        if groups is None:
            groups, group_of = {}, {}
            for row in self.all():
                own = getattr(row, column)
                groups.setdefault(own, []).append(row)
                group_of[row.id] = own
            self._groups[column], self._group_of[column] = groups, group_of
        return groups.get(value, [])

    def put(self, rows: Iterable[R]) -> None:
        """Take in rows that are new, or move those that changed to their place."""
        rows = list(rows)
        if self._rows is None or len(rows) >= SORT_ANEW_FROM:
            self._by_id.update((row.id, row) for row in rows)
            self._sort_anew()
            return
        for row in rows:
            self._put(row)

    def discard(self, row_ids: Iterable[str]) -> None:
        """Let go of the rows with these ids, if they are here."""
        gone = [row_id for row_id in row_ids if row_id in self._by_id]
        if self._rows is not None and len(gone) < SORT_ANEW_FROM:
            for row_id in gone:
                self._take_out(row_id)
        else:
            self._sort_anew()
        for row_id in gone:
            del self._by_id[row_id]

    def _sort_anew(self) -> None:
        self._rows = None
        self._groups.clear()
        self._group_of.clear()

    def _put(self, row: R) -> None:
        key = self._order(row)
        present = self._by_id.get(row.id)
        if present is row and self._key_of[row.id] == key and not self._has_left_group(row):
            return
        if present is not None:
            self._take_out(row.id)
        self._by_id[row.id] = row
        self._key_of[row.id] = key
        rows = list(self.all())
        index = bisect_left(self._keys, key)
        self._keys.insert(index, key)
        rows.insert(index, row)
        self._rows = rows
        for column, groups in self._groups.items():
            value = getattr(row, column)
            group = list(groups.get(value, []))
            insort(group, row, key=lambda member: self._key_of[member.id])
            groups[value] = group
            self._group_of[column][row.id] = value

    def _has_left_group(self, row: R) -> bool:
        return any(
            group_of.get(row.id, _ABSENT) != getattr(row, column)
            for column, group_of in self._group_of.items()
        )

    def _take_out(self, row_id: str) -> None:
        index = bisect_left(self._keys, self._key_of.pop(row_id))
        rows = list(self.all())
        del self._keys[index], rows[index]
        self._rows = rows
        for column, groups in self._groups.items():
            value = self._group_of[column].pop(row_id)
            groups[value] = [row for row in groups[value] if row.id != row_id]
