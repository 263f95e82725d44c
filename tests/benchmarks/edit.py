"""One field edit, journalled, searchable and committed, and undoing it again.

An edit may take 2 ms beyond what the disk takes: that is the floor, and no program's doing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import ScheduleItem
from db.text import N_, Text
from tests.benchmarks.figure import Figure, side_by_side
from tests.benchmarks.large_plan import large_plan, library_folder

SIZES = (1_000, 10_000, 50_000)
TIMES = 150
WARM_UP = 60
"""As many rounds as make the write-ahead log as large as it gets: growing it takes longer."""
RETIMED = 10_000
BUDGET, BUDGET_GROWTH = 0.002, 1.5
FLOOR = "sqlite3 UPDATE and COMMIT"

Action = Callable[[], object]


def measure() -> list[Figure]:
    """Return an edit and an undo beside the floor, and how an edit grows with the plan."""
    figures: list[Figure] = []
    edits: dict[int, float] = {}
    with library_folder() as folder:
        for size in SIZES:
            with _open(folder / f"{size}.sqlite", size) as (plan, bare):
                actions: dict[str, Action] = {
                    "floor": _update_of(bare),
                    "edit": _edit_of(plan),
                    "undo": plan.undo,
                }
                taken = side_by_side(actions, times=TIMES, warm_up=WARM_UP)
                floor, edits[size] = taken["floor"], taken["edit"]
                budget = floor + BUDGET
                figures += [
                    Figure(f"Edit one field of {size:,} items", edits[size], floor, FLOOR, budget),
                    Figure(f"Undo it, of {size:,} items", taken["undo"], floor, FLOOR),
                ]
                if size == RETIMED:
                    figures.append(_retiming(plan, bare))
    return [*figures, _growth(edits[SIZES[0]], edits[SIZES[-1]])]


def _growth(smallest: float, largest: float) -> Figure:
    return Figure(
        f"Growth of an edit to {SIZES[-1]:,} items",
        largest,
        smallest,
        f"with {SIZES[0]:,} items",
        budget=smallest * BUDGET_GROWTH,
    )


def _retiming(plan: OpenPlan, bare: sqlite3.Connection) -> Figure:
    ids = bare.execute("SELECT id FROM schedule_item").fetchall()

    def move_all() -> None:
        with plan.edit(N_("Move items")):
            for item in plan.rows(ScheduleItem):
                item.offset_minutes += 30
        plan.rows(ScheduleItem)

    def move_bare() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(
            "UPDATE schedule_item SET offset_minutes = offset_minutes + 30 WHERE id = ?", ids
        )
        bare.execute("ROLLBACK")

    taken = side_by_side({"floor": move_bare, "all": move_all}, times=3, of=min)
    what = f"Move {RETIMED:,} items in one edit"
    return Figure(what, taken["all"], taken["floor"], "sqlite3 executemany")


@contextmanager
def _open(path: Path, size: int) -> Iterator[tuple[OpenPlan, sqlite3.Connection]]:
    """Give an open plan of this size, and a plain connection to the same file."""
    plan_id = large_plan(path, size)
    library = Library.open(path)
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA synchronous=FULL")
    yield library.open_plan(plan_id), bare
    bare.close()
    library.close()


def _edit_of(plan: OpenPlan) -> Action:
    numbers = count()

    def edit() -> None:
        number = next(numbers)
        items = plan.rows(ScheduleItem)
        item = items[number * 37 % len(items)]
        with plan.edit(N_("Rename {what}"), what="item"):
            item.title = Text(f"Renamed {number}", item.title.es)
        plan.rows(ScheduleItem)

    return edit


def _update_of(connection: sqlite3.Connection) -> Action:
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

    return update
