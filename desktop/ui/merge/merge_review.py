"""What a planner decides while reviewing a merge, until it is written or left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from db.departure import TravelingRow
from db.library import Library
from db.merge_changes import RowChange
from db.merging import Conflict
from db.open_plan import OpenPlan
from db.reader import without_collecting
from desktop.exchange import merge
from desktop.exchange.change_entries import BROUGHT_BACK, Entry, EntryKey, EntryWriter
from desktop.exchange.merge import Decision
from desktop.exchange.plan_file import PlanFile
from desktop.exchange.row_words import RowWords
from desktop.planning.moments import clock_of


class ReviewInHand:
    """A plan file against the plan of the library; nothing is written before `write`."""

    def __init__(self, library: Library, plan_file: PlanFile) -> None:
        self._library = library
        self.file = plan_file
        self.decisions: dict[EntryKey, Decision] = {}
        self.analyze()

    @property
    def plan(self) -> OpenPlan:
        """The plan that is merged into."""
        return self._review.plan

    @without_collecting()
    def analyze(self) -> None:
        """Compare anew, such as after another program edited the plan; decisions stay.

        Raises what `exchange.merge.analyze` does.
        """
        self._review = merge.analyze(self._library, self.file)
        analysis, clock = self._review.analysis, clock_of(self.plan.row)
        states = [analysis.mine, analysis.theirs]
        replica = self._library.replica
        words = RowWords(states, clock, self._review.author_of, replica=replica)
        writer = self.writer = EntryWriter(words)
        self.conflicts = writer.in_order(
            writer.of_conflict(conflict)
            for conflict in sorted(analysis.conflicts, key=lambda conflict: conflict.key)
        )
        entries = [writer.of_change(change) for change in self._review.told]
        # What comes back with a row that is in conflict is told there.
        contested = {(conflict.table, conflict.id) for conflict in analysis.conflicts}
        entries += [
            writer.of_brought_back(back)
            for back in analysis.brought_back
            if words.goes_with(back.key, contested) is None
        ]
        self.changes = writer.in_order(writer.folded(entries))
        known = {entry.key for entry in (*self.conflicts, *self.changes)}
        for key in self.decisions.keys() - known:
            del self.decisions[key]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.conflicts and not self.changes

    def decision(self, entry: Entry) -> Decision | None:
        """Return what was decided about an entry."""
        return self.decisions.get(entry.key)

    def decide(self, entries: Iterable[Entry], decision: Decision) -> None:
        """Decide about some entries; what must come back is not to be decided."""
        for entry in entries:
            if entry.kind != BROUGHT_BACK:
                self.decisions[entry.key] = decision

    def take_all(self) -> None:
        """Take everything that does not conflict and was not decided before."""
        self.decide(self.open_changes(), "theirs")

    def open_conflicts(self) -> list[Entry]:
        """Return the conflicts that nobody has decided."""
        return [entry for entry in self.conflicts if entry.key not in self.decisions]

    def open_changes(self) -> list[Entry]:
        """Return what came in without conflict and is not decided."""
        return [
            entry
            for entry in self.changes
            if entry.kind != BROUGHT_BACK and entry.key not in self.decisions
        ]

    def write(self) -> None:
        """Write the merge as one step that undo takes back.

        Undecided changes are taken; in undecided conflicts the later change stands, and the
        edit of a row that the other deleted. Raises PlanChangedMeanwhile, UnwritableLibrary;
        nothing is written then.
        """
        analysis = self._review.analysis
        kept = [
            conflict
            for entry in self.changes
            if entry.change is not None and self.decisions.get(entry.key) == "mine"
            for conflict in _declined(entry.change, analysis.mine.get(entry.change.key))
        ]
        keys = {entry.key for entry in self.conflicts}
        decided = {key: value for key, value in self.decisions.items() if key in keys}
        decided |= {conflict.key: "mine" for conflict in kept}
        # What a planner does not want is decided like a conflict, in favor of mine.
        analysis = replace(analysis, conflicts=(*analysis.conflicts, *kept))
        merge.finish(self._library, replace(self._review, analysis=analysis), decided)


def _declined(change: RowChange, mine: TravelingRow | None) -> list[Conflict]:
    """Return a change that a planner does not want, as conflicts to be decided for mine."""
    if change.fields:
        return [
            Conflict(
                change.table,
                change.id,
                field.field,
                field.before,
                field.after,
                "" if mine is None else mine.stamp_of(field.field),
                field.stamp,
            )
            for field in change.fields
        ]
    arrives = change.kind == "added"
    return [Conflict(change.table, change.id, "deleted", arrives, not arrives, "", change.stamp)]
