"""The columns of the evaluation page's tables, and the fields of its forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from db.open_plan import OpenPlan
from db.tables import CorrectiveAction, Criterion, Inject, Objective, Observation
from desktop.language import N_, _, ngettext, spoken
from desktop.planning.evaluation_summary import is_late, outcome_of
from desktop.planning.terms import (
    ACTION_STATUSES,
    CAPABILITY_ELEMENTS,
    OBSERVATION_KINDS,
    RATINGS,
)
from desktop.planning.watches import SIDES
from desktop.ui.forms.fields import Field, LineField, PairField, PickField
from desktop.ui.tables.assignment_columns import AssignmentColumn
from desktop.ui.tables.coded_columns import ChoiceColumn, ReferenceColumn
from desktop.ui.tables.columns import Column, ComputedColumn, TextColumn, WordColumn
from desktop.ui.tables.directory_columns import organization_column, venue_column
from desktop.ui.tables.optional_moment import OptionalMomentColumn
from desktop.ui.tables.time_columns import DateColumn, DurationColumn, MomentColumn

RATING_TONES = {"U": "error", "M": "warning"}
WHO = AssignmentColumn(
    "assignment_id",
    N_("Who"),
    190,
    required=True,
    roles=SIDES["controller"] | SIDES["evaluator"],
)
WATCH_VENUE = venue_column("venue_id", N_("Cell or site"), 150)
BEGINS = MomentColumn("offset_minutes", N_("Begins"), 110)
LENGTH = DurationColumn("duration_minutes", N_("Length"), 80)
OBSERVER = AssignmentColumn("observer_id", N_("Observer"), 116, roles=SIDES["evaluator"])
KIND = ChoiceColumn("kind", N_("Kind"), 142, choices=OBSERVATION_KINDS)
SEEN_AT = OptionalMomentColumn("offset_minutes", N_("When"), 84)
ELEMENT = ChoiceColumn(
    "element", N_("Capability element"), 96, heading=N_("Element"), choices=CAPABILITY_ELEMENTS
)
RESPONSIBLE = organization_column("responsible_id", N_("Responsible"), 98)
CONTACT = WordColumn("contact", N_("Contact"), 120, hidden=True)
STATUS = ChoiceColumn("status", N_("Status"), 90, choices=ACTION_STATUSES)
OBJECTIVE = ReferenceColumn(
    "objective_id",
    N_("Objective"),
    90,
    table=Objective,
    label=lambda row: f"{row.number} {row.statement.best(spoken())}"[:60].strip(),
    more=lambda row: row.number,
)
CRITERION = ReferenceColumn(
    "criterion_id",
    N_("Criterion"),
    140,
    table=Criterion,
    label=lambda row: row.critical_task.best(spoken())[:60],
    hidden=True,
)
INJECT = ReferenceColumn(
    "inject_id",
    N_("Inject"),
    110,
    table=Inject,
    label=lambda row: f"{row.number} {row.title.best(spoken())}"[:60].strip(),
    more=lambda row: row.number,
    hidden=True,
)
OBSERVATION = ReferenceColumn(
    "observation_id",
    N_("Area for improvement"),
    150,
    table=Observation,
    label=lambda row: row.text.best(spoken())[:60] or _("Untitled"),
    rows=lambda plan: [row for row in plan.rows(Observation) if row.kind != "strength"],
)


def today() -> date:
    """Return today's date."""
    return date.today()  # noqa: DTZ011 - due dates are dates on the wall calendar


