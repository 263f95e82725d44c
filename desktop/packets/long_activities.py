"""Activities that last a day or more: a line each above the grid, instead of a box in it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.language import N_
from desktop.packets.activities import Timetable
from desktop.packets.pen import Pen
from desktop.packets.styles import SMALL, look_of
from desktop.packets.wording import Wording
from desktop.packets.wrapping import shorten
from desktop.planning.moments import MINUTES_PER_DAY, date_time_group

FROM_TO = N_("{title} ({first} to {last})")
MOST = 6
LINE_HEIGHT = 11.0


class LongActivities:
    """The activities of a day or more that run on the days from `first` to `last`."""

    def __init__(self, timetable: Timetable, first: int, last: int, wording: Wording) -> None:
        start, end = first * MINUTES_PER_DAY, (last + 1) * MINUTES_PER_DAY
        language = wording.main
        clock = timetable.clock
        self._lines: list[tuple[str, str]] = []
        for activity in timetable.activities:
            if activity.lasts_a_day and activity.start < end and activity.end > start:
                duration = activity.end - activity.start
                line = wording.each(
                    FROM_TO,
                    title=wording.line(activity.title),
                    first=date_time_group(clock.utc(activity.offset), language),
                    last=date_time_group(clock.utc(activity.offset + duration), language),
                )[0]
                self._lines.append((line, activity.kind))
        if len(self._lines) > MOST:
            more = len(self._lines) - MOST + 1
            self._lines = [*self._lines[: MOST - 1], (f"+{more}", "")]

    @property
    def height(self) -> float:
        """The height that the lines need."""
        return len(self._lines) * LINE_HEIGHT + (5 if self._lines else 0)

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of activity among them."""
        return [kind for _, kind in self._lines]

    def draw(self, pen: Pen, left: float, top: float, room: float) -> None:
        """Draw the lines downward from `top`."""
        y = top - 8
        for line, kind in self._lines:
            pen.activity(left, y - 1.5, 12, 7.5, look_of(kind))
            pen.text(left + 17, y, shorten(line, SMALL.face, SMALL.size, room - 17), SMALL)
            y -= LINE_HEIGHT
