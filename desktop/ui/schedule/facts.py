"""What a schedule item is, in words: for pointing at it and for those who hear the screen."""

from __future__ import annotations

from html import escape

from db.open_plan import OpenPlan
from db.tables import (
    Objective,
    Organization,
    Person,
    ScheduleItem,
    ScheduleObjective,
    ScheduleOrganization,
    SchedulePerson,
    Venue,
)
from db.text import Language
from desktop.language import _
from desktop.planning.moments import PlanClock, date_time_group, duration_label, relative
from desktop.planning.terms import SCHEDULE_KINDS
from desktop.ui.schedule.day_names import MEDIUM, clock_time, day_name


def span_label(start: int, end: int, clock: PlanClock) -> str:
    """Return a time and its length, as "D+1 09:30 – 10:30 · 1 h"."""
    same_day = clock.day(start) == clock.day(end) or end == start
    until = clock.local(end).strftime("%H:%M") if same_day else relative(end, clock)
    return f"{relative(start, clock)} – {until} · {duration_label(end - start)}"


def organization_name(row: Organization, language: Language) -> str:
    """Return the acronym of an organization, or its name when it has none."""
    return row.acronym or row.name.best(language)


def facts_of(
    plan: OpenPlan, item: ScheduleItem, clock: PlanClock, language: Language
) -> list[tuple[str, str]]:
    """Return label and value of all that is known of an item, what is empty left out."""
    start, end = item.offset_minutes, item.offset_minutes + item.duration_minutes
    local = clock.local(start)
    venue = plan.get(Venue, item.venue_id)
    lead = plan.get(Organization, item.lead_id)
    organizations = [
        plan.get(Organization, link.organization_id)
        for link in plan.children(ScheduleOrganization, "item_id", item.id)
    ]
    people = [
        plan.get(Person, link.person_id)
        for link in plan.children(SchedulePerson, "item_id", item.id)
    ]
    objectives = [
        plan.get(Objective, link.objective_id)
        for link in plan.children(ScheduleObjective, "item_id", item.id)
    ]
    date = (
        f"{day_name(local.date(), MEDIUM, language)} {clock_time(local.hour * 60 + local.minute)}"
    )
    facts = [
        (_("Time"), span_label(start, end, clock)),
        (_("Local"), f"{date} · {date_time_group(clock.utc(start), language)}"),
        (_("Kind"), _(SCHEDULE_KINDS.get(item.kind, item.kind))),
        (_("Track"), item.track.best(language)),
        (_("Venue"), venue.name.best(language) if venue else ""),
        (_("Lead"), organization_name(lead, language) if lead else ""),
        (_("Organizations"), ", ".join(organization_name(o, language) for o in organizations if o)),
        (_("People"), ", ".join(p.name for p in people if p)),
        (_("Objectives"), ", ".join(o.number for o in objectives if o)),
        (_("Uniform"), item.uniform.best(language)),
        (_("Notes"), item.notes.best(language)),
    ]
    return [(label, value) for label, value in facts if value]


def title_of(item: ScheduleItem, language: Language) -> str:
    """Return the title of an item, or what stands for one."""
    return item.title.best(language) or _("Untitled")


def tooltip_of(
    plan: OpenPlan,
    item: ScheduleItem,
    clock: PlanClock,
    language: Language,
    clashes: list[str],
) -> str:
    """Return all facts of an item, and its clashes, as rich text."""
    lines = [f"<b>{escape(title_of(item, language))}</b>"]
    lines += [
        f"{escape(label)}: {escape(value)}"
        for label, value in facts_of(plan, item, clock, language)
    ]
    lines += [f"<b>⚠ {escape(clash)}</b>" for clash in clashes]
    return f'<div style="max-width: 360px">{"<br>".join(lines)}</div>'


def spoken_facts(
    plan: OpenPlan,
    item: ScheduleItem,
    clock: PlanClock,
    language: Language,
    clashes: list[str],
) -> str:
    """Return the facts of an item as a sentence for assistive technology."""
    parts = [title_of(item, language)]
    parts += [value for _label, value in facts_of(plan, item, clock, language)[:6]]
    return ". ".join([*parts, *clashes])
