"""The form for the selected inject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.open_plan import OpenPlan
from db.tables import (
    Criterion,
    FocusArea,
    Inject,
    InjectCriterion,
    InjectDependency,
    InjectFocusArea,
    InjectObjective,
    Objective,
)
from desktop.language import N_, _
from desktop.planning.moments import clock_of, relative
from desktop.ui.desk import Desk
from desktop.ui.forms.fields import LineField, LinksField, OwnField, PairField, PickField, SaidField
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.msel.dependants import Dependants
from desktop.ui.msel.inject_columns import (
    EVENT,
    KIND,
    MODE,
    NUMBER,
    SCENARIO,
    STATUS,
    STORYLINE,
    TIME,
    VENUE,
    controller_column,
    evaluator_column,
    local_of,
    scenario_clock,
    zulu_of,
)
from desktop.ui.msel.inject_pictures import InjectPictures
from desktop.ui.msel.inject_words import (
    area_name,
    criterion_name,
    inject_title,
    objective_name,
    shortened,
)
from desktop.ui.schedule.item_form import focus_areas_of_plan

FIELD_NAMES = {
    "objectives": "objective_id",
    "inject_objective": "objective_id",
    "criteria": "criterion_id",
    "depends_on": "depends_on_id",
}
"""What the table and the review call a field, where the form calls it otherwise."""


class InjectForm(RecordForm):
    """Edits one inject."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            Inject,
            (
                PairField("title", N_("Title")),
                LineField(TIME),
                SaidField("", said=_other_times),
                PairField("sender", N_("From")),
                PairField("receiver", N_("To")),
                PickField(MODE),
                PairField("message", N_("Message"), lines=3),
                PairField("expected_response", N_("Expected response"), lines=3),
                LinksField(
                    N_("Objectives"),
                    link=InjectObjective,
                    owner="inject_id",
                    target="objective_id",
                    table=Objective,
                    label=objective_name,
                    group=lambda _row, _plan: "",
                ),
                LinksField(
                    N_("Criteria"),
                    link=InjectCriterion,
                    owner="inject_id",
                    target="criterion_id",
                    table=Criterion,
                    label=lambda row: shortened(criterion_name(row)),
                    more=lambda row: f"{row.critical_task.en}\n{row.critical_task.es}",
                    rows=_criteria_in_order,
                ),
                PickField(controller_column(desk)),
                PickField(evaluator_column(desk)),
                PickField(STORYLINE),
                PickField(EVENT),
                PickField(KIND),
                PickField(STATUS),
                PickField(VENUE),
                LinksField(
                    N_("Depends on"),
                    link=InjectDependency,
                    owner="inject_id",
                    target="depends_on_id",
                    table=Inject,
                    label=lambda row: shortened(inject_title(row)),
                    more=lambda row: f"{row.number}\n{row.title.en}\n{row.title.es}",
                ),
                OwnField(Dependants),
                LinksField(
                    N_("Focus areas served directly"),
                    link=InjectFocusArea,
                    owner="inject_id",
                    target="focus_area_id",
                    table=FocusArea,
                    label=lambda row: shortened(area_name(row)),
                    rows=focus_areas_of_plan,
                ),
                LineField(SCENARIO),
                PairField("notes", N_("Controller notes"), lines=3),
                OwnField(InjectPictures),
                LineField(NUMBER),
            ),
            title=inject_title,
            empty=_("Select an inject to see it here."),
        )

    def focus_field(self, field: str) -> bool:
        """Put the cursor into a field, whatever the table or the review call it."""
        return super().focus_field(FIELD_NAMES.get(field, field))


def _other_times(row: Inject, plan: OpenPlan) -> str:
    """Return the time on the wall, in Zulu, and on the scenario's clock when that differs."""
    said = [local_of(row, plan), zulu_of(row, plan)]
    scenario = scenario_clock(plan)
    if scenario.runs_apart:
        there = relative(scenario.scenario_of(row.offset_minutes), clock_of(plan.row))
        said.append(_("scenario {time}").format(time=there))
    return " · ".join(said)


def _criteria_in_order(plan: OpenPlan) -> Sequence[Any]:
    return [c for o in plan.rows(Objective) for c in plan.children(Criterion, "objective_id", o.id)]
