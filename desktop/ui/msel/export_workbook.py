"""Write the MSEL for people who work in a spreadsheet, or the schedule for a calendar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from db.reader import PlanReader
from desktop.exchange.calendar_file import write_calendar
from desktop.exchange.spreadsheets.csv_writer import write_csv
from desktop.exchange.spreadsheets.workbook_writer import write_workbook
from desktop.language import N_, _
from desktop.ui.desk import Desk
from desktop.ui.library.plan_file_dialogs import suggested_name
from desktop.ui.msel.import_dialog import FOLDER

KINDS: dict[str, str] = {
    ".xlsx": N_("Excel workbook (*.xlsx)"),
    ".csv": N_("Text with commas (*.csv)"),
    ".ics": N_("Calendar of injects and schedule (*.ics)"),
}
"""What can be written, and how it is offered, by the end of the file's name."""

WRITERS: dict[str, Callable[[PlanReader, Path], None]] = {
    ".xlsx": write_workbook,
    ".csv": write_csv,
    ".ics": partial(write_calendar, injects=True),
}


def ask_where_to_write(desk: Desk, parent: QWidget) -> None:
    """Ask where to and as what, and write it."""
    if desk.plan is None:
        return
    dialog = QFileDialog(parent, _("Export the MSEL"))
    dialog.setObjectName("export-msel")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_(text) for text in KINDS.values()])
    dialog.setDirectory(str(desk.library.setting(FOLDER, "")))
    first = next(iter(KINDS))
    dialog.setDefaultSuffix(first.removeprefix("."))
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(_suffix_of(text)))
    dialog.selectFile(f"{Path(suggested_name(desk.plan)).stem} MSEL{first}")
    dialog.fileSelected.connect(lambda name: write_to(desk, Path(name)))
    dialog.open()


def write_to(desk: Desk, path: Path) -> None:
    """Write the open plan's MSEL to `path`, as the end of its name says."""
    plan = desk.plan
    if plan is None:
        return
    with desk.attempt():
        desk.library.set_setting(FOLDER, str(path.parent))
        writer = WRITERS.get(path.suffix.casefold(), write_workbook)
        writer(plan, path)
        desk.tell(_("Written to {file}.").format(file=path.name))


def _suffix_of(text: str) -> str:
    return next(key for key, kind in KINDS.items() if _(kind) == text).removeprefix(".")
