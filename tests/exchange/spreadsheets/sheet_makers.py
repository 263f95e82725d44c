"""Makes spreadsheets as other programs do, for tests: .xlsx, .xls, .ods and text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Rows = Sequence[Sequence[Any]]

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (("office", "office"), ("table", "table"), ("text", "text"))
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    "</manifest:manifest>"
)


def xlsx(
    path: Path, sheets: dict[str, Rows], *, merged: Sequence[str] = (), mac: bool = False
) -> None:
    """Write a workbook; `merged` are ranges of its first sheet."""
    book = Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)


def xls(path: Path, sheets: dict[str, Rows], *, merged: Sequence[tuple[int, ...]] = ()) -> None:
    """Write a workbook of old Excel; `merged` are top, bottom, left, right, from 0."""
    book = xlwt.Workbook()
    formats = {datetime: "YYYY-MM-DD HH:MM", date: "YYYY-MM-DD", time: "HH:MM"}
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_sheet(name)
        spans = {(top, left): (bottom, right) for top, bottom, left, right in merged if not number}
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is None:
                    continue
                style = xlwt.XFStyle()
                style.num_format_str = formats.get(type(value), "General")
                if (r, c) in spans:
                    bottom, right = spans[r, c]
                    sheet.write_merge(r, bottom, c, right, value, style)
                else:
                    sheet.write(r, c, value, style)
    book.save(str(path))


def ods(
    path: Path, sheets: dict[str, Rows], *, spans: dict[tuple[int, int], int] | None = None
) -> None:
    """Write an OpenDocument spreadsheet; `spans` are rows that a cell of a sheet spans."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(_ods_row(r, row, spans or {}) for r, row in enumerate(rows))
        + '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for name, rows in sheets.items()
    )
    ods_of(path, f"<office:spreadsheet>{tables}</office:spreadsheet>")


def ods_of(path: Path, spreadsheet: str) -> None:
    """Write an OpenDocument spreadsheet with this XML in its body."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}'
        f' office:version="1.2"><office:body>{spreadsheet}</office:body></office:document-content>'
    )
    packed(path, {"mimetype": _ODS, "META-INF/manifest.xml": _MANIFEST, "content.xml": content})


def packed(path: Path, parts: dict[str, str | bytes]) -> None:
    """Write a ZIP with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _ods_row(number: int, row: Sequence[Any], spans: dict[tuple[int, int], int]) -> str:
    cells = "".join(
        _ods_cell(value, spans.get((number, column), 1)) for column, value in enumerate(row)
    )
    return f"<table:table-row>{cells}</table:table-row>"


def _ods_cell(value: Any, rows: int) -> str:
    span = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="1"'
    span = span if rows > 1 else ""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, time):
        kind = f'office:value-type="time" office:time-value="{value:PT%HH%MM%SS}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell{span} {kind}>{lines}</table:table-cell>"


def text(path: Path, rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> None:
    """Write rows as text."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(
        [["" if value is None else value for value in row] for row in rows]
    )
    path.write_bytes(buffer.getvalue().encode(encoding))
