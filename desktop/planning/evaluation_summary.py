"""How each objective came out: ratings of its criteria, observations, corrective actions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from db.reader import PlanReader
from db.tables import CorrectiveAction, Criterion, Objective, Observation

WORST_FIRST = "UMSP"
"""The ratings of HSEEP (2020), the worst first."""


@dataclass(slots=True)
class ObjectiveOutcome:
    """What the evaluation says of an objective, or with None of none in particular."""

    objective: Objective | None
    criteria: list[Criterion] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    actions: list[CorrectiveAction] = field(default_factory=list)

    @property
    def ratings(self) -> Counter[str]:
        """How many criteria have each rating."""
        return Counter(row.rating for row in self.criteria if row.rating)

    @property
    def rated(self) -> int:
        """How many criteria are rated."""
        return sum(self.ratings.values())

    @property
    def lowest(self) -> str:
        """The worst rating of a criterion, empty while none is rated."""
        return next((rating for rating in WORST_FIRST if self.ratings[rating]), "")

    @property
    def strengths(self) -> int:
        """How many strengths were seen."""
        return sum(1 for row in self.observations if row.kind == "strength")

    @property
    def improvements(self) -> int:
        """How many areas for improvement were seen."""
        return sum(1 for row in self.observations if row.kind == "improvement")

    @property
    def open_actions(self) -> int:
        """How many corrective actions are not done."""
        return sum(1 for row in self.actions if row.status != "done")


def outcome_of(reader: PlanReader, objective: Objective) -> ObjectiveOutcome:
    """Return how one objective came out."""
    return ObjectiveOutcome(
        objective,
        reader.children(Criterion, "objective_id", objective.id),
        reader.children(Observation, "objective_id", objective.id),
        [
            row
            for row in reader.rows(CorrectiveAction)
            if _objective_of(reader, row) == objective.id
        ],
    )


def is_late(action: CorrectiveAction, today: date) -> bool:
    """Return whether a corrective action should have been done before `today`."""
    return action.status != "done" and bool(action.due_date) and action.due_date < str(today)


def _objective_of(reader: PlanReader, action: CorrectiveAction) -> str | None:
    """Return the objective an action is for: its own, or that of its observation."""
    if action.objective_id is not None:
        return action.objective_id
    observation = reader.get(Observation, action.observation_id)
    return None if observation is None else observation.objective_id
