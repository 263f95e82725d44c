"""Import a MSEL from a spreadsheet: how its columns are read, seen and corrected first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.apology import apology
from desktop.exchange.spreadsheets.changes import is_of_plan
from desktop.exchange.spreadsheets.importing import import_injects
from desktop.exchange.spreadsheets.mapping import Mapping, remember, remembered
from desktop.exchange.spreadsheets.proposal import mapping_of, propose_mapping
from desktop.exchange.spreadsheets.reading import Reading, read_injects
from desktop.exchange.spreadsheets.refusals import NoInjectsFound, SpreadsheetRefused
from desktop.exchange.spreadsheets.workbook import Workbook
from desktop.exchange.spreadsheets.workbook_reader import read_workbook
from desktop.language import _, ngettext
from desktop.planning.moments import clock_of
from desktop.ui.accessible import named
from desktop.ui.desk import Desk
from desktop.ui.forms.typing_widgets import CalmCombo
from desktop.ui.msel.changes_dialog import ChangesDialog
from desktop.ui.msel.import_tables import (
    column_table,
    show_read,
    show_sheet,
    show_unreadable,
)

PAUSE_MILLISECONDS = 200
WIDTH, HEIGHT = 1040, 680
FOLDER = "spreadsheet-folder"


def ask_for_workbook(desk: Desk, parent: QWidget) -> None:
    """Ask for a spreadsheet and show how it will be read."""
    dialog = QFileDialog(parent, _("Import a MSEL"))
    dialog.setObjectName("import-msel")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(
        [_("Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"), _("All files (*)")]
    )
    dialog.setDirectory(str(desk.library.setting(FOLDER, "")))
    dialog.fileSelected.connect(lambda name: open_workbook(desk, Path(name), parent))
    dialog.open()


def open_workbook(desk: Desk, path: Path, parent: QWidget) -> None:
    """Show how the spreadsheet at `path` will be read; one that cannot be is refused."""
    with desk.attempt():
        desk.library.set_setting(FOLDER, str(path.parent))
        workbook = read_workbook(path)
        returned = _returned(desk, workbook)
        if returned is None:
            ImportDialog(desk, workbook, parent).open()
        else:
            ChangesDialog(desk, workbook.name, returned, parent).open()


def _returned(desk: Desk, workbook: Workbook) -> Reading | None:
    """Return the reading of a workbook that was written from the open plan, else None."""
    if desk.plan is None:
        return None
    try:
        mapping = propose_mapping(workbook)
        reading = read_injects(workbook, mapping, clock_of(desk.plan.row))
    except SpreadsheetRefused:
        # The import dialog lets the planner say what is what.
        return None
    return reading if is_of_plan(desk.plan, reading) else None


class ImportDialog(QDialog):
    """Maps columns to fields, shows the injects as they will be read, and imports them."""

    def __init__(self, desk: Desk, workbook: Workbook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import “{file}”").format(file=workbook.name))
        self.setObjectName("import-dialog")
        self.resize(WIDTH, HEIGHT)
        self._desk, self._workbook = desk, workbook
        self.mapping, self.from_memory = _first_mapping(desk, workbook)
        self.reading: Reading | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(self._options())
        self.advice = QLabel()
        self.advice.setProperty("role", "quiet")
        self.advice.setWordWrap(True)
        layout.addWidget(self.advice)
        layout.addWidget(self._tabs(), 1)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        layout.addWidget(self.trouble)
        layout.addWidget(self._foot())
        self._show_options()
        self._show_columns()
        self.read()

    def _options(self) -> QVBoxLayout:
        self.sheet = named(CalmCombo(), _("Sheet"))
        for sheet in self._workbook.sheets:
            if sheet.visible:
                self.sheet.addItem(sheet.name, sheet.name)
        self.sheet.setMinimumContentsLength(14)
        self.headings = named(QSpinBox(), _("Headings in row"))
        self.headings.setRange(0, 200)
        self.headings.setSpecialValueText(_("none"))
        self.language = named(CalmCombo(), _("Language of the texts"))
        self.language.addItem(_("English"), "en")
        self.language.addItem(_("Spanish"), "es")
        self.dates = named(CalmCombo(), _("Dates"))
        for text, value in (
            (_("as fits the exercise"), None),
            (_("day first"), False),
            (_("month first"), True),
        ):
            self.dates.addItem(text, value)
        self.dates.setMinimumContentsLength(20)
        self.elapsed = QCheckBox(_("Times count from STARTEX"))
        above = _line_of(
            (_("Sheet"), self.sheet),
            (_("Headings in row"), self.headings),
            (_("Texts in"), self.language),
        )
        below = _line_of((_("Dates"), self.dates), ("", self.elapsed))
        lines = QVBoxLayout()
        lines.setSpacing(8)
        lines.addLayout(above)
        lines.addLayout(below)
        self.sheet.activated.connect(lambda _place: self._choose_sheet())
        self.headings.valueChanged.connect(lambda _row: self._choose_headings())
        self.language.activated.connect(lambda _place: self._take_options())
        self.dates.activated.connect(lambda _place: self._take_options())
        self.elapsed.clicked.connect(lambda _on: self._take_options())
        return lines

    def _tabs(self) -> QTabWidget:
        self.columns = column_table(_("Columns of the sheet"))
        self.preview = column_table(_("Injects as they will be read"))
        self.unreadable = column_table(_("What cannot be read"))
        self.tabs = QTabWidget()
        self.tabs.addTab(self.columns, _("Columns"))
        self.tabs.addTab(self.preview, "")
        self.tabs.addTab(self.unreadable, "")
        return self.tabs

    def _foot(self) -> QDialogButtonBox:
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply = self.buttons.addButton(_("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

    # What the planner corrects.

    def _choose_sheet(self) -> None:
        sheet = self._workbook.sheet(str(self.sheet.currentData()))
        if sheet is not None:
            self._wear(mapping_of(sheet) or Mapping(sheet.name))

    def _choose_headings(self) -> None:
        sheet = self._workbook.sheet(self.mapping.sheet)
        row = self.headings.value() or None
        if sheet is not None and row != self.mapping.heading_row:
            found = mapping_of(sheet, row)
            self._wear(found or Mapping(sheet.name, row, (row or 0) + 1))

    def _take_options(self) -> None:
        self.mapping = replace(
            self.mapping,
            language=self.language.currentData(),
            month_first=self.dates.currentData(),
            elapsed=self.elapsed.isChecked(),
        )
        self._pause.start()

    def choose_field(self, column: int, field: str) -> None:
        """Read a column of the sheet as another field."""
        self.mapping = self.mapping.with_column(column, field)
        self._pause.start()

    def _wear(self, mapping: Mapping) -> None:
        self.mapping, self.from_memory = mapping, False
        self._show_options()
        self._show_columns()
        self.read()

    # What is shown.

    def _show_options(self) -> None:
        mapping = self.mapping
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(mapping.sheet)))
        self.headings.blockSignals(True)
        self.headings.setValue(mapping.heading_row or 0)
        self.headings.blockSignals(False)
        self.language.setCurrentIndex(self.language.findData(mapping.language))
        self.dates.setCurrentIndex(max(0, self.dates.findData(mapping.month_first)))
        self.elapsed.setChecked(mapping.elapsed)
        if self.from_memory:
            advice = _("Read as you read the last sheet with these headings.")
        else:
            advice = _(
                "This is how the columns are understood. Choose another field above a column "
                "where it is wrong; it is remembered for the next sheet with these headings."
            )
        self.advice.setText(advice)

    def _show_columns(self) -> None:
        sheet = self._workbook.sheet(self.mapping.sheet)
        if sheet is not None:
            show_sheet(self.columns, sheet, self.mapping, self.choose_field)

    def read(self) -> None:
        """Read the sheet as it is mapped now, and show what comes of it."""
        self._pause.stop()
        plan = self._desk.plan
        if plan is None:
            return
        clock, trouble = clock_of(plan.row), ""
        try:
            self.reading = read_injects(self._workbook, self.mapping, clock)
        except SpreadsheetRefused as error:
            self.reading, trouble = None, apology(error)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        injects = [] if self.reading is None else self.reading.injects
        unreadable = [] if self.reading is None else self.reading.unreadable
        show_read(self.preview, injects, clock)
        show_unreadable(self.unreadable, unreadable)
        text = ngettext("{count} inject as read", "{count} injects as read", len(injects))
        self.tabs.setTabText(1, text.format(count=len(injects)))
        text = ngettext("{count} row not read", "{count} rows not read", len(unreadable))
        mark = "⚠ " if unreadable else ""
        self.tabs.setTabText(2, mark + text.format(count=len(unreadable)))
        self.apply.setEnabled(bool(injects))
        text = ngettext("Import {count} inject", "Import {count} injects", len(injects))
        self.apply.setText(text.format(count=len(injects)) if injects else _("Import"))

    def accept(self) -> None:
        """Import what was read, and remember the mapping."""
        if self._pause.isActive():
            self.read()
        plan, reading = self._desk.plan, self.reading
        if plan is None or reading is None or not reading.injects:
            return
        with self._desk.attempt():
            remember(self._desk.library, self.mapping)
            imported = import_injects(plan, reading)
            parts = _what_came(len(imported.injects), len(imported.already_here))
            self._desk.tell(" ".join(parts))
            super().accept()


def _line_of(*parts: tuple[str, QWidget]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for text, widget in parts:
        if text:
            label = QLabel(text)
            label.setBuddy(widget)
            line.addWidget(label)
        line.addWidget(widget)
        line.addSpacing(8)
    line.addStretch()
    return line


def _first_mapping(desk: Desk, workbook: Workbook) -> tuple[Mapping, bool]:
    """Return how a workbook is read at first, and whether that was remembered."""
    try:
        proposed = propose_mapping(workbook)
    except NoInjectsFound:
        # The planner may know better which column is what.
        return Mapping(workbook.sheets[0].name), False
    kept = remembered(desk.library, proposed)
    return (proposed, False) if kept is None else (kept, True)


def _what_came(added: int, here: int) -> Sequence[str]:
    parts = [ngettext("Imported {count} inject.", "Imported {count} injects.", added)]
    parts[0] = parts[0].format(count=added)
    if here:
        text = ngettext(
            "{count} was in the plan already.", "{count} were in the plan already.", here
        )
        parts.append(text.format(count=here))
    return parts
