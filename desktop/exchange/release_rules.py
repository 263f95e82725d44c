"""What each audience of a release copy may see: tables and fields, named one by one.

Whatever is not named here stays out, so that a table or field added later is kept back
until somebody decides that it may go out. Only the copy without personal data, which is for
planners, works the other way round: it holds all but what is named.
"""

from __future__ import annotations

from db.departure import traveling_fields
from db.record import Record
from db.tables import (
    CONTENT_TABLES,
    Alignment,
    Approval,
    AreaOfAction,
    Assignment,
    Attachment,
    CorrectiveAction,
    FocusArea,
    Framework,
    Indicator,
    Objective,
    Organization,
    Participation,
    Person,
    Pillar,
    Plan,
    PlanFocusArea,
    PlanFramework,
    PlanVenue,
    ProposedAction,
    ScenarioSection,
    ScheduleFocusArea,
    ScheduleItem,
    ScheduleObjective,
    ScheduleOrganization,
    SchedulePerson,
    SimulatedActor,
    Venue,
)
from desktop.exchange.audiences import IMPERSONAL, PLAYERS, PUBLIC

Fields = dict[type[Record], frozenset[str]]

FRAMEWORK_TABLES: tuple[type[Record], ...] = (
    Framework,
    Pillar,
    FocusArea,
    AreaOfAction,
    ProposedAction,
    Indicator,
)

PLAYERS_NOT_TOLD = frozenset(
    {"senior-controller", "controller", "evaluator", "simulator", "trusted-agent"}
)
"""Roles that players are not told who fills."""

_PLAYERS: dict[type[Record], str] = {
    Plan: "kind type code name status start duration_minutes zone languages marking purpose scope"
    " location marking_instructions distribution assumptions artificialities references safety"
    " emergency_word communications public_affairs sample sample_note",
    PlanFramework: "framework_id",
    PlanFocusArea: "focus_area_id area_of_action_id in_scope",
    Objective: "number statement capability priority owner_id position",
    Alignment: "objective_id focus_area_id proposed_action_id",
    ScheduleItem: "title kind offset_minutes duration_minutes venue_id lead_id track uniform",
    ScheduleOrganization: "item_id organization_id",
    SchedulePerson: "item_id person_id",
    ScheduleObjective: "item_id objective_id",
    ScheduleFocusArea: "item_id focus_area_id",
    Participation: "organization_id role headcount position",
    Assignment: "role person_id organization_id venue_id cell position",
    PlanVenue: "venue_id position",
    ScenarioSection: "kind title narrative offset_minutes for_players position",
    SimulatedActor: "kind name description for_players position",
    Attachment: "section_id file_name media_type size digest caption for_players position",
    Organization: "key acronym name country kind builtin",
    Person: "name rank organization_id post languages",
    Venue: "name address capacity latitude longitude facilities",
}
_PUBLIC: dict[type[Record], str] = {
    Plan: "kind type name start duration_minutes zone languages marking purpose location sample"
    " sample_note",
    PlanFramework: "framework_id",
    PlanFocusArea: "focus_area_id area_of_action_id in_scope",
    Objective: "number statement position",
    Alignment: "objective_id focus_area_id proposed_action_id",
    ScheduleItem: "title kind offset_minutes duration_minutes venue_id lead_id",
    ScheduleOrganization: "item_id organization_id",
    ScheduleObjective: "item_id objective_id",
    ScheduleFocusArea: "item_id focus_area_id",
    Participation: "organization_id role position",
    PlanVenue: "venue_id position",
    Organization: "key acronym name country kind builtin",
    Venue: "name",
}
_PERSONAL: dict[type[Record], str] = {
    Assignment: "person_id notes",
    Venue: "contact",
    CorrectiveAction: "contact",
}
"""Fields of the planners' file that name or reach a person."""
_ABOUT_PERSONS: frozenset[type[Record]] = frozenset({Person, SchedulePerson, Approval})


def fields_for(audience: str) -> Fields:
    """Return the tables that `audience` may see and, of each, the fields that travel."""
    if audience == IMPERSONAL:
        return {
            table: frozenset(traveling_fields(table)) - _columns(table, _PERSONAL.get(table, ""))
            for table in CONTENT_TABLES
            if table not in _ABOUT_PERSONS
        }
    named = {PLAYERS: _PLAYERS, PUBLIC: _PUBLIC}[audience]
    whole = {table: frozenset(traveling_fields(table)) for table in FRAMEWORK_TABLES}
    return whole | {table: _columns(table, names) for table, names in named.items()}


def _columns(table: type[Record], names: str) -> frozenset[str]:
    """Return the columns for names of fields, a text in two languages being one name."""
    wanted = {f"{name}{ending}" for name in names.split() for ending in ("", "_en", "_es")}
    return frozenset(wanted) & set(traveling_fields(table))
