"""The roles that a plan cannot do without are named, and filled."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import Assignment, Objective
from desktop.language import N_
from desktop.planning.finding import Finding, Severity, found
from desktop.planning.rules.subject import Subject


def director_missing(subject: Subject) -> Iterator[Finding]:
    """Yield a finding when nobody directs the plan."""
    sentence = N_("No exercise director is named. Add the role, so that it is known who decides.")
    if subject.is_workshop:
        sentence = N_(
            "No workshop director is named. Add the role, so that it is known who decides."
        )
    yield from _missing(subject, "director-missing", "error", sentence, "exercise-director")


def safety_officer_missing(subject: Subject) -> Iterator[Finding]:
    """Yield a finding when nobody watches over safety."""
    severity: Severity = "hint" if subject.is_workshop else "warning"
    sentence = N_("No safety officer is named. Add the role, with the power to stop everything.")
    yield from _missing(subject, "safety-officer-missing", severity, sentence, "safety-officer")


def evaluator_missing(subject: Subject) -> Iterator[Finding]:
    """Yield a finding when there are objectives and fewer than one evaluator."""
    if subject.reader.rows(Objective):
        sentence = N_("No evaluator is named, though there are objectives to evaluate. Add one.")
        yield from _missing(subject, "evaluator-missing", "warning", sentence, "evaluator")


def instructor_missing(subject: Subject) -> Iterator[Finding]:
    """Yield a finding when a workshop has nobody who teaches."""
    if subject.is_workshop:
        sentence = N_("No instructor or facilitator is named. Add those who teach the sessions.")
        roles = ("instructor", "facilitator")
        yield from _missing(subject, "instructor-missing", "warning", sentence, *roles)


def roles_unfilled(subject: Subject) -> Iterator[Finding]:
    """Yield one finding for all roles that nobody fills yet."""
    unfilled = [row for row in subject.reader.rows(Assignment) if row.person_id is None]
    if unfilled and not subject.is_over:
        yield found(
            "roles-unfilled",
            "hint",
            unfilled[0],
            "person_id",
            N_(
                "Roles without a person: {count} of {total}. Enter the persons as soon as they "
                "are known."
            ),
            count=len(unfilled),
            of_plan=True,
            total=len(subject.reader.rows(Assignment)),
        )


def _missing(
    subject: Subject, rule: str, severity: Severity, sentence: str, *roles: str
) -> Iterator[Finding]:
    if not any(row.role in roles for row in subject.reader.rows(Assignment)):
        yield found(rule, severity, subject.plan, "role", sentence, missing=Assignment)
