"""Two copies of a plan compared by their stamps: what comes in, what both changed.

Per row and field, as Istmo merges: equal values stay; what one copy had seen and replaced
gives way to what replaced it; what neither had seen of the other was changed by both and is
a conflict. A stamp is later than every stamp its author had seen, so in all of these cases
the later stamp is the value that stands unless a person decides otherwise, and the result
does not depend on which copies meet in which order. The version vectors tell apart what
came in from what both changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.clock import BUILTIN_STAMP, Stamp, Vector, covers, joined
from db.departure import TravelingRow
from db.merge_changes import Key, RowChange, Rows, difference
from db.merge_survivors import BroughtBack, consequences_of
from db.record import DirectoryRecord
from db.tables import (
    AreaOfAction,
    FocusArea,
    Framework,
    Indicator,
    Pillar,
    Plan,
    ProposedAction,
)

_BUILT_IN = str(BUILTIN_STAMP)
_FRAMEWORK_TABLES = frozenset(
    {Framework, Pillar, FocusArea, AreaOfAction, ProposedAction, Indicator}
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed without having seen the other's change.

    A row that one deleted and the other edited is a conflict of its field `deleted`. `base`
    is the value both started from, None when it is not known; `has_base` tells the two apart.
    """

    table: str
    id: str
    field: str
    mine: Any
    theirs: Any
    my_stamp: str
    their_stamp: str
    base: Any = None
    has_base: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What a decision about it is filed under."""
        return self.table, self.id, self.field

    @property
    def deletion(self) -> str:
        """The stamp of the deletion, when one deleted what the other edited."""
        return self.my_stamp if self.mine else self.their_stamp

    @property
    def default(self) -> Any:
        """What stands when nobody decides: the edit of a deleted row, else the later value."""
        if self.field == "deleted":
            return False
        return self.mine if self.my_stamp >= self.their_stamp else self.theirs


@dataclass(frozen=True, slots=True)
class Analysis:
    """What merging `theirs` into `mine` comes to, before anybody decides.

    `written` are the rows as the merge leaves them, where that differs from mine; `vector`
    is what the merged copy of the plan has seen.
    """

    mine: Rows
    theirs: Rows
    incoming: tuple[RowChange, ...]
    conflicts: tuple[Conflict, ...]
    brought_back: tuple[BroughtBack, ...]
    written: Rows
    vector: Vector
    clock: int = field(default=0, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write: all of theirs has been here before."""
        return not self.written

    @property
    def needs_review(self) -> bool:
        """Whether anything that a planner can see would change or wants a decision."""
        return bool(self.incoming or self.conflicts or self.brought_back)


def analyze(mine: Iterable[TravelingRow], theirs: Iterable[TravelingRow]) -> Analysis:
    """Return what merging the copy `theirs` of a plan into the copy `mine` comes to.

    Raises ValueError when the two are not copies of one plan.
    """
    my_rows = {row.key: row for row in mine}
    their_rows = {row.key: row for row in theirs}
    my_plan, their_plan = plan_of(my_rows), plan_of(their_rows)
    if my_plan.id != their_plan.id:
        raise ValueError(f"{their_plan.id} is not a copy of {my_plan.id}")
    comparison = _Comparison(my_plan.seen, their_plan.seen)
    for key, row in their_rows.items():
        here = my_rows.get(key)
        if here is None:
            comparison.add(row)
        elif here != row:
            comparison.compare(here, row)
    written = comparison.written
    consequences = consequences_of(my_rows, their_rows, written, comparison.survivors)
    return Analysis(
        mine=my_rows,
        theirs=their_rows,
        incoming=tuple(consequences.without_what_stays(comparison.incoming)),
        conflicts=tuple(comparison.conflicts),
        brought_back=consequences.brought_back,
        written=written,
        vector=joined([my_plan.seen, their_plan.seen]),
    )


def plan_of(rows: Rows) -> TravelingRow:
    """Return the row of the plan itself."""
    return next(row for (table, _), row in rows.items() if table == Plan.__tablename__)


