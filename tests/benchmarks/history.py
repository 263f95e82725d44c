"""Showing the history page of a plan that was edited ever so often, and keeping it fresh."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, insert, select

from db.clock import COUNTER_BITS, wall_milliseconds
from db.history import PAGE
from db.journal import CHANGES, STEPS
from db.library import Library
from db.open_plan import OpenPlan
from db.tables import ScheduleItem
from db.text import N_, Text
from desktop.ui.desk import Desk
from desktop.ui.history.history_page import HistoryPage
from tests.benchmarks.figure import Figure, best_time, median_time
from tests.benchmarks.large_plan import large_plan, library_folder
from tests.benchmarks.painted import show, wear_look

SIZES = (1_000, 10_000, 100_000)
ITEMS = 200
AUTHORS = ("Ana", "John", "Itzel")
MINUTE = 60_000 << COUNTER_BITS
AREA = QSize(838, 712)
"""The page's size in a window of 1366x768."""

OPEN, REFRESH = 0.2, 0.1
FLOOR = "sqlite3 of the rows shown"


def measure() -> list[Figure]:
    """Return opening, refreshing and filtering the page beside its floor, by size."""
    wear_look()
    with library_folder() as folder:
        return [figure for size in SIZES for figure in _figures(folder / f"{size}.sqlite", size)]


def _figures(path: Path, size: int) -> list[Figure]:
    plan_id = large_plan(path, ITEMS)
    library = Library.open(path)
    desk = Desk(library)
    desk.open_plan(plan_id)
    plan = library.open_plan(plan_id)
    _fill(plan, size)
    bare = sqlite3.connect(path)
    query = "SELECT * FROM journal_step WHERE scope = ? ORDER BY id DESC LIMIT ?"
    floor = median_time(lambda: bare.execute(query, (plan_id, PAGE)).fetchall(), times=5)
    bare.close()
    pages: list[HistoryPage] = []

    def open_page() -> None:
        pages.append(HistoryPage(desk))
        pages[-1].refresh(None)
        show(pages[-1], AREA)

    opened = best_time(open_page, times=1, warm_up=0)
    page, numbers = pages[-1], count()
    item = plan.rows(ScheduleItem)[0]

    def edit() -> None:
        with plan.edit(N_("Rename {what}"), what=item.title.en):
            item.title = Text(f"Drill {next(numbers)}", item.title.es)
        QApplication.processEvents()

    bare_edit = median_time(edit, times=15)
    desk.content_changed.connect(page.refresh)
    edited = median_time(edit, times=15)
    desk.content_changed.disconnect(page.refresh)
    filters = {
        "by person": (page.filter.person, page.filter.person.findText(AUTHORS[1])),
        "by time": (page.filter.time, 2),
    }
    filtered = []
    for name, (box, place) in filters.items():
        box.setCurrentIndex(0)
        filtered.append((name, best_time(_chosen(box.setCurrentIndex, place), times=1, warm_up=0)))
        box.setCurrentIndex(0)
    row = ScheduleItem.__tablename__, item.id
    seen = best_time(lambda: page.filter.show_record(row, item.title.en), times=1, warm_up=0)
    page.hide()
    desk.leave()
    library.close()
    entries = f"a history of {size:,} entries"
    return [
        Figure(f"Open {entries}", opened, floor, FLOOR, OPEN),
        Figure(f"Refresh {entries} after an edit", edited, bare_edit, "the edit alone", REFRESH),
        *(Figure(f"Filter {entries} {name}", took, floor, FLOOR, OPEN) for name, took in filtered),
        Figure(f"Filter {entries} by record", seen, floor, FLOOR, OPEN),
    ]


def _chosen(choose: Callable[[int], object], place: int) -> Callable[[], None]:
    def act() -> None:
        choose(place)
        QApplication.processEvents()

    return act


def _fill(plan: OpenPlan, size: int) -> None:
    """Write so many steps to the plan's journal, a minute apart and the last of them now."""
    session, items = plan.library.session, plan.rows(ScheduleItem)
    first = (wall_milliseconds() << COUNTER_BITS) - size * MINUTE
    last_id = session.execute(select(func.max(STEPS.c.id))).scalar_one()
    steps, changes = [], []
    for number in range(1, size + 1):
        item = items[number % len(items)]
        steps.append(
            {
                "id": last_id + number,
                "scope": plan.id,
                "kind": "edit",
                "label": N_("Rename {what}"),
                "values": {"what": item.title.en},
                "clock": first + number * MINUTE,
                "replica": f"{number % len(AUTHORS):012x}",
                "author": AUTHORS[number % len(AUTHORS)],
            }
        )
        changes.append(
            {
                "step_id": last_id + number,
                "table_name": ScheduleItem.__tablename__,
                "row_id": item.id,
                "before": {"title_en": f"Drill {number - 1}"},
                "after": {"title_en": f"Drill {number}"},
                "stamps": {"title_en": item.born},
            }
        )
    session.connection().execute(insert(STEPS), steps)
    session.connection().execute(insert(CHANGES), changes)
    session.commit()
