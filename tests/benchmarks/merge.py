"""From the file of a partner who edited the plan as well to the review, Finish and undo.

Each of the two edits 5 % of the injects, moves 2 % and deletes 1 %; a few words both edited.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Inject
from db.text import N_
from desktop.exchange.plan_file import export_plan, open_plan_file, read_plan_file
from desktop.ui.desk import Desk
from desktop.ui.merge.merge_dialog import MergeDialog
from desktop.ui.merge.opening import review_and_merge
from tests.benchmarks.figure import Figure, best_time, side_by_side
from tests.benchmarks.large_msel import large_msel
from tests.benchmarks.large_plan import library_folder
from tests.benchmarks.painted import show, wear_look

SIZES = (1_000, 10_000, 50_000)
TIMES = 3
EVERY = 100
"""What is done to so many injects is done to the next so many again."""

MINE, THEIRS = 0, 50
EDITED, MOVED, DELETED = range(5), range(5, 7), range(7, 8)
IN_CONFLICT = 20
BUDGETED, BUDGET_SECONDS = 10_000, 1.0
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
WINDOW = QSize(1366, 768)
FLOOR = "both files read as JSON"


def measure() -> list[Figure]:
    """Return the way to the review, writing the merge and undoing it, by size."""
    wear_look()
    with library_folder() as folder:
        return [figure for size in SIZES for figure in _figures(folder, size)]


def _figures(folder: Path, size: int) -> list[Figure]:
    path = folder / f"{size}.sqlite"
    plan_id = large_msel(path, size)
    library = Library.open(path)
    desk = Desk(library)
    desk.open_plan(plan_id)
    plan = library.open_plan(plan_id)
    mine, theirs = _two_copies(plan, folder, size)
    window = QMainWindow()
    show(window, WINDOW)
    dialogs: list[MergeDialog] = []

    def review() -> None:
        dialogs.append(review_and_merge(desk, read_plan_file(theirs), window))
        if not QTest.qWaitForWindowExposed(dialogs[-1]):
            raise TimeoutError("the review did not appear")
        QApplication.processEvents()

    def leave() -> None:
        dialogs[-1].reject()

    def read() -> None:
        for file in (mine, theirs):
            with zipfile.ZipFile(file) as archive:
                json.loads(archive.read("plan.json"))

    actions = {"floor": read, "review": review, "leave": leave}
    taken = side_by_side(actions, times=TIMES if size <= BUDGETED else 1, of=min)
    review()
    dialog = dialogs[-1]
    came = len(dialog.review.changes)
    if len(dialog.review.conflicts) != IN_CONFLICT:
        raise AssertionError(f"{len(dialog.review.conflicts)} conflicts were found")
    QTest.keyClick(dialog.view.tree, Qt.Key.Key_M, CONTROL_SHIFT)
    finished = _once(dialog.finish.click)
    undone = _once(plan.undo)
    if plan.next_redo() is None:
        raise AssertionError("nothing was merged")
    window.close()
    desk.leave()
    library.close()
    floor, budget = taken["floor"], BUDGET_SECONDS if size <= BUDGETED else None
    return [
        Figure(f"Merge {size:,} injects, to the review", taken["review"], floor, FLOOR, budget),
        Figure(f"Finish it with {came:,} changes", finished, floor, FLOOR),
        Figure("Undo it", undone, floor, FLOOR),
    ]


def _two_copies(plan: OpenPlan, folder: Path, size: int) -> tuple[Path, Path]:
    """Edit the plan and a copy of it that was handed on; return the files of both."""
    mine, theirs = folder / f"mine-{size}.istmo", folder / f"theirs-{size}.istmo"
    export_plan(plan, mine, author="Ana")
    other = Library.open(folder / f"other-{size}.sqlite")
    copy = open_plan_file(other, read_plan_file(mine))
    _edit(plan, MINE, "Ana")
    _edit(copy, THEIRS, "John")
    with copy.edit(N_("Edit")):
        for inject in _injects(copy, MINE, EDITED)[:IN_CONFLICT]:
            inject.message_en = "John writes what Ana writes."
    export_plan(plan, mine, author="Ana")
    export_plan(copy, theirs, author="John")
    other.close()
    return mine, theirs


def _edit(plan: OpenPlan, first: int, author: str) -> None:
    edited, moved, deleted = (_injects(plan, first, which) for which in (EDITED, MOVED, DELETED))
    with plan.edit(N_("Edit")):
        for inject in edited:
            inject.message_en = f"{author} writes about {inject.number}."
    with plan.edit(N_("Move")):
        for inject in moved:
            inject.offset_minutes += 15
    with plan.edit(N_("Delete")):
        for inject in deleted:
            plan.remove(inject)


def _injects(plan: OpenPlan, first: int, which: range) -> list[Inject]:
    chosen = [row for row in plan.rows(Inject) if int(row.number) % EVERY - first in which]
    return sorted(chosen, key=lambda inject: inject.number)


def _once(action: Callable[[], object]) -> float:
    return best_time(action, times=1, warm_up=0)
