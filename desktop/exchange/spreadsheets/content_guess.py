"""What the columns of a sheet are by what stands in them, when no heading says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from db.text import Language
from desktop.exchange.spreadsheets.cell_moments import Notation, moment_of
from desktop.exchange.spreadsheets.coded_words import code_of, is_whole
from desktop.exchange.spreadsheets.headings import OTHER, TEXT_FIELDS
from desktop.exchange.spreadsheets.workbook import Cell, Row, is_empty, written
from desktop.planning.moments import PlanClock

_MOSTLY = 0.6
_LONG_TEXT = 35
_SHORT_NAME = 12
_CODE = re.compile(r"[A-Za-z]{0,6}[-_. ]?\d{1,5}(?:[.-]\d{1,4})*[A-Za-z]?")
_ANY_CLOCK = PlanClock(datetime(2026, 1, 1, 0, 0), ZoneInfo("UTC"), 1440)  # noqa: DTZ001
_SPANISH = frozenset(
    [
        "el",
        "la",
        "los",
        "las",
        "del",
        "que",
        "una",
        "para",
        "por",
        "con",
        "se",
        "en",
        "su",
        "al",
        "como",
        "sobre",
        "según",
        "debe",
        "informa",
        "y",
        "es",
        "un",
        "buque",
        "capitán",
        "reporta",
        "solicita",
        "mensaje",
        "llamada",
        "activa",
        "coordina",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "a",
        "in",
        "for",
        "with",
        "on",
        "is",
        "by",
        "that",
        "from",
        "at",
        "an",
        "as",
        "be",
        "are",
        "should",
        "reports",
        "report",
        "vessel",
        "requests",
        "message",
        "call",
        "activates",
        "this",
        "will",
    ]
)


@dataclass(slots=True)
class _Column:
    number: int
    cells: list[Cell]

    @property
    def texts(self) -> list[str]:
        return [written(cell) for cell in self.cells]

    @property
    def length(self) -> float:
        return sum(len(text) for text in self.texts) / max(1, len(self.cells))

    @property
    def different(self) -> float:
        return len(set(self.texts)) / max(1, len(self.cells))

    def share(self, of: Iterable[bool]) -> float:
        return sum(of) / max(1, len(self.cells))


def guessed_columns(rows: Sequence[Row]) -> dict[int, str]:
    """Return the field of each column that has content; empty when no column is of times."""
    used = [row for row in rows if sum(not is_empty(cell) for cell in row) > 1]
    width = max((len(row) for row in used), default=0)
    columns = []
    for number in range(width):
        cells = [row[number] for row in used if number < len(row) and not is_empty(row[number])]
        if cells:
            columns.append(_Column(number, cells))
    fields: dict[int, str] = {}
    _guess_times(columns, fields)
    if "time" not in fields.values() and "date" not in fields.values():
        return {}
    _guess_codes(columns, fields)
    _guess_texts(columns, fields)
    if not {"title", "message"} & set(fields.values()):
        return {}
    return {column.number: fields.get(column.number, OTHER) for column in columns}


def _guess_times(columns: list[_Column], fields: dict[int, str]) -> None:
    for column in columns:
        days = column.share(_is_day(cell) for cell in column.cells)
        moments = column.share(_is_moment(cell) for cell in column.cells)
        counted = _counted(column.texts)
        if days > _MOSTLY and "date" not in fields.values():
            fields[column.number] = "date"
        elif moments > _MOSTLY and "time" not in fields.values() and not counted:
            fields[column.number] = "time"


def _counted(texts: Sequence[str]) -> bool:
    """Return whether texts count up one by one, as numbers of injects and no times do."""
    numbers = [int(text) for text in texts if text.isdecimal()]
    steps = [after - before for before, after in pairwise(numbers)]
    return len(numbers) > 1 and sum(step == 1 for step in steps) > len(steps) / 2


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, datetime):
        return (cell.hour, cell.minute) == (0, 0) and cell.year > 1904
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and bool(
        re.fullmatch(
            r"(?:(?:day|d[ií]a|jour) ?\d{1,2}|[dj][+-]\d{1,3}|d|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4})",
            cell.strip().casefold(),
        )
    )


def _is_moment(cell: Cell) -> bool:
    if isinstance(cell, datetime | time | timedelta):
        return True
    if isinstance(cell, float | int) and not 0 < cell < 1:
        return 100 <= cell <= 2400 and cell % 100 < 60 and cell % 5 == 0
    try:
        moment_of(cell, _ANY_CLOCK, Notation())
    except ValueError:
        return False
    return True


def short_codes(values: Sequence[str]) -> bool:
    """Return whether most of `values` are numbers or codes, each another."""
    values = [value for value in values if value]
    codes = sum(bool(_CODE.fullmatch(value)) for value in values)
    return bool(values) and codes > _MOSTLY * len(values) and len(set(values)) > 0.8 * len(values)


def _guess_codes(columns: list[_Column], fields: dict[int, str]) -> None:
    for column in columns:
        if column.number in fields:
            continue
        if short_codes(column.texts) and "number" not in fields.values():
            fields[column.number] = "number"
            continue
        for name in ("mode", "status", "kind"):
            known = column.share(
                is_whole(name, text) and code_of(name, text) is not None for text in column.texts
            )
            if known > _MOSTLY and name not in fields.values():
                fields[column.number] = name
                break


def _guess_texts(columns: list[_Column], fields: dict[int, str]) -> None:
    rest = [column for column in columns if column.number not in fields]
    long = [column for column in rest if column.length > _LONG_TEXT]
    for column, name in zip(long, ("message", "expected_response", "notes"), strict=False):
        fields[column.number] = name
    short = [column for column in rest if column.length <= _LONG_TEXT]
    titled = max(short, key=lambda column: (column.different > 0.8, column.length), default=None)
    if titled is not None and (
        not long or (titled.different > _MOSTLY and titled.length > _SHORT_NAME)
    ):
        fields[titled.number] = "title"
        short.remove(titled)
    names = ["sender", "receiver"]
    for column in short:
        if names and column.length > 1 and not short_codes(column.texts):
            fields[column.number] = names.pop(0)


def language_of(rows: Sequence[Row], columns: Mapping[int, str], headings: str) -> Language:
    """Return the language of the texts: by their common words, or else that of the headings."""
    if headings == "fr":
        # A plan has no French: its texts stand with the English ones.
        return "en"
    words: list[str] = []
    for row in rows:
        for column, name in columns.items():
            cell = row[column] if name in TEXT_FIELDS and column < len(row) else ""
            if isinstance(cell, str):
                words += cell.casefold().split()
    spanish = sum(word.strip(".,;:") in _SPANISH for word in words)
    english = sum(word.strip(".,;:") in _ENGLISH for word in words)
    if spanish == english:
        return "es" if headings == "es" else "en"
    return "es" if spanish > english else "en"
