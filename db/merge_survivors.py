"""What stands after a merge because something that stands needs it or holds it.

Deleting a row takes with it what cannot stand without it, and empties what refers to it. When
the row survives, because somebody edited it meanwhile, all of this comes back with it; and
whatever a standing row refers to stands as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from db.departure import TravelingRow, references_of
from db.merge_changes import Key, RowChange, Rows
from db.record import Record
from db.tables import CONTENT_TABLES


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """A deleted row that is brought back, because of the rows `needed_by`."""

    table: str
    id: str
    needed_by: tuple[Key, ...]

    @property
    def key(self) -> Key:
        """The row's table and id."""
        return self.table, self.id


@dataclass(frozen=True, slots=True)
class Consequences:
    """Rows to bring back, and references, by row and field, to be set again."""

    brought_back: tuple[BroughtBack, ...]
    references: Mapping[tuple[Key, str], str]

    def without_what_stays(self, changes: Iterable[RowChange]) -> list[RowChange]:
        """Return changes without the deletions and emptied references that do not happen."""
        back = {row.key for row in self.brought_back}
        result: list[RowChange] = []
        for change in changes:
            if change.kind == "deleted" and change.key in back:
                continue
            fields = tuple(f for f in change.fields if (change.key, f.field) not in self.references)
            if fields or not change.fields:
                result.append(replace(change, fields=fields))
        return result


def consequences_of(
    mine: Rows, theirs: Rows, written: Rows, survivors: Mapping[Key, str]
) -> Consequences:
    """Return what the rows that a merge leaves standing bring with them.

    `written` is what the merge writes, `survivors` the rows that stand although they were
    deleted, each with the stamp of its deletion.
    """
    held = _held(mine, written, survivors)
    standing = {*survivors, *held}
    needed = _needed(mine, written, standing)
    for key, holder in held.items():
        needed.setdefault(key, set()).add(holder)
    order = {table.__tablename__: number for number, table in enumerate(CONTENT_TABLES)}
    ordered = sorted(needed, key=lambda key: (order[key[0]], key[1]))
    back = tuple(BroughtBack(*key, tuple(sorted(needed[key]))) for key in ordered)
    return Consequences(back, _emptied(mine, theirs, written, survivors))


def needed_by(mine: Rows, written: Rows, survivors: Iterable[Key]) -> set[Key]:
    """Return the deleted rows that `survivors` cannot stand without."""
    return set(_needed({**mine, **written}, {}, survivors))


def _held(mine: Rows, written: Rows, survivors: Mapping[Key, str]) -> dict[Key, Key]:
    """Return the rows that were deleted along with a survivor, and which one holds them.

    They come back only where all else that they refer to stands.
    """
    held: dict[Key, Key] = {}
    if not survivors:
        return held
    deletions = set(survivors.values())
    merged = {**mine, **written}
    candidates = [
        row
        for key, row in merged.items()
        if row.values["deleted"] and key not in survivors and row.stamp_of("deleted") in deletions
    ]
    found = True
    while found:
        found = False
        for row in candidates:
            if row.key in held:
                continue
            targets = _targets(row)
            holders = [
                key
                for key in targets
                if key in held or survivors.get(key) == row.stamp_of("deleted")
            ]
            others = (key for key in targets if key not in held and key not in survivors)
            if holders and all(_stands(merged.get(key)) for key in others):
                held[row.key] = holders[0]
                found = True
    return held


def _emptied(
    mine: Rows, theirs: Rows, written: Rows, survivors: Mapping[Key, str]
) -> dict[tuple[Key, str], str]:
    """Return the references to survivors that their deletion emptied, with what they held."""
    emptied: dict[tuple[Key, str], str] = {}
    if not survivors:
        return emptied
    for key, row in {**mine, **written}.items():
        for column, target in references(row.table).items():
            if row.values[column] is not None or column not in row.stamps:
                continue
            for copy in (mine.get(key), theirs.get(key)):
                value = None if copy is None else copy.values[column]
                if value is not None and survivors.get((target, value)) == row.stamps[column]:
                    emptied[key, column] = value
    return emptied


def _needed(mine: Rows, written: Rows, survivors: Iterable[Key]) -> dict[Key, set[Key]]:
    """Return the deleted rows that standing rows refer to, each with these.

    Only what the merge itself brings about counts: references that are new with it, and
    references to rows that it deletes.
    """
    standing = set(survivors)
    needed: dict[Key, set[Key]] = {}
    gone = {
        key
        for key, row in written.items()
        if row.values["deleted"] and key not in standing and _stands(mine.get(key))
    }
    everywhere = {**mine, **written} if gone else written
    fresh = [row for row in everywhere.values() if not row.values["deleted"]]
    fresh += [written.get(key) or mine[key] for key in standing]
    while fresh:
        row = fresh.pop()
        before = mine.get(row.key)
        for target in _targets(row):
            found = written.get(target) or mine.get(target)
            if found is None or not found.values["deleted"]:
                continue
            if target not in gone and _refers(before, target):
                continue
            if target not in standing:
                standing.add(target)
                fresh.append(found)
                needed[target] = set()
            if target in needed:
                needed[target].add(row.key)
    return needed


@cache
def references(table: type[Record]) -> dict[str, str]:
    """Return the columns of `table` that refer to a row, and the table they refer to."""
    return references_of(table)


def _targets(row: TravelingRow) -> list[Key]:
    values: Mapping[str, Any] = row.values
    return [
        (target, values[column])
        for column, target in references(row.table).items()
        if values[column] is not None
    ]


def _stands(row: TravelingRow | None) -> bool:
    return row is not None and not row.values["deleted"]


def _refers(row: TravelingRow | None, target: Key) -> bool:
    return row is not None and not row.values["deleted"] and target in _targets(row)
