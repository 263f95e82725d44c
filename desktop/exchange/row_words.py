"""How the rows of two copies of a plan are named, by whom they were changed, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from db.clock import Stamp
from db.departure import TravelingRow
from db.merge_changes import Key, Rows
from db.merge_survivors import references
from db.merging import Conflict
from db.open_plan import LISTED_WITHIN
from db.record import DirectoryRecord
from db.tables import CONTENT_TABLES, TABLE_BY_NAME, Plan
from desktop.exchange.merge_wording import Wording
from desktop.language import _, ngettext, spoken
from desktop.planning.moments import PlanClock
from desktop.planning.record_names import record_name
from desktop.planning.starter import capabilities

MOST_NAMED = 3
LINKS = frozenset(
    {
        "alignment",
        "inject_objective",
        "inject_criterion",
        "inject_focus_area",
        "inject_dependency",
        "schedule_objective",
        "schedule_focus_area",
        "schedule_organization",
        "schedule_person",
    }
)
"""Tables whose rows say nothing but that two others belong together."""
_TABLE_ORDER = {table.__tablename__: place for place, table in enumerate(CONTENT_TABLES)}


class RowWords:
    """Says what rows of two states of a plan are called and what rests on them.

    It speaks the language of the interface. The later of `states` counts first; what was
    changed on `replica` was changed by "You".
    """

    def __init__(
        self,
        states: Sequence[Rows],
        clock: PlanClock,
        author_of: Callable[[str], str],
        *,
        replica: str = "",
    ) -> None:
        self.clock = clock
        self._states = states
        self._wording = Wording(*states)
        self._replica = replica
        self._author_of = author_of
        self._dependants: dict[Key, dict[Key, None]] | None = None
        self._lists: dict[tuple[bool, str], list[TravelingRow]] = {}

    def row(self, key: Key) -> TravelingRow | None:
        """Return a row from the last state that has it."""
        return next((rows[key] for rows in reversed(self._states) if key in rows), None)

    def edited(self, conflict: Conflict) -> TravelingRow:
        """Return a row that one deleted as the other, who edited it, has it."""
        return self._states[0 if conflict.theirs else -1][conflict.table, conflict.id]

    def name(self, table: str, row_id: str) -> str:
        """Return how a sentence names a row: "Objective 2.1", "Schedule item “Hot wash”"."""
        return self._wording.name_of(table, row_id).best(spoken())

    def short(self, table: str, row_id: str) -> str:
        """Return a row's name without the kind of row, where it has a title of its own."""
        row = self.row((table, row_id))
        if row is not None and table in LINKS:
            return " – ".join(self.short(*end) for end in _ends(row))
        if row is None or row.values.get("number") or table == Plan.__tablename__:
            return self.name(table, row_id)
        name, kind = self.name(table, row_id), record_name(table).best(spoken())
        bare = name.removeprefix(kind).strip()
        return bare if bare and bare[0] in "“«" else name

    def said(self, table: str, field: str, value: Any) -> str:
        """Return a value as a planner reads it."""
        if field == "position":
            return _("another place in the list")
        if field == "capability" and value in (known := capabilities()):
            return known[value].best(spoken())
        return self._wording.value(table, field, value).best(spoken())

    def place(self, key: Key, *, later: bool) -> str:
        """Return where in its list a row stands in the later or in the earlier state.

        Empty when it is not in that state.
        """
        table, row = key[0], self._states[-1 if later else 0].get(key)
        if row is None:
            return ""
        within = LISTED_WITHIN.get(TABLE_BY_NAME[table], ())
        ahead = [
            other
            for other in self._listed(table, later=later)
            if (other.values["position"], other.id) < (row.values["position"], row.id)
            and all(other.values[name] == row.values[name] for name in within)
        ]
        if not ahead:
            return _("First in the list")
        return _("After {row}").format(row=self.short(table, ahead[-1].id))

    def _listed(self, table: str, *, later: bool) -> list[TravelingRow]:
        """Return the rows of a table in the order of one state."""
        if (later, table) not in self._lists:
            rows = self._states[-1 if later else 0]
            found = [
                row for key, row in rows.items() if key[0] == table and not row.values["deleted"]
            ]
            found.sort(key=lambda row: (row.values["position"], row.id))
            self._lists[later, table] = found
        return self._lists[later, table]

    def order(self, key: Key) -> tuple[int, list[tuple[int, str]]]:
        """Return a sort key: rows by table, then by name, with numbers in their order."""
        pieces = re.split(r"(\d+)", self.name(*key).casefold())
        return _TABLE_ORDER[key[0]], [(int(p), "") if p.isdigit() else (0, p) for p in pieces]

    def goes_with(self, key: Key, others: Collection[Key]) -> Key | None:
        """Return which of `others` a row that only links two rows goes with, None for none."""
        row = self.row(key)
        if row is None or key[0] not in LINKS:
            return None
        return next((end for end in _ends(row) if end in others), None)

    def author(self, stamp: str) -> str:
        """Return who made the change of a stamp."""
        replica = Stamp.parse(stamp).replica
        if replica == self._replica:
            return _("You")
        return self._author_of(replica) or _("another planner")

    def moment(self, stamp: str) -> datetime:
        """Return when a stamp was set, in the plan's time zone."""
        return Stamp.parse(stamp).moment.astimezone(self.clock.zone)

    def resting_on(self, key: Key) -> str:
        """Return a sentence that tells what rests on a row; empty when nothing does."""
        names: list[str] = []
        for dependant in sorted(self._resting().get(key, {}), key=self.order):
            name = self._name_beside(dependant, key)
            if name and name not in names:
                names.append(name)
        if not names:
            return ""
        rest = len(names) - MOST_NAMED
        if rest <= 0:
            return _("This rests on it: {rows}.").format(rows=", ".join(names))
        text = ngettext(
            "This rests on it: {rows} and {count} more.",
            "This rests on it: {rows} and {count} more.",
            rest,
        )
        return text.format(rows=", ".join(names[:MOST_NAMED]), count=rest)

    def _name_beside(self, key: Key, known: Key) -> str:
        """Return the name of a row; of a row that only links two, that of the other one.

        A row of the directory rests on nothing in a plan: it has no name here.
        """
        row = self.row(key)
        if row is not None and key[0] in LINKS:
            ends = [end for end in _ends(row) if end != known and self.row(end) is not None]
            in_plan = [
                end for end in ends if not issubclass(TABLE_BY_NAME[end[0]], DirectoryRecord)
            ]
            return self.name(*in_plan[0]) if in_plan else ""
        return self.name(*key)

    def _resting(self) -> dict[Key, dict[Key, None]]:
        """Return which rows refer to which, in any of the states."""
        if self._dependants is None:
            self._dependants = {}
            for rows in self._states:
                for key, row in rows.items():
                    for end in [] if row.values["deleted"] else _ends(row):
                        self._dependants.setdefault(end, {})[key] = None
        return self._dependants


def _ends(row: TravelingRow) -> list[Key]:
    return [
        (target, str(row.values[field]))
        for field, target in references(row.table).items()
        if row.values[field]
    ]
