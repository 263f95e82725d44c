"""What every rule looks at: a plan, the day of the review, and the clashes found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from db.reader import PlanReader
from db.tables import Inject, Plan
from desktop.planning.clashes import Clash
from desktop.planning.finding import Finding
from desktop.planning.moments import PlanClock
from desktop.planning.row_values import values_of
from desktop.planning.traceability import exercising_pairs
from desktop.planning.watches import WatchPlan, watch_plan_of

OVER = frozenset({"executed", "closed"})


@dataclass(frozen=True)
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

    @cached_property
    def injects(self) -> list[tuple[Inject, dict[str, Any]]]:
        """The injects that are to be delivered or were, each with its values.

        Canceled ones need nothing more.
        """
        rows = self.reader.rows(Inject)
        pairs = zip(rows, map(values_of, rows), strict=True)
        return [pair for pair in pairs if pair[1]["status"] != "cancelled"]

    @cached_property
    def inject_offsets(self) -> dict[str, int]:
        """When each of `injects` comes, in minutes from STARTEX, by its id."""
        return {values["id"]: values["offset_minutes"] for _inject, values in self.injects}

    @cached_property
    def watch_plan(self) -> WatchPlan:
        """The watches of controllers and evaluators, and what is wrong with them."""
        return watch_plan_of(self.reader)

    @cached_property
    def exercising_pairs(self) -> list[tuple[str, str]]:
        """Which inject exercises which objective, as pairs of ids."""
        return exercising_pairs(self.reader)

    @cached_property
    def objectives_with_inject(self) -> set[str]:
        """The ids of the objectives that at least one inject exercises."""
        living = self.inject_offsets
        return {objective for inject, objective in self.exercising_pairs if inject in living}


Rule = Callable[[Subject], Iterator[Finding]]
