"""Scenario and MSEL of a template turned into rows: what follows from all else in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from db.ordering import spread
from db.record import PlanRecord
from db.tables import (
    Delivery,
    Event,
    Inject,
    InjectCriterion,
    InjectDependency,
    InjectFocusArea,
    InjectObjective,
    ScenarioSection,
    SimulatedActor,
    Storyline,
)
from desktop.planning.entries import Entry
from desktop.planning.moments import PlanClock
from desktop.planning.template_names import TemplateNames
from desktop.planning.terms import (
    ACTOR_KINDS,
    INJECT_KINDS,
    INJECT_MODES,
    INJECT_STATUSES,
    SCENARIO_KINDS,
)


@dataclass(slots=True)
class Known:
    """The rows that the keys of the MSEL may name, as ids by key.

    A criterion's key is that of its objective and its place there: "o1/2".
    """

    objectives: dict[str, str] = field(default_factory=dict)
    criteria: dict[str, str] = field(default_factory=dict)
    assignments: dict[str, str] = field(default_factory=dict)
    injects: dict[str, str] = field(default_factory=dict)


class MselRows:
    """Reads scenario, actors and storylines of a template into rows.

    `add` takes each row, `offset_of` tells the minutes from STARTEX of an entry's day and
    time, and `clock` when that is in UTC.
    """

    def __init__(
        self,
        names: TemplateNames,
        known: Known,
        add: Callable[[PlanRecord], None],
        offset_of: Callable[[Entry], int],
        clock: PlanClock,
    ) -> None:
        self._names = names
        self._known = known
        self._add = add
        self._offset_of = offset_of
        self._clock = clock
        self._injects = known.injects
        self._waiting: list[tuple[Entry, str]] = []

    def everything(self, entry: Entry) -> None:
        """Add all rows of the template in `entry`."""
        self._scenario(entry)
        self._actors(entry)
        for storyline, position in placed(entry, "storylines"):
            self._storyline(storyline, position)
        for inject, inject_id in self._waiting:
            for key in inject.words("depends_on", self._injects):
                self._add(InjectDependency(inject_id=inject_id, depends_on_id=self._injects[key]))

    def _scenario(self, template: Entry) -> None:
        for entry, position in placed(template, "scenario"):
            self._add(
                ScenarioSection(
                    kind=entry.choice("kind", SCENARIO_KINDS),
                    title=entry.pair("title"),
                    narrative=entry.pair("narrative"),
                    offset_minutes=self._offset_of(entry) if "day" in entry else None,
                    for_players=entry.flag("players", default=False),
                    position=position,
                )
            )

    def _actors(self, template: Entry) -> None:
        for entry, position in placed(template, "actors"):
            self._add(
                SimulatedActor(
                    kind=entry.choice("kind", ACTOR_KINDS),
                    name=entry.pair("name"),
                    description=entry.pair("description"),
                    for_players=entry.flag("players", default=False),
                    position=position,
                )
            )

    def _storyline(self, entry: Entry, position: str) -> None:
        entry.word("key", "")  # For those who write the file.
        row = Storyline(
            code=entry.word("code", ""),
            name=entry.pair("name"),
            description=entry.pair("description", required=False),
            position=position,
        )
        self._add(row)
        for event, place in placed(entry, "events"):
            self._event(event, f"{position}{place}", row.id)

    def _event(self, entry: Entry, position: str, storyline_id: str) -> None:
        entry.word("key", "")
        row = Event(
            storyline_id=storyline_id,
            number=entry.word("number", ""),
            title=entry.pair("title"),
            description=entry.pair("description", required=False),
            position=position,
        )
        self._add(row)
        for inject in entry.entries("injects"):
            self._inject(inject, row.id)

    def _inject(self, entry: Entry, event_id: str) -> None:
        key = entry.word("key")
        if key in self._injects:
            raise entry.repeated("key", key)
        row = Inject(
            number=entry.word("number"),
            event_id=event_id,
            offset_minutes=self._offset_of(entry),
            scenario_minutes=entry.number("scenario_minutes")
            if "scenario_minutes" in entry
            else None,
            title=entry.pair("title"),
            kind=entry.choice("kind", INJECT_KINDS),
            mode=entry.choice("mode", INJECT_MODES),
            status=entry.choice("status", INJECT_STATUSES, "draft"),
            sender=entry.pair("from"),
            receiver=entry.pair("to"),
            message=entry.pair("message"),
            expected_response=entry.pair("expected_response"),
            controller_id=self._assignment(entry, "controller"),
            evaluator_id=self._assignment(entry, "evaluator"),
            venue_id=self._names.venue(entry, "venue"),
            notes=entry.pair("notes", required=False),
        )
        self._injects[key] = row.id
        self._add(row)
        self._link(entry, row.id)
        if "late" in entry:
            self._deliver(row, entry.number("late"))
        # What it depends on may stand further down, in another storyline.
        entry.words("depends_on")
        self._waiting.append((entry, row.id))

    def _deliver(self, inject: Inject, late: int) -> None:
        """Mark an inject of an exercise that is over as delivered, `late` minutes late."""
        moment = self._clock.utc(inject.offset_minutes + late).replace(tzinfo=None)
        inject.status = "delivered"
        self._add(
            Delivery(
                inject_id=inject.id,
                status="delivered",
                moment=moment.isoformat(timespec="seconds"),
            )
        )

    def _link(self, entry: Entry, inject_id: str) -> None:
        known = self._known
        for key in entry.words("objectives", known.objectives):
            objective = known.objectives[key]
            self._add(InjectObjective(inject_id=inject_id, objective_id=objective))
        for key in entry.words("criteria", known.criteria):
            self._add(InjectCriterion(inject_id=inject_id, criterion_id=known.criteria[key]))
        for area in self._names.focus_areas(entry, "focus_areas"):
            self._add(InjectFocusArea(inject_id=inject_id, focus_area_id=area))

    def _assignment(self, entry: Entry, key: str) -> str | None:
        assignments = self._known.assignments
        return assignments[entry.choice(key, assignments)] if entry.word(key, "") else None


def placed(entry: Entry, key: str) -> Iterator[tuple[Any, str]]:
    """Yield the entries of a list, each with its place in it as a position."""
    return zip(entry.entries(key), spread(entry.count(key)), strict=True)
