"""How far a packet is, and whether it is still wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

STEP = 0.005


class Cancelled(Exception):
    """The packet was called off while it was being made; nothing was written."""


@dataclass(slots=True)
class Progress:
    """Tells how far the work is, from 0 to 1, and raises Cancelled when it is called off."""

    report: Callable[[float], object] | None = None
    cancelled: Callable[[], bool] | None = None
    _told: float = -1.0

    def at(self, share: float) -> None:
        """Note that `share` of the work is done. Raises Cancelled."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.report is not None and (share - self._told >= STEP or share >= 1):
            self._told = share
            self.report(min(share, 1.0))

    def part(self, first: float, last: float) -> Part:
        """Return the part of the work from `first` to `last`."""
        return Part(self, first, last)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the work, itself counted from 0 to 1."""

    whole: Progress
    first: float
    last: float

    def at(self, share: float) -> None:
        """Note that `share` of this part is done. Raises Cancelled."""
        self.whole.at(self.first + (self.last - self.first) * share)
