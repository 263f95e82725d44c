"""Any two states of a plan compared in sentences: plan, file, or the plan at a past moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from db.departure import TravelingRow
from db.merge_changes import Key, RowChange, Rows, differences
from db.merge_past import rows_after_step, rows_now, step_at
from db.merging import plan_of
from db.open_plan import OpenPlan
from db.tables import (
    DIRECTORY_TABLES,
    Plan,
)
from db.text import Text
from desktop.exchange.merge import authors_of
from desktop.exchange.merge_wording import Line, Wording, section_order
from desktop.exchange.plan_file import PlanFile
from desktop.exchange.refusals import OtherPlan

_DIRECTORY = frozenset(DIRECTORY_TABLES)


def _nobody(_replica: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a plan: its rows, and who edits on which replica as far as is known."""

    rows: Rows
    author_of: Callable[[str], str] = _nobody

    @property
    def plan(self) -> TravelingRow:
        """The row of the plan itself."""
        return plan_of(self.rows)

    @property
    def title(self) -> Text:
        """The name of the plan in this state."""
        values = self.plan.values
        return Text(values["name_en"], values["name_es"])


@dataclass(frozen=True)
class Comparison:
    """What leads from one state of a plan to another."""

    before: State
    after: State
    changes: tuple[RowChange, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not self.changes

    @cached_property
    def lines(self) -> list[Line]:
        """The changes as sentences, by section and author."""
        wording = Wording(self.before.rows, self.after.rows, author_of=self.author_of)
        order = section_order()
        lines = [wording.line(change) for change in self.changes]
        return sorted(lines, key=lambda line: (order[line.section], line.author, line.change.table))

    def author_of(self, replica: str) -> str:
        """Return who edits on a replica; empty when nobody knows."""
        return self.after.author_of(replica) or self.before.author_of(replica)


def state_of_plan(plan: OpenPlan) -> State:
    """Return a plan of the library as it stands."""
    authors = authors_of(plan.library)
    return State(rows_now(plan), lambda replica: authors.get(replica, ""))


def state_of_file(plan_file: PlanFile) -> State:
    """Return the plan in a file."""
    rows = {row.key: row for row in plan_file.rows}
    return State(rows, plan_file.author_of)


def state_at(plan: OpenPlan, moment: datetime) -> State:
    """Return a plan of the library as it was at a moment that has a zone.

    Raises LookupError when the plan was not here yet.
    """
    return state_after_step(plan, step_at(plan, moment))


def state_after_step(plan: OpenPlan, step_id: int) -> State:
    """Return a plan as it was after a step of its journal. Raises LookupError as `state_at`."""
    rows = rows_after_step(plan, step_id)
    if (Plan.__tablename__, plan.id) not in rows:
        raise LookupError(plan.id)
    authors = authors_of(plan.library)
    return State(rows, lambda replica: authors.get(replica, ""))


def compare(before: State, after: State) -> Comparison:
    """Return what leads from `before` to `after`. Raises OtherPlan for two different plans."""
    if before.plan.id != after.plan.id:
        raise OtherPlan(after.plan.id)
    # A directory row that only one of the two refers to is not a change of the directory.
    earlier = {key: row for key, row in before.rows.items() if _told(row, key, after.rows)}
    later = {key: row for key, row in after.rows.items() if _told(row, key, before.rows)}
    return Comparison(before, after, tuple(differences(earlier, later)))


def _told(row: TravelingRow, key: Key, others: Rows) -> bool:
    return row.table not in _DIRECTORY or key in others
