"""Scrolling, filtering, sorting and editing the spreadsheet over a plan's rows."""

from __future__ import annotations

from statistics import median, quantiles

from PySide6.QtCore import QSize

from db.library import Library
from db.tables import ScheduleItem
from desktop.language import N_
from desktop.planning.terms import SCHEDULE_KINDS
from desktop.ui.desk import Desk
from desktop.ui.tables.coded_columns import ChoiceColumn
from desktop.ui.tables.columns import Column, TextColumn
from desktop.ui.tables.directory_columns import organization_column, venue_column
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.tables.time_columns import DurationColumn, MomentColumn
from tests.benchmarks.figure import Figure, median_time
from tests.benchmarks.large_plan import large_plan, library_folder
from tests.benchmarks.painted import plain_table, scrolled_frames, show, wear_look

SIZES = (1_000, 10_000)
AREA = QSize(790, 560)
"""The table's size in a window of 1366x768."""

FRAME, WAIT = 0.016, 0.1
COLUMNS: tuple[Column, ...] = (
    MomentColumn("offset_minutes", N_("Start")),
    DurationColumn("duration_minutes", N_("Duration")),
    TextColumn("title", N_("Title"), 240),
    ChoiceColumn("kind", N_("Kind"), choices=SCHEDULE_KINDS),
    TextColumn("track", N_("Track")),
    venue_column("venue_id", N_("Venue")),
    organization_column("lead_id", N_("Lead")),
)


def measure() -> list[Figure]:
    """Return what the table takes beside Qt's own table of the same texts."""
    wear_look()
    figures: list[Figure] = []
    with library_folder() as folder:
        for size in SIZES:
            path = folder / f"{size}.sqlite"
            plan_id = large_plan(path, size)
            library = Library.open(path)
            figures += _figures(library, plan_id, size)
            library.close()
    return figures


def _figures(library: Library, plan_id: str, size: int) -> list[Figure]:
    desk = Desk(library)
    desk.open_plan(plan_id)
    table = RecordTable(desk, ScheduleItem, COLUMNS, page="bench", noun=N_("item"))
    table.refresh(None)
    desk.content_changed.connect(table.refresh)
    show(table, AREA)
    rows, plan = table.model.shown, table.model.plan
    texts = [[column.text(row, plan) for column in COLUMNS] for row in rows]
    plain = plain_table(texts, table.view, table.view.row_height())
    floors, taken = scrolled_frames(plain), scrolled_frames(table.view)
    figures = [
        Figure(
            f"Scroll a table of {size:,} rows, {which}", of(taken), of(floors), "Qt's own", FRAME
        )
        for which, of in (("median", median), ("95th percentile", _p95))
    ]
    floor = median(floors)

    def type_into() -> None:
        counter[0] += 1
        table.edits.type_into([table.model.shown[size // 2]], COLUMNS[2], f"Drill {counter[0]}")

    counter = [0]
    for what, act in (
        ("Filter", lambda: table.model.filter_by("abordaje drill 7")),
        ("Sort", lambda: table.model.sort_by(2)),
        ("Edit a cell of", type_into),
    ):
        table.model.filter_by("")
        time = median_time(act, times=10)
        figures.append(Figure(f"{what} {size:,} rows", time, floor, "frame of Qt's own", WAIT))
    table.hide()
    plain.hide()
    desk.leave()
    return figures


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]
