"""The time axis: minutes after STARTEX to pixels, and where its ticks lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MINUTES_PER_DAY = 1440
CLOSEST = 12.0
"""Pixels for a minute when zoomed in as far as it goes."""

TICK_STEPS = (5, 15, 30, 60, 120, 180, 360, 720)
ROOM_FOR_MINUTES, ROOM_FOR_HOURS = 46, 26


@dataclass(slots=True)
class TimeAxis:
    """`left` is the minute at the left edge, `scale` the pixels for a minute.

    `midnight` is the minute of midnight of D: STARTEX at 07:00 has it at -420.
    """

    scale: float = 0.1
    left: float = 0.0
    midnight: int = 0

    def x(self, minute: float) -> float:
        """Return the distance of `minute` from the left edge, in pixels."""
        return (minute - self.left) * self.scale

    def minute(self, x: float) -> float:
        """Return the minute at `x` pixels from the left edge."""
        return self.left + x / self.scale

    @property
    def day_width(self) -> float:
        """The width of a day, in pixels."""
        return MINUTES_PER_DAY * self.scale

    def zoomed(self, factor: float, x: float, farthest: float) -> TimeAxis:
        """Return the axis zoomed by `factor` with what is at `x` staying there."""
        scale = min(max(self.scale * factor, farthest), CLOSEST)
        return TimeAxis(scale, self.minute(x) - x / scale, self.midnight)

    def days(self, width: float) -> Iterator[tuple[int, float]]:
        """Return each day in sight, as n of D+n, with the x of its midnight."""
        day = int((self.left - self.midnight) // MINUTES_PER_DAY)
        while True:
            x = self.x(self.midnight + day * MINUTES_PER_DAY)
            if x >= width:
                return
            yield day, x
            day += 1

    def tick_step(self) -> int:
        """Return the minutes between labelled ticks within a day; 0 when there is no room."""
        for step in TICK_STEPS:
            room = ROOM_FOR_MINUTES if step < 60 else ROOM_FOR_HOURS
            if step * self.scale >= room:
                return step
        return 0

    def snapped(self, minute: float, step: int) -> int:
        """Return the nearest minute that is a multiple of `step` on the wall clock."""
        return round((minute - self.midnight) / step) * step + self.midnight
