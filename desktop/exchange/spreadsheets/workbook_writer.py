"""The MSEL as a workbook (.xlsx) as people who use Excel like it.

Heading frozen and filtered, texts wrapped, times as dates, lists to choose codes from, pages
set up for print. Two hidden columns say which inject a row is and what its cells held, so
that an edited workbook comes back as changes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from db.reader import PlanReader
from db.tables import Inject
from db.text import Language
from desktop.exchange.spreadsheets.columns import (
    Column,
    InjectCells,
    columns_of,
    objective_rows,
)
from desktop.exchange.spreadsheets.headings import HIDDEN_FIELDS
from desktop.exchange.spreadsheets.limits import CELL_LENGTH
from desktop.exchange.spreadsheets.origin import FORMAT, MARK, ORIGIN_SHEET, base_of
from desktop.language import N_, spoken, translate
from desktop.planning.version import Version, version_of
from desktop.written_file import write_whole

SHEET_NAME = "MSEL"
HIDDEN_HEADINGS = ("Istmo id", "Istmo base")
DATE_FORMATS: dict[Language, str] = {"en": "d mmm yyyy hh:mm", "es": "dd/mm/yyyy hh:mm"}
_HEADING_FILL = PatternFill("solid", start_color="FF1F3A5F")
_HEADING_FONT = Font(name="Calibri", size=10, bold=True, color="FFFFFFFF")
_FONT = Font(name="Calibri", size=10)
_LINE = Side(style="thin", color="FFD0D7DE")
_BORDER = Border(bottom=_LINE, right=_LINE)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*(<)")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SPARE_ROWS = 500
"""Rows below the list in which codes can be chosen as well."""
_LONGEST_LIST = 250
_LETTER = 1


def write_workbook(reader: PlanReader, path: Path, *, language: Language | None = None) -> None:
    """Write the MSEL of a plan to `path`, its words in `language`. Raises OSError.

    The same plan in the same version gives the same bytes.
    """
    language = language or spoken()
    version = version_of(reader)
    book = Workbook(write_only=True)
    columns = columns_of(reader, language)
    _write_msel(book, reader, columns, language, version)
    _write_objectives(book, reader, language)
    _write_origin(book, reader, columns, version)
    book.properties.creator = "Istmo"
    book.properties.title = reader.row.name.best(language)
    buffer = io.BytesIO()
    book.save(buffer)
    write_whole(path, _settled(buffer.getvalue(), version))


def _write_msel(
    book: Any, reader: PlanReader, columns: list[Column], language: Language, version: Version
) -> None:
    sheet = book.create_sheet(SHEET_NAME)
    injects = reader.rows(Inject)
    last = get_column_letter(len(columns) + 2)
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for number in (len(columns) + 1, len(columns) + 2):
        sheet.column_dimensions[get_column_letter(number)].hidden = True
    title = next((n for n, c in enumerate(columns, start=1) if c.field == "time"), 1)
    sheet.freeze_panes = f"{get_column_letter(title + 1)}2"
    sheet.auto_filter.ref = f"A1:{last}{len(injects) + 1}"
    _set_up_pages(sheet, reader, language, version)
    _offer_codes(sheet, columns, len(injects), language)
    headings = [column.heading for column in columns] + list(HIDDEN_HEADINGS)
    sheet.row_dimensions[1].height = 30
    looks = _Looks(sheet, language)
    sheet.append([looks.cell(heading, "heading") for heading in headings])
    cells = InjectCells(reader, language)
    for inject in injects:
        said = {name: _writable(text) for name, text in cells.of(inject, columns).items()}
        sheet.append(list(_row(looks, cells, inject, columns, said)))


class _Looks:
    """The looks of cells, made once: finding each anew would take most of the time."""

    def __init__(self, sheet: Any, language: Language) -> None:
        self._sheet = sheet
        self._styles: dict[tuple[str, bool], Any] = {}
        self._formats = {"moment": DATE_FORMATS[language]}

    def cell(self, value: Any, look: str) -> Any:
        """Return a cell: a "moment", or a text as "text", "heading" or "hidden"."""
        cell: Any = WriteOnlyCell(self._sheet, value=None)
        cell.value = value or None
        is_text = isinstance(value, str) and bool(value)
        if is_text:
            # Whatever it begins with: openpyxl would take some for formulas.
            cell.data_type = "s"
        quoted = is_text and value[0] in "=+-@\t\r"
        style = self._styles.get((look, quoted))
        if style is None:
            style = self._styles[look, quoted] = self._style(look, quoted=quoted)
        cell._style = style  # noqa: SLF001 - as openpyxl's own copies of a style are made
        return cell

    def _style(self, look: str, *, quoted: bool) -> Any:
        cell: Any = WriteOnlyCell(self._sheet, value=None)
        cell.number_format = self._formats.get(look, "@")
        if look == "heading":
            cell.font, cell.fill, cell.alignment = _HEADING_FONT, _HEADING_FILL, _MIDDLE
        elif look != "hidden":
            cell.font, cell.alignment, cell.border = _FONT, _TOP, _BORDER
        if quoted:
            # Excel then keeps it a text when somebody edits the cell.
            cell.quotePrefix = True
        return cell._style  # noqa: SLF001


def _row(
    looks: _Looks, cells: InjectCells, inject: Inject, columns: list[Column], said: dict[str, str]
) -> Iterator[Any]:
    for column in columns:
        moment = cells.moment(inject, column.field) if column.is_moment else None
        if moment is not None:
            yield looks.cell(moment, "moment")
        else:
            yield looks.cell(said[column.field], "text")
    yield looks.cell(inject.id, "hidden")
    yield looks.cell(base_of(said), "hidden")


def _writable(text: str) -> str:
    return _NO_XML.sub("", text)[:CELL_LENGTH]


def _set_up_pages(sheet: Any, reader: PlanReader, language: Language, version: Version) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _LETTER
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = _fit_to_page()
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    marking = _footer_text(reader.row.marking)
    sheet.oddHeader.left.text = _footer_text(reader.row.name.best(language))
    sheet.oddHeader.center.text = marking
    sheet.oddHeader.right.text = version.code
    sheet.oddFooter.center.text = marking
    page = translate(N_("Page {page} of {pages}"), language)
    sheet.oddFooter.right.text = page.format(page="&P", pages="&N")


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _footer_text(text: str) -> str:
    """Return `text` so that its "&" begins no instruction to the printer."""
    return _NO_XML.sub("", text).replace("&", "&&")[:100]


def _offer_codes(sheet: Any, columns: list[Column], count: int, language: Language) -> None:
    for number, column in enumerate(columns, start=1):
        labels = ",".join(translate(label, language) for label in column.codes.values())
        if not labels or len(labels) > _LONGEST_LIST:
            continue
        choice = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True)
        # What is typed otherwise is told, not forbidden: it is read with a note.
        choice.errorStyle = "warning"
        letter = get_column_letter(number)
        choice.add(f"{letter}2:{letter}{count + 1 + _SPARE_ROWS}")
        sheet.data_validations.append(choice)


def _write_objectives(book: Any, reader: PlanReader, language: Language) -> None:
    sheet = book.create_sheet(translate(N_("Objectives"), language))
    for letter, width in zip("ABCD", (10, 70, 70, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    headings, *rows = objective_rows(reader, language)
    looks = _Looks(sheet, language)
    sheet.append([looks.cell(heading, "heading") for heading in headings])
    for row in rows:
        sheet.append([looks.cell(_writable(text), "text") for text in row])


def _write_origin(book: Any, reader: PlanReader, columns: list[Column], version: Version) -> None:
    sheet = book.create_sheet(ORIGIN_SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.append([MARK, FORMAT])
    sheet.append(["plan", reader.id])
    sheet.append(["version", version.code])
    sheet.append(["headings", *(column.heading for column in columns), *HIDDEN_HEADINGS])
    sheet.append(["fields", *(column.field for column in columns), *HIDDEN_FIELDS])
    for inject in reader.rows(Inject):
        sheet.append([inject.id])


def _settled(content: bytes, version: Version) -> bytes:
    """Return the workbook with the plan's time instead of the clock's."""
    moment = version.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as archive:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", part)
            settled = zipfile.ZipInfo(entry.filename, _EPOCH)
            settled.compress_type = zipfile.ZIP_DEFLATED
            settled.external_attr = 0o644 << 16
            archive.writestr(settled, part, compresslevel=6)
    return buffer.getvalue()
