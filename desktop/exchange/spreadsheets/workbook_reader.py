"""Reading a spreadsheet of any kind, with distrust."""

from __future__ import annotations

import io
from pathlib import Path

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook

from desktop.exchange.spreadsheets import limits
from desktop.exchange.spreadsheets.delimited_text import rows_of_text
from desktop.exchange.spreadsheets.open_document import OpenSheet, sheets_in
from desktop.exchange.spreadsheets.packed_workbook import (
    PackedParts,
    Place,
    check_size,
    faults_of,
    parts_of,
)
from desktop.exchange.spreadsheets.refusals import (
    DamagedSpreadsheet,
    EmptySpreadsheet,
    LockedSpreadsheet,
    NotASpreadsheet,
    OversizedSpreadsheet,
)
from desktop.exchange.spreadsheets.sheet_parts import sheet_parts
from desktop.exchange.spreadsheets.workbook import Cell, Fault, Row, Sheet, Workbook, is_empty

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PANIC = "PanicException"

Range = tuple[Place, Place]


def read_workbook(path: Path) -> Workbook:
    """Return the workbook or text file at `path` (.xlsx, .xls, .ods, .csv, .tsv, .txt).

    What kind it is its content tells, not its name. Formulas count by the value they had
    when the file was saved; links out of the file are not followed. Raises
    SpreadsheetRefused, OSError.
    """
    if path.exists() and not path.is_file():
        raise NotASpreadsheet("not a regular file")
    with path.open("rb") as file:
        content = file.read(limits.FILE_BYTES + 1)
    if len(content) > limits.FILE_BYTES:
        raise OversizedSpreadsheet(f"more than {limits.FILE_BYTES} bytes")
    workbook = _workbook(content, path.stem)
    workbook.name = path.name
    if not any(
        not is_empty(cell) for sheet in workbook.sheets for row in sheet.rows for cell in row
    ):
        raise EmptySpreadsheet(path.name)
    return workbook


def _workbook(content: bytes, stem: str) -> Workbook:
    if content.startswith(_ZIP):
        parts = parts_of(content)
        if "xl/workbook.xml" in parts.others:
            return _excel(content, parts)
        if "content.xml" in parts.others:
            return _open_document(content, parts)
        raise NotASpreadsheet("a ZIP without a workbook")
    if content.startswith(_OLD_EXCEL):
        return _read(content, {}, {})
    return Workbook("", [Sheet(stem, rows_of_text(content))])


def _excel(content: bytes, parts: PackedParts) -> Workbook:
    for xml in parts.sheets.values():
        check_size(xml)
    faults = {name: faults_of(xml) for name, xml in sheet_parts(content, parts).items()}
    workbook = _read(content, faults, {})
    workbook.mac_dates = parts.mac_dates
    return workbook


def _open_document(content: bytes, parts: PackedParts) -> Workbook:
    sheets = sheets_in(parts.others["content.xml"])
    names = _open(content).sheet_names
    by_name: dict[str, OpenSheet] = dict(zip(names, sheets, strict=False))
    faults = {name: sheet.faults for name, sheet in by_name.items()}
    return _read(content, faults, {name: sheet.merged for name, sheet in by_name.items()})


def _open(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_object(io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise LockedSpreadsheet(str(error)) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise DamagedSpreadsheet(f"{type(error).__name__}: {error}") from error
    except BaseException as error:
        _let_past(error)
        raise DamagedSpreadsheet(str(error)) from error


def _let_past(error: BaseException) -> None:
    """Raise `error` again unless it is the reader's own way of giving up."""
    if type(error).__name__ != _PANIC:
        raise error


def _read(
    content: bytes, faults: dict[str, dict[Place, Fault]], merged: dict[str, list[Range]]
) -> Workbook:
    book = _open(content)
    sheets = []
    for metadata in book.sheets_metadata[: limits.SHEETS]:
        if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        own = _sheet(book, metadata.name)
        if own is None:
            continue
        visible = metadata.visible == python_calamine.SheetVisibleEnum.Visible
        sheet = Sheet(metadata.name, _rows(own), visible)
        ranges = merged.get(sheet.name) or own.merged_cell_ranges or []
        _put_faults(sheet, faults.get(sheet.name, {}))
        _fill_merged(sheet, ranges)
        sheets.append(sheet)
    return Workbook("", sheets)


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet | None:
    try:
        return book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise DamagedSpreadsheet(f"{name}: {error}") from error
    except BaseException as error:
        _let_past(error)
        raise DamagedSpreadsheet(f"{name}: {error}") from error


def _rows(sheet: CalamineSheet) -> list[Row]:
    end = sheet.end
    if end is None:
        return []
    height, width = end[0] + 1, end[1] + 1
    if height > limits.ROWS or width > limits.COLUMNS or height * width > limits.CELLS:
        raise OversizedSpreadsheet(f"{height} rows, {width} columns")
    rows: list[Row] = list(sheet.to_python(skip_empty_area=False))
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and len(cell) > limits.CELL_LENGTH:
                return [[_short(cell) for cell in row] for row in rows]
    return rows


def _short(cell: Cell) -> Cell:
    too_long = isinstance(cell, str) and len(cell) > limits.CELL_LENGTH
    return Fault.TOO_LONG if too_long else cell


def _put_faults(sheet: Sheet, faults: dict[Place, Fault]) -> None:
    for (row, column), fault in faults.items():
        if row >= limits.ROWS or column >= limits.COLUMNS:
            continue
        while len(sheet.rows) <= row:
            sheet.rows.append([])
        cells = list(sheet.rows[row])
        cells += [""] * (column + 1 - len(cells))
        cells[column] = fault
        sheet.rows[row] = cells


def _fill_merged(sheet: Sheet, ranges: list[Range]) -> None:
    """Read cells merged downwards as each having the value; sideways only the first has it."""
    for (top, left), (bottom, _right) in ranges:
        if top >= len(sheet.rows) or left >= len(sheet.rows[top]):
            continue
        value = sheet.rows[top][left]
        if is_empty(value):
            continue
        for row in range(top + 1, min(bottom + 1, len(sheet.rows))):
            if len(sheet.filled) >= limits.FILLED_CELLS:
                raise OversizedSpreadsheet("merged cells without end")
            cells = list(sheet.rows[row])
            cells += [""] * (left + 1 - len(cells))
            if is_empty(cells[left]):
                cells[left] = value
                sheet.filled.add((row, left))
                sheet.rows[row] = cells
