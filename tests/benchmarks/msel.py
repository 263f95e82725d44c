"""Opening, scrolling, sorting, filtering, editing and re-timing a MSEL of any size."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from statistics import median

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Inject
from db.text import N_, Text
from desktop.planning.retiming import apply_shift, moved_and_clashing, shift_of
from desktop.ui.desk import Desk
from desktop.ui.msel.inject_columns import TITLE, columns_for
from desktop.ui.msel.msel_page import MselPage
from desktop.ui.schedule.view_bar import TABLE
from tests.benchmarks.figure import Figure, best_time, median_time, side_by_side
from tests.benchmarks.large_msel import MINUTES, large_msel
from tests.benchmarks.large_plan import library_folder
from tests.benchmarks.painted import plain_table, scrolled_frames, show, wear_look

SIZES = (1_000, 10_000, 50_000)
BUDGETED = 10_000
"""The size of MSEL for which the budgets are meant; larger ones are only of interest."""

AREA = QSize(838, 712)
"""The page's size in a window of 1366x768."""

FRAME, EDIT, OPEN = 0.016, 0.010, 1.0


def measure() -> list[Figure]:
    """Return what the MSEL page takes beside Qt's own table, and beside bare edits."""
    wear_look()
    figures: list[Figure] = []
    with library_folder() as folder:
        for size in SIZES:
            path = folder / f"msel-{size}.sqlite"
            plan_id = large_msel(path, size)
            library = Library.open(path)
            figures += _figures(library, plan_id, size)
            library.close()
    return figures


def _figures(library: Library, plan_id: str, size: int) -> list[Figure]:
    desk = Desk(library)
    desk.open_plan(plan_id)
    plan = desk.plan
    assert plan is not None
    desk.library.set_setting("msel-view", TABLE)
    read = best_time(lambda: _rows_of(library, plan_id), times=2, warm_up=0)
    pages: list[MselPage] = []

    def open_page() -> None:
        pages.append(MselPage(desk))
        pages[-1].refresh(None)
        show(pages[-1], AREA)

    opened = best_time(open_page, times=1, warm_up=0)
    page = pages[-1]
    figures = [_figure("Open a MSEL of", size, opened, (read, "reading the rows"), OPEN)]
    figures += _scrolling(page, desk, size)
    desk.content_changed.connect(page.refresh)
    figures += _table_acts(page, plan, size)
    figures += _retiming(plan, size)
    page.hide()
    desk.content_changed.disconnect(page.refresh)
    desk.leave()
    return figures


def _rows_of(library: Library, plan_id: str) -> int:
    """Read all injects with a reader of its own, which has none of them yet."""
    with library.reader(plan_id) as reader:
        return len(reader.rows(Inject))


def _scrolling(page: MselPage, desk: Desk, size: int) -> list[Figure]:
    table = page.table.table
    columns = [columns_for(desk)[number] for number in table.view.visible_columns()]
    plan = table.model.plan
    texts = [[column.text(row, plan) for column in columns] for row in table.model.shown]
    plain = plain_table(texts, table.view, table.view.row_height())
    floor = median(scrolled_frames(plain))
    taken = median(scrolled_frames(table.view))
    plain.hide()
    return [_figure("Scroll a MSEL of", size, taken, (floor, "Qt's own table"), FRAME)]


def _table_acts(page: MselPage, plan: OpenPlan, size: int) -> list[Figure]:
    table, numbers = page.table.table, count()
    row = table.model.shown[size // 2]
    table.select(row.id, "title")
    title = next(column for column in table.model.columns if column.field == TITLE.field)

    def bare() -> None:
        page.desk.content_changed.disconnect(page.refresh)
        with plan.edit(N_("Change title")):
            row.title = Text(f"Boat {next(numbers)}", "Lancha")
        page.desk.content_changed.connect(page.refresh)

    def typed() -> None:
        table.edits.type_into([row], title, f"Boat {next(numbers)}")
        # Painting waits for the event loop, but belongs to the edit a planner sees.
        QApplication.processEvents()

    taken = side_by_side({"typed": typed, "bare": bare}, times=25, warm_up=3)
    edited, floor = taken["typed"], taken["bare"]
    listed = [one.title_en for one in table.model.shown]
    figures = [_figure("Edit a cell of", size, edited, (floor, "the edit alone"), EDIT)]
    acts: tuple[tuple[str, Callable[[], object], Callable[[], object], str], ...] = (
        (
            "Filter",
            lambda: table.model.filter_by(f"boat {next(numbers)} coast"),
            lambda: [one for one in listed if "boat" in one.casefold()],
            "looking at each title",
        ),
        (
            "Sort",
            lambda: table.model.sort_by(table.model.columns.index(title)),
            lambda: sorted(listed),
            "sorting the titles",
        ),
    )
    for what, act, floor_act, name in acts:
        time = median_time(act, times=5)
        figures.append(_figure(what, size, time, (median_time(floor_act, times=5), name), 0.1))
        table.model.filter_by("")
    return figures


def _retiming(plan: OpenPlan, size: int) -> list[Figure]:
    injects = plan.rows(Inject)

    def preview() -> None:
        moved_and_clashing(plan, shift_of(plan, after=MINUTES // 2, minutes=45))

    def retime() -> None:
        apply_shift(plan, shift_of(plan, after=MINUTES // 2, minutes=45))
        plan.undo()

    floor = median_time(lambda: [row.offset_minutes + 45 for row in injects], times=5)
    seen = best_time(preview, times=2, warm_up=0)
    done = best_time(retime, times=1, warm_up=0) / 2
    return [
        _figure("See what would move of", size, seen, (floor, "reading each time")),
        _figure("Re-time half of", size, done, (floor, "reading each time")),
    ]


def _figure(
    what: str, size: int, taken: float, floor: tuple[float, str], budget: float | None = None
) -> Figure:
    kept = budget if size <= BUDGETED else None
    return Figure(f"{what} {size:,} injects", taken, max(floor[0], 1e-6), floor[1], kept)
