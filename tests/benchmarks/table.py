"""Scrolling, filtering, sorting and editing the spreadsheet over a plan's rows."""

from __future__ import annotations

import os
from statistics import median, quantiles
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from db.library import Library
from db.tables import ScheduleItem
from desktop.language import N_
from desktop.planning.terms import SCHEDULE_KINDS
from desktop.ui.desk import Desk
from desktop.ui.fonts import use_fonts
from desktop.ui.tables.coded_columns import ChoiceColumn
from desktop.ui.tables.columns import Column, TextColumn
from desktop.ui.tables.directory_columns import organization_column, venue_column
from desktop.ui.tables.record_table import RecordTable
from desktop.ui.tables.time_columns import DurationColumn, MomentColumn
from desktop.ui.theme import LIGHT_NAME, wear
from tests.benchmarks.figure import Figure, best_time, median_time
from tests.benchmarks.large_plan import large_plan, library_folder

SIZES = (1_000, 10_000)
AREA = QSize(790, 560)
"""The table's size in a window of 1366x768."""

FRAMES, REPEATS, STEP = 40, 3, 977
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


class PlainModel(QAbstractTableModel):
    """The floor: the same texts in Qt's own table, ready as strings."""

    def __init__(self, texts: list[list[str]]) -> None:
        super().__init__()
        self._texts = texts

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        """Return the number of rows."""
        return len(self._texts)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802
        """Return the number of columns."""
        return len(COLUMNS)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a cell's text."""
        shown = role == Qt.ItemDataRole.DisplayRole
        return self._texts[index.row()][index.column()] if shown else None


def measure() -> list[Figure]:
    """Return what the table takes beside Qt's own table of the same texts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        use_fonts(app)
        wear(app, LIGHT_NAME)
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
    _show(table)
    rows, plan = table.model.shown, table.model.plan
    plain = QTableView()
    plain_model = PlainModel([[c.text(row, plan) for c in COLUMNS] for row in rows])
    plain.setModel(plain_model)
    plain.verticalHeader().setDefaultSectionSize(table.view.row_height())
    _show(plain)
    floors, taken = _frames(plain), _frames(table.view)
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


def _show(widget: QWidget) -> None:
    """Show a widget and wait until it is really painted, or frames would cost nothing."""
    widget.resize(AREA)
    widget.show()
    if not QTest.qWaitForWindowExposed(widget):
        raise TimeoutError("the window did not appear")
    QApplication.processEvents()


def _frames(view: QTableView) -> list[float]:
    """Return how long each of a row of whole frames takes to paint."""
    taken = []
    bar = view.verticalScrollBar()
    for frame in range(FRAMES):
        bar.setValue(frame * STEP % max(1, bar.maximum()))
        taken.append(best_time(view.viewport().repaint, times=REPEATS, warm_up=0))
    return taken


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]
