"""Milestones are met in time, and come in the order of the planning cycle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from db.tables import Milestone
from desktop.language import N_, as_text
from desktop.planning.finding import Finding, found
from desktop.planning.milestone_dates import date_of
from desktop.planning.months import dated
from desktop.planning.rules.subject import Subject
from desktop.planning.terms import MILESTONE_STATUSES

ORDER = (
    "concept",
    "initial-planning",
    "midterm-planning",
    "msel",
    "final-planning",
    "startex",
    "endex",
    "after-action-meeting",
    "report-due",
)
"""The joint exercise life cycle: CJCSM 3500.03, HSEEP (2020)."""
WAITING = frozenset({"planned", "confirmed"})


def milestone_past_due(subject: Subject) -> Iterator[Finding]:
    """Yield each milestone whose date has passed and that is not marked done."""
    if subject.is_over:
        return
    for milestone in subject.reader.rows(Milestone):
        due = date_of(milestone, subject.clock)
        if milestone.status in WAITING and due < subject.today:
            yield found(
                "milestone-past-due",
                "warning",
                milestone,
                "status",
                N_(
                    "“{milestone}” was due on {date} and is still marked “{status}”. Mark it as "
                    "done, or move it."
                ),
                milestone=milestone.title,
                date=dated(due),
                status=as_text(MILESTONE_STATUSES[milestone.status]),
            )


def milestones_out_of_order(subject: Subject) -> Iterator[Finding]:
    """Yield each step of the planning cycle that comes before the step it builds on."""
    steps = [
        milestone
        for kind in ORDER
        for milestone in subject.reader.children(Milestone, "kind", kind)
        if milestone.status != "cancelled"
    ]
    for earlier, later in pairwise(steps):
        if later.day_offset < earlier.day_offset:
            yield found(
                "milestones-out-of-order",
                "warning",
                later,
                "day_offset",
                N_(
                    "“{later}” on D{later_day:+d} comes before “{earlier}” on D{earlier_day:+d}. "
                    "Correct the day of one of them."
                ),
                about=(earlier.id,),
                later=later.title,
                earlier=earlier.title,
                later_day=later.day_offset,
                earlier_day=earlier.day_offset,
            )


def start_and_end_on_their_days(subject: Subject) -> Iterator[Finding]:
    """Yield STARTEX and ENDEX when they are not on the plan's first and last day."""
    clock = subject.clock
    days = {"startex": 0, "endex": clock.day(max(clock.end_offset - 1, 0))}
    for kind, day in days.items():
        for milestone in subject.reader.children(Milestone, "kind", kind):
            if milestone.day_offset != day:
                yield found(
                    "start-or-end-on-another-day",
                    "warning",
                    milestone,
                    "day_offset",
                    N_(
                        "“{milestone}” is on D{is_on:+d}, but by the plan's start and length it "
                        "belongs on D{belongs:+d}. Correct the milestone, or the plan's length."
                    ),
                    milestone=milestone.title,
                    is_on=milestone.day_offset,
                    belongs=day,
                )
