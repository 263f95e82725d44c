"""The tables of the library, and which of them a plan is made of."""

from __future__ import annotations

from db.record import DirectoryRecord, PlanRecord, Record
from db.tables.evaluation import CorrectiveAction, Observation, Watch
from db.tables.framework import (
    AreaOfAction,
    FocusArea,
    Framework,
    Indicator,
    Pillar,
    ProposedAction,
)
from db.tables.milestone import Milestone
from db.tables.msel import (
    Delivery,
    Event,
    Inject,
    InjectCriterion,
    InjectDependency,
    InjectFocusArea,
    InjectObjective,
    Storyline,
)
from db.tables.objective import Alignment, Criterion, Objective
from db.tables.participants import Assignment, Organization, Participation, Person
from db.tables.plan import (
    AcceptedFinding,
    Approval,
    IndicatorTarget,
    Plan,
    PlanFocusArea,
    PlanFramework,
)
from db.tables.scenario import Attachment, AttachmentContent, ScenarioSection, SimulatedActor
from db.tables.schedule import (
    ScheduleFocusArea,
    ScheduleItem,
    ScheduleObjective,
    ScheduleOrganization,
    SchedulePerson,
)
from db.tables.venue import PlanVenue, Venue

DIRECTORY_TABLES: tuple[type[DirectoryRecord], ...] = (
    Framework,
    Pillar,
    FocusArea,
    AreaOfAction,
    ProposedAction,
    Indicator,
    Organization,
    Person,
    Venue,
)
PLAN_TABLES: tuple[type[PlanRecord], ...] = (
    PlanFramework,
    PlanFocusArea,
    IndicatorTarget,
    Approval,
    AcceptedFinding,
    Objective,
    Alignment,
    Criterion,
    Milestone,
    ScheduleItem,
    ScheduleOrganization,
    SchedulePerson,
    ScheduleObjective,
    ScheduleFocusArea,
    Participation,
    Assignment,
    PlanVenue,
    ScenarioSection,
    SimulatedActor,
    Storyline,
    Event,
    Inject,
    InjectObjective,
    InjectCriterion,
    InjectFocusArea,
    InjectDependency,
    Delivery,
    Attachment,
    Watch,
    Observation,
    CorrectiveAction,
)
CONTENT_TABLES: tuple[type[Record], ...] = (*DIRECTORY_TABLES, Plan, *PLAN_TABLES)
TABLE_BY_NAME: dict[str, type[Record]] = {t.__tablename__: t for t in CONTENT_TABLES}

__all__ = [
    "CONTENT_TABLES",
    "DIRECTORY_TABLES",
    "PLAN_TABLES",
    "TABLE_BY_NAME",
    "AcceptedFinding",
    "Alignment",
    "Approval",
    "AreaOfAction",
    "Assignment",
    "Attachment",
    "AttachmentContent",
    "CorrectiveAction",
    "Criterion",
    "Delivery",
    "Event",
    "FocusArea",
    "Framework",
    "Indicator",
    "IndicatorTarget",
    "Inject",
    "InjectCriterion",
    "InjectDependency",
    "InjectFocusArea",
    "InjectObjective",
    "Milestone",
    "Objective",
    "Observation",
    "Organization",
    "Participation",
    "Person",
    "Pillar",
    "Plan",
    "PlanFocusArea",
    "PlanFramework",
    "PlanVenue",
    "ProposedAction",
    "ScenarioSection",
    "ScheduleFocusArea",
    "ScheduleItem",
    "ScheduleObjective",
    "ScheduleOrganization",
    "SchedulePerson",
    "SimulatedActor",
    "Storyline",
    "Venue",
    "Watch",
]
