"""Files that are no spreadsheet, or are made to harm whoever reads them."""

from __future__ import annotations

import resource
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from python_calamine import CalamineWorkbook, PasswordError

from desktop.apology import apology
from desktop.exchange.spreadsheets import limits, workbook_reader
from desktop.exchange.spreadsheets.proposal import propose_mapping
from desktop.exchange.spreadsheets.reading import read_injects
from desktop.exchange.spreadsheets.refusals import (
    DamagedSpreadsheet,
    EmptySpreadsheet,
    LockedSpreadsheet,
    NoInjectsFound,
    NotASpreadsheet,
    OversizedSpreadsheet,
    SpreadsheetRefused,
    SuspiciousSpreadsheet,
)
from desktop.exchange.spreadsheets.workbook import Fault
from desktop.exchange.spreadsheets.workbook_reader import read_workbook
from desktop.planning.moments import PlanClock
from tests.exchange.spreadsheets.corpus import HSEEP
from tests.exchange.spreadsheets.sheet_makers import ods, ods_of, packed, text, xls, xlsx

Make = Callable[[Path], None]
XLSX_SHEET = "xl/worksheets/sheet1.xml"


def altered(part: str, change: Callable[[bytes], bytes]) -> Make:
    """Return what makes a workbook of which one part is changed."""

    def make(path: Path) -> None:
        xlsx(path, {"MSEL": HSEEP})
        with zipfile.ZipFile(path) as archive:
            parts: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
        before = parts[part]
        assert isinstance(before, bytes)
        parts[part] = change(before)
        assert parts[part] != before
        packed(path, parts)

    return make


def put_in_sheet(xml: bytes) -> Make:
    return altered(XLSX_SHEET, lambda part: part.replace(b"</sheetData>", xml + b"</sheetData>"))


def write(content: bytes) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def locked(path: Path) -> None:
    xlsx(path, {"MSEL": HSEEP})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + place] |= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    xlsx(path, {"MSEL": HSEEP})
    path.write_bytes(path.read_bytes()[:3000])


def cut_xls(path: Path) -> None:
    xls(path, {"MSEL": HSEEP})
    path.write_bytes(path.read_bytes()[:1200])


def no_end_ods(path: Path) -> None:
    repeated = 'table:number-columns-repeated="16384" office:value-type="string"'
    row = f"<table:table-cell {repeated}><text:p>x</text:p></table:table-cell>"
    rows = f'<table:table-row table:number-rows-repeated="1048576">{row}</table:table-row>'
    ods_of(
        path,
        f'<office:spreadsheet><table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet>",
    )


