"""Reading a MSEL from a workbook and bringing it into a plan, and writing it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from db.library import Library
from db.open_plan import OpenPlan
from db.tables import Inject, Objective, Plan
from db.text import N_, Text
from desktop.exchange.spreadsheets.importing import import_injects
from desktop.exchange.spreadsheets.proposal import propose_mapping
from desktop.exchange.spreadsheets.reading import Reading, read_injects
from desktop.exchange.spreadsheets.workbook_reader import read_workbook
from desktop.exchange.spreadsheets.workbook_writer import write_workbook
from desktop.planning.moments import clock_of
from tests.benchmarks.figure import Figure, side_by_side
from tests.benchmarks.large_plan import library_folder

SIZES = (1_000, 10_000, 50_000)
FLOOR = "calamine into lists"
HEADINGS = ("Inject #", "Date and time", "Title", "Mode", "From", "To", "Message",
            "Expected response", "Objective", "Status")  # fmt: skip
START = datetime(2026, 1, 12, 7)


def measure() -> list[Figure]:
    """Return reading and importing beside the bare reader, by number of injects."""
    figures: list[Figure] = []
    with library_folder() as folder:
        for size in SIZES:
            path = folder / f"{size}.xlsx"
            _write(path, size)
            figures += _figures(path, folder / f"{size}.sqlite", size)
    return figures


def _figures(path: Path, library_path: Path, size: int) -> list[Figure]:
    library = Library.open(library_path)
    plan = _exercise(library)
    read: list[Reading] = []
    actions: dict[str, Callable[[], object]] = {
        "floor": lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(),
        "read": lambda: read.append(_read(plan, path)),
    }
    taken = side_by_side(actions, times=3 if size < SIZES[-1] else 1, of=min)
    imported = _time(lambda: import_injects(plan, read[-1]))
    changes = len(plan.rows(Inject))
    # Writing takes as long by inject however many there are.
    out = path.with_suffix(".out.xlsx")
    written = _time(lambda: write_workbook(plan, out, language="en")) if size < SIZES[-1] else None
    library.close()
    if changes != size:
        raise AssertionError(f"{changes} injects were read instead of {size}")
    floor = taken["floor"]
    figures = [
        Figure(f"Read {size:,} injects of a workbook", taken["read"], floor, FLOOR),
        Figure(f"Read and import {size:,}", taken["read"] + imported, floor, FLOOR),
    ]
    if written is not None:
        figures.append(Figure(f"Write {size:,} to a workbook", written, floor, FLOOR))
    return figures


def _time(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


def _read(plan: OpenPlan, path: Path) -> Reading:
    workbook = read_workbook(path)
    return read_injects(workbook, propose_mapping(workbook), clock_of(plan.row))


def _exercise(library: Library) -> OpenPlan:
    plan = Plan(
        kind="exercise",
        type="full-scale",
        name=Text("Large exercise", "Ejercicio grande"),
        start=START.isoformat(timespec="minutes"),
        duration_minutes=60 * 24 * 365,
    )
    objectives = [Objective(number=str(n), statement=Text(f"Objective {n}")) for n in range(1, 6)]
    return library.add_plan([plan, *objectives], N_("Create plan"))


def _write(path: Path, size: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("MSEL")
    sheet.append(HEADINGS)
    for number in range(size):
        sheet.append(
            (
                f"{number + 1:05}",
                START + timedelta(minutes=7 * number),
                f"Report {number + 1} of the patrol",
                ("Radio", "Phone", "E-mail", "In person")[number % 4],
                f"Patrol {number % 12}",
                "Operations center",
                f"The patrol reports contact {number + 1}, course and speed, and asks for orders.",
                "The operations center logs the report and decides.",
                str(number % 5 + 1),
                "Draft",
            )
        )
    book.save(path)
