"""Plans of any size in a library on disk, for benchmarks to work on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from db.library import Library
from db.record import Record
from db.tables import Objective, Plan, ScheduleItem, ScheduleObjective
from db.text import N_, Text

OBJECTIVES = 20


@contextmanager
def library_folder() -> Iterator[Path]:
    """Give a folder for libraries that is gone afterwards."""
    with TemporaryDirectory(prefix="istmo-bench-") as folder:
        yield Path(folder)


def large_plan(path: Path, items: int) -> str:
    """Add a plan with so many schedule items to the library at `path`; return its id."""
    plan = Plan(
        kind="exercise",
        type="full-scale",
        name=Text(f"Exercise of {items} items", f"Ejercicio de {items} elementos"),
        start="2026-01-12T07:00",
        duration_minutes=60 * 24 * 30,
    )
    objectives = [
        Objective(number=str(number), statement=Text(f"Objective {number}", f"Objetivo {number}"))
        for number in range(1, OBJECTIVES + 1)
    ]
    rows: list[Record] = [plan, *objectives]
    for number in range(items):
        item = ScheduleItem(
            title=Text(f"Boarding drill {number}", f"Ejercicio de abordaje {number}"),
            kind="training",
            offset_minutes=number * 37 % (60 * 24 * 30),
            duration_minutes=30 + number % 8 * 15,
            track=Text(f"Team {number % 12}", f"Equipo {number % 12}"),
            notes=Text("Life vests are worn.", "Se usa chaleco salvavidas."),
        )
        objective = objectives[number % OBJECTIVES]
        link = ScheduleObjective(item_id=item.id, objective_id=objective.id)
        rows += [item, link] if number % 5 == 0 else [item]
    library = Library.open(path)
    try:
        return library.add_plan(rows, N_("Create plan")).id
    finally:
        library.close()
