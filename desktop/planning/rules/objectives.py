"""Every objective serves a focus area, is exercised, and can be evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import Alignment, Criterion, Objective, ScheduleObjective
from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.rules.subject import Subject


def objective_unaligned(subject: Subject) -> Iterator[Finding]:
    """Yield each objective that is aligned to nothing."""
    for objective in subject.reader.rows(Objective):
        if not subject.reader.children(Alignment, "objective_id", objective.id):
            yield found(
                "objective-unaligned",
                "error",
                objective,
                "alignments",
                N_(
                    "Objective {number} is aligned to no focus area. Choose the focus area or "
                    "the proposed action it serves."
                ),
                number=objective.number,
            )


def objective_not_exercised(subject: Subject) -> Iterator[Finding]:
    """Yield each objective that no schedule item exercises."""
    exercise = N_(
        "No schedule item exercises objective {number}. Link it to the activity that tests it."
    )
    workshop = N_(
        "No session teaches learning objective {number}. Link it to the session that teaches it."
    )
    for objective in subject.reader.rows(Objective):
        if not subject.reader.children(ScheduleObjective, "objective_id", objective.id):
            yield found(
                "objective-not-exercised",
                "warning",
                objective,
                "schedule",
                workshop if subject.is_workshop else exercise,
                number=objective.number,
            )


def objective_without_criterion(subject: Subject) -> Iterator[Finding]:
    """Yield each objective that cannot be evaluated."""
    for objective in subject.reader.rows(Objective):
        if not subject.reader.children(Criterion, "objective_id", objective.id):
            yield found(
                "objective-without-criterion",
                "warning",
                objective,
                "criteria",
                N_(
                    "Objective {number} has no evaluation criterion. Add a critical task with "
                    "its measure and target."
                ),
                number=objective.number,
            )
