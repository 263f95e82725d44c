"""When the injects of a sheet are: row by row, on the day that the rows above have named."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.exchange import limits
from desktop.exchange.spreadsheets.cell_moments import Notation, day_of, moment_of, names_day
from desktop.exchange.spreadsheets.read_inject import NoInject
from desktop.exchange.spreadsheets.workbook import Cell, Row, is_empty
from desktop.language import _
from desktop.planning.moments import PlanClock

HALF_DAY, DAY = 720, 1440

Columns = Sequence[tuple[int, str]]
"""Columns of a sheet by number, and the field that each holds."""


def cells_of(row: Row, columns: Columns, name: str) -> list[Cell]:
    """Return the cells of a row that say something of the field `name`."""
    cells = [row[column] for column, of in columns if of == name and column < len(row)]
    return [cell for cell in cells if not is_empty(cell)]


class RowTimes:
    """Reads the times of rows, from the first row to the last."""

    def __init__(self, columns: Columns, clock: PlanClock, notation: Notation) -> None:
        self._columns = columns
        self._clock = clock
        self._notation = notation
        self._has_times = any(name == "time" for _column, name in columns)
        self._day = 0
        self._day_named = False
        self._last_clock = -1
        self._moments: dict[tuple[str, int], int] = {}

    def take_day(self, cell: Cell) -> bool:
        """Take the day from a row that says nothing else, as "Day 2"; return whether it does."""
        if self._notation.elapsed or not names_day(cell, self._clock, self._notation):
            return False
        self._name_day(cell)
        return True

    def offset(self, row: Row) -> int:
        """Return when the inject of a row is, in minutes after STARTEX. Raises NoInject."""
        dates, times = (cells_of(row, self._columns, name) for name in ("date", "time"))
        try:
            if dates and self._has_times:
                self._name_day(dates[0])
            if not times:
                return self._of_date_alone(dates)
            offset = self._moment(times[0], self._day)
            if not self._day_named:
                offset = self._past_midnight(times[0], offset)
        except ValueError as error:
            raise NoInject(str(error)) from error
        if abs(offset) > limits.MINUTES:
            raise NoInject(_("Its time is more than ten years from STARTEX."))
        return offset

    def moment_of(self, cell: Cell) -> int:
        """Return the moment that a cell of the row in hand says. Raises ValueError."""
        return moment_of(cell, self._clock, self._notation, self._day)

    def _name_day(self, cell: Cell) -> None:
        self._day = day_of(cell, self._clock, self._notation)
        self._day_named = True

    def _of_date_alone(self, dates: list[Cell]) -> int:
        if not dates:
            raise NoInject(_("It has no time."))
        if self._has_times:
            raise NoInject(_("It has a date but no time."))
        return self.moment_of(dates[0])

    def _moment(self, cell: Cell, day: int) -> int:
        if not isinstance(cell, str):
            return moment_of(cell, self._clock, self._notation, day)
        known = self._moments.get((cell, day))
        if known is None:
            known = self._moments[cell, day] = moment_of(cell, self._clock, self._notation, day)
        return known

    def _past_midnight(self, cell: Cell, offset: int) -> int:
        """Return the offset on the next day when the list has run past midnight.

        That is so when no date is given anywhere, the exercise goes on past midnight, the
        time before was half a day later, and on D it would be before STARTEX.
        """
        if self._notation.elapsed or self._moment(cell, 1) == offset:
            return offset
        before, self._last_clock = self._last_clock, max(self._last_clock, offset)
        next_day = offset + DAY
        runs_on = offset < 0 and before - offset >= HALF_DAY and next_day <= self._clock.end_offset
        return next_day if runs_on else offset
