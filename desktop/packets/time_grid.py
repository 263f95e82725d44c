"""A grid of hours in true proportion: axes, columns, boxes, and the key to their looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from desktop.language import translate
from desktop.packets.fonts import width
from desktop.packets.grid_labels import Label, PlacedLabel, Slot, place_labels
from desktop.packets.lanes import Segment
from desktop.packets.pen import Pen
from desktop.packets.styles import (
    FAINTEST,
    SMALL,
    THIN,
    KindLook,
    look_of,
)
from desktop.packets.wording import Wording, joined
from desktop.planning.terms import SCHEDULE_KINDS

AXIS = 33.0
LEAST_HOURS = 6
LOWEST_BOX = 1.6
KEY_HEIGHT = 16.0
KEY_LEADING = 10.0
KEY_TEXT = 18.0


@dataclass(slots=True)
class TimeGrid:
    """Boxes between `left` and `right` on a scale of hours from `top` down to `bottom`."""

    left: float
    right: float
    top: float
    bottom: float
    first_hour: int
    last_hour: int
    zulu: Sequence[str]
    rules: Sequence[float] = ()
    boxes: list[tuple[Slot, Label, KindLook]] = field(default_factory=list)
    _labels: list[PlacedLabel] = field(default_factory=list)

    def y(self, minute: float) -> float:
        """Return the height at which a minute of the day lies."""
        share = (minute / 60 - self.first_hour) / (self.last_hour - self.first_hour)
        return self.top - share * (self.top - self.bottom)

    def add(
        self, left: float, right: float, times: tuple[int, int], label: Label, look: KindLook
    ) -> None:
        """Add a box from one minute of the day to another."""
        top = self.y(times[0])
        bottom = min(self.y(times[1]) + 0.8, top - LOWEST_BOX)
        self.boxes.append((Slot(left, right, top - 0.4, max(bottom, self.bottom)), label, look))

    def finish(self) -> None:
        """Place the labels, once all boxes are there."""
        self.boxes.sort(key=lambda box: (-box[0].top, box[0].left))
        self._labels = place_labels([box[:2] for box in self.boxes], self.bottom)

    def draw(self, pen: Pen) -> None:
        """Draw hours, columns, boxes, and their labels on top."""
        for hour in range(self.first_hour, self.last_hour + 1):
            y = self.y(hour * 60)
            pen.rule((self.left, y), (self.right, y), THIN if hour % 6 == 0 else FAINTEST)
            pen.text_right(self.left - 6, y - 2.4, f"{hour:02}00", SMALL)
            if self.zulu:
                pen.text(self.right + 6, y - 2.4, self.zulu[hour - self.first_hour], SMALL)
        for x in (self.left, *self.rules, self.right):
            pen.rule((x, self.top), (x, self.bottom), THIN)
        for slot, _, look in self.boxes:
            pen.activity(
                slot.left, slot.bottom, slot.right - slot.left, slot.top - slot.bottom, look
            )
        for label in self._labels:
            label.draw(pen)


def hours_of(segments: Iterable[Segment]) -> tuple[int, int]:
    """Return the first and the last full hour of a grid that holds all `segments`."""
    segments = list(segments)
    first = min((segment.start for segment in segments), default=480) // 60
    last = -(-max((segment.ground_end for segment in segments), default=1020) // 60)
    first, last = max(0, min(first, 23)), min(24, max(last, first + 1))
    missing = max(0, LEAST_HOURS - (last - first))
    first = max(0, min(first - missing // 2, 24 - LEAST_HOURS)) if missing else first
    return first, max(last, min(24, first + LEAST_HOURS))


@dataclass(frozen=True, slots=True)
class Key:
    """The key to the looks of activities, on one line, or two where one is too short."""

    kinds: tuple[str, ...]
    wording: Wording

    def draw(self, pen: Pen, left: float, right: float, bottom: float) -> None:
        """Draw the key above `bottom`."""
        places = self._places(right - left)
        last = places[-1][1] if places else 0
        for x, line, kind, label in places:
            y = bottom + (last - line) * KEY_LEADING
            pen.activity(left + x, y, 14, 7, look_of(kind))
            pen.text(left + x + KEY_TEXT, y + 1, label, SMALL)

    def height(self, room: float) -> float:
        """Return the height of the key where it may be `room` points wide."""
        places = self._places(room)
        return KEY_HEIGHT + KEY_LEADING * (places[-1][1] if places else 0)

    def _places(self, room: float) -> list[tuple[float, int, str, str]]:
        """Return where each entry stands: how far right, on which line, kind and label."""
        places: list[tuple[float, int, str, str]] = []
        x, line = 0.0, 0
        for kind, label in self._labels():
            needed = KEY_TEXT + width(label, SMALL.face, SMALL.size)
            if x and x + needed > room:
                x, line = 0.0, line + 1
            places.append((x, line, kind, label))
            x += needed + 12
        return places

    def _labels(self) -> list[tuple[str, str]]:
        return [
            (kind, joined(translate(SCHEDULE_KINDS[kind], lang) for lang in self.wording.languages))
            for kind in SCHEDULE_KINDS
            if kind in self.kinds
        ]