REFUSED: dict[str, tuple[Make, type[SpreadsheetRefused]]] = {
    "nothing": (write(b""), EmptySpreadsheet),
    "only separators": (write(b";;;\n;;\n"), EmptySpreadsheet),
    "a picture": (write(b"\x89PNG\r\n\x1a\n\0\0\0\x01"), NotASpreadsheet),
    "a PDF": (write(b"%PDF-1.7\n%abc\n1 0 obj\n"), NotASpreadsheet),
    "a page of the web": (write(b"<html><table><tr><td>Time</td></tr></table>"), NotASpreadsheet),
    "another ZIP": (lambda path: packed(path, {"word/document.xml": "<x/>"}), NotASpreadsheet),
    "half a letter": (write(b"\xff\xfea"), NotASpreadsheet),
    "a cut workbook": (cut, DamagedSpreadsheet),
    "a cut workbook of old Excel": (cut_xls, DamagedSpreadsheet),
    "a locked workbook": (locked, LockedSpreadsheet),
    "XML that is none": (altered(XLSX_SHEET, lambda part: part[:-200]), DamagedSpreadsheet),
    "relations that are none": (
        altered("xl/_rels/workbook.xml.rels", lambda part: part[:-20]), DamagedSpreadsheet,
    ),
    "entities": (
        altered(XLSX_SHEET, lambda part: part.replace(
            b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)),
        SuspiciousSpreadsheet,
    ),
    "other letters": (
        altered(XLSX_SHEET, lambda part: part.decode().encode("utf-16")), SuspiciousSpreadsheet,
    ),
    "a far corner": (
        put_in_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        OversizedSpreadsheet,
    ),
    "a far row": (put_in_sheet(b'<row r="900000"><c r="A900000"><v>1</v></c></row>'),
                  OversizedSpreadsheet),
    "a far column": (put_in_sheet(b'<row r="9"><c r="ABC9"><v>1</v></c></row>'),
                     OversizedSpreadsheet),
    "rows that do not say where": (
        put_in_sheet(b"<row/>" * (limits.ROWS + 2) + b"<row><c><v>1</v></c></row>"),
        OversizedSpreadsheet,
    ),
    "a bomb": (
        altered(XLSX_SHEET, lambda part: part + b" " * (300 * 1024 * 1024)), OversizedSpreadsheet,
    ),
    "parts without number": (
        lambda path: packed(path, {f"a{n}.xml": "" for n in range(limits.MEMBERS + 1)}),
        OversizedSpreadsheet,
    ),
    "cells repeated without end": (no_end_ods, OversizedSpreadsheet),
    "a document that is cut": (lambda path: ods_of(path, "<office:spreadsheet>"),
                               DamagedSpreadsheet),
    "lines without end": (write(b"a,b\n" * (limits.ROWS + 1)), OversizedSpreadsheet),
    "a line without end": (write(b"," * 1000), OversizedSpreadsheet),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    make, refusal = REFUSED[name]
    path = tmp_path / "file"
    make(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SpreadsheetRefused) as caught:
        read_workbook(path)
    assert type(caught.value) is refusal
    assert apology(caught.value).endswith("Your library is unchanged.")
    assert apology(caught.value, "es") != apology(caught.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 900_000


def test_a_folder_is_no_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(NotASpreadsheet):
        read_workbook(tmp_path)


def test_a_file_beyond_the_limit_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 10)
    with pytest.raises(OversizedSpreadsheet):
        read_workbook(path)


@pytest.mark.parametrize("make", [xlsx, xls, ods])
def test_a_sheet_without_times_is_refused(make: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "file"
    make(path, {"Contacts": [["Name", "Phone"], ["Ana", "x"]]})
    with pytest.raises(NoInjectsFound) as caught:
        propose_mapping(read_workbook(path))
    assert "looks like a MSEL" in apology(caught.value)


def test_cells_far_out_that_are_only_formatted_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    put_in_sheet(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>')(path)
    assert len(read_workbook(path).sheets[0].rows) <= limits.ROWS


def test_a_cell_that_is_too_long_is_listed(tmp_path: Path, clock: PlanClock) -> None:
    path = tmp_path / "a.csv"
    text(path, [["#", "Time", "Title", "Notes"], ["1", "0900", "A", "x" * 40_000]])
    workbook = read_workbook(path)
    reading = read_injects(workbook, propose_mapping(workbook), clock)
    assert [each.title.en for each in reading.injects] == ["A"]
    (listed,) = reading.unreadable
    assert (listed.row, listed.column) == (2, "D")
    assert listed.reason == "Notes: The cell holds more text than a spreadsheet allows."


def test_errors_of_a_spreadsheet_are_listed(tmp_path: Path, clock: PlanClock) -> None:
    path = tmp_path / "a.xlsx"
    put_in_sheet(
        b'<row r="9"><c r="A9"><v>9</v></c><c r="B9" t="e"><f>NA()</f><v>#N/A</v></c>'
        b'<c r="F9" t="str"><f>A1</f><v>Computed</v></c></row>'
        b'<row r="10"><c r="B10"><v>0.5</v></c>'
        b'<c r="F10" t="str"><f>A1</f><v>Computed</v></c></row>'
    )(path)
    workbook = read_workbook(path)
    reading = read_injects(workbook, propose_mapping(workbook), clock)
    assert [(each.row, each.title.en) for each in reading.injects][-1] == (10, "Computed")
    (listed,) = reading.unreadable
    assert (listed.row, listed.reason) == (9, "The cell holds an error of the spreadsheet program.")


def test_errors_of_an_open_document_are_listed(tmp_path: Path, clock: PlanClock) -> None:
    path = tmp_path / "a.ods"

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def said(words: str) -> str:
        text_of = f"<text:p>{words}</text:p></table:table-cell>"
        return f'<table:table-cell office:value-type="string">{text_of}'

    formula = '<table:table-cell table:formula="of:=1"/>'
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )
    rows = row(said("Time"), said("Title")) + row(formula, said("A")) + row(error, said("B"))
    ods_of(
        path,
        f'<office:spreadsheet><table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet>",
    )
    workbook = read_workbook(path)
    reading = read_injects(workbook, propose_mapping(workbook), clock)
    assert reading.injects == []
    assert [(each.row, each.reason[:20]) for each in reading.unreadable] == [
        (2, "The cell holds a for"),
        (3, "The cell holds an er"),
    ]


def test_a_plan_file_is_no_spreadsheet(plan_file: Path) -> None:
    with pytest.raises(NotASpreadsheet):
        read_workbook(plan_file)


class PanicException(BaseException):
    pass


@pytest.mark.parametrize("error", [PanicException("at row 7"), ValueError("bad"), OSError("gone")])
@pytest.mark.parametrize("method", ["from_object", "get_sheet_by_name"])
def test_a_reader_that_gives_up_is_told_as_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, error: BaseException
) -> None:
    path = tmp_path / "a.xlsx"
    xlsx(path, {"MSEL": HSEEP})

    class Reader:
        sheets_metadata = CalamineWorkbook.from_path(path).sheets_metadata

        @classmethod
        def from_object(cls, content: object) -> Reader:
            return fails() if method == "from_object" else cls()

        def get_sheet_by_name(self, name: str) -> object:
            return fails()

    def fails() -> Any:
        raise error

    monkeypatch.setattr(workbook_reader, "CalamineWorkbook", Reader)
    with pytest.raises(DamagedSpreadsheet):
        read_workbook(path)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError()])
