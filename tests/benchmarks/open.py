"""Opening a library and a large plan in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.library import Library
from db.tables import ScheduleItem
from tests.benchmarks.figure import Figure, side_by_side
from tests.benchmarks.large_plan import large_plan, library_folder

SIZES = (1_000, 10_000, 50_000)
TIMES = 5
BUDGETED, BUDGET_RATIO, BUDGET_SECONDS = 10_000, 4, 0.150
PLANS = 200


def measure() -> list[Figure]:
    """Return opening a plan beside reading the same rows bare, by size of the plan."""
    with library_folder() as folder:
        figures = [_open_plan(folder / f"{size}.sqlite", size) for size in SIZES]
        figures.append(_list_of_plans(folder / "many.sqlite"))
    return figures


def _open_plan(path: Path, size: int) -> Figure:
    plan_id = large_plan(path, size)
    library = Library.open(path)
    with closing(sqlite3.connect(path)) as bare:
        query = "SELECT * FROM schedule_item WHERE NOT deleted"
        taken = side_by_side(
            {
                "floor": lambda: bare.execute(query).fetchall(),
                "open": lambda: library.open_plan(plan_id).rows(ScheduleItem),
            },
            times=TIMES,
            of=min,
        )
    library.close()
    return Figure(
        f"Open a plan of {size:,} items",
        taken["open"],
        taken["floor"],
        "sqlite3 rows as tuples",
        BUDGET_RATIO * taken["floor"] + BUDGET_SECONDS if size <= BUDGETED else None,
    )


def _list_of_plans(path: Path) -> Figure:
    for _ in range(PLANS):
        large_plan(path, 20)

    def open_and_list() -> None:
        library = Library.open(path)
        library.plans()
        library.close()

    with closing(sqlite3.connect(path)) as bare:
        query = "SELECT * FROM plan WHERE NOT deleted ORDER BY start"
        taken = side_by_side(
            {"floor": lambda: bare.execute(query).fetchall(), "list": open_and_list},
            times=TIMES,
            of=min,
        )
    what = f"Open a library and list its {PLANS} plans"
    return Figure(what, taken["list"], taken["floor"], "sqlite3 rows as tuples")
