"""Printing a long schedule: against a bare canvas, how it grows, and what memory it takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from db.library import Library
from db.reader import PlanReader
from desktop.packets.activities import timetable_of
from desktop.packets.packet import print_packet
from desktop.packets.pen import Pen
from desktop.packets.progress import Progress
from desktop.packets.schedule_list import list_sheets
from desktop.packets.styles import Style
from desktop.packets.wording import Wording
from tests.benchmarks.figure import Figure, best_time
from tests.benchmarks.large_plan import large_plan, library_folder

SIZES = (1_000, 3_000, 10_000)
TIMES = 3
OVER_FLOOR = 1.3
GROWTH = 1.3
MEMORY = 150.0
FLOOR = "the same lines by drawString"
PRINT_ALONE = """
import sys
from pathlib import Path
from db.library import Library
from desktop.packets.packet import print_packet
if sys.argv[2] != "-":
    library = Library.open(Path(sys.argv[1]))
    with library.reader(sys.argv[2]) as reader:
        print_packet(reader, ["schedule"], language="both", paper="letter", path=Path(sys.argv[3]))
status = Path("/proc/self/status").read_text()
print(status.split("VmHWM:")[1].split()[0])
"""

Line = tuple[float, float, str, Style]


def measure() -> list[Figure]:
    """Return the list beside a bare canvas, the growth of the whole, and its peak memory."""
    figures: list[Figure] = []
    whole: dict[int, float] = {}
    with library_folder() as folder:
        for size in SIZES:
            path = folder / f"{size}.sqlite"
            plan_id = large_plan(path, size)
            library = Library.open(path)
            with library.reader(plan_id) as reader:
                taken, floor = _list_and_floor(reader, folder)
                whole[size] = best_time(lambda: _print(reader, folder), times=TIMES)
            library.close()
            budget = floor * OVER_FLOOR if size == SIZES[-1] else None
            figures.append(Figure(f"Print a list of {size:,} items", taken, floor, FLOOR, budget))
        figures += _growth(whole)
        figures += _memory(path, plan_id, folder)
    return figures


def _print(reader: PlanReader, folder: Path) -> None:
    print_packet(
        reader, ["schedule"], language="both", paper="letter", path=folder / "schedule.pdf"
    )


def _growth(whole: dict[int, float]) -> list[Figure]:
    smallest = SIZES[0]
    return [
        Figure(
            f"Growth of a schedule to {size:,} items",
            whole[size],
            whole[smallest] * size / smallest,
            f"{size // smallest} times {smallest:,} items",
            budget=whole[smallest] * size / smallest * GROWTH,
        )
        for size in SIZES[1:]
    ]


def _list_and_floor(reader: PlanReader, folder: Path) -> tuple[float, float]:
    """Return how long the list takes, wrapping included, and the same lines on a bare canvas."""
    wording = Wording("both")
    timetable = timetable_of(reader, wording)

    def taken() -> None:
        canvas = _canvas(folder)
        pen = Pen(canvas)
        for sheet in list_sheets(timetable, "letter", wording, pen, Progress().part(0, 1)):
            canvas.setPageSize(sheet.frame.size)
            canvas.addLiteral(pen.drawn(sheet.draw))
            canvas.showPage()
        canvas.save()

    recorder = _Recorder(_canvas(folder))
    list_sheets(timetable, "letter", wording, recorder, Progress().part(0, 1))
    bare = _bare(recorder.pages, folder)
    return best_time(taken, times=TIMES), best_time(bare, times=TIMES)


def _canvas(folder: Path) -> Canvas:
    return Canvas(str(folder / "list.pdf"), pageCompression=1, invariant=1)


class _Recorder(Pen):
    """Notes the lines of a page instead of drawing them."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.pages: list[list[Line]] = []

    def drawn(self, draw: Callable[[Pen], None]) -> str:
        self.pages.append([])
        return super().drawn(draw)

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> float:
        for line in lines:
            self.pages[-1].append((x, y, line, style))
            y -= style.leading
        return y


def _bare(pages: list[list[Line]], folder: Path) -> Callable[[], None]:
    def draw() -> None:
        canvas = _canvas(folder)
        for page in pages:
            for x, y, line, style in page:
                canvas.setFont(style.face, style.size)
                canvas.drawString(x, y, line)
            canvas.showPage()
        canvas.save()

    return draw


def _memory(path: Path, plan_id: str, folder: Path) -> list[Figure]:
    """Return the peak memory of a process that prints, beside one that only imports.

    Only Linux tells it of one process alone.
    """
    if not Path("/proc/self/status").exists():
        return []
    peaks = []
    for plan in (plan_id, "-"):
        command = [sys.executable, "-c", PRINT_ALONE, str(path), plan, str(folder / "alone.pdf")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        peaks.append(int(done.stdout) / 1024)
    taken, floor = peaks
    what = f"Memory to print {SIZES[-1]:,} items"
    return [Figure(what, taken, floor, "the imports alone", MEMORY, unit="MB")]
