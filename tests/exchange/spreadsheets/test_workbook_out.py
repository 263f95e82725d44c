"""The workbook and the text that Istmo writes, read by other programs."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from db.open_plan import OpenPlan
from db.tables import Inject, Objective
from db.text import Text
from desktop.exchange.spreadsheets.arrival import Arrival
from desktop.exchange.spreadsheets.csv_writer import write_csv
from desktop.exchange.spreadsheets.workbook_writer import write_workbook
from desktop.language import LANGUAGES, translate
from desktop.planning.terms import INJECT_KINDS, INJECT_MODES, INJECT_STATUSES
from desktop.planning.version import version_of

RISKY = ("=1+1", "+507 6000", "-5 degrees", "@everyone", "\tTab", '=HYPERLINK("http://x")')


@pytest.fixture
def msel(exercise: OpenPlan) -> OpenPlan:
    """The exercise with an inject of each mode, whose texts begin like formulas."""
    with exercise.edit("Fill"):
        exercise.add_all(
            [
                Inject(
                    number=f"{number:03}",
                    offset_minutes=95 * number,
                    title=Text(f"Inject {number}", f"Inyecto {number}"),
                    mode=mode,
                    message=Text(RISKY[number % len(RISKY)], "Buque\nseñal ñ"),
                    kind=list(INJECT_KINDS)[number % len(INJECT_KINDS)],
                    status=list(INJECT_STATUSES)[number % len(INJECT_STATUSES)],
                )
                for number, mode in enumerate(INJECT_MODES)
            ]
        )
    return exercise


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_users_find_what_they_expect(msel: OpenPlan, tmp_path: Path, language: Any) -> None:
    path = tmp_path / "msel.xlsx"
    write_workbook(msel, path, language=language)
    book = openpyxl.load_workbook(path)
    sheet: Any = book["MSEL"]
    injects = msel.rows(Inject)
    assert book.sheetnames == ["MSEL", translate("Objectives", language), "istmo"]
    assert book["istmo"].sheet_state == "veryHidden"
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.max_row == len(injects) + 1
    hidden = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    headings = {cell.value: cell.column_letter for cell in sheet[1]}
    assert set(hidden) >= {headings["Istmo id"]}
    assert all(sheet.column_dimensions[letter].width for letter in list("ABCDE"))
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    marking = msel.row.marking
    assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == (marking, marking)
    assert sheet.oddHeader.right.text == version_of(msel).code
    assert "&P" in sheet.oddFooter.right.text
    first = sheet[f"{headings[translate('Date and time (local)', language)]}2"]
    assert first.value == datetime(2026, 1, 12, 7, 0)
    assert first.is_date
    assert first.number_format == {"en": "d mmm yyyy hh:mm", "es": "dd/mm/yyyy hh:mm"}[language]
    assert first.alignment.wrap_text
    lists = [choice.formula1.strip('"') for choice in sheet.data_validations.dataValidation]
    for codes in (INJECT_KINDS, INJECT_MODES, INJECT_STATUSES):
        assert ",".join(translate(label, language) for label in codes.values()) in lists
    objectives = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows(min_row=2)]
    assert [row[:2] for row in objectives] == [
        [row.number, row.statement.en] for row in msel.rows(Objective)
    ]


def test_nothing_is_a_formula(msel: OpenPlan, tmp_path: Path) -> None:
    write_workbook(msel, tmp_path / "a.xlsx", language="en")
    sheet: Any = openpyxl.load_workbook(tmp_path / "a.xlsx")["MSEL"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    quoted = {cell.value for cell in cells if cell.quotePrefix}
    assert quoted == {text.strip() for text in RISKY if not text.startswith("\t")}
    rows = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name("MSEL").to_python()
    message = rows[0].index("Message (English)")
    assert [row[message] for row in rows[1:]] == [
        RISKY[n % len(RISKY)].strip() for n in range(len(INJECT_MODES))
    ]


def test_the_same_plan_gives_the_same_bytes(msel: OpenPlan, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_workbook(msel, tmp_path / f"{name}.xlsx", language="en")
    first, second = ((tmp_path / f"{name}.xlsx").read_bytes() for name in "ab")
    assert first == second


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("es", ";")])
def test_a_text_is_read_by_excel_and_again(
    msel: OpenPlan, tmp_path: Path, language: Any, separator: str
) -> None:
    path = tmp_path / "a.csv"
    write_csv(msel, path, language=language)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(
        csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator)
    )
    assert len(rows) == len(INJECT_MODES) + 1
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row
    )
    arrival = Arrival.of(msel, path)
    assert arrival.reading.unreadable == []
    assert arrival.changes is None
    assert len(arrival.already_here) == len(INJECT_MODES)
    for read, inject in zip(arrival.reading.injects, msel.rows(Inject), strict=True):
        assert (read.number, read.offset_minutes) == (inject.number, inject.offset_minutes)
        assert (read.mode, read.kind, read.status) == (inject.mode, inject.kind, inject.status)
        assert (read.title, read.message.es) == (inject.title, inject.message.es)
        assert read.message.en == inject.message.en.strip()


def test_one_language_has_one_column(msel: OpenPlan, tmp_path: Path) -> None:
    with msel.edit("Only Spanish"):
        msel.row.languages = "es"
        for inject in msel.rows(Inject):
            inject.message = Text("", inject.message.es)
    write_csv(msel, tmp_path / "a.csv", language="en")
    heading = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    assert "Message (Spanish)" in heading
    assert "Message (English)" not in heading
    assert {"Title (English)", "Title (Spanish)"} <= set(heading)


def test_what_cannot_be_written_leaves_the_old_file(
    msel: OpenPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(msel, path)
    before = path.read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.written_file.os.fsync", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_csv(msel, path)
    assert caught.value.filename == str(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]
