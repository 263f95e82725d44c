"""What an assignment is called: who fills it, or the role itself while nobody does."""

from __future__ import annotations

from db.reader import PlanReader
from db.tables import Assignment, Person
from db.text import Language
from desktop.language import translate
from desktop.planning.terms import role_label


def assignee_of(reader: PlanReader, assignment_id: str | None, language: Language) -> str:
    """Return the person of an assignment, or its role and cell; empty when there is none."""
    assignment = reader.get(Assignment, assignment_id)
    if assignment is None:
        return ""
    person = reader.get(Person, assignment.person_id)
    if person is not None:
        return f"{person.rank} {person.name}".strip()
    role = translate(role_label(assignment.role, reader.row.kind), language)
    cell = assignment.cell.best(language)
    return f"{role} ({cell})" if cell else role
