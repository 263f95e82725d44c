"""After the exercise: every area for improvement is mended, by somebody, by a date."""

from __future__ import annotations

from collections.abc import Iterator

from db.tables import CorrectiveAction, Observation
from desktop.language import N_
from desktop.planning.finding import Finding, found
from desktop.planning.record_names import row_name
from desktop.planning.rules.subject import Subject


def action_without_responsible(subject: Subject) -> Iterator[Finding]:
    """Yield each corrective action that no organization is responsible for."""
    for action in subject.reader.rows(CorrectiveAction):
        if action.responsible_id is None:
            yield found(
                "action-without-responsible",
                "warning",
                action,
                "responsible_id",
                N_("{action} has no responsible organization. Name who will do it."),
                action=row_name(action),
            )


def action_without_due_date(subject: Subject) -> Iterator[Finding]:
    """Yield each corrective action without a date until which it is done."""
    for action in subject.reader.rows(CorrectiveAction):
        if not action.due_date:
            yield found(
                "action-without-due-date",
                "warning",
                action,
                "due_date",
                N_("{action} has no due date. Agree on one, so that it can be followed up."),
                action=row_name(action),
            )


def improvement_without_action(subject: Subject) -> Iterator[Finding]:
    """Yield each area for improvement that nothing is done about, once play is over."""
    if not subject.is_over:
        return
    for row in subject.reader.rows(Observation):
        actions = subject.reader.children(CorrectiveAction, "observation_id", row.id)
        if row.kind == "improvement" and not actions:
            yield found(
                "improvement-without-action",
                "warning",
                row,
                "actions",
                N_(
                    "{observation} is an area for improvement without a corrective action. Add "
                    "one to the improvement plan."
                ),
                observation=row_name(row),
            )
