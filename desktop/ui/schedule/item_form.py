"""The form for the selected item of the schedule."""

from __future__ import annotations

from typing import Any

from db.open_plan import OpenPlan
from db.tables import (
    FocusArea,
    Objective,
    Organization,
    Participation,
    Person,
    Pillar,
    PlanFocusArea,
    PlanFramework,
    ScheduleFocusArea,
    ScheduleItem,
    ScheduleObjective,
    ScheduleOrganization,
    SchedulePerson,
)
from desktop.language import N_, _, spoken
from desktop.ui.desk import Desk
from desktop.ui.forms.fields import LineField, LinksField, OwnField, PairField, PickField, SaidField
from desktop.ui.forms.record_form import RecordForm
from desktop.ui.schedule.clash_note import ClashNote
from desktop.ui.schedule.facts import title_of
from desktop.ui.schedule.schedule_columns import (
    DURATION,
    KIND,
    LEAD,
    START,
    TRACK_COLUMN,
    VENUE,
    local_date,
    organization_label,
    organization_words,
    person_label,
    zulu,
)

CLASH_RULES = frozenset({"person-clash", "venue-clash"})

LONGEST_LABEL = 29
"""Letters of an objective or a focus area that fit beside the mark that unlinks it."""

FIELD_NAMES = {"people": "person_id", "organizations": "organization_id", "end": "duration_minutes"}
"""What the table and the review call a field, where the form calls it otherwise."""


class ItemForm(RecordForm):
    """Edits one item of the schedule."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            ScheduleItem,
            (
                OwnField(ClashNote),
                PairField("title", N_("Title")),
                LineField(START),
                SaidField("", said=_local_and_zulu),
                LineField(DURATION),
                PickField(KIND),
                PickField(VENUE),
                PickField(LEAD),
                PickField(TRACK_COLUMN),
                PairField("track", N_("Track in both languages")),
                LinksField(
                    N_("Organizations"),
                    link=ScheduleOrganization,
                    owner="item_id",
                    target="organization_id",
                    table=Organization,
                    label=organization_label,
                    more=organization_words,
                    rows=_organizations,
                ),
                LinksField(
                    N_("People"),
                    link=SchedulePerson,
                    owner="item_id",
                    target="person_id",
                    table=Person,
                    label=person_label,
                ),
                LinksField(
                    N_("Objectives"),
                    link=ScheduleObjective,
                    owner="item_id",
                    target="objective_id",
                    table=Objective,
                    label=_objective,
                ),
                LinksField(
                    N_("Focus areas"),
                    link=ScheduleFocusArea,
                    owner="item_id",
                    target="focus_area_id",
                    table=FocusArea,
                    label=_focus_area,
                    rows=focus_areas_of_plan,
                ),
                PairField("uniform", N_("Uniform or equipment")),
                PairField("notes", N_("Notes"), lines=3),
            ),
            title=lambda row: title_of(row, spoken()),
            empty=_("Select an item to see it here."),
        )

    def focus_field(self, field: str) -> bool:
        """Put the cursor into a field, whatever the table or the review call it."""
        return super().focus_field(FIELD_NAMES.get(field, field))

    def findings_to_show(self) -> list[Any]:
        """Return the findings but for clashes, of which the note tells more already."""
        return [f for f in self.desk.findings if f.rule not in CLASH_RULES]


def _local_and_zulu(row: ScheduleItem, plan: OpenPlan) -> str:
    return f"{local_date(row, plan)} · {zulu(row, plan)}"


def _objective(row: Objective) -> str:
    return _shortened(f"{row.number} {row.statement.best(spoken())}".strip())


def _focus_area(row: FocusArea) -> str:
    return _shortened(row.name.best(spoken()))


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_LABEL else f"{words[: LONGEST_LABEL - 1].rstrip()}…"


def _organizations(plan: OpenPlan) -> list[Organization]:
    """Return the organizations that take part; all there are when none does yet."""
    wanted = [link.organization_id for link in plan.rows(Participation)]
    found = [row for key in wanted if (row := plan.get(Organization, key)) is not None]
    return found or plan.rows(Organization)


def focus_areas_of_plan(plan: OpenPlan) -> list[FocusArea]:
    """Return the focus areas that the plan undertakes, or else those of its frameworks."""
    chosen = {link.focus_area_id for link in plan.rows(PlanFocusArea) if link.in_scope}
    areas = [area for area in plan.rows(FocusArea) if area.id in chosen]
    if areas:
        return areas
    frameworks = {link.framework_id for link in plan.rows(PlanFramework)}
    pillars = {row.id for row in plan.rows(Pillar) if row.framework_id in frameworks}
    return [area for area in plan.rows(FocusArea) if area.pillar_id in pillars]
