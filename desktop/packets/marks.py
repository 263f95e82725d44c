"""What stands on the timeline of a plan: its milestones, and the event itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.reader import PlanReader
from db.tables import Milestone, Organization
from db.text import Text
from desktop.language import N_, as_text
from desktop.packets.activities import organization_label
from desktop.packets.wording import Wording, clean, joined
from desktop.planning.milestone_dates import date_of
from desktop.planning.moments import clock_of
from desktop.planning.terms import MILESTONE_KINDS

EXERCISE_BAR = N_("Exercise, STARTEX to ENDEX")
WORKSHOP_BAR = N_("Workshop, opening to closing")


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of the timeline: a milestone, or the event from `first` to `last`."""

    first: date
    last: date
    days: str
    title: Text
    second: str
    status: str
    is_event: bool = False


def marks_of(reader: PlanReader, wording: Wording) -> list[Mark]:
    """Return the milestones of a plan and the event itself, by date."""
    plan = reader.row
    clock = clock_of(plan)
    organizations = {row.id: row for row in reader.rows(Organization)}
    start, end = clock.start.date(), clock.local(clock.end_offset).date()
    marks = []
    order = list(MILESTONE_KINDS)
    milestones = sorted(
        reader.rows(Milestone),
        key=lambda m: (order.index(m.kind) if m.kind in order else len(order), m.title_en),
    )
    for milestone in milestones:
        day = date_of(milestone, clock)
        responsible = organizations.get(milestone.responsible_id or "")
        second = (wording.line(clean(milestone.place)), organization_label(responsible, wording))
        # The milestone of STARTEX stands for the event, if there is one.
        is_event = milestone.kind == "startex" and day == start
        marks.append(
            Mark(
                first=day,
                last=end if is_event else day,
                days=_days(day, start),
                title=clean(milestone.title) or as_text(MILESTONE_KINDS.get(milestone.kind, "")),
                second=joined(second),
                status=milestone.status,
                is_event=is_event,
            )
        )
    if not any(mark.is_event for mark in marks):
        bar = as_text(WORKSHOP_BAR if plan.kind == "workshop" else EXERCISE_BAR)
        place = wording.line(clean(plan.location))
        days = _days(start, start)
        marks.append(Mark(start, end, days, bar, place, "", is_event=True))
    return sorted(marks, key=lambda mark: (mark.first, not mark.is_event))


def _days(day: date, start: date) -> str:
    return f"D{(day - start).days:+d}" if day != start else "D"
