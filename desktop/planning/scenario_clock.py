"""The scenario's own clock: days of a crisis played in hours.

Injects that say at which scenario time they happen are the anchors of the two clocks.
Between anchors the scenario goes at an even pace; before the first and after the last it
goes as fast as the exercise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from db.reader import PlanReader
from db.tables import Inject
from desktop.planning.row_values import values_of

Anchor = tuple[int, int]
"""A moment on both clocks: minutes from STARTEX, and minutes of the scenario."""


@dataclass(frozen=True, slots=True)
class ScenarioClock:
    """Turns exercise offsets into scenario offsets, both in minutes.

    Both go up from anchor to anchor; the scenario may stand still, never go back.
    """

    anchors: tuple[Anchor, ...] = ()

    @property
    def runs_apart(self) -> bool:
        """Whether the scenario's clock ever shows another time than the exercise's."""
        return any(offset != minutes for offset, minutes in self.anchors)

    def scenario_of(self, offset: int) -> int:
        """Return the scenario's minutes at `offset` minutes from STARTEX, rounded."""
        return _interpolated(self.anchors, offset)


def scenario_clock_of(reader: PlanReader) -> ScenarioClock:
    """Return the scenario clock of a plan, from the injects that have a scenario time."""
    kept, _contradicting = _sorted_out(_anchored(reader))
    return ScenarioClock(tuple(kept))


def contradicting_anchors(reader: PlanReader) -> list[Inject]:
    """Return the injects whose scenario time is before that of an earlier inject, by time.

    Of several at one moment that disagree, the first counts.
    """
    return _sorted_out(_anchored(reader))[1]


def _anchored(reader: PlanReader) -> Iterable[tuple[int, int, Inject]]:
    for inject in reader.rows(Inject):
        values = values_of(inject)
        minutes = values.get("scenario_minutes")
        if minutes is not None and values["status"] != "cancelled":
            yield values["offset_minutes"], minutes, inject


def _sorted_out(
    anchored: Iterable[tuple[int, int, Inject]],
) -> tuple[list[Anchor], list[Inject]]:
    """Return the anchors that agree with each other, and the injects that do not."""
    kept: list[Anchor] = []
    contradicting: list[Inject] = []
    for offset, minutes, inject in anchored:
        if not kept or (offset > kept[-1][0] and minutes >= kept[-1][1]):
            kept.append((offset, minutes))
        elif (offset, minutes) != kept[-1]:
            contradicting.append(inject)
    return kept, contradicting


def _interpolated(anchors: tuple[Anchor, ...], at: int) -> int:
    if not anchors:
        return at
    firsts = [first for first, _second in anchors]
    index = bisect_left(firsts, at)
    if index < len(firsts) and firsts[index] == at:
        return anchors[index][1]
    if index in (0, len(anchors)):
        first, second = anchors[min(index, len(anchors) - 1)]
        return second + at - first
    (low, from_second), (high, to_second) = anchors[index - 1], anchors[index]
    length = high - low
    # Rounded half up in whole numbers, so that both clocks agree on every machine.
    return from_second + ((at - low) * (to_second - from_second) * 2 + length) // (2 * length)
