"""What a person decides of a merge, made as ordinary edits within its step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from db.door import Changes
from db.edit import Edit
from db.merge_changes import Key
from db.merge_survivors import consequences_of, needed_by
from db.merging import Analysis, Conflict
from db.open_plan import OpenPlan
from db.past import EarlierValue
from db.record import DirectoryRecord, Record
from db.tables import TABLE_BY_NAME

Choice = Literal["mine", "theirs", "later"]
ConflictKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Third:
    """A value that a person wrote in the place of both."""

    value: Any


Decision = Choice | Third


def value_of(conflict: Conflict, decision: Decision) -> Any:
    """Return what a field in conflict holds after a decision."""
    if isinstance(decision, Third):
        return decision.value
    if decision == "later":
        return conflict.default
    return conflict.mine if decision == "mine" else conflict.theirs


class DecisionMaker:
    """Makes the decisions on a merge whose rows are written, within its edit."""

    def __init__(self, plan: OpenPlan, edit: Edit) -> None:
        self._plan = plan
        self._edit = edit
        self._session = plan.library.session
        self.replaced: list[EarlierValue] = []
        """What the decisions replaced, even by the same value."""

    def decide(
        self, analysis: Analysis, decisions: Mapping[ConflictKey, Decision], otherwise: Choice
    ) -> None:
        """Make the decisions, and bring back what rows that stand rely on."""
        survivors: dict[Key, str] = {}
        unwanted: list[Key] = []
        for conflict in analysis.conflicts:
            decision = decisions.get(conflict.key, otherwise)
            value, key = value_of(conflict, decision), (conflict.table, conflict.id)
            if conflict.field != "deleted":
                if decision != "later":
                    self._set(key, conflict.field, value)
            elif value:
                unwanted.append(key)
            else:
                survivors[key] = conflict.deletion
        mine, written = analysis.mine, analysis.written
        consequences = consequences_of(mine, analysis.theirs, written, survivors)
        revived = [*sorted(survivors), *(back.key for back in consequences.brought_back)]
        for key in revived:
            self._set(key, "deleted", value=False)
        for (key, name), value in consequences.references.items():
            self._set(key, name, value)
        self._session.flush()
        touched = [*written, *revived, *(key for key, _ in consequences.references)]
        self._plan.forget(Changes(self._plan.id, frozenset(touched)))
        relied_on = needed_by(mine, written, survivors)
        for key in unwanted:
            if key not in relied_on:
                self._delete(key)

    def _set(self, key: Key, name: str, value: Any) -> None:
        """Make a decision: an edit with a stamp of its own, even when it changes nothing.

        So it replaces whatever it decided between, in every copy that it comes to.
        """
        row, stamp = self._row(key), self._edit.stamp
        if name != "deleted":
            written = row.stamps.get(name, row.born)
            self.replaced.append(EarlierValue(*key, name, written, getattr(row, name)))
        setattr(row, name, value)
        row.stamps = {**row.stamps, name: str(stamp)}
        seen = {stamp.replica: stamp.clock}
        self._plan.row.vector = {**self._plan.row.vector, **seen}
        if isinstance(row, DirectoryRecord):
            row.seen = {**row.seen, **seen}

    def _delete(self, key: Key) -> None:
        """Delete a row although somebody edited it, with what cannot stand without it."""
        row = self._row(key)
        row.deleted = False
        self._plan.remove(row)
        self._set(key, "deleted", value=True)

    def _row(self, key: Key) -> Record:
        return self._session.get_one(TABLE_BY_NAME[key[0]], key[1])
