"""Exercises with any number of injects in a library on disk, for benchmarks to work on."""

from __future__ import annotations

from pathlib import Path

from db.library import Library
from db.record import Record
from db.tables import Event, Inject, InjectObjective, Objective, Plan, Storyline
from db.text import N_, Text

MINUTES = 60 * 24 * 30
"""How long the exercise takes."""


def large_msel(path: Path, injects: int) -> str:
    """Add an exercise with so many injects to the library at `path`; return its id."""
    plan = Plan(
        kind="exercise",
        type="full-scale",
        name=Text(f"Exercise of {injects} injects", f"Ejercicio de {injects} inyectos"),
        start="2026-01-12T07:00",
        duration_minutes=MINUTES,
    )
    objectives = [
        Objective(number=str(n), statement=Text(f"Objective {n}", f"Objetivo {n}"))
        for n in range(1, 13)
    ]
    storylines = [
        Storyline(code=str(n), name=Text(f"Storyline {n}", f"Línea {n}"), position=f"a{n + 1}")
        for n in range(8)
    ]
    events = [
        Event(storyline_id=storylines[n % 8].id, number=str(n), title=Text(f"Event {n}", ""))
        for n in range(40)
    ]
    rows: list[Record] = [plan, *objectives, *storylines, *events]
    for number in range(injects):
        inject = Inject(
            number=f"{number + 1:05}",
            event_id=events[number % 40].id,
            offset_minutes=number * 37 % MINUTES,
            title=Text(f"Fast boat {number} off the coast", f"Lancha rápida {number} en la costa"),
            sender=Text("Coast station", "Estación costera"),
            receiver=Text("Operations center", "Centro de operaciones"),
            message=Text("Four aboard, no lights, course 045.", "Cuatro a bordo, sin luces."),
            expected_response=Text("The center sends a patrol.", "El centro envía una patrulla."),
        )
        link = InjectObjective(inject_id=inject.id, objective_id=objectives[number % 12].id)
        rows += [inject, link] if number % 2 == 0 else [inject]
    library = Library.open(path)
    try:
        return library.add_plan(rows, N_("Create plan")).id
    finally:
        library.close()
