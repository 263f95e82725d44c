"""Opening, scrolling, sorting, filtering, editing and re-timing a MSEL of any size."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from db.library import Library
from db.open_plan import OpenPlan
from db.record import Record
from db.tables import Event, Inject, InjectObjective, Objective, Plan, Storyline
from db.text import N_, Text
from desktop.planning.retiming import apply_shift, moved_and_clashing, shift_of
from desktop.ui.desk import Desk
from desktop.ui.fonts import use_fonts
from desktop.ui.msel.inject_columns import TITLE, columns_for
from desktop.ui.msel.msel_page import MselPage
from desktop.ui.schedule.view_bar import TABLE
from desktop.ui.theme import LIGHT_NAME, wear
from tests.benchmarks.figure import Figure, best_time, median_time, side_by_side
from tests.benchmarks.large_plan import library_folder
from tests.benchmarks.table import FRAMES, REPEATS, STEP, PlainModel

SIZES = (1_000, 10_000, 50_000)
BUDGETED = 10_000
"""The size of MSEL for which the budgets are meant; larger ones are only of interest."""

WIDTH, HEIGHT = 838, 712
"""The page's size in a window of 1366x768."""

FRAME, EDIT, OPEN = 0.016, 0.010, 1.0
MINUTES = 60 * 24 * 30


def large_msel(path: Path, injects: int) -> str:
    """Add a plan with so many injects to the library at `path`; return its id."""
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
        Storyline(code=str(n), name=Text(f"Storyline {n}", f"Línea {n}"), position=f"a{n}")
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


def measure() -> list[Figure]:
    """Return what the MSEL page takes beside Qt's own table, and beside bare edits."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        use_fonts(app)
        wear(app, LIGHT_NAME)
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
        _show(pages[-1])

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
    plain = QTableView()
    columns = [columns_for(desk)[number] for number in table.view.visible_columns()]
    plan = table.model.plan
    texts = [[column.text(row, plan) for column in columns] for row in table.model.shown]
    model = PlainModel([(line + [""] * 7)[:7] for line in texts])
    plain.setModel(model)
    plain.verticalHeader().setDefaultSectionSize(table.view.row_height())
    plain.resize(table.view.size())
    plain.show()
    if not QTest.qWaitForWindowExposed(plain):
        raise TimeoutError("the window did not appear")
    floor, taken = median(_frames(plain)), median(_frames(table.view))
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


def _show(widget: QWidget) -> None:
    """Show a widget and wait until it is really painted, or frames would cost nothing."""
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    if not QTest.qWaitForWindowExposed(widget):
        raise TimeoutError("the window did not appear")
    QApplication.processEvents()


def _frames(view: QTableView) -> list[float]:
    """Return how long each of a row of whole frames takes to paint."""
    taken, bar = [], view.verticalScrollBar()
    for frame in range(FRAMES):
        bar.setValue(frame * STEP % max(1, bar.maximum()))
        taken.append(best_time(view.viewport().repaint, times=REPEATS, warm_up=0))
    return taken
