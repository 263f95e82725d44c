"""In which notation a sheet writes its dates and times, as far as its cells tell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from desktop.exchange.spreadsheets.cell_moments import Notation, moment_of
from desktop.exchange.spreadsheets.mapping import Mapping
from desktop.exchange.spreadsheets.workbook import Sheet
from desktop.planning.moments import PlanClock

_SAMPLE = 500
_TWO_DAYS = 2880
_NUMERIC_DATE = re.compile(r"\s*\d{1,2}[/.-]\d")


def notation_of(sheet: Sheet, mapping: Mapping, clock: PlanClock, *, mac_dates: bool) -> Notation:
    """Return how the times of a sheet are to be taken; what `mapping` leaves open is guessed."""
    midnights = _has_hours(sheet, mapping)
    notation = Notation(bool(mapping.month_first), mapping.elapsed, mac_dates, midnights)
    if mapping.month_first is not None:
        return notation
    return replace(notation, month_first=_month_first(sheet, mapping, clock, notation))


def _has_hours(sheet: Sheet, mapping: Mapping) -> bool:
    columns = [c for c, of in mapping.columns.items() if of == "time"]
    return any(
        column < len(row) and isinstance(row[column], datetime)
        for row in sheet.rows
        for column in columns
    )


def _month_first(sheet: Sheet, mapping: Mapping, clock: PlanClock, notation: Notation) -> bool:
    """Return whether 06/07 is June 7: when so more of the dates fall into the exercise."""
    fits = {True: 0, False: 0}
    columns = [c for c, of in mapping.columns.items() if of in {"date", "time"}]
    for row in sheet.rows[mapping.first_row - 1 :][:_SAMPLE]:
        for column in columns:
            cell = row[column] if column < len(row) else ""
            if not isinstance(cell, str) or not _NUMERIC_DATE.match(cell):
                continue
            for first in fits:
                try:
                    offset = moment_of(cell, clock, replace(notation, month_first=first))
                except ValueError:
                    continue
                fits[first] += -_TWO_DAYS <= offset <= clock.end_offset + _TWO_DAYS
    return fits[True] > fits[False]
