"""Rows of a text file: which letters its bytes are, and what stands between its cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from desktop.exchange.spreadsheets import limits
from desktop.exchange.spreadsheets.refusals import NotASpreadsheet, OversizedSpreadsheet
from desktop.exchange.spreadsheets.workbook import Cell, Fault, Row

_SEPARATORS = ("\t", ";", ",", "|")
_SAMPLE = 50
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = frozenset(chr(code) for code in range(32)) - frozenset("\t\r\n\f\v")
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


def rows_of_text(content: bytes) -> list[Row]:
    """Return the rows of a text file. Raises SpreadsheetRefused.

    The letters are UTF-8, UTF-16 or Windows' Latin letters; the cells stand between
    semicolons, commas, tabs or bars, whichever divides the rows most evenly.
    """
    text = _decoded(content)
    if any(letter in _CONTROL for letter in text):
        raise NotASpreadsheet("control characters")
    if text[:200].lstrip().lower().startswith(("<!doctype", "<html", "<?xml", "{", "%pdf")):
        raise NotASpreadsheet("a text of another kind")
    separator, text = _separator(text)
    rows: list[Row] = []
    cells = 0
    csv.field_size_limit(limits.FILE_BYTES)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            cells += len(row)
            if len(rows) >= limits.ROWS or len(row) > limits.COLUMNS or cells > limits.CELLS:
                raise OversizedSpreadsheet(f"row {len(rows) + 1}, {len(row)} columns")
            rows.append([_cell(value) for value in row])
    except csv.Error as error:
        raise NotASpreadsheet(str(error)) from error
    return rows


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    sample = content[:4000]
    if sample.count(0) > len(sample) // 4:
        # Latin letters in UTF-16 have a zero in every other byte, on one side of each.
        little = sample[1::2].count(0) >= sample[0::2].count(0)
        return _decode(content, "utf-16-le" if little else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotASpreadsheet(str(error)) from error


def _separator(text: str) -> tuple[str, str]:
    """Return what divides the cells, and the text without a line that says so."""
    first, _, rest = text.partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and len(said) <= 5:
        return (said[4:] or "\t"), rest
    sample = text[:200_000]
    scores = {separator: _evenness(sample, separator) for separator in _SEPARATORS}
    if not any(scores.values()):
        return max(_SEPARATORS, key=sample.count), text
    return max(scores, key=scores.__getitem__), text


def _evenness(sample: str, separator: str) -> float:
    """Return how well `separator` divides: the cells of the usual row, as often as it occurs."""
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        ):
            if number >= _SAMPLE:
                break
            if any(cell.strip() for cell in row):
                widths[len(row)] += 1
    except csv.Error:
        return 0
    total = sum(widths.values())
    divided = [(width, count) for width, count in widths.items() if width > 1]
    if not total or not divided:
        return 0
    width, count = max(divided, key=lambda each: (each[1], each[0]))
    return float(width**0.5) * count / total


def _cell(value: str) -> Cell:
    if len(value) > limits.CELL_LENGTH:
        return Fault.TOO_LONG
    if value.startswith("'") and value[1:2] in _FORMULA_BEGINS and len(value) > 1:
        # The apostrophe keeps spreadsheet programs from taking the text for a formula.
        return value[1:]
    return value
