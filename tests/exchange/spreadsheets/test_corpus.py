"""What is read, row by row, in spreadsheets that imitate real ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.text import Text
from desktop.exchange.spreadsheets.proposal import propose_mapping
from desktop.exchange.spreadsheets.reading import Reading, read_injects
from desktop.exchange.spreadsheets.workbook import column_number, written
from desktop.exchange.spreadsheets.workbook_reader import read_workbook
from desktop.planning.moments import PlanClock, relative
from tests.exchange.spreadsheets.corpus import CASES, Case

SMALL = [case for case in CASES if case.name != "five thousand.xlsx"]


def read(path: Path, clock: PlanClock) -> Reading:
    workbook = read_workbook(path)
    return read_injects(workbook, propose_mapping(workbook), clock)


def test_the_corpus_is_large_enough() -> None:
    assert len({case.name for case in CASES}) >= 25


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_row_is_read_or_listed(case: Case, tmp_path: Path, clock: PlanClock) -> None:
    path = tmp_path / case.name
    case.make(path)
    reading = read(path, clock)
    language = reading.mapping.language
    assert [
        (each.row, each.number, relative(each.offset_minutes, clock), each.title.best(language))
        for each in reading.injects
    ] == case.read
    assert [each.row for each in reading.unreadable] == [row for row, _words in case.unreadable]
    for each, (_row, words) in zip(reading.unreadable, case.unreadable, strict=True):
        assert words in each.reason
        assert each.sheet == reading.mapping.sheet
    assert language == case.language
    assert not case.sheet or reading.mapping.sheet == case.sheet
    assert set(reading.mapping.other_sheets) == set(case.others)
    columns = reading.mapping.columns
    assert {letter: columns[column_number(letter)] for letter in case.fields} == case.fields
    for name, value in case.first.items():
        found = getattr(reading.injects[0], name)
        assert (found.best(language) if isinstance(found, Text) else found) == value, name


@pytest.mark.parametrize(
    "case", [case for case in SMALL if case.name.endswith(".xlsx")], ids=lambda case: case.name
)
def test_another_reader_finds_the_same_cells(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.name
    case.make(path)
    book: Any = openpyxl.load_workbook(path, data_only=True)
    for sheet in read_workbook(path).sheets:
        for row in book[sheet.name].iter_rows():
            for cell in row:
                if cell.value is None or isinstance(cell.value, bool) or cell.data_type == "e":
                    continue
                own = sheet.row(cell.row)[cell.column - 1]
                theirs = cell.value
                if cell.is_date and not isinstance(own, str | float):
                    own_text, their_text = written(own), written(theirs)
                    assert own_text in their_text or their_text in own_text
                else:
                    assert written(own) == written(theirs)
