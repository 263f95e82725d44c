"""Small MSELs to try the rules on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Inject, InjectDependency, Plan, Storyline
from db.text import Text


@contextmanager
def empty_exercise(**fields: Any) -> Iterator[OpenPlan]:
    """Yield an exercise in Panama from 12 July 2027, 08:00, in a library of its own."""
    library = Library.in_memory()
    values = {
        "kind": "exercise",
        "type": "functional",
        "name": Text("Trident", "Tridente"),
        "start": "2027-07-12T08:00",
        "duration_minutes": 2880,
    }
    yield library.add_plan([Plan(**(values | fields))], "New exercise")
    library.close()


def add_inject(plan: OpenPlan, number: str, at: int, **fields: Any) -> Inject:
    """Add an inject `at` minutes from STARTEX."""
    fields.setdefault("title", Text(f"Inject {number}", f"Inyecto {number}"))
    with plan.edit("Add an inject"):
        return plan.add(Inject(number=number, offset_minutes=at, **fields))


def add_storyline(plan: OpenPlan, code: str) -> Storyline:
    """Add a storyline."""
    with plan.edit("Add a storyline"):
        return plan.add(Storyline(code=code, name=Text(f"Line {code}", f"Línea {code}")))


def depend(plan: OpenPlan, inject: Inject, cause: Inject) -> InjectDependency:
    """Make `inject` depend on `cause`."""
    with plan.edit("Depend"):
        return plan.add(InjectDependency(inject_id=inject.id, depends_on_id=cause.id))