class _Comparison:
    """Gathers, row by row, what a merge comes to."""

    def __init__(self, my_vector: Vector, their_vector: Vector) -> None:
        self.incoming: list[RowChange] = []
        self.conflicts: list[Conflict] = []
        self.written: dict[Key, TravelingRow] = {}
        self.survivors: dict[Key, str] = {}
        self._vectors = my_vector, their_vector
        self._known: tuple[dict[str, bool], dict[str, bool]] = ({}, {})

    def add(self, row: TravelingRow) -> None:
        """Take in a row that is only in theirs."""
        self.written[row.key] = row
        if not row.values["deleted"]:
            stamp = max(_stamps(row))
            self.incoming.append(RowChange("added", *row.key, (), stamp))

    def compare(self, here: TravelingRow, there: TravelingRow) -> None:
        """Take in a row that is in both and not the same."""
        if here.table in _FRAMEWORK_TABLES and here.born == _BUILT_IN:
            # The built-in framework is read-only: no file may reword it.
            return
        merged = later_of(here, there)
        if merged != here:
            self.written[here.key] = merged
        if here.values == there.values:
            return
        conflicts = self._deletion_conflict(here, there)
        if conflicts:
            self.survivors[here.key] = conflicts[0].deletion
        elif merged.values["deleted"]:
            if not here.values["deleted"]:
                stamp = merged.stamp_of("deleted")
                self.incoming.append(RowChange("deleted", *here.key, (), stamp))
            return
        conflicts += self._field_conflicts(here, there)
        self.conflicts += conflicts
        contested = {conflict.field for conflict in conflicts}
        change = difference(here, merged, leaving_out=contested)
        if change is not None:
            self.incoming.append(change)

    def _deletion_conflict(self, here: TravelingRow, there: TravelingRow) -> list[Conflict]:
        """Return the conflict of a row that one deleted and the other edited, if it is one."""
        if here.values["deleted"] == there.values["deleted"] or here.table is Plan:
            return []
        if here.values["deleted"]:
            deletion_seen = self._they_know(there, here.stamp_of("deleted"))
            edits = any(not self._i_know(here, stamp) for stamp in _stamps(there))
        else:
            deletion_seen = self._i_know(here, there.stamp_of("deleted"))
            edits = any(not self._they_know(there, stamp) for stamp in _stamps(here))
        return [] if deletion_seen or not edits else [_conflict(here, there, "deleted")]

    def _field_conflicts(self, here: TravelingRow, there: TravelingRow) -> list[Conflict]:
        return [
            _conflict(here, there, name)
            for name, value in here.values.items()
            if name != "deleted"
            and value != there.values[name]
            and not self._they_know(there, here.stamp_of(name))
            and not self._i_know(here, there.stamp_of(name))
        ]

    def _i_know(self, here: TravelingRow, stamp: str) -> bool:
        return self._covers(0, here, stamp)

    def _they_know(self, there: TravelingRow, stamp: str) -> bool:
        return self._covers(1, there, stamp)

    def _covers(self, side: int, row: TravelingRow, stamp: str) -> bool:
        if issubclass(row.table, DirectoryRecord):
            return covers(row.seen, Stamp.parse(stamp))
        known = self._known[side]
        if stamp not in known:
            known[stamp] = covers(self._vectors[side], Stamp.parse(stamp))
        return known[stamp]


def later_of(one: TravelingRow, other: TravelingRow) -> TravelingRow:
    """Return what two copies of a row come to without a person: per field the later value.

    Whether a plan lies in the bin is not merged: that is an edit of the library it is in.
    """
    born = min(one.born, other.born)
    values: dict[str, Any] = {}
    stamps: dict[str, str] = {}
    for name in one.values:
        my_stamp, their_stamp = one.stamp_of(name), other.stamp_of(name)
        later, stamp = (one, my_stamp) if my_stamp >= their_stamp else (other, their_stamp)
        if name == "deleted" and one.table is Plan:
            later, stamp = one, my_stamp
        values[name] = later.values[name]
        if stamp != born:
            stamps[name] = stamp
    seen = one.seen if one.seen == other.seen else joined([one.seen, other.seen])
    return TravelingRow(one.table, one.id, born, stamps, seen, values)


def with_bases(
    conflicts: Sequence[Conflict], bases: Mapping[tuple[str, str, str], Any]
) -> tuple[Conflict, ...]:
    """Return the conflicts with the values both started from, where `bases` knows them."""
    return tuple(
        Conflict(
            *conflict.key,
            conflict.mine,
            conflict.theirs,
            conflict.my_stamp,
            conflict.their_stamp,
            base=False if conflict.field == "deleted" else bases.get(conflict.key),
            has_base=conflict.field == "deleted" or conflict.key in bases,
        )
        for conflict in conflicts
    )


def _stamps(row: TravelingRow) -> set[str]:
    return {row.born, *row.stamps.values()}


def _conflict(here: TravelingRow, there: TravelingRow, name: str) -> Conflict:
    return Conflict(
        *here.key,
        name,
        here.values[name],
        there.values[name],
        here.stamp_of(name),
        there.stamp_of(name),
    )
