"""Traceability: objective, inject, expected response, criterion, evaluator, both ways.

An inject exercises the objectives it names and those whose criteria it shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from db.reader import PlanReader
from db.record import Record
from db.tables import (
    Assignment,
    Criterion,
    Inject,
    InjectCriterion,
    InjectObjective,
    Objective,
    ScheduleItem,
    ScheduleObjective,
    Storyline,
)
from db.text import Text
from desktop.planning.row_values import values_of
from desktop.planning.storylines import storyline_of

R = TypeVar("R", bound=Record)
Gap = Literal[
    "no-inject", "no-activity", "no-criterion", "no-evaluator", "no-response", "no-objective"
]


@dataclass(frozen=True, slots=True)
class InjectTrace:
    """What an inject leads to: the way from the MSEL to the objectives."""

    inject: Inject
    storyline: Storyline | None
    objectives: tuple[Objective, ...]
    criteria: tuple[Criterion, ...]
    evaluator: Assignment | None

    @property
    def expected_response(self) -> Text:
        """What the players should do."""
        return self.inject.expected_response

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing on the way."""
        missing: list[tuple[Gap, bool]] = [
            ("no-objective", not self.objectives),
            ("no-response", not self.expected_response),
            ("no-criterion", not self.criteria),
            ("no-evaluator", self.evaluator is None),
        ]
        return tuple(gap for gap, is_missing in missing if is_missing)


@dataclass(frozen=True, slots=True)
class ObjectiveTrace:
    """What exercises and evaluates an objective: the way from it to the evaluators.

    `injects` come by time, each with its own trace; `shown_by` tells which of them show
    each criterion, by the criterion's id.
    """

    objective: Objective
    injects: tuple[InjectTrace, ...]
    items: tuple[ScheduleItem, ...]
    criteria: tuple[Criterion, ...]
    evaluators: tuple[Assignment, ...]
    shown_by: dict[str, tuple[Inject, ...]]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing on the way."""
        missing: list[tuple[Gap, bool]] = [
            ("no-inject", not self.injects),
            ("no-activity", not self.items),
            ("no-response", any(not one.expected_response for one in self.injects)),
            ("no-criterion", not self.criteria),
            ("no-evaluator", not self.evaluators),
        ]
        return tuple(gap for gap, is_missing in missing if is_missing)


def trace_of(reader: PlanReader) -> list[ObjectiveTrace]:
    """Return the trace of every objective, in the order of the plan."""
    by_objective: dict[str, list[InjectTrace]] = defaultdict(list)
    for trace in inject_traces(reader):
        for objective in trace.objectives:
            by_objective[objective.id].append(trace)
    return [
        _objective_trace(reader, row, by_objective.get(row.id, ()))
        for row in reader.rows(Objective)
    ]


def inject_traces(reader: PlanReader) -> list[InjectTrace]:
    """Return the trace of every inject, by time."""
    objectives: dict[str, set[str]] = defaultdict(set)
    for inject_id, objective_id in exercising_pairs(reader):
        objectives[inject_id].add(objective_id)
    shown: dict[str, set[str]] = defaultdict(set)
    for link in map(values_of, reader.rows(InjectCriterion)):
        shown[link["inject_id"]].add(link["criterion_id"])
    make = _Maker(reader)
    nothing: set[str] = set()
    return [
        make.trace(row, objectives.get(row.id, nothing), shown.get(row.id, nothing))
        for row in reader.rows(Inject)
    ]


def exercising_pairs(reader: PlanReader) -> list[tuple[str, str]]:
    """Return which inject exercises which objective, as pairs of ids; some may come twice."""
    named = map(values_of, reader.rows(InjectObjective))
    pairs = [(link["inject_id"], link["objective_id"]) for link in named]
    for link in map(values_of, reader.rows(InjectCriterion)):
        criterion = reader.get(Criterion, link["criterion_id"])
        if criterion is not None:
            pairs.append((link["inject_id"], criterion.objective_id))
    return pairs


class _Maker:
    """Makes traces of injects, with what they lead to in the order of the plan."""

    def __init__(self, reader: PlanReader) -> None:
        self._reader = reader
        self._objectives = {row.id: row for row in reader.rows(Objective)}
        self._criteria = {row.id: row for row in reader.rows(Criterion)}
        self._order = {row_id: place for place, row_id in enumerate(self._objectives)}
        self._order |= {row_id: place for place, row_id in enumerate(self._criteria)}
        self._assignments = {row.id: row for row in reader.rows(Assignment)}

    def trace(self, inject: Inject, objectives: set[str], criteria: set[str]) -> InjectTrace:
        """Return the trace of an inject that leads to these objectives and criteria."""
        return InjectTrace(
            inject,
            storyline_of(self._reader, inject),
            self._named(self._objectives, objectives),
            self._named(self._criteria, criteria),
            self._assignments.get(values_of(inject).get("evaluator_id") or ""),
        )

    def _named(self, rows: dict[str, R], ids: set[str]) -> tuple[R, ...]:
        known = [row_id for row_id in ids if row_id in rows]
        if len(known) > 1:
            known.sort(key=self._order.__getitem__)
        return tuple(rows[row_id] for row_id in known)


def _objective_trace(
    reader: PlanReader, objective: Objective, injects: Iterable[InjectTrace]
) -> ObjectiveTrace:
    traces = tuple(injects)
    links = reader.children(ScheduleObjective, "objective_id", objective.id)
    items = {link.item_id for link in links}
    evaluators = {trace.evaluator.id for trace in traces if trace.evaluator is not None}
    criteria = tuple(reader.children(Criterion, "objective_id", objective.id))
    shown_by: dict[str, list[Inject]] = {criterion.id: [] for criterion in criteria}
    for trace in traces:
        for criterion in trace.criteria:
            if criterion.id in shown_by:
                shown_by[criterion.id].append(trace.inject)
    return ObjectiveTrace(
        objective,
        traces,
        tuple(row for row in reader.rows(ScheduleItem) if row.id in items) if items else (),
        criteria,
        tuple(row for row in reader.rows(Assignment) if row.id in evaluators),
        {criterion: tuple(rows) for criterion, rows in shown_by.items()},
    )
