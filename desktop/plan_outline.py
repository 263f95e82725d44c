"""A plan as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from db.reader import PlanReader
from db.tables import (
    CorrectiveAction,
    Inject,
    Milestone,
    Objective,
    Observation,
    Organization,
    Participation,
    Plan,
    PlanVenue,
    ScenarioSection,
    ScheduleItem,
    SimulatedActor,
    Storyline,
    Venue,
)
from desktop.language import _, spoken
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import clock_of, duration_label, relative
from desktop.planning.terms import (
    ACTOR_KINDS,
    OBSERVATION_KINDS,
    PARTICIPATION_ROLES,
    SCENARIO_KINDS,
    STATUSES,
    types_of,
)
from desktop.planning.version import version_of


def plan_line(plan: Plan) -> str:
    """Return a plan on one line: the beginning of its id, its start, its type, its name."""
    start = plan.start.replace("T", " ")
    return f"{plan.id[:8]}  {start}  {_type(plan)}  {plan.name.best(spoken())}"


def outline(reader: PlanReader) -> Iterator[str]:
    """Yield the lines that tell what a plan holds, in the language of the interface."""
    yield from _head(reader)
    yield from _section(_("Objectives"), _objectives(reader))
    yield from _section(_("Milestones"), _milestones(reader))
    yield from _section(_("Schedule"), _schedule(reader))
    yield from _section(_("Scenario"), _scenario(reader))
    yield from _section(_("Simulated actors"), _actors(reader))
    yield from _section(_("Storylines"), _storylines(reader))
    yield from _section(_("Injects"), _injects(reader))
    yield from _section(_("Observations"), _observations(reader))
    yield from _section(_("Corrective actions"), _actions(reader))
    yield from _section(_("Organizations"), _organizations(reader))
    yield from _section(_("Venues"), _venues(reader))


def _head(reader: PlanReader) -> Iterator[str]:
    plan, clock, language = reader.row, clock_of(reader.row), spoken()
    start, end = clock.local(0), clock.local(clock.end_offset)
    status = STATUSES.get(plan.status, plan.status)
    facts = [plan.code, _type(plan), _(status), version_of(reader).code, plan.marking]
    yield plan.name.best(language)
    yield " · ".join(fact for fact in facts if fact)
    yield f"{start:%Y-%m-%d %H:%M} – {end:%Y-%m-%d %H:%M} ({plan.zone})"
    for text in (plan.location, plan.purpose, plan.sample_note):
        if text:
            yield text.best(language)


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title} ({len(lines)})"
        yield from (f"  {line}" for line in lines)


def _objectives(reader: PlanReader) -> list[str]:
    return [
        f"{row.number:<5} {row.statement.best(spoken())}".strip() for row in reader.rows(Objective)
    ]


def _milestones(reader: PlanReader) -> list[str]:
    clock = clock_of(reader.row)
    return [
        f"{date_of(row, clock).isoformat()}  D{row.day_offset:+d}  {row.title.best(spoken())}"
        for row in reader.rows(Milestone)
    ]


def _schedule(reader: PlanReader) -> list[str]:
    clock = clock_of(reader.row)
    return [
        f"{relative(row.offset_minutes, clock):<11}  {duration_label(row.duration_minutes):<8}"
        f"  {row.title.best(spoken())}"
        for row in reader.rows(ScheduleItem)
    ]


def _scenario(reader: PlanReader) -> list[str]:
    return [
        f"{_(SCENARIO_KINDS.get(row.kind, row.kind))}: {row.title.best(spoken())}"
        for row in reader.rows(ScenarioSection)
    ]


def _actors(reader: PlanReader) -> list[str]:
    return [
        f"{row.name.best(spoken())} ({_(ACTOR_KINDS.get(row.kind, row.kind))})"
        for row in reader.rows(SimulatedActor)
    ]


def _storylines(reader: PlanReader) -> list[str]:
    return [f"{row.code:<3} {row.name.best(spoken())}".strip() for row in reader.rows(Storyline)]


def _injects(reader: PlanReader) -> list[str]:
    clock = clock_of(reader.row)
    return [
        f"{row.number:<5} {relative(row.offset_minutes, clock):<11}  {row.title.best(spoken())}"
        f"{_way(row)}"
        for row in reader.rows(Inject)
    ]


def _way(inject: Inject) -> str:
    """Return who sends the inject to whom."""
    ends = [text.best(spoken()) for text in (inject.sender, inject.receiver)]
    return f" ({ends[0] or '?'} → {ends[1] or '?'})" if any(ends) else ""


def _observations(reader: PlanReader) -> list[str]:
    return [
        f"{_(OBSERVATION_KINDS.get(row.kind, row.kind))}: {row.text.best(spoken())}"
        for row in reader.rows(Observation)
    ]


def _actions(reader: PlanReader) -> list[str]:
    return [
        f"{row.due_date or '–':<10}  {row.text.best(spoken())}"
        for row in reader.rows(CorrectiveAction)
    ]


def _organizations(reader: PlanReader) -> list[str]:
    lines = []
    for part in reader.rows(Participation):
        row = reader.get(Organization, part.organization_id)
        if row is not None:
            role = _(PARTICIPATION_ROLES.get(part.role, part.role))
            name = row.name.best(spoken())
            lines.append(f"{name} ({row.acronym}): {role}" if row.acronym else f"{name}: {role}")
    return lines


def _venues(reader: PlanReader) -> list[str]:
    rows = (reader.get(Venue, link.venue_id) for link in reader.rows(PlanVenue))
    return [row.name.best(spoken()) for row in rows if row is not None]


def _type(plan: Plan) -> str:
    return _(types_of(plan.kind).get(plan.type, plan.type)) if plan.type else ""
