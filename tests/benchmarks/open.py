"""Opening a library and a large plan in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.library import Library
from db.tables import ScheduleItem
from tests.benchmarks.figure import Figure, best_time
from tests.benchmarks.large_plan import large_plan, library_folder

SIZES = (1_000, 10_000, 50_000)
TIMES = 5
BUDGETED, BUDGET_RATIO, BUDGET_SECONDS = 10_000, 4, 0.150
PLANS = 200


def measure() -> list[Figure]:
    """Return opening a plan beside reading the same rows bare, by size of the plan."""
    figures: list[Figure] = []
    with library_folder() as folder:
        for size in SIZES:
            path = folder / f"{size}.sqlite"
            plan_id = large_plan(path, size)
            floor = _bare_rows(path)
            figures.append(
                Figure(
                    f"Open a plan of {size:,} items",
                    _open_plan(path, plan_id),
                    floor,
                    "sqlite3 rows as tuples",
                    budget=BUDGET_RATIO * floor + BUDGET_SECONDS if size <= BUDGETED else None,
                )
            )
        figures.append(_list_of_plans(folder / "many.sqlite"))
    return figures


def _open_plan(path: Path, plan_id: str) -> float:
    library = Library.open(path)

    def open_plan() -> None:
        library.open_plan(plan_id).rows(ScheduleItem)

    taken = best_time(open_plan, times=TIMES)
    library.close()
    return taken


def _bare_rows(path: Path) -> float:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT * FROM schedule_item WHERE NOT deleted"
        return best_time(lambda: connection.execute(query).fetchall(), times=TIMES)


def _list_of_plans(path: Path) -> Figure:
    for _ in range(PLANS):
        large_plan(path, 20)
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT * FROM plan WHERE NOT deleted ORDER BY start"
        floor = best_time(lambda: connection.execute(query).fetchall(), times=TIMES)

    def open_and_list() -> None:
        library = Library.open(path)
        library.plans()
        library.close()

    taken = best_time(open_and_list, times=TIMES)
    return Figure(f"Open a library and list its {PLANS} plans", taken, floor, "sqlite3 rows")
