"""Every objective serves a focus area, is exercised, and can be evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import Alignment, Criterion, Inject, Objective, ScheduleObjective
from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.rules.subject import Subject

WITHOUT_MSEL = frozenset({"seminar", "workshop"})
"""Exercises of talk alone: nothing is injected."""


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
    """Yield each objective that neither an activity nor an inject exercises."""
    exercise = N_(
        "Neither an activity nor an inject exercises objective {number}. Link it to what tests it."
    )
    workshop = N_(
        "No session teaches learning objective {number}. Link it to the session that teaches it."
    )
    for objective in subject.reader.rows(Objective):
        activities = subject.reader.children(ScheduleObjective, "objective_id", objective.id)
        if not activities and objective.id not in subject.objectives_with_inject:
            yield found(
                "objective-not-exercised",
                "warning",
                objective,
                "schedule",
                workshop if subject.is_workshop else exercise,
                number=objective.number,
            )


def objective_without_inject(subject: Subject) -> Iterator[Finding]:
    """Yield each objective that activities exercise and the MSEL does not.

    A MSEL that is not begun is one finding of its own.
    """
    if subject.is_workshop or subject.plan.type in WITHOUT_MSEL or not subject.injects:
        return
    for objective in subject.reader.rows(Objective):
        activities = subject.reader.children(ScheduleObjective, "objective_id", objective.id)
        if activities and objective.id not in subject.objectives_with_inject:
            yield found(
                "objective-without-inject",
                "warning",
                objective,
                "injects",
                N_(
                    "No inject of the MSEL exercises objective {number}. Link one to it, or add "
                    "one."
                ),
                number=objective.number,
            )


def msel_missing(subject: Subject) -> Iterator[Finding]:
    """Yield a finding when an exercise with objectives has no inject yet."""
    if subject.is_workshop or subject.plan.type in WITHOUT_MSEL or subject.injects:
        return
    if subject.reader.rows(Objective):
        yield found(
            "msel-missing",
            "hint",
            subject.plan,
            "injects",
            N_("The MSEL has no inject yet. Write the first, or import a spreadsheet."),
            missing=Inject,
        )


def objective_without_evaluator(subject: Subject) -> Iterator[Finding]:
    """Yield each objective whose injects name no evaluator."""
    watched = {
        values["id"]
        for _inject, values in subject.injects
        if values.get("evaluator_id") is not None
    }
    evaluated = {objective for inject, objective in subject.exercising_pairs if inject in watched}
    for objective in subject.reader.rows(Objective):
        if objective.id in subject.objectives_with_inject and objective.id not in evaluated:
            yield found(
                "objective-without-evaluator",
                "warning",
                objective,
                "evaluator_id",
                N_(
                    "Nobody evaluates objective {number}: none of its injects names an "
                    "evaluator. Name one."
                ),
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
