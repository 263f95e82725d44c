"""What every rule looks at: a plan, the day of the review, and the clashes found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.reader import PlanReader
from db.tables import Plan
from desktop.planning.clashes import Clash
from desktop.planning.finding import Finding
from desktop.planning.moments import PlanClock

OVER = frozenset({"executed", "closed"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A plan under review, on the day `today` of the planner's calendar."""

    reader: PlanReader
    clock: PlanClock
    today: date
    clashes: Sequence[Clash]

    @property
    def plan(self) -> Plan:
        """The plan's own row."""
        return self.reader.row

    @property
    def is_workshop(self) -> bool:
        """Whether the plan is a workshop rather than an exercise."""
        return self.plan.kind == "workshop"

    @property
    def is_over(self) -> bool:
        """Whether the plan was carried out: what is past is past."""
        return self.plan.status in OVER


Rule = Callable[[Subject], Iterator[Finding]]