@dataclass(frozen=True)
class DueColumn(DateColumn):
    """When an action is due, with a mark when that has passed and it is not done."""

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the date, marked when it is late."""
        date_words = super().text(row, plan)
        return f"⚠ {date_words}" if is_late(row, today()) else date_words

    def typed(self, row: Any, plan: OpenPlan) -> str:
        """Return the date alone."""
        return super().text(row, plan)

    def read(self, text: str, row: Any, plan: OpenPlan) -> str:
        """Return the date; the mark of one that was copied is left out."""
        return super().read(text.replace("⚠", ""), row, plan)


def _due_tone(row: Any, plan: OpenPlan) -> str:
    del plan
    return "error" if is_late(row, today()) else "text"


def _due_tip(row: Any, plan: OpenPlan) -> str:
    del plan
    return _("It is late: it should have been done by now.") if is_late(row, today()) else ""


START = DateColumn("start_date", N_("Starts"), 92)
DUE = DueColumn("due_date", N_("Due"), 104, tone=_due_tone, tip=_due_tip)


def watch_columns() -> tuple[Column, ...]:
    """Return the columns of the watches."""
    return (WHO, BEGINS, LENGTH, WATCH_VENUE, TextColumn("task", N_("Task"), 240))


def watch_fields() -> tuple[Field, ...]:
    """Return the fields of a watch."""
    return (
        PickField(WHO),
        LineField(BEGINS),
        LineField(LENGTH),
        PickField(WATCH_VENUE),
        PairField("task", N_("Task"), lines=2),
    )


def observation_columns() -> tuple[Column, ...]:
    """Return the columns of the observations."""
    return (
        KIND,
        TextColumn("text", N_("Observation"), 260, lines=True),
        OBJECTIVE,
        OBSERVER,
        SEEN_AT,
        TextColumn("analysis", N_("Analysis"), 220, lines=True, hidden=True),
        INJECT,
        CRITERION,
    )


def observation_fields() -> tuple[Field, ...]:
    """Return the fields of an observation."""
    return (
        PickField(KIND),
        PairField("text", N_("Observation"), lines=3),
        PairField("analysis", N_("Analysis"), lines=2),
        PickField(OBJECTIVE),
        PickField(CRITERION),
        PickField(INJECT),
        PickField(OBSERVER),
        LineField(SEEN_AT),
    )


def action_columns() -> tuple[Column, ...]:
    """Return the columns of the improvement plan."""
    return (
        TextColumn("text", N_("Corrective action"), 220, lines=True),
        OBSERVATION,
        ELEMENT,
        RESPONSIBLE,
        START,
        DUE,
        STATUS,
        CONTACT,
    )


def action_fields() -> tuple[Field, ...]:
    """Return the fields of a corrective action."""
    return (
        PairField("text", N_("Corrective action"), lines=3),
        PickField(OBSERVATION),
        PickField(OBJECTIVE),
        PickField(ELEMENT),
        PickField(RESPONSIBLE),
        LineField(CONTACT),
        LineField(START),
        LineField(DUE),
        PickField(STATUS),
    )


def _count(rating: str) -> Any:
    def counted(row: Any, plan: OpenPlan) -> str:
        return str(outcome_of(plan, row).ratings[rating] or "")

    return counted


def _tone_of(rating: str) -> Any:
    tone = RATING_TONES.get(rating, "text")
    return lambda _row, _plan: tone


def _rated(row: Any, plan: OpenPlan) -> str:
    outcome = outcome_of(plan, row)
    return _("{shown} of {all}").format(shown=outcome.rated, all=len(outcome.criteria))


def _lowest(row: Any, plan: OpenPlan) -> str:
    lowest = outcome_of(plan, row).lowest
    return lowest or "—"


def _lowest_tip(row: Any, plan: OpenPlan) -> str:
    lowest = outcome_of(plan, row).lowest
    return _(RATINGS[lowest]) if lowest else _("Not rated yet")


def _lowest_tone(row: Any, plan: OpenPlan) -> str:
    return RATING_TONES.get(outcome_of(plan, row).lowest, "text")


def _late_actions(row: Any, plan: OpenPlan) -> int:
    actions: list[CorrectiveAction] = outcome_of(plan, row).actions
    return sum(is_late(action, today()) for action in actions)


def _open_actions(row: Any, plan: OpenPlan) -> str:
    late = _late_actions(row, plan)
    count = outcome_of(plan, row).open_actions
    if late:
        words = ngettext("{count} overdue", "{count} overdue", late).format(count=late)
        return f"{count} · ⚠ {words}"
    return str(count or "")


def summary_columns() -> tuple[Column, ...]:
    """Return the columns of the summary by objective."""
    return (
        WordColumn("number", N_("Number"), 46, heading=N_("#"), editable=False),
        TextColumn("statement", N_("Objective"), 300, lines=True, editable=False),
        ComputedColumn("rated", N_("Rated"), 74, compute=_rated),
        *(
            ComputedColumn(
                rating,
                name,
                40,
                right=True,
                heading=rating,
                compute=_count(rating),
                tone=_tone_of(rating),
            )
            for rating, name in RATINGS.items()
        ),
        ComputedColumn(
            "lowest",
            N_("Lowest rating"),
            70,
            heading=N_("Lowest"),
            hidden=True,
            compute=_lowest,
            tone=_lowest_tone,
            tip=_lowest_tip,
        ),
        ComputedColumn(
            "strengths",
            N_("Strengths"),
            80,
            right=True,
            compute=lambda row, plan: str(outcome_of(plan, row).strengths or ""),
        ),
        ComputedColumn(
            "improvements",
            N_("Areas for improvement"),
            86,
            right=True,
            heading=N_("To improve"),
            compute=lambda row, plan: str(outcome_of(plan, row).improvements or ""),
        ),
        ComputedColumn(
            "actions",
            N_("Open actions"),
            116,
            right=True,
            compute=_open_actions,
            tone=lambda row, plan: "error" if _late_actions(row, plan) else "text",
        ),
    )
