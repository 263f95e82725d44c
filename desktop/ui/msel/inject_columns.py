"""The columns of the MSEL's table, most of which its form uses as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db.open_plan import OpenPlan
from db.tables import (
    Assignment,
    Criterion,
    Event,
    Inject,
    InjectCriterion,
    InjectDependency,
    InjectObjective,
    Objective,
    Storyline,
)
from desktop.language import N_, spoken
from desktop.planning.moments import clock_of, date_time_group, parse_moment, relative
from desktop.planning.scenario_clock import ScenarioClock, scenario_clock_of
from desktop.planning.terms import INJECT_KINDS, INJECT_MODES, INJECT_STATUSES
from desktop.ui.desk import Desk
from desktop.ui.msel.inject_words import (
    AssignmentNames,
    controllers,
    criterion_name,
    evaluators,
    event_label,
    event_words,
    local_time,
    objective_number,
    storyline_label,
    storyline_words,
)
from desktop.ui.msel.storyline_column import (
    EventColumn,
    StorylineColumn,
    new_event,
    new_storyline,
)
from desktop.ui.tables.coded_columns import ChoiceColumn, ReferenceColumn
from desktop.ui.tables.columns import Column, ComputedColumn, TextColumn, WordColumn
from desktop.ui.tables.directory_columns import venue_column
from desktop.ui.tables.links_column import LinksColumn
from desktop.ui.tables.time_columns import MomentColumn


@dataclass(frozen=True)
class ScenarioColumn(Column):
    """The time on the scenario's own clock; in grey what it comes to between two of them."""

    width: int = 104

    def text(self, row: Any, plan: OpenPlan) -> str:
        """Return the scenario time that was set."""
        minutes = row.scenario_minutes
        return "" if minutes is None else relative(minutes, clock_of(plan.row))

    def hint(self, row: Any, plan: OpenPlan) -> str:
        """Return what the scenario's clock shows at the time of the inject."""
        scenario = scenario_clock(plan)
        return relative(scenario.scenario_of(row.offset_minutes), clock_of(plan.row))

    def read(self, text: str, row: Any, plan: OpenPlan) -> int | None:
        """Return the minutes on the scenario's clock, None for none. Raises ValueError."""
        if not text.strip():
            return None
        clock = clock_of(plan.row)
        now = row.scenario_minutes if row.scenario_minutes is not None else row.offset_minutes
        return parse_moment(text, clock, day=clock.day(now))

    def sort_key(self, row: Any, plan: OpenPlan) -> Any:
        """Return the minutes; injects without any come last."""
        del plan
        return (row.scenario_minutes is None, row.scenario_minutes or 0)


def scenario_clock(plan: OpenPlan) -> ScenarioClock:
    """Return the scenario's clock, without a look at each inject where none has its time."""
    without = plan.children(Inject, "scenario_minutes", None)
    if len(without) == len(plan.rows(Inject)):
        return ScenarioClock()
    return scenario_clock_of(plan)


def local_of(row: Inject, plan: OpenPlan) -> str:
    """Return the local date and time of an inject."""
    return local_time(row.offset_minutes, clock_of(plan.row))


def zulu_of(row: Inject, plan: OpenPlan) -> str:
    """Return the date-time group of an inject."""
    return date_time_group(clock_of(plan.row).utc(row.offset_minutes), spoken())


def by_time(row: Inject, plan: OpenPlan) -> int:
    """Return what computed times are sorted by."""
    del plan
    return row.offset_minutes


def tone_of_status(row: Inject, plan: OpenPlan) -> str:
    """Return the colour of a status: what is canceled or only a draft is quiet."""
    del plan
    return {"cancelled": "quiet", "draft": "warning", "delivered": "accent"}.get(row.status, "")


NUMBER = WordColumn("number", N_("Number"), 52, heading=N_("No."), frozen=True)
TIME = MomentColumn("offset_minutes", N_("Time"), 88, frozen=True)
SCENARIO = ScenarioColumn("scenario_minutes", N_("Scenario time"), hidden=True)
TITLE = TextColumn("title", N_("Title"), 260, frozen=True, narrowest=200)
STORYLINE = StorylineColumn(
    "storyline_id",
    N_("Storyline"),
    150,
    hidden=True,
    table=Storyline,
    label=storyline_label,
    more=storyline_words,
    create=new_storyline,
)
EVENT = EventColumn(
    "event_id",
    N_("Event"),
    150,
    hidden=True,
    table=Event,
    label=event_label,
    more=event_words,
    create=new_event,
)
KIND = ChoiceColumn("kind", N_("Kind"), 116, hidden=True, choices=INJECT_KINDS)
MODE = ChoiceColumn("mode", N_("Mode"), 92, choices=INJECT_MODES)
SENDER = TextColumn("sender", N_("From"), 120)
RECEIVER = TextColumn("receiver", N_("To"), 120)
STATUS = ChoiceColumn(
    "status", N_("Status"), 96, hidden=True, choices=INJECT_STATUSES, tone=tone_of_status
)
VENUE = venue_column("venue_id", N_("Venue"), 130, hidden=True)


def controller_column(desk: Desk) -> ReferenceColumn:
    """Return the column of who brings an inject to the players."""
    names = AssignmentNames(desk)
    return ReferenceColumn(
        "controller_id",
        N_("Controller"),
        140,
        hidden=True,
        table=Assignment,
        label=names,
        rows=controllers,
    )


def evaluator_column(desk: Desk) -> ReferenceColumn:
    """Return the column of who evaluates the response to an inject."""
    names = AssignmentNames(desk)
    return ReferenceColumn(
        "evaluator_id",
        N_("Evaluator"),
        140,
        hidden=True,
        table=Assignment,
        label=names,
        rows=evaluators,
    )


def columns_for(desk: Desk) -> tuple[Column, ...]:
    """Return all columns of the MSEL."""
    return (
        NUMBER,
        TIME,
        ComputedColumn(
            "local",
            N_("Local time"),
            140,
            compute=local_of,
            sort=by_time,
            hidden=True,
            searched=False,
        ),
        ComputedColumn(
            "zulu", N_("Zulu"), 128, compute=zulu_of, sort=by_time, hidden=True, searched=False
        ),
        SCENARIO,
        TITLE,
        STORYLINE,
        EVENT,
        KIND,
        MODE,
        SENDER,
        RECEIVER,
        TextColumn("message", N_("Message"), 240, hidden=True, lines=True),
        TextColumn("expected_response", N_("Expected response"), 220, hidden=True, lines=True),
        LinksColumn(
            "objectives",
            N_("Objectives"),
            78,
            link=InjectObjective,
            owner="inject_id",
            target="objective_id",
            table=Objective,
            label=objective_number,
            blank_text="—",
        ),
        LinksColumn(
            "criteria",
            N_("Criteria"),
            150,
            hidden=True,
            link=InjectCriterion,
            owner="inject_id",
            target="criterion_id",
            table=Criterion,
            label=criterion_name,
        ),
        controller_column(desk),
        evaluator_column(desk),
        VENUE,
        STATUS,
        LinksColumn(
            "depends_on",
            N_("Depends on"),
            96,
            hidden=True,
            link=InjectDependency,
            owner="inject_id",
            target="depends_on_id",
            table=Inject,
            label=lambda row: row.number,
        ),
        TextColumn("notes", N_("Notes"), 200, hidden=True, lines=True),
    )
