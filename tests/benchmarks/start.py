"""From the command to a usable window, on a library of 200 plans.

Whole processes are timed. The floor is a bare main window in a process that also imports
`sqlalchemy.orm`; both end at once when their window has been shown and has painted. Both find
their bytecode, as an installed program does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from db.library import Library
from db.text import Text
from desktop.planning.starter import prepare
from desktop.planning.templates import new_plan, templates
from tests.benchmarks.figure import Figure, times_of

PLANS = 200
STARTS = 9
BARE = """
import os, sys
import sqlalchemy.orm
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
os._exit(0)
"""
ISTMO = """
import gc, os, sys
from pathlib import Path
gc.disable()  # as desktop.window and desktop.app do
from PySide6.QtWidgets import QApplication
from db.library import Library
from desktop.app import Application
app = QApplication(sys.argv)
running = Application(app, Library.open(Path(sys.argv[1])))
running.window.show()
app.processEvents()
os._exit(0)
"""


def fill(library: Library) -> None:
    """Make the library's plans, from each template in turn."""
    prepare(library)
    known = templates()
    for number in range(PLANS):
        template = known[number % len(known)]
        new_plan(
            library,
            template.id,
            name=Text(f"{template.name.en} {number}", f"{template.name.es} {number}"),
            start=datetime(2027, 1, 4, 8) + timedelta(days=number),
            zone="America/Panama",
        )


def measure() -> list[Figure]:
    """Return the figure for a start on a library of 200 plans."""
    with TemporaryDirectory(prefix="istmo-") as folder:
        path = Path(folder) / "library.sqlite"
        library = Library.open(path)
        fill(library)
        library.close()
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def start(program: str) -> None:
            command = [sys.executable, "-c", program, str(path)]
            subprocess.run(command, check=True, env=environment)

        floor = min(times_of(lambda: start(BARE), times=STARTS, warm_up=2))
        taken = min(times_of(lambda: start(ISTMO), times=STARTS, warm_up=2))
    return [
        Figure(
            f"Start to window, {PLANS} plans",
            taken,
            floor,
            "bare QMainWindow with sqlalchemy.orm",
            budget=floor * 1.5,
        )
    ]
