"""An axis of time across a page: months, or weeks when the whole is short."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from desktop.packets.pen import Pen
from desktop.packets.styles import FAINTEST, SMALL, SMALL_STRONG
from desktop.packets.wording import Wording, joined

LABEL_WIDTH = 34.0
WEEKS_UP_TO = 70
"""Up to so many days the axis names Mondays, beyond it the first of each month."""
STRIDES = (1, 2, 3, 4, 6, 12, 24, 60, 120, 600)
"""Of how many ticks one has a label, so that labels do not run into each other."""


class TimeAxis:
    """The days from `first` to `last`, with a little room around, from `left` to `right`."""

    def __init__(self, first: date, last: date, *, left: float, right: float) -> None:
        margin = max(2, (last - first).days // 40)
        self._first = max(1, first.toordinal() - margin)
        self._last = min(date.max.toordinal(), last.toordinal() + margin + 1)
        self._by_months = self._last - self._first > WEEKS_UP_TO
        self._left = left
        self._right = right

    def x(self, day: date) -> float:
        """Return where a day begins."""
        share = (day.toordinal() - self._first) / (self._last - self._first)
        return self._left + share * (self._right - self._left)

    def draw(self, pen: Pen, top: float, bottom: float, wording: Wording) -> None:
        """Draw a faint rule for each tick down to `bottom`, and names above `top`."""
        ticks = self._ticks()
        apart = (self._right - self._left) / max(1, len(ticks))
        stride = next((n for n in STRIDES if n * apart >= LABEL_WIDTH), STRIDES[-1])
        year = 0
        for number, tick in enumerate(ticks):
            x = self.x(tick)
            pen.rule((x, top), (x, bottom), FAINTEST)
            # Counted from year 0, so that a January is always among those with a name.
            place = tick.year * 12 + tick.month - 1 if self._by_months else number
            if place % stride or x > self._right - LABEL_WIDTH / 2:
                continue
            pen.text(x + 2, top + 4, self._name(tick, wording), SMALL)
            if tick.year != year:
                pen.text(x + 2, top + 14, str(tick.year), SMALL_STRONG)
                year = tick.year

    def _ticks(self) -> list[date]:
        if not self._by_months:
            days = range(self._first, self._last)
            return [day for day in map(date.fromordinal, days) if day.weekday() == 0]
        first, last = date.fromordinal(self._first), date.fromordinal(self._last - 1)
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        ticks = [date(month // 12, month % 12 + 1, 1) for month in months]
        return [tick for tick in ticks if tick >= first]

    def _name(self, tick: date, wording: Wording) -> str:
        pattern = "MMM" if self._by_months else "d MMM"
        languages = wording.languages
        return joined((format_date(tick, pattern, locale=one) for one in languages), "/")
