"""A plan as plain JSON for other programs: the shape that `istmo show --json` prints.

Tables stand under the plural of their name, `scenario`, `actors` and `schedule` excepted.
An inject has its storyline, whether by its event or directly; controller and evaluator are
ids of assignments. Attachments come without their bytes. Texts are `{"en", "es"}`, times
are minutes from the plan's start (`offset_minutes`), days are days from D (`day_offset`),
coded values are their codes, and what belongs to a row by a link is a list of ids in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeVar

from db.departure import references_of
from db.reader import PlanReader
from db.record import DirectoryRecord, PlanRecord, Record
from db.tables import (
    PLAN_TABLES,
    AcceptedFinding,
    Alignment,
    Approval,
    AreaOfAction,
    Assignment,
    Attachment,
    CorrectiveAction,
    Criterion,
    Delivery,
    Event,
    FocusArea,
    Framework,
    Indicator,
    IndicatorTarget,
    Inject,
    InjectCriterion,
    InjectDependency,
    InjectFocusArea,
    InjectObjective,
    Milestone,
    Objective,
    Observation,
    Organization,
    Participation,
    Person,
    Pillar,
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
    Storyline,
    Venue,
    Watch,
)
from db.text import Pair
from desktop.planning.storylines import storyline_id_of
from desktop.planning.version import version_of

Row = dict[str, Any]
Inner = Callable[[Record], Row]
D = TypeVar("D", bound=DirectoryRecord)

_INJECT_NAMES = {
    "sender": "from",
    "receiver": "to",
    "storyline_id": "storyline",
    "event_id": "event",
    "controller_id": "controller",
    "evaluator_id": "evaluator",
    "venue_id": "venue",
}
"""Fields of an inject that go by the headings of a MSEL."""
_LEFT_OUT = frozenset({"deleted", "plan_id", "position"})


def plan_as_json(reader: PlanReader) -> dict[str, Any]:
    """Return a plan as values that JSON can hold, lists in the plan's own order."""
    people = _mentioned(reader, Person)
    organizations = _mentioned(
        reader,
        Organization,
        first=_ids(reader.rows(Participation), "organization_id"),
        more=_ids(people, "organization_id"),
    )
    venues = _mentioned(reader, Venue, first=_ids(reader.rows(PlanVenue), "venue_id"))
    return {
        "plan": _plan(reader),
        "frameworks": _frameworks(reader),
        "objectives": [_objective(reader, row) for row in reader.rows(Objective)],
        "alignments": _rows(reader, Alignment),
        "criteria": _rows(reader, Criterion),
        "milestones": _rows(reader, Milestone),
        "schedule": [_schedule_item(reader, row) for row in reader.rows(ScheduleItem)],
        "scenario": _rows(reader, ScenarioSection),
        "actors": _rows(reader, SimulatedActor),
        "storylines": _rows(reader, Storyline),
        "events": _rows(reader, Event),
        "injects": [_inject(reader, row) for row in reader.rows(Inject)],
        "deliveries": _rows(reader, Delivery),
        "attachments": _rows(reader, Attachment),
        "watches": _rows(reader, Watch),
        "observations": _rows(reader, Observation),
        "corrective_actions": _rows(reader, CorrectiveAction),
        "organizations": [_organization(reader, row) for row in organizations],
        "people": [_fields(row) for row in people],
        "assignments": _rows(reader, Assignment),
        "venues": [_fields(row) for row in venues],
        "approvals": _rows(reader, Approval),
        "indicator_targets": _rows(reader, IndicatorTarget),
        "accepted_findings": _rows(reader, AcceptedFinding),
    }


def _fields(row: Record) -> Row:
    """Return the content of a row: its two-language columns as one value each."""
    pairs = {name for name, value in vars(type(row)).items() if isinstance(value, Pair)}
    halves = {f"{name}_{language}" for name in pairs for language in ("en", "es")}
    result: Row = {"id": row.id}
    for name in row.content_fields():
        if name in halves:
            whole = name.rpartition("_")[0]
            result[whole] = getattr(row, whole).as_dict()
        elif name not in _LEFT_OUT:
            result[name] = getattr(row, name)
    return result


def _rows(reader: PlanReader, table: type[Record]) -> list[Row]:
    return [_fields(row) for row in reader.rows(table)]


def _ids(rows: Iterable[Record], column: str) -> list[str]:
    """Return what `column` of `rows` refers to, each once, in order."""
    found: Iterable[str | None] = map(attrgetter(column), rows)
    return list(dict.fromkeys(row_id for row_id in found if row_id is not None))


