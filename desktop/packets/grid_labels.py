"""Labels in a grid of hours: as much as a box has room for, and never on top of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.packets import fonts
from desktop.packets.fonts import width
from desktop.packets.pen import Pen
from desktop.packets.styles import INK, QUIET, SMALL, SMALL_STRONG, Style
from desktop.packets.table import first_base_line
from desktop.packets.wording import Said
from desktop.packets.wrapping import shorten, wrap_within

NAME = Style(fonts.SEMIBOLD, 8.5, 10, INK)
NAME_SMALL = Style(fonts.SEMIBOLD, 7, 8, INK)
SECOND = Style(fonts.ITALIC, 8, 9.6, QUIET)
ENTRY = SMALL.colored(INK)
SECOND_SMALL = Style(fonts.ITALIC, 7, 8, QUIET)
INSET = 7.5
NARROW = 60.0
FARTHEST = 26.0
"""How far below the head of its box a label may be pushed, in points."""


@dataclass(frozen=True, slots=True)
class Label:
    """What can be said of a box: its name in one or two languages, its time, details.

    A box that stands for several activities has no name but an entry for each of them, in
    one or two languages.
    """

    names: tuple[Said, ...] = ()
    time: str = ""
    details: tuple[str, ...] = ()
    notes: tuple[Said, ...] = ()
    entries: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a box stands on the page."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """Lines with the place of each base line."""

    lines: tuple[tuple[float, float, str, Style], ...]

    def draw(self, pen: Pen) -> None:
        """Draw the label."""
        for x, y, line, style in self.lines:
            pen.text(x, y, line, style)


def place_labels(boxes: Sequence[tuple[Slot, Label]], floor: float) -> list[PlacedLabel]:
    """Return the labels of `boxes`, which come from top to bottom.

    A box too low for its label has it over what lies beneath, whose own label moves down.
    What would end up below `floor`, or too far from its box, is left out.
    """
    placed: list[PlacedLabel] = []
    taken: list[Slot] = []
    for slot, label in boxes:
        taken = [other for other in taken if other.bottom < slot.top]
        beside = [o for o in taken if o.left < slot.right - 1 and slot.left < o.right - 1]
        top = min([slot.top, *(other.bottom for other in beside)])
        if slot.top - top > FARTHEST or top - NAME_SMALL.leading < floor - 3:
            continue
        lines, bottom = _compose(Slot(slot.left, slot.right, top, slot.bottom), label)
        placed.append(PlacedLabel(tuple(lines)))
        taken.append(Slot(slot.left, slot.right, top, bottom))
    return placed


Line = tuple[float, float, str, Style]


def _compose(slot: Slot, label: Label) -> tuple[list[Line], float]:
    """Return the lines of a label and how far down they reach."""
    high = slot.top - slot.bottom
    if not label.names:
        return _entries(slot, label.entries)
    if high < NAME.leading + 1.2:
        return _one_line(slot, label, NAME_SMALL, SECOND_SMALL)
    room = slot.right - slot.left - INSET - 3
    if high < NAME_SMALL.leading * 2 + 2 or (
        high < NAME.leading * 2 + 3 and _fits(label, NAME, SECOND, room)
    ):
        return _one_line(slot, label, NAME, SECOND)
    small = high < NAME.leading * 2 + 3 or room < NARROW
    return _lines(slot, label, small=small)


def _fits(label: Label, name: Style, second: Style, room: float) -> bool:
    """Return whether all names stand on one line."""
    first, *others = label.names
    needed = width(first.wording, name.face, name.size)
    needed += sum(width(f" · {o.wording}", second.face, second.size) for o in others)
    return needed <= room


def _entries(slot: Slot, entries: Sequence[tuple[str, ...]]) -> tuple[list[Line], float]:
    """Return a line or two for each of several activities, and how many have none."""
    x, room = slot.left + INSET, slot.right - slot.left - INSET - 3
    capacity = max(1, int((slot.top - slot.bottom - 2) / ENTRY.leading))
    shown, most = entries[:capacity], max(1, min(4, capacity // len(entries)))
    more = f"+{len(entries) - len(shown)}" if len(entries) > len(shown) else ""
    across = width(more, SMALL_STRONG.face, SMALL_STRONG.size)
    y = slot.top - 1.5
    lines: list[Line] = []
    for number, (first, *others) in enumerate(shown, start=1):
        last = number == len(shown)
        within = room - across - 4 if more and last else room
        own = -(-most // 2) if others else most
        wrapped = wrap_within(first, ENTRY.face, ENTRY.size, within, own)
        parts = [(line, ENTRY) for line in wrapped]
        second = SMALL.slanted()
        for other in others:
            rest = wrap_within(other, second.face, second.size, room, most - len(wrapped))
            parts += [(line, second) for line in rest]
        for line, style in parts:
            lines.append((x, y - first_base_line(style), line, style))
            y -= ENTRY.leading
        if more and last:
            lines.append((x + room - across, lines[-1][1], more, SMALL_STRONG))
    return lines, y


def _one_line(slot: Slot, label: Label, name: Style, second: Style) -> tuple[list[Line], float]:
    x, end = slot.left + INSET, slot.right - 3
    middle = (slot.top + max(slot.bottom, slot.top - 2 * name.leading)) / 2
    if slot.top - slot.bottom < name.leading:
        middle = slot.top - name.leading / 2
    y = middle - name.size * 0.33
    said = label.names[0]
    if width(said.wording, name.face, name.size) > end - x:
        name, second = NAME_SMALL, SECOND_SMALL
    style = name.slanted() if said.borrowed else name
    title = shorten(said.wording, style.face, style.size, end - x)
    lines: list[Line] = [(x, y, title, style)]
    used = x + width(title, style.face, style.size)
    time_width = width(label.time, SMALL.face, SMALL.size)
    for other in label.names[1:]:
        text = f" · {other.wording}"
        if used + width(text, second.face, second.size) <= end:
            lines.append((used, y, text, second))
            used += width(text, second.face, second.size)
    if used + 8 + time_width <= end:
        lines.append((end - time_width - 1, y, label.time, SMALL))
    return lines, min(slot.bottom, middle - name.leading / 2)


def _lines(slot: Slot, label: Label, *, small: bool) -> tuple[list[Line], float]:
    x, room = slot.left + INSET, slot.right - slot.left - INSET - 3
    y = slot.top - (1.0 if small else 2.0)
    left = y - slot.bottom - 0.5
    name, second = (NAME_SMALL, SECOND_SMALL) if small else (NAME, SECOND)
    lines: list[Line] = []
    for text, style, reserve in _parts(label, name, second, room):
        most = int((left - reserve) / style.leading)
        for line in wrap_within(text, style.face, style.size, room, most):
            lines.append((x, y - first_base_line(style), line, style))
            y -= style.leading
            left -= style.leading
    return lines, y


def _parts(
    label: Label, name: Style, second: Style, room: float
) -> Iterable[tuple[str, Style, float]]:
    """Yield what to say, in order of weight, and how much room to keep for what follows."""
    first, *others = label.names
    reserve = second.leading if others else 0.0
    yield first.wording, name.slanted() if first.borrowed else name, reserve
    for other in others:
        yield other.wording, second, 0.0
    about = [label.time, *label.details]
    line = " · ".join(about)
    if width(line, SMALL.face, SMALL.size) <= room:
        about = [line]
    for detail in about:
        yield detail, SMALL, 0.0
    for number, note in enumerate(label.notes):
        yield note.wording, SMALL.slanted() if number or note.borrowed else SMALL, 0.0
