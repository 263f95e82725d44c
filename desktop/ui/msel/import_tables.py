"""The tables of the import dialog: the sheet, the injects as read, what is not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from db.text import LANGUAGES
from desktop.exchange.spreadsheets.headings import FIELDS, TEXT_FIELDS
from desktop.exchange.spreadsheets.mapping import Mapping
from desktop.exchange.spreadsheets.read_inject import ReadInject
from desktop.exchange.spreadsheets.reading import Unreadable
from desktop.exchange.spreadsheets.workbook import Sheet, column_letter, written
from desktop.language import _, spoken
from desktop.planning.moments import PlanClock, relative
from desktop.planning.terms import INJECT_KINDS, INJECT_MODES, INJECT_STATUSES
from desktop.ui.accessible import named
from desktop.ui.forms.typing_widgets import CalmCombo
from desktop.ui.theme import colors

SAMPLE_ROWS, READ_ROWS = 14, 300
COLUMN = 168
MOST_COLUMNS = 60


def column_table(name: str) -> QTableWidget:
    """Return an empty table that is only looked at."""
    table = named(QTableWidget(0, 0), name)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    table.horizontalHeader().setDefaultAlignment(align)
    return table


def show_sheet(
    table: QTableWidget, sheet: Sheet, mapping: Mapping, choose: Callable[[int, str], None]
) -> None:
    """Show the first rows of a sheet below a list of fields for each column."""
    begin = mapping.first_row - 1
    sample = sheet.rows[begin : begin + SAMPLE_ROWS]
    headings = sheet.row(mapping.heading_row) if mapping.heading_row else ()
    width = min(MOST_COLUMNS, max((len(row) for row in (*sample, headings)), default=0))
    table.clear()
    table.setColumnCount(width)
    table.setRowCount(len(sample) + 1)
    table.setHorizontalHeaderLabels([_heading(headings, column) for column in range(width)])
    for column in range(width):
        table.setColumnWidth(column, COLUMN)
        combo = _fields(mapping.columns.get(column, ""))
        letter = column_letter(column)
        combo.setAccessibleName(_("Field of column {column}").format(column=letter))
        combo.activated.connect(partial(_chosen, combo, column, choose))
        table.setCellWidget(0, column, combo)
    table.setRowHeight(0, 38)
    for line, row in enumerate(sample, start=1):
        for column in range(min(width, len(row))):
            _put(table, line, column, " ".join(written(row[column]).split()))


def show_read(table: QTableWidget, injects: Sequence[ReadInject], clock: PlanClock) -> None:
    """Show the first injects as they are understood."""
    titles = [
        _("Row"),
        _("Number"),
        _("Time"),
        _("Title"),
        _("From"),
        _("To"),
        _("Mode"),
        _("Message"),
        _("Expected response"),
        _("Objectives"),
        _("Storyline"),
        _("Kind"),
        _("Status"),
    ]
    widths = (52, 68, 96, 220, 120, 120, 92, 220, 200, 96, 120, 110, 96)
    shown = injects[:READ_ROWS]
    _begin(table, titles, widths, len(shown))
    for line, read in enumerate(shown):
        texts = (
            str(read.row),
            read.number,
            relative(read.offset_minutes, clock),
            read.title.best(spoken()),
            read.sender.best(spoken()),
            read.receiver.best(spoken()),
            _(INJECT_MODES.get(read.mode, read.mode)),
            read.message.best(spoken()),
            read.expected_response.best(spoken()),
            read.objectives,
            read.storyline,
            _(INJECT_KINDS.get(read.kind, read.kind)),
            _(INJECT_STATUSES.get(read.status, read.status)),
        )
        outside = not 0 <= read.offset_minutes <= clock.end_offset
        for column, text in enumerate(texts):
            cell = _put(table, line, column, " ".join(text.split()))
            if column == 2 and outside:
                cell.setForeground(QColor(colors().warning))
                cell.setToolTip(_("This is outside STARTEX and ENDEX."))


def show_unreadable(table: QTableWidget, unreadable: Sequence[Unreadable]) -> None:
    """List what is not read, with its reason."""
    titles = [_("Sheet"), _("Row"), _("Column"), _("Why it is not read")]
    _begin(table, titles, (160, 64, 80, 400), len(unreadable))
    header = table.horizontalHeader()
    header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    for line, each in enumerate(unreadable):
        for column, text in enumerate((each.sheet, str(each.row), each.column, each.reason)):
            _put(table, line, column, text)


def _begin(table: QTableWidget, titles: list[str], widths: Sequence[int], rows: int) -> None:
    table.setColumnCount(len(titles))
    table.setHorizontalHeaderLabels(titles)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
    table.clearContents()
    table.setRowCount(rows)


def _put(table: QTableWidget, line: int, column: int, text: str) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setToolTip(text)
    table.setItem(line, column, cell)
    return cell


def _heading(headings: Sequence[Any], column: int) -> str:
    words = " ".join(written(headings[column]).split()) if column < len(headings) else ""
    return words or column_letter(column)


def _fields(chosen: str) -> CalmCombo:
    combo = CalmCombo()
    for field, title in FIELDS.items():
        combo.addItem(_(title), field)
        if field in TEXT_FIELDS:
            for language in LANGUAGES:
                combo.addItem(f"{_(title)} ({language.upper()})", f"{field}_{language}")
    place = combo.findData(chosen)
    if place < 0:
        # A hidden column of a workbook that Istmo wrote.
        combo.addItem(_("Known by Istmo"), chosen)
        place = combo.count() - 1
    combo.setCurrentIndex(place)
    return combo


def _chosen(combo: CalmCombo, column: int, choose: Callable[[int, str], None], place: int) -> None:
    choose(column, str(combo.itemData(place)))
