"""Coverage: what serves each focus area of the plan's frameworks, and where the gaps are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from db.reader import PlanReader
from db.tables import (
    Alignment,
    AreaOfAction,
    Criterion,
    FocusArea,
    Framework,
    Inject,
    InjectFocusArea,
    Objective,
    Pillar,
    PlanFocusArea,
    PlanFramework,
    ProposedAction,
    ScheduleFocusArea,
    ScheduleItem,
    ScheduleObjective,
)
from desktop.planning.row_values import values_of
from desktop.planning.traceability import exercising_pairs

State = Literal["evaluated", "exercised", "aligned", "gap", "not-chosen", "out-of-scope"]


@dataclass(slots=True)
class AreaCoverage:
    """What serves one focus area or area of action.

    `in_scope` is None when the plan does not undertake to serve it. `activities` are the
    schedule items that exercise an objective aligned to it, or that name it themselves;
    `injects` are those of the MSEL that do, without canceled ones.
    """

    area: FocusArea | AreaOfAction
    in_scope: bool | None
    objectives: list[Objective] = field(default_factory=list)
    activities: list[ScheduleItem] = field(default_factory=list)
    injects: list[Inject] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)

    @property
    def state(self) -> State:
        """How far the area is served; a gap is an area chosen that no objective serves."""
        if self.in_scope is False:
            return "out-of-scope"
        if not self.objectives:
            return "not-chosen" if self.in_scope is None else "gap"
        if not self.activities and not self.injects:
            return "aligned"
        return "evaluated" if self.criteria else "exercised"


@dataclass(slots=True)
class Coverage:
    """The coverage matrix: pillars with their focus areas, and the areas across them.

    `has_msel` tells whether the plan has injects by its kind, whether written yet or not.
    """

    frameworks: list[Framework]
    pillars: list[tuple[Pillar, list[AreaCoverage]]]
    areas_of_action: list[AreaCoverage]
    has_msel: bool = True

    def __iter__(self) -> Iterator[AreaCoverage]:
        for _pillar, areas in self.pillars:
            yield from areas
        yield from self.areas_of_action

    @property
    def total(self) -> int:
        """How many areas the plan undertakes to serve."""
        return sum(1 for area in self if area.in_scope)

    @property
    def served(self) -> int:
        """How many of these at least one objective serves."""
        return sum(1 for area in self if area.in_scope and area.objectives)

    @property
    def gaps(self) -> list[AreaCoverage]:
        """The areas that the plan undertakes to serve and no objective does."""
        return [area for area in self if area.state == "gap"]


def coverage_of(reader: PlanReader) -> Coverage:
    """Return the coverage of all frameworks that the plan is drafted against."""
    chosen = {row.framework_id for row in reader.rows(PlanFramework)}
    frameworks = [row for row in reader.rows(Framework) if row.id in chosen]
    served = _Served(reader)
    pillars = [
        (pillar, [served.by(area) for area in reader.children(FocusArea, "pillar_id", pillar.id)])
        for framework in frameworks
        for pillar in reader.children(Pillar, "framework_id", framework.id)
    ]
    across = [
        served.by(area)
        for framework in frameworks
        for area in reader.children(AreaOfAction, "framework_id", framework.id)
    ]
    return Coverage(frameworks, pillars, across, has_msel=reader.row.kind == "exercise")


def served_areas(reader: PlanReader) -> dict[str, set[str]]:
    """Return the ids of the objectives that serve each area, by the area's id.

    An objective aligned to a proposed action serves the area that proposes it.
    """
    served: dict[str, set[str]] = {}
    for alignment in reader.rows(Alignment):
        area = alignment.focus_area_id
        if alignment.proposed_action_id is not None:
            action = reader.get(ProposedAction, alignment.proposed_action_id)
            area = None if action is None else action.focus_area_id or action.area_of_action_id
        if area is not None:
            served.setdefault(area, set()).add(alignment.objective_id)
    return served


class _Served:
    """What serves which area, gathered in one pass over the plan."""

    def __init__(self, reader: PlanReader) -> None:
        self._reader = reader
        self._scope = {
            row.focus_area_id or row.area_of_action_id: row.in_scope
            for row in reader.rows(PlanFocusArea)
        }
        self._objectives = served_areas(reader)
        self._direct: dict[str, set[str]] = {}
        for link in reader.rows(ScheduleFocusArea):
            self._direct.setdefault(link.focus_area_id, set()).add(link.item_id)
        self._injects = reader.rows(Inject)
        self._serving_injects = self._injects_by_area() if self._injects else {}

    def by(self, area: FocusArea | AreaOfAction) -> AreaCoverage:
        """Return what serves `area`, in the order of the plan."""
        reader = self._reader
        ids = self._objectives.get(area.id, set())
        objectives = [row for row in reader.rows(Objective) if row.id in ids]
        items = set(self._direct.get(area.id, set()))
        criteria: list[Criterion] = []
        for objective in objectives:
            criteria += reader.children(Criterion, "objective_id", objective.id)
            for link in reader.children(ScheduleObjective, "objective_id", objective.id):
                items.add(link.item_id)
        activities = [row for item in items if (row := reader.get(ScheduleItem, item))]
        activities.sort(key=lambda row: (row.offset_minutes, row.id))
        places = sorted(self._serving_injects.get(area.id, ()))
        injects = [self._injects[place] for place in places]
        in_scope = self._scope.get(area.id)
        return AreaCoverage(area, in_scope, objectives, activities, injects, criteria)

    def _injects_by_area(self) -> dict[str, set[int]]:
        """Return which injects serve each area, as their places in the MSEL."""
        reader = self._reader
        places = {
            values["id"]: place
            for place, values in enumerate(map(values_of, self._injects))
            if values["status"] != "cancelled"
        }
        by_objective: dict[str, set[int]] = {}
        for inject, objective in exercising_pairs(reader):
            if inject in places:
                by_objective.setdefault(objective, set()).add(places[inject])
        serving: dict[str, set[int]] = {
            area: set().union(*(by_objective.get(objective, ()) for objective in objectives))
            for area, objectives in self._objectives.items()
        }
        for link in map(values_of, reader.rows(InjectFocusArea)):
            if link["inject_id"] in places:
                serving.setdefault(link["focus_area_id"], set()).add(places[link["inject_id"]])
        return serving
