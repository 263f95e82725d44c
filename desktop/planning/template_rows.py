"""A template's file turned into the rows of a new plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db.record import PlanRecord, Record
from db.tables import (
    Alignment,
    Assignment,
    Criterion,
    Milestone,
    Objective,
    Participation,
    Plan,
    PlanFocusArea,
    PlanFramework,
    PlanVenue,
    ScheduleFocusArea,
    ScheduleItem,
    ScheduleObjective,
    ScheduleOrganization,
)
from desktop.language import _
from desktop.planning.entries import Entry
from desktop.planning.moments import clock_of
from desktop.planning.template_evaluation import EvaluationRows
from desktop.planning.template_msel import Known, MselRows, placed
from desktop.planning.template_names import TemplateNames
from desktop.planning.terms import (
    MILESTONE_KINDS,
    MILESTONE_STATUSES,
    OBSERVATION_KINDS,
    PARTICIPATION_ROLES,
    PRIORITIES,
    RATINGS,
    ROLES,
    SCHEDULE_KINDS,
    STATUSES,
)

PLAN_TEXTS = (
    "purpose",
    "scope",
    "location",
    "marking_instructions",
    "distribution",
    "assumptions",
    "artificialities",
    "constraints",
    "references",
    "safety",
    "emergency_word",
    "communications",
    "public_affairs",
    "sample_note",
)


def template_rows(entry: Entry, names: TemplateNames, identity: dict[str, Any]) -> list[Record]:
    """Return the rows of a new plan as the template in `entry` describes it.

    `identity` are the fields of the plan that the planner gave. Raises what `entry` raises
    when the file is not as it must be.
    """
    builder = _Builder(entry, names, identity)
    builder.everything()
    return [*names.new_rows, *builder.rows]


class _Builder:
    """Reads one template, section after section: later ones refer to earlier ones."""

    def __init__(self, entry: Entry, names: TemplateNames, identity: dict[str, Any]) -> None:
        self._entry = entry
        self._names = names
        self._known = Known()
        self._objectives = self._known.objectives
        plan = entry.entry("plan")
        self._start_minutes = _start_minutes(plan)
        names.take_frameworks(plan)
        self._plan = self._read_plan(plan, identity)
        self.rows: list[Record] = [self._plan]
        self._choose_areas(plan)
        plan.finish()

    def everything(self) -> None:
        """Add the rows of all sections."""
        for key in ("id", "kind", "type"):
            self._entry.word(key)
        for key in ("name", "summary"):
            self._entry.pair(key)
        self._participations()
        self._venues()
        self._assignments()
        self._read_objectives()
        self._milestones()
        self._schedule()
        clock = clock_of(self._plan)
        shared = self._names, self._known, self._add, self._offset
        MselRows(*shared, clock).everything(self._entry)
        EvaluationRows(*shared, clock.date_of_day(0)).everything(self._entry)
        self._entry.finish()

    def _read_plan(self, plan: Entry, identity: dict[str, Any]) -> Plan:
        given = {
            "code": plan.word("code", ""),
            "status": plan.choice("status", STATUSES, "draft"),
            "duration_minutes": plan.number("duration_minutes"),
            "zone": plan.word("zone", "America/Panama"),
            "marking": plan.word("marking", "UNCLASSIFIED"),
        } | identity
        for field in PLAN_TEXTS:
            given[field] = plan.pair(field, required=False)
        return Plan(**given)

    def _choose_areas(self, plan: Entry) -> None:
        for framework in self._names.framework_ids:
            self._add(PlanFramework(framework_id=framework))
        for area in self._names.focus_areas(plan, "focus_areas"):
            self._add(PlanFocusArea(focus_area_id=area))
        for area in self._names.areas_of_action(plan, "areas_of_action"):
            self._add(PlanFocusArea(area_of_action_id=area))

    def _participations(self) -> None:
        for entry, position in placed(self._entry, "organizations"):
            self._add(
                Participation(
                    organization_id=self._names.organization(entry, "key"),
                    role=entry.choice("role", PARTICIPATION_ROLES),
                    headcount=entry.number("headcount", 0),
                    position=position,
                )
            )

    def _venues(self) -> None:
        for entry, position in placed(self._entry, "venues"):
            self._add(PlanVenue(venue_id=self._names.take_venue(entry), position=position))

    def _assignments(self) -> None:
        for entry, position in placed(self._entry, "assignments"):
            row = Assignment(
                role=entry.choice("role", ROLES),
                organization_id=self._names.organization(entry, "organization"),
                venue_id=self._names.venue(entry, "venue"),
                cell=entry.pair("cell", required=False),
                notes=entry.word("notes", ""),
                position=position,
            )
            key = entry.word("key", "")
            if key in self._known.assignments:
                raise entry.repeated("key", key)
            if key:
                self._known.assignments[key] = row.id
            self._add(row)

    def _read_objectives(self) -> None:
        for entry, position in placed(self._entry, "objectives"):
            key = entry.word("key")
            if key in self._objectives:
                raise entry.repeated("key", key)
            row = Objective(
                number=entry.word("number"),
                statement=entry.pair("statement"),
                capability=entry.word("capability", ""),
                task_reference=entry.word("task_reference", ""),
                conditions=entry.pair("conditions", required=False),
                standards=entry.pair("standards", required=False),
                priority=entry.choice("priority", PRIORITIES, "medium"),
                owner_id=self._names.organization(entry, "owner"),
                position=position,
            )
            self._objectives[key] = row.id
            self._add(row)
            self._alignments(entry, row)
            self._criteria(entry, row)

    def _alignments(self, objective: Entry, row: Objective) -> None:
        for entry in objective.entries("alignments"):
            target = self._names.alignment_target(entry)
            note = entry.pair("note", required=False)
            self._add(Alignment(objective_id=row.id, note=note, **target))

    def _criteria(self, objective: Entry, row: Objective) -> None:
        for number, (entry, position) in enumerate(placed(objective, "criteria"), start=1):
            criterion = Criterion(
                objective_id=row.id,
                capability_target=entry.pair("capability_target"),
                critical_task=entry.pair("critical_task"),
                measure=entry.pair("measure"),
                target=entry.pair("target"),
                source=entry.word("source", ""),
                rating=entry.choice("rating", ("", *RATINGS), ""),
                observation=entry.pair("observation", required=False),
                observation_kind=entry.choice("observation_kind", ("", *OBSERVATION_KINDS), ""),
                position=position,
            )
            key = f"{objective.word('key')}/{number}"
            self._known.criteria[key] = criterion.id
            self._add(criterion)

    def _milestones(self) -> None:
        for entry in self._entry.entries("milestones"):
            self._add(
                Milestone(
                    title=entry.pair("title"),
                    kind=entry.choice("kind", MILESTONE_KINDS),
                    day_offset=entry.number("day_offset"),
                    avoid_holidays=entry.flag("avoid_holidays", default=False),
                    status=entry.choice("status", MILESTONE_STATUSES, "planned"),
                    place=entry.pair("place", required=False),
                    purpose=entry.pair("purpose", required=False),
                    inputs=entry.pair("inputs", required=False),
                    outputs=entry.pair("outputs", required=False),
                    responsible_id=self._names.organization(entry, "responsible"),
                )
            )

    def _schedule(self) -> None:
        for entry in self._entry.entries("schedule"):
            item = ScheduleItem(
                title=entry.pair("title"),
                kind=entry.choice("kind", SCHEDULE_KINDS),
                offset_minutes=self._offset(entry),
                duration_minutes=entry.number("minutes"),
                venue_id=self._names.venue(entry, "venue"),
                lead_id=self._names.organization(entry, "lead"),
                track=entry.pair("track", required=False),
                uniform=entry.pair("uniform", required=False),
                notes=entry.pair("notes", required=False),
            )
            self._add(item)
            for organization in self._names.organizations(entry, "organizations"):
                self._add(ScheduleOrganization(item_id=item.id, organization_id=organization))
            for key in entry.words("objectives", self._objectives):
                objective = self._objectives[key]
                self._add(ScheduleObjective(item_id=item.id, objective_id=objective))
            for area in self._names.focus_areas(entry, "focus_areas"):
                self._add(ScheduleFocusArea(item_id=item.id, focus_area_id=area))

    def _offset(self, entry: Entry) -> int:
        """Return the offset of an item; day 1 is D, day 0 the day before."""
        minutes = _minutes(entry, "time", entry.word("time"))
        return (entry.number("day") - 1) * 1440 + minutes - self._start_minutes

    def _add(self, row: PlanRecord) -> None:
        row.plan_id = self._plan.id
        self.rows.append(row)


def _start_minutes(plan: Entry) -> int:
    """Return the minutes after midnight at which the template's plan starts."""
    if "start" in plan:
        start = plan.word("start")
        try:
            return _minutes(plan, "start", datetime.fromisoformat(start).strftime("%H:%M"))
        except ValueError as error:
            raise plan.fault("start", _("a time such as 2026-01-12T07:00 is needed.")) from error
    return _minutes(plan, "start_time", plan.word("start_time"))


def _minutes(entry: Entry, key: str, time: str) -> int:
    hours, colon, minutes = time.partition(":")
    sound = colon and len(minutes) == 2 and (hours + minutes).isdecimal()
    if not sound or not (int(hours) < 24 and int(minutes) < 60):
        raise entry.fault(key, _("a time such as 08:30 is needed here."))
    return int(hours) * 60 + int(minutes)
