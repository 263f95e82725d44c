"""A workbook as it was read: sheets of typed cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum


class Fault(Enum):
    """A cell that has no value to read, though it is not empty."""

    NO_VALUE = "formula"
    """A formula whose result was not kept in the file."""
    ERROR = "error"
    """An error of the spreadsheet program, as #REF!."""
    TOO_LONG = "long"
    """More text than any spreadsheet program allows in a cell."""


Cell = str | float | bool | datetime | date | time | timedelta | Fault
Row = Sequence[Cell]


@dataclass(slots=True)
class Sheet:
    """A sheet: `rows[0]` is row 1; an empty cell is an empty text; rows differ in length.

    `filled` are the cells (row and column, from 0) that have their value only because they
    are merged with the cell above.
    """

    name: str
    rows: list[Row]
    visible: bool = True
    filled: set[tuple[int, int]] = field(default_factory=set)

    def row(self, number: int) -> Row:
        """Return the row with this number, from 1; empty when there is none."""
        return self.rows[number - 1] if 0 < number <= len(self.rows) else ()


@dataclass(slots=True)
class Workbook:
    """A workbook, or a text file as a workbook of one sheet.

    `mac_dates` tells that day 0 is in 1904, which matters for dates kept as mere numbers.
    """

    name: str
    sheets: list[Sheet]
    mac_dates: bool = False

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet with this name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def column_letter(column: int) -> str:
    """Return the letters of a column counted from 0: "A", "Z", "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the column, counted from 0, with these letters. Raises ValueError."""
    number = 0
    for letter in letters.strip().upper():
        if not "A" <= letter <= "Z" or number > 100_000:
            raise ValueError(f"not a column: {letters!r}")
        number = number * 26 + ord(letter) - 64
    if not number:
        raise ValueError("not a column: nothing")
    return number - 1


def is_empty(cell: Cell) -> bool:
    """Return whether there is nothing in the cell but spaces."""
    return isinstance(cell, str) and not cell.strip()


def written(cell: Cell) -> str:  # noqa: PLR0911 - one for each type
    """Return a cell as a text, as a person would read it off the sheet."""
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(cell, Fault):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, timedelta):
        hours, minutes = divmod(round(cell.total_seconds() / 60), 60)
        return f"{hours:02}:{minutes:02}"
    return cell.isoformat()
