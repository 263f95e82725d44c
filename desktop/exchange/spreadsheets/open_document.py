"""Looking into an OpenDocument spreadsheet before a library reads it.

A cell may say that it is repeated a million times, and the reader would repeat it; here that
is found first, with what the reader does not tell: merged cells and formulas without value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from desktop.exchange.spreadsheets import limits
from desktop.exchange.spreadsheets.refusals import DamagedSpreadsheet, OversizedSpreadsheet
from desktop.exchange.spreadsheets.workbook import Fault

Range = tuple[tuple[int, int], tuple[int, int]]
_CELLS = frozenset({"table-cell", "covered-table-cell"})


@dataclass(slots=True)
class OpenSheet:
    """What the content of a sheet says beside its values; rows and columns are from 0."""

    merged: list[Range] = field(default_factory=list)
    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)


def sheets_in(xml: bytes) -> list[OpenSheet]:
    """Return the sheets of a document's content, in order. Raises SpreadsheetRefused."""
    walk = _Walk()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.buffer_text = True
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise DamagedSpreadsheet(f"content.xml: {error}") from error
    return walk.sheets


class _Walk:
    """Goes through the elements of the content and counts rows and columns."""

    def __init__(self) -> None:
        self.sheets: list[OpenSheet] = []
        self._row = self._column = self._cells = 0
        self._row_repeat = self._repeat = 1
        self._row_ends = 0
        self._cell: dict[str, str] | None = None
        self._has_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "table":
            self.sheets.append(OpenSheet())
            self._row = 0
        elif local == "table-row":
            self._column = self._row_ends = 0
            self._row_repeat = _count(attributes, "number-rows-repeated")
        elif local in _CELLS:
            self._cell = {_local(key): value for key, value in attributes.items()}
            self._repeat = _count(attributes, "number-columns-repeated")
            self._has_text = False

    def text(self, letters: str) -> None:
        if self._cell is not None and letters.strip():
            self._has_text = True

    def end(self, name: str) -> None:
        local = _local(name)
        if local in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif local == "table-row":
            self._end_row()

    def _end_cell(self, cell: dict[str, str]) -> None:
        if self.sheets and (self._has_text or "value-type" in cell or "formula" in cell):
            self._row_ends = self._column + self._repeat
            place = (self._row, self._column)
            if cell.get("value-type") == "error":
                self.sheets[-1].faults[place] = Fault.ERROR
            elif "formula" in cell and not self._has_text and "value-type" not in cell:
                self.sheets[-1].faults[place] = Fault.NO_VALUE
            rows, columns = (int(cell.get(f"number-{x}-spanned", 1)) for x in ("rows", "columns"))
            if rows > 1 or columns > 1:
                last = (self._row + rows - 1, self._column + columns - 1)
                self.sheets[-1].merged.append((place, last))
        self._column += self._repeat

    def _end_row(self) -> None:
        self._row += self._row_repeat
        if not self._row_ends:
            return
        self._cells += self._row_ends * self._row_repeat
        if self._row > limits.ROWS or self._row_ends > limits.COLUMNS or self._cells > limits.CELLS:
            raise OversizedSpreadsheet(f"row {self._row}, {self._row_ends} columns")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _count(attributes: dict[str, str], name: str) -> int:
    for key, value in attributes.items():
        if _local(key) == name:
            return max(1, int(value)) if value.isdecimal() else 1
    return 1
