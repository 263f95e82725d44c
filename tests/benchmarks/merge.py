"""From the file of a partner who edited the plan as well to the review of the merge."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import ScheduleItem
from db.text import N_
from desktop.exchange.merge import analyze
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from tests.benchmarks.figure import Figure, side_by_side
from tests.benchmarks.large_plan import large_plan, library_folder

SIZES = (1_000, 10_000, 50_000)
TIMES = 3
EDITED_EVERY = 10
BUDGETED, BUDGET_SECONDS = 10_000, 1.0


def measure() -> list[Figure]:
    """Return the analysis of a merge beside reading both files' rows as JSON, by size."""
    with library_folder() as folder:
        return [_analysis(folder, size) for size in SIZES]


def _analysis(folder: Path, size: int) -> Figure:
    path = folder / f"{size}.sqlite"
    plan_id = large_plan(path, size)
    mine, theirs = folder / f"mine-{size}.istmo", folder / f"theirs-{size}.istmo"
    library, other = Library.open(path), Library.open(folder / f"other-{size}.sqlite")
    plan = library.open_plan(plan_id)
    export_plan(plan, mine, author="Ana")
    copy = open_plan_file(other, read_plan_file(mine))
    _edit(copy, 0, "John")
    export_plan(copy, theirs, author="John")
    # Half of what the one edited the other edited too.
    _edit(plan, 0, "Ana", every=2 * EDITED_EVERY)
    _edit(plan, 1, "Ana")
    export_plan(plan, mine, author="Ana")

    def review() -> None:
        found = analyze(library, read_plan_file(theirs))
        assert found.analysis.conflicts
        assert found.analysis.incoming

    def read() -> None:
        for file in (mine, theirs):
            with zipfile.ZipFile(file) as archive:
                json.loads(archive.read("plan.json"))

    taken = side_by_side({"review": review, "read": read}, times=TIMES, of=min)
    library.close()
    other.close()
    return Figure(
        f"Merge two edited copies of {size:,} items, to the review",
        taken["review"],
        taken["read"],
        "both files read as JSON",
        BUDGET_SECONDS if size <= BUDGETED else None,
    )


def _edit(plan: OpenPlan, first: int, word: str, every: int = EDITED_EVERY) -> None:
    with plan.edit(N_("Edit")):
        for item in plan.rows(ScheduleItem)[first::every]:
            item.notes_en = f"{word} {item.id}"
