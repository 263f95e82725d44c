"""What is exercised or taught lies between STARTEX and ENDEX; the rest may lie around it."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import ScheduleItem
from desktop.language import N_
from desktop.planning.finding import Finding, Severity, found
from desktop.planning.moments import relative
from desktop.planning.rules.subject import Subject


def item_outside_plan(subject: Subject) -> Iterator[Finding]:
    """Yield each schedule item that begins before STARTEX or ends after ENDEX.

    Setting up, training the controllers and travel lie outside by nature, and are a hint.
    """
    end = subject.clock.end_offset
    wrong = N_(
        "“{item}” at {when} is not between the plan's start and end. Move it, or change the "
        "plan's start or length."
    )
    unusual = N_(
        "“{item}” at {when} is not between the plan's start and end. For preparation, travel and "
        "departure that is right; otherwise move it."
    )
    core = "training" if subject.is_workshop else "play"
    for item in subject.reader.rows(ScheduleItem):
        begins = item.offset_minutes
        if begins < 0 or begins + item.duration_minutes > end:
            severity: Severity = "error" if item.kind == core else "hint"
            yield found(
                "item-outside-plan",
                severity,
                item,
                "offset_minutes",
                wrong if severity == "error" else unusual,
                item=item.title,
                when=relative(begins, subject.clock),
            )
