"""A time scale that folds the hours in which nothing goes on, such as nights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.planning.watches import Span

JOINED_MINUTES = 180
"""Shorter breaks than this are shown at their length."""
PAD_MINUTES = 30


@dataclass(frozen=True, slots=True)
class FoldedTime:
    """The stretches that are shown, in minutes from STARTEX, in order and apart."""

    stretches: tuple[Span, ...]

    @property
    def minutes(self) -> int:
        """How many minutes are shown in all."""
        return sum(ends - begins for begins, ends in self.stretches)

    def x_of(self, offset: int, room: int, fold: int) -> int:
        """Return where `offset` is in `room` pixels, with `fold` pixels for each fold."""
        per_minute = (room - fold * (len(self.stretches) - 1)) / self.minutes
        passed, left = 0, 0
        for begins, ends in self.stretches:
            if offset <= ends:
                return left + round((passed + max(0, offset - begins)) * per_minute)
            passed += ends - begins
            left += fold
        return room

    def offset_at(self, x: float, room: int, fold: int) -> int:
        """Return the minute at `x`; within a fold it is the end of what comes before."""
        per_minute = (room - fold * (len(self.stretches) - 1)) / self.minutes
        left = 0.0
        for begins, ends in self.stretches:
            width = (ends - begins) * per_minute
            if x <= left + width + fold:
                return begins + round(min(max(0.0, x - left), width) / per_minute)
            left += width + fold
        return self.stretches[-1][1]


def folded_time(spans: Iterable[Span]) -> FoldedTime:
    """Return the scale on which all of `spans` are seen; without any it is eight hours."""
    stretches: list[Span] = []
    for begins, ends in sorted(spans) or [(0, 480)]:
        first, last = begins - PAD_MINUTES, max(ends, begins + 1) + PAD_MINUTES
        if stretches and first <= stretches[-1][1] + JOINED_MINUTES:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], last)
        else:
            stretches.append((first, last))
    return FoldedTime(tuple(stretches))
