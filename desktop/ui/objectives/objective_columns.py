"""The columns of the tables of objectives and criteria, and the fields of their forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.open_plan import OpenPlan
from db.tables import Alignment, Criterion, ScheduleObjective
from desktop.language import N_, _
from desktop.planning.starter import capabilities
from desktop.planning.terms import OBSERVATION_KINDS, PRIORITIES, RATINGS
from desktop.ui.forms.fields import Field, LineField, OwnField, PairField, PickField, ProseField
from desktop.ui.objectives.alignments_editor import AlignmentsEditor
from desktop.ui.tables.coded_columns import ChoiceColumn
from desktop.ui.tables.columns import Column, ComputedColumn, TextColumn, WordColumn
from desktop.ui.tables.directory_columns import organization_column

NUMBER = WordColumn("number", N_("Number"), 46, heading=N_("#"))
CAPABILITY = ChoiceColumn("capability", N_("Capability"), 130, choices=capabilities, own=True)
PRIORITY = ChoiceColumn("priority", N_("Priority"), 78, choices=PRIORITIES)
OWNER = organization_column("owner_id", N_("Owner"), 92)
TASK = WordColumn("task_reference", N_("Task reference"), 120, hidden=True)
RATING = ChoiceColumn("rating", N_("Rating"), 130, choices=RATINGS, blank=True)
OBSERVATION_KIND = ChoiceColumn(
    "observation_kind",
    N_("Kind of observation"),
    130,
    choices=OBSERVATION_KINDS,
    blank=True,
    hidden=True,
)


def criteria_of(row: Any, plan: OpenPlan) -> int:
    """Return how many criteria evaluate the objective."""
    return len(plan.children(Criterion, "objective_id", row.id))


def areas_of(row: Any, plan: OpenPlan) -> int:
    """Return how many focus areas and proposed actions the objective serves."""
    return len(plan.children(Alignment, "objective_id", row.id))


def items_of(row: Any, plan: OpenPlan) -> int:
    """Return how many items of the schedule exercise or teach the objective."""
    return len(plan.children(ScheduleObjective, "objective_id", row.id))


def _counted(
    name: str, title: str, width: int, count: Callable[[Any, OpenPlan], int], tip: Callable[[], str]
) -> ComputedColumn:
    return ComputedColumn(
        name,
        title,
        width,
        right=True,
        compute=lambda row, plan: str(count(row, plan) or "—"),
        sort=count,
        tone=lambda row, plan: "text" if count(row, plan) else "warning",
        tip=lambda row, plan: "" if count(row, plan) else tip(),
    )


def objective_columns() -> tuple[Column, ...]:
    """Return the columns of the objectives' table."""
    return (
        NUMBER,
        TextColumn("statement", N_("Statement"), 280, lines=True),
        CAPABILITY,
        PRIORITY,
        OWNER,
        _counted("areas", N_("Serves"), 62, areas_of, lambda: _("It serves no focus area yet.")),
        _counted(
            "criteria", N_("Criteria"), 72, criteria_of, lambda: _("It has no criterion yet.")
        ),
        _counted(
            "items", N_("Items"), 58, items_of, lambda: _("No schedule item exercises it yet.")
        ),
        TASK,
        TextColumn("conditions", N_("Conditions"), 200, lines=True, hidden=True),
        TextColumn("standards", N_("Standards"), 200, lines=True, hidden=True),
    )


def objective_fields() -> tuple[Field, ...]:
    """Return the fields of an objective's form."""
    return (
        LineField(NUMBER),
        PairField("statement", N_("Statement"), lines=3),
        PickField(CAPABILITY),
        LineField(TASK),
        PickField(PRIORITY),
        PickField(OWNER),
        PairField("conditions", N_("Conditions"), lines=2),
        PairField("standards", N_("Standards"), lines=2),
        OwnField(AlignmentsEditor),
    )


def criterion_columns() -> tuple[Column, ...]:
    """Return the columns of the criteria's table."""
    return (
        TextColumn("critical_task", N_("Critical task"), 260, lines=True),
        TextColumn("measure", N_("Measure"), 220, lines=True),
        TextColumn("target", N_("Target"), 130, lines=True),
        RATING,
        TextColumn("capability_target", N_("Capability target"), 200, lines=True, hidden=True),
        WordColumn("source", N_("Source document"), 160, hidden=True),
        OBSERVATION_KIND,
        TextColumn("observation", N_("Observation"), 220, lines=True, hidden=True),
    )


def criterion_fields() -> tuple[Field, ...]:
    """Return the fields of a criterion's form."""
    return (
        PairField("critical_task", N_("Critical task"), lines=2),
        PairField("capability_target", N_("Capability target"), lines=2),
        PairField("measure", N_("Measure"), lines=2),
        PairField("target", N_("Target")),
        ProseField("source", N_("Source document"), lines=1),
        PickField(RATING),
        PickField(OBSERVATION_KIND),
        PairField("observation", N_("Observation"), lines=2),
    )
