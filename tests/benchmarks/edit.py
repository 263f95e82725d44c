"""One field edit, journalled, searchable and committed, and undoing it again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from db.library import Library
from db.tables import ScheduleItem
from db.text import N_, Text
from tests.benchmarks.figure import Figure, median_time
from tests.benchmarks.large_plan import large_plan, library_folder

SIZES = (1_000, 10_000, 50_000)
TIMES = 200
BUDGET = 0.002
FLOOR = "sqlite3 UPDATE and COMMIT"


def measure() -> list[Figure]:
    """Return an edit beside the floor, and how it grows with the plan."""
    figures: list[Figure] = []
    taken: dict[int, float] = {}
    with library_folder() as folder:
        for size in SIZES:
            path = folder / f"{size}.sqlite"
            plan_id = large_plan(path, size)
            floor = _bare_update(path)
            taken[size], undo = _edit_and_undo(path, plan_id)
            figures += [
                Figure(f"Edit one field of {size:,} items", taken[size], floor, FLOOR, BUDGET),
                Figure(f"Undo it, of {size:,} items", undo, floor, FLOOR),
            ]
    smallest, largest = SIZES[0], SIZES[-1]
    floor = taken[smallest]
    figures.append(
        Figure(
            f"Growth of an edit to {largest:,} items",
            taken[largest],
            floor,
            f"with {smallest:,} items",
            budget=floor * 1.5,
        )
    )
    return figures


def _edit_and_undo(path: Path, plan_id: str) -> tuple[float, float]:
    library = Library.open(path)
    plan = library.open_plan(plan_id)
    numbers = count()

    def edit() -> None:
        number = next(numbers)
        items = plan.rows(ScheduleItem)
        item = items[number * 37 % len(items)]
        with plan.edit(N_("Rename {what}"), what="item"):
            item.title = Text(f"Renamed {number}", item.title.es)
        plan.rows(ScheduleItem)

    taken = median_time(edit, times=TIMES, warm_up=10)
    undo = median_time(plan.undo, times=TIMES // 2, warm_up=5)
    library.close()
    return taken, undo


def _bare_update(path: Path) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        ids = [row[0] for row in connection.execute("SELECT id FROM schedule_item")]
        numbers = count()

        def update() -> None:
            number = next(numbers)
            row_id = ids[number * 37 % len(ids)]
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "UPDATE schedule_item SET title_en = ? WHERE id = ?", (f"Bare {number}", row_id)
            )
            connection.execute("COMMIT")

        return median_time(update, times=TIMES, warm_up=10)