def test_other_errors_are_not_taken_for_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    path = tmp_path / "a.xlsx"
    xlsx(path, {"MSEL": HSEEP})

    class Reader:
        @classmethod
        def from_object(cls, content: object) -> None:
            raise error

    monkeypatch.setattr(workbook_reader, "CalamineWorkbook", Reader)
    with pytest.raises(type(error)):
        read_workbook(path)


def test_a_password_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xls"
    xls(path, {"MSEL": HSEEP})

    class Reader:
        @classmethod
        def from_object(cls, content: object) -> None:
            raise PasswordError

    monkeypatch.setattr(workbook_reader, "CalamineWorkbook", Reader)
    with pytest.raises(LockedSpreadsheet):
        read_workbook(path)


def test_charts_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    book: Any = Workbook()
    book.active.append(["Time", "Title"])
    book.create_sheet("Empty")
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in read_workbook(tmp_path / "a.xlsx").sheets] == ["Sheet", "Empty"]


def test_old_excel_has_limits_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xls"
    xls(path, {"MSEL": HSEEP})
    monkeypatch.setattr(limits, "COLUMNS", 3)
    with pytest.raises(OversizedSpreadsheet):
        read_workbook(path)


def test_merged_cells_without_end_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    rows: list[list[Any]] = [["Time", "Title"], ["0900", "A"], [None, "B"], [None, "C"]]
    xlsx(path, {"MSEL": rows}, merged=["A2:A4", "D9:D12", "H1:H2"])
    assert len(read_workbook(path).sheets[0].filled) == 2
    monkeypatch.setattr(limits, "FILLED_CELLS", 1)
    with pytest.raises(OversizedSpreadsheet):
        read_workbook(path)


def test_a_cell_of_a_workbook_may_be_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    xlsx(path, {"MSEL": HSEEP})
    monkeypatch.setattr(limits, "CELL_LENGTH", 30)
    rows = read_workbook(path).sheets[0].rows
    assert Fault.TOO_LONG in rows[1]
    assert "ACP" in rows[1]


@pytest.mark.parametrize(
    "rows",
    [
        [["istmo-msel", "9"]],
        [["istmo-msel", "1"], ["plan"], ["version"], ["headings"], ["fields"]],
        [["something else"]],
    ],
)
def test_a_sheet_that_only_looks_like_ours_is_passed_over(
    tmp_path: Path, clock: PlanClock, rows: list[list[Any]]
) -> None:
    path = tmp_path / "a.xlsx"
    xlsx(path, {"MSEL": HSEEP, "istmo": rows})
    workbook = read_workbook(path)
    reading = read_injects(workbook, propose_mapping(workbook), clock)
    assert reading.origin is None
    assert len(reading.injects) == 3