def _plan(reader: PlanReader) -> Row:
    version = version_of(reader)
    areas = reader.rows(PlanFocusArea)
    inside = [row for row in areas if row.in_scope]
    outside = [row for row in areas if not row.in_scope]
    return {
        **_fields(reader.row),
        "version": version.code,
        "frameworks": _ids(reader.rows(PlanFramework), "framework_id"),
        "focus_areas": _ids(inside, "focus_area_id"),
        "areas_of_action": _ids(inside, "area_of_action_id"),
        "out_of_scope": [
            {"id": row.focus_area_id or row.area_of_action_id, "reason": row.reason.as_dict()}
            for row in outside
        ],
    }


def _objective(reader: PlanReader, row: Objective) -> Row:
    aligned = reader.children(Alignment, "objective_id", row.id)
    criteria = reader.children(Criterion, "objective_id", row.id)
    return {
        **_fields(row),
        "focus_areas": _ids(aligned, "focus_area_id"),
        "proposed_actions": _ids(aligned, "proposed_action_id"),
        "criteria": [criterion.id for criterion in criteria],
    }


def _schedule_item(reader: PlanReader, row: ScheduleItem) -> Row:
    def linked(table: type[PlanRecord], column: str) -> list[str]:
        return _ids(reader.children(table, "item_id", row.id), column)

    return {
        **_fields(row),
        "organizations": linked(ScheduleOrganization, "organization_id"),
        "people": linked(SchedulePerson, "person_id"),
        "objectives": linked(ScheduleObjective, "objective_id"),
        "focus_areas": linked(ScheduleFocusArea, "focus_area_id"),
    }


def _inject(reader: PlanReader, row: Inject) -> Row:
    def linked(table: type[PlanRecord], column: str) -> list[str]:
        return _ids(reader.children(table, "inject_id", row.id), column)

    fields = _fields(row)
    named = {_INJECT_NAMES.get(name, name): value for name, value in fields.items()}
    return {
        **named,
        "storyline": storyline_id_of(reader, row),
        "objectives": linked(InjectObjective, "objective_id"),
        "criteria": linked(InjectCriterion, "criterion_id"),
        "focus_areas": linked(InjectFocusArea, "focus_area_id"),
        "depends_on": linked(InjectDependency, "depends_on_id"),
    }


def _organization(reader: PlanReader, row: Organization) -> Row:
    part = reader.children(Participation, "organization_id", row.id)
    return {
        **_fields(row),
        "roles": [link.role for link in part],
        "headcount": sum(link.headcount for link in part),
    }


def _frameworks(reader: PlanReader) -> list[Row]:
    chosen = _ids(reader.rows(PlanFramework), "framework_id")
    frameworks = [reader.get(Framework, framework_id) for framework_id in chosen]
    return [_framework(reader, framework) for framework in frameworks if framework is not None]


def _framework(reader: PlanReader, framework: Framework) -> Row:
    def parts(table: type[Record], column: str, whole: Record, inner: Inner | None = None) -> Any:
        return [
            {**_fields(row), **(inner(row) if inner else {})}
            for row in reader.children(table, column, whole.id)
        ]

    def of_area(area: Record) -> Row:
        return {
            "proposed_actions": parts(ProposedAction, "focus_area_id", area),
            "indicators": parts(Indicator, "focus_area_id", area),
        }

    def of_pillar(pillar: Record) -> Row:
        return {"focus_areas": parts(FocusArea, "pillar_id", pillar, of_area)}

    def of_action(area: Record) -> Row:
        return {"proposed_actions": parts(ProposedAction, "area_of_action_id", area)}

    return {
        **_fields(framework),
        "pillars": parts(Pillar, "framework_id", framework, of_pillar),
        "areas_of_action": parts(AreaOfAction, "framework_id", framework, of_action),
    }


def _mentioned(
    reader: PlanReader, table: type[D], first: Iterable[str] = (), more: Iterable[str] = ()
) -> list[D]:
    """Return the directory rows that the plan mentions: those of `first` in front."""
    wanted = {*first, *more}
    for own in PLAN_TABLES:
        for column, target in references_of(own).items():
            if target == table.__tablename__:
                wanted.update(_ids(reader.rows(own), column))
    rest = [row.id for row in reader.rows(table) if row.id in wanted]
    found = [reader.get(table, row_id) for row_id in dict.fromkeys([*first, *rest])]
    return [row for row in found if row is not None]
